"""Edition → all tables as one workbook (``.xlsx``), for whoever opens them in Excel or WPS.

A CSV file in UTF-8 is mojibake in Excel, which takes it for the code page of the machine, and its codes and dates are
turned into numbers. Here every text is a text, no cell a formula, and what is an id leads to its place on the site.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.office.archive import settle
from gongwen.office.duty_sheets import Shown, duty_sheets
from gongwen.office.remarks import Remark, remarks
from gongwen.office.schema import Column, Table, width_of
from gongwen.publish.export import Rows, tables
from gongwen.records import Edition
from gongwen.work import Work, work_of

_FONT, _SIZE = "宋体", 10.5
_TEXT, _NUMBER = "@", "0"
"""Number formats: text as it is typed, and a whole number."""
_HEAD = {
    "font": Font(name=_FONT, size=_SIZE, bold=True),
    "fill": PatternFill("solid", fgColor="F3EFE6"),
    "border": Border(bottom=Side("thin", color="8E1D18")),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
_BODY = Font(name=_FONT, size=_SIZE)
_LINK = Font(name=_FONT, size=_SIZE, color="8E1D18", underline="single")
_TOP = Alignment(vertical="top", wrap_text=True)
_NARROW, _WIDE, _CODES = 6, 60, 24
"""The least and the largest width of a column, in digits, and the largest of one without Chinese in it."""
_CROSSED = 36
"""The same for a column of the matrix, which has many."""
_LONGEST = 32_767
"""Characters of a cell (Excel's specification)."""


def workbook(edition: Edition, schema: Sequence[Table], addresses: Mapping[str, str], home: str = "") -> bytes:
    """The ``.xlsx``: a sheet that says what it is, then one a table of ``schema``; a table without rows has none.

    ``addresses`` leads from an id to its absolute address, ``c8-p1-s3`` → ``https://…/clauses/8/#c8-p1-s3``; empty for
    a site without a public one, as is ``home``.
    """
    lines, more = remarks(edition, home), duty_sheets(edition)
    return print_workbook(work_of(edition), lines, schema, tables(edition), addresses, more)


def print_workbook(
    work: Work,
    lines: Sequence[Remark],
    schema: Sequence[Table],
    rows: Mapping[str, Rows],
    addresses: Mapping[str, str],
    more: Sequence[Shown] = (),
) -> bytes:
    """The same of any document: the ``lines`` of what it is, the ``rows`` of the tables by name, ``more`` sheets."""
    book = Workbook()
    shown = [table for table in schema if rows.get(table.name)]
    _tell(book.active, lines, shown, {table.name: len(rows[table.name]) for table in shown})
    for extra in more:
        _put(book.active, [extra.name, f"共 {len(extra.rows)} 行", "", extra.meaning])
    for table in shown:
        sheet = book.create_sheet(table.sheet)
        body = [[_said(row[column.name]) for column in table.columns] for row in rows[table.name]]
        _fill(sheet, table.columns, body, addresses)
    for extra in more:
        _cross(book.create_sheet(extra.name), extra, addresses)
    book.properties.title, book.properties.creator = work.title, "、".join(work.issuers)
    book.properties.language, book.properties.description = "zh-CN", lines[0].text
    content = io.BytesIO()
    book.save(content)
    return settle(content.getvalue(), work.day)


def _tell(sheet: Worksheet, lines: Sequence[Remark], shown: Sequence[Table], counts: Mapping[str, int]) -> None:
    """The first sheet: what the workbook is of, which sheets it has, and what their columns mean."""
    sheet.title = "说明"
    for line in lines:
        _put(sheet, [line.label, line.text], {1: line.link} if line.link else {})
        sheet.cell(sheet.max_row, 1).font = _HEAD["font"]
    _put(sheet, [])
    _put(sheet, ["工作表", "列", "CSV 中的列名", "含义"], head=True)
    first = sheet.max_row
    for table in shown:
        _put(sheet, [table.sheet, f"共 {counts[table.name]} 行", f"{table.name}.csv", table.row])
        for column in table.columns:
            _put(sheet, [table.sheet, column.title, column.name, column.meaning])
    sheet.auto_filter.ref = f"A{first}:D{sheet.max_row}"
    for letter, width in zip("ABCD", (14, 18, 20, _WIDE), strict=True):
        sheet.column_dimensions[letter].width = width
    for number in range(1, first - 1):  # the lines of the head go over all columns
        sheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=4)
    _print_wide(sheet)


def _fill(
    sheet: Worksheet, columns: Sequence[Column], body: Sequence[Sequence[str | int]], links: Mapping[str, str]
) -> None:
    """A table with its head frozen and a filter on each column."""
    _put(sheet, [column.title for column in columns], head=True)
    ids = [at for at, column in enumerate(columns) if column.type == "id"]
    for row in body:
        _put(sheet, row, {at: links[str(row[at])] for at in ids if row[at] in links})
    last = get_column_letter(len(columns))
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", f"A1:{last}{sheet.max_row}"
    for number, cells in enumerate(zip([column.title for column in columns], *body, strict=True), 1):
        wide = max(width_of(str(cell)) for cell in cells) + 2.0
        limit = _WIDE if any(not str(cell).isascii() for cell in cells[1:]) else _CODES
        # The head has the button of its filter as well.
        wide = max(min(wide, limit), width_of(cells[0]) + 4.0, _NARROW)
        sheet.column_dimensions[get_column_letter(number)].width = wide
    sheet.print_title_rows = "1:1"
    _print_wide(sheet)


def _cross(sheet: Worksheet, shown: Shown, addresses: Mapping[str, str]) -> None:
    """Rows with a head and a first column that stay in sight."""
    _put(sheet, shown.head, head=True)
    for number, row in enumerate(shown.rows):
        found = {at: shown.ids.get((number, at), "") for at in range(len(row))}
        _put(sheet, row, {at: addresses[id_] for at, id_ in found.items() if id_ in addresses})
        sheet.cell(sheet.max_row, 1).font = _HEAD["font"]
    sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols = "B2", "1:1", "A:A"
    for number, cells in enumerate(zip(shown.head, *shown.rows, strict=True), 1):
        wide = max(width_of(cell) for cell in cells) + 2.0
        sheet.column_dimensions[get_column_letter(number)].width = min(max(wide, _NARROW), _CROSSED)
    _print_wide(sheet)


def _print_wide(sheet: Worksheet) -> None:
    """On A4, lying, as many sheets high as it takes and one wide."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "— &P —"


def _put(
    sheet: Worksheet, values: Sequence[str | int], links: Mapping[int, str] | None = None, head: bool = False
) -> None:
    """One more row; ``links`` are addresses by the place of their cell."""
    sheet.append([None] * len(values))
    number = sheet._current_row
    for at, value in enumerate(values):
        cell = sheet.cell(number, at + 1)
        _set(cell, value)
        cell.font, cell.alignment = _BODY, _TOP
        if address := (links or {}).get(at):
            cell.hyperlink, cell.font = address, _LINK
        if head:
            for name, style in _HEAD.items():
                setattr(cell, name, style)


def _set(cell: Cell, value: str | int) -> None:
    """A number as one; all else as text, whatever it begins with: ``=1+1`` is no formula, ``011`` no eleven."""
    if isinstance(value, int):
        cell.value, cell.number_format = value, _NUMBER
        return
    cell.number_format = _TEXT
    if value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type = "s"


def _said(value: object) -> str | int:
    """A value of a table as a cell has it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return value
    return "|".join(value) if isinstance(value, tuple) else str(value)
