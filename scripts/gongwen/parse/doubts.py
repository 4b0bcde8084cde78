"""Tree → what a person should look at: units that the rules place, and that look like something else (rule 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from gongwen.parse.dates import is_day
from gongwen.parse.forms import seems
from gongwen.parse.headings import LONGEST, UNMARKED, manner
from gongwen.parse.labels import seems_label
from gongwen.parse.nodes import Node, Remarks
from gongwen.parse.sentences import ends

_MARGIN = re.compile("(?:抄送|抄报|主送|附件|附表|附图|附录|来源|关键词|责任编辑|编辑|责编)[^。]{0,4}[：:]")
_BULLET = re.compile("[•·●■◆*#―－–-]|—(?!—)")


def look_over(root: Node, remarks: Remarks) -> None:
    """Tell of the doubtful units of one text, each with its line and how it begins."""
    nodes = list(root.walk())
    numbered = any(node.number and node.kind in ("division", "provision") for node in nodes)
    for node in nodes:
        if numbered and node.mark == "h" and node.heading == UNMARKED:
            remarks.add(node, "没有编号的行，按标题处理")
        items = [child for child in node.children if child.kind == "item"]
        if len(items) == 1 and node.kind != "annexes" and items[0].number == (1,):
            remarks.add(items[0], "只有一项的编号")
        for (why, _), run in groupby(
            node.children, key=lambda child: (_doubt(child), seems_label(child.text) and child.line)
        ):
            if why:
                remarks.add(next(iter(run)), why)
        _tell_headings(node.children, remarks)


def look_around(units: Sequence[Node], remarks: Remarks) -> None:
    """Tell of the doubtful units of head and closing: a date that no calendar has."""
    for node in units:
        if node.kind in ("date", "history", "note") and not is_day(node.text):
            remarks.add(node, "历法上没有这一天，请核对")
        elif node.kind in ("history", "note", "closing") and seems_label(node.text):
            remarks.add(node, "行首像编号，按正文以外的文字处理")


def _doubt(node: Node) -> str:
    """What is doubtful in a paragraph; empty for nothing."""
    if node.kind == "closing" and seems_label(node.text):
        return "行首像编号，按结语处理"
    if node.kind != "paragraph" or node.quote or not node.text:
        return ""
    if like := seems(node.text):
        return f"像{like}，按正文处理"
    if _MARGIN.match(node.text):
        return "像版记或者网页的附带文字，按正文处理"
    if _BULLET.match(node.text) or seems_label(node.text):
        return "行首像编号或者项目符号，按正文处理"
    return "" if ends(node.text) else "没有句末标点，按段落处理"


def _tell_headings(children: Sequence[Node], remarks: Remarks) -> None:
    """Short sentences on lines of their own that may be headings: 城乡人民生活进一步改善。"""
    found = list(_short(children))
    if found:
        remarks.add(found[0], f"短句独占一行，可能是小标题，按段落处理（这里共{len(found)}处）")


def _short(children: Sequence[Node]) -> Iterator[Node]:
    for node, below in pairwise(children):
        plain = (
            node.mark == below.mark == "p"
            and not node.quote
            and node.parent
            and node.parent.mark not in ("a", "preamble")
        )
        if plain and manner(node.text) == "lone" and len(below.text) > LONGEST and manner(below.text) != "lone":
            yield node
