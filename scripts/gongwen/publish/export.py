"""Edition → the data files below ``docs/data/``, as name → contents.

Names and columns are published: they may grow, they do not change. UTF-8, LF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256

from gongwen.ids import paragraph_of, unit_of
from gongwen.machines.akoma_ntoso import akoma_ntoso
from gongwen.model import Clause, Document
from gongwen.numerals import to_numeral
from gongwen.parse import DASH, print_text
from gongwen.publish.as_json import document_json, reference_row, to_json
from gongwen.publish.markdown import heading, locate, name_of
from gongwen.records import CitedDocument, Edition, Pairing, Term
from gongwen.standing import Standing

_FORMULA = re.compile(r"(^|;|(?<=\S)[\t\n])(\s*[=+\-@＝＋－＠])|^([\t\r])")
"""What a spreadsheet takes for the beginning of a formula, half or full width (OWASP, CSV Injection): at the start of a
cell, and behind what other programs take for the end of one."""

Rows = Sequence[Mapping[str, object]]


def data_files(edition: Edition) -> dict[str, str]:
    """All files of ``/data/`` but its page: ``{"guideline.txt": …, "pairings.csv": …, …}``."""
    document = edition.document
    files = {
        "guideline.txt": print_text(document),
        "guideline.md": _markdown(document),
        "guideline.akn.xml": akoma_ntoso(edition),
        "guideline.json": to_json({**document_json(document), "provenance": vars(edition.provenance)}),
        "repairs.json": to_json([asdict(repair) for repair in edition.repairs]),
        "standing.json": to_json(_standing(edition.standing)),
        "clauses/preamble.json": to_json(document.preamble),
    }
    for name, rows in tables(edition).items():
        files[f"{name}.csv"] = to_csv(rows, COLUMNS[name])
        files[f"{name}.json"] = to_json(rows)
    for clause in document.clauses:
        files[f"clauses/{clause.number}.json"] = to_json(clause)
        files[f"clauses/{clause.number}.md"] = "\n\n".join(_clause_markdown(clause, "#")) + "\n"
    return files


COLUMNS = {
    "pairings": (
        *("id", "supporter", "supporter_code", "supporter_province"),
        *("recipient", "recipient_code", "recipient_province"),
        *("clause", "sentence", "start", "end", "quote"),
    ),
    "places": ("id", "code", "name", "province", "province_code", "short", "aliases", "supports", "supported_by"),
    "references": ("id", "kind", "from", "to", "evidence", "start", "end"),
    "duties": (
        *("id", "actor", "inherited", "duty_word", "action", "deadline", "clause", "sentence", "quote"),
        *("kind", "inherited_from", "matter"),
    ),
    "duty_matrix": ("id", "actor", "field", "deadline", "clause", "sentence", "quote"),
    "terms": (
        *("id", "kind", "name", "pinyin", "aliases", "sentences", "headings", "count"),
        *("spans", "note", "note_source"),
    ),
    "documents": ("id", "kind", "name", "title", "aliases", "date", "number", "note", "note_source"),
    "sentences": ("id", "clause", "paragraph", "sha256", "text", "label"),
}
"""The columns of each table, in their order."""


def tables(edition: Edition) -> dict[str, Rows]:
    """The rows of each table by its name, the keys of a row in the order of its columns (:data:`COLUMNS`).

    ``{"pairings": [{"id": "pair-5", "supporter": "佛山市", "supporter_code": "440600", …}, …], …}``
    """
    return {
        "pairings": [_pairing(edition.document, pairing) for pairing in edition.pairings],
        "places": _places(edition),
        "references": [reference_row(reference) for reference in edition.references],
        "duties": [{key: value for key, value in vars(duty).items() if key != "span"} for duty in edition.duties],
        "duty_matrix": duty_matrix(edition),
        "terms": [_term(term) for term in edition.terms],
        "documents": [_cited(cited) for cited in edition.cited],
        "sentences": _sentences(edition.document),
    }


def duty_matrix(edition: Edition) -> list[dict[str, object]]:
    """Actors × fields of work, a row each duty of a cell, by actor in the order of the text, then by field.

    A field is the clause that sets the duty, by its heading: ``{"actor": "西部地区", "field": "（八）…", …}``.
    An empty actor, for whom the text names nobody, comes last.
    """
    actors = [*dict.fromkeys(duty.actor for duty in edition.duties if duty.actor), ""]
    return [
        {
            "id": duty.id,
            "actor": duty.actor,
            "field": name_of(edition.document, duty.clause),
            "deadline": duty.deadline,
            "clause": duty.clause,
            "sentence": duty.sentence,
            "quote": duty.quote,
        }
        for actor in actors
        for duty in edition.duties
        if duty.actor == actor
    ]


def to_csv(rows: Rows, columns: Sequence[str]) -> str:
    """A table that no spreadsheet runs: what would be a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "|".join(value) if isinstance(value, tuple) else str(value)
    return _FORMULA.sub(lambda match: f"{match[1] or ''}'{match[2] or match[3]}", text)


