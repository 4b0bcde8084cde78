"""``source/guideline.toml`` → what became of the document: its standing, and what followed.

An editor looked it up, so nothing is said without a source, its address and the day. Where nothing could be found out
the standing is unknown, and the day is that of the search.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from gongwen.errors import DataError

STATES = {"in-force": "有效", "replaced": "已被取代", "ended": "已失效", "unknown": "未查明"}
"""What a document can be, and what readers are told."""
_WORDS, _DAYS = ("text", "source", "address"), ("date", "looked_up")


@dataclass(frozen=True)
class Statement:
    """What a source says, and when an editor looked it up there."""

    text: str
    """In an editor's words: 新华社报道，会议要求抓紧推进结对关系调整."""
    looked_up: str
    """ISO date."""
    source: str = ""
    """Empty only where the statement is that nothing could be found."""
    address: str = ""
    date: str = ""
    """When it happened, an ISO date; a standing has none."""


@dataclass(frozen=True)
class Standing:
    """Whether the document is in force, as far as the editors could find out, and what came after it."""

    state: str
    """A key of :data:`STATES`."""
    statement: Statement
    followed: tuple[Statement, ...]
    """In the order of their dates."""

    @property
    def label(self) -> str:
        """未查明."""
        return STATES[self.state]


def read_standing(path: Path) -> Standing | None:
    """The tables ``[standing]`` and ``[[followed]]`` of a document's file; None where it has neither.

    ``state = "unknown"`` needs ``text`` and ``looked_up``; any other state, and all that followed, needs ``source`` and
    ``address`` too, and what followed its ``date``. Raises :class:`~gongwen.errors.DataError` with file and line.
    """
    text = path.read_text(encoding="utf-8-sig")
    data = tomllib.loads(text)
    if "standing" not in data and "followed" not in data:
        return None
    here = _Place(path.name, text, "[standing]", 0)
    found = data.get("standing")
    if not isinstance(found, dict):
        raise here.error("[standing] beside [[followed]]", "none", 'write state = "unknown" where nothing is known')
    state = found.get("state")
    if state not in STATES:
        raise here.error(f"state to be one of {', '.join(STATES)}", f"“{state}”", "write one of them")
    needed = ("text", "looked_up") if state == "unknown" else (*_WORDS, "looked_up")
    cells = {key: value for key, value in found.items() if key != "state"}
    followed = data.get("followed", [])
    if not isinstance(followed, list):
        raise here.error("each [[followed]] in two pairs of brackets", "one pair", "double them")
    statements = [
        _statement(item, (*_WORDS, *_DAYS), _Place(path.name, text, "[[followed]]", number))
        for number, item in enumerate(followed)
    ]
    for number, (one, other) in enumerate(pairwise(statements), 1):
        if other.date < one.date:
            place = _Place(path.name, text, "[[followed]]", number)
            raise place.error(f"a date from {one.date} on", other.date, "keep them in the order of their dates")
    return Standing(state, _statement(cells, needed, here), tuple(statements))


@dataclass(frozen=True)
class _Place:
    """A table of the file, the ``number``-th with this header."""

    file: str
    text: str
    header: str
    number: int

    def error(self, expected: str, found: str, mend: str) -> DataError:
        lines = [at for at, line in enumerate(self.text.split("\n"), 1) if line.strip().startswith(self.header)]
        return DataError(self.file, lines[self.number] if self.number < len(lines) else None, expected, found, mend)


def _statement(cells: object, needed: tuple[str, ...], place: _Place) -> Statement:
    if not isinstance(cells, Mapping) or {*cells} != {*needed}:
        found = ", ".join(map(str, cells)) if isinstance(cells, Mapping) else "no table"
        raise place.error(f"the keys {', '.join(needed)}", found or "none", "say where it stands and when it was seen")
    for key in needed:
        value = cells[key]
        if key in _DAYS:
            if type(value) is not date:
                raise place.error(f"{key} to be a day", f"“{value}”", "write it as 2026-11-26, without quotes")
        elif not isinstance(value, str) or not value.strip() or "\n" in value:
            raise place.error(f"{key} to be a line of words", f"“{value}”", "write it between quotes")
    if "address" in needed and not re.fullmatch(r"https?://[^\s<>\"']+", cells["address"]):
        raise place.error("the address of the source", f"“{cells['address']}”", "write it as https://…")
    if "date" in needed and cells["date"] > cells["looked_up"]:
        raise place.error("a date before it was looked up", f"{cells['date']}", "mend one of the two days")
    return Statement(**{key: str(cells[key]) for key in needed})
