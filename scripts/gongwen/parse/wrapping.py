"""Lines → whether the source breaks them at a fixed width, as text copied from a PDF or sent by mail has them.

Only then does a line go on with one that is full and has no stop; and, where blank lines or an indent mark each
paragraph's beginning, with any full line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongwen.lines import Line
from gongwen.parse.labels import read_label
from gongwen.parse.sentences import ends

_NARROWEST, _WIDEST = 15, 60
"""Characters of a full line: a column of a page. A paragraph that stands in one line is longer somewhere."""
_SLACK = 3
"""So much shorter a full line may be: an indent that was trimmed, a mark that must not begin a line."""
_BROKEN = 3
"""So many lines break off at the width before they are taken for broken."""
_MOST = 0.8


@dataclass(frozen=True)
class Wrapping:
    """How a text is broken into lines."""

    width: float
    """Of a full line, in Chinese characters."""
    marked: bool
    """Whether a blank line or an indent stands before each paragraph, and before nothing else."""

    def goes_on(self, last: Line, line: Line) -> bool:
        """Whether ``line`` goes on with ``last``: 关系到农业和农 / 村发展的全局。"""
        if _width(last.text) < self.width - _SLACK or line.indent or (line.gap and not line.torn):
            return False
        return (self.marked and not line.torn) or not ends(last.text)


def find_wrapping(lines: Sequence[Line]) -> Wrapping | None:
    """The wrapping of a text; None for one that has a line for a paragraph."""
    width = max((_width(line.text) for line in lines if not line.row), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    plain = [
        (last, line)
        for last, line in pairwise(lines)
        if not (last.row or line.row or last.heading or line.heading or line.gap or read_label(line.text))
    ]
    broken = [line for last, line in plain if not ends(last.text) and _width(last.text) >= width - _SLACK]
    if len(broken) < _BROKEN:
        return None
    begins = [line for line in lines if read_label(line.text)]
    indented = _mostly(begins, [line.indent for line in begins]) and not any(line.indent for line in broken)
    parted = _mostly(begins, [line.gap for line in begins])
    return Wrapping(width, indented or parted)


def _mostly(found: Sequence[Line], true: Sequence[bool]) -> bool:
    return bool(found) and sum(true) >= _MOST * len(found)


def _width(text: str) -> float:
    """How wide a line is, in Chinese characters; figures and Latin letters take half of one."""
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
