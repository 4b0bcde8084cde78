"""The regular expressions that tables may hold: a small language in which no pattern runs for long or matches nothing.

::

    年   [一二两\\d]   \\d   \\.        one character: itself, one of a class, a digit, a mark with \\ before it
    \\d{1,9}   底?                      repeated, at most 99 times
    (?:年|个月)   (?:月|季度)?          one of several, perhaps
    (?!度)                             not before 度

There is no ``*``, no ``+`` and no repeated group, so that the ways in which a pattern can match are counted, and a
pattern of too many is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import prod

from gongwen.tables import Row

_TOKEN = re.compile(
    r"(?P<one>\[(?:\\d|(?!--)[^\[\]\\^&~|])+\]|\\(?:d|[^\w\s])|[^\\.^$*+?{}\[\]|()])|(?P<open>\(\?[:!])"
    r"|(?P<times>\?|\{(?P<least>\d{1,2})(?:,(?P<most>\d{1,2}))?\})|(?P<mark>[|)])"
)
_LONGEST, _MOST_WAYS = 200, 1000
"""Of a pattern, in characters; and the ways in which one may match, of which each may be tried at each character."""
_FORM = r"a pattern of characters, [classes], \d, (?:…|…), (?!…), ? and {1,9} alone"


def pattern_of(row: Row, column: str, example: str) -> str:
    """The pattern in a cell, to be put into others; it matches something in the cell of the column ``example``.

    Raises :class:`~gongwen.errors.DataError` for one that is not of the language, that matches the empty text, or that
    matches in more than a thousand ways.
    """
    pattern, mend = row[column], "see the other rows"
    if len(pattern) > _LONGEST:
        raise row.error(f"a pattern of at most {_LONGEST} characters", f"{len(pattern)}", "part it into rows")
    reader = _Reader(pattern)
    shape = reader.alternatives()
    if reader.at < len(pattern):
        raise row.error(_FORM, f"“{pattern}”, “{pattern[reader.at :]}” in it", mend)
    if not shape.least:
        raise row.error("a pattern that matches a character at least", f"“{pattern}”", "leave out what may be missing")
    if shape.ways > _MOST_WAYS:
        found = f"{shape.ways} in “{pattern}”"
        raise row.error(f"a pattern of at most {_MOST_WAYS} ways to match", found, "repeat less, or part it into rows")
    try:
        fits = re.search(pattern, row[example])
    except re.error as problem:  # [九-一]
        raise row.error(_FORM, f"“{pattern}”: {problem}", mend) from problem
    if not fits:
        raise row.error("a pattern that matches its example", f"“{pattern}” and “{row[example]}”", mend)
    return pattern


@dataclass(frozen=True)
class _Shape:
    """How many characters a piece takes at least, and in how many ways it can match at one place."""

    least: int = 0
    ways: int = 1


class _Reader:
    """Reads a pattern from its start; ``at`` is how far it came."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> _Shape:
        found = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            found.append(self._sequence())
        return _Shape(min(shape.least for shape in found), sum(shape.ways for shape in found))

    def _sequence(self) -> _Shape:
        found: list[_Shape] = []
        while piece := self._piece():
            found.append(piece)
        return _Shape(sum(shape.least for shape in found), prod(shape.ways for shape in found))

    def _piece(self) -> _Shape | None:
        """One character or group with its repetition; None where none begins here, or none that is whole."""
        start = self.at
        token = _TOKEN.match(self.pattern, start)
        if not token or not (token["one"] or token["open"]):
            return None
        self.at = token.end()
        shape = _Shape(1)
        if token["open"]:
            shape = self.alternatives()
            if not self.pattern.startswith(")", self.at):
                return None
            self.at += 1
        times = _TOKEN.match(self.pattern, self.at)
        if token["open"] == "(?!":
            return _Shape(0, shape.ways)
        if not times or not times["times"] or (token["open"] and times["times"] != "?"):
            return shape
        least, most = (0, 1) if times["times"] == "?" else (int(times["least"]), int(times["most"] or times["least"]))
        if least > most or not most:
            return None
        self.at = times.end()
        return _Shape(shape.least * least, shape.ways + 1 if token["open"] else most - least + 1)
