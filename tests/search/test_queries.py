"""What readers type, by kind: what they want stands first."""

from __future__ import annotations

from collections import defaultdict
from statistics import mean

import pytest
from support import ROOT

from gongwen.tables import TEXT, read_table
from search.conftest import Ask

KINDS = "word|short|question|traditional|pinyin|number|quoted|typo|words"


@pytest.mark.parametrize("name", ["queries", "blind"])
def test_what_is_wanted_stands_first(ask: Ask, record_property: pytest.RecordProperty, name: str) -> None:
    table = ROOT / f"tests/search/{name}.tsv"
    rows = read_table(table, {"kind": KINDS, "query": TEXT, "wanted": TEXT}, unique="query")
    ranks: dict[str, list[float]] = defaultdict(list)
    misses = []
    for row, result in zip(rows, ask([row["query"] for row in rows]), strict=True):
        rank = next((place for place, found in enumerate(result.ids, 1) if found in row.list("wanted")), 0)
        ranks[row["kind"]].append(1 / rank if rank else 0)
        if rank != 1:
            misses.append(f"{row.file}:{row.line}: {row['query']} → {result.ids[:5]}")
    every = [value for values in ranks.values() for value in values]
    for kind, values in [*ranks.items(), ("all", every)]:
        success = mean(value == 1 for value in values)
        figures = f"{len(values)} queries, success@1 {success:.3f}, MRR {mean(values):.3f}"
        record_property(f"search: {name}, {kind}", figures)
        assert success >= 0.90, misses
    assert len(every) >= 80
    assert mean(value == 1 for value in every) >= 0.95, misses
    assert mean(every) >= 0.97, misses
