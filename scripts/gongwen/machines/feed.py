"""Edition → ``feed.xml``: the corrections of published texts and what was added, as a feed that readers subscribe to.

Atom (RFC 4287), the newest first. An entry keeps its ``id`` for ever, also where the site moves: it is made from what
the entry is about, not from the site's address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from gongwen.publish.corrections import place_name
from gongwen.records import Correction, Edition

FEED, FEED_TYPE = "feed.xml", "application/atom+xml"
_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_E = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
_H = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML})


@dataclass(frozen=True)
class _Entry:
    kind: str
    date: str
    address: str
    """``/clauses/8/#c8-p1-s3``."""
    title: str
    body: tuple[object, ...]
    """Text and elements of XHTML."""


def feed(edition: Edition, name: str, site: str) -> str:
    """The feed of the site called ``name`` at the address ``site``, which ends in a slash.

    ``<entry><title>更正：第（八）条第3句</title><id>urn:uuid:…</id><updated>2027-01-31T00:00:00Z</updated>…``.
    """
    title = edition.document.title
    entries = sorted([*_corrections(edition), *_additions(edition)], key=lambda entry: entry.date)
    seen = Counter[tuple[str, str, str]]()
    printed = []
    for entry in entries:
        key = (entry.kind, entry.date, entry.address)
        printed.append(_print(entry, _id(title, *key, str(seen[key])), site))
        seen[key] += 1
    newest = max((entry.date for entry in entries), default=edition.provenance.published)
    root = _E.feed(
        _E.title(f"{name}：更正与增补"),
        _E.subtitle(f"《{title}》在本站公布以后，文字的更正和内容的增补"),
        _E.id(_id(title)),
        _E.updated(_time(newest)),
        _E.author(_E.name("本站编者")),
        _E.link(rel="self", type=FEED_TYPE, href=site + FEED),
        _E.link(rel="alternate", type="text/html", href=f"{site}corrections/"),
        *reversed(printed),
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _corrections(edition: Edition) -> Iterator[_Entry]:
    for found in edition.corrections:
        title = f"更正：{place_name(edition.document, found.id) or found.address}"
        yield _Entry("correction", found.date, found.address, title, (*_change(found), f"。{found.why.rstrip('。')}。"))


def _additions(edition: Edition) -> Iterator[_Entry]:
    for found in edition.additions:
        yield _Entry("addition", found.date, found.address, f"增补：{found.what}", (found.what,))


def _change(found: Correction) -> tuple[object, ...]:
    if not found.before:
        return "增补 ", _H.ins(found.after)
    if not found.after:
        return "删去 ", _H("del", found.before)
    return "原为 ", _H("del", found.before), "，改为 ", _H.ins(found.after)


def _print(entry: _Entry, id_: str, site: str) -> etree._Element:
    return _E.entry(
        _E.title(entry.title),
        _E.id(id_),
        _E.updated(_time(entry.date)),
        _E.link(rel="alternate", href=site + entry.address.removeprefix("/")),
        _E.content(_H.div(_H.p(*entry.body)), type="xhtml"),
    )


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(parts))}"
