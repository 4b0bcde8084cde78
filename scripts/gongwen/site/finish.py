"""HTML of a page → the same, finished: permalinks behind the text, a clause's actions, titles that break well.

Permalinks are empty: the style sheet draws their sign, so that copied text takes none along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree, html

from gongwen.ids import is_passage, paragraph_number, part_number, sentence_number
from gongwen.site.columns import set_columns

Cut = Callable[[str], list[str]]
"""Text → its words, which together are the text."""
_BOUND = re.compile(r"[的了]|[^\w《（“‘]+")
"""What begins no line: a particle, closing marks."""
_ALIGNED = re.compile(r"text-align: (left|center|right);")


def label_of(id_: str) -> str:
    """What a screen reader says, or nothing where no permalink belongs: 第3句的链接."""
    if not is_passage(id_):
        return ""
    if number := sentence_number(id_):
        return f"第{number}句的链接"
    if number := paragraph_number(id_):
        return f"第{number}段的链接"
    return "本部分的链接" if part_number(id_) else "本条的链接"


def finish(
    page: str,
    cut: Cut = list,
    downloads: Sequence[tuple[str, str]] = (),
    label: Callable[[str], str] = label_of,
) -> str:
    """``<span id="c8-p1-s3">…</span>`` gets ``<a class="permalink" href="#c8-p1-s3" …></a>`` as its last child.

    A page's title may break only between its words, as ``cut`` finds them: 东西部扶贫协作 between 扶贫 and 协作.
    ``label`` says how the permalink of an id is called, and of which ids there is none.
    What can be kept of the page, ``downloads`` by their labels, stands with the actions below the title.
    Material wraps a table without a class when its script runs, which moves the page under the reader.
    """
    root = html.fragment_fromstring(page, create_parent="div")
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "span"):
        if name := label(element.get("id", "")):
            link = etree.SubElement(element, "a", {"class": "permalink", "href": f"#{element.get('id')}"})
            link.set("aria-label", name)
    for title in root.iter("h1"):
        _let_break(title, cut)
        if label(title.get("id", "")):
            title.addnext(_tools(title.get("id"), downloads))
        elif downloads:
            byline = title.getnext()
            (title if byline is None or byline.get("class") != "byline" else byline).addnext(_kept(downloads))
    for table in root.iter("table"):
        table.set("class", table.get("class", "plain"))
        set_columns(table)
        _align(table)
    serialized = str(html.tostring(root, encoding="unicode"))
    return serialized[len("<div>") : -len("</div>")]


def unbroken(text: str, cut: Cut) -> list[str]:
    """The pieces of a title between which it may break: 扶贫, 协作工作的, 指导. Together they are the text."""
    words: list[str] = []
    for word in cut(text):
        if words and (_BOUND.fullmatch(word) or words[-1][-1] in "《（“‘"):
            words[-1] += word
        else:
            words.append(word)
    return words


def _let_break(title: html.HtmlElement, cut: Cut) -> None:
    """``<wbr>`` between the words of a title's own text; the style sheet forbids every other place."""
    words = unbroken(title.text or "", cut)
    title.text = "".join(words[:1])
    for number, word in enumerate(words[1:]):
        mark = etree.Element("wbr")
        mark.tail = word
        title.insert(number, mark)


def _align(table: html.HtmlElement) -> None:
    """``<td style="text-align: right;">``, as Markdown's ``---:`` is printed, gets a class of the style sheet's."""
    for cell in table.iter("th", "td"):
        if found := _ALIGNED.fullmatch(cell.get("style", "")):
            del cell.attrib["style"]
            cell.set("class", " ".join([*cell.get("class", "").split(), found[1]]))


def _tools(id_: str, downloads: Sequence[tuple[str, str]]) -> html.HtmlElement:
    """What one does with a clause. The buttons wait for their script, and say so."""
    tools = html.fragment_fromstring(
        f'<p class="tools"><a href="#{id_}">复制链接</a>'
        f'<button type="button" data-cite="{id_}" disabled>引用</button>'
        '<button type="button" data-print disabled>打印</button></p>'
    )
    tools.extend(_kept(downloads))
    return tools


def _kept(downloads: Sequence[tuple[str, str]]) -> html.HtmlElement:
    """What one keeps of a page: links, which need no script."""
    kept = etree.Element("p", {"class": "tools"})
    for label, address in downloads:
        etree.SubElement(kept, "a", {"href": address}).text = label
    return kept
