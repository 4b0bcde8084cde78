"""A Word file → lines, as Word shows it: with the numbers that it makes, and with all tracked changes accepted.

A text box stands behind the paragraph that it is anchored in, foot- and endnotes stand behind the text, each behind
its mark: ``[1]``. What Word does not print as text of the document (page headers, comments, deletions, hidden words)
is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from gongwen.errors import FormatError
from gongwen.intake.encoding import decode
from gongwen.intake.plain import Read, trimmed
from gongwen.intake.webarchive import page_of
from gongwen.intake.webpage import read_webpage
from gongwen.intake.word.numbering import Numbering, written
from gongwen.intake.word.package import WordFile, attribute, child, children, local, open_word, value
from gongwen.lines import Dropped, Line

_DROPPED = {"del": "deleted", "moveFrom": "moved away", "rt": "reading"}
_SKIPPED = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "fldData"))
"""How things are shown, not what is."""
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "decimal", "endnoteReference": "lowerRoman"}
_MADE = re.compile(r"\s*(?:LISTNUM|AUTONUM)")
"""Fields whose number Word makes without a list."""
_TITLES = ("title", "标题")
_DEEPEST_HEADING = 9
_SMALLEST_TABLE = 2
"""So many rows of two cells has a table of data at least."""


def read_word(data: bytes, name: str) -> Read:
    """The lines of the Word file ``name``; the number of a line is that of its paragraph, from 1.

    Raises :class:`~gongwen.errors.FormatError` for a file that is broken, or that Word alone can show.
    """
    file = open_word(data, name)
    reader = _Reader(file, Numbering(file.numbering, name))
    reader.blocks(file.body)
    reader.end()
    return tuple(reader.lines), tuple(reader.dropped)


@dataclass
class _Paragraph:
    """What has been read of the paragraph that is open."""

    style: str = ""
    words: list[str] = field(default_factory=list)
    visible: int = 0
    bold: int = 0
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that are anchored in it."""


