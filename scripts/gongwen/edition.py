"""The way the text travels, in one place: source files → Edition.

restore → parse → extract. Reads what stands in ``source/``; writes nothing.
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

from gongwen.duties import extract_duties, read_lexicon
from gongwen.errors import DataError
from gongwen.model import Confirmation, Document, Edition, Provenance
from gongwen.pairings import extract_pairings
from gongwen.parse import parse
from gongwen.places import load_gazetteer
from gongwen.references import extract_references, load_cited, load_kinds
from gongwen.restore import Restoration, SignedRepair, restore
from gongwen.tables import ANY, TEXT, read_table
from gongwen.terms import extract_terms, load_lexicon


def make_edition(source: Path, name: str = "guideline") -> Edition:
    """Everything there is to publish of the document ``name`` in the folder ``source``.

    Raises a :class:`~gongwen.errors.GongwenError` of the stage that cannot go on.
    """
    page = source / f"{name}.txt"
    provenance = _provenance(source / f"{name}.toml", page)
    restoration, document = convert(page, source)
    gazetteer = load_gazetteer(source / "places.tsv")
    pairings = extract_pairings(document, gazetteer, page.name)
    places = [place for named in gazetteer.places.values() for place in named]
    terms = extract_terms(document, places, load_lexicon(source / "lexicon.tsv"))
    cited = load_cited(source / "documents.tsv")
    references, unresolved = extract_references(document, pairings, terms, cited)
    return Edition(
        provenance=provenance,
        source=restoration.source,
        text=restoration.text,
        repairs=restoration.repairs,
        confirmations=_confirmations(source / "confirmed.tsv", document) if provenance.as_received else (),
        document=document,
        pairings=pairings,
        terms=terms,
        cited=tuple(entry for entry in cited if entry.id in {reference.target for reference in references}),
        references=references,
        unresolved=unresolved,
        kinds=load_kinds(source / "reference-kinds.tsv"),
        duties=extract_duties(document, read_lexicon(source)),
    )


def convert(page: Path, tables: Path) -> tuple[Restoration, Document]:
    """Restore and parse one page; signed repairs are looked for beside it (``guideline.repairs.tsv``)."""
    try:
        text = page.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(page.name, None, "a text file in UTF-8", str(problem), "save it as UTF-8") from problem
    signed = _signed_repairs(page.with_suffix(".repairs.tsv"))
    restoration = restore(text, page.name, signed, read_variants(tables / "variants.tsv"))
    return restoration, parse(restoration.text, page.name)


def read_variants(path: Path) -> dict[str, str]:
    """Characters and the words in which they stay, for :func:`~gongwen.restore.restore`: 著 → 着, 显著 → 显著."""
    rows = read_table(path, {"variant": ".", "standard": ".", "kept": ANY, "why": TEXT}, unique="variant")
    kept = {word: word for row in rows for word in row.list("kept")}
    return kept | {row["variant"]: row["standard"] for row in rows}


def _signed_repairs(path: Path) -> tuple[SignedRepair, ...]:
    if not path.exists():
        return ()
    rows = read_table(path, {"before": TEXT, "after": ANY, "signed": TEXT, "why": TEXT}, unique="before")
    return tuple(SignedRepair(row["before"], row["after"], row.file, row.line) for row in rows)


def _confirmations(path: Path, document: Document) -> tuple[Confirmation, ...]:
    rows = read_table(path, {"passage": TEXT, "extent": TEXT, "copy": TEXT}, unique="passage")
    known = {"preamble", *(clause.id for clause in document.clauses), *(found.id for found in document.paragraphs())}
    for row in rows:
        if row["passage"] not in known:
            raise row.error("the id of a clause or paragraph", f"“{row['passage']}”", "write an id such as c4-p1")
    return tuple(Confirmation(row["passage"], row["extent"], row["copy"]) for row in rows)


def _provenance(path: Path, page: Path) -> Provenance:
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
