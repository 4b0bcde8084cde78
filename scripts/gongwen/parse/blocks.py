"""Lines → blocks: broken lines joined, lines of several labels cut, quotations found.

A block is what stands in one unit's place: a label with its words, a paragraph, a heading, a row of a table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongwen.lines import Line
from gongwen.model import Remark
from gongwen.parse.dates import is_dated
from gongwen.parse.labels import Label, read_label, seems_label, split_labels
from gongwen.parse.sentences import ends
from gongwen.parse.wrapping import Wrapping, find_wrapping

_OPEN_END = re.compile("(?:[，、《（“,(]|[一二三四五六七八九十]+(?:条|要)?是)$")
"""A line that breaks off: …，  …《  一是  …一条是."""
_BARE_DIVISION = re.compile("第[^，。；、]{1,9}[编編篇章节節分]")
"""第一章 alone on its line: its name is the next."""
_PROSE = re.compile("[，。；：]")
"""A mark within a line, which no title and no signature has: what a soft break tears there goes on."""
_SHUT = re.compile("[号日]$")
"""The end of a number or date, which no new page tears."""
_LOOSE_START = re.compile("[。，、》）”；;,）)]")
_STOP_INSIDE = re.compile("[。！？].")
_PUNCTUATION = re.compile("[，。；：！？、《》“”]")
_LONGEST_LINK = 30
_QUOTE_END = re.compile("”[。；;，]?$")
_ROLE = re.compile(r"[^：。，；]{1,8}：.")
"""召 集 人：孙某某."""


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines that belong together."""

    text: str
    """All its words; without the label if it has one."""
    line: int
    label: Label | None = None
    heading: int = 0
    bold: bool = False
    row: bool = False
    quote: bool = False
    split: bool = False
    """Whether it is one of several labels in a line."""

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends(self.text)

    @property
    def names(self) -> bool:
        """Whether it has neither label nor stop: a title, a heading, a signature, a name in a list."""
        return not (self.label or self.row or self.quote or self.stops)

    @property
    def role(self) -> bool:
        """Whether it opens with a role, as a line of a list of members does."""
        return bool(_ROLE.match(self.text))

    @property
    def printed(self) -> str:
        """Label and words: what the source has."""
        return (self.label.printed if self.label else "") + self.text

    @property
    def plain(self) -> Block:
        """The same without label: a line of a quotation, a reference at the head of a line."""
        blank = " " if self.label and self.label.mark == "a" and not self.label.loose and self.text else ""
        return replace(self, text=self.label.printed + blank + self.text, label=None) if self.label else self


def read_blocks(lines: Sequence[Line], remarks: list[Remark]) -> list[Block]:
    """The blocks of a document; none of them is empty.

    ``…办理国务院《`` / ``关于物价的通知`` / ``》，…`` is one block, and so is ``一条是`` / ``建立领导班子，``.
    """
    parted, wrapping = sum(line.gap for line in lines) * 2 > len(lines), find_wrapping(lines)
    blocks: list[Block] = []
    for run in _joined(lines, parted, wrapping):
        first, text = run[0], "".join(line.text for line in run)
        remarks += [
            _doubtful(last, line)
            for last, line in pairwise(run)
            if _seems_joined(last.text, line.text) or not (ends(line.text) or _goes_on(last, line, parted, wrapping))
        ]
        pieces = [text] if first.row else split_labels(text)
        for piece in pieces:
            label = None if first.row else read_label(piece)
            blocks.append(
                Block(
                    label.rest if label else piece,
                    first.number,
                    label,
                    first.heading,
                    first.bold and all(line.bold for line in run),
                    first.row,
                    split=len(pieces) > 1,
                )
            )
    return _bare_labels(blocks)


