"""The search never misses and never pads: every run of Han characters and digits, against a naive oracle."""

from __future__ import annotations

import re

import pytest

from gongwen.model import Document
from probe import oracle, units
from search.conftest import Ask


def test_every_run_of_han_characters_finds_exactly_who_contains_it(
    ask: Ask, document: Document, record_property: pytest.RecordProperty
) -> None:
    expected = oracle(document, r"[\u3400-\u9fff]+")
    queries = sorted(expected)
    found = ask(queries)
    listed = sum(len(result.clauses) for result in found)
    right = sum(len(result.clauses & expected[query]) for query, result in zip(queries, found, strict=True))
    wanted = sum(map(len, expected.values()))
    record_property("search: distinct Han runs of 1 to 12 characters", len(queries))
    record_property("search: recall over them", f"{right / wanted:.3f}")
    record_property("search: precision over them", f"{right / listed:.3f}")
    for query, result in zip(queries, found, strict=True):
        assert result.clauses == expected[query], query
    assert not any(result.near or result.notice for result in found)


def test_every_run_with_digits_finds_who_contains_it(ask: Ask, document: Document) -> None:
    runs = oracle(document, r"[\u3400-\u9fff0-9]+")
    expected = {run: owners for run, owners in runs.items() if re.search(r"\d", run)}
    numbers = {query: {clause.id for clause in document.clauses if str(clause.number) == query} for query in expected}
    queries = sorted(expected)
    assert queries
    for query, result in zip(queries, ask(queries), strict=True):
        assert result.clauses == expected[query] | numbers[query], query


def test_nothing_is_listed_twice(ask: Ask, document: Document) -> None:
    queries = sorted({text[:2] for _, text in units(document)})
    for query, result in zip(queries, ask(queries), strict=True):
        locations = [item["location"] for group in result.items for item in group[1:]]
        assert len(locations) == len(set(locations)), query
