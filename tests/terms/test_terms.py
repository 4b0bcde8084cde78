"""Index entries: every mention counted once, under the longest name that stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.edition import convert
from gongwen.errors import DataError
from gongwen.extract.places import read_gazetteer
from gongwen.extract.terms import KINDS, extract_terms, find_names, links, read_entries, sort_key
from gongwen.model import Document
from gongwen.parse import parse_text, print_text
from gongwen.records import Place, Term

SOURCE = Path(__file__).parents[2] / "source"
LEXICON = read_entries(SOURCE / "lexicon.tsv")
COLUMNS = "kind\tslug\tname\taliases\tpinyin\tnote\tnote_source"


@pytest.fixture(scope="module")
def document() -> Document:
    return convert(SOURCE / "guideline.txt")[1]


@pytest.fixture(scope="module")
def places() -> list[Place]:
    return [place for named in read_gazetteer(SOURCE / "places.tsv").places.values() for place in named]


@pytest.fixture(scope="module")
def terms(document: Document, places: list[Place]) -> tuple[Term, ...]:
    return extract_terms(document, places, LEXICON)


def naive_counts(text: str, names: Iterable[str]) -> Counter[str]:
    """Cut the longest name out of the text as often as it stands there, then the next."""
    counts: Counter[str] = Counter()
    for name in sorted(names, key=lambda name: (-len(name), name)):
        counts[name] = text.count(name)
        text = text.replace(name, "\n" * len(name))
    return counts


@pytest.mark.parametrize("kinds", [("place", "body", "programme"), tuple(KINDS)], ids="+".join)
def test_counts_equal_a_naive_search(document: Document, terms: tuple[Term, ...], kinds: tuple[str, ...]) -> None:
    wanted = [term for term in terms if term.kind in kinds]
    counts = naive_counts(print_text(document), [name for term in wanted for name in (term.name, *term.aliases)])
    found = {term.name: len(term.spans) + len(term.headings) for term in wanted}
    assert found == {term.name: sum(counts[name] for name in (term.name, *term.aliases)) for term in wanted}
    assert sum(found.values()) > len(wanted)


def test_counts_read_off_by_hand(terms: tuple[Term, ...]) -> None:
    """Counted in the printed text: sentences, then headings."""
    counts = {term.name: (len(term.spans), len(term.headings)) for term in terms}
    by_hand = {"国务院": (2, 0), "国务院扶贫办": (1, 0), "国务院扶贫开发领导小组": (2, 0), "携手奔小康行动": (1, 1)}
    by_hand |= {"建档立卡": (5, 0), "昭通市": (1, 0), "北京市": (3, 0), "西藏自治区": (1, 0), "贵州省": (7, 0)}
    by_hand |= {"劳务协作": (1, 1), "“万企帮万村”精准扶贫行动": (1, 0), "精准扶贫": (4, 0), "帮扶双方": (8, 0)}
    assert {name: counts[name] for name in by_hand} == by_hand


def test_mentions_are_the_names_and_never_overlap(document: Document, terms: tuple[Term, ...]) -> None:
    read: set[tuple[str, int]] = set()
    for term in terms:
        for span in term.spans:
            assert document.quote(span) in (term.name, *term.aliases)
            characters = {(span.sentence, at) for at in range(span.start, span.end)}
            assert not characters & read
            read |= characters


NAMES = st.text("国务院扶", min_size=1, max_size=4)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(text=st.text("国务院扶贫", max_size=24), names=st.sets(NAMES, max_size=6))
def test_any_text_is_searched_longest_name_first(text: str, names: set[str]) -> None:
    found = find_names({"s": text}, {name: name for name in names})
    assert {name: len(spans) for name, spans in found.items()} == dict(+naive_counts(text, names))


def test_only_the_first_mention_in_a_paragraph_links(document: Document, terms: tuple[Term, ...]) -> None:
    linked = links(document, terms)
    for paragraph in document.paragraphs():
        here = [(span, id_) for sentence in paragraph.sentences for span, id_ in linked.get(sentence.id, ())]
        for term in terms:
            mentions = [s for sentence in paragraph.sentences for s in term.spans if s.sentence == sentence.id]
            assert [span for span, id_ in here if id_ == term.id] == mentions[:1]
    for found in linked.values():
        starts = [span.start for span, _ in found]
        assert starts == sorted(starts)


def test_every_entry_of_the_lexicon_is_mentioned(terms: tuple[Term, ...]) -> None:
    assert {entry.id for entry in LEXICON} <= {term.id for term in terms}


def test_places_have_their_code_and_are_all_there(terms: tuple[Term, ...]) -> None:
    """52 paired places, and 9 that are named beside them: seven provinces of recipients, 西藏 and 新疆."""
    with_code = {term.id: term.name for term in terms if term.id.startswith("place-")}
    assert len(with_code) == 52 + 9
    named = {
        "place-540000": "西藏自治区",
        "place-520000": "贵州省",
        "place-220000": "吉林省",
        "place-513400": "凉山彝族自治州",
    }
    assert named.items() <= with_code.items()
    without = {term.name for term in terms if term.kind == "place" and not term.id.startswith("place-")}
    assert without == {"四省藏区", "京津两市", "张承环京津相关地区"}


def test_a_short_name_counts_where_it_can_only_be_the_place(places: list[Place]) -> None:
    text = "意见\n一、任务\n（一）吉林、新疆。吉林要协调，中山装、海东青不是地名。昭通市要落实，昭通要报告。\n"
    found = extract_terms(parse_text(text, "x"), places, ())
    assert [(term.name, len(term.spans)) for term in found] == [("吉林省", 1), ("新疆维吾尔自治区", 0), ("昭通市", 2)]


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("重庆市", "chóng qìng shì"),
        ("厦门市", "xià mén shì"),
        ("东莞市", "dōng guǎn shì"),
        ("六盘水市", "liù pán shuǐ shì"),
        ("怒江傈僳族自治州", "nù jiāng lì sù zú zì zhì zhōu"),
        ("延边朝鲜族自治州", "yán biān cháo xiǎn zú zì zhì zhōu"),
        ("西藏自治区", "xī zàng zì zhì qū"),
        ("四省藏区", "sì shěng zàng qū"),
        ("中国人民银行", "zhōng guó rén mín yín háng"),
        ("扶贫志愿者行动计划", "fú pín zhì yuàn zhě xíng dòng jì huà"),
        ("携手奔小康行动", "xié shǒu bèn xiǎo kāng xíng dòng"),
        ("建档立卡", "jiàn dàng lì kǎ"),
        ("供给侧结构性改革", "gōng jǐ cè jié gòu xìng gǎi gé"),
        ("技能脱贫“千校行动”", "jì néng tuō pín qiān xiào xíng dòng"),
    ],
)
def test_characters_with_two_readings_are_read_right(terms: tuple[Term, ...], name: str, pinyin: str) -> None:
    assert next(term.pinyin for term in terms if term.name == name) == pinyin


def test_entries_stand_in_the_order_of_their_pinyin(terms: tuple[Term, ...]) -> None:
    names = [term.name for term in terms if term.kind == "place"]
    assert names[:6] == ["安顺市", "保定市", "北京市", "毕节市", "承德市", "重庆市"]
    assert names[-3:] == ["中山市", "珠海市", "遵义市"]
    assert [sort_key(term) for term in terms] == sorted(sort_key(term) for term in terms)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "body\ta-b\t教育部\t\t\t\t\nbody\tc\t部\t教育部\t\t\t",
            "3: expected a name of one entry only, found “教育部”",
        ),
        ("body\ta-b\t教育部\t\t\t说明。\t", "2: expected a note with its source, found one without the other"),
        ("organ\ta-b\t教育部\t\t\t\t", "2: expected kind to match"),
        ("body\tA B\t教育部\t\t\t\t", "2: expected slug to match"),
        ("body\ta-b\t教育部\t\t\t\t\nbody\ta-b\t民政部\t\t\t\t", "3: expected slug once"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "lexicon.tsv"
    table.write_text(f"{COLUMNS}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_entries(table)
    assert f"lexicon.tsv:{message}" in str(error.value)
