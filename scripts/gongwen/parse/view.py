"""Tree → the older view of a document, parts with clauses, and back to text in its official form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.lines import Dropped
from gongwen.model import Clause, Document, Paragraph, Part, Remark, Unit
from gongwen.numerals import number_of
from gongwen.parse.shape import DASH

_HEAD = ("number", "addressee", "date", "history", "issuer", "toc")
_CLOSING = ("closing", "issuer", "date", "note", "annexes", "number", "addressee", "history")
_SPACED = re.compile(r"第.*(?:部分|[编編章节節条條])(?:之.+)?|[\d.．]*\d")
"""Labels behind which a blank is printed: 第十二条, 1.2.1."""


def view(units: tuple[Unit, ...], dropped: tuple[Dropped, ...] = (), warnings: tuple[Remark, ...] = ()) -> Document:
    """A document as parts 一、 with clauses （一）, and the tree itself."""
    body = next((at for at, unit in enumerate(units) if unit.kind not in ("title", *_HEAD)), len(units))
    main = [unit for unit in units if unit.kind not in ("text", "annex")]
    parts = [unit for unit in _walk(main) if _mark(unit) == "part" and unit.kind in ("division", "provision")]
    within = {inner.id: part.id for part in parts for inner in part.units}
    clauses = [unit for unit in _walk(main) if unit.kind == "provision" and _mark(unit) == "c"]
    return Document(
        title=next((unit.text for unit in units if unit.kind == "title"), ""),
        preamble=tuple(_paragraph(unit) for unit in main if unit.kind == "preamble" for unit in unit.units),
        parts=tuple(Part(part.id, _number(part), part.title) for part in parts),
        clauses=tuple(_clause(clause, within.get(clause.id, "")) for clause in clauses),
        head=tuple(_printed(unit) for unit in units[:body] if unit.kind in _HEAD),
        closing=tuple(_printed(unit) for unit in units[body:] if unit.kind in _CLOSING),
        units=units,
        dropped=dropped,
        warnings=warnings,
    )


def _walk(units: list[Unit]) -> Iterator[Unit]:
    for unit in units:
        yield from unit.walk()


def _mark(unit: Unit) -> str:
    """What the last step of an id counts: ``c`` of ``part-2-c1``, ``part`` of ``part-2``."""
    found = re.search(r"(?:^|-)(part|[a-z]+)-?[\d.]+(?:_\d+)?$", unit.id)
    return found[1] if found else ""


def _number(unit: Unit) -> int:
    """Of （三之一） that of （三）, below which it is counted."""
    return number_of(re.sub("[^一二三四五六七八九十百千零〇0-9]", "", unit.label.split("之")[0])) or 0


def _clause(unit: Unit, part: str) -> Clause:
    paragraphs = [child for child in unit.units if child.kind == "paragraph"]
    run_in = bool(paragraphs) and paragraphs[0].line == unit.line
    return Clause(unit.id, _number(unit), part, unit.title, tuple(map(_paragraph, paragraphs)), run_in)


def _paragraph(unit: Unit) -> Paragraph:
    return Paragraph(unit.id, "principle" if unit.label == DASH else "text", unit.sentences)


def _printed(unit: Unit) -> str:
    return f"{unit.label}{unit.text}"


def print_text(document: Document) -> str:
    """The document as its official form prints it, a line for each line of the source; ``parse_text`` backwards.

    ``（八）组织劳务协作。帮扶双方要…``, ``第十二条 本办法自发布之日起施行。``
    """
    lines: list[str] = []
    last, parting = -1, ""
    for unit in _walk(list(document.units)):
        said = _rows(unit.text) if unit.kind == "table" else "\n".join(filter(None, (unit.title, unit.text)))
        if not unit.label and not said:
            continue
        words = unit.label + gap(unit) + said
        if unit.line == last:
            lines[-1] += (parting if parting == "。" or not unit.label else "") + words
        else:
            lines.append(words)
        titled = unit.title and unit.title[-1] not in "。；：？！:;"
        last, parting = unit.line, "。" if titled else " " if said else ""
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _rows(text: str) -> str:
    return "\n".join("| " + row.replace("\t", " | ") + " |" for row in text.split("\n"))


def gap(unit: Unit) -> str:
    """What stands between a label and its words: a blank behind 第十二条, nothing behind （八）; a line for a name."""
    named = unit.kind == "provision" and unit.title and re.search("[条條]", unit.label)
    if named or (unit.kind == "annex" and unit.label[-1] not in "：:"):
        return "\n"
    return " " if _SPACED.fullmatch(unit.label) else ""
