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

INVISIBLE = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""A pattern for what is not seen and yet acts: NUL and other controls, marks that turn the direction of a text."""


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


def read_table(
    path: Path, schema: Mapping[str, str], unique: str = "", listed: bool = False, damaged: str = ""
) -> tuple[Row, ...]:
    """Read the table at ``path``: UTF-8 (with or without a BOM), tabs, first row the columns, ``#`` a comment.

    ``schema`` maps each column to a regular expression that its cells match whole; cells of the
    column ``unique`` may not repeat, nor, where they are ``listed``, the values in them. Only the column
    ``damaged``, which quotes a page as it is, may have invisible characters. Raises :class:`DataError` at the first
    row that differs.
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
    return _checked(path.name, numbered[1:], schema, unique, listed, damaged)


def _checked(
    file: str, numbered: list[tuple[int, str]], schema: Mapping[str, str], unique: str, listed: bool, damaged: str
) -> tuple[Row, ...]:
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in numbered:
        cells = line.split("\t")
        if len(cells) != len(schema):
            raise DataError(file, number, f"{len(schema)} cells", f"{len(cells)}", "separate the cells by single tabs")
        row = Row(file, number, dict(zip(schema, cells, strict=True)))
        for column, pattern in schema.items():
            if column != damaged and (found := re.search(INVISIBLE, row[column])):
                raise row.error(f"{column} that one can see whole", f"U+{ord(found[0]):04X}", "remove the character")
            if not re.fullmatch(pattern, row[column]):
                raise row.error(f"{column} to match {pattern}", f"“{row[column]}”", "write it in that form")
        for value in () if not unique else row.list(unique) if listed else (row[unique],):
            if value in seen:
                raise row.error(f"{unique} once", f"“{value}” also in line {seen[value]}", "keep one of the two")
            seen[value] = number
        rows.append(row)
    return tuple(rows)


def refuse_invisible(file: str, text: str, data: object) -> None:
    """Raise :class:`DataError` for what one cannot see in the strings of a TOML file, escaped or not: ``\\u202e``."""
    if isinstance(data, Mapping):
        data = [*data, *data.values()]
    if isinstance(data, list):
        for item in data:
            refuse_invisible(file, text, item)
    elif isinstance(data, str) and (found := re.search(INVISIBLE, data)):
        escapes = rf"{re.escape(found[0])}|(?i:\\[uU]0*{ord(found[0]):x}(?![0-9a-f]))"
        at = re.search(escapes, text)
        line = text.count("\n", 0, at.start()) + 1 if at else None
        raise DataError(file, line, "strings that one can see whole", f"U+{ord(found[0]):04X}", "remove the character")
