"""The table of variant characters: which stand for which, and the words in which they stay."""

from __future__ import annotations

from pathlib import Path

from gongwen.restore.characters import is_standard
from gongwen.tables import ANY, TEXT, read_table


def read_variants(path: Path | None = None) -> dict[str, str]:
    """Characters and the words in which they stay, for :func:`~gongwen.restore.restore_page`: 著 → 着, 显著 → 显著.

    From ``variants.tsv``, else from the table at ``path``. Raises :class:`~gongwen.errors.DataError` for a word that no
    clean text has: 乾縣.
    """
    schema = {"variant": ".", "standard": ".", "kept": ANY, "why": TEXT}
    rows = read_table(path or Path(__file__).with_name("variants.tsv"), schema, unique="variant")
    kept = {word: word for row in rows for word in row.list("kept")}
    for row in rows:
        for word in row.list("kept"):
            if row["variant"] not in word or not all(map(is_standard, word)):
                expected = f"words with {row['variant']} in simplified script"
                raise row.error(expected, f"“{word}”", "write it as the clean text would")
    return kept | {row["variant"]: row["standard"] for row in rows}
