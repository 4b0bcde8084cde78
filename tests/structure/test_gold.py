"""The annotation by hand: it agrees with itself, and the documents that lie here are read as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import NO_REASON, judge, lost, read_known, reasons, score
from gongwen.parse import parse_text
from gongwen.tables import ANY, read_table

HERE = Path(__file__).parent
GOLD = sorted((HERE / "gold").glob("*.tsv"))
SAMPLES = sorted(file for file in (HERE / "samples").iterdir() if file.name != "README.md")
KINDS = (
    "text|annex|title|number|addressee|date|history|issuer|note|toc|annexes|preamble|closing|division|provision"
    "|paragraph|item|table|sentence"
)
SCHEMA = {"line": r"\d+", "id": r"[a-z][\w.-]*", "kind": KINDS, "parent": ANY, "label": ANY, "words": ANY}


def test_there_are_fifty_one() -> None:
    assert len(GOLD) == 51


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_annotation_agrees_with_itself(file: Path) -> None:
    rows = read_table(file, SCHEMA, unique="id")
    ids = {row["id"] for row in rows}
    assert {row["parent"] for row in rows} <= ids | {""}
    # Divisions and provisions may run on through what holds them; what stands inside a provision hangs on it.
    inside = [row for row in rows if row["kind"] in ("item", "sentence")]
    assert [row["id"] for row in inside if not row["id"].startswith(f"{row['parent']}-")] == []
    lines = [int(row["line"]) for row in rows]
    assert lines == sorted(lines)


@pytest.mark.parametrize("page", SAMPLES, ids=lambda page: page.stem)
def test_a_real_document_is_read_as_annotated(page: Path) -> None:
    """Ids, words, lines, kinds, parents and labels; all words, and every numbered line a unit."""
    text = page.read_text(encoding="utf-8")
    document = parse_text(text, page.name)
    found = score(document, HERE / "gold" / f"{page.stem}.tsv")
    assert (found.missing, found.extra, found.other) == ([], [], [])
    assert lost(text, document) == (-1, "")
    assert [reason for reason in reasons(text, document) if reason.startswith(NO_REASON)] == []


def test_a_disagreement_that_nobody_has_read_is_told() -> None:
    known = read_known()
    assert judge("law-132.md", {"c": (2, 0)}, known)[1] == 0
    assert judge("law-132.md", {"c": (2, 1), "a": (3, 2)}, known) == (
        ["c 2 lines, 1 units: NOT READ", "a 3 lines, 2 units: NOT READ"],
        2,
    )
