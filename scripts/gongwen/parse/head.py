"""What stands above a text: its title, and number, addressees, history or contents below it.

::

    head = title (number | addressee | date | history | issuer | toc)*
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongwen.parse.blocks import Block
from gongwen.parse.dates import is_day
from gongwen.parse.forms import (
    ADDRESSEE,
    CONTENTS,
    DATE,
    DATE_AND_NUMBER,
    HISTORY,
    LETTERHEAD,
    MARGIN,
    NUMBER,
    NUMBER_BELOW,
    PERSON,
    SIGNATURE,
    SPEAKER,
    bare,
    is_signature,
    is_title,
    named,
    unlabelled,
    words,
)
from gongwen.parse.nodes import Node, Remarks

_LONGEST_TITLE = 8
"""Lines."""
_LONGEST_LINE = 200
"""Characters of a line of a title."""
_SHORT = 10
"""Characters: what is no longer may be a word of the page's menu."""
_LONGEST_LEAD = 3
"""Lines."""
_ISSUES = re.compile(
    "(?:印[发發]|[发發]布|公布|下[发發]|出台|[转轉][发發]).*《|《.*(?:印[发發]|[发發]布|公布|出台|全文)"
)
_NAMED = "《((?:[^《》]|《[^《》]*》)+)》"
_UNFINISHED = "的和与及或、，"
_LONGEST_ENTRY = 80
"""Characters of a line in a table of contents."""


def take_title(blocks: Sequence[Block], remarks: Remarks) -> int:
    """How many blocks at the head are the title: the printed lines above all else."""
    marked = 0
    while marked < len(blocks) and blocks[marked].heading == 1 and not blocks[marked].label:
        marked += 1
    if marked:
        return marked
    end = 0
    while end < min(len(blocks), _LONGEST_TITLE) and _may_title(blocks[end]):
        if _head_mark(blocks, end, end > 0) and (blocks[end].text[0] != "《" or is_title(words(blocks[:end]))):
            break
        end += 1
    if end < len(blocks) and not _head_mark(blocks, end, end > 0):
        whole = [at for at in range(1, end + 1) if is_title(words(blocks[:at]))]
        end = whole[-1] if whole else min(end, 1)
    end = next((at for at in range(1, end) if named(words(blocks[:at])) == named(blocks[at].text)), end)
    if end > 1 and not all(_goes_on(blocks[:at], blocks[at]) for at in range(1, end)):
        remarks.add(blocks[0], "标题由几行连成，请核对")
    if end and blocks[end - 1].text[-1] in _UNFINISHED:
        remarks.add(blocks[0], "标题好像没有印完")
    return end


def take_lead(blocks: Sequence[Block]) -> int:
    """How many blocks above the title are none of the document: 特急, or a page's …印发《X》 with X below.

    The page may print X itself above such a lead, too.
    """
    marks = 0
    while marks < len(blocks) and MARGIN.fullmatch(blocks[marks].text) and not blocks[marks].label:
        marks += 1
    for at in range(marks + 1, min(len(blocks) - 1, marks + 1 + _LONGEST_LEAD)):
        above = blocks[marks:at]
        if len(words(above)) > _LONGEST_LINE * _LONGEST_LEAD:
            break
        leads = [
            block.text
            for block in above
            if _ISSUES.search(block.text) and not (is_title(block.text) and block.text[-1] != "》")
        ]
        for name in (found[1] for text in leads for found in re.finditer(_NAMED, text)):
            printed = sum(named(block.text) == bare(name) for block in above)
            if printed + len(leads) == len(above) and _repeats(blocks, at, name):
                return at
    return marks


def take_letterhead(blocks: Sequence[Block], end: int) -> tuple[list[Node], int]:
    """某某市人民政府文件, the first ``end`` blocks, and the number below: their units, and how many blocks they are.

    The document's title stands below them.
    """
    if not LETTERHEAD.fullmatch(bare(words(blocks[:end]))):
        return [], 0
    number = end
    while number < len(blocks) and _head_mark(blocks, number, titled=True) == "number":
        number += 1
    if number == end or not any(_may_title(block) for block in blocks[number : number + 1]):
        return [], 0
    head = Node("note", "note", text=words(blocks[:end]), line=blocks[0].line)
    return [head, *(Node.of("number", "number", block.plain) for block in blocks[end:number])], number


def _may_title(block: Block) -> bool:
    return block.names and not block.heading and len(block.text) <= _LONGEST_LINE


def _goes_on(title: Sequence[Block], block: Block) -> bool:
    """Whether a title goes on with ``block``: 国务院 / 关于开展协作的 / 指导意见, but not 首页 / 关于协作的意见."""
    above = words(title)
    if "关于" in above:
        return not is_title(above) or "关于" not in block.text
    if len(above) > _SHORT:
        return True
    signed = bool(SIGNATURE.fullmatch(title[-1].text))
    return signed and (block.text.startswith("关于") or bool(SIGNATURE.fullmatch(block.text)))


