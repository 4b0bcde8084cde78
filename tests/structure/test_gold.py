"""The annotation by hand agrees with itself: ids once, parents there, lines in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.tables import ANY, read_table

GOLD = sorted((Path(__file__).parent / "gold").glob("*.tsv"))
KINDS = (
    "text|annex|title|number|addressee|date|history|issuer|note|toc|annexes|preamble|closing|division|provision"
    "|paragraph|item|table|sentence"
)
SCHEMA = {"line": r"\d+", "id": r"[a-z][\w.-]*", "kind": KINDS, "parent": ANY, "label": ANY, "words": ANY}


def test_there_are_thirty() -> None:
    assert len(GOLD) == 30


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
