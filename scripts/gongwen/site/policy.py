"""What a page may load and run, as its browser is told: a Content Security Policy in the page and in ``_headers``.

Everything comes from the site itself; what runs stands in a file of the site, or in the page with its hash said. So a
text, a table or an address that brings markup along brings nothing that runs.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from lxml import etree, html

from gongwen.errors import GongwenError, LibraryError

HEADERS = "_headers"
"""The file at the site's root that some hosts read: a line with a path, then indented the headers of its answers."""
ALLOWED = {
    "default-src": "'none'",  # fonts, frames, media, objects and whatever a browser may learn to load
    "script-src": "'self'",
    "style-src": "'self'",
    # The theme's icons stand as data: in its style sheet, and nowhere else. An image runs nothing.
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",  # Enter, before the script of a form is there
}
NOT_FRAMED = "frame-ancestors 'none'"
"""What a page cannot say of itself: browsers ignore it there. The pages below ``EMBEDDED`` may be framed by anybody."""
EMBEDDED = "embed"
_META = "//head/meta[@http-equiv='Content-Security-Policy']"
_DATA = ("application/json", "application/ld+json")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "{http://www.w3.org/1999/xlink}href", "xlink:href")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_BLANK = re.compile(r"[\x00-\x20]")
"""What a browser leaves out of an address."""


def seal(page: html.HtmlElement, name: str, forms_to: str = "") -> None:
    """The page says its own policy before it names anything to load, directly behind its encoding.

    A form may lead to the site itself, and to ``forms_to`` (``https://github.com``) if a page of it says so.

    ``<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none';script-src …">``
    """
    encoding = page.xpath("//head/meta[@charset]")
    if len(encoding) != 1:
        raise LibraryError(
            name,
            None,
            "one <meta charset>",
            f"{len(encoding)}",
            "see what the theme prints now and adapt scripts/gongwen/site/theme.py",
        )
    content = print_policy(hashes(page), _forms(forms_to))
    policy = etree.Element("meta", {"http-equiv": "Content-Security-Policy", "content": content})
    encoding[0].addnext(policy)


def _forms(forms_to: str) -> dict[str, str]:
    return {"form-action": f"{ALLOWED['form-action']} {forms_to}"} if forms_to else {}


def print_policy(scripts: Iterable[str], further: dict[str, str] | None = None) -> str:
    """``default-src 'none';script-src 'self' 'sha256-…';…``, with the hashes of the scripts that stand in pages."""
    rules = {**ALLOWED, **(further or {})}
    rules["script-src"] = " ".join([rules["script-src"], *scripts])
    return ";".join(f"{name} {sources}" for name, sources in rules.items())


def print_headers(site: Path, forms_to: str = "") -> str:
    """The file ``_headers`` for a built site, whose scripts in pages are all allowed by their hashes.

    ``forms_to`` is what :func:`seal` was given for its pages.

    Raises :class:`~gongwen.errors.GongwenError` for a page that the policy would break, or that does not say it.
    """
    known: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        page, name = html.parse(path).getroot(), path.relative_to(site).as_posix()
        for found in _refused(page):
            mend = "write a rule in a style sheet, a listener in a script file; take in what comes from elsewhere"
            raise GongwenError(name, None, "nothing that the site's own policy refuses", found, mend)
        own = hashes(page)
        said = [meta.get("content") for meta in page.xpath(_META)]
        if said not in ([print_policy(own)], [print_policy(own, _forms(forms_to))]):
            mend = "change no page behind fit_theme (scripts/gongwen/site/theme.py)"
            raise GongwenError(name, None, "the policy of its own scripts", "another or none", mend)
        known |= set(own)
    policy = print_policy(sorted(known), _forms(forms_to))
    lines = ["/*", f"  Content-Security-Policy: {policy}", "  X-Content-Type-Options: nosniff"]
    # A host joins what several rules say of one address: both policies hold. So none may say it of all addresses.
    pages = {path.relative_to(site).parts[0] for path in site.rglob("*.html")} - {EMBEDDED}
    for name in ("", *sorted(pages)):
        address = f"/{name}/*" if (site / name).is_dir() and name else f"/{name}"
        lines += [address, f"  Content-Security-Policy: {NOT_FRAMED}"]
    return "".join(f"{line}\n" for line in lines)


def hashes(page: html.HtmlElement) -> list[str]:
    """``'sha256-…'`` of each script in the page itself, in order; data that stands in a ``<script>`` does not run."""
    scripts = [script for script in page.iter("script") if not script.get("src") and script.get("type") not in _DATA]
    return [f"'sha256-{b64encode(sha256((script.text or '').encode()).digest()).decode()}'" for script in scripts]


def _refused(page: html.HtmlElement) -> Iterator[str]:
    """What a browser that keeps to the policy would leave out: ``<td style="text-align: right;">``."""
    for element in page.iter(etree.Element):
        for name, value in element.attrib.items():
            address = _BLANK.sub("", value).lower()
            code = name in _ADDRESSES and address.startswith("javascript:")
            foreign = name == "src" and _ELSEWHERE.match(address)
            if name == "style" or name.startswith("on") or code or foreign:
                yield f"<{element.tag} {name}=“{value}”>"
        if element.tag in ("style", "base", "iframe", "object", "embed"):
            yield f"<{element.tag}>"
