"""Rows to sign: they cover all damage, quote what stands once, and with them signed the page is restored."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.edition import read_repairs
from gongwen.errors import DamageError, DataError
from gongwen.restore import SignedRepair, restore_page, tidy_text
from gongwen.restore.unsigned import UNDECIDED, print_rows, read_written, written

PIECES = (
    "国务院",
    "?",
    "\ue004",
    "髙",
    "（一）",
    "\n",
    "东西部。",
    "锟斤拷",
    "甲A级",
    "當",
    "\u202e",
    "\t",
    "(xx)",
    "“",
    '"',
)


def rows_of(page: str, signed: tuple[SignedRepair, ...] = ()) -> DamageError:
    with pytest.raises(DamageError) as error:
        restore_page(page, "page.txt", signed)
    assert error.value.page == page
    return error.value


def signed_by_somebody(folder: Path, error: DamageError, written_there: str = "〇") -> tuple[SignedRepair, ...]:
    table = folder / "page.repairs.tsv"
    text = print_rows(error.page, error.rows).replace("\t\t\n", "\tA. Editor\tthe print\n")
    head, *lines = text.split("\n")
    table.write_text("\n".join((head, *(line.replace(UNDECIDED, written_there) for line in lines))), encoding="utf-8")
    return read_repairs(table)


def test_rows_quote_what_stands_once() -> None:
    page = "国务院?各部门。\n国务院?各部门。\n甲乙丙丁戊己庚辛\ue004壬癸。\n"
    error = rows_of(page)
    assert str(error).endswith("to mend: sign 3 rows, which `convert.py --repairs` prints")
    assert [row.cells(page) for row in error.rows] == [
        ("国务院?各部门。⏎国务院", "国务院〔？〕各部门。⏎国务院"),
        ("?各部门。⏎甲乙丙丁戊", "〔？〕各部门。⏎甲乙丙丁戊"),
        ("己庚辛\ue004壬癸。", "己庚辛〔？〕壬癸。"),
    ]


def test_what_may_be_right_stands_there_to_be_vouched_for() -> None:
    [row] = rows_of("记者宁吉髙报道。\n").rows
    assert row.cells("记者宁吉髙报道。\n") == ("记者宁吉髙报道。", "记者宁吉髙报道。")


def test_the_table_says_where_and_what(tmp_path: Path) -> None:
    error = rows_of("甲。\n国务院?部门。\n")
    table = print_rows(error.page, error.rows)
    assert table.split("\n")[1:] == [
        "before\tafter\tsigned\twhy",
        "# line 2: no ? beside a Chinese character",
        "国务院?部门。\t国务院〔？〕部门。\t\t",
        "",
    ]
    (tmp_path / "page.repairs.tsv").write_text(table, encoding="utf-8")
    with pytest.raises(DataError, match=r"^page.repairs.tsv:4: expected signed to match .+, found “”"):
        read_repairs(tmp_path / "page.repairs.tsv")


def test_what_is_not_written_yet_counts_for_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^page.repairs.tsv:4: expected what stood on the page, found 〔？〕"):
        signed_by_somebody(tmp_path, rows_of("国务院?部门。\n"), UNDECIDED)


def test_rows_leave_alone_what_is_signed() -> None:
    page = "国务院?各部门\ue004和单位。\n"
    [first, *_] = rows_of(page).rows
    assert len(first.damage) == 2
    error = rows_of(page, (SignedRepair("院?各", "院和各", "page.repairs.tsv", 2),))
    assert [row.cells(page)[0] for row in error.rows] == ["部门\ue004和单位。"]


def test_rows_for_a_clean_text_too() -> None:
    page = "目尺寸小于2\ue0105厘米的渔网\n"
    with pytest.raises(DamageError) as error:
        tidy_text(page, "page.txt")
    [row] = error.value.rows
    assert row.cells(page) == ("目尺寸小于2\ue0105厘米的渔网", "目尺寸小于2〔？〕5厘米的渔网")


@given(page=st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_with_all_rows_signed_the_page_is_restored(tmp_path_factory: pytest.TempPathFactory, page: str) -> None:
    """At the second time at the latest, for what stands beside a repair may be damage only then."""
    folder = tmp_path_factory.mktemp("signed")
    signed: tuple[SignedRepair, ...] = ()
    for _ in range(3):
        try:
            restore_page(page, "page.txt", signed)
        except DamageError as error:
            spans = sorted((row.start, row.end) for row in error.rows)
            assert all(page.count(page[start:end]) == 1 for start, end in spans)
            assert all(end <= start for (_, end), (start, _) in pairwise(spans))
            signed = (*signed, *signed_by_somebody(folder, error))
        else:
            return
    raise AssertionError(page)


def test_an_end_of_line_in_a_cell() -> None:
    assert written("甲\r\n乙\t丙") == "甲␍⏎乙␉丙"
    assert read_written(written("甲\r\n乙\t丙")) == "甲\r\n乙\t丙"
