"""Restoring and parsing under fire: every seed, a batch of pages at random, and that the harness sees what is wrong."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

import fuzz
from fuzz import FindingError, fire, minimised, pages
from fuzz_pages import Page, print_seed, read_seed, text_of
from gongwen.conversion import Conversion, convert_file
from gongwen.errors import StructureError
from gongwen.lines import Dropped
from gongwen.model import Document, Repair, Sentence, Unit
from gongwen.parse import parse_text
from gongwen.restore import Restoration, restore_page

SEEDS = sorted((ROOT / "tests/fuzz/seeds").glob("*.json"))
BATCH = 1500
"""Pages; `make fuzz SECONDS=600` looks further."""
GOOD = "关于协作的意见\n一、要求\n（一）目标。实现脱贫。\n（二）任务\n做好2件工作。\n"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_fault_that_was_found_once_stays_mended(seed: Path) -> None:
    """What took time with the square of its length would not come to an end here."""
    fire(text_of(read_seed(seed)))


def test_pages_at_random_are_parsed_without_loss_or_refused_in_one_line() -> None:
    found = Counter(fire(text_of(page)) for page in islice(pages(1), len(SEEDS), len(SEEDS) + BATCH))
    assert found.keys() == {"parsed", "refused with a DamageError", "refused with a StructureError"}
    assert min(found.values()) > BATCH / 10


def test_a_seed_gives_the_same_pages_again() -> None:
    assert [*islice(pages(7), 60)] == [*islice(pages(7), 60)] != [*islice(pages(8), 60)]


# What the harness must see.


def _drop(text: str) -> str:
    return text.replace("2", "", 1)


def _double(text: str) -> str:
    return text.replace("脱贫", "脱贫脱贫", 1)


def _move(text: str) -> str:
    return "\n".join(reversed(text.split("\n")))


@pytest.mark.parametrize("change", [_drop, _double, _move])
def test_text_that_is_lost_doubled_or_moved_is_seen(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]
) -> None:
    assert fire(GOOD) == "parsed"
    monkeypatch.setattr(fuzz, "READ", lambda text, file: parse_text(change(text), file))
    with pytest.raises(FindingError, match="lost or moved: "):
        fire(GOOD)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda top: replace(top, units=(replace(top.units[0], id=top.id), *top.units[1:])), "ids: "),
        (lambda top: replace(top, line=9), "lines: "),
        (lambda top: replace(top, text=top.title, title="", sentences=(Sentence("s1", "甲"),)), "sentences: "),
    ],
)
def test_a_unit_that_is_not_in_its_place_is_seen(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Unit], Unit], seen: str
) -> None:
    def read(text: str, file: str) -> Document:
        document = parse_text(text, file)
        title, part = document.units
        return replace(document, units=(title, change(part)))

    monkeypatch.setattr(fuzz, "READ", read)
    with pytest.raises(FindingError, match=seen):
        fire(GOOD)


def test_words_that_are_dropped_by_another_rule_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, file: str) -> Document:
        found = parse_text(text.replace("做好2件工作。", ""), file)
        return replace(found, dropped=(Dropped(5, "做好2件工作。", "a guess"),))

    monkeypatch.setattr(fuzz, "READ", read)
    with pytest.raises(FindingError, match="dropped: "):
        fire(GOOD)


def _raise(error: Exception) -> Callable[[str, str], Document]:
    def read(text: str, file: str) -> Document:
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (ValueError("x"), "^ValueError: "),
        (RecursionError(), "^RecursionError: "),
        (StructureError("page.txt", None, "a part", "none", "restore it"), "^message: "),
        (StructureError("page.txt", 1, "", "none", "restore it"), "^message: "),
    ],
)
def test_another_exception_or_a_poor_message_is_seen(
    monkeypatch: pytest.MonkeyPatch, error: Exception, seen: str
) -> None:
    monkeypatch.setattr(fuzz, "READ", _raise(error))
    with pytest.raises(FindingError, match=seen):
        fire(GOOD)


def test_a_reference_that_leads_elsewhere_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(data: bytes, name: str) -> Conversion:
        found = convert_file(data, name)
        wrong = replace(found.document.references[0], target="a9")
        return replace(found, document=replace(found.document, references=(wrong,)))

    law = "测试办法\n第一条 甲。\n第二条 依照第一条办理。\n"
    assert fire(law) == "parsed"
    monkeypatch.setattr(fuzz, "convert_file", convert)
    with pytest.raises(FindingError, match="misled: "):
        fire(law)


def test_what_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, file: str) -> Document:
        while True:
            pass

    monkeypatch.setattr(fuzz, "READ", read)
    with pytest.raises(FindingError, match="hang: "):
        fire(GOOD, 0.2)


def test_a_text_that_is_restored_otherwise_the_second_time_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = Restoration(GOOD, GOOD.replace("2", "3"), (Repair(GOOD.index("2"), "2", "3", "blank"),))

    def restore(page: str, *others: Any) -> Restoration:
        return changed if page == GOOD else restore_page(page, *others)

    monkeypatch.setattr(fuzz, "restore_page", restore)
    with pytest.raises(FindingError, match="not settled: "):
        fire(f"{GOOD}\n")
    with pytest.raises(FindingError, match="words changed: "):
        fire(GOOD)


# Seeds.


@pytest.mark.parametrize(
    ("page", "small"),
    [
        ((("国" * 50 + "乙" + "家" * 50, 1),), (("乙", 1),)),
        ((("甲", 700), ("乙", 64), ("丙", 1)), (("乙", 1),)),
    ],
)
def test_a_page_that_fails_is_made_small(page: Page, small: Page) -> None:
    assert minimised(page, lambda candidate: "乙" in text_of(candidate)) == small


def test_a_run_is_made_short_and_not_gone() -> None:
    assert minimised((("甲", 1000),), lambda page: text_of(page).count("甲") >= 7) == (("甲", 7),)


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=()), min_size=1), st.integers(1, 9))).map(tuple))
def test_a_seed_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    path = tmp_path_factory.getbasetemp() / "seed.json"
    path.write_text(print_seed(page, "why\n"), encoding="utf-8")
    assert text_of(read_seed(path)) == text_of(page)


def test_a_finding_becomes_a_seed_and_says_how_to_try_it_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def read(text: str, file: str) -> Document:
        return parse_text(text.replace("（三）", ""), file)

    monkeypatch.setattr(fuzz, "READ", read)
    monkeypatch.setattr(fuzz, "SEEDS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["fuzz.py", "--count", "60", "--seed", "3", "--seconds", "86400"])
    assert fuzz.main() == 1
    [seed, *_] = sorted(tmp_path.glob("lost-or-moved-*.json"))
    out = capsys.readouterr().out
    assert f"python scripts/fuzz.py {os.path.relpath(seed)}" in out
    assert "60 pages of seed 3 in " in out
    small = text_of(read_seed(seed))
    assert "三" in small
    assert len(small) < 60
    monkeypatch.setattr(sys, "argv", ["fuzz.py", str(seed)])
    assert fuzz.main() == 1
    assert f"{seed.name}: lost or moved: " in capsys.readouterr().out
