"""Document → the Markdown of its pages: ``/full/`` and ``/clauses/N/``.

The Markdown reads on its own, on GitHub too: headings, paragraphs and links are Markdown; sentences
are ``<span id>``, which a reader of the raw page hardly sees. Whatever comes from the text goes
through :func:`escape`, so that no character of it can act as Markdown, HTML or a macro.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from gongwen.model import Clause, Document, Paragraph, Reference, Sentence, Span
from gongwen.numerals import to_numeral
from gongwen.parse import DASH

GENERATED = "<!-- Generated from source/ by scripts/build.py; edit the source and run `make docs`. -->"
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]|^(?=\s)")

Links = Mapping[str, tuple[tuple[Span, str], ...]]
"""Per sentence the spans that link to an index entry, and the address of the entry from ``docs/``."""


def escape(text: str) -> str:
    """Text as text: each ASCII punctuation mark becomes a numeric entity.

    >>> escape("{{ 帮扶 }}<b>")
    '&#123;&#123; 帮扶 &#125;&#125;&#60;b&#62;'
    """
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};" if match[0] else "", text).replace("\n", " ")


def front_matter(title: str, description: str, **more: object) -> str:
    """The YAML head of a page; JSON strings are YAML strings, so nothing in them can end it.

    Braces are written as escapes: mkdocs-macros renders no head, but the page's title travels on.
    """
    fields = {"title": title, "description": description, **more}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "\n".join(["---", *lines, "---", "", GENERATED, ""])


def heading(clause: Clause) -> str:
    """（八）组织劳务协作."""
    return f"（{to_numeral(clause.number)}）{clause.title}"


def locate(document: Document, id_: str) -> str:
    """Where a reader finds an id, in words: ``c8-p1-s3`` → 第（八）条第3句, ``c4-p2-s1`` → 第（四）条第2段."""
    clause = next((clause for clause in document.clauses if clause.id == id_.split("-")[0]), None)
    paragraphs = clause.paragraphs if clause else document.preamble
    label = f"第（{to_numeral(clause.number)}）条" if clause else "引言"
    paragraph = next((found for found in paragraphs if id_.startswith(f"{found.id}-") or id_ == found.id), None)
    if paragraph is None:
        return label
    if len(paragraphs) > 1:
        label += f"第{paragraphs.index(paragraph) + 1}段"
    if len(paragraph.sentences) > 1 and id_ != paragraph.id:
        label += f"第{id_.rsplit('-s', 1)[1]}句"
    return label


def page_of(id_: str, base: str = "") -> str:
    """The Markdown address of an id, for links between pages: ``clauses/8.md#c8-p1-s3``."""
    home = id_.split("-")[0]
    if home in ("preamble", "part"):
        return f"{base}full.md#{id_}"
    if home == "pair":
        return f"{base}pairings.md#{id_}"
    if home[:1] == "c" and home[1:].isdigit():
        return f"{base}clauses/{home[1:]}.md#{id_}"
    return f"{base}terms.md#{id_}"


def render_full(document: Document, links: Links) -> str:
    """``/full/``: the whole document on one page."""
    description = f"《{document.title}》全文，逐条、逐段、逐句可以引用链接。"
    lines = [front_matter("全文", description), f"# {escape(document.title)} {{: #title }}", ""]
    lines += [f"{escape(line)}\n" for line in document.head]
    lines += _paragraphs(document.preamble, links, "")
    for part in document.parts:
        lines += [f"## {to_numeral(part.number)}、{escape(part.title)} {{: #{part.id} }}", ""]
        for clause in document.clauses_of(part):
            lines += [f"### {escape(heading(clause))} {{: #{clause.id} }}", ""]
            lines += _paragraphs(clause.paragraphs, links, "")
    lines += [f"{escape(line)}\n" for line in document.closing]
    return "\n".join(lines)


def render_clause(document: Document, clause: Clause, links: Links, references: Iterable[Reference]) -> str:
    """``/clauses/N/``: one clause, what it refers to and what refers to it."""
    part = next(part for part in document.parts if part.id == clause.part)
    first = clause.sentences[0].text
    description = f"{heading(clause)}——《{document.title}》原文：{first[:60]}{'…' if len(first) > 60 else ''}"
    lines = [
        front_matter(heading(clause), description),
        f"[{to_numeral(part.number)}、{escape(part.title)}](../full.md#{part.id})",
        "{: .part }",
        "",
        f"# {escape(heading(clause))} {{: #{clause.id} }}",
        "",
        *_paragraphs(clause.paragraphs, links, "../"),
    ]
    return "\n".join([*lines, *_related(document, clause, tuple(references))])


def _paragraphs(paragraphs: Iterable[Paragraph], links: Links, base: str) -> Iterator[str]:
    for paragraph in paragraphs:
        dash, mark = (DASH, " .principle") if paragraph.kind == "principle" else ("", "")
        yield dash + "".join(_sentence(sentence, links, base) for sentence in paragraph.sentences)
        yield f"{{: #{paragraph.id}{mark} }}\n"


def _sentence(sentence: Sentence, links: Links, base: str) -> str:
    """The sentence with its links: ``<span id="c8-p1-s4">开展[职业教育…](…)和…</span>``."""
    pieces, at = [], 0
    for span, address in links.get(sentence.id, ()):
        pieces += [escape(sentence.text[at : span.start])]
        pieces += [f"[{escape(sentence.text[span.start : span.end])}]({base}{address}){{: .entry }}"]
        at = span.end
    return f'<span id="{sentence.id}">{"".join(pieces)}{escape(sentence.text[at:])}</span>'


def _related(document: Document, clause: Clause, references: tuple[Reference, ...]) -> Iterator[str]:
    """The cross-links of a clause, each with the words that it rests on."""
    outgoing = [found for found in references if found.source.split("-")[0] == clause.id]
    incoming = [found for found in references if found.target.split("-")[0] == clause.id]
    if outgoing or incoming:
        yield "## 关联 {: #related }\n"
    for title, id_, found, far in (("本条引用", "refers", outgoing, "target"), ("引用本条", "referred", incoming, "source")):
        if found:
            yield f"### {title} {{: #{id_} }}\n"
            yield from (_relation(document, reference, getattr(reference, far)) for reference in found)
            yield ""


def _relation(document: Document, reference: Reference, far: str) -> str:
    if not far:
        return f"- **{reference.kind}** 「{escape(reference.evidence)}」：未找到唯一对应的条款"
    return f"- **{reference.kind}** [{escape(far)}]({page_of(far, '../')})「{escape(reference.evidence)}」"
