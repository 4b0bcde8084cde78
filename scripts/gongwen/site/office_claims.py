"""A file of an office program → what it claims of the text: the tables of a workbook, the passages of a document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from gongwen.office.schema import Column, read_schema
from gongwen.site.claim import LINE, LOOSE, NAME, WHOLE, Claim
from gongwen.site.passages import Passages


def workbook_records(content: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The rows of each sheet, with its name, by its first row, under the names that the columns have in the CSV files.

    ``"全文", {"id": "c8-p1-s3", "text": "西部地区要…"}``; a sheet or column that is not known keeps the titles it has.
    """
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        rows = ([str(cell) if cell is not None else "" for cell in row] for row in sheet.iter_rows(values_only=True))
        names = _names().get(sheet.title, {})
        head = [names.get(title, title) for title in next(rows, [])]
        for row in rows:
            yield sheet.title, {name or str(at): cell for at, (name, cell) in enumerate(zip(head, row, strict=True))}


def read_word(name: str, content: bytes, passages: Passages) -> Iterator[Claim]:
    """A bookmark with the id of a passage has all of it; a paragraph with one is a line of the text.

    A row of a table that is marked, as with ``pair-5``, has names.
    """
    for found in word_paragraphs(content):
        ids = [id_ for id_ in found.marked if id_ in passages.forms]
        yield from (Claim(name, WHOLE, (id_,), found.marked[id_]) for id_ in ids)
        names = (cell for cell in found.cells if found.marked and not cell.isdigit())
        yield from (Claim(name, NAME, (), cell) for cell in names)
        yield Claim(name, LINE if ids else LOOSE, (), found.words)


@dataclass
class Printed:
    """A paragraph of a document: its words, and those of each bookmark that begins in it, by its name.

    ``Printed("（八）组织劳务协作。帮扶双方…", {"c8": "（八）组织劳务协作", "c8-p1": "帮扶双方…", …})``
    """

    words: str
    marked: dict[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    """Of a table all the cells of the row, in the place of the words."""


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_paragraphs(content: bytes) -> Iterator[Printed]:
    """The paragraphs of a ``.docx``, and the rows of its tables."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for element in root.iter(f"{_W}p", f"{_W}tr"):
        if element.tag == f"{_W}tr":
            inner = [_paragraph(found) for found in element.iter(f"{_W}p")]
            marked = {name: words for found in inner for name, words in found.marked.items()}
            yield Printed("", marked, tuple(found.words for found in inner))
        elif next(element.iterancestors(f"{_W}tr"), None) is None:
            yield _paragraph(element)


def _paragraph(element: Any) -> Printed:
    pieces: list[str] = []
    opened: dict[str, tuple[str, int]] = {}
    marked: dict[str, str] = {}
    for part in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
        id_ = part.get(f"{_W}id")
        if part.tag == f"{_W}bookmarkStart":
            opened[id_] = (part.get(f"{_W}name"), len(pieces))
        elif part.tag == f"{_W}bookmarkEnd":
            name, start = opened.pop(id_)
            marked[name] = "".join(pieces[start:])
        else:
            pieces.append(part.text or "" if part.tag == f"{_W}t" else " ")
    return Printed("".join(pieces), marked)


_CHOSEN = frozenset(("label", "sha256", "spans"))
"""Columns of words that stand neither in the text nor in the tables of the editors: they are made of others."""


def names_in(record: Mapping[str, str], sheet: str) -> Iterator[str]:
    """Words of a row that stand somewhere else as they are: names, what is to be done, an editor's note."""
    for column in _columns().get(sheet, ()):
        if column.type in ("text", "list") and column.name not in _CHOSEN:
            yield from filter(None, record[column.name].split("|") if column.type == "list" else [record[column.name]])


@cache
def _columns() -> dict[str, tuple[Column, ...]]:
    return {table.sheet: table.columns for table in read_schema()}


@cache
def _names() -> dict[str, dict[str, str]]:
    return {table.sheet: {column.title: column.name for column in table.columns} for table in read_schema()}
