"""HTML of a page → the same with a permalink behind every clause, paragraph and sentence.

The links are empty: their sign is drawn by the style sheet, so that copied text takes none along.
"""

from __future__ import annotations

import re

from lxml import etree, html

_ID = re.compile(r"(?P<home>c\d+|part-\d+|preamble)(?P<paragraph>-p\d+)?(?P<sentence>-s\d+)?")


def add_permalinks(page: str) -> str:
    """``<span id="c8-p1-s3">…</span>`` gets ``<a class="permalink" href="#c8-p1-s3" …></a>`` as its last child."""
    root = html.fragment_fromstring(page, create_parent="div")
    for element in root.iter("h1", "h2", "h3", "p", "span"):
        label = _label(element.get("id", ""))
        if label:
            link = etree.SubElement(element, "a")
            link.set("class", "permalink")
            link.set("href", f"#{element.get('id')}")
            link.set("aria-label", label)
    serialized = str(html.tostring(root, encoding="unicode"))
    return serialized[len("<div>") : -len("</div>")]


def _label(id_: str) -> str:
    """What a screen reader says, or nothing where no permalink belongs: 第3句的链接."""
    match = _ID.fullmatch(id_)
    if not match:
        return ""
    if match["sentence"]:
        return f"第{match['sentence'][2:]}句的链接"
    if match["paragraph"]:
        return f"第{match['paragraph'][2:]}段的链接"
    return "本部分的链接" if match["home"].startswith("part") else "本条的链接"
