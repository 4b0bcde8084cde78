"""Clauses → pages that other sites may embed: ``/embed/clauses/8/``, the text alone, with its source and permalinks.

The same for the provisions of any document (:class:`Embedded`).

They stand in no list of pages, neither for readers nor for machines: each says that its clause's own page is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import rjsmin
from lxml import html
from lxml.builder import E

from gongwen.model import Clause
from gongwen.publish.markdown import heading
from gongwen.records import Edition
from gongwen.site.policy import seal

EMBED = "embed/"
"""Where they stand: the one folder that may be framed."""
_BROWSER = Path(__file__).parent / "browser"
_SCRIPTS = ("embed-inside.js", "embed.js")
"""What tells the height from inside, and what the embedding page may load to hear it. Their addresses last."""


@dataclass(frozen=True)
class Embedded:
    """What a page shows: ``Embedded("c8", "8", "（八）组织劳务协作", "某办法", "《某办法》", "，新华社播发。", …)``."""

    id: str
    slug: str
    """The last part of its address."""
    heading: str
    title: str
    named: str
    """The document, by its title alone and as it is called in a sentence."""
    published: str
    """What stands behind the document's title."""
    more: str
    """What its own page has besides, as the words of the link to it."""
    text: Sequence[Any]
    """The elements below the heading."""


def embed_pages(edition: Edition, assets: str, site: str) -> dict[str, bytes]:
    """The pages by their names in the site; ``assets`` is the folder of the styles, ``site`` the public address or "".

    ``<iframe src="https://…/embed/clauses/8/" …>`` shows （八）组织劳务协作 with its six sentences.
    """
    return embed_files((_clause(edition, clause) for clause in edition.document.clauses), (f"{assets}embed.css",), site)


def embed_files(shown: Iterable[Embedded], styles: Sequence[str], site: str) -> dict[str, bytes]:
    """The same for what is ``shown``, with the style sheets at ``styles``, and the scripts that set the height."""
    scripts = {EMBED + name: rjsmin.jsmin((_BROWSER / name).read_text("utf-8")).encode() for name in _SCRIPTS}
    return scripts | {f"{EMBED}clauses/{one.slug}/index.html": _page(one, styles, site) for one in shown}


def embed_line(site: str, number: int) -> str:
    """The one line to put into another page: a frame of a fixed height that scrolls."""
    return print_line(site, str(number), f"第{number}条")


def print_line(site: str, slug: str, place: str) -> str:
    """The same for any provision: ``print_line("https://…/", "a2", "第二条")``."""
    address = f"{site}{EMBED}clauses/{slug}/"
    return f'<iframe src="{address}" title="{escape(place)}" width="100%" height="360" loading="lazy"></iframe>'


def print_script(site: str) -> str:
    """A second line, with which the frame gets the height of what it shows."""
    return f'<script src="{site}{EMBED}embed.js"></script>'


def _clause(edition: Edition, clause: Clause) -> Embedded:
    text = []
    for paragraph in clause.paragraphs:
        spans = [E.span(sentence.text, id=sentence.id) for sentence in paragraph.sentences]
        mark = {"class": paragraph.kind} if paragraph.kind != "text" else {}
        text.append(E.p(*spans, id=paragraph.id, **mark))
    published = f"，{edition.provenance.publisher}播发。"
    title, more = edition.document.title, "引用、关联与校勘"
    return Embedded(clause.id, str(clause.number), heading(clause), title, f"《{title}》", published, more, text)


def _page(shown: Embedded, styles: Sequence[str], site: str) -> bytes:
    up = "../../../"
    own = f"{up}clauses/{shown.slug}/"
    head = E.head(
        E.meta(charset="utf-8"),
        E.title(f"{shown.heading} - {shown.title}"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="robots", content="noindex"),
        *([E.link(rel="canonical", href=f"{site}clauses/{shown.slug}/")] if site else []),
        *(E.link(rel="stylesheet", href=up + style) for style in styles),
        E.script("", src=f"{up}{EMBED}embed-inside.js", defer=""),
    )
    out = {"target": "_blank", "rel": "noopener"}
    article = E.main(E.h1(E.a(shown.heading, href=own, **out), id=shown.id), *shown.text)
    for link in article.iterfind(".//a"):
        link.attrib.update(out)  # no other page of the site may stand in the frame
    source = E.footer(
        E.p(
            "非官方文本：",
            E.a(shown.named, href=f"{up}full/", **out),
            shown.published,
            E.a(shown.more, href=own, **out),
        )
    )
    root = E.html(head, E.body(article, source), lang="zh-CN")
    seal(root, shown.id)
    return f"{html.tostring(root, encoding='unicode', doctype='<!doctype html>')}\n".encode()
