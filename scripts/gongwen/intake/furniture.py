"""Lines that stand around a document and are not its own: ``【字体：大 中 小】``, ``责任编辑：张三``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gongwen.lines import Dropped, Line
from gongwen.tables import TEXT, read_table

_PAGE = "page number"
_Rules = tuple[tuple[str, re.Pattern[str], int], ...]


def without_furniture(lines: Iterable[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """The lines that are the document's, and the others with their rule from ``furniture.tsv``.

    A rule for several lines is for the end of a file only: it takes all that is left, if that is no more. Where a
    page's number goes, the line behind it is ``torn``.
    """
    left = tuple(lines)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    torn = False
    for at, line in enumerate(left):
        rule, extent = _rule_of(line)
        if rule and (extent == 1 or len(left) - at <= extent):
            end = at + 1 if extent == 1 else len(left)
            dropped += (Dropped(other.number, other.text, rule) for other in left[at:end])
            if extent > 1:
                break
            torn = torn or rule == _PAGE
        else:
            kept.append(replace(line, torn=True) if torn else line)
            torn = False
    return tuple(kept), tuple(dropped)


def _rule_of(line: Line) -> tuple[str, int]:
    return next(((rule, extent) for rule, pattern, extent in _rules() if pattern.fullmatch(line.text)), ("", 0))


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """Raises :class:`~gongwen.errors.DataError` for a row that is none: ``font size``, 【字体：大 中 小】, 1."""
    rows = read_table(Path(__file__).with_name("furniture.tsv"), {"rule": TEXT, "pattern": TEXT, "lines": r"\d+"})
    return tuple((row["rule"], re.compile(row["pattern"]), int(row["lines"])) for row in rows)
