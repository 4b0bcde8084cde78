"""The way the text travels, in one place: source files → Edition.

restore → parse → extract. Reads what stands in ``source/``; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from gongwen.cells import DAY, day
from gongwen.conversion import Conversion, convert_file
from gongwen.errors import DataError, StructureError
from gongwen.extract.duties import extract_duties, read_duty_words
from gongwen.extract.pairings import extract_pairings, read_relation_words
from gongwen.extract.places import read_gazetteer
from gongwen.extract.references import extract_references, read_cited, read_kinds, read_reference_words
from gongwen.extract.terms import extract_terms, read_entries
from gongwen.extract.titles import read_title_kinds
from gongwen.model import Document, Reference
from gongwen.records import Addition, Confirmation, Correction, Edition, Kind, Provenance
from gongwen.restore import Restoration, SignedRepair
from gongwen.restore.unsigned import UNDECIDED, read_written
from gongwen.settings import DAY as PAST
from gongwen.settings import LINE, LINES, SHA256, Settings, read_settings
from gongwen.standing import read_standing
from gongwen.tables import ANY, TEXT, Row, read_table

_PLACE = r"/([\w.-]+/)*([\w.-]+)?(#[\w.-]+)?"
"""A page, a file or a passage of a page: ``/data/``, ``/data/terms.csv``, ``/clauses/8/#c8``."""
_PAGE = {"file": LINE, "sha256": SHA256, "note": LINE}
_DOCUMENT = {"issuers": LINES, "publisher": LINE, "place": LINE, "published": PAST}
_FURTHER = {"subject": LINE, "unconfirmed": LINE}


def make_edition(source: Path, name: str = "guideline") -> Edition:
    """Everything there is to publish of the document ``name`` in the folder ``source``.

    Raises a :class:`~gongwen.errors.GongwenError` of the stage that cannot go on.
    """
    restoration, document = convert(source / f"{name}.txt")
    _refuse_repeats(document, f"{name}.txt")
    return complete(source, name, restoration, document)


def _refuse_repeats(document: Document, file: str) -> None:
    """A number that stands twice: what is published under it would be cited for the other."""
    for unit in (unit for top in document.units for unit in top.walk()):
        if "_" in unit.id:
            expected = f"{unit.label or unit.kind} once in its series"
            raise StructureError(file, unit.line, expected, "it again", "mend the number, or sign a repair")


def complete(source: Path, name: str, restoration: Restoration, document: Document) -> Edition:
    """The edition of a text that is restored and parsed: none of the tables read here has a say in the text."""
    page = source / f"{name}.txt"
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
        corrections=_read_corrections(source / "corrections.tsv"),
        document=document,
        pairings=pairings,
        terms=terms,
        cited=tuple(entry for entry in cited if entry.id in {reference.target for reference in references}),
        references=references,
        kinds=_kinds_of(references, source / "reference-kinds.tsv"),
        duties=extract_duties(document, read_duty_words(source), titles),
        standing=read_standing(source / f"{name}.toml"),
        additions=_read_additions(source / "additions.tsv"),
    )


def convert(page: Path) -> tuple[Restoration, Document]:
    """Restore and parse one page; signed repairs are looked for beside it (``guideline.repairs.tsv``)."""
    found = convert_page(page)
    return found.restoration, found.document


def convert_page(page: Path) -> Conversion:
    """:func:`~gongwen.conversion.convert_file` for a file on the disk, with the repairs that are signed beside it.

    Raises what that does, and :class:`~gongwen.errors.DataError` for a file that cannot be read.
    """
    try:
        data = page.read_bytes()
    except OSError as problem:
        mend = "name a file that can be read"
        raise DataError(page.name, None, "a file", problem.strerror or str(problem), mend) from problem
    signed = read_repairs(page.with_suffix(".repairs.tsv"))
    return convert_file(data, page.name, signed)


def _kinds_of(references: tuple[Reference, ...], path: Path) -> Mapping[str, Kind]:
    """How the kinds of references are called; a kind without a row could not be shown."""
    kinds = read_kinds(path)
    for reference in references:
        if reference.kind not in kinds:
            line = path.read_text(encoding="utf-8-sig").rstrip("\n").count("\n") + 2  # where it would stand
            mend = "add a row with its labels"
            raise DataError(path.name, line, f"a row for the kind {reference.kind} of {reference.id}", "none", mend)
    return kinds


