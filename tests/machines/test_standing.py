"""What became of the document: nothing without source and day, and what is wrong is named with its line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from support import ROOT

from fuzz_tables import inert
from gongwen.errors import DataError
from gongwen.machines.metadata import legislation
from gongwen.publish.export import data_files
from gongwen.records import Edition
from gongwen.standing import STATES, Standing, Statement, read_standing
from macros import boxes
from macros import data as macros_data

FOUND = """[standing]
state = "replaced"
text = "已被取代。"
source = "某报"
address = "https://example.org/a"
looked_up = 2026-11-26

[[followed]]
date = 2021-04-08
text = "会议召开。"
source = "某社"
address = "https://example.org/b"
looked_up = 2026-11-26

[[followed]]
date = 2025-05-13
text = "又一件事。"
source = "某刊"
address = "https://example.org/c"
looked_up = 2026-11-26
"""


def read(tmp_path: Path, text: str) -> Standing | None:
    (tmp_path / "some.toml").write_text(text, encoding="utf-8")
    return read_standing(tmp_path / "some.toml")


def test_what_was_found_is_kept_in_order(tmp_path: Path) -> None:
    standing = read(tmp_path, FOUND)
    assert standing
    assert (standing.label, standing.statement.source) == ("已被取代", "某报")
    assert [each.date for each in standing.followed] == ["2021-04-08", "2025-05-13"]


def test_where_nobody_looked_nothing_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, "[document]\n") is None


def test_what_is_unknown_needs_no_source_but_the_day(tmp_path: Path) -> None:
    standing = read(tmp_path, '[standing]\nstate = "unknown"\ntext = "没有见到。"\nlooked_up = 2026-11-26\n')
    assert standing
    assert (standing.label, standing.statement.address, standing.followed) == ("未查明", "", ())


@pytest.mark.parametrize(
    ("before", "after", "line", "expected"),
    [
        ('state = "replaced"', 'state = "valid"', 2, "state to be one of in-force, replaced, ended, unknown"),
        ('source = "某报"\n', "", 1, "the key source in [standing], found none"),
        ('state = "replaced"', 'state = "unknown"', 4, "one of state, text, looked_up in [standing], found “source”"),
        ("https://example.org/b", "javascript:alert(1)", 12, "address to be a web address"),
        (
            "looked_up = 2026-11-26\n\n[[followed]]\ndate = 2025",
            "[[followed]]\ndate = 2025",
            8,
            "the key looked_up in [followed]",
        ),
        ("date = 2021-04-08", 'date = "2021-04-08"', 9, "date to be a day up to today"),
        ("date = 2021-04-08", "date = 2021-04-08T10:00:00", 9, "date to be a day up to today"),
        ("date = 2021-04-08", "date = 9999-04-08", 9, "date to be a day up to today"),
        (
            "looked_up = 2026-11-26\n\n[[followed]]\ndate = 2021",
            "looked_up = 9999-12-31\n\n[[followed]]\ndate = 2021",
            6,
            "looked_up",
        ),
        (
            "looked_up = 2026-11-26\n\n[[followed]]\ndate = 2025",
            "looked_up = 2021-04-07\n\n[[followed]]\ndate = 2025",
            9,
            "a date before it was looked up",
        ),
        ("date = 2021-04-08", "date = 2025-05-14", 16, "a date from 2025-05-14 on"),
        ('text = "又一件事。"', 'text = " "', 17, "text to be a line of words"),
        (
            'text = "又一件事。"',
            'text = "a"\nnote = "b"',
            18,
            "one of date, text, looked_up, source, address in [followed], found “note”",
        ),
        (FOUND[: FOUND.index("[[")], "", None, "[standing] beside [[followed]]"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, before: str, after: str, line: int | None, expected: str) -> None:
    assert before in FOUND
    where = f"some.toml:{line}:" if line else "some.toml:"
    with pytest.raises(DataError, match=f"^{re.escape(where)} expected {re.escape(expected)}"):
        read(tmp_path, FOUND.replace(before, after, 1))


@pytest.mark.parametrize("state", STATES)
def test_schema_org_says_whether_it_is_in_force_if_that_is_known(edition: Edition, state: str) -> None:
    standing = Standing(state, Statement("。", "2026-11-26", "某报", "https://example.org/"), ())
    said = legislation(replace(edition, standing=standing), None, "").get("legislationLegalForce")
    forces = {"in-force": "https://schema.org/InForce", "unknown": None}
    assert said == forces.get(state, "https://schema.org/NotInForce")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, edition: Edition) -> html.HtmlElement | None:
    def draw(standing: Standing | None) -> html.HtmlElement | None:
        text = data_files(replace(edition, standing=standing))["standing.json"]
        (tmp_path / "standing.json").write_text(text, encoding="utf-8")
        monkeypatch.setattr(macros_data, "DATA", tmp_path)
        box = boxes.standing()
        assert "{" not in box
        inert(box, "box")
        return html.fromstring(box) if box else None

    return draw


def test_the_box_has_each_statement_with_its_source_and_day(drawn, tmp_path: Path) -> None:
    box = drawn(read(tmp_path, FOUND))
    [state, statement, _] = [element.text_content() for element in box.iter("p")]
    assert (state, statement) == ("效力状态 已被取代", "已被取代。（某报，2026-11-26 查询）")
    items = [item.text_content() for item in box.iter("li")]
    assert items == ["2021-04-08 会议召开。（某社，2026-11-26 查询）", "2025-05-13 又一件事。（某刊，2026-11-26 查询）"]
    assert [link.get("href") for link in box.iter("a")] == [f"https://example.org/{name}" for name in "abc"]


def test_without_a_statement_there_is_no_box(drawn) -> None:
    assert drawn(None) is None


def test_words_of_an_editor_are_text(drawn) -> None:
    hostile = "{{ 7*7 }}<script>x</script>\"'&lt;"
    said = Statement(hostile, "2026-11-26", hostile, "https://example.org/?a=1&b='", "2026-01-01")
    box = drawn(Standing("ended", said, (said,)))
    assert box.text_content().count(hostile) == 4


def test_every_statement_of_ours_was_looked_up_in_time() -> None:
    """What the guideline's own file says can be read, and is what the home page shows."""
    standing = read_standing(ROOT / "source/guideline.toml")
    assert standing
    assert all(each.address and each.looked_up >= each.date for each in standing.followed)
