"""References: the guideline against its annotation by hand, and one small document for each rule."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from gongwen.edition import convert, make_edition
from gongwen.errors import DataError
from gongwen.extract.pairings import extract_pairings, read_relation_words
from gongwen.extract.places import read_gazetteer
from gongwen.extract.references import (
    extract_references,
    read_cited,
    read_kinds,
    read_reference_words,
    summary,
)
from gongwen.extract.shared import is_shared
from gongwen.extract.terms import extract_terms, read_entries
from gongwen.extract.titles import read_title_kinds
from gongwen.ids import unit_of
from gongwen.model import Document, Reference
from gongwen.parse import parse_text
from gongwen.tables import ANY, TEXT, read_table

SOURCE = Path(__file__).parents[2] / "source"
GAZETTEER = read_gazetteer(SOURCE / "places.tsv")
CITED = read_cited(SOURCE / "documents.tsv")
RELATIONS = read_relation_words(SOURCE / "relation_words.tsv")
WORDS = read_reference_words(SOURCE / "reference_words.tsv")
TITLES = read_title_kinds(SOURCE / "title_kinds.tsv")
KINDS = read_kinds(SOURCE / "reference-kinds.tsv")
CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
Found = tuple[Reference, ...]


def found_in(document: Document, file: str) -> Found:
    places = [place for named in GAZETTEER.places.values() for place in named]
    terms = extract_terms(document, places, read_entries(SOURCE / "lexicon.tsv"))
    pairings = extract_pairings(document, GAZETTEER, RELATIONS, file)
    return extract_references(document, pairings, terms, CITED, WORDS, RELATIONS, TITLES)


@pytest.fixture(scope="module")
def document() -> Document:
    return convert(SOURCE / "guideline.txt")[1]


@pytest.fixture(scope="module")
def found(document: Document) -> Found:
    return found_in(document, "guideline.txt")


def rows(references: Iterable[Reference]) -> list[tuple[str, str, str, str]]:
    return sorted((found.source, found.kind, found.target, found.evidence) for found in references)


def test_a_kind_without_a_row_is_named_with_the_line_where_it_would_stand(tmp_path: Path) -> None:
    source = Path(shutil.copytree(SOURCE, tmp_path / "source"))
    table = source / "reference-kinds.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("meeting\t")]
    table.write_text("\n".join(kept) + "\n", encoding="utf-8")
    expected = rf"^reference-kinds\.tsv:{len(kept) + 1}: expected a row for the kind meeting of .*, found none; to mend"
    with pytest.raises(DataError, match=expected):
        make_edition(source)


def test_guideline_as_annotated(found: Found) -> None:
    schema = {"source": TEXT, "kind": TEXT, "target": ANY, "evidence": TEXT}
    gold = read_table(Path(__file__).parent / "guideline.tsv", schema)
    assert rows(found) == sorted(tuple(row.cells.values()) for row in gold)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_rule(case: Path) -> None:
    text, expected = case.read_text(encoding="utf-8").split("----\n")
    found = found_in(parse_text(text, case.name), case.name)
    assert rows(found) == sorted(tuple(line.split("\t")) for line in expected.splitlines())


def test_every_reference_quotes_its_evidence(document: Document, found: Found) -> None:
    for reference in found:
        assert reference.span.sentence == reference.source
        assert document.quote(reference.span) == reference.evidence != ""


def test_targets_are_published_ids(document: Document, found: Found) -> None:
    pairings = extract_pairings(document, GAZETTEER, RELATIONS, "guideline.txt")
    known = {thing.id for group in (document.clauses, pairings, CITED) for thing in group} | {"preamble"}
    assert {reference.target for reference in found} <= known | {""}


def test_every_clause_has_a_link(document: Document, found: Found) -> None:
    linked = {unit_of(id_) for reference in found if reference.target for id_ in (reference.source, reference.target)}
    assert {clause.id for clause in document.clauses} <= linked


def test_ids_hang_on_their_sentence(found: Found) -> None:
    assert len({reference.id for reference in found}) == len(found)
    assert all(reference.id.startswith(f"{reference.source}-r") for reference in found)


def test_every_cited_document_is_cited(found: Found) -> None:
    assert {document.id for document in CITED} == {r.target for r in found if r.kind in ("document", "meeting")}


def test_every_kind_has_a_label_and_a_use(found: Found) -> None:
    assert set(KINDS) == {reference.kind for reference in found}


def test_summary_counts_and_names_what_is_unresolved(found: Found) -> None:
    assert "assesses         5           0" in summary(found, KINDS)
    case = Path(__file__).parent / "cases/an-enumeration-that-does-not-add-up-stays-unresolved.txt"
    text = case.read_text(encoding="utf-8").split("----\n")[0]
    report = summary(found_in(parse_text(text, case.name), case.name), KINDS)
    assert "assesses         0           1" in report
    assert report.endswith("unresolved: c2-p1-s1-r1 assesses “产业合作、资金”")


def test_words_that_are_shared_tie_both_places(found: Found) -> None:
    shared = {(unit_of(r.source), r.target) for r in found if is_shared(r)}
    assert shared
    assert shared == {(target, source) for source, target in shared}
    assert all(source != target for source, target in shared)


def test_a_cited_document_needs_a_source(tmp_path: Path) -> None:
    table = tmp_path / "documents.tsv"
    columns = "slug\tkind\tname\taliases\ttitle\tdate\tnumber\tnote\tsource"
    table.write_text(f"{columns}\nx\tdocument\t某决定\t\t某决定\t2015-11-29\t\t\t\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"documents.tsv:2: expected source to match .*found “”"):
        read_cited(table)
