"""HTML of a page → the same, finished: permalinks behind the text, a class on plain tables.

Permalinks are empty: the style sheet draws their sign, so that copied text takes none along.
"""

from __future__ import annotations

from lxml import etree, html

from gongwen.ids import is_passage, paragraph_number, part_number, sentence_number


def finish(page: str) -> str:
    """``<span id="c8-p1-s3">…</span>`` gets ``<a class="permalink" href="#c8-p1-s3" …></a>`` as its last child.

    Material wraps a table without a class when its script runs, which moves the page under the reader.
    """
    root = html.fragment_fromstring(page, create_parent="div")
    for element in root.iter("h1", "h2", "h3", "p", "span"):
        if label := _label(element.get("id", "")):
            link = etree.SubElement(element, "a", {"class": "permalink", "href": f"#{element.get('id')}"})
            link.set("aria-label", label)
    for table in root.iter("table"):
        table.set("class", table.get("class", "plain"))
    serialized = str(html.tostring(root, encoding="unicode"))
    return serialized[len("<div>") : -len("</div>")]


def _label(id_: str) -> str:
    """What a screen reader says, or nothing where no permalink belongs: 第3句的链接."""
    if not is_passage(id_):
        return ""
    if number := sentence_number(id_):
        return f"第{number}句的链接"
    if number := paragraph_number(id_):
        return f"第{number}段的链接"
    return "本部分的链接" if part_number(id_) else "本条的链接"
