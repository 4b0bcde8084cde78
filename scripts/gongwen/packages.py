"""The packages the project stands on: what is asked for, what is locked, and what the editors wrote of each.

``requirements/*.in`` say what is asked for, ``*.lock`` which version comes, ``source/packages.tsv`` what it is for.
A version is never written by hand, and a package that nobody described stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.cells import DAY, day
from gongwen.errors import DataError
from gongwen.tables import TEXT, Row, read_table

SETS = ("site", "build", "files", "test", "audit", "engines", "platforms")
"""The sets of requirements, those first that the published site is made with."""

_SCHEMA = {
    "package": r"[a-z0-9]+(-[a-z0-9]+)*",
    "use": TEXT,
    "licence": TEXT,
    "maintainer": TEXT,
    "released": DAY,
    "checked": DAY,
    "instead": TEXT,
}


@dataclass(frozen=True)
class Package:
    """One package that is asked for: ``Package("jieba", ("site",), "0.42.1", "分词…", "MIT", …)``."""

    name: str
    sets: tuple[str, ...]
    version: str
    use: str
    licence: str
    maintainer: str
    released: str
    checked: str
    instead: str


def read_packages(table: Path, requirements: Path) -> tuple[Package, ...]:
    """Every package of ``requirements/*.in`` with its row in ``table``, in the order of the table.

    Raises :class:`DataError` where the three do not agree.
    """
    rows = read_table(table, _SCHEMA, unique="package")
    wanted = {name: _asked(requirements / f"{name}.in") for name in SETS}
    locked = {name: read_lock(requirements / f"{name}.lock") for name in SETS}
    described = {row["package"] for row in rows}
    for name, packages in wanted.items():
        for package, line in packages.items():
            if package not in described:
                found = f"{package} without one"
                raise DataError(f"{name}.in", line, f"a row in {table.name} for each package", found, "describe it")
            if package not in locked[name]:
                raise DataError(f"{name}.in", line, f"{package} in {name}.lock", "no such line", "run make lock")
    return tuple(_package(row, wanted, locked) for row in rows)


def read_lock(path: Path) -> dict[str, str]:
    """The versions that a lock pins, by package: ``{"jieba": "0.42.1", …}``."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", _text(path), flags=re.MULTILINE))


def _package(row: Row, wanted: Mapping[str, Mapping[str, int]], locked: Mapping[str, Mapping[str, str]]) -> Package:
    sets = tuple(name for name in SETS if row["package"] in wanted[name])
    if not sets:
        raise row.error("a package that requirements/*.in ask for", f"“{row['package']}”", "drop the row")
    if day(row, "released") > day(row, "checked"):
        found = f"{row['released']} after {row['checked']}"
        raise row.error("a release before the day it was looked up", found, "look it up again")
    cells = {column: row[column] for column in _SCHEMA if column != "package"}
    return Package(row["package"], sets, locked[sets[0]][row["package"]], **cells)


def _asked(path: Path) -> dict[str, int]:
    """The packages that a list asks for, each with its line: ``mkdocs<2`` → ``{"mkdocs": 8}``."""
    lines = enumerate(_text(path).split("\n"), 1)
    named = ((re.match(r"[A-Za-z0-9._-]+", line), number) for number, line in lines if not line.startswith("-"))
    return {re.sub(r"[-_.]+", "-", name[0]).lower(): number for name, number in named if name}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(path.name, None, "a list in UTF-8", str(problem), "restore the file") from problem
