"""A unit while it is being built, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongwen.model import Remark
from gongwen.parse.blocks import Block
from gongwen.parse.labels import Label


@dataclass(eq=False, slots=True)
class Node:
    """A unit that may still grow."""

    kind: str
    mark: str
    """What its number counts: a mark of :mod:`~gongwen.parse.labels`, ``h``, ``p``, ``t``, or a unit of the head."""
    number: tuple[int, ...] = ()
    """As printed; empty for what is counted where it stands."""
    label: str = ""
    title: str = ""
    text: str = ""
    line: int = 0
    quote: bool = False
    heading: int = 0
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    id: str = ""

    @classmethod
    def of(cls, kind: str, mark: str, block: Block) -> Node:
        """A unit whose words are a block."""
        return cls(kind, mark, text=block.text, line=block.line, quote=block.quote, heading=block.heading)

    @classmethod
    def labelled(cls, kind: str, block: Block, label: Label) -> Node:
        """A unit that opens with a label: 第十二条."""
        found = cls.of(kind, label.mark, block)
        found.number, found.label = label.number, label.printed
        return found

    def add(self, child: Node) -> Node:
        """Hang ``child`` behind the others."""
        child.parent = self
        self.children.append(child)
        return child

    def take(self, children: list[Node]) -> None:
        """Hang these, and no others."""
        self.children = []
        for child in children:
            self.add(child)

    def above(self) -> Iterator[Node]:
        """What it stands in, from the inside to the outside."""
        node = self.parent
        while node:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """Itself and all that stands in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Remarks:
    """What a person should look at, as it is found."""

    found: list[Remark] = field(default_factory=list)

    def add(self, block: Block | Node, why: str) -> None:
        """Tell of a passage: where it stands, how it begins, what is doubtful."""
        if isinstance(block, Node):
            below = block.children[0].text if block.children else ""
            words = block.label + (block.title or block.text or below)
        else:
            words = block.printed
        self.found.append(Remark(block.line, words[:30], why))
