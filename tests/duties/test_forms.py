"""The tables of duties: words with a gap have one, and a pattern is of a language in which none runs for long."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import ROOT

from gongwen.edition import convert
from gongwen.errors import DataError
from gongwen.extract.duties import extract_duties, read_duty_words
from gongwen.patterns import pattern_of
from gongwen.tables import TEXT, Row, read_table

SOURCE = ROOT / "source"


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        (
            "task_verbs.tsv",
            "向…报告向…报告\tverb\t",
            "expected word with words, one … and words, found “向…报告向…报告”",
        ),
        ("task_verbs.tsv", "…报告\tverb\t", "expected word with words, one … and words, found “…报告”"),
        ("task_verbs.tsv", "拼搏\teffort\t", "expected word with words, one … and words, found “拼搏”"),
        ("task_verbs.tsv", "在…下\tpreposition\t", "expected word without …, found “在…下”"),
        ("duty_words.tsv", "由…负责由…负责\t", "expected word with words, one … and words, found “由…负责由…负责”"),
        ("duty_words.tsv", "由…\t", "expected word with words, one … and words, found “由…”"),
        ("actors.tsv", "省…市\tbody", "expected head without …, found “省…市”"),
        ("deadlines.tsv", ".*\t年", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "(?:[一-龥]+)+年底前\t年底前", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "(?:[一-龥]{1,9}){1,9}年底前\t年底前", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "年(?:底|\t年底", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "[^，]年\t某年", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "[年--月]\t年", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "[龥-一]年\t年", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "年{3,2}\t年年年", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "年底前?+\t年底前", "expected a pattern of characters, [classes], "),
        ("deadlines.tsv", "(?:年底)?前?\t年底前", "expected a pattern that matches a character at least, found "),
        ("deadlines.tsv", "(?!度)\t年", "expected a pattern that matches a character at least, found "),
        ("deadlines.tsv", "年|\t年", "expected a pattern that matches a character at least, found "),
        (
            "deadlines.tsv",
            "年底?" * 40 + "\t年",
            "expected a pattern of at most 1000 ways to match, found 1099511627776 ",
        ),
        ("deadlines.tsv", "[一-龥]{1,40}[一-龥]{1,40}年\t某某年", "expected a pattern of at most 1000 ways to match, "),
        ("deadlines.tsv", "(?:年|" * 70 + "\t年", "expected a pattern of at most 200 characters, found 350"),
        ("deadlines.tsv", "年底\t年前", "expected a pattern that matches its example, found “年底” and “年前”"),
    ],
)
def test_a_cell_of_another_form_is_named(tmp_path: Path, name: str, row: str, message: str) -> None:
    source = shutil.copytree(SOURCE, tmp_path / "source")
    lines = (source / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    (source / name).write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_duty_words(source)
    assert str(error.value).startswith(f"{name}:{len(lines) + 1}: {message}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        ("年底", "年底"),
        (r"\d{4}年(?:\d{1,2}月)?底?", "2018年3月底"),
        (r"[一二\d]{1,3}(?:年|个月)(?!度)", "二个月"),
        (r"[一-十]\.", "九."),
        ("每(?:年|(?:季|月)度?)", "每季度"),
    ],
)
def test_what_is_of_the_language_stays_as_it_is(pattern: str, example: str) -> None:
    row = Row("deadlines.tsv", 1, {"pattern": pattern, "example": example})
    assert pattern_of(row, "pattern", "example") == pattern
    assert re.fullmatch(pattern, example)


def test_the_patterns_of_the_table_are_of_the_language() -> None:
    rows = read_table(SOURCE / "deadlines.tsv", {"pattern": TEXT, "example": TEXT}, "pattern")
    assert all(re.fullmatch(pattern_of(row, "pattern", "example"), row["example"]) for row in rows)


@pytest.mark.parametrize("pattern", ["[一-龥]{1,40}", "[一-龥]{1,9}[一-龥]{1,9}年", "年?年?年?年?年?年?年?年?年?年"])
def test_a_pattern_of_many_ways_comes_to_an_end(tmp_path: Path, pattern: str) -> None:
    """Whatever it finds: before the verb of a stretch it is tried in one way, not in all of them."""
    source = shutil.copytree(SOURCE, tmp_path / "source")
    with (source / "deadlines.tsv").open("a", encoding="utf-8") as table:
        table.write(f"{pattern}\t某某年\n")
    document = convert(SOURCE / "guideline.txt")[1]
    assert extract_duties(document, read_duty_words(source), {})
