"""A saved web page → lines: one for each block that the page shows, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gongwen.errors import FormatError
from gongwen.intake.main_text import Block, choose_main
from gongwen.intake.plain import Read, trimmed
from gongwen.numerals import to_numeral

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_SKIPPED = frozenset(("script", "style", "template", "head", "title", "link", "meta"))
"""What has no words of the page."""
_UNSEEN = {
    **dict.fromkeys(("noscript", "noframes", "iframe", "object", "audio", "video", "canvas", "svg"), "not shown"),
    **dict.fromkeys(("select", "option", "button", "textarea", "datalist"), "form"),
    **dict.fromkeys(("rt", "rp"), "reading"),
    "del": "deleted",
}
_DEEPEST = 512
"""How deep browsers let elements stand in one another; no page of a person comes near."""
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""The end of the page: browsers show what stands behind it as well."""
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PRE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b")
_CHINESE = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|-chinese-(?:in)?formal)")
_NUMBERED = re.compile("第.{1,9}[条條章节節编編款]|[（(]?[0-9０-９一二三四五六七八九十百]{1,4}[）)、.．]")
"""How an entry opens whose number is typed: the list only sets it in."""
_MOST, _LETTERS = 10_000, 26
_BETWEEN_WIDE = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\uff60])\r?\n[ \t\r\n]*(?=[\u2e80-\u9fff\uf900-\uff60])")
"""A line of the file that ends between two Chinese characters: no blank stood there for whoever typed them."""


def read_webpage(text: str, name: str) -> Read:
    """The lines of the document that a page shows; all else of it is dropped.

    ``<h1>`` to ``<h6>`` are headings, ``<br>`` parts lines, a table gives a row a line. What a reader of the page does
    not see (scripts, comments) is nobody's words; what it hides (``display:none``) is dropped. Raises
    :class:`~gongwen.errors.FormatError` for elements in one another deeper than browsers follow.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(_CONTROL.sub(" ", _END.sub("", text)).encode("utf-8"), parser)
    if root is None:
        return (), ()
    _refuse_depth(root, name)
    blocks = tuple(_blocks(root))
    if all(block.rule for block in blocks) and root.find(".//frame") is not None:
        mend = "open the frame with the text alone and save that"
        raise FormatError(name, None, "the page with the text", "a page of frames, each a file of its own", mend)
    return choose_main(root, blocks)


@dataclass
class _Open:
    """What has been read of the block that is open, and how what comes next is to be read."""

    words: list[str] = field(default_factory=list)
    number: int = 1
    linked: int = 0
    bold: int = 0
    """How many of its characters stand in links, and how many are bold."""
    links: int = 0
    bolds: int = 0
    pre: int = 0
    """How many elements are open that make a link, print bold, or keep the lines of the file."""
    unseen: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    """Words that the page does not show, and why: a rule for each element that is open and hides."""
    cells: list[list[str]] | None = None
    """Of the row of a table that is open."""
    gap: bool = False
    counts: list[int] = field(default_factory=list)
    """The next number of each list that is open."""
    mark: str = ""
    """The number that the browser shows before the next words, as the entry of a list has it."""


def _refuse_depth(root: Any, name: str) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            found = f"more than {_DEEPEST} elements in one another"
            mend = "open it in a browser, copy its text into a .txt file and compare"
            raise FormatError(name, element.sourceline, "a page that browsers show", found, mend)


def _blocks(root: Any) -> Iterator[Block]:
    """The page's blocks, in its order, each with the element that holds it; what it hides has its rule."""
    tables = {table for table in root.iter("table") if _is_data(table)}
    state, skipped = _Open(), 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        start = event == "start"
        tag = str(element.tag)
        if tag in _SKIPPED:
            skipped += 1 if start else -1
        elif not skipped:
            yield from _edge(state, element, tag, tables, start)
        following = element.text if start else element.tail
        if following and not skipped:
            pieces = following.split("\n") if state.pre else [following]
            for number, piece in enumerate(pieces):
                if number:
                    yield from _flush(state, element if start else element.getparent())
                _add(state, piece, (element.sourceline or 1) + number)
    yield from _flush(state, root)


