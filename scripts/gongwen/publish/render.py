"""Document → the Markdown of its pages: ``/full/`` and ``/clauses/N/``.

The Markdown reads on its own, on GitHub too: headings, paragraphs and links are Markdown; sentences
are ``<span id>``, which a reader of the raw page hardly sees. Whatever comes from the text goes
through :func:`~gongwen.publish.markdown.escape`, so that no character of it can act as Markdown, HTML or a macro.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongwen.extract.terms import links
from gongwen.model import Clause, Document, Paragraph, Sentence, Span
from gongwen.numerals import to_numeral
from gongwen.parse import DASH
from gongwen.publish.corrections import notes
from gongwen.publish.duty_list import render_duties
from gongwen.publish.markdown import escape, front_matter, heading, page_of
from gongwen.publish.relations import render_relations
from gongwen.records import Correction, Edition

Links = Mapping[str, tuple[tuple[Span, str, str], ...]]
"""Per sentence the spans that link to an index entry, the entry's address from ``docs/`` and its note."""


def entry_links(edition: Edition) -> Links:
    """Where names link to: the entry of the first mention in a paragraph; paired places live with the pairings."""
    notes = {term.id: term.note for term in edition.terms}

    def entry(id_: str) -> tuple[str, str]:
        return (f"pairings.md#{id_}" if id_ in edition.paired_names else page_of(id_)), notes[id_]

    return {
        sentence: tuple((span, *entry(id_)) for span, id_ in found)
        for sentence, found in links(edition.document, edition.terms).items()
    }


def render_full(document: Document, links: Links, byline: str = "", corrections: tuple[Correction, ...] = ()) -> str:
    """``/full/``: the whole document on one page, below its title the ``byline``."""
    text = _Text(links, "", corrections)
    description = f"《{document.title}》全文，逐条、逐段、逐句可以引用链接。"
    lines = [front_matter("全文", description), f"# {escape(document.title)} {{: #title }}", ""]
    lines += [escape(byline), "{: .byline }\n"] if byline else []
    lines += notes(corrections, "title")
    lines += [f"{escape(line)}\n" for line in document.head]
    if document.preamble:
        lines += ['<div id="preamble" markdown>\n', *_paragraphs(document.preamble, text), "</div>\n"]
    for part in document.parts:
        lines += [f"## {to_numeral(part.number)}、{escape(part.title)} {{: #{part.id} }}", ""]
        lines += notes(corrections, part.id)
        for clause in document.clauses_of(part):
            lines += [f"### {escape(heading(clause))} {{: #{clause.id} }}", "", *notes(corrections, clause.id)]
            lines += _paragraphs(clause.paragraphs, text)
    lines += [f"{escape(line)}\n" for line in document.closing]
    return "\n".join(lines)


def byline(issuers: Sequence[str], publisher: str, published: str) -> str:
    """Who issued the document, who published it and when: 国务院办公厅印发，新华社 2016 年 12 月 7 日播发."""
    day = date.fromisoformat(published)
    return f"{'、'.join(issuers)}印发，{publisher} {day.year} 年 {day.month} 月 {day.day} 日播发"


def render_clause(edition: Edition, clause: Clause, links: Links) -> str:
    """``/clauses/N/``: one clause, who must do what, what it refers to and what refers to it."""
    document = edition.document
    part = next(part for part in document.parts if part.id == clause.part)
    first = clause.sentences[0].text
    description = f"{heading(clause)}——《{document.title}》原文：{first[:60]}{'…' if len(first) > 60 else ''}"
    lines = [
        front_matter(heading(clause), description, hide=["toc"]),
        f"[{to_numeral(part.number)}、{escape(part.title)}](../full.md#{part.id}) · "
        f"[{check_state(edition, clause)}](../collation.md#confirmed)",
        "{: .part }",
        "",
        " · ".join(_neighbours(document, clause)),
        "{: .steps }",
        "",
        f"# {escape(heading(clause))} {{: #{clause.id} }}",
        "",
        *notes(edition.corrections, clause.id, "../"),
        *_paragraphs(clause.paragraphs, _Text(links, "../", edition.corrections)),
    ]
    return "\n".join([*lines, *render_duties(edition, clause), *render_relations(edition, clause)])


def _neighbours(document: Document, clause: Clause) -> Iterator[str]:
    """The ways to the clauses before and after: ``[上一条（七）](7.md "开展产业合作")``."""
    at = document.clauses.index(clause)
    for word, found in (("上一条", document.clauses[at - 1 : at]), ("下一条", document.clauses[at + 1 : at + 2])):
        for other in found:
            yield f'[{word}（{to_numeral(other.number)}）]({other.number}.md "{escape(other.title)}")'


def check_state(edition: Edition, clause: Clause) -> str:
    """How far another copy of the document confirms the clause."""
    extents = {found.passage: found.extent for found in edition.confirmations}
    found = [extents.get(clause.id) or extents.get(paragraph.id) for paragraph in clause.paragraphs]
    if all(extent == "whole" for extent in found):
        return "文本已与其他副本核对"
    return "文本部分已与其他副本核对" if any(found) else "文本据转载网页整理，尚未核对"


@dataclass(frozen=True)
class _Text:
    """What is written into sentences and below paragraphs."""

    links: Links
    base: str
    """The way from the page to ``docs/``."""
    corrections: tuple[Correction, ...]

    @cached_property
    def corrected(self) -> frozenset[str]:
        return frozenset(correction.id for correction in self.corrections)


def _paragraphs(paragraphs: Iterable[Paragraph], text: _Text) -> Iterator[str]:
    for paragraph in paragraphs:
        dash, mark = (DASH, " .principle") if paragraph.kind == "principle" else ("", "")
        yield dash + "".join(_sentence(sentence, text) for sentence in paragraph.sentences)
        yield f"{{: #{paragraph.id}{mark} }}\n"
        yield from notes(text.corrections, paragraph.id, text.base)


def _sentence(sentence: Sentence, text: _Text) -> str:
    """The sentence with its links: ``<span id="c8-p1-s4">开展[职业教育…](…)和…</span>``."""
    pieces, at = [], 0
    for span, address, note in text.links.get(sentence.id, ()):
        tooltip = f' "编者注：{escape(note)}"' if note else ""
        pieces += [escape(sentence.text[at : span.start])]
        pieces += [f"[{escape(sentence.text[span.start : span.end])}]({text.base}{address}{tooltip})"]
        at = span.end
    mark = ' class="corrected"' if sentence.id in text.corrected else ""
    return f'<span id="{sentence.id}"{mark}>{"".join(pieces)}{escape(sentence.text[at:])}</span>'
