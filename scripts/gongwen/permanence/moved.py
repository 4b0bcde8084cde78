"""Where readers come who follow an address that was renamed: an anchor beside the new one, or a page that leads on.

Works on any host of static files and below any path: every way is a relative one, and no script stands in a page.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree, html

from gongwen.site.policy import seal

SCRIPT = "moved.js"
"""What such a page runs: it stands among our scripts."""
_HOLDS_WORDS = ("h1", "h2", "h3", "h4", "p", "span", "td", "th", "dt", "dd", "li")
"""Elements in which an empty ``<span>`` may stand; a row of a table is none."""


def add_anchors(page: str, url: str, moved: Mapping[str, str]) -> str:
    """The content of the page ``url`` (``terms/``) with the ids that it once had.

    An id that was renamed on the same page stands in the new one's element. Of one whose content lives on another page
    now there is a line at the end, which leads there.
    """
    leaving = {old: new for old, new in moved.items() if old.startswith(f"/{url}#")}
    if not leaving:
        return page
    root = html.fragment_fromstring(page, create_parent="div")
    ids = {element.get("id"): element for element in root.iter(etree.Element)}
    for old, new in leaving.items():
        place, _, id_ = new.partition("#")
        old_id = old.partition("#")[2]
        if place == f"/{url}" and id_ in ids:
            _open(next(ids[id_].iter(*_HOLDS_WORDS), ids[id_]), old_id)
        else:
            root.append(html.fragment_fromstring(f"<p>这里的内容已移至{_link(new, old_id, old)}。</p>"))
    return str(html.tostring(root, encoding="unicode"))[len("<div>") : -len("</div>")]


def moved_pages(moved: Mapping[str, str], site: str, assets: str) -> dict[str, bytes]:
    """A page at each address of a page that was renamed, with all the ids it had: ``pairs/index.html`` → ….

    It says where its content is, to readers, browsers (a refresh; with the script in the folder ``assets`` also of the
    passage asked for) and search engines (the canonical address, below the address ``site``).
    """
    pages = {old: new for old, new in moved.items() if "#" not in old}
    return {f"{old[1:]}index.html": _page(old, new, moved, site, f"/{assets}{SCRIPT}") for old, new in pages.items()}


def _page(old: str, new: str, moved: Mapping[str, str], site: str, script: str) -> bytes:
    passages = {address: to for address, to in moved.items() if address.startswith(f"{old}#")}
    items = "".join(f"<li>{_link(to, address.partition('#')[2], old)}</li>" for address, to in passages.items())
    root = html.document_fromstring(
        '<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>这一页已移至新地址</title><link rel="canonical" href="{site.rstrip("/")}{new}">'
        f'<noscript><meta http-equiv="refresh" content="0;url={_way(old, new)}"></noscript>'
        f'<script src="{_way(old, script)}" defer></script></head>'
        f"<body><h1>这一页已移至新地址</h1><p>{_link(new, 'moved', old)}</p>"
        f"{f'<ul>{items}</ul>' if items else ''}</body></html>"
    )
    seal(root, old)
    return str(html.tostring(root, encoding="unicode", doctype="<!doctype html>")).encode() + b"\n"


def _open(element: html.HtmlElement, id_: str) -> None:
    """An empty anchor as the first thing in an element."""
    anchor = etree.Element("span", {"id": id_})
    anchor.tail, element.text = element.text, None
    element.insert(0, anchor)


def _link(to: str, id_: str, page: str) -> str:
    return f'<a id="{id_}" href="{_way(page, to)}">{to}</a>'


def _way(page: str, to: str) -> str:
    """``/pairs/``, ``/pairings/#pair-5`` → ``../pairings/#pair-5``."""
    return "../" * (page.partition("#")[0].count("/") - 1) + to[1:]
