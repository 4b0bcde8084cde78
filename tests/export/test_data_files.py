"""The data files: what the contract fixes, and that no cell of a table can act."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT

from gongwen.edition import make_edition
from gongwen.extract.pairings import extract_pairings, read_relation_words
from gongwen.extract.places import read_gazetteer
from gongwen.model import Document
from gongwen.parse import parse_text
from gongwen.publish.export import COLUMNS, data_files, to_csv, unguarded
from gongwen.records import Edition

FIXED = {
    "pairings": "id,supporter,supporter_code,supporter_province,recipient,recipient_code,recipient_province,"
    "clause,sentence,start,end",
    "references": "id,kind,from,to,evidence",
    "duties": "id,actor,inherited,duty_word,action,deadline,clause,sentence,quote",
    "terms": "id,kind,name,pinyin,aliases,sentences",
    "sentences": "id,clause,paragraph,sha256,text",
}
"""Columns that others rely on; more may follow them."""
SCHEMA = json.loads((ROOT / "docs/data/guideline.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(ROOT / "source")


@pytest.fixture(scope="module")
def files(edition: Edition) -> Mapping[str, str]:
    return data_files(edition)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_file_of_the_contract_is_there(files: Mapping[str, str]) -> None:
    tables = [f"{name}.{kind}" for name in COLUMNS for kind in ("csv", "json")]
    clauses = [f"clauses/{number}.{kind}" for number in range(1, 15) for kind in ("json", "md")]
    texts = [f"guideline.{kind}" for kind in ("txt", "json", "md", "akn.xml")]
    texts += ["repairs.json", "standing.json", "clauses/preamble.json"]
    assert sorted(files) == sorted([*tables, *clauses, *texts])


@pytest.mark.parametrize("name", FIXED)
def test_columns_stand_in_the_order_of_the_contract(files: Mapping[str, str], name: str) -> None:
    assert f"{files[f'{name}.csv'].splitlines()[0]},".startswith(f"{FIXED[name]},")


@pytest.mark.parametrize("name", COLUMNS)
def test_csv_and_json_say_the_same(files: Mapping[str, str], name: str) -> None:
    printed = [
        {key: _printed(value) for key, value in row.items() if key in COLUMNS[name]}
        for row in json.loads(files[f"{name}.json"])
    ]
    assert printed == rows(files[f"{name}.csv"])
    assert printed


def _printed(value: object) -> str:
    if isinstance(value, list):
        return "|".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", COLUMNS)
def test_ids_stand_once(files: Mapping[str, str], name: str) -> None:
    ids = [row["id"] for row in rows(files[f"{name}.csv"])]
    assert len(set(ids)) == len(ids)


def test_files_end_their_lines_in_lf(files: Mapping[str, str]) -> None:
    for text in files.values():
        assert text.endswith("\n")
        assert "\r" not in text


def test_the_words_quoted_stand_in_their_sentences(files: Mapping[str, str]) -> None:
    text = {row["id"]: row["text"] for row in rows(files["sentences.csv"])}
    for row in rows(files["pairings.csv"]):
        assert text[row["sentence"]][int(row["start"]) : int(row["end"])] == row["quote"]
    for row in rows(files["references.csv"]):
        assert row["evidence"] in text[row["from"]]
    for row in rows(files["duties.csv"]):
        assert row["quote"] in text[row["sentence"]]
    for row in rows(files["terms.csv"]):
        assert set(filter(None, row["sentences"].split("|"))) <= set(text)


def test_sentences_have_their_sha_256(files: Mapping[str, str], document: Document) -> None:
    found = rows(files["sentences.csv"])
    assert [row["id"] for row in found] == list(document.sentence)
    for row in found:
        assert row["sha256"] == sha256(document.sentence[row["id"]].text.encode()).hexdigest()
        assert row["id"].startswith(f"{row['paragraph']}-s")
        assert row["paragraph"].startswith(f"{row['clause']}-p")


def test_places_know_their_partners(files: Mapping[str, str]) -> None:
    places = {row["name"]: row for row in rows(files["places.csv"])}
    assert len(places) == 52
    assert list(places) == [row["name"] for row in sorted(places.values(), key=lambda row: row["code"])]
    assert places["昭通市"]["supported_by"] == "中山市|东莞市"
    assert places["北京市"]["supports"] == "内蒙古自治区|张家口市|保定市"
    assert places["北京市"]["supported_by"] == ""
    assert places["凉山彝族自治州"]["short"] == "凉山"
    assert places["凉山彝族自治州"]["aliases"] == "凉山州"
    pairs = {(row["supporter"], row["recipient"]) for row in rows(files["pairings.csv"])}
    assert pairs == {(name, other) for name, row in places.items() for other in row["supports"].split("|") if other}
    assert pairs == {(other, name) for name, row in places.items() for other in row["supported_by"].split("|") if other}


def test_every_mention_of_an_entry_can_be_cut_out_of_its_sentence(files: Mapping[str, str], edition: Edition) -> None:
    sentences = {row["id"]: row for row in rows(files["sentences.csv"])}
    terms = {row["id"]: row for row in rows(files["terms.csv"])}
    found = 0
    for term in terms.values():
        for span in filter(None, term["spans"].split("|")):
            sentence, _, offsets = span.partition(":")
            start, end = map(int, offsets.split("-"))
            name = sentences[sentence]["text"][start:end].lstrip("'")
            assert name in (term["name"], *term["aliases"].split("|"))
            found += 1
    assert found == sum(len(term.spans) for term in edition.terms)
    assert terms["term-jiandang-lika"]["note"].startswith("为贫困户")
    assert terms["term-jiandang-lika"]["note_source"].startswith("中国网")


def test_sentences_are_called_as_a_reader_calls_them(files: Mapping[str, str]) -> None:
    labels = {row["id"]: row["label"] for row in rows(files["sentences.csv"])}
    assert labels["c8-p1-s3"] == "第（八）条第3句"
    assert labels["c4-p2-s1"] == "第（四）条第2段"
    assert labels["preamble-p1-s1"].startswith("引言")


def test_cited_documents_are_listed_and_referred_to(files: Mapping[str, str]) -> None:
    documents = {row["id"]: row for row in rows(files["documents.csv"])}
    referred = {row["to"] for row in rows(files["references.csv"]) if row["kind"] in ("document", "meeting")}
    assert set(documents) == referred
    plenum = documents["doc-shibajie-sizhong"]
    assert plenum["title"] == "中国共产党第十八届中央委员会第四次全体会议"
    assert plenum["date"] == "2014-10-20/2014-10-23"


def test_a_clause_has_a_file_of_its_own(files: Mapping[str, str]) -> None:
    whole = json.loads(files["guideline.json"])
    assert [json.loads(files[f"clauses/{number}.json"]) for number in range(1, 15)] == whole["clauses"]
    assert json.loads(files["clauses/preamble.json"]) == whole["preamble"]
    assert files["clauses/5.md"].startswith("# （五）开展携手奔小康行动\n\n东部省份组织")
    assert "\n\n——坚持精准聚焦，提高帮扶实效。" in files["clauses/3.md"]


def test_guideline_json_follows_its_schema(files: Mapping[str, str]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(files["guideline.json"]), SCHEMA)


@pytest.mark.parametrize(
    "mistake",
    [
        {"title": ""},
        {"clauses": [{"id": "c1"}]},
        {"parts": [{"id": "part-一", "number": 1, "title": "要求"}]},
        {"preamble": [{"id": "preamble-p1", "kind": "verse", "sentences": []}]},
        {"preamble": [{"id": "preamble-p1", "kind": "text", "sentences": [{"id": "s1", "text": "做。"}]}]},
    ],
)
def test_the_schema_refuses(files: Mapping[str, str], mistake: Mapping[str, object]) -> None:
    wrong = json.loads(files["guideline.json"]) | mistake
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_the_schema_allows_more_keys(files: Mapping[str, str]) -> None:
    more = json.loads(files["guideline.json"]) | {"version": 2}
    jsonschema.validate(more, SCHEMA)


def test_offsets_count_code_points(edition: Edition) -> None:
    """Not UTF-16 units, as a script would count them: behind a character outside the BMP the words are the same."""
    text = next(found.text for found in edition.document.sentences() if found.id == edition.pairings[0].span.sentence)
    moved = parse_text(edition.text.replace(text, f"𠮷𠮷{text}"), "moved.txt")
    gazetteer = read_gazetteer(ROOT / "source/places.tsv")
    pairings = extract_pairings(moved, gazetteer, read_relation_words(ROOT / "source/relation_words.tsv"), "moved.txt")
    sentences = {found.id: found.text for found in moved.sentences()}
    for ours, theirs in zip(edition.pairings, pairings, strict=True):
        assert (theirs.span.start, theirs.span.end) == (ours.span.start + 2, ours.span.end + 2)
        quoted = sentences[theirs.span.sentence][theirs.span.start : theirs.span.end]
        assert quoted == text[ours.span.start : ours.span.end]
        assert quoted.endswith(theirs.recipient.name)


FORMULAS = ("=cmd|'/C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠SUM(A1)")


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_spreadsheet_runs_no_cell(edition: Edition, cell: str) -> None:
    """Wherever the text of a cell may come from: a sentence, a name, a list."""
    assert to_csv([{"x": cell}], ["x"]) == f"x\n'{cell}\n"
    assert to_csv([{"x": (cell, "甲")}], ["x"]) == f"x\n'{cell}|甲\n"
    hostile = replace(edition, duties=tuple(replace(duty, quote=cell) for duty in edition.duties))
    lines = data_files(hostile)["duties.csv"].removesuffix("\n").split("\n")[1:]
    assert [line for line in lines if f",'{cell}," not in line] == []


@pytest.mark.parametrize("mark", [";", "\t", "; ", ";;"])
def test_nor_what_stands_behind_a_mark_that_parts_cells_elsewhere(mark: str) -> None:
    printed = to_csv([{"x": f"甲{mark}=1"}], ["x"])
    assert not re.search(r"[;\t]\s*=", printed)
    (row,) = rows(printed)
    assert unguarded(row["x"]) == f"甲{mark}=1"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), min_size=1, max_size=4))
@settings(derandomize=True, deadline=None)
def test_any_cell_comes_back(cells: list[str]) -> None:
    columns = [f"column {number}" for number in range(len(cells))]
    printed = to_csv([dict(zip(columns, cells, strict=True))], columns)
    header, row = csv.reader(io.StringIO(printed, newline=""))
    assert header == columns
    assert [unguarded(cell) for cell in row] == [unguarded(cell) for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
