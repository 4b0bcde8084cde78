"""Blocks → tree: what each label continues, what each line without label belongs to.

A label continues the innermost open series of its mark if its number fits, else it opens a series in what is open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from gongwen.parse.blocks import Block
from gongwen.parse.headings import manner
from gongwen.parse.labels import DIVISIONS, Label
from gongwen.parse.nodes import Node, Remarks
from gongwen.parse.script import both

_FORMULAS = re.compile(
    both(
        "特此|此复|以上[^。]*请|各位代表[！!]|(?:根据|自)本(?:决定|通知)|现将[^。]*报送|感谢[您你]|联系(?:人|电话|方式)[：:]"
        "|本[^，。；]{1,12}自[^。；]*(?:起|后|之日)?(?:施行|实施|执行|生效|实行)"
    )
)
"""How the closing words of a document begin: 本规定自国务院批准之日起施行。"""
_OUTER = (*DIVISIONS, "a")
_DEEPEST = 4
"""Lists inside lists."""


class Tree:
    """The body of one text while it is being read."""

    def __init__(self, root: Node, blocks: Sequence[Block], remarks: Remarks) -> None:
        self.root, self.blocks, self.remarks = root, blocks, remarks
        self.stack = [root]
        self.series: dict[str, list[Node]] = defaultdict(list)
        """Divisions and provisions by mark, in the order of the text."""
        self.places: dict[str, list[int]] = defaultdict(list)
        """Where the labels of a mark stand."""
        for at, block in enumerate(blocks):
            if block.label:
                self.places[block.label.mark].append(at)
        self.articles = bool(self.places["a"])
        self.last_label = max((at for at, block in enumerate(blocks) if block.label), default=-1)
        self.last_heading = max((at for at, block in enumerate(blocks) if block.heading), default=-1)
        self.closing = self.tail = False
        self.ends: dict[int, bool] = {}
        """Of the last units, whether the closing comes behind their text."""
        self.headed_parts = self._parts_are_headed()

    def grow(self) -> None:
        """Hang every block where it belongs."""
        for at, block in enumerate(self.blocks):
            if block.row:
                self._add_row(at, block)
            elif block.label:
                self._add_label(at, block, block.label)
            elif block.heading and not self._inside_a_list(at):
                self._add_heading(at, block)
            else:
                self._add_plain(at, block)

    # What is open

    def _close_to(self, node: Node) -> None:
        while self.stack[-1] is not node:
            self.stack.pop()

    def _open(self, parent: Node, child: Node) -> Node:
        self._close_to(parent)
        self.stack.append(parent.add(child))
        if child.kind in ("division", "provision"):
            self.series[child.mark].append(child)
        return child

    def _items(self) -> list[Node]:
        """Open items, the innermost first."""
        return [node for node in reversed(self.stack) if node.kind == "item"]

    def _container(self) -> Node:
        """The innermost open provision, division or text."""
        return next(
            node for node in reversed(self.stack) if node.kind in ("provision", "division") or node is self.root
        )

    def _group(self, below: int) -> Node:
        """The innermost open division of a rank above ``below``, or the text."""
        for node in reversed(self.stack):
            unnumbered = node.mark == "h" and below >= _rank("part")
            if node is self.root or (node.kind == "division" and (unnumbered or _rank(node.mark) < below)):
                return node
        return self.root

    def _next(self, mark: str, at: int) -> int:
        """Where the next label of a mark stands behind ``at``; beyond the end if nowhere."""
        places = self.places.get(mark, [])
        found = bisect_right(places, at)
        return places[found] if found < len(places) else len(self.blocks)

    def _goes_on(self, node: Node, at: int) -> bool:
        """Whether the series of ``node`` goes on behind ``at``, before anything around it does."""
        found = self._next(node.mark, at)
        if found == len(self.blocks) or not _follows(_number(self.blocks[found]), node.number):
            return False
        around = {outer.mark for outer in node.above() if outer.number} | set(_OUTER)
        return all(self._next(mark, at) > found for mark in around - {node.mark})

    def _inside_a_list(self, at: int) -> bool:
        return any(self._goes_on(item, at) for item in self._items())

    # Labels

    def _add_label(self, at: int, block: Block, label: Label) -> None:
        if label.stray:
            self.remarks.add(block, "编号之后多了一个标点")
        same = next((node for node in reversed(self.stack) if node.mark == label.mark and node.number), None)
        if label.mark == "no":
            self._open_decimal(block, label)
        elif same and same.parent and self._continues(same, label, block):
            if label.number[0] > same.number[0] + 1:
                self.remarks.add(block, f"编号不连续：前一个是{same.label}")
            kind = self._kind(label, at) if same.kind in ("division", "provision") else same.kind
            self._open(same.parent, Node.labelled(kind, block, label))
        else:
            self._begin_series(at, block, label)

    def _continues(self, same: Node, label: Label, block: Block) -> bool:
        if label.number > same.number:
            return True
        anew = label.number == (1,) and label.mark == "part" and same.kind != "item"
        if anew and self._container() is not self.root and block.text[-1:] in "；;":
            return False
        nests = self.stack[-1] is not same or same.text[-1:] in "：:"
        if same.kind == "item" and label.number == (1,) and nests and len(self._items()) < _DEEPEST:
            return False
        if label.number < same.number:
            self.remarks.add(block, f"编号倒退：前一个是{same.label}")
        return True

    def _begin_series(self, at: int, block: Block, label: Label) -> None:
        if label.mark in DIVISIONS:
            parent, kind = self._group(_rank(label.mark)), "division"
        elif label.mark == "a":
            parent, kind = self._group(_rank("a")), "provision"
        elif self._is_list(block, label):
            parent, kind = self._list_parent(), "item"
        else:
            parent, kind = self._group(_rank(label.mark)), self._kind(label, at)
            while parent.mark == "h" and (label.number[0] > 1 or any(node.number for node in parent.above())):
                parent = parent.parent or self.root
        last = self.series[label.mark][-1] if self.series[label.mark] else None
        if kind != "item" and label.number[0] != (1 if not last else last.number[0] + 1) and label.number != (1,):
            self.remarks.add(block, f"编号不连续：前一个是{last.label}" if last else "编号不从一开始")
        self._open(parent, Node.labelled(kind, block, label))

    def _is_list(self, block: Block, label: Label) -> bool:
        """Rule 4: 一、 and （一） that are items; 1. always is."""
        if label.mark not in ("part", "c"):
            return True
        ends = block.text[-1:] in "；;"
        led = self.stack[-1].text[-1:] in "：:"
        if label.mark == "part":
            if any(node.mark == "a" for node in self.stack):
                return manner(block.text, bool(block.heading)) != "alone"
            again = any(node.mark == "part" for node in self.stack)
            return ends and self._container() is not self.root and (led or again)
        if any(node.kind == "provision" for node in self.stack):
            return True
        return ends or block.split or (led and bool(self._items()))

    def _list_parent(self) -> Node:
        """The paragraph or item above, else the innermost provision, division or text."""
        top = self.stack[-1]
        return top if top.kind in ("paragraph", "item") else self._container()

    def _kind(self, label: Label, at: int) -> str:
        if label.mark in DIVISIONS:
            return "division"
        if label.mark != "part":
            return "provision"
        form = manner(self.blocks[at].text, bool(self.blocks[at].heading))
        lone = form == "lone" and self.headed_parts and self._stands_above_text(at)
        return "division" if form in ("alone", "bare") or lone else "provision"

    def _parts_are_headed(self) -> bool:
        """Whether every 一、 has a heading: then one that ends in 。 is a heading too.

        一、原则同意《某规划》。 with 二、 on the next line is none, and tells that the others are none;
        五、本意见自发布之日起施行。 tells nothing of the others.
        """
        for at in self.places["part"]:
            block = self.blocks[at]
            form = manner(block.text, bool(block.heading))
            lone = form == "lone" and (self._stands_above_text(at) or _FORMULAS.match(block.text))
            if not (form in ("alone", "bare") or lone):
                return False
        return True

    def _stands_above_text(self, at: int) -> bool:
        """Whether a label's line has something below that is its own: neither the next 一、 nor the closing."""
        below = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        label = below.label if below else None
        if not below or (label and label.mark in ("part", *_OUTER)):
            return False
        return bool(label or not _FORMULAS.match(below.text))

    def _open_decimal(self, block: Block, label: Label) -> None:
        parent = self._group(_rank("no"))
        for node in self.stack:
            if node.mark == "no" and label.number[: len(node.number)] == node.number and node.number != label.number:
                parent = node
        kind = "provision" if block.stops else "division"
        self._open(parent, Node.labelled(kind, block, label))

    # Headings without number

    def _add_heading(self, at: int, block: Block) -> None:
        """Under what is numbered and goes on behind it, or a marked heading of a higher degree; else in the text."""
        parent = self.root
        for node in self.stack:
            numbered = node.kind in ("division", "provision") and node.number and node.mark != "a"
            degree = node.mark == "h" and node.heading and node.heading < block.heading < 9
            if degree or (numbered and self._goes_on(node, at)):
                parent = node
        node = Node.of("division", "h", block)
        self._open(parent, node)

    # Lines without label

    def _add_row(self, at: int, block: Block) -> None:
        last = self.stack[-1].children[-1] if self.stack[-1].children else None
        if last and last.kind == "table" and self.blocks[at - 1].row:
            last.text += f"\n{block.text}"
            return
        node = Node.of("table", "t", block)
        self._owner(at).add(node)
        self._close_to(node.parent or self.root)

    def _add_plain(self, at: int, block: Block) -> None:
        owner = self._owner(at)
        if self.closing or self._closes(at, block, owner):
            if not self.closing:
                self.remarks.add(block, "末尾没有编号的文字，按结语处理")
            self.closing = True
            self._open(self.root, Node.of("closing", "closing", block))
            return
        numbered = owner.kind in ("provision", "division") and owner.number and not self.articles and not block.quote
        if at > self.last_label > -1 and not self.tail and numbered and self._has_text(owner):
            self.remarks.add(block, "末尾没有编号的文字，按上一个单位的下一段处理")
            self.tail = True
        self._open(owner, Node.of("paragraph", "p", block))

    def _owner(self, at: int) -> Node:
        """Rule 6: what a line without label belongs to."""
        items = self._items()
        for item in items:
            if self._goes_on(item, at):
                return item
        for item in items:
            if item.children and manner(item.text) in ("alone", "lead", "led"):
                return item
        if items and (items[0].text[-1:] in "：:" or (items[0].parent and items[0].parent.kind == "division")):
            return items[0]
        return self._container()

    def _closes(self, at: int, block: Block, owner: Node) -> bool:
        """Rule 2: whether the closing begins here."""
        if self.articles or at < self.last_label or self.last_label < 0 or self.last_heading > self.last_label:
            return False
        numbered = [node for node in self.stack if node.kind in ("provision", "division") and node.number]
        if not numbered or block.quote:
            return False
        formula = bool(_FORMULAS.match(block.text))
        if owner.kind in ("provision", "division") and not self._has_text(owner, formula):
            return False
        if formula:
            return True
        if owner.kind == "item" or not owner.number or owner.mark == "h":
            return False
        if id(owner) not in self.ends:
            self.ends[id(owner)] = self._ends_with(owner)
        return self.ends[id(owner)]

    def _ends_with(self, owner: Node) -> bool:
        """Whether no sister that is written like ``owner`` has text where the last lines stand."""
        form = _written(owner)
        beside = [node for node in owner.parent.children if node.mark == owner.mark] if owner.parent else []
        series = beside if beside and beside[0].number == (1,) else self.series[owner.mark]
        sisters = [node for node in series if node is not owner and _written(node) == form]
        if not sisters:
            return form != "alone" and len(series) > 1  # below a heading there may always be more paragraphs than one
        return not any(child.kind == "paragraph" for node in sisters for child in node.children)

    def _has_text(self, owner: Node, formula: bool = False) -> bool:
        """Whether a unit has words that are no heading; （三）加强监督。 has, if only the closing comes behind it."""
        lone = owner.kind == "provision" and (formula or owner.mark == "part")
        return bool(owner.children) or manner(owner.text) in ("run-in", "led", "text", *(("lone",) if lone else ()))


def _written(node: Node) -> str:
    form = manner(node.text, bool(node.heading))
    return "alone" if form in ("alone", "lone", "bare") else "run-in" if form in ("run-in", "led", "text") else form


def _rank(mark: str) -> int:
    """How far inside a mark groups: 编 before 章, 一、 before an unnumbered heading, all before 条."""
    order = (*DIVISIONS, "part", "no", "h")
    return order.index(mark) if mark in order else len(order)


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number is the next behind ``last``: （四） or （三之一） behind （三）."""
    return number == (last[0] + 1,) or (number[:1] == last[:1] and number > last)


def _number(block: Block) -> tuple[int, ...]:
    return block.label.number if block.label else ()
