"""The table of variant characters: which stand for which, and the words in which they stay."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gongwen.restore.characters import HAN, is_standard, simplified
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


@cache
def read_radicals(path: Path | None = None) -> dict[str, str]:
    """The characters of radicals that NFKC leaves as they are: ⻓ → 长, from ``radicals.tsv`` or the table at ``path``.

    Raises :class:`~gongwen.errors.DataError` for a character that no official document has.
    """
    schema = {"radical": r"[\u2e80-\u2eff]", "character": HAN}
    rows = read_table(path or Path(__file__).with_name("radicals.tsv"), schema, unique="radical")
    for row in rows:
        if not is_standard(simplified(row["character"])):
            raise row.error("a character of 《通用规范汉字表》", f"“{row['character']}”", "leave the radical out")
    return {row["radical"]: row["character"] for row in rows}
