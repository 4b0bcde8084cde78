"""What the tables of ``/data/`` are, in words for people and in types for programs: ``tables.tsv``, ``columns.tsv``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from gongwen.errors import DataError
from gongwen.publish.export import COLUMNS
from gongwen.tables import TEXT, read_table

HERE = Path(__file__).parent
_NAME = r"[a-z][a-z0-9_]*"


@dataclass(frozen=True)
class Column:
    """A column of a table: ``Column("supporter_code", "帮扶方代码", "code", True, "places.code", "…")``."""

    name: str
    title: str
    """What a spreadsheet calls it."""
    type: str
    """id, text, list, code, number or boolean."""
    given: bool
    """Whether no cell is empty."""
    refers: str
    """``table.column`` that each cell which is not empty is one of; empty where there is none."""
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table: ``Table("pairings", "结对关系", "每对一行，按原文顺序", (…))``."""

    name: str
    sheet: str
    row: str
    """What a row is."""
    columns: tuple[Column, ...]


def read_schema(folder: Path = HERE, names: Mapping[str, Sequence[str]] = COLUMNS) -> tuple[Table, ...]:
    """The tables that are published, in the order of the workbook, each with its columns (``names``) in theirs.

    Raises :class:`~gongwen.errors.DataError` where a table or column that is published is not described, or one that
    is described is not published.
    """
    tables, columns = folder / "tables.tsv", folder / "columns.tsv"
    # A sheet's name has at most 31 characters, none of them []:*?/\ (ECMA-376, 18.2.19; Excel refuses others).
    kinds = read_table(tables, {"table": _NAME, "sheet": r"[^\[\]:*?/\\]{1,31}", "row": TEXT}, unique="table")
    schema = {
        "table": _NAME,
        "column": _NAME,
        "title": TEXT,
        "type": "id|text|list|code|number|boolean",
        "given": "(?:yes)?",
        "refers": rf"(?:{_NAME}\.{_NAME})?",
        "meaning": TEXT,
    }
    rows = read_table(columns, schema)
    found: dict[str, list[Column]] = {}
    for row in rows:
        cells = {key: row[key] for key in ("title", "type", "refers", "meaning")}
        column = Column(name=row["column"], given=row["given"] == "yes", **cells)
        found.setdefault(row["table"], []).append(column)
    published = {name: list(columns_) for name, columns_ in names.items()}
    described = {row["table"]: [column.name for column in found.get(row["table"], ())] for row in kinds}
    _expect_same(described, published, columns.name)
    return tuple(Table(row["table"], row["sheet"], row["row"], tuple(found[row["table"]])) for row in kinds)


def width_of(text: str) -> float:
    """How wide the widest line of a text is, in digits: 凉山彝族自治州 is 14 of them."""
    return max(sum(2.0 if east_asian_width(sign) in "WFA" else 1.0 for sign in line) for line in text.split("\n"))


def _expect_same(described: dict[str, list[str]], published: dict[str, list[str]], file: str) -> None:
    for name in sorted(described.keys() | published.keys()):
        wanted, there = published.get(name, []), described.get(name, [])
        if wanted != there:
            found = _first_difference(there, wanted)
            raise DataError(file, None, f"the columns of {name} as they are published", found, "describe each in order")


def _first_difference(there: Sequence[str], wanted: Sequence[str]) -> str:
    for at, column in enumerate(wanted):
        if list(there[at : at + 1]) != [column]:
            return f"{(*there, 'none')[min(at, len(there))]} where {column} stands"
    return f"{there[len(wanted)]} behind the last one" if len(there) > len(wanted) else "none"
