"""Hand-kept data: tab-separated tables with a header, comments and a schema.

Place names, short names, dictionary words, explanations and signed repairs are data. An error in
them names file and line, so that whoever edits them needs no Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import DataError

ANY = r".*"
TEXT = r".+"
"""A cell that must not be empty."""


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def list(self, column: str) -> tuple[str, ...]:
        """A cell that holds several values: ``凉山州|凉山`` → ``("凉山州", "凉山")``.

        Raises :class:`DataError` for an empty one: ``凉山州|``.
        """
        cell = self.cells[column]
        values = tuple(cell.split("|")) if cell else ()
        if not all(value.strip() for value in values):
            raise self.error(f"{column} parted by single |", f"an empty one in “{cell}”", "remove the | too many")
        return values

    def error(self, expected: str, found: str, mend: str) -> DataError:
        """A :class:`DataError` that names this row."""
        return DataError(self.file, self.line, expected, found, mend)


def read_table(path: Path, schema: Mapping[str, str], unique: str = "", listed: bool = False) -> tuple[Row, ...]:
    """Read the table at ``path``: UTF-8 (with or without a BOM), tabs, first row the columns, ``#`` a comment.

    ``schema`` maps each column to a regular expression that its cells match whole; cells of the
    column ``unique`` may not repeat, nor, where they are ``listed``, the values in them. Raises
    :class:`DataError` at the first row that differs.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(path.name, None, "a table in UTF-8", str(problem), "restore the file") from problem
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    header = "\t".join(schema)
    if not numbered or numbered[0][1] != header:
        line, found = numbered[0] if numbered else (1, "nothing")
        raise DataError(
            path.name, line, f"the header “{header}”", f"“{found}”", "put the columns in this order, with tabs"
        )
    return _checked(path.name, numbered[1:], schema, unique, listed)


def _checked(
    file: str, numbered: list[tuple[int, str]], schema: Mapping[str, str], unique: str, listed: bool
) -> tuple[Row, ...]:
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in numbered:
        cells = line.split("\t")
        if len(cells) != len(schema):
            raise DataError(file, number, f"{len(schema)} cells", f"{len(cells)}", "separate the cells by single tabs")
        row = Row(file, number, dict(zip(schema, cells, strict=True)))
        for column, pattern in schema.items():
            if not re.fullmatch(pattern, row[column]):
                raise row.error(f"{column} to match {pattern}", f"“{row[column]}”", "write it in that form")
        for value in () if not unique else row.list(unique) if listed else (row[unique],):
            if value in seen:
                raise row.error(f"{unique} once", f"“{value}” also in line {seen[value]}", "keep one of the two")
            seen[value] = number
        rows.append(row)
    return tuple(rows)