def unguarded(cell: str) -> str:
    """The text of a cell: :func:`to_csv` backwards, ``'=1`` → ``=1``."""
    return re.sub(r"(^|;|(?<=\S)[\t\n])'(?=\s*[=+\-@＝＋－＠])|^'(?=[\t\r])", lambda match: match[1] or "", cell)


def _markdown(document: Document) -> str:
    """The bare text: a heading and a paragraph a block, nothing linked."""
    blocks = [f"# {document.title}", *document.head, *(paragraph.text for paragraph in document.preamble)]
    for part in document.parts:
        blocks.append(f"## {to_numeral(part.number)}、{part.title}")
        for clause in document.clauses_of(part):
            blocks += _clause_markdown(clause, "###")
    return "\n\n".join([*blocks, *document.closing]) + "\n"


def _clause_markdown(clause: Clause, level: str) -> list[str]:
    paragraphs = ((DASH if paragraph.kind == "principle" else "") + paragraph.text for paragraph in clause.paragraphs)
    return [f"{level} {heading(clause)}", *paragraphs]


def _standing(standing: Standing | None) -> Mapping[str, object]:
    """``{"state": "unknown", "label": "未查明", "statement": {…}, "followed": [{…}]}``; empty where nobody looked."""
    if standing is None:
        return {}
    followed = [asdict(statement) for statement in standing.followed]
    return {
        "state": standing.state,
        "label": standing.label,
        "statement": asdict(standing.statement),
        "followed": followed,
    }


def _pairing(document: Document, pairing: Pairing) -> dict[str, object]:
    supporter, recipient, span = pairing.supporter, pairing.recipient, pairing.span
    return {
        "id": pairing.id,
        "supporter": supporter.name,
        "supporter_code": supporter.code,
        "supporter_province": supporter.province,
        "recipient": recipient.name,
        "recipient_code": recipient.code,
        "recipient_province": recipient.province,
        "clause": unit_of(span.sentence),
        "sentence": span.sentence,
        "start": span.start,
        "end": span.end,
        "quote": document.quote(span),
    }


def _places(edition: Edition) -> Rows:
    """The paired places in the order of their codes, with their partners."""
    return [
        {
            "id": place.id,
            "code": place.code,
            "name": place.name,
            "province": place.province,
            "province_code": place.province_code,
            "short": place.short,
            "aliases": place.aliases,
            "supports": tuple(pair.recipient.name for pair in edition.pairings if pair.supporter == place),
            "supported_by": tuple(pair.supporter.name for pair in edition.pairings if pair.recipient == place),
        }
        for place in edition.paired_places
    ]


def _term(term: Term) -> dict[str, object]:
    return {
        "id": term.id,
        "kind": term.kind,
        "name": term.name,
        "pinyin": term.pinyin,
        "aliases": term.aliases,
        "sentences": tuple(dict.fromkeys(span.sentence for span in term.spans)),
        "headings": term.headings,
        "count": len(term.spans) + len(term.headings),
        "spans": tuple(f"{span.sentence}:{span.start}-{span.end}" for span in term.spans),
        "note": term.note,
        "note_source": term.note_source,
    }


def _cited(cited: CitedDocument) -> dict[str, object]:
    return {
        "id": cited.id,
        "kind": cited.kind,
        "name": cited.name,
        "title": cited.title,
        "aliases": cited.aliases,
        "date": cited.date,
        "number": cited.number,
        "note": cited.note,
        "note_source": cited.source,
    }


def _sentences(document: Document) -> Rows:
    return [
        {
            "id": sentence.id,
            "clause": unit_of(sentence.id),
            "paragraph": paragraph_of(sentence.id),
            "sha256": sha256(sentence.text.encode()).hexdigest(),
            "text": sentence.text,
            "label": locate(document, sentence.id),
        }
        for sentence in document.sentences()
    ]
