"""Any file that may hold an official document → its lines."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.intake.encoding import decode
from gongwen.intake.furniture import without_furniture
from gongwen.intake.kinds import ARCHIVE, HTML, MARKDOWN, TEXT, WORD, kind_of_bytes, kind_of_text
from gongwen.intake.plain import read_markdown, read_text
from gongwen.intake.webarchive import page_of
from gongwen.intake.webpage import read_webpage
from gongwen.intake.word import read_word
from gongwen.lines import Dropped, Line

_READERS = {HTML: read_webpage, MARKDOWN: read_markdown, TEXT: read_text}


@dataclass(frozen=True)
class Intake:
    """What a file holds, whatever its form."""

    kind: str
    """``text``, ``markdown``, ``html`` or ``docx``."""
    encoding: str
    """``UTF-8``, ``UTF-16``, ``GB18030`` or ``Big5``; empty for a Word file, which has its own."""
    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    """What of the file is no line of the document, in the order of the file."""


def read_file(data: bytes, name: str) -> Intake:
    """The lines of the file ``name``, which holds ``data``.

    A Word file whose list makes the numbers gives ``第一条 为了加强管理，制定本办法。``, as Word shows it.
    Raises :class:`~gongwen.errors.FormatError` for a file of a kind that is not read (``.doc``, PDF …), for bytes that
    are no text in a known encoding, and for a file with no words.
    """
    kind, encoding = kind_of_bytes(data, name), ""
    if kind == ARCHIVE:
        data, kind = page_of(data, name), HTML
    if kind == WORD:
        lines, dropped = read_word(data, name)
    else:
        text, encoding = decode(data, name)
        kind = kind or kind_of_text(text, name)
        lines, dropped = _READERS[kind](text, name)
    lines, furniture = without_furniture(lines)
    return Intake(kind, encoding, lines, tuple(sorted((*dropped, *furniture), key=lambda left: left.line)))