def read_repairs(path: Path) -> tuple[SignedRepair, ...]:
    """The repairs that somebody signed in the table at ``path``, if there is one: ``髙	髙	A. Editor	a name``.

    ⏎ in a cell is the end of a line of the page. Raises :class:`~gongwen.errors.DataError` for a row that nobody signed
    or that still has 〔？〕 for what the page has lost.
    """
    if not path.exists() or not path.stat().st_size:  # a shell makes the file before `convert.py --repairs` fills it
        return ()
    schema = {"before": TEXT, "after": ANY, "signed": TEXT, "why": TEXT}
    rows = read_table(path, schema, unique="before", damaged="before")
    for row in rows:
        if UNDECIDED in row["after"]:
            raise row.error("what stood on the page", UNDECIDED, "write it there")
    return tuple(
        SignedRepair(read_written(row["before"]), read_written(row["after"]), row.file, row.line) for row in rows
    )


def _read_confirmations(path: Path, document: Document) -> tuple[Confirmation, ...]:
    rows = read_table(path, {"passage": TEXT, "extent": TEXT, "copy": TEXT}, unique="passage")
    known = {"preamble", *(clause.id for clause in document.clauses), *(found.id for found in document.paragraphs())}
    for row in rows:
        if row["passage"] not in known:
            raise row.error("the id of a clause or paragraph", f"“{row['passage']}”", "write an id such as c4-p1")
    return tuple(Confirmation(row["passage"], row["extent"], row["copy"]) for row in rows)


def _read_corrections(path: Path) -> tuple[Correction, ...]:
    schema = {"address": r"/.*#.+", "date": DAY, "before": ANY, "after": ANY, "why": TEXT}
    rows = read_table(path, schema)
    _expect_dates_in_order(rows)
    for row in rows:
        if row["before"] == row["after"]:
            raise row.error("a correction that changes something", f"“{row['after']}” twice", "drop the row")
    return tuple(Correction(**row.cells, line=row.line) for row in rows)


def _read_additions(path: Path) -> tuple[Addition, ...]:
    rows = read_table(path, {"date": DAY, "address": _PLACE, "what": TEXT}, unique="what")
    _expect_dates_in_order(rows)
    return tuple(Addition(**row.cells, line=row.line) for row in rows)


def _expect_dates_in_order(rows: Iterable[Row]) -> None:
    last = ""
    for row in rows:
        if day(row, "date") < last:
            raise row.error(f"a date from {last} on", f"“{row['date']}”", "keep the rows in the order of their dates")
        last = row["date"]


def expect_as_received(edition: Edition, source: Path) -> None:
    """Raise :class:`~gongwen.errors.DataError` where the page is not the one that was received.

    Its file says by SHA-256 which that was; what is said of the page, and what other copies confirm, is true of it.
    """
    found = edition.provenance
    if not found.as_received:
        facts = _read_facts(source / f"{Path(found.file).stem}.toml")
        mend = "restore the page, or write its own and look through confirmed.tsv"
        now = f"{found.sha256} of it as it is"
        raise facts.error(f"the SHA-256 of {found.file} as received", now, mend, "page", "sha256")


def _read_facts(path: Path) -> Settings:
    return read_settings(path, "the provenance of the page", "see the comments in the file for its keys")


def _read_provenance(path: Path, page: Path) -> Provenance:
    facts = _read_facts(path)
    facts.expect_tables(("page", "document", "standing", "followed"))
    received, known = facts.table("page", _PAGE), facts.table("document", _DOCUMENT, _FURTHER)
    if received["file"] != page.name:
        raise facts.error(f"the file {page.name}", f"“{received['file']}”", "name the page", "page", "file")
    return Provenance(
        file=page.name,
        sha256=sha256(page.read_bytes()).hexdigest(),
        received=received["sha256"],
        note=received["note"],
        issuers=tuple(known["issuers"]),
        publisher=known["publisher"],
        place=known["place"],
        published=known["published"].isoformat(),
        subject=known.get("subject", ""),
        unconfirmed=known.get("unconfirmed", ""),
    )
