"""Document → JSON, the data files' and the command's.

A document may have a million units: each becomes JSON when its turn comes, so that no copy of them all is kept.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict

from gongwen.lines import Dropped
from gongwen.model import Clause, Document, Paragraph, Reference, Remark, Sentence, Unit


def document_json(document: Document) -> dict[str, object]:
    """The document in the shape of ``guideline.json``, for :func:`to_json`."""
    return {
        "title": document.title,
        "head": document.head,
        "preamble": document.preamble,
        "parts": [vars(part) for part in document.parts],
        "clauses": document.clauses,
        "closing": document.closing,
        "units": document.units,
        "dropped": document.dropped,
        "warnings": document.warnings,
        "references": document.references,
    }


def to_json(value: object) -> str:
    """JSON as it is committed: two blanks of indent, Chinese as Chinese."""
    return encode_json(value).decode()


def encode_json(value: object) -> bytes:
    """:func:`to_json` in UTF-8, in little more room than these bytes: the pieces that they are made of are not kept."""
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
    json.dump(value, text, ensure_ascii=False, indent=2, default=_members)
    text.write("\n")
    text.flush()
    return out.getvalue()


def reference_row(reference: Reference) -> dict[str, object]:
    """As JSON and tables have it: ``{"from": "preamble-p1-s1", "to": "c3", "evidence": "先富帮后富", …}``."""
    return {
        "id": reference.id,
        "kind": reference.kind,
        "from": reference.source,
        "to": reference.target,
        "evidence": reference.evidence,
        "start": reference.span.start,
        "end": reference.span.end,
    }


def _members(value: object) -> dict[str, object]:
    """What a part of a document has in JSON."""
    match value:
        case Unit():
            return _unit(value)
        case Clause(id=id_, number=number, part=part, title=title, paragraphs=paragraphs):
            return {"id": id_, "number": number, "part": part, "title": title, "paragraphs": paragraphs}
        case Paragraph(id=id_, kind=kind, sentences=sentences):
            return {"id": id_, "kind": kind, "sentences": sentences}
        case Sentence(id=id_, text=words):
            return {"id": id_, "text": words}
        case Dropped() | Remark():
            return asdict(value)
        case Reference():
            return reference_row(value)
    raise TypeError(value)


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "id": unit.id,
        "kind": unit.kind,
        "label": unit.label,
        "title": unit.title,
        "text": unit.text,
        "line": unit.line,
        **({"quote": True} if unit.quote else {}),
        "sentences": unit.sentences,
        "units": unit.units,
    }
