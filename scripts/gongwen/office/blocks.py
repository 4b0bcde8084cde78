"""Tree of a document → what is set in print, a paragraph at a time: how each is set, and what of it has which id.

Word and PDF are made from these: what differs between them is how they write it down, never what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gongwen.model import Unit
from gongwen.parse.view import gap

_LEVELS = tuple(
    map(
        re.compile,
        (
            r"第.+[编章]|第.+部分|[一二三四五六七八九十百]+、|\d+",
            r"第.+节|（[一二三四五六七八九十百]+）|\d+[.．]\d+",
            r"\d+[.．、]|第.+条.*",
            r"（\d+）|\d+[)）]",
        ),
    )
)
"""Labels by their level: 一、 （一） 1. （1） (GB/T 9704—2012, 7.3.3), and what stands in their place in laws."""
_ARTICLE = re.compile(r"第.+[条條].*")
"""第十二条, also in traditional script."""
_SET = {
    "title": "title",
    "text": "title",
    "number": "centred",
    "history": "centred",
    "addressee": "addressee",
    "issuer": "signature",
    "date": "signature",
}
"""How units of the head and the end are set; all others as text."""


@dataclass(frozen=True)
class Run:
    """Words that are set alike: ``Run("（八）组织劳务协作", ("c8",), heading=2)``."""

    text: str
    ids: tuple[str, ...] = ()
    """Of the passages that these words are all of."""
    heading: int = 0
    """The level of the heading that these words are; 0 for text."""


@dataclass(frozen=True)
class Block:
    """A paragraph: ``Block("text", (Run("（八）组织劳务协作", …), Run("。"), Run("帮扶双方要…", …)), id="c8-p1")``."""

    set: str
    """title, heading, text, addressee, centred, signature or row."""
    runs: tuple[Run, ...]
    marks: tuple[tuple[str, int, int], ...] = ()
    """Ids of what has several runs, with the first of them and the one behind the last."""
    level: int = 0
    """Of the heading that it is or begins with."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """Rows below a head, each with its id: ``Table(("序号", …), (("pair-5", ("5", "佛山市", …)), …))``."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def blocks(units: Iterable[Unit]) -> list[Block]:
    """The paragraphs of a document, or of some of its units, a line of its official form each.

    ``"\\n".join(block.text for block in blocks(document.units))`` is what
    :func:`~gongwen.parse.view.print_text` prints, less the end of the last line.
    """
    found: list[Block] = []
    last, parting = -1, ""
    for unit in (inner for top in units for inner in top.walk()):
        runs = list(_runs(unit))
        if not runs:
            continue
        if unit.line == last and found:
            between = (Run(parting),) if parting and (parting == "。" or not unit.label) else ()
            found[-1] = _join(found[-1], between, unit, runs)
        elif unit.kind == "table":
            found += [Block("row", (Run(f"| {row.replace(chr(9), ' | ')} |"),)) for row in unit.text.split("\n")]
        else:
            found += _begin(unit, runs)
        titled = unit.title and unit.title[-1] not in "。；：？！:;"
        last, parting = unit.line, "。" if titled else " " if unit.title or unit.text else ""
    return found


def level_of(unit: Unit) -> int:
    """1 to 4 for what is headed 一、 （一） 1. （1）; 1 for a heading without number, 0 for what is none."""
    if unit.kind not in ("division", "provision", "item", "text", "annex"):
        return 0
    for number, pattern in enumerate(_LEVELS, 1):
        if pattern.fullmatch(unit.label):
            return number
    return 1 if unit.title else 0


def _is_article(unit: Unit) -> bool:
    return unit.kind == "provision" and bool(_ARTICLE.fullmatch(unit.label))


def _runs(unit: Unit) -> Iterator[Run]:
    """The words of a unit itself: its label and title, then its text."""
    level = level_of(unit)
    between = gap(unit)
    if unit.title:
        yield Run(unit.label + between + unit.title, (unit.id,), level)
    elif unit.label:
        # An article is found by its number, in the outline too: it has no other title.
        yield Run(unit.label, (unit.id,) if _is_article(unit) else (), level)
        yield from [Run(between)] if between else []
    if unit.sentences:
        yield from (Run(sentence.text, (sentence.id,)) for sentence in unit.sentences)
    elif unit.text:
        yield Run(unit.text, (unit.id,))


def _begin(unit: Unit, runs: list[Run]) -> Iterator[Block]:
    """A unit on a line of its own; one that prints several lines is several paragraphs."""
    heads = bool(unit.title) and not unit.text
    set_ = "heading" if heads and unit.kind not in _SET else _SET.get(unit.kind, "text")
    lines = [replace(run, text=line) for run in runs for line in run.text.split("\n")]
    if len(lines) > len(runs):
        yield from (Block(set_, (replace(line, ids=()),), level=line.heading) for line in lines)
    else:
        yield Block(set_, tuple(runs), _marks(unit, runs, 0), runs[0].heading)


def _join(block: Block, between: tuple[Run, ...], unit: Unit, runs: list[Run]) -> Block:
    """The text that runs in behind a heading."""
    start = len(block.runs) + len(between)
    made = (*block.runs, *between, *runs)
    return replace(block, set="text", runs=made, marks=(*block.marks, *_marks(unit, runs, start)))


def _marks(unit: Unit, runs: list[Run], start: int) -> tuple[tuple[str, int, int], ...]:
    """The id of a unit that is made of sentences, with a mark in front perhaps, or has but a number above its text."""
    if unit.title:
        return ()
    numbered = unit.label and not unit.text and not unit.sentences and not _is_article(unit)
    return ((unit.id, start, start + len(runs)),) if unit.sentences or numbered else ()
