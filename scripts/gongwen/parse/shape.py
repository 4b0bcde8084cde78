"""Tree → its final shape: what is a title, what is the first paragraph, what is the preamble."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from gongwen.parse.forms import FOREWORD, bare
from gongwen.parse.headings import LONGEST, almost_headed, manner, title_of
from gongwen.parse.nodes import Node, Remarks

DASH = "——"
"""Opens a principle: printed, no word of it."""
_FEW = 3
"""So many units with a heading stand against one without, before its series is one of headings."""


def give_shape(root: Node, remarks: Remarks) -> None:
    """Settle titles, first paragraphs and the preamble of one text, in place."""
    _fold_preamble(root)
    nodes = [node for node in root.walk() if node.kind in ("division", "provision", "item")]
    headed = _headed(nodes, remarks)
    _name_articles(nodes)
    for node in nodes:
        if node.kind == "item":
            _settle_item(node)
        else:
            _settle(node, headed, remarks)


def series_run_on(nodes: Sequence[Node]) -> bool:
    """Whether a series hangs on the text: it runs on over at least two divisions, or the text has only one (rule 3)."""
    groups = [list(group) for _, group in groupby(nodes, key=lambda node: id(node.parent))]
    if nodes[0].mark == "a":
        return all(group[0].number > last[-1].number for last, group in pairwise(groups))
    if len(groups) == 1:
        parent = nodes[0].parent
        return parent is None or _alone(parent)
    return all(group[0].number[0] == last[-1].number[0] + 1 for last, group in pairwise(groups))


def _alone(parent: Node) -> bool:
    """Whether a division has no other beside it."""
    if parent.kind == "document" or not parent.parent:
        return True
    return sum(node.mark == parent.mark for node in parent.parent.children) == 1


def sisters(nodes: Iterable[Node]) -> list[list[Node]]:
    """Divisions and provisions by series: all of a mark if it runs on, else those below the same unit."""
    by_mark: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.number and node.kind != "item":
            by_mark[node.mark].append(node)
    found: list[list[Node]] = []
    for group in by_mark.values():
        if series_run_on(group):
            found.append(group)
        else:
            below: dict[int, list[Node]] = defaultdict(list)
            for node in group:
                below[id(node.parent)].append(node)
            found += below.values()
    return found


def _headed(nodes: Sequence[Node], remarks: Remarks) -> set[int]:
    """Units with a heading in a series that has headings; of the odd ones among them a person is told (rule 5)."""
    found: set[int] = set()
    for series in sisters(nodes):
        headed: list[Node] = []
        odd: list[Node] = []
        for node in series:
            (headed if _has_heading(node) else odd).append(node)
        if series[0].mark == "a" or not headed:
            continue
        run_in = any(manner(node.text) in ("run-in", "led") for node in headed)
        few = len(odd) * _FEW - sum(almost_headed(node.text) for node in odd) * (_FEW - 1) <= len(headed)
        if not odd or (run_in and few):
            found.update(map(id, headed))
            for node in odd:
                remarks.add(node, "没有像同级各条那样的标题，全部按正文处理")
        elif run_in and len(headed) > len(odd):
            remarks.add(odd[0], "同级有的像有标题，有的没有，都按正文处理")
    return found


def _name_articles(nodes: Sequence[Node]) -> None:
    """第一条 / 人的范围 / 本协定适用于…: the name of an article, where each stands so (rule 5)."""
    articles = [node for node in nodes if node.mark == "a"]
    if len(articles) > 1 and all(not node.text and _is_named(node.children) for node in articles):
        for node in articles:
            name, *rest = node.children
            node.title = name.text
            node.take([*name.children, *rest])


def _is_named(children: Sequence[Node]) -> bool:
    name = children[0] if children else None
    if not name or name.kind != "paragraph" or not (name.children or len(children) > 1):
        return False
    return len(name.text) <= LONGEST and manner(name.text) == "alone"


def _has_heading(node: Node) -> bool:
    form = manner(node.text, bool(node.heading))
    return form in ("alone", "run-in", "led") or (form in ("lead", "lone") and bool(node.children))


def _settle(node: Node, headed: set[int], remarks: Remarks) -> None:
    """Title and first paragraph of a division or provision."""
    form = manner(node.text, bool(node.heading))
    if form == "led" and id(node) not in headed:
        form = "lead"
    titled = node.kind == "division" or (node.mark != "a" and _is_titled(node, form, id(node) in headed))
    if titled:
        node.title, text = title_of(node.text, form)
        if node.title and not node.children and not text:
            remarks.add(node, "标题之下没有文字")
    else:
        text = node.text
    node.text = ""
    if form == "bare" and not node.children:
        remarks.add(node, "编号之后没有文字")
    if text:
        paragraph = Node("paragraph", "p", text=text, line=node.line)
        rest = next((at for at, child in enumerate(node.children) if child.kind != "item"), len(node.children))
        paragraph.take(node.children[:rest])
        node.take([paragraph, *node.children[rest:]])
    if node.mark == "c":
        _strip_dashes(node)


def _is_titled(node: Node, form: str, headed: bool) -> bool:
    if form == "lead":
        return bool(node.children)
    if form == "lone":
        below = node.children[0].kind if node.children else ""
        return (below == "paragraph" and (node.mark == "c" or headed)) or (below == "item" and headed)
    return form == "alone" or (form in ("run-in", "led") and headed)


def _settle_item(node: Node) -> None:
    """The words of an item are its text, or its title if it is a caption with units of its own."""
    if node.children and (node.text[-1:] in "：:" or not any(mark in node.text for mark in "。；;")):
        node.title, node.text = node.text, ""


def _strip_dashes(node: Node) -> None:
    """A —— that opens a paragraph of （一） is its label: ——坚持精准。"""
    for child in node.children:
        if child.kind == "paragraph" and child.text.startswith(DASH) and len(child.text) > len(DASH):
            child.label, child.text = DASH, child.text.removeprefix(DASH)


def _fold_preamble(root: Node) -> None:
    """What stands before the first number or heading is the preamble, if there is one (rule 2)."""
    first = next((at for at, node in enumerate(root.children) if node.kind in ("division", "provision")), None)
    if first is None:
        return
    foreword = root.children[first]
    if foreword.mark == "h" and bare(foreword.text) in FOREWORD and foreword.children:
        preamble = Node("preamble", "preamble", title=foreword.text, line=foreword.line)
        preamble.take([*root.children[:first], *foreword.children])
        first += 1
    elif first:
        preamble = Node("preamble", "preamble", line=root.children[0].line)
        preamble.take(root.children[:first])
    else:
        return
    root.take([preamble, *root.children[first:]])