def _joined(lines: Sequence[Line], parted: bool, wrapping: Wrapping | None) -> Iterator[list[Line]]:
    """Runs of lines that are one: rule 8."""
    run: list[Line] = []
    linked = False
    for at, line in enumerate(lines):
        ends_link = linked
        linked = not (linked or parted or wrapping) and bool(run) and _is_link(run, line, lines[at + 1 : at + 2])
        if run and not (linked or ends_link or _goes_on(run[-1], line, parted, wrapping)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_link(run: Sequence[Line], line: Line, below: Sequence[Line]) -> bool:
    """Whether ``line`` is a name that a page linked, set on a line of its own within a sentence.

    …积极推动加入 / 全面与进步跨太平洋伙伴关系协定 / （CPTPP）等高标准经贸协议，…。
    """
    around = (run[-1], line, *below)
    if not below or any(each.row or each.heading or each.gap for each in around[1:]) or run[-1].heading or run[-1].row:
        return False
    broken = bool(_STOP_INSIDE.search(run[0].text)) and not ends(run[-1].text)
    named = len(line.text) <= _LONGEST_LINK and not _PUNCTUATION.search(line.text) and not read_label(line.text)
    goes_on = ends(below[0].text) and not read_label(below[0].text) and not below[0].text.startswith("——")
    return broken and named and goes_on


def _seems_joined(last: str, line: str) -> bool:
    """Whether a line goes on by its first mark with a whole sentence or heading, or opens as a label does."""
    loose = bool(_LOOSE_START.match(line)) and (ends(last) or bool(read_label(last)))
    return loose or seems_label(line)


def _doubtful(last: Line, line: Line) -> Remark:
    return Remark(line.number, line.text[:30], f"与上一行（{last.text[-6:]}）接成一段，请核对")


def _goes_on(last: Line, line: Line, parted: bool, wrapping: Wrapping | None) -> bool:
    if last.row or line.row or line.text.startswith("——"):
        return False
    if wrapping and not (last.heading or line.heading) and wrapping.goes_on(last, line):
        return wrapping.marked or not read_label(line.text)
    if read_label(line.text):
        return False
    stops = ends(last.text)
    if bool(last.heading) == bool(line.heading) and _BARE_DIVISION.fullmatch(last.text):
        return not ends(line.text)
    if line.heading or (last.heading and not _OPEN_END.search(last.text[-9:])):
        return False
    if _OPEN_END.search(last.text[-9:]) or _LOOSE_START.match(line.text):
        return True
    if stops or is_dated(line.text):
        return False
    torn = line.torn and not _SHUT.search(last.text) and not _may_be_heading(last.text)
    soft = line.soft and bool(_PROSE.search(last.text))
    return torn or soft or (parted and not line.gap) or _holds_open(last.text, line.text)


def _may_be_heading(text: str) -> bool:
    """Whether a line with which a page ends may be whole: （一）总体要求, but not 第二条　各单位应当建立档案."""
    label = read_label(text)
    return bool(label and label.mark != "a" and not _PROSE.search(label.rest))


def _holds_open(last: str, line: str) -> bool:
    """Whether a bracket stays open at the end of a line and the next closes it: …《关于修改〈某办法〉 / 的决定》."""
    for opening, closing in ("《》", "〈〉", "（）"):
        if last.rfind(opening) > last.rfind(closing) or last.count(opening) > last.count(closing):
            first = line.find(closing)
            if first >= 0 and not 0 <= line.find(opening) < first:
                return True
    return False


def _bare_labels(blocks: list[Block]) -> list[Block]:
    """A marked heading that is only the next numeral is its label: ``## 三`` behind 二、."""
    last: Label | None = None
    for at, block in enumerate(blocks):
        if block.label and block.label.mark == "part":
            last = block.label
        elif last and block.heading and not block.label:
            label = read_label(f"{block.text}、")
            if label and label.mark == "part" and label.number == (last.number[0] + 1,):
                last = replace(label, printed=block.text)
                blocks[at] = replace(block, label=last, text="")
    return blocks


def find_quotes(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks with their quotations marked, and those that open one which nothing closes (rule 7).

    A quotation begins in a line that begins with “, or with a “ that the line of a label leaves open, and runs to the
    first line that ends in ”.
    """
    closes = [at for at, block in enumerate(blocks) if _QUOTE_END.search(block.text[-2:])]
    headings = [at for at, block in enumerate(blocks) if block.heading]
    found, unclosed, at = list(blocks), [], 0
    while at < len(blocks):
        block = blocks[at]
        opens = block.text.startswith("“") and not block.label
        left_open = _left_open(block.text) if "“" in block.text else False
        if opens and not left_open and _one_quotation(block.text):
            found[at] = replace(block, quote=True)
        elif left_open and (opens or block.label or "：“" in block.text):
            end = _behind(closes, at)
            if end is None or (_behind(headings, at) or end) < end or _opens_again(blocks, at, end):
                unclosed.append(block)
            else:
                first = at if opens else at + 1
                found[first : end + 1] = [replace(inner.plain, quote=True) for inner in blocks[first : end + 1]]
                at = end
        at += 1
    return found, unclosed


def _opens_again(blocks: Sequence[Block], at: int, end: int) -> bool:
    """Whether the next label of the series opens a quotation of its own before ``end``: the first was never closed."""
    label = blocks[at].label
    if not label:
        return False
    wanted = (label.mark, (label.number[0] + 1,))
    inside = (block for block in blocks[at + 1 : end + 1] if block.label)
    return any((one.label.mark, one.label.number) == wanted and "“" in one.text for one in inside if one.label)


def _behind(places: Sequence[int], at: int) -> int | None:
    """The first of the places behind ``at``."""
    found = bisect_right(places, at)
    return places[found] if found < len(places) else None


def _left_open(text: str) -> bool:
    depth = 0
    for char in text:
        depth = depth + 1 if char == "“" else max(0, depth - 1) if char == "”" else depth
    return depth > 0


def _one_quotation(text: str) -> bool:
    """Whether the ” of the first “ is the last one: “…”。"""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "“") - (char == "”")
        if depth <= 0:
            return bool(_QUOTE_END.search(text)) and at >= len(text) - 2
    return False
