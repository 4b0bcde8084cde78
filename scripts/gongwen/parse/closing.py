"""What stands below a text: signature, date, notes, the list of its annexes.

::

    closing = (issuer* date | note | annexes)*
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.parse.blocks import Block
from gongwen.parse.dates import is_day
from gongwen.parse.forms import (
    CLOSING_NOTE,
    PRINTED,
    SIGNED_DATE,
    annex_label,
    is_closing_note,
    is_date,
    is_signature,
    unlabelled,
)
from gongwen.parse.labels import read_label
from gongwen.parse.nodes import Node

_MOST_SIGNERS = 8
_LONGEST_LIST = 100
"""Lines of a list of annexes."""


def take_closing(blocks: Sequence[Block]) -> tuple[int, list[Node]]:
    """Where the closing begins, and its units."""
    first = _lists_from(blocks)
    start = _signed_from(blocks[:first])
    nodes, at = _signed(blocks[start:first]), first
    while at < len(blocks):
        if annex_label(blocks[at]):
            node, at = _annexes(blocks, at)
            nodes.append(node)
        else:
            nodes += _signed(blocks[at : at + 1])
            at += 1
    return start, _with_date(nodes)


def _lists_from(blocks: Sequence[Block]) -> int:
    """Where the list of annexes begins behind which nothing but the closing stands; the end if there is none."""
    at = first = len(blocks)
    while at:
        at -= 1
        if annex_label(blocks[at]):
            first = at
        elif not (
            is_entry(blocks[at]) or is_closing_note(blocks[at]) or is_date(blocks[at]) or is_signature(blocks[at])
        ):
            break
    return first


def _annexes(blocks: Sequence[Block], at: int) -> tuple[Node, int]:
    """附件：1.甲 / 2.乙: a unit with its items; one name without a number is its text."""
    block, found = blocks[at], annex_label(blocks[at])
    if not found:
        raise ValueError(block)
    node = Node("annexes", "annexes", label=found["label"], line=block.line)
    several = found["number"] and at + 1 < len(blocks) and annex_label(blocks[at + 1])
    entries = [Block(found["title"], block.line)] if found["title"] else []
    if several:
        node.label, entries = "", [block]
    at += 1
    while at < len(blocks) and (annex_label(blocks[at]) if several else is_entry(blocks[at])):
        entries.append(blocks[at])
        at += 1
    for entry in entries:
        label, again = entry.label or read_label(entry.text), annex_label(entry) if several else None
        if again:
            node.add(Node("item", "1.", label=again["label"], text=again["title"], line=entry.line))
        elif label:
            node.add(Node("item", "1.", label.number, label.printed, text=label.rest, line=entry.line))
        elif len(entries) > 1:
            node.add(Node("item", "1.", text=entry.text, line=entry.line))
        else:
            node.text = entry.text
    return node, at


def is_entry(block: Block) -> bool:
    """Whether a block is a further line of a list of annexes: 2.乙."""
    return bool(block.label and block.label.mark in ("1.", "(1)", "part") and not re.search("。.", block.text))


def annex_list_at(blocks: Sequence[Block], at: int) -> bool:
    """Whether the 附件 at ``at`` is the list of annexes, and not an annex itself.

    It is if it goes on with 1., if signature and date come behind it, or if it has a name and nothing comes behind it.
    附：某名录 with 一、 or 1. below is the annex itself; 附1：甲 with 附2：乙 below, and no more, is the list.
    """
    found = annex_label(blocks[at])
    if not found:
        return False
    first = at
    while found["number"] and first > max(0, at - _LONGEST_LIST) and _names_annex(blocks[first - 1], found["title"]):
        first -= 1
    label = read_label(found["title"])
    counts = bool(label) or not found["title"]
    end = at + 1
    last = min(len(blocks), at + _LONGEST_LIST)
    while end < last and (
        (counts and is_entry(blocks[end])) or (found["number"] and _names_annex(blocks[end], found["title"]))
    ):
        end += 1
    if end < len(blocks) and _signed_at(blocks, end):
        return True
    numbered = bool(label and label.mark in ("1.", "(1)") and label.number == (1,))
    named = bool(found["title"]) and (not found["number"] or end > first + 1)
    return numbered or (named and (end == len(blocks) or bool(annex_label(blocks[end]))))


def _names_annex(block: Block, titled: str) -> bool:
    """Whether a block is a further line of a list such as 附件1：甲 / 附件2：乙."""
    found = annex_label(block)
    return bool(found and found["number"] and (found["title"] or not titled))


def _signed_at(blocks: Sequence[Block], at: int) -> bool:
    """Whether signature and date stand from ``at`` on."""
    last = at + _MOST_SIGNERS
    while at < min(len(blocks), last) and is_signature(blocks[at]):
        at += 1
    return at < len(blocks) and is_date(blocks[at])


def _signed_from(blocks: Sequence[Block]) -> int:
    at = len(blocks)
    while at and (is_closing_note(blocks[at - 1]) or is_date(blocks[at - 1])):
        at -= 1
    if not any(is_date(block) or PRINTED.fullmatch(block.text) for block in blocks[at:]):
        while at < len(blocks) and not CLOSING_NOTE.fullmatch(blocks[at].text):
            at += 1
        return at
    while at and is_signature(blocks[at - 1]):
        at -= 1
    return at


def _signed(blocks: Sequence[Block]) -> list[Node]:
    nodes = []
    for block in blocks:
        text = unlabelled(block)
        if both := SIGNED_DATE.fullmatch(text):
            nodes += _issued(both, block.line)
        elif is_date(block):
            nodes.append(_dated(text, block.line))
        elif is_closing_note(block):
            nodes.append(Node.of("note", "note", block))
        elif is_signature(block):
            nodes.append(Node.of("issuer", "issuer", block))
        else:
            nodes.append(Node.of("closing", "closing", block.plain))
    return nodes


def _issued(both: re.Match[str], line: int) -> list[Node]:
    """国务院办公厅2018年12月26日: who signs, if it is said, and the date."""
    signed = [Node("issuer", "issuer", text=both["issuer"], line=line)] if both["issuer"] else []
    return [*signed, _dated(both["date"], line)]


def _dated(text: str, line: int) -> Node:
    """A date, or a note where the calendar has no such day: 2016年2月30日."""
    kind = "date" if is_day(text) else "note"
    return Node(kind, kind, text=text, line=line)


def _with_date(nodes: list[Node]) -> list[Node]:
    """国务院办公厅 / 2018年12月26日印发: the printing is the date where no other stands."""
    for at, node in enumerate(nodes):
        found = PRINTED.fullmatch(node.text) if node.kind == "note" else None
        kinds = {each.kind for each in nodes}
        if found and "date" not in kinds and not (found["issuer"] and "issuer" in kinds):
            return [*nodes[:at], *_issued(found, node.line), *nodes[at + 1 :]]
    return nodes
