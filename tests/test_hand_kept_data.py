"""Hand-kept data: whoever makes a mistake in a table reads which file and line to mend, whatever the table."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from support import ROOT

from gongwen.edition import expect_as_received, make_edition
from gongwen.errors import DataError, GongwenError
from gongwen.packages import read_packages
from gongwen.permanence.redirects import read_redirects
from gongwen.publish.pages import render_docs
from gongwen.restore import read_variants
from gongwen.search.records import read_examples, read_lexicon
from gongwen.tables import ANY, TEXT, read_table

SOURCE = ROOT / "source"
TABLES = sorted({path.name for path in SOURCE.glob("*.tsv")} - {"register.tsv", "wordings.tsv", "query_examples.tsv"})
"""Register and wordings are written by the build, not by hand; the examples are read by it alone, and tested there."""


def cited(day: str) -> str:
    """A row of ``documents.tsv`` with this date."""
    return f"some\tmeeting\t某次会议\t\t某次会议\t{day}\t\t\t某报"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return shutil.copytree(SOURCE, tmp_path / "source")


def read_all(source: Path) -> None:
    edition = make_edition(source)
    read_lexicon(source, edition.pairings, edition.terms)
    read_examples(source / "query_examples.tsv")
    read_packages(source / "packages.tsv", ROOT / "requirements")
    read_redirects(source / "redirects.tsv")


def rows(path: Path) -> list[int]:
    """The numbers of the header and of the rows, without comments."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")]


def test_the_tables_as_they_are(source: Path) -> None:
    read_all(source)


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_column_is_named(source: Path, name: str) -> None:
    table = source / name
    lines = table.read_text(encoding="utf-8").split("\n")
    header = rows(table)[0]
    lines[header] = lines[header].rpartition("\t")[0]
    assert_named(source, name, lines, f"{name}:{header + 1}: expected the header “")


@pytest.mark.parametrize("name", TABLES)
def test_a_row_with_a_cell_too_many_is_named(source: Path, name: str) -> None:
    table = source / name
    lines = table.read_text(encoding="utf-8").split("\n")
    last = rows(table)[-1]
    lines.insert(last + 1, lines[last] + "\t更多")
    cells = lines[last].count("\t") + 1
    assert_named(source, name, lines, f"{name}:{last + 2}: expected {cells} cells, found {cells + 1};")


