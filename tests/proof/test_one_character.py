"""One character of a built file is changed, in every file that has words of the edition: the proof says so."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from fuzz_proof import INVISIBLE, KINDS, edits, missed
from gongwen.records import Edition
from gongwen.site.passages import Passages
from gongwen.site.proof import ProofError, prove_file

EACH = 4
"""Edits of each file; `make fuzz SECONDS=600` looks further."""


def test_no_change_of_one_character_is_missed(site_dir: Path, edition: Edition, passages: Passages) -> None:
    kinds, suffixes, through = Counter[str](), Counter[str](), []
    for edit in edits(site_dir, edition, passages, 1, EACH):
        kinds[edit.kind] += 1
        suffixes[PurePosixPath(edit.name).suffix] += 1
        if missed(edit, passages):
            through.append((edit.name, edit.kind, edit.before, edit.after))
    assert not through
    assert kinds.keys() == {*KINDS}
    assert {".csv", ".docx", ".html", ".js", ".json", ".md", ".ris", ".svg", ".txt", ".xlsx", ".xml"} <= suffixes.keys()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("data/places.json", '"name": "昭通市"', '"name": "汰通市"'),
        ("data/pairings.json", '"recipient": "昭通市"', '"recipient": "丽江市"'),
        ("data/pairings.csv", ",昭通市,", ",昭通,"),
        ("data/duties.json", '"actor": "帮扶双方"', '"actor": "帮扶省市"'),
        ("data/duties.json", '"deadline": "到2020年"', '"deadline": "到2021年"'),
        ("data/terms.json", '"name": "劳务输出"', '"name": "劳务输入"'),
        ("data/references.json", '"evidence": "共同富裕"', '"evidence": "先富帮后富"'),
        ("embed/clauses/8/index.html", "工作的指导意见</title>", "工作的指异意见</title>"),
        ("data/duties.csv", "资金监管", "资金监责"),
        ("clauses/8/index.html", 'aria-label="下一页 （九）加强', 'aria-label="下一页 （九）加 强'),
    ],
)
def test_a_field_that_says_something_else(
    site_dir: Path, passages: Passages, name: str, before: str, after: str
) -> None:
    text = (site_dir / name).read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(ProofError, match=f"^{name}: expected "):
        prove_file(name, text.replace(before, after, 1).encode(), passages)


@pytest.mark.parametrize("sign", INVISIBLE)
@pytest.mark.parametrize("before", ['<meta name="description" content="', 'aria-label="', "<p>"])
def test_what_nobody_sees(site_dir: Path, passages: Passages, before: str, sign: str) -> None:
    name = "clauses/8/index.html"
    text = (site_dir / name).read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(ProofError, match=f"U\\+{ord(sign):04X}"):
        prove_file(name, text.replace(before, before + sign, 1).encode(), passages)