def _head_mark(blocks: Sequence[Block], at: int, titled: bool) -> str:
    """Which unit of the head the block is; empty for none."""
    block = blocks[at]
    text = block.text
    if block.row or block.quote:
        return ""
    if NUMBER.fullmatch(block.printed) or (titled and NUMBER_BELOW.fullmatch(block.printed)):
        return "number"
    if block.label and DATE.fullmatch(unlabelled(block)) and is_day(unlabelled(block)):
        return "date"
    if block.label:
        return ""
    if DATE_AND_NUMBER.fullmatch(text):
        return "both"
    if DATE.fullmatch(text) and text[0] not in "（(" and is_day(text):
        return "date"
    if bare(text) in CONTENTS:
        return "toc"
    if ADDRESSEE.fullmatch(text):
        return "addressee"
    if titled and ((not block.stops and HISTORY.fullmatch(text)) or MARGIN.fullmatch(text)):
        return "history"
    return ""


def take_head(blocks: Sequence[Block], title: str) -> tuple[list[Node], int]:
    """The units of the head below the title, and how many blocks they are."""
    nodes: list[Node] = []
    last = {_entry(block): at for at, block in enumerate(blocks)}
    titled, at = bool(title), 0
    while at < len(blocks):
        block, mark = blocks[at], _head_mark(blocks, at, titled)
        if again := _repeats(blocks, at, title):
            nodes.append(Node("title", "title", text=words(blocks[at : at + again]), line=block.line))
            at += again - 1
        elif mark == "both":
            found = DATE_AND_NUMBER.fullmatch(block.text)
            for half in (found["first"], found["second"]) if found else ():
                kind = "date" if DATE.fullmatch(half) else "number"
                nodes.append(Node(kind, kind, text=half, line=block.line))
        elif end := _toc_end(blocks, at, last):
            titled_toc = bare(block.text) in CONTENTS
            entries = blocks[at + titled_toc : end]
            text = "\n".join(entry.plain.text for entry in entries)
            nodes.append(Node("toc", "toc", title=block.text if titled_toc else "", text=text, line=block.line))
            at = end - 1
        elif mark and mark != "toc":
            nodes.append(Node(mark, mark, text=block.plain.text, line=block.line))
        elif titled and at + 1 < len(blocks) and _speaks(block, nodes, blocks[at + 1]):
            nodes.append(Node.of("issuer", "issuer", block))
        else:
            break
        at += 1
    return nodes, at


def _repeats(blocks: Sequence[Block], at: int, title: str) -> int:
    """How many blocks print the title once more."""
    joined, wanted = "", named(title)
    for length, block in enumerate(blocks[at : at + _LONGEST_TITLE], 1):
        joined += bare(block.text)
        if not block.names or not f"{wanted}》".startswith(joined.removeprefix("《")):
            return 0
        if named(joined) == wanted:
            return length
    return 0


def _speaks(block: Block, nodes: list[Node], below: Block) -> bool:
    """国务院总理 / 李克强 under the title of a speech."""
    if not block.names or not nodes:
        return False
    greeted = nodes[-1].kind == "history" and bool(ADDRESSEE.fullmatch(below.text))
    named = (nodes[-1].kind == "issuer" or greeted) and bool(PERSON.fullmatch(block.text))
    speaker = bool(SPEAKER.fullmatch(block.text)) or (is_signature(block) and block.text[-1] not in "：:")
    return named or (nodes[-1].kind == "history" and speaker)


def _toc_end(blocks: Sequence[Block], at: int, last: Mapping[str, int]) -> int:
    """Where a table of contents that begins at ``at`` ends; 0 where none begins.

    It is 目录 and the lines down to where the first of them stands again, or a run of headings that all stand again.
    ``last`` is the last block of each entry.
    """
    titled = bare(blocks[at].text) in CONTENTS and not blocks[at].label
    if not titled and not (blocks[at].label and not blocks[at].stops):
        return 0
    seen: set[str] = set()
    end = at + titled
    while end < len(blocks) and not blocks[end].stops and last[_entry(blocks[end])] > end:
        if _entry(blocks[end]) in seen:
            break
        seen.add(_entry(blocks[end]))
        end += 1
    return end if (titled and seen) or len(seen) > 1 else 0


def _entry(block: Block) -> str:
    """A heading as its line in the contents compares: 第一章 总 则……1 → 第一章总则."""
    return re.sub(r"[.．·…\d]+$", "", bare(block.printed[:_LONGEST_ENTRY]))