@pytest.mark.parametrize("name", [name for name in TABLES if name != "guideline.repairs.tsv"])
def test_a_row_that_stands_twice_is_named(source: Path, name: str) -> None:
    table = source / name
    lines = table.read_text(encoding="utf-8").split("\n")
    last = rows(table)[-1]
    lines.insert(last + 1, lines[last])
    assert_named(source, name, lines, f"{name}:{last + 2}: expected ")


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("confirmed.tsv", "c4-p9\twhole\t某报", "expected the id of a clause or paragraph, found “c4-p9”"),
        ("lexicon.tsv", "陕\t陕\tx\t\t\t\t", "expected kind to match"),
        ("packages.tsv", "nobody-asked\tx\tMIT\tx\t2026-01-01\t2026-01-02\tx", "expected a package that requirements"),
        ("corrections.tsv", "/full/#c1\t2027-02-30\t甲\t乙\twhy", "expected a day of the calendar, found “2027-02-30”"),
        ("corrections.tsv", "/full/#c1\t2027-02-03\t甲\t甲\twhy", "expected a correction that changes something"),
        ("additions.tsv", "2027-02-30\t/data/\t甲", "expected a day of the calendar, found “2027-02-30”"),
        ("additions.tsv", "2016-01-01\t/data/\t甲", "expected a date from 2026-11-26 on, found “2016-01-01”"),
        ("additions.tsv", "2027-01-01\t/javascript:alert(1)/\t甲", "expected address to match"),
        ("documents.tsv", cited("2016-99-20"), "expected a day of the calendar, found “2016-99-20”"),
        ("documents.tsv", cited("2016-02-01/2016-02-30"), "expected a day of the calendar, found “2016-02-30”"),
        ("documents.tsv", cited("2016-10-27/2016-10-24"), "expected date from one day to a later one, found “2016-10-"),
        ("documents.tsv", cited("2016-10-27/2016-10-27"), "expected date from one day to a later one, found “2016-10-"),
        ("packages.tsv", "jinja2\tx\tMIT\tx\t2026-02-30\t2026-03-02\tx", "expected a package that requirements"),
        ("lexicon.tsv", "term\tx\t某某词\t\tmǒu mǒu\t\t", "expected a syllable for each character, found 2 for 3"),
        ("lexicon.tsv", "term\tx\t某某词\t\t某某词\t\t", "expected pinyin to match"),
        ("redirects.tsv", "/data/a.csv\t/data/b.csv\twhy", "expected old to match "),
        ("guideline.repairs.tsv", "不在页中\t某\tA. Editor\twhy", "expected “不在页中” exactly once in the page"),
    ],
)
def test_a_wrong_cell_is_named(source: Path, name: str, row: str, message: str) -> None:
    lines = (source / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert_named(source, name, [*lines, row, ""], f"{name}:{len(lines) + 1}: {message}")


def assert_named(source: Path, name: str, lines: list[str], message: str) -> None:
    (source / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_all(source)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("key", ["file", "sha256", "note", "issuers", "publisher", "place", "published"])
def test_a_missing_key_of_the_provenance_is_named(source: Path, key: str) -> None:
    file = source / "guideline.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{key} =")]
    file.write_text("\n".join(kept), encoding="utf-8")
    table = "page" if key in ("file", "sha256", "note") else "document"
    at = kept.index(f"[{table}]") + 1
    with pytest.raises(DataError, match=rf"^guideline.toml:{at}: expected the key {key} in \[{table}\], found none"):
        make_edition(source)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("published = 2016-12-07", "published = 2016-12-07T00:00:00", "published to be a day up to today"),
        ("published = 2016-12-07", "published = 9999-01-01", "published to be a day up to today"),
        ("published = 2016-12-07", 'published = "2016-12-07"', "published to be a day up to today"),
        ("looked_up = 2026-11-26", "looked_up = 9999-12-31", "looked_up to be a day up to today"),
        ("issuers = [", "issuers = [1, ", "issuers to be a list of words"),
        ("issuers = [", "issuers = []\nplaces = [", "issuers to be a list of words"),
        ("issuers = [", 'issuers = ["国务院办公厅", ', "issuers to be a list of words, each once"),
        ("issuers = [", 'issuers = ["", ', "issuers to be a list of words"),
        ('publisher = "新华社"', 'publisher = ["a"]', "publisher to be a line of words, found “['a']”"),
        ('publisher = "新华社"', 'publisher = ""', "publisher to be a line of words"),
        ('place = "北京"', "place = 5", "place to be a line of words, found “5”"),
        ('place = "北京"', 'place = "北京"\ncity = "北京"', "one of issuers, publisher, place, published, subject, "),
        ("note = ", "note = [1]\nother = ", "note to be a line of words"),
        ('sha256 = "9', 'sha256 = "', "sha256 to be 64 hexadecimal digits"),
        ('file = "guideline.txt"', 'file = "other.txt"', "the file guideline.txt, found “other.txt”"),
        ("[standing]", "[stands]", "one of the tables page, document, standing, followed, found “stands”"),
        ("[page]", "title = 1\n[page]", "one of the tables page, document, standing, followed, found “title”"),
    ],
)
def test_a_wrong_value_of_the_provenance_is_named(source: Path, before: str, after: str, expected: str) -> None:
    file = source / "guideline.toml"
    text = file.read_text(encoding="utf-8")
    assert f"\n{before}" in text
    text = text.replace(f"\n{before}", f"\n{after}", 1)
    file.write_text(text, encoding="utf-8")
    changed = (
        next(part for part in after.split("\n") if part not in before) if "city" in after else after.split("\n")[0]
    )
    at = next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(changed))
    with pytest.raises(DataError) as error:
        make_edition(source)
    assert str(error.value).startswith(f"guideline.toml:{at}: expected {expected}")


def test_a_page_that_is_not_the_one_received_stops_the_build(source: Path) -> None:
    """Not one character of the text differs, and yet all that is said of the page is said of another."""
    expect_as_received(make_edition(source), source)
    page, facts = source / "guideline.txt", (source / "guideline.toml").read_text(encoding="utf-8")
    page.write_bytes(page.read_bytes().replace(b"\n", b" \n", 1))
    at = next(number for number, line in enumerate(facts.split("\n"), 1) if line.startswith("sha256"))
    edition = make_edition(source)
    assert edition.text == make_edition(SOURCE).text
    found = re.escape(edition.provenance.sha256)
    expected = (
        rf"^guideline\.toml:{at}: expected the SHA-256 of guideline\.txt as received, found {found} of it as it is; "
    )
    with pytest.raises(DataError, match=expected):
        expect_as_received(edition, source)
    collation = render_docs(edition)["collation.md"]
    assert "网页原样保存" not in collation
    assert "尚未与其他副本核对" in collation


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"document = 1", "guideline.toml: expected the table [page], found none"),
        (b"[page]\nx = 1", "guideline.toml:2: expected one of file, sha256, note in [page], found “x”"),
        (b"[[page]]\nx = 1", "guideline.toml:1: expected the table [page], found none"),
        (
            b"[document]\nissuers =\n",
            "guideline.toml:2: expected the provenance of the page, found TOMLDecodeError",
        ),
        ("中".encode("gbk"), "guideline.toml: expected the provenance of the page, found UnicodeDecodeError"),
    ],
)
def test_a_broken_provenance_is_named(source: Path, content: bytes, message: str) -> None:
    (source / "guideline.toml").write_bytes(content)
    with pytest.raises(DataError) as error:
        make_edition(source)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("name", [*TABLES, "guideline.toml", "guideline.txt"])
