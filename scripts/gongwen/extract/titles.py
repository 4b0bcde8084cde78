"""What a clause is for, by its title: the conventional headings of official documents."""

from __future__ import annotations

from pathlib import Path

from gongwen.tables import TEXT, read_table

OBJECTIVE = "objective"
"""What is to be reached: 主要目标."""
ORIENTATION = "orientation"
"""The ideas to go by: 指导思想."""


def read_title_kinds(path: Path) -> dict[str, str]:
    """The kinds by title, from ``source/title_kinds.tsv``: 指导思想 is an orientation, 主要目标 an objective."""
    rows = read_table(path, {"title": TEXT, "kind": f"{ORIENTATION}|{OBJECTIVE}"}, unique="title")
    return {row["title"]: row["kind"] for row in rows}