def _edge(state: _Open, element: Any, tag: str, tables: set[Any], start: bool) -> Iterator[Block]:
    """Where an element starts or ends: the block that is closed by it, and what it changes for what comes."""
    if rule := _rule_of(element, tag):
        if start:
            state.rules.append(rule)
        elif state.rules.pop() and not state.rules:
            yield from _unseen(state, rule, element)
    if state.rules:
        return
    if tag in _BLOCKS or (tag == "br" and start):
        blank = not "".join(state.words).strip(" \t\r\n")
        state.gap = state.gap or (blank and tag == "br")
        yield from _flush(state, element.getparent() if start else element, empty=tag == "p" and not start)
    if tag == "tr" and next(element.iterancestors("table"), None) in tables:
        if not start:
            yield from _flush_row(state, element)
        state.cells = [] if start else None
    elif start and tag in ("td", "th") and state.cells is not None:
        state.cells.append([])
    if tag == "ol":
        if start:
            state.counts.append(_figure(element.get("start"), 1))
        elif state.counts:
            state.counts.pop()
    elif start and tag == "li" and state.counts and getattr(element.getparent(), "tag", "") == "ol":
        number = _figure(element.get("value"), state.counts[-1])
        state.counts[-1] = number + 1
        state.mark = _mark(element, number)
    change = 1 if start else -1
    state.pre += change * (tag == "pre" or bool(_PRE.search(element.get("style", ""))))
    state.links += change * (tag == "a")
    state.bolds += change * (tag in ("b", "strong") or bool(_BOLD.search(element.get("style", ""))))


def _mark(entry: Any, number: int) -> str:
    """The number before an entry of a list, as the browser writes it: ``1.``, or 一、 by its style."""
    above = entry.getparent()
    style = f"{above.get('style', '')};{entry.get('style', '')}".lower()
    form = entry.get("type", above.get("type", "1"))
    if _UNNUMBERED.search(style) or number < 1:
        return ""
    if _CHINESE.search(style) and number < _MOST:
        return f"{to_numeral(number)}、"
    letters = {"a": chr(96 + number), "A": chr(64 + number)} if number <= _LETTERS else {}
    return f"{letters.get(form, number)}." if form in ("1", "a", "A") else ""


def _figure(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text.strip()) else otherwise


def _rule_of(element: Any, tag: str) -> str:
    """Why the page does not show what an element holds; empty for what it shows."""
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    return _UNSEEN.get(tag) or ("not shown" if hidden else "")


def _is_data(table: Any) -> bool:
    """Whether it is a table of data: at least two rows of two cells, and no table that only lays out the page."""
    rows = [row for row in table.iter("tr") if len([cell for cell in row if cell.tag in ("td", "th")]) > 1]
    return len(rows) > 1 and next(table.iterdescendants("table"), None) is None


def _add(state: _Open, text: str, number: int) -> None:
    if state.rules:
        state.unseen.append(text)
        return
    visible = len("".join(text.split()))
    if visible and not "".join(state.words).strip():
        state.number = number + text[: len(text) - len(text.lstrip())].count("\n")
    state.words.append(text)
    state.linked += visible if state.links else 0
    state.bold += visible if state.bolds else 0


def _flush(state: _Open, holder: Any, empty: bool = False) -> Iterator[Block]:
    """Close the block that is open; in a row of a table it is a piece of a cell. An ``empty`` one leaves a gap."""
    raw = "".join(state.words)
    text = _shown(raw)
    mark = state.mark if text and not _NUMBERED.match(text) else ""
    state.mark, state.words = "" if text else state.mark, []
    if not text:
        state.gap = state.gap or (empty and bool(raw.strip(" \t\r\n")))
    elif state.cells:
        state.cells[-1].append(mark + text)
        return
    else:
        bold = state.bold >= len("".join(raw.split()))
        yield Block(text, state.number, holder, state.linked, bold=bold, gap=state.gap, mark=mark)
        state.gap = False
    state.bold = 0
    state.linked = state.linked if state.cells else 0


def _flush_row(state: _Open, row: Any) -> Iterator[Block]:
    cells = [" ".join(pieces) for pieces in state.cells or ()]
    if any(cells):
        yield Block("\t".join(cells), row.sourceline, row, state.linked, row=True, gap=state.gap)
        state.gap = False
    state.linked = state.bold = 0


def _unseen(state: _Open, rule: str, element: Any) -> Iterator[Block]:
    text = _shown("".join(state.unseen))
    state.unseen = []
    if text:
        yield Block(text, element.sourceline, element, 0, rule=rule)


def _shown(raw: str) -> str:
    """Words as a browser sets them: a run of blanks as one, none between two Chinese characters of two lines."""
    return trimmed(re.sub(r"[ \t\r\n\xa0]+", " ", _BETWEEN_WIDE.sub("", raw)))