def test_a_byte_order_mark_changes_nothing(source: Path, name: str) -> None:
    text = (source / name).read_bytes()
    expected = make_edition(source)
    (source / name).write_bytes(b"\xef\xbb\xbf" + text)
    read_all(source)
    found = make_edition(source)
    assert (found.document, found.duties, found.terms) == (expected.document, expected.duties, expected.terms)


def test_a_missing_page_is_named(source: Path) -> None:
    (source / "guideline.txt").unlink()
    with pytest.raises(DataError, match=r"^guideline.txt: expected a file, found No such file or directory"):
        make_edition(source)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_is_an_edition_or_one_line(source: Path, name: str) -> None:
    lines = (source / name).read_text(encoding="utf-8").split("\n")
    (source / name).write_text("\n".join(lines[: rows(source / name)[0] + 1]) + "\n", encoding="utf-8")
    message = attempt(source)
    assert not message or re.fullmatch(r"[\w.-]+(:\d+)*: expected .+, found .+; to mend: .+", message)


def attempt(source: Path) -> str:
    """What stops the edition of ``source``, if something does."""
    try:
        read_all(source)
        render_docs(make_edition(source))
    except GongwenError as error:
        return str(error)
    return ""


def test_a_document_without_pairings_has_none(source: Path) -> None:
    page = "关于协作的意见\n现提出意见。\n一、总体要求\n（一）目标。各地区要做好工作，到2020年完成。\n"
    (source / "guideline.txt").write_text(page, encoding="utf-8")
    edition = make_edition(source)
    assert (edition.pairings, edition.paired_places, len(edition.duties)) == ((), (), 1)
    assert json.loads(render_docs(edition)["data/pairings.json"]) == []


@pytest.mark.parametrize("cell", ["凉山州|", "|", "|凉山州", "凉山州||大凉山", "凉山州| "])
def test_an_empty_value_in_a_list_is_named(source: Path, cell: str) -> None:
    lines = (source / "places.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("凉山彝族自治州\t"))
    lines[at] = f"凉山彝族自治州\t凉山\t{cell}"
    assert_named(
        source, "places.tsv", lines, f"places.tsv:{at + 1}: expected aliases parted by single |, found an empty"
    )


@pytest.mark.parametrize(
    ("name", "row"),
    [("abbreviations.tsv", "某|\t某某"), ("synonyms.tsv", None)],
)
def test_an_empty_value_in_any_list_is_named(source: Path, name: str, row: str | None) -> None:
    lines = (source / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    row = row or next(line for line in reversed(lines) if "|" in line).replace("|", "||", 1)
    assert_named(source, name, [*lines, row], f"{name}:{len(lines) + 1}: expected ")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("乾\t干\t乾縣\twhy", "words with 乾 in simplified script, found"),
        ("乾\t干\t干县\twhy", "words with 乾 in simplified script, found"),
        ("陜西\t陕西\t\twhy", "variant to match ., found “陜西”"),
        ("乾\t干\t乾县||乾安\twhy", "kept parted by single |, found an empty one"),
    ],
)
def test_a_wrong_row_of_variants_is_named(tmp_path: Path, row: str, found: str) -> None:
    table = tmp_path / "variants.tsv"
    table.write_text(f"variant\tstandard\tkept\twhy\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_variants(table)
    assert str(error.value).startswith(f"variants.tsv:2: expected {found}")


def test_a_message_stays_short_and_printable(tmp_path: Path) -> None:
    table = tmp_path / f"{'表' * 60}.tsv"
    table.write_text("name\tmeans\n甲\t\ue000[31m" + "乙" * 5000 + "\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_table(table, {"name": TEXT, "means": "丙{1,9}"})
    message = str(error.value)
    assert len(message) <= 300
    assert message.isprintable()
    assert message.startswith(f"{'表' * 20}")
    assert ":2: expected means to match 丙{1,9}, found “U+E000[31m乙乙" in message
    assert message.endswith("”; to mend: write it in that form")


def test_a_missing_table_is_named(source: Path) -> None:
    (source / "places.tsv").unlink()
    with pytest.raises(DataError, match=r"^places.tsv: expected a table in UTF-8, found \[Errno 2\]"):
        make_edition(source)


def test_a_table_in_another_encoding_is_named(source: Path) -> None:
    (source / "places.tsv").write_bytes("name\tshort\taliases\n凉山\t凉山\t\n".encode("gbk"))
    with pytest.raises(DataError, match=r"^places.tsv: expected a table in UTF-8, found 'utf-8' codec"):
        make_edition(source)


def test_comments_and_empty_lines_count_as_lines(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("# a comment\n\nname\tmeans\n\n# another\n甲\t乙|丙\n", encoding="utf-8")
    (row,) = read_table(table, {"name": TEXT, "means": ANY})
    assert (row.line, row["name"], row.list("means")) == (6, "甲", ("乙", "丙"))
