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
_CARD = "catalogue card"
_ON_CARD = re.compile(
    "(?:信息)?索[取引]号|(?:主题|体裁|组配|信息|公文)(?:分类|种类)|发[文布]机[关构]|发文字号|文号|(?:成文|生成)日期|"
    "(?:发布|公开|施行|废止)(?:日期|时间)|公开(?:方式|范围|形式)|有效性|主题词|标题|名称|信息来源"
)
"""What a catalogue card tells of a document: 索 引 号：, 发文机关：."""
_FEWEST_ON_CARD = 3
_LATEST_CARD = 6
"""Lines: a card begins behind no more of them."""
_LONGEST_ENTRY = 200
_Rules = tuple[tuple[str, re.Pattern[str], int], ...]


def without_furniture(lines: Iterable[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """The lines that are the document's, and the others with their rule from ``furniture.tsv``.

    A rule for several lines is for the end of a file only: it takes all that is left, if that is no more. Where a
    page's number goes, the line behind it is ``torn``.
    """
    left = tuple(lines)
    kept: list[Line] = []
    card = _card(left)
    dropped = [Dropped(line.number, line.text, _CARD) for line in left[card]]
    left = left[: card.start] + left[card.stop :]
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


def _card(lines: tuple[Line, ...]) -> slice:
    """Where the card is that sites of authorities put above a text or its title, as a page that is copied has it.

    ``索 引 号：000014349/2022-00001`` / ``发文机关：国务院办公厅`` / ``发文字号：国办发〔2022〕3号``.
    """
    for start in range(min(_LATEST_CARD, len(lines))):
        end, told = start, 0
        while end < len(lines) and (on_line := _on_card(lines[end].text)):
            told, end = told + on_line, end + 1
        if told >= _FEWEST_ON_CARD and end < len(lines):
            return slice(start, end)
    return slice(0, 0)


def _on_card(text: str) -> int:
    """How many entries of a card a line holds; 0 if it does not begin with one."""
    cells = [re.sub(r"\s", "", cell) for cell in re.split("[：:]", text[:_LONGEST_ENTRY])]
    if len(cells) < 2 or not _ON_CARD.fullmatch(cells[0]):
        return 0
    return sum(bool(_ON_CARD.search(cell)) for cell in cells[:-1])


def _rule_of(line: Line) -> tuple[str, int]:
    return next(((rule, extent) for rule, pattern, extent in _rules() if pattern.fullmatch(line.text)), ("", 0))


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """Raises :class:`~gongwen.errors.DataError` for a row that is none: ``font size``, 【字体：大 中 小】, 1."""
    rows = read_table(Path(__file__).with_name("furniture.tsv"), {"rule": TEXT, "pattern": TEXT, "lines": r"\d+"})
    return tuple((row["rule"], re.compile(row["pattern"]), int(row["lines"])) for row in rows)
