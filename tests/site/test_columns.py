"""The columns of a table: their widths are said before the rows, by what the rows hold."""

from __future__ import annotations

import re

import pytest
from lxml import html

from gongwen.site.columns import set_columns

HEAD = "<thead><tr><th>主体</th><th>任务</th></tr></thead>"


def _widths(table: str) -> list[int]:
    element = html.fragment_fromstring(table)
    set_columns(element)
    printed = html.tostring(element, encoding="unicode")
    assert re.search(r"<table>(<caption>[^<]*</caption>)?(<colgroup>|<t|</)", printed)
    return [int(width) for width in re.findall(r'<col width="(\d+)%">', printed)]


def test_a_long_text_asks_for_more_room_than_a_short_one() -> None:
    row = f"<tr><td>市县</td><td>{'组织劳务协作' * 5}</td></tr>"
    short, long = _widths(f"<table><caption>责任</caption>{HEAD}{row * 3}</table>")
    assert 11 <= short < 30 < long
    assert short + long == 100


def test_no_column_is_narrower_than_two_characters_on_a_phone() -> None:
    row = f"<tr><td></td><td>{'组织劳务协作' * 50}</td></tr>"
    assert min(_widths(f"<table>{HEAD}{row * 9}</table>")) >= 10


def test_latin_letters_ask_for_less() -> None:
    row = "<tr><td>sentences.csv</td><td>句子及其编号与所在的条段款项</td></tr>"
    latin, chinese = _widths(f"<table>{HEAD}{row}</table>")
    assert latin < chinese


@pytest.mark.parametrize(
    "rows",
    ["", "<tr><td colspan=2>合计</td></tr>", "<tr><td>只有一格</td></tr>"],
    ids=["no rows", "spans", "fewer cells"],
)
def test_a_table_of_another_form_stays_as_it_is(rows: str) -> None:
    assert _widths(f"<table>{HEAD if rows else ''}{rows}</table>") == []
