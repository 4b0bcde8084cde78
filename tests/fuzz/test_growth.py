"""Time and memory grow with the length of a text and no faster; `make bench` measures both up to 50 MB."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

import growth
from gongwen.command.work import JSON, Job, run
from gongwen.restore import restore_page
from gongwen.restore.draft import Draft

MOST = 30
"""Bytes of memory for a byte of text."""


def peak(page: Path) -> int:
    """The bytes that Python holds at the most while the command converts a file to JSON."""
    tracemalloc.start()
    try:
        outcome = run(Job(page, JSON))
        assert not outcome.errors
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("lines", [True, False], ids=["many lines", "one line"])
@pytest.mark.parametrize("damaged", [False, True], ids=["clean", "damaged"])
def test_memory_grows_with_the_text(damaged: bool, lines: bool, tmp_path: Path) -> None:
    short, long = (tmp_path / f"{size}.txt" for size in (0.03, 0.3))
    for page in (short, long):
        page.write_text(growth.text_of(float(page.stem), damaged=damaged, lines=lines), encoding="utf-8")
    peak(short)  # the tables and caches of all that is read once
    first, last = peak(short), peak(long)
    assert last / first < 1.1 * long.stat().st_size / short.stat().st_size
    assert last / long.stat().st_size < MOST


@pytest.mark.parametrize(
    ("opening", "link", "end"),
    [
        ("国", ',"a"', ""),
        ("国", "'(a)'", ""),
        ("", '"', "国"),
        ("国", "(", "a)b"),
        ("国", ",\u200b", ""),
        ("国", '\u200b"a"\u200b:', ""),
        ("", "《甲》全文如下。\n", "乙"),
        ("", "（完）\n", "甲"),
        ("甲", "\n\u200b\n", "乙"),
    ],
)
def test_what_hangs_on_each_other_is_restored_in_few_rounds(
    monkeypatch: pytest.MonkeyPatch, opening: str, link: str, end: str
) -> None:
    """However long the chain, all of it is mended at once."""
    rounds = []
    edit = Draft.edit
    monkeypatch.setattr(Draft, "edit", lambda *given: rounds.append(1) or edit(*given))

    def count(links: int) -> int:
        rounds.clear()
        restore_page(opening + link * links + end, "page.txt")
        return len(rounds)

    assert count(10) == count(60)
