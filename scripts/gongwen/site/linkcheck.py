"""A built site → its dead links: addresses and anchors that lead nowhere, whoever wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

_SITE = "http://site.invalid/"


def dead_links(site: Path) -> list[str]:
    """``clauses/8/index.html: ../9/#c9-p7`` for each link that does not resolve inside the site.

    An id that stands twice on a page is reported too: a link to it is ambiguous.
    """
    pages = {path.relative_to(site).as_posix(): html.parse(path).getroot() for path in sorted(site.rglob("*.html"))}
    ids = {name: Counter(element.get("id") for element in root.iter()) for name, root in pages.items()}
    dead = [f"{name}: id {id_} stands twice" for name in pages for id_ in sorted(_repeated(ids[name]))]
    for name, root in pages.items():
        dead += [f"{name}: {link}" for link in _links(name, root) if not _resolves(site, name, link, ids)]
    return dead


def _repeated(ids: Counter[str | None]) -> set[str]:
    return {id_ for id_, count in ids.items() if id_ and count > 1}


def _links(name: str, root: html.HtmlElement) -> Iterator[str]:
    """The 404 page answers at any address, so its links are absolute and nothing here can follow them."""
    if name != "404.html":
        yield from (link for _, attribute, link, _ in root.iterlinks() if attribute in ("href", "src"))


def _resolves(site: Path, name: str, link: str, ids: dict[str, Counter[str | None]]) -> bool:
    address = urlsplit(urljoin(_SITE + name, link))
    if not address.geturl().startswith(_SITE):
        return True
    target = unquote(address.path).lstrip("/")
    if target.endswith("/") or not target:
        target += "index.html"
    if not (site / target).is_file():
        return False
    return not address.fragment or target not in ids or unquote(address.fragment) in ids[target]
