"""The workbook, read back with openpyxl: all rows of all tables, as text, without a formula, with live links."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from gongwen.errors import DataError
from gongwen.numerals import number_of
from gongwen.office.files import addresses_of
from gongwen.office.schema import HERE, Table, read_schema
from gongwen.office.workbook import workbook
from gongwen.records import Edition
from gongwen.site.passages import Passages
from gongwen.site.proof import ProofError, prove_file

HOME = "https://example.org/guide/"


@pytest.fixture(scope="module")
def schema() -> tuple[Table, ...]:
    return read_schema()


@pytest.fixture(scope="module")
def content(edition: Edition, schema: tuple[Table, ...]) -> bytes:
    """The workbook of a site with an address."""
    return workbook(edition, schema, addresses_of(edition, HOME), f"{HOME}full/")


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_each_sheet_has_its_table_whole(site_dir: Path, schema: tuple[Table, ...]) -> None:
    book = load_workbook(site_dir / "data/guideline.xlsx")
    assert book.sheetnames == ["说明", *(table.sheet for table in schema), "主体×领域", "期限"]
    for table in schema:
        rows = json.loads((site_dir / f"data/{table.name}.json").read_text(encoding="utf-8"))
        head, *body = book[table.sheet].iter_rows(values_only=True)
        assert list(head) == [column.title for column in table.columns]
        for record, cells in zip(rows, body, strict=True):
            for column, cell in zip(table.columns, cells, strict=True):
                value = record[column.name]
                if isinstance(value, bool):
                    value = "是" if value else "否"
                assert (cell if cell is not None else "") == ("|".join(value) if isinstance(value, list) else value)


def test_the_head_is_frozen_and_every_column_has_a_filter(book: Workbook, schema: tuple[Table, ...]) -> None:
    for table in schema:
        sheet = book[table.sheet]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


def test_the_matrix_has_every_duty_in_its_cell(book: Workbook, site_dir: Path) -> None:
    sheet = book["主体×领域"]
    rows = json.loads((site_dir / "data/duty_matrix.json").read_text(encoding="utf-8"))
    fields = [cell.value for cell in sheet[1]]
    found, actor = list[tuple[str, str, str, str]](), ""
    for line in sheet.iter_rows(min_row=2):
        actor = line[0].value or actor
        for field, cell in zip(fields[1:], line[1:], strict=True):
            if cell.value:
                found.append((actor, field, cell.value, cell.hyperlink.target))
    assert sorted(found) == sorted(
        (row["actor"] or "未写明主体", row["field"], row["quote"], f"{HOME}duties/#{row['id']}") for row in rows
    )
    assert fields[1:] == sorted(fields[1:], key=lambda field: number_of(field[1 : field.index("）")]) or 0)
    assert sheet.freeze_panes == "B2"


def test_deadlines_lie_in_their_years(book: Workbook) -> None:
    head, *body = book["期限"].iter_rows(values_only=True)
    assert head[2:] == ("2016年", "2017年", "2018年", "2019年", "2020年")
    assert {row[0]: row[2:] for row in body} == {
        "到2020年": (None, None, None, None, "●"),
        "两到三年": (None, "■", "■", "□", None),
        "每年": (None, "○", "○", "○", "○"),
    }


def test_a_code_is_text(book: Workbook) -> None:
    codes = [row[2] for row in book["结对关系"].iter_rows(min_row=2)]
    assert {len(cell.value) for cell in codes} == {6}
    assert {(cell.data_type, cell.number_format) for cell in codes} == {("s", "@")}
    numbers = [row[9] for row in book["结对关系"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in numbers} == {"n"}


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "{=A1}", "\t=1", "#REF!", "=HYPERLINK(1)"])
def test_no_cell_is_a_formula(edition: Edition, schema: tuple[Table, ...], hostile: str) -> None:
    terms = (replace(edition.terms[0], note=hostile, name=hostile), *edition.terms[1:])
    book = load_workbook(io.BytesIO(workbook(replace(edition, terms=terms), schema, {})))
    row = next(book["术语"].iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in (row[2], row[9])] == [(hostile, "s")] * 2
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert kinds <= {"s", "n"}


def test_an_id_leads_to_its_place(book: Workbook, site_dir: Path) -> None:
    for sheet in (book[table.sheet] for table in read_schema()):
        linked = {cell.value: cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
        assert linked, sheet.title
        for id_, target in linked.items():
            page, _, anchor = target.removeprefix(HOME).partition("#")
            assert anchor == id_ if anchor else page
            assert f'id="{id_}"' in (site_dir / page / "index.html").read_text(encoding="utf-8"), target
    linked = {cell.value: cell.hyperlink.target for (cell,) in book["结对关系"].iter_rows(min_row=2, max_col=1)}
    assert linked["pair-5"] == f"{HOME}pairings/#pair-5"


def test_without_an_address_there_is_no_link(edition: Edition, schema: tuple[Table, ...]) -> None:
    book = load_workbook(io.BytesIO(workbook(edition, schema, addresses_of(edition, ""))))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert not [row for row in book["说明"].iter_rows(max_col=1, values_only=True) if row == ("网址",)]


def test_it_says_what_it_is(book: Workbook, edition: Edition) -> None:
    said = dict(book["说明"].iter_rows(max_row=5, max_col=2, values_only=True))
    assert list(said) == ["非官方文本", "文件", "来源", "核对", "网址"]
    assert edition.document.title in said["文件"]
    assert said["网址"] == f"{HOME}full/"


def test_nothing_in_it_is_of_this_day_or_machine(content: bytes, edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count(f"{edition.provenance.published}T00:00:00Z</dcterms:") == 2


def test_one_character_is_noticed(content: bytes, edition: Edition) -> None:
    passages, name = Passages(edition), "data/guideline.xlsx"
    prove_file(name, content, passages)
    for was, instead in (
        ("组织化程度", "组织化程序"),
        ("西部地区要摸清底数", "西部地区摸清底数"),
        ("凉山彝族", "凉山藏族"),
    ):
        book = load_workbook(io.BytesIO(content))
        cell = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if was in str(cell.value))
        cell.value = cell.value.replace(was, instead)
        changed = io.BytesIO()
        book.save(changed)
        with pytest.raises(ProofError, match=rf"^{name}.*: expected "):
            prove_file(name, changed.getvalue(), passages)


def test_a_sentence_that_is_gone_is_noticed(content: bytes, edition: Edition) -> None:
    book = load_workbook(io.BytesIO(content))
    book["全文"].delete_rows(12)
    changed = io.BytesIO()
    book.save(changed)
    with pytest.raises(ProofError, match="its sentences once and in order"):
        prove_file("data/guideline.xlsx", changed.getvalue(), Passages(edition))


def test_a_column_that_nobody_described_is_named(tmp_path: Path) -> None:
    (tmp_path / "tables.tsv").write_bytes((HERE / "tables.tsv").read_bytes())
    columns = (HERE / "columns.tsv").read_text(encoding="utf-8")
    line = next(line for line in columns.splitlines() if line.startswith("duties\tdeadline"))
    (tmp_path / "columns.tsv").write_text(columns.replace(f"{line}\n", ""), encoding="utf-8")
    with pytest.raises(DataError, match=r"^columns.tsv: expected the columns of duties .* where deadline stands"):
        read_schema(tmp_path)


def test_no_browser_keeps_a_download(site_dir: Path) -> None:
    kept = (site_dir / "service-worker.js").read_text(encoding="utf-8")
    assert "data/pairings.csv" in kept
    assert ".xlsx" not in kept
