"""A page → what its ``<head>`` says to programs: Dublin Core, schema.org, Open Graph, and the files that say the same.

A page that is the document, or a clause of it, has the document's title, issuers, date and publisher: a reference
manager cites the document. Any other page has its own title and nobody's name. Every byte here is sent with each page,
so nothing is said twice in one vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from gongwen.machines.feed import FEED, FEED_TYPE
from gongwen.model import Clause
from gongwen.publish.markdown import heading, page_of
from gongwen.records import Edition

PICTURE, OPENSEARCH = "screenshot.png", "opensearch.xml"
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
"""Below the site's own address: the picture that a shared link shows, and how a browser searches here."""
_DOCUMENT = ("", "full/", "clauses/")
"""The pages that are the document as a whole."""
_WITH_FEED = ("", "full/", "corrections/")
_TABLES = {
    "pairings/": ("data/pairings.json", "data/pairings.csv"),
    "duties/": ("data/duties.json", "data/duties.csv"),
    "terms/": ("data/terms.json", "data/terms.csv"),
    "collation/": ("data/repairs.json",),
}
"""The pages of tables, and the data files that have the same."""
_FORCE = {"in-force": "InForce", "replaced": "NotInForce", "ended": "NotInForce"}
"""What schema.org calls the standing of a document; it has no word for one that is not known."""
AKOMA_NTOSO = "application/akn+xml"
_TYPES = {"md": "text/markdown", "json": "application/json", "csv": "text/csv", "xml": AKOMA_NTOSO}


@dataclass(frozen=True)
class Address:
    """Where a page stands."""

    url: str
    """``clauses/8/``, below the site's own address."""
    site: str
    """``https://example.org/guide/``; empty where a build has no public address."""

    @property
    def up(self) -> str:
        """The way from the page to the root: ``../../``."""
        return "../" * self.url.count("/")

    def clause(self, edition: Edition) -> Clause | None:
        """The clause whose page it is."""
        clauses = edition.document.clauses
        return next((clause for clause in clauses if self.url == f"clauses/{clause.number}/"), None)


def head_of(edition: Edition, address: Address, title: str, rights: str) -> Markup:
    """The HTML for the head of a page with this title; ``rights`` in words.

    What needs an absolute address stands only where there is one: Open Graph, of which WeChat and others make what a
    shared link shows; the identifier; and the way to search from the address bar of a browser.
    """
    url, site = address.url, address.site
    clause = address.clause(edition)
    whole = edition.document.title if clause or url in _DOCUMENT else title
    lines = [_META.format(f"dc.{name}", value) for name, value in _dublin_core(edition, address, whole, rights)]
    if site:
        lines += open_graph(title, site + url, site + PICTURE)
        if url in _WITH_FEED:
            lines += [_LINK.format("alternate ", FEED_TYPE, address.up + FEED)]
        lines += [_LINK.format("search", OPENSEARCH_TYPE, address.up + OPENSEARCH)]
    # The theme asks for a site map beside what link[rel=alternate] names, as for a language; the blank keeps it off.
    lines += [_LINK.format("alternate ", kind, address.up + file) for file, kind in other_forms(edition, address)]
    if clause or url in _DOCUMENT:
        data = json.dumps(legislation(edition, clause, site or address.up), ensure_ascii=False, separators=(",", ":"))
        # A script ends at the first </script> whatever stands around it.
        lines += [_DATA.format(Markup(data.replace("<", "\\u003c")))]
    return Markup("\n").join(lines)


def open_graph(title: str, address: str, picture: str, within: str = "") -> list[Markup]:
    """What a link to the page at ``address`` shows where it is shared; what is empty is left out.

    ``within`` is what the site is called, where the ``title`` alone does not say of what it is: 第十二条.
    """
    graph = {"title": title, "type": "website", "url": address, "image": picture, "site_name": within}
    return [_GRAPH.format(name, value) for name, value in graph.items() if value]


_META = Markup('<meta name="{}" content="{}">')
_GRAPH = Markup('<meta property="og:{}" content="{}">')
_LINK = Markup('<link rel="{}" type="{}" href="{}">')
_DATA = Markup('<script type="application/ld+json">{}</script>')


def _dublin_core(edition: Edition, address: Address, title: str, rights: str) -> Iterator[tuple[str, str]]:
    """The elements as Zotero reads them: a body a tag, so that none is taken apart for a person.

    No ``type``: of Dublin Core's own words ``Text`` fits, and Zotero's references would then print “Text”.
    """
    known = edition.provenance
    yield "title", title
    if title == edition.document.title:
        yield from (("creator", issuer) for issuer in known.issuers)
        yield "publisher", known.publisher
        yield "date", known.published
    yield "language", "zh-CN"
    if address.site:
        yield "identifier", address.site + address.url
    yield "rights", rights


def other_forms(edition: Edition, address: Address) -> list[tuple[str, str]]:
    """The files with what the page has, and their media types: ``data/clauses/8.md``, ``text/markdown``."""
    if clause := address.clause(edition):
        files = [f"data/clauses/{clause.number}.md", f"data/clauses/{clause.number}.json", "data/guideline.akn.xml"]
    elif address.url in _DOCUMENT:
        files = ["data/guideline.md", "data/guideline.json", "data/guideline.akn.xml"]
    else:
        files = [*_TABLES.get(address.url, ())]
    return [(file, _TYPES[file.rpartition(".")[2]]) for file in files]


def legislation(edition: Edition, clause: Clause | None, base: str) -> dict[str, object]:
    """The document, or one clause, as ``Legislation`` of schema.org, whose addresses begin with ``base``.

    ``{"@type": "Legislation", "@id": "…/clauses/8/#c8", "name": "（八）组织劳务协作", "isPartOf": {…}}``. The guideline
    is none in the strict sense; schema.org means all normative texts by it. The edition's own legal value is said of
    its files: unofficial.
    """
    known, title = edition.provenance, edition.document.title
    document: dict[str, object] = {
        "@type": "Legislation",
        "@id": base + _permalink("title"),
        "name": title,
        "legislationPassedBy": [{"@type": "Organization", "name": issuer} for issuer in known.issuers],
        "publisher": {"@type": "Organization", "name": known.publisher},
        "datePublished": known.published,
        "inLanguage": "zh-CN",
    }
    if edition.standing and (force := _FORCE.get(edition.standing.state)):
        document["legislationLegalForce"] = f"https://schema.org/{force}"
    if clause:
        return {"@context": "https://schema.org", **_part(clause, base), "isPartOf": document}
    return {
        "@context": "https://schema.org",
        **document,
        "hasPart": [_part(found, base) for found in edition.document.clauses],
        "encoding": {
            "@type": "LegislationObject",
            "contentUrl": f"{base}data/guideline.akn.xml",
            "encodingFormat": AKOMA_NTOSO,
            "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        },
    }


def _part(clause: Clause, base: str) -> dict[str, object]:
    return {"@type": "Legislation", "@id": base + _permalink(clause.id), "name": heading(clause)}


def _permalink(id_: str) -> str:
    return page_of(id_).replace(".md", "/")
