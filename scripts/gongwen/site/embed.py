"""Clauses → pages that other sites may embed: ``/embed/clauses/8/``, the text alone, with its source and permalinks.

They stand in no list of pages, neither for readers nor for machines: each says that its clause's own page is meant.
"""

from __future__ import annotations

from pathlib import Path

import rjsmin
from lxml import html
from lxml.builder import E

from gongwen.model import Clause, Edition
from gongwen.publish.markdown import heading
from gongwen.site.policy import seal

EMBED = "embed/"
"""Where they stand: the one folder that may be framed."""
_BROWSER = Path(__file__).parent / "browser"
_SCRIPTS = ("embed-inside.js", "embed.js")
"""What tells the height from inside, and what the embedding page may load to hear it. Their addresses last."""


def embed_pages(edition: Edition, assets: str, site: str) -> dict[str, bytes]:
    """The pages by their names in the site; ``assets`` is the folder of the styles, ``site`` the public address or "".

    ``<iframe src="https://…/embed/clauses/8/" …>`` shows （八）组织劳务协作 with its six sentences.
    """
    scripts = {EMBED + name: rjsmin.jsmin((_BROWSER / name).read_text("utf-8")).encode() for name in _SCRIPTS}
    pages = {
        f"{EMBED}clauses/{clause.number}/index.html": _page(edition, clause, assets, site)
        for clause in edition.document.clauses
    }
    return scripts | pages


def embed_line(site: str, number: int) -> str:
    """The one line to put into another page: a frame of a fixed height that scrolls."""
    address = f"{site}{EMBED}clauses/{number}/"
    return f'<iframe src="{address}" title="第{number}条" width="100%" height="360" loading="lazy"></iframe>'


def _page(edition: Edition, clause: Clause, assets: str, site: str) -> bytes:
    document, known, up = edition.document, edition.provenance, "../../../"
    own = f"{up}clauses/{clause.number}/"
    head = E.head(
        E.meta(charset="utf-8"),
        E.title(f"{heading(clause)} - {document.title}"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="robots", content="noindex"),
        *([E.link(rel="canonical", href=f"{site}clauses/{clause.number}/")] if site else []),
        E.link(rel="stylesheet", href=f"{up}{assets}embed.css"),
        E.script("", src=f"{up}{EMBED}embed-inside.js", defer=""),
    )
    out = {"target": "_blank", "rel": "noopener"}
    article = E.main(E.h1(E.a(heading(clause), href=own, **out), id=clause.id))
    for paragraph in clause.paragraphs:
        spans = [E.span(sentence.text, id=sentence.id) for sentence in paragraph.sentences]
        mark = {"class": paragraph.kind} if paragraph.kind != "text" else {}
        article.append(E.p(*spans, id=paragraph.id, **mark))
    source = E.footer(
        E.p(
            "非官方文本：",
            E.a(f"《{document.title}》", href=f"{up}full/", **out),
            f"，{known.publisher}播发。",
            E.a("引用、关联与校勘", href=own, **out),
        )
    )
    root = E.html(head, E.body(article, source), lang="zh-CN")
    seal(root, clause.id)
    return f"{html.tostring(root, encoding='unicode', doctype='<!doctype html>')}\n".encode()
