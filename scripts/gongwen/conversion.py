"""Any file → the document in it: intake, restoring, parsing and the references inside, one after the other.

::

    bytes, name ─ intake ─ lines ─┬─ damaged: restore_page ─┬─ lines ─ parse ─ units ─ cited_provisions
                                  └─ clean:   tidy_text   ──┘

A clean text keeps every character but for the width of its marks; a page that a converter damaged (pinyin behind its
characters, shifted bytes) is restored, and only there is traditional script made simplified.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongwen.errors import DamageError
from gongwen.extract.cited_provisions import FOREIGN, UNRESOLVED, cited_provisions
from gongwen.intake import Intake, read_file
from gongwen.intake.encoding import decode
from gongwen.intake.kinds import TEXT
from gongwen.lines import Dropped, Line
from gongwen.model import Document, Reference
from gongwen.parse import parse_lines
from gongwen.restore import DROPPING, Restoration, SignedRepair, is_damaged, read_variants, restore_page, tidy_text
from gongwen.restore.suspicions import suspicions


@dataclass(frozen=True)
class Conversion:
    """A file and the document that it holds."""

    name: str
    """Of the file: ``law.docx``."""
    format: str
    """``text``, ``markdown``, ``html`` or ``docx``."""
    encoding: str
    """``UTF-8``, ``GB18030`` …; empty for a Word file."""
    damaged: bool
    """Whether a converter damaged the text, so that it was restored and not only tidied."""
    restoration: Restoration
    """The words of the file, the clean text and every change from the one to the other."""
    document: Document
    """With what was dropped, what a person should look at, and its references."""

    @property
    def text(self) -> str:
        """The clean text, a line a line."""
        return self.restoration.text

    @property
    def resolved(self) -> tuple[Reference, ...]:
        """The references that lead to a unit of the document: 前款 → ``a12-p1``."""
        return tuple(found for found in self.document.references if found.target)

    @property
    def foreign(self) -> tuple[Reference, ...]:
        """Those to another document: 《教师法》第十条."""
        return tuple(found for found in self.document.references if found.kind == FOREIGN)

    @property
    def unresolved(self) -> tuple[Reference, ...]:
        """Those that fit nowhere, or in more than one place."""
        return tuple(found for found in self.document.references if found.kind == UNRESOLVED)


def convert_file(
    data: bytes,
    name: str,
    signed: tuple[SignedRepair, ...] = (),
    title: str = "",
) -> Conversion:
    """The document in the file ``name`` of the contents ``data``.

    ``第十二条 本办法自发布之日起施行。`` becomes the provision ``a12`` with the paragraph ``a12-p1``. ``signed`` are a
    person's repairs of its text; ``title`` names a document that prints none. Raises a
    :class:`~gongwen.errors.GongwenError` for a file that is not read, damage that only a person can undo, and a
    document without words. Time and memory grow as the file does.
    """
    intake = read_file(data, name)
    kind, encoding = intake.kind, intake.encoding
    damaged = is_damaged("\n".join(line.text for line in intake.lines))
    if damaged and kind == TEXT:  # signed repairs and offsets are of the page as it is
        del intake  # the millions of repairs that a page may have leave no room for its lines
        restoration = restore_page(decode(data, name)[0], name, signed, read_variants())
        lines, dropped = _on_the_page(read_file(restoration.text.encode(), name), restoration)
    else:
        source = "".join(f"{line.text}\n" for line in intake.lines)
        try:
            if damaged:
                restoration = restore_page(source, name, signed, read_variants())
            else:
                restoration = tidy_text(source, name, signed)
        except DamageError as error:  # its line is one of the lines of words, its column too
            error.line, error.column = intake.lines[(error.line or 1) - 1].number, None
            raise
        lines, dropped = _as_marked(intake, restoration)
        del intake
    document = parse_lines(lines, dropped, name, title)
    warnings = sorted((*document.warnings, *suspicions(lines)), key=lambda remark: remark.line)
    document = replace(document, warnings=tuple(warnings), references=cited_provisions(document.units))
    return Conversion(name, kind, encoding, damaged, restoration, document)


def _on_the_page(intake: Intake, restoration: Restoration) -> tuple[list[Line], list[Dropped]]:
    """Lines of the clean text, and what was dropped, by the lines of the page; with what restoring dropped."""
    numbers = _page_lines(restoration)
    found: list[Line] = []
    for line in intake.lines:
        number = numbers[line.number - 1]
        gap = line.gap or bool(found and number > found[-1].number + 1)
        found.append(replace(line, number=number, gap=gap))
    moved = [replace(each, line=numbers[each.line - 1]) for each in intake.dropped]
    return found, _in_order((*_furniture(restoration), *moved))


def _as_marked(intake: Intake, restoration: Restoration) -> tuple[list[Line], list[Dropped]]:
    """Lines of the clean text with what the file marks of each (a heading, bold, a row), and what was dropped."""
    found = [
        line if line.text == text else replace(line, text=text)
        for text, number in zip(restoration.text.split("\n"), _page_lines(restoration), strict=True)
        if text.strip()
        for line in (intake.lines[number - 1],)
    ]
    furniture = (replace(each, line=intake.lines[each.line - 1].number) for each in _furniture(restoration))
    return found, _in_order((*furniture, *intake.dropped))


def _furniture(restoration: Restoration) -> list[Dropped]:
    """What restoring dropped of the page, by the lines of its source."""
    return [
        Dropped(restoration.source.count("\n", 0, repair.offset) + 1, repair.before.strip(), DROPPING[rule])
        for repair in restoration.repairs
        for rule in DROPPING
        if rule in repair.rule.split("+") and repair.before.strip()
    ]


def _in_order(dropped: Sequence[Dropped]) -> list[Dropped]:
    return sorted(dropped, key=lambda each: each.line)


def _page_lines(restoration: Restoration) -> list[int]:
    """The line of the page on which each line of the clean text begins, both counted from 1."""
    numbers: list[int] = []
    at = shift = passed = 0
    number, repairs = 1, iter(restoration.repairs)
    repair = next(repairs, None)
    for line in restoration.text.split("\n"):
        while repair and repair.offset + shift + len(repair.after) <= at:
            shift += len(repair.after) - len(repair.before)
            repair = next(repairs, None)
        number += restoration.source.count("\n", passed, at - shift)
        passed = max(passed, at - shift)
        numbers.append(number)
        at += len(line) + 1
    return numbers
