"""Which of a page's blocks are the document, and which its navigation, its frame and other news.

Nothing is dropped by what it says: only by where it stands. The document is all that one element of the page holds:
the one where the systems of authorities and agencies put a page's text (``containers.tsv``), else the innermost that
holds nearly all of the page's prose; and the page's title, where it stands above that element.

Libraries for this were weighed on 102 pages made of documents (473,572 characters) in the frame of such a page. This
loses nothing, and of one page, whose document has no sentence, it keeps 113 characters of the frame. readability-lxml
loses 324, a table among them; trafilatura loses 6 and says 2,431 twice or of the frame. Neither says what it left out,
and they bring four and eleven packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongwen.lines import Dropped, Line
from gongwen.tables import TEXT, read_table

_PROSE, _ANY = re.compile("[。；！？]"), re.compile("")
_FRAME = frozenset(("nav", "header", "footer", "aside"))
_FRAME_NAME = re.compile(
    r"(?:page|site|web|main|layout)?[-_]?(?:nav|header|top|foot|footer|bottom|copyright|sidebar|crumbs?|breadcrumb|menu"
    r"|related|recommend|share|comments?|banner|links?)(?:[-_]?(?:bar|box|nav|list|info|area|wrap|content|\d+))?",
    re.IGNORECASE,
)
"""What pages call the elements of their frame, by id or class: ``footer``, ``page-header``, ``related-list``."""
_NEARLY_ALL = 0.95
"""Of the prose of a page, that the element has which holds the document: disclaimers and teasers have some too."""
_NAMES = ("id", "class", "itemprop")
"""The attributes that name an element."""
_HALF = 0.5
"""So much of it at least has an element with a known name: other news may stand in one of them as well."""
_HOLDERS = frozenset(
    ("html", "body", "main", "article", "section", "div", "form", "fieldset", "center", "table", "tbody", "tr", "td")
)
"""Elements that may hold a whole text; all others hold a line or a piece of one."""
_CARD = re.compile(
    "(?:索引号|信息索取号|主题分类|体裁分类|组配分类|发文机关|发布机构|发文字号|成文日期|生成日期|发布日期|公开日期|有效性|主题词)[：:]?"
)
"""What the cells of a catalogue card say, which sites of authorities put above a text: 索 引 号：, 发文机关：."""
_ON_A_CARD = 3
"""So many of them make one."""
_SHORTEST_TITLE = 4
_HEAD_BLOCKS = 8
"""In so many blocks at its top a document has its title, if it has it."""


@dataclass(frozen=True)
class Block:
    """Words that a page shows in one block."""

    text: str
    number: int
    holder: Any
    """The element that holds it."""
    linked: int
    """How many of its characters stand in links."""
    bold: bool = False
    row: bool = False
    gap: bool = False
    rule: str = ""
    """Why the page does not show it; empty for what it shows."""
    mark: str = ""
    """The number that the browser writes before it: ``1.``"""


def choose_main(root: Any, blocks: Iterable[Block]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """The lines of the document, and what else the page ``root`` has, with the rule that says so."""
    found = tuple(blocks)
    cards = _cards(found)
    main = _main(root, found, cards)
    inside = [main in (above := list(_upwards(block.holder))) and cards.isdisjoint(above) for block in found]
    title = _title(root, found, inside)
    lines, dropped = [], []
    for at, block in enumerate(found):
        if not block.rule and (inside[at] or at in title):
            heading = 1 if at in title else _degree(block.holder, main)
            lines.append(Line(block.mark + block.text, block.number, heading, block.bold, block.row, block.gap))
        else:
            dropped.append(Dropped(block.number, block.text, block.rule or "outside the text of the page"))
    return tuple(lines), tuple(dropped)


def _cards(blocks: tuple[Block, ...]) -> set[Any]:
    """The tables that are catalogue cards of the page."""
    told: dict[Any, int] = {}
    for block in blocks:
        if block.row:
            table = next(block.holder.iterancestors("table"))
            cells = map(_bare, block.text.split("\t"))
            told[table] = told.get(table, 0) + sum(bool(_CARD.fullmatch(cell)) for cell in cells)
    return {table for table, count in told.items() if count >= _ON_A_CARD}


def _main(root: Any, blocks: tuple[Block, ...], cards: set[Any]) -> Any:
    """The element that holds the document."""
    frame = {element for element in root.iter() if _is_frame(element)} | cards
    prose = _weights(blocks, frame, _PROSE) or _weights(blocks, frame, _ANY)
    whole = prose.get(root, 0)
    named = [element for element in prose if _is_container(element) and prose[element] >= _HALF * whole]
    if named:
        return min(named, key=lambda element: sum(1 for _ in element.iterancestors()))
    tables = {next(block.holder.iterancestors("table")) for block in blocks if block.row}
    main, inner = root, root
    while inner is not None and inner.tag in _HOLDERS and inner not in tables:
        main = inner
        inner = next((child for child in main if prose.get(child, 0) >= max(_NEARLY_ALL * whole, 1)), None)
    return main


def _weights(blocks: tuple[Block, ...], frame: set[Any], words: re.Pattern[str]) -> dict[Any, int]:
    """How many characters outside links each element holds, with all that is in it, of blocks with such ``words``.

    Tables count, the page's frame does not.
    """
    found: dict[Any, int] = {}
    for block in blocks:
        above = list(_upwards(block.holder))
        weight = len(block.text) - block.linked
        if not block.rule and (block.row or words.search(block.text)) and frame.isdisjoint(above):
            for element in above:
                found[element] = found.get(element, 0) + weight
    return found


def _title(root: Any, blocks: tuple[Block, ...], inside: list[bool]) -> range:
    """The blocks above the document that are its title, if it does not begin with it.

    They say what the page's ``<title>`` says up to the name of the site (``…的意见_中国政府网``), or are its ``<h1>``.
    """
    named = _bare("".join(root.xpath("//head//title[1]//text()")))
    first = inside.index(True) if True in inside else 0
    begins = "".join(_bare(block.text) for block in blocks[first : first + _HEAD_BLOCKS])
    for start in range(first - 1, -1, -1):
        words = ""
        for at in range(start, first):
            words += _bare(blocks[at].text)
            printed = blocks[at].holder.tag == "h1"
            if blocks[at].rule or not (printed or named.startswith(words)):
                break
            whole = printed or named[len(words) : len(words) + 1] in ("", *"_-—–|")
            if whole and len(words) >= _SHORTEST_TITLE and words not in begins:
                return range(start, at + 1)
    return range(0)


def _bare(text: str) -> str:
    return "".join(text.split())


def _degree(holder: Any, main: Any) -> int:
    for element in _upwards(holder):
        if match := re.fullmatch("h([1-6])", str(element.tag)):
            return int(match[1])
        if element is main:
            break
    return 0


def _upwards(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _is_frame(element: Any) -> bool:
    return element.tag in _FRAME or any(_FRAME_NAME.fullmatch(name) for _, name in _names(element))


def _is_container(element: Any) -> bool:
    return any(name in _containers() for name in _names(element))


def _names(element: Any) -> Iterator[tuple[str, str]]:
    return ((attribute, name) for attribute in _NAMES for name in str(element.get(attribute, "")).split())


@lru_cache(maxsize=1)
def _containers() -> frozenset[tuple[str, str]]:
    path = Path(__file__).with_name("containers.tsv")
    rows = read_table(path, {"attribute": "|".join(_NAMES), "value": TEXT})
    return frozenset((row["attribute"], row["value"]) for row in rows)
