"""The search never misses and never pads: every run of Han characters and digits, against a naive oracle."""

from __future__ import annotations

import random
import re

import pytest

from gongwen.model import Document
from gongwen.search.records import Group, Lexicon
from probe import oracle, units
from search.conftest import Ask, Result

Baked = tuple[tuple[Group, ...], Lexicon]
MARKS = "，。、；：？！“”《》（）—…,.;:?!()"


@pytest.fixture(scope="module")
def every_run(ask: Ask, document: Document) -> dict[str, tuple[set[str], Result]]:
    """Every run of 1 to 12 Han characters: the clauses that contain it, and what the search answers."""
    expected = oracle(document, r"[\u3400-\u9fff]+")
    queries = sorted(expected)
    return {query: (expected[query], result) for query, result in zip(queries, ask(queries), strict=True)}


def test_every_run_of_han_characters_finds_exactly_who_contains_it(
    every_run: dict[str, tuple[set[str], Result]], record_property: pytest.RecordProperty
) -> None:
    listed = sum(len(result.clauses) for _, result in every_run.values())
    right = sum(len(result.clauses & expected) for expected, result in every_run.values())
    wanted = sum(len(expected) for expected, _ in every_run.values())
    record_property("search: distinct Han runs of 1 to 12 characters", len(every_run))
    record_property("search: recall over them", f"{right / wanted:.3f}")
    record_property("search: precision over them", f"{right / listed:.3f}")
    for query, (expected, result) in every_run.items():
        assert result.clauses == expected, query
        assert (result.near, result.notice) == (False, ""), query


def test_what_else_is_listed_contains_the_run_too(every_run: dict[str, tuple[set[str], Result]], baked: Baked) -> None:
    """Pairings, parts, entries and the title; by a character that is short for a place its pairings."""
    texts = {_id(group): "\n".join([group.title, *(passage.text for passage in group.passages)]) for group in baked[0]}
    initials = {name for names in baked[1].aliases for name in names[1:] if len(name) == 1}
    for query, (_, result) in every_run.items():
        padding = [found for found in result.ids if query not in texts[found]]
        assert not padding or (query in initials and all(found.startswith("pair-") for found in padding)), query


def test_a_mark_stands_for_any_and_is_never_skipped(ask: Ask, baked: Baked) -> None:
    """Passages cut out of the text at random, their marks changed for others, against a naive search."""
    groups = [group for group in baked[0] if group.kind in ("clause", "preamble")]
    texts = {_id(group): group.title + "\n" + "".join(passage.text for passage in group.passages) for group in groups}
    chance = random.Random(20161207)
    queries = []
    while len(queries) < 500:
        text = chance.choice(list(texts.values()))
        start = chance.randrange(len(text))
        run = text[start : start + chance.randrange(3, 30)]
        if "\n" not in run and re.search(rf"\w[{MARKS}]+\w", run):
            queries.append(re.sub(rf"[{MARKS}]", lambda _: chance.choice("，。、；：,.;:"), run).strip(MARKS))
    patterns = [re.sub(rf"[{MARKS}]+", f"[{re.escape(MARKS)}]+", query) for query in queries]
    expected = [{id_ for id_, text in texts.items() if re.search(pattern, text)} for pattern in patterns]
    assert all(expected)
    for way in ("{}", "“{}”"):
        for query, found, result in zip(queries, expected, ask([way.format(query) for query in queries]), strict=True):
            assert result.clauses == found, way.format(query)


def _id(group: Group) -> str:
    """As :func:`probe.identify` calls what is listed."""
    if group.kind == "clause":
        return f"c{group.number}"
    return group.passages[0].anchor if group.kind not in ("document", "preamble") else group.kind


def test_every_run_with_digits_finds_who_contains_it(ask: Ask, document: Document) -> None:
    runs = oracle(document, r"[\u3400-\u9fff0-9]+")
    expected = {run: owners for run, owners in runs.items() if re.search(r"\d", run)}
    numbers = {query: {clause.id for clause in document.clauses if str(clause.number) == query} for query in expected}
    queries = sorted(expected)
    assert queries
    for query, result in zip(queries, ask(queries), strict=True):
        assert result.clauses == expected[query] | numbers[query], query


def test_nothing_is_listed_twice(ask: Ask, document: Document) -> None:
    others = [
        "谁帮扶昭通",
        "考核结果向谁报告",
        "第八条至第十条",
        "劳务协作 凉山",
        "liangshan",
        "建挡立卡",
        "扶贫资金谁管",
    ]
    queries = [*sorted({text[:2] for _, text in units(document)}), *others]
    for query, result in zip(queries, ask(queries), strict=True):
        locations = [item["location"] for group in result.items for item in group[1:]]
        assert len(locations) == len(set(locations)), query
