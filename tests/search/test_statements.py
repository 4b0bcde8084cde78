"""Search says only what holds: what is not in the text, who helps whom, what is near and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.errors import DataError
from gongwen.records import Pairing
from gongwen.search.absent import absent, pack_names, read_names
from gongwen.search.bake import bake_search, read_scripts
from gongwen.search.records import Group, Lexicon, make_groups, read_lexicon
from gongwen.tables import ANY, TEXT, Row, read_table
from search.conftest import Ask, Result

Baked = tuple[tuple[Group, ...], Lexicon]

SCHEMA = {"kind": "absent|near|number|exact|direction|literal", "query": TEXT, "first": TEXT, "notice": ANY}
ROWS = read_table(ROOT / "tests/search/statements.tsv", SCHEMA, unique="query")
SAID = {"absent": False, "near": True, "direction": True, "number": False, "exact": False, "literal": False}
"""Whether the results of a kind are only near."""


@pytest.fixture(scope="module")
def answers(ask: Ask) -> dict[str, Result]:
    """What is answered to each row's query."""
    queries = [row["query"] for row in ROWS]
    return dict(zip(queries, ask(queries), strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['kind']}-{row.line}" for row in ROWS])
def test_what_is_said(answers: dict[str, Result], row: Row) -> None:
    result = answers[row["query"]]
    assert (result.ids or ["none"])[0] in row.list("first")
    assert result.notice == row["notice"]
    if row["query"] != "产业扶贫":  # says what is absent, and is read as another word
        assert result.near == SAID[row["kind"]]
    assert not (row["kind"] in ("exact", "number", "literal") and "相近" in str([result.notice, *result.items]))


def test_no_division_is_padded(ask: Ask, baked: Baked) -> None:
    """Every division of the gazetteer that the text lacks, full and short, is said to be absent; nothing is listed."""
    everyday = {word for meaning in baked[1].meanings for word in meaning.words}
    names = [name for name in _absent_names(baked) if name not in everyday]
    assert len(names) > 5_000
    for form in ("{}", "谁帮扶{}", "{}帮扶哪里", "{}扶贫"):
        queries = [form.format(name) for name in names]
        for name, query, result in zip(names, queries, ask(queries), strict=True):
            assert (result.items, result.notice) == ([], f"文中没有提到“{name}”"), query


def test_nothing_is_said_to_be_absent_that_is_there(ask: Ask, baked: Baked) -> None:
    """What a notice says is not in the text is not, nor in an alias: names beside words of the text."""
    said = _said(baked)
    names = _absent_names(baked)[::97]
    words = ["劳务协作", "昭通", "资金", "贫困县", "帮扶", "东部省份"]
    queries = [f"{name}{word}" for name in names for word in words] + [
        f"{name} {word}" for name in names for word in words
    ]
    for query, result in zip(queries, ask(queries), strict=True):
        for claimed in _claims(result):
            assert claimed not in said, query
        if result.items:
            assert result.notice, query


def test_another_document_lacks_other_names(baked: Baked) -> None:
    """In a document that names 江西, nobody is told that it does not; in none is the whole name of 中山区 forgotten."""
    names = read_names(ROOT / "source")
    ours, other = (absent(names, texts) for texts in ([_said(baked)], ["江西省和中山市"]))
    assert ("江西", "省") in ours
    assert ("江西", "省") not in other
    assert ("中山区", "") in other
    assert ("中山", "市") not in other


def test_names_that_begin_alike_are_packed_together() -> None:
    packed = pack_names([("石家庄", "市"), ("石嘴山", "市"), ("大理", "白族自治州"), ("赵县", "")])
    assert packed == "白族自治州2 大理\n市3 石嘴山家庄\n-2 赵县"


def test_a_bad_row_of_the_names_is_named(tmp_path: Path) -> None:
    table = tmp_path / "elsewhere.tsv"
    table.write_text("kind\tname\taliases\nplace\t珠三角\t\n")
    with pytest.raises(DataError, match=r"elsewhere\.tsv:2: expected kind to match"):
        read_names(table.parent)


def test_the_names_are_a_file_of_their_own() -> None:
    """They are a file of their own, whose name the engine has; it changes with its content."""
    edition = make_edition(ROOT / "source")
    groups = make_groups(edition.document, edition.pairings, edition.terms)
    lexicon = read_lexicon(ROOT / "source", edition.pairings, edition.terms, edition.mentions)
    files = bake_search(groups, lexicon, read_scripts())
    [names] = [name for name in files if "/names." in name]
    [engine] = [content for name, content in files.items() if "/engine." in name]
    assert names.rsplit("/", 1)[1].encode() in engine
    assert "江西" not in engine.decode()


PAIRS = make_edition(ROOT / "source").pairings
SUPPORTERS = {pair.supporter.name for pair in PAIRS}
RECIPIENTS = {pair.recipient.name for pair in PAIRS}


STRAIGHT = {
    "由下列地方帮扶": ("谁帮扶{1}", "{1}由谁帮扶", "{1}的帮扶方", "哪里支援{1}"),
    "帮扶下列地方": ("{0}帮扶谁", "{0}帮扶哪里", "{0}的帮扶对象", "由{0}帮扶的地方"),
    "帮扶": ("{0}帮扶{1}吗", "{1}由{0}帮扶", "{1}受{0}支援"),
}
"""What is said of a pair to questions that ask for it."""
REVERSED = {"结对关系中没有": ("{1}帮扶{0}", "{0}由{1}帮扶")}
OF_THE_SUPPORTED = {"文中没有": ("{1}帮扶谁", "{1}帮扶哪里", "{1}的帮扶对象")}
OF_THE_SUPPORTER = {"文中没有地方帮扶": ("谁帮扶{0}", "{0}由谁帮扶", "{0}的帮扶方")}
"""To questions that have it the wrong way round."""


def test_both_directions_of_every_pair(ask: Ask) -> None:
    asked = [question for pair in PAIRS for question in _questions(pair)]
    for (pair, query, words, near), result in zip(asked, ask([query for _, query, _, _ in asked]), strict=True):
        assert words in result.notice, query
        assert result.near == near, query
        assert pair.id in result.ids, query
        assert near or "没有" not in result.notice, query


def _questions(pair: Pairing) -> Iterator[tuple[Pairing, str, str, bool]]:
    """A pair, a question of it, words that the notice has, and whether what is listed is only near."""
    wrong = REVERSED
    wrong = wrong | (OF_THE_SUPPORTED if pair.recipient.name not in SUPPORTERS else {})
    wrong = wrong | (OF_THE_SUPPORTER if pair.supporter.name not in RECIPIENTS else {})
    for ours, theirs in (
        (pair.supporter.name, pair.recipient.name),
        (pair.supporter.short, pair.recipient.short),
    ):
        for near, told in enumerate((STRAIGHT, wrong)):
            for words, forms in told.items():
                yield from ((pair, form.format(ours, theirs), words, bool(near)) for form in forms)


def test_places_are_named_whatever_the_writing(ask: Ask) -> None:
    expected = {
        "昭通": ["昭通市"],
        "zhaotong": ["昭通市"],
        "貴州": ["贵州省"],
        "沪": ["上海市"],
        "凉山州": ["凉山彝族自治州"],
        "谁帮扶涼山": ["凉山彝族自治州"],
        "闽宁协作": ["福建省", "宁夏回族自治区"],
        "毕节帮扶广州": ["毕节市", "广州市"],
        "劳务": [],
        "河南": [],
    }
    assert dict(zip(expected, [result.places for result in ask(list(expected))], strict=True)) == expected


def _absent_names(baked: Baked) -> list[str]:
    said = _said(baked)
    names = {name for short, suffix in read_names(ROOT / "source") if suffix for name in (short, short + suffix)}
    return sorted(name for name in names if name not in said)


def _said(baked: Baked) -> str:
    groups, lexicon = baked
    texts = [text for group in groups for text in (group.title, *(passage.text for passage in group.passages))]
    aliases = [names for names in lexicon.aliases if any(names[0] in text for text in texts)]
    return "\n".join([*texts, *(name for names in aliases for name in names)])


def _claims(result: Result) -> Iterator[str]:
    """What a notice says is not in the text: 文中没有提到“深圳”“武汉”."""
    for match in re.finditer(r"文中没有(?:提到)?((?:“[^”]*”)+)", result.notice):
        yield from re.findall(r"“([^”]*)”", match[1])
