"""A PDF → nothing, if it says what it was made of and can be read aloud; else what is wrong with it, by pypdf."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from gongwen.errors import GongwenError
from gongwen.office.files import Paper

_NUMBER = r"—{}—"


def check_pdf(name: str, content: bytes, paper: Paper) -> None:
    """Raise :class:`~gongwen.errors.GongwenError` for a PDF that differs from its paper, or lacks what PDF/UA asks for.

    Compared is every character but blanks, sheet by sheet with its number; looked for are the tags (``MarkInfo``,
    ``StructTreeRoot``), the language, the title, the outline with every heading, and fonts that are embedded.
    """
    reader = PdfReader(io.BytesIO(content))
    found, wanted = _text(reader, paper), re.sub(r"\s", "", paper.words)
    mend = "see gongwen/office/pdf.py"
    if found != wanted:
        at = next(
            (at for at, pair in enumerate(zip(found, wanted, strict=False)) if len({*pair}) > 1),
            min(len(found), len(wanted)),
        )
        raise GongwenError(name, None, f"“{wanted[at : at + 16]}”", f"“{found[at : at + 16]}”", mend)
    for lacking in _lacking(reader, paper):
        raise GongwenError(name, None, lacking, "none", mend)


def _text(reader: PdfReader, paper: Paper) -> str:
    """The words of all sheets without blanks, their numbers, and a head of a table that stands there again."""
    head = "".join(paper.table.head) if paper.table else ""
    sheets = []
    for number, sheet in enumerate(reader.pages, 1):
        words = re.sub(r"\s", "", sheet.extract_text())
        words = words.replace(_NUMBER.format(number), "", 1)
        sheets.append(words.removeprefix(head) if number > 1 else words)
    return "".join(sheets)


def _lacking(reader: PdfReader, paper: Paper) -> Iterator[str]:
    root: Any = reader.root_object
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "tags (MarkInfo, StructTreeRoot)"
    if root.get("/Lang") != "zh-CN":
        yield "its language, zh-CN"
    if not (reader.metadata and reader.metadata.title) or not root["/ViewerPreferences"].get("/DisplayDocTitle"):
        yield "a title that is shown"
    if b'pdfuaid:part="1"' not in (root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""):
        yield "the mark of PDF/UA-1"
    if [*map(_plain, _outline(reader.outline))] != [*map(_plain, _headings(paper))]:
        yield "an outline of every heading"
    sheets: Any = reader.pages
    for sheet in sheets:
        for font in sheet["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font.get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys():
                yield f"the font {inner['/BaseFont']} embedded"


def _headings(paper: Paper) -> Iterator[str]:
    """Lines that are headings, the titles of texts in the document too, and those that run in."""
    for block in paper.text:
        if block.set == "heading" or (block.set == "title" and block.level):
            yield block.text
        else:
            yield from (run.text for run in block.runs if run.heading and run.ids)


def _plain(heading: str) -> str:
    """A heading with one blank for several."""
    return " ".join(heading.split())


def _outline(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, list):
            yield from _outline(entry)
        else:
            yield str(entry.title)
