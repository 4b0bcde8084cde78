"""Blocks → texts: where a document holds another, issued by it or annexed to it (rule 1).

A text begins with its own title, which stood in 《》 above; an annex with 附件, 附录 or 附. Both count anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongwen.numerals import number_of
from gongwen.parse.blocks import Block
from gongwen.parse.closing import annex_list_at, is_entry
from gongwen.parse.forms import annex_label, bare, is_closing_note, is_date, is_title, named, signs, words
from gongwen.parse.head import take_lead, take_letterhead, take_title
from gongwen.parse.labels import read_label
from gongwen.parse.nodes import Node, Remarks

_DEEPEST = 8
"""Texts inside texts."""
_LONGEST_TITLE = 4
"""Lines of the title of a text inside another."""


@dataclass(eq=False)
class Text:
    """A document, or one that stands in it."""

    node: Node
    parent: Text | None = None
    above: list[Node] = field(default_factory=list)
    """What is printed above its title."""
    blocks: list[Block] = field(default_factory=list)
    """All but its title, and but the texts inside."""
    texts: list[Text] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """What it calls by its title."""
    annexes: int = 0
    """How many of its annexes have begun."""
    lists: bool = False
    """Whether it lists its annexes."""
    signed: bool = False
    """Whether its signature and date are read."""

    def open(self) -> list[Text]:
        """Itself and what it stands in."""
        return [self, *(self.parent.open() if self.parent else ())]


def cut_texts(blocks: Sequence[Block], title: str, remarks: Remarks) -> Text:
    """The document with the texts in it.

    ``个人所得税专项附加扣除暂行办法`` behind 现将《个人所得税专项附加扣除暂行办法》印发 begins ``text1``.
    """
    lead = take_lead(blocks)
    above = [Node("note", "note", text=block.text, line=block.line) for block in blocks[:lead]]
    for block in blocks[:lead]:
        if block.stops or "《" in block.text:
            remarks.add(block, "标题之上的报道，不算正文")
    blocks = blocks[lead:]
    end = take_title(blocks, remarks)
    head, start = take_letterhead(blocks, end)
    if head:
        above += head
        end = start + take_title(blocks[start:], remarks)
    root = Text(Node("document", "document", title=words(blocks[start:end])), above=above)
    root.node.line = blocks[start].line if end else 0
    root.names = _names(root.node.title) | ({bare(title)} if title else set())
    current, at, listing = root, end, False
    while at < len(blocks):
        opened, taken = _annex(current, blocks, at, remarks) or _issued(current, blocks, at, remarks) or (None, 0)
        if opened and opened.parent:
            opened.parent.texts.append(opened)
            current, at = opened, at + taken
            continue
        block = blocks[at]
        if listed := annex_label(block):
            current.lists = listing = True
            label = read_label(listed["title"])
            current.names.add(bare(label.rest if label else listed["title"]))
        elif listing := listing and is_entry(block):
            current.names.add(bare(block.text))
        current.names |= _names(block.text) if "《" in block.text else set()
        current.signed = current.signed or (bool(current.blocks) and signs(current.blocks[-1], block))
        current.blocks.append(block)
        at += 1
    return root


def _names(text: str) -> set[str]:
    """What stands in 《》, the outermost."""
    found, depth, start = set(), 0, 0
    for mark in re.finditer("[《》]", text):
        if mark[0] == "《":
            start = mark.end() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.add(bare(text[start : mark.start()]))
    return found


def _annex(current: Text, blocks: Sequence[Block], at: int, remarks: Remarks) -> tuple[Text, int] | None:
    found = annex_label(blocks[at])
    if not found or (found["title"] and blocks[at].stops):
        return None
    printed = number_of(found["number"]) if found["number"] else None
    parent = _parent(current, printed)
    awaited = parent.lists and printed == parent.annexes + 1
    above = annex_label(current.blocks[-1]) if current.blocks else None
    in_list = bool(above and above["number"] and above["title"])
    if not (current.blocks or awaited) or ((in_list or not awaited) and annex_list_at(blocks, at)):
        return None
    if not parent.lists:
        remarks.add(blocks[at], "正文没有列出这个附件")
    parent.annexes = printed or parent.annexes + 1
    node = Node("annex", "annex", (parent.annexes,), found["label"], found["title"], line=blocks[at].line)
    taken = 1
    if not node.title:
        length = _title_length(blocks, at + 1, {name for text in current.open() for name in text.names})
        node.title = words(blocks[at + 1 : at + 1 + length])
        taken += length
    return Text(node, parent), taken


def _parent(current: Text, printed: int | None) -> Text:
    """Which open text an annex belongs to: the innermost that lists annexes and waits for this number."""
    chain = current.open()[-_DEEPEST:]
    for text in chain:
        if text.lists and printed in (None, text.annexes + 1):
            return text
    for text in chain:
        if (text.lists and text.annexes) or text.node.kind != "annex":
            return text
    return chain[-1]


def _title_length(blocks: Sequence[Block], at: int, names: set[str]) -> int:
    """How many blocks from ``at`` on are a title: what has been named, or one or two lines without stop."""
    run, joined = 0, ""
    while at + run < len(blocks) and blocks[at + run].names and run < _LONGEST_TITLE:
        joined += bare(blocks[at + run].text)
        run += 1
        if joined in names:
            return run
    return run if run < 3 else 1


def _issued(current: Text, blocks: Sequence[Block], at: int, remarks: Remarks) -> tuple[Text, int] | None:
    """A text whose title stood in 《》 above, or that has a title and stands behind a signature and date."""
    if not current.blocks or not blocks[at].names:
        return None
    joined = ""
    for length, block in enumerate(blocks[at : at + _LONGEST_TITLE], 1):
        if not block.names:
            break
        joined += bare(block.text)
        for text in current.open()[-_DEEPEST:]:
            if joined in text.names or named(joined) in text.names:
                return _begin(text, blocks, at, length), length
    if current.signed and not is_closing_note(blocks[at]) and not is_date(blocks[at]):
        length = _title_length(blocks, at, set())
        if is_title(words(blocks[at : at + length])):
            remarks.add(blocks[at], "落款之后另有一篇，上文没有用书名号提到它")
            return _begin(current.open()[-_DEEPEST:][0], blocks, at, length), length
    return None


def _begin(parent: Text, blocks: Sequence[Block], at: int, length: int) -> Text:
    title = words(blocks[at : at + length])
    number = sum(text.node.kind == "text" for text in parent.texts) + 1
    return Text(Node("text", "text", (number,), title=title, line=blocks[at].line), parent)
