"""A whole page as the theme prints it → the same, fitted to this site.

Edited as a tree, never as a string. Each edit names the place it changes, and the build stops when the theme has that
place no more: a page that came out half fitted would tell nobody.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree, html

from gongwen.errors import LibraryError
from gongwen.site.policy import seal

_DIALOG = "//*[@data-md-component='search'][@role='dialog']"
_MEND = "see what its templates print now and adapt scripts/gongwen/site/theme.py"


def fit_theme(page: str, name: str, worker: str, followed: bool, forms_to: str = "") -> str:
    """``name`` (``clauses/8/``) with our search: ``worker`` (``assets/search/worker.js``) in the place of the theme's.

    A page that another one follows loses the announcement of it, on which Firefox fetches that one unasked. The
    palette goes too, whose colours ``site.css`` has, and a script for tabs, of which there are none. A page with a
    search form of its own has no second one above it. On a phone the drawer opens on the list of pages, not on the
    section that this one stands in. Last, the page says what it may load and run, and where its forms may lead.

    Raises :class:`~gongwen.errors.LibraryError` where the theme prints something else than it did.
    """
    root = html.document_fromstring(page)
    _drop(root, "//head/link[@rel='stylesheet'][contains(@href, '/stylesheets/palette.')]", name)
    _drop(root, "//body//script[contains(., '__tabbed_')]", name)
    # The text is drawn first. Scripts that wait run in their order: the search box's, this one, our modules.
    _only(root, "//body//script[contains(@src, '/javascripts/bundle.')]", name).set("defer", "")
    if followed:
        _drop(root, "//head/link[@rel='next']", name)
    if root.xpath("//form[@id='search-form']"):
        _drop(root, _DIALOG, name)
        _drop(root, "//header//label[@for='__search']", name)
    else:
        _only(root, _DIALOG, name).set("aria-label", "检索")
        # Its links take the keyboard; a stop on the list itself cannot be seen.
        del _only(root, f"{_DIALOG}//*[@tabindex='0'][@data-md-scrollfix]", name).attrib["tabindex"]
    for toggle in root.xpath("//input[contains(@class, 'md-nav__toggle')][@checked]"):
        del toggle.attrib["checked"]
    for link in root.xpath("//a[contains(@class, 'md-footer__link')]"):
        link.set("aria-label", _as_seen(link.get("aria-label", ""), name))
    script = _only(root, "//script[@id='__config']", name)
    script.text = _configure(script.text or "", name, worker)
    _drop_blank_lines(root)
    seal(root, name, forms_to)
    return str(html.tostring(root, encoding="unicode", doctype="<!doctype html>")) + "\n"


def _drop_blank_lines(root: html.HtmlElement) -> None:
    """The blank lines and indents that templates leave between elements, half a KiB of each page with gzip.

    One line break stays, which a browser shows as the same blank; what is printed as it stands keeps all.
    """
    footer = "//a[contains(@class, 'md-footer__link')]"  # its name must be its words, blanks and all
    kept = set(root.xpath(f"//pre | //pre//* | //textarea | //script | //style | {footer} | {footer}//*"))
    for element in root.iter(etree.Element):
        if element not in kept and _is_blank(element.text):
            element.text = "\n"
        if element.getparent() not in kept and _is_blank(element.tail):
            element.tail = "\n"


def _is_blank(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.strip(" \t\r\n")


def _as_seen(label: str, name: str) -> str:
    """上一页: 全文 → 上一页 全文, the words that stand there, which who speaks to a browser says."""
    if label.count(": ") != 1:
        raise LibraryError(name, None, "“上一页: …” as the name of a link in the footer", label, _MEND)
    return label.replace(": ", " ")


def _configure(text: str, name: str, worker: str) -> str:
    """The theme's settings for the browser, with the address of our worker."""
    try:
        settings = json.loads(text)
    except ValueError as problem:
        raise LibraryError(name, None, "JSON in #__config", str(problem), _MEND) from problem
    for key in ("base", "search"):
        if not isinstance(settings, dict) or not isinstance(settings.get(key), str):
            raise LibraryError(name, None, f"a text “{key}” in the JSON of #__config", text[:60], _MEND)
    settings["search"] = f"{settings['base'].removesuffix('/')}/{worker}"
    # A script ends at the first </script> whatever stands around it.
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _only(root: html.HtmlElement, path: str, name: str) -> Any:
    """The one element at ``path``."""
    found = root.xpath(path)
    if len(found) != 1:
        raise LibraryError(name, None, f"one element {path} in the theme's page", f"{len(found)}", _MEND)
    return found[0]


def _drop(root: html.HtmlElement, path: str, name: str) -> None:
    _only(root, path, name).drop_tree()
