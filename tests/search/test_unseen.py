"""How unseen queries are judged; the set itself is replaced each time and bounds nothing here."""

from __future__ import annotations

import pytest
from support import ROOT

from gongwen.tables import Row
from unseen import judge, read_unseen

TEXT = "昭通市\n三年"
PAIR = [{"location": "pairings/"}, {"location": "pairings/#pair-30"}]


@pytest.mark.parametrize(
    ("expected", "claim", "items", "notice", "near", "hit", "false"),
    [
        ("pair-30", "exact", [PAIR], "昭通市由下列地方帮扶", False, True, ""),
        ("pair-30|c4", "exact", [PAIR], "没有逐字相同的内容，以下是相近的结果", True, True, "called near"),
        ("none", "absent:河南", [], "文中没有提到“河南”", False, True, ""),
        ("none", "absent:河南", [PAIR], "", False, False, "without a word"),
        ("none", "absent:河南", [PAIR], "文中没有提到“河南”，以下是相近的结果", True, True, ""),
        ("-", "", [], "文中没有“三年”", False, True, "is there"),
        ("c9", "", [PAIR], "", False, False, ""),
        ("pair-30", "near", [PAIR], "", False, True, "not called near"),
        ("pair-30", "两到三年", [PAIR], "文中没有“3年”", True, True, "lacks"),
    ],
)
def test_a_verdict(
    expected: str, claim: str, items: list[object], notice: str, near: bool, hit: bool, false: str
) -> None:
    row = Row("unseen.tsv", 2, {"kind": "absent", "query": "q", "expected": expected, "claim": claim})
    verdict = judge(row, {"items": items, "notice": notice, "near": near}, TEXT)
    assert verdict.hit == hit
    assert false in verdict.false if false else not verdict.false


def test_the_set_follows_its_schema() -> None:
    path = ROOT / "tests/search/unseen.tsv"
    assert not path.exists() or read_unseen(path)
