"""Tree → ids and frozen units (rule 3).

=============================  ==============================
unit                           id
=============================  ==============================
（八）, running on              ``c8``
（一） under each 一、           ``part-2-c1``
第十二条, its second 款          ``a12``, ``a12-p2``
the third 项 of that            ``a12-p2-i3``, below it ``n``, ``m``, ``k``
a heading without number       ``h3``
article 3 of an issued text    ``text1-a3``
=============================  ==============================
"""

from __future__ import annotations

from collections import defaultdict

from gongwen.model import Unit
from gongwen.parse.nodes import Node, Remarks
from gongwen.parse.sentences import sentences
from gongwen.parse.shape import series_run_on

_LISTS = "inmk"
"""The letters of lists, by depth."""
_HEAD = {"title", "number", "addressee", "date", "toc", "annexes"}
_COUNTED = {"history": "history", "issuer": "issuer", "note": "note", "closing": "closing-p"}
_TEXTS = ("text", "annex")
_SENTENCED = ("paragraph", "item", "closing")


def name_units(root: Node, remarks: Remarks) -> tuple[Unit, ...]:
    """The units of a document, each with its id; an id that stands already gets ``_2`` and is told."""
    used: dict[str, int] = {}
    _name_text(root, "", used, remarks)
    return tuple(_freeze(child) for child in root.children)


def _name_text(text: Node, prefix: str, used: dict[str, int], remarks: Remarks) -> None:
    by_mark: dict[str, list[Node]] = defaultdict(list)
    for node in _own(text):
        if node.number and (node.kind != "item" or (node.parent and node.parent.kind == "division")):
            by_mark[f"{node.kind == 'item'}{node.mark}"].append(node)
    run_on = {id(node) for nodes in by_mark.values() if _hangs_on_text(nodes) for node in nodes}
    counts: dict[str, int] = defaultdict(int)
    for node in _own(text):
        base = prefix if id(node) in run_on or node.mark in ("h", "t", "no") or node.parent is text else node.parent.id  # type: ignore[union-attr]
        step = _step(node, counts, base)
        wanted = f"{base}-{step}" if base else step
        used[wanted] = again = used.get(wanted, 0) + 1
        node.id = f"{wanted}_{again}" if again > 1 else wanted
        if again > 1 and (node.kind not in _HEAD or node.kind == "title"):
            remarks.add(node, f"编号重复，标识记作{node.id}")
        if node.kind in _TEXTS:
            _name_text(node, node.id, used, remarks)


def _own(text: Node) -> list[Node]:
    """What stands in a text, without what stands in the texts inside."""
    found: list[Node] = []
    stack = list(reversed(text.children))
    while stack:
        node = stack.pop()
        found.append(node)
        if node.kind not in _TEXTS:
            stack += reversed(node.children)
    return found


def _hangs_on_text(nodes: list[Node]) -> bool:
    if nodes[0].kind == "item":
        return len({id(node.parent) for node in nodes}) > 1 and series_run_on(nodes)
    return series_run_on(nodes)


def _step(node: Node, counts: dict[str, int], base: str) -> str:
    """The last step of an id: ``p2``, ``i3``, ``part-2``."""
    if node.kind in _HEAD or node.kind == "preamble":
        return node.kind
    if node.kind in _COUNTED:
        counts[node.kind] += 1
        return f"{_COUNTED[node.kind]}{counts[node.kind]}"
    number = ".".join(map(str, node.number))
    if node.kind in _TEXTS:
        return f"{node.kind}{number}"
    if node.kind == "item":
        depth = sum(above.kind == "item" for above in node.above())
        letter = _LISTS[min(depth, len(_LISTS) - 1)]
        counts[f"{base} {letter}"] += 1
        return f"{letter}{number or counts[f'{base} {letter}']}"
    if node.mark == "p":
        own = int(bool(node.parent and node.parent.kind == "item" and node.parent.text))
        counts[f"{base} p"] += 1
        return f"p{counts[f'{base} p'] + own}"
    if node.mark in ("h", "t"):
        counts[node.mark] += 1
        return f"{node.mark}{counts[node.mark]}"
    return f"{node.mark}-{number}" if node.mark == "part" else f"{node.mark}{number}"


def _freeze(node: Node) -> Unit:
    """The unit that a node has become; nodes that know what they stand in would never go, so they forget it here."""
    units = tuple(map(_freeze, node.children))
    node.children, node.parent = [], None
    spoken = node.kind in _SENTENCED and node.text
    return Unit(
        node.id,
        node.kind,
        node.label,
        node.title,
        node.text,
        node.line,
        node.quote,
        sentences(node.text, node.id) if spoken else (),
        units,
    )
