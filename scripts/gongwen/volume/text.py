"""Units → HTML. Every unit and sentence is an element with its id, and says its words and nothing else.

Whatever comes from the text is escaped; what the site adds (permalinks, doubts) stands beside the words and is drawn
by the style sheet, or has a class of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from gongwen.model import Reference, Remark, Sentence, Unit
from gongwen.volume.book import Book, heading, slug

_CONTAINERS = ("text", "annex", "division", "preamble")
_DEEPEST = 6
_OPENING = 60
"""Characters of what a link leads to, shown with it."""


@dataclass(frozen=True)
class Way:
    """How links lead from a page."""

    book: Book
    base: str
    """``../../``: to the root of the site."""
    full: bool = False
    """Whether the page has the whole text, so that a link to it stays on the page."""

    def to(self, id_: str) -> str:
        """``#a12-p1`` on the page of the full text, ``../a12/#a12-p1`` elsewhere."""
        return f"#{id_}" if self.full else f"{self.base}{self.book.address(id_)}"


def whole(way: Way, doubts: Mapping[str, list[Remark]]) -> str:
    """The full text, each unit once and in order; behind a unit its ``doubts``, by its id."""
    return "\n".join(line for unit in way.book.document.units for line in _unit(unit, 2, way, doubts))


def leaf(unit: Unit, way: Way, doubts: Mapping[str, list[Remark]]) -> str:
    """What stands below the heading of a unit's own page; a division in it that has a page is a link to that."""
    lines: list[str] = [*_doubts(unit, doubts, way)]
    for inner in unit.units:
        if inner.kind == "division" and way.book.leaf_of.get(inner.id) == inner.id:
            lines.append(f'<p class="inner"><a href="{way.base}clauses/{slug(inner.id)}/">{_t(heading(inner))}</a></p>')
        else:
            lines += _unit(inner, 2, way, doubts)
    return "\n".join(lines)


def opening(unit: Unit, length: int = _OPENING) -> str:
    """The first words of a unit, behind its heading: 为了加强管理，制定本办法。"""
    said = next((one.text for one in unit.walk() if one.text), unit.title).replace("\n", " ").replace("\t", " ")
    return said if len(said) <= length else said[:length] + "…"


def _unit(unit: Unit, level: int, way: Way, doubts: Mapping[str, list[Remark]]) -> Iterator[str]:
    if unit.kind in _CONTAINERS or unit.kind == "provision":
        yield from _container(unit, level, way, doubts)
        return
    if unit.kind == "title":
        yield f'<h1 id="{unit.id}">{_t(unit.text)}</h1>'
    elif unit.kind == "table":
        yield from _table(unit)
    elif unit.kind == "toc":
        lines = "".join(f"<span>{_t(line)}</span>" for line in unit.text.split("\n"))
        yield f'<p id="{unit.id}" class="contents"><b>{_t(unit.title)}</b>{lines}</p>'
    else:
        yield _line(unit, way)
    yield from _doubts(unit, doubts, way)
    for inner in unit.units:
        yield from _unit(inner, level, way, doubts)


def _container(unit: Unit, level: int, way: Way, doubts: Mapping[str, list[Remark]]) -> Iterator[str]:
    """A heading and what stands below it. An article without title opens its first line: 第一条　为了…."""
    tag = f"h{min(level, _DEEPEST)}"
    yield f'<div class="unit {unit.kind}">'
    if unit.kind == "provision" and not unit.title:
        yield f'<{tag} id="{unit.id}" class="label">{_t(unit.label)}</{tag}>'
    elif said := heading(unit):
        yield f'<{tag} id="{unit.id}">{_t(said)}</{tag}>'
    else:
        yield f'<div id="{unit.id}" class="start"></div>'
    yield from _doubts(unit, doubts, way)
    for inner in unit.units:
        yield from _unit(inner, level + 1, way, doubts)
    yield "</div>"


def _line(unit: Unit, way: Way) -> str:
    """A paragraph, an item, a line of head or closing."""
    depth = f" depth{_depth(unit.id)}" if unit.kind == "item" else ""
    name = f"{unit.kind}{depth}{' quote' if unit.quote else ''}"
    label = f"<b>{_t(unit.label)}</b>" if unit.label else ""
    said = "".join(_sentence(found, way) for found in unit.sentences)
    said = said or "<br>".join(map(_t, f"{unit.title}{unit.text}".split("\n")))
    return f'<p id="{unit.id}" class="{name}">{label}{said}</p>'


def _depth(id_: str) -> int:
    return sum(f"-{mark}" in id_ for mark in "inmk")


def _table(unit: Unit) -> Iterator[str]:
    yield f'<div class="table"><table id="{unit.id}" class="plain">'
    rows = [row.split("\t") for row in unit.text.split("\n")]
    for number, row in enumerate(rows):
        tag = "th" if number == 0 and len(rows) > 1 else "td"
        yield "<tr>" + "".join(f"<{tag}>{_t(cell)}</{tag}>" for cell in row) + "</tr>"
    yield "</table></div>"


def _sentence(sentence: Sentence, way: Way) -> str:
    """The sentence, with a link where it cites a unit: ``<span id="a12-p1-s1">…<a href="#a3">第三条</a>…</span>``."""
    pieces, at = [], 0
    for reference in _linked(way.book.references_from.get(sentence.id, ())):
        span, target = reference.span, way.book.unit_of(reference.target)
        told = f"{way.book.place(reference.target)}：{opening(target)}"
        pieces.append(_t(sentence.text[at : span.start]))
        link = f'<a href="{way.to(reference.target)}" title="{_t(told)}">'
        pieces.append(f"{link}{_t(sentence.text[span.start : span.end])}</a>")
        at = span.end
    return f'<span id="{sentence.id}">{"".join(pieces)}{_t(sentence.text[at:])}</span>'


def _linked(references: list[Reference] | tuple[Reference, ...]) -> Iterator[Reference]:
    """Those that lead somewhere, one where several share their words: 第三条至第五条 leads to the first."""
    end = 0
    for reference in sorted(references, key=lambda found: (found.span.start, found.span.end)):
        if reference.target and reference.span.start >= end:
            yield reference
            end = reference.span.end


def _doubts(unit: Unit, doubts: Mapping[str, list[Remark]], way: Way) -> Iterator[str]:
    for remark in doubts.get(unit.id, ()):
        yield f'<p class="doubt"><a href="{way.base}notes/#doubts">需要核对</a>：{_t(remark.why)}。</p>'


def _t(text: str) -> str:
    return escape(text)
