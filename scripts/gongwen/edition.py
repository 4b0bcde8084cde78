"""The way the text travels, in one place: source files → Edition.

restore → parse → extract. Reads what stands in ``source/``; writes nothing.
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

from gongwen.errors import DataError
from gongwen.extract.duties import extract_duties, read_duty_words
from gongwen.extract.pairings import extract_pairings, read_relation_words
from gongwen.extract.places import read_gazetteer
from gongwen.extract.references import extract_references, read_cited, read_kinds, read_reference_words
from gongwen.extract.terms import extract_terms, read_entries
from gongwen.extract.titles import read_title_kinds
from gongwen.model import Confirmation, Document, Edition, Provenance
from gongwen.parse import parse_text
from gongwen.restore import Restoration, SignedRepair, restore_page
from gongwen.tables import ANY, TEXT, read_table


def make_edition(source: Path, name: str = "guideline") -> Edition:
    """Everything there is to publish of the document ``name`` in the folder ``source``.

    Raises a :class:`~gongwen.errors.GongwenError` of the stage that cannot go on.
    """
    page = source / f"{name}.txt"
    restoration, document = convert(page, source)
    provenance = _read_provenance(source / f"{name}.toml", page)
    gazetteer = read_gazetteer(source / "places.tsv")
    relations = read_relation_words(source / "relation_words.tsv")
    pairings = extract_pairings(document, gazetteer, relations, page.name)
    places = [place for named in gazetteer.places.values() for place in named]
    terms = extract_terms(document, places, read_entries(source / "lexicon.tsv"))
    cited = read_cited(source / "documents.tsv")
    titles = read_title_kinds(source / "title_kinds.tsv")
    words = read_reference_words(source / "reference_words.tsv")
    references = extract_references(document, pairings, terms, cited, words, relations, titles)
    return Edition(
        provenance=provenance,
        source=restoration.source,
        text=restoration.text,
        repairs=restoration.repairs,
        confirmations=_read_confirmations(source / "confirmed.tsv", document) if provenance.as_received else (),
        document=document,
        pairings=pairings,
        terms=terms,
        cited=tuple(entry for entry in cited if entry.id in {reference.target for reference in references}),
        references=references,
        kinds=read_kinds(source / "reference-kinds.tsv"),
        duties=extract_duties(document, read_duty_words(source), titles),
    )


def convert(page: Path, tables: Path) -> tuple[Restoration, Document]:
    """Restore and parse one page; signed repairs are looked for beside it (``guideline.repairs.tsv``)."""
    try:
        text = page.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(page.name, None, "a text file in UTF-8", str(problem), "save it as UTF-8") from problem
    signed = _read_repairs(page.with_suffix(".repairs.tsv"))
    restoration = restore_page(text, page.name, signed, read_variants(tables / "variants.tsv"))
    return restoration, parse_text(restoration.text, page.name)


def read_variants(path: Path) -> dict[str, str]:
    """Characters and the words in which they stay, for :func:`~gongwen.restore.restore_page`: 著 → 着, 显著 → 显著."""
    rows = read_table(path, {"variant": ".", "standard": ".", "kept": ANY, "why": TEXT}, unique="variant")
    kept = {word: word for row in rows for word in row.list("kept")}
    return kept | {row["variant"]: row["standard"] for row in rows}


def _read_repairs(path: Path) -> tuple[SignedRepair, ...]:
    if not path.exists():
        return ()
    rows = read_table(path, {"before": TEXT, "after": ANY, "signed": TEXT, "why": TEXT}, unique="before")
    return tuple(SignedRepair(row["before"], row["after"], row.file, row.line) for row in rows)


def _read_confirmations(path: Path, document: Document) -> tuple[Confirmation, ...]:
    rows = read_table(path, {"passage": TEXT, "extent": TEXT, "copy": TEXT}, unique="passage")
    known = {"preamble", *(clause.id for clause in document.clauses), *(found.id for found in document.paragraphs())}
    for row in rows:
        if row["passage"] not in known:
            raise row.error("the id of a clause or paragraph", f"“{row['passage']}”", "write an id such as c4-p1")
    return tuple(Confirmation(row["passage"], row["extent"], row["copy"]) for row in rows)


def _read_provenance(path: Path, page: Path) -> Provenance:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        document = data["document"]
        return Provenance(
            file=page.name,
            sha256=sha256(page.read_bytes()).hexdigest(),
            received=data["page"]["sha256"],
            note=data["page"]["note"],
            issuers=tuple(document["issuers"]),
            publisher=document["publisher"],
            place=document["place"],
            published=document["published"].isoformat(),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as problem:
        mend = "see the comments in the file for its keys"
        raise DataError(path.name, None, "the provenance of the page", repr(problem), mend) from problem
