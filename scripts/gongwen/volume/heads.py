"""A page of a book → what its ``<head>`` says to programs: Dublin Core, and schema.org of the document's own pages, and
Open Graph, of which WeChat and others make what a shared link shows.

Only what is known: no date, no issuer and no publisher is said of a document that has none.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from gongwen.machines.metadata import AKOMA_NTOSO, OPENSEARCH, OPENSEARCH_TYPE, open_graph
from gongwen.volume.book import Book, heading, slug
from gongwen.volume.carried import AKN
from gongwen.volume.known import work_of

_META = Markup('<meta name="{}" content="{}">')
_LINK = Markup('<link rel="{}" type="{}" href="{}">')
_DATA = Markup('<script type="application/ld+json">{}</script>')
_JSON, _MARKDOWN = ("data/document.json", "application/json"), ("data/document.md", "text/markdown")
_AKN = (f"data/{AKN}", AKOMA_NTOSO)
_UNOFFICIAL = "https://schema.org/UnofficialLegalValue"


def head_of(book: Book, url: str, title: str, site: str, picture: str) -> Markup:
    """The HTML for the head of the page at ``url`` with this ``title``.

    ``site`` is the public address, empty where there is none; ``picture`` the file that a shared link shows, if any.
    """
    about, up = book.about, "../" * url.count("/")
    day = work_of(about, book.title).day
    said = [("title", book.title), *(("creator", name) for name in about.issuers)]
    said += [("publisher", about.publisher), ("date", day), ("language", "zh-CN")]
    said += [("identifier", site + url)] if site else []
    lines = [_META.format(f"dc.{name}", value) for name, value in said if value]
    if site:
        lines += open_graph(title, site + url, picture and site + picture, book.title if url else "")
    leaf = next((unit for unit in book.leaves if url == f"clauses/{slug(unit.id)}/"), None)
    if leaf or url in ("", "full/"):
        # The theme asks for a site map beside what link[rel=alternate] names; the blank keeps it off.
        markdown = (f"data/clauses/{slug(leaf.id)}.md", "text/markdown") if leaf else _MARKDOWN
        forms = (_JSON, markdown, *([_AKN] if day else ()))
        lines += [_LINK.format("alternate ", kind, up + file) for file, kind in forms]
        base = site or up
        document: dict[str, object] = {"@type": "Legislation", "@id": f"{base}full/", "name": book.title}
        document |= {"inLanguage": "zh-CN"} | ({"legislationIdentifier": about.number} if about.number else {})
        if about.issuers:
            document["legislationPassedBy"] = [{"@type": "Organization", "name": name} for name in about.issuers]
        if day:
            document["datePublished" if about.published else "legislationDate"] = day
        if day and not leaf:
            encoding = {"@type": "LegislationObject", "contentUrl": base + _AKN[0], "encodingFormat": _AKN[1]}
            document["encoding"] = encoding | {"legislationLegalValue": _UNOFFICIAL}
        if leaf:
            address = f"{base}{book.address(leaf.id)}"
            document = {"@type": "Legislation", "@id": address, "name": heading(leaf), "isPartOf": document}
        data = json.dumps({"@context": "https://schema.org", **document}, ensure_ascii=False, separators=(",", ":"))
        lines.append(_DATA.format(Markup(data.replace("<", "\\u003c"))))
    if site:
        lines.append(_LINK.format("search", OPENSEARCH_TYPE, up + OPENSEARCH))
    return Markup("\n").join(lines)