@dataclass
class _Reader:
    """A Word file while it is read from its first element to its last."""

    file: WordFile
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    number: int = 0
    gap: bool = False
    joined: _Paragraph | None = None
    """A paragraph whose end is deleted: the next one goes on with it."""
    fields: list[str | None] = field(default_factory=list)
    """The fields that are open: their code as far as it is read; None behind it, where what follows is shown."""
    notes: list[tuple[str, Any]] = field(default_factory=list)
    """The notes so far, each with its mark."""
    mark: str = ""
    """Of the note that is being read."""

    def blocks(self, element: Any) -> None:
        """Read what stands in the body, a cell, a text box or a note."""
        for block in element:
            tag = local(block)
            if tag == "p":
                self._paragraph(block)
            elif tag == "tbl":
                self._table(block)
            elif tag in _DROPPED:
                self._drop(block, _DROPPED[tag])
            elif tag == "altChunk":
                self._chunk(self.file.chunks.get(attribute(block, "id"), b""))
            elif tag not in _SKIPPED:
                self.blocks(_chosen(block))

    def _chunk(self, data: bytes) -> None:
        """Another file that is put in whole: a web page, as programs that make Word files of pages do it."""
        if data.lstrip()[:1] != b"<" and b"multipart/related" not in data[:4096]:
            mend = "open it in Word and save it anew"
            raise FormatError(self.file.name, self.number or None, "a text or a web page", "another file inside", mend)
        page = data if data.lstrip()[:1] == b"<" else page_of(data, self.file.name)
        lines, dropped = read_webpage(decode(page, self.file.name)[0], self.file.name)
        self.dropped += (replace(left, line=self.number + left.line) for left in dropped)
        self.lines += (replace(line, number=self.number + line.number) for line in lines)
        self.number = max((line.number for line in self.lines), default=self.number)

    def end(self) -> None:
        """Read the notes, and drop what stands beside the text."""
        for mark, note in self.notes:  # a note may have notes: the list grows while it is read
            self.mark = mark
            self.blocks(note)
        for rule, part in self.file.aside:
            self._drop(part, rule)

    def _paragraph(self, element: Any) -> None:
        self.number += 1
        properties = child(element, "pPr")
        paragraph = self.joined or _Paragraph()
        paragraph.style, self.joined = value(properties, "pStyle"), None
        self._inline(element, paragraph)
        if child(child(properties, "rPr"), "del") is not None:
            self.joined = paragraph
            return
        label = self._label(properties, paragraph.style)
        self._close(label, paragraph, self._heading(properties, paragraph.style))
        for box in paragraph.boxes:
            self.blocks(box)

    def _close(self, label: str, paragraph: _Paragraph, heading: int) -> None:
        bold = 0 < paragraph.visible == paragraph.bold
        texts = [trimmed(text) for text in (label + "".join(paragraph.words)).split("\n")]
        for at, text in enumerate(texts):
            if text:
                soft = at > 0 and not self.gap
                words = re.sub(r"[ \t]+", " ", text)
                self.lines.append(Line(words, self.number, heading, bold, gap=self.gap, soft=soft))
            self.gap = not text

    def _inline(self, element: Any, paragraph: _Paragraph) -> None:
        """Read what stands in a paragraph."""
        for part in element:
            tag = local(part)
            if tag in _SKIPPED:
                continue
            if tag == "r":
                self._run(part, paragraph)
            elif tag in _DROPPED:
                self._drop(part, _DROPPED[tag])
            elif tag == "sdt" and child(child(part, "sdtPr"), "showingPlcHdr") is not None:
                self._drop(part, "placeholder")
            else:
                self._inline(_chosen(part), paragraph)

    def _run(self, run: Any, paragraph: _Paragraph) -> None:
        if self.file.is_on("vanish", run, paragraph.style):
            self._drop(run, "hidden")
            return
        bold = self.file.is_on("b", run, paragraph.style)
        for part in run:
            tag, text = local(part), ""
            if tag == "t":
                text = (part.text or "").replace("\n", " ")
            elif tag in _SIGNS:
                text = _SIGNS[tag]
            elif tag in ("fldChar", "instrText"):
                self._field(part, tag)
            elif tag in _NOTES:
                text = self._note(part, tag)
            elif tag in ("footnoteRef", "endnoteRef"):
                text = self.mark
            elif tag == "sym":
                self._symbol(part)
            elif tag in ("drawing", "pict", "object", "AlternateContent"):
                paragraph.boxes += _boxes([part])
            elif tag in ("ruby", "rubyBase"):
                self._inline(part, paragraph)
            if text and not any(code is not None for code in self.fields):
                paragraph.words.append(text)
                paragraph.visible += len("".join(text.split()))
                paragraph.bold += len("".join(text.split())) if bold else 0

    def _field(self, part: Any, tag: str) -> None:
        """``begin`` code ``separate`` result ``end``: the result is shown, the code is not."""
        kind = attribute(part, "fldCharType")
        if tag == "instrText" and self.fields:
            self.fields[-1] = (self.fields[-1] or "") + (part.text or "")
        elif kind == "begin":
            self.fields.append("")
        elif kind == "separate" and self.fields:
            self.fields[-1] = None
        elif kind == "end" and self.fields and (code := self.fields.pop()) and _MADE.match(code):
            mend = "type the number, or let a list make it"
            raise FormatError(self.file.name, self.number, "words", f"a field that only Word can number, {code}", mend)

    def _note(self, part: Any, tag: str) -> str:
        """The mark of a note, in the order of the text; an own mark (＊) is a word of the run."""
        notes = self.file.footnotes if tag == "footnoteReference" else self.file.endnotes
        id_ = attribute(part, "id")
        note = next((one for one in (notes if notes is not None else ()) if attribute(one, "id") == id_), None)
        if note is None:
            return ""
        mark = ""
        if attribute(part, "customMarkFollows") not in ("1", "true", "on"):
            count = sum(mark != "" and local(other) == local(note) for mark, other in self.notes) + 1
            form = value(child(child(self.file.body, "sectPr"), f"{local(note)}Pr"), "numFmt")
            mark = written(count, form or _NOTES[tag], self.file.name)
            mark = f"[{mark}]" if mark.isascii() else mark
        self.notes.append((mark, note))
        return mark

    def _symbol(self, part: Any) -> None:
        """A sign of a font of pictures, by its number in that font: no word."""
        text = f"{attribute(part, 'font')} {attribute(part, 'char')}"
        self.dropped.append(Dropped(self.number, text, "symbol"))

    def _label(self, properties: Any, style: str) -> str:
        """The number of a paragraph, by its own list or by that of its style."""
        chain = list(self.file.style_chain(style))
        own, *inherited = (child(holder, "numPr") for holder in (properties, *(child(one, "pPr") for one in chain)))
        list_id = next(filter(None, (value(one, "numId") for one in (own, *inherited))), "")
        level: str | int | None = value(own, "ilvl")
        if not value(own, "numId") and not level:  # a style's own level is the one that names it
            level = self.numbering.level_of_style(list_id, (attribute(one, "styleId") for one in chain))
            level = next(filter(None, (value(one, "ilvl") for one in inherited)), "") if level is None else level
        return "" if list_id in ("", "0") else self.numbering.next(list_id, int(level or 0))

    def _heading(self, properties: Any, style: str) -> int:
        """The degree of a heading: its outline level; the title of a document has degree 1."""
        chain = list(self.file.style_chain(style))
        levels = [value(holder, "outlineLvl") for holder in (properties, *(child(one, "pPr") for one in chain))]
        level = next((level for level in levels if level), "")
        if level:
            return (int(level) + 1) % (_DEEPEST_HEADING + 1)
        return int(any(value(one, "name").lower() in _TITLES for one in chain))

    def _table(self, table: Any) -> None:
        """A row a line, if at least two rows have two cells; else it only lays out the page."""
        rows = [(row, list(_found(row, "tc"))) for row in _found(table, "tr")]
        lays_out = sum(len(cells) > 1 for row, cells in rows if not _is_deleted(row)) < _SMALLEST_TABLE
        for row, cells in rows:
            number, gap = self.number + 1, self.gap
            if _is_deleted(row):
                self._drop(row, "deleted")
            elif lays_out:
                for cell in cells:
                    self.blocks(cell)
            elif any(texts := [self._words_of(cell) for cell in cells]):
                self.lines.append(Line("\t".join(texts), number, row=True, gap=gap))
                self.gap = False

    def _words_of(self, cell: Any) -> str:
        before, self.lines = self.lines, []
        self.blocks(cell)
        inside, self.lines = self.lines, before
        return " ".join(line.text.replace("\t", " ") for line in inside)

    def _drop(self, element: Any, rule: str) -> None:
        texts = [part.text or "" for part in element.iter() if local(part) in ("t", "delText")]
        if text := trimmed("".join(texts)):
            self.dropped.append(Dropped(max(self.number, 1), text, rule))


def _is_deleted(row: Any) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _chosen(element: Any) -> Iterable[Any]:
    """What is shown of an element: of alternatives the first, unless it is empty."""
    if local(element) != "AlternateContent":
        return element  # type: ignore[no-any-return]
    choices = [one for one in element if local(one) == "Choice" and len(one)]
    return (choices or list(children(element, "Fallback")))[:1]


def _boxes(elements: Iterable[Any]) -> list[Any]:
    """The text boxes below some elements, the outermost."""
    found = []
    for element in elements:
        found += [element] if local(element) == "txbxContent" else _boxes(_chosen(element))
    return found


def _found(element: Any, name: str) -> Iterable[Any]:
    """The rows of a table, the cells of a row, in content controls and tracked insertions too."""
    for below in element:
        if local(below) == name:
            yield below
        elif local(below) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _found(below, name)
