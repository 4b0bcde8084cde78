"""A file of an office program → what it claims of the text: the tables of a workbook, the passages of a document."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache

from openpyxl import load_workbook

from gongwen.office.schema import read_schema


def workbook_records(content: bytes) -> Iterator[Mapping[str, str]]:
    """The rows of each sheet by its first row, under the names that the columns have in the CSV files.

    ``{"id": "c8-p1-s3", "text": "西部地区要…"}``; a sheet or a column that is not known keeps the titles it has.
    """
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        rows = ([str(cell) if cell is not None else "" for cell in row] for row in sheet.iter_rows(values_only=True))
        names = _names().get(sheet.title, {})
        head = [names.get(title, title) for title in next(rows, [])]
        for row in rows:
            yield {name or str(at): cell for at, (name, cell) in enumerate(zip(head, row, strict=True))}


@cache
def _names() -> dict[str, dict[str, str]]:
    return {table.sheet: {column.title: column.name for column in table.columns} for table in read_schema()}
