"""Text → tree."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.errors import StructureError
from gongwen.lines import Dropped, Line
from gongwen.model import Document
from gongwen.parse.blocks import Block, find_quotes, read_blocks
from gongwen.parse.closing import take_closing
from gongwen.parse.doubts import look_over
from gongwen.parse.head import take_head
from gongwen.parse.headings import find_headings
from gongwen.parse.naming import name_units
from gongwen.parse.nodes import Node, Remarks
from gongwen.parse.reading import read_lines
from gongwen.parse.resolve import resolve_labels
from gongwen.parse.sentences import sentences
from gongwen.parse.shape import DASH, give_shape
from gongwen.parse.texts import Text, cut_texts
from gongwen.parse.tree import Tree
from gongwen.parse.view import print_text, view

__all__ = ["DASH", "parse_lines", "parse_text", "print_text", "sentences"]


def parse_text(text: str, file: str, title: str = "") -> Document:
    """Parse the clean text of the document ``file``."""
    return parse_lines(*read_lines(text), file, title)


def parse_lines(lines: Sequence[Line], dropped: Sequence[Dropped], file: str, title: str = "") -> Document:
    """Parse the lines of the document ``file``."""
    if not lines:
        raise StructureError(file, 1, "a text", "none", "see that the file is the right one")
    remarks = Remarks()
    blocks, unclosed = find_quotes(read_blocks(lines, remarks.found))
    for block in unclosed:
        remarks.add(block, "引号没有闭合")
    text = cut_texts(blocks, title, remarks)
    if not text.node.title:
        remarks.add(blocks[0], "第一行不是标题")
    _grow(text, remarks)
    root = text.node
    if root.title:
        root.take([Node("title", "title", text=root.title, line=root.line), *root.children])
    if len(root.children) < 2 and root.title:
        raise StructureError(file, root.line, "text below the title", "none", "see that the file is whole")
    units = name_units(root, remarks)
    return view(units, tuple(dropped), tuple(sorted(remarks.found, key=lambda remark: remark.line)))


def _grow(text: Text, remarks: Remarks) -> None:
    """Hang all units of a text, and of the texts inside, on its node."""
    head, start = take_head(text.blocks, text.node.title)
    end, closing = take_closing(text.blocks[start:])
    body: list[Block] = resolve_labels(find_headings(text.blocks[start : start + end], remarks), remarks)
    Tree(text.node, body, remarks).grow()
    give_shape(text.node, remarks)
    look_over(text.node, remarks)
    for inner in text.texts:
        _grow(inner, remarks)
    text.node.take([*head, *text.node.children, *closing, *(inner.node for inner in text.texts)])
