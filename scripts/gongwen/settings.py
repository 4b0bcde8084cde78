"""Hand-kept facts in TOML: tables with known keys, each of a form, and the line of a key for whoever mends it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from gongwen.errors import DataError
from gongwen.tables import refuse_invisible

_EARLIEST_ZONE = timedelta(hours=14)
"""How far the calendar of a place may be ahead of UTC: what is today for an editor there, is."""


@dataclass(frozen=True)
class Form:
    """What a value must be."""

    words: str
    """``a day up to today``."""
    fits: Callable[[Any], bool]
    mend: str


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value


def _is_past(value: object) -> bool:
    return type(value) is date and value <= (datetime.now(UTC) + _EARLIEST_ZONE).date()


def _are_lines(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_line, value)) and len(set(value)) == len(value)


LINE = Form("a line of words", _is_line, "write it between quotes")
LINES = Form("a list of words, each once", _are_lines, 'write it as ["甲", "乙"]')
DAY = Form("a day up to today", _is_past, "write it as 2026-11-26, without quotes; see this machine's clock")
SHA256 = Form(
    "64 hexadecimal digits",
    lambda value: isinstance(value, str) and bool(re.fullmatch("[0-9a-f]{64}", value)),
    "write what sha256sum prints, between quotes",
)
ADDRESS = Form(
    "a web address",
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"https?://[^\s<>\"']+", value)),
    "write it as https://…, between quotes",
)


@dataclass(frozen=True)
class Settings:
    """A file of TOML that was read."""

    file: str
    text: str
    data: Mapping[str, Any]

    def table(self, name: str, needed: Mapping[str, Form], further: Mapping[str, Form] | None = None) -> dict[str, Any]:
        """The values of the table ``[name]``: all that is ``needed``, and what it has of ``further``.

        Raises :class:`~gongwen.errors.DataError` for a key that is missing or not known, and a value of another form.
        """
        return self.checked(self.data.get(name), name, needed, further)

    def checked(
        self,
        found: object,
        name: str,
        needed: Mapping[str, Form],
        further: Mapping[str, Form] | None = None,
        number: int = 0,
    ) -> dict[str, Any]:
        """The same for what was ``found`` as the ``number``-th table of this name."""
        known = {**needed, **(further or {})}
        if not isinstance(found, dict):
            raise self.error(f"the table [{name}]", "none", f"write {', '.join(known)} below a line [{name}]", name)
        for key, value in found.items():
            if key not in known:
                mend = "drop it, or write it as they are written"
                raise self.error(f"one of {', '.join(known)} in [{name}]", f"“{key}”", mend, name, key, number)
            if not known[key].fits(value):
                form = known[key]
                raise self.error(f"{key} to be {form.words}", f"“{value}”", form.mend, name, key, number)
        for key in needed:
            if key not in found:
                raise self.error(f"the key {key} in [{name}]", "none", f"write {key} = …", name, "", number)
        return found

    def expect_tables(self, known: Collection[str]) -> None:
        """Raise :class:`~gongwen.errors.DataError` for a table, or a key above the first, that is not ``known``."""
        for name in self.data:
            if name not in known:
                raise self.error(
                    f"one of the tables {', '.join(known)}", f"“{name}”", "drop it, or mend its name", name
                )

    def error(self, expected: str, found: str, mend: str, table: str, key: str = "", number: int = 0) -> DataError:
        """A :class:`~gongwen.errors.DataError` that names the line of the key, else of the table."""
        return DataError(self.file, self.line(table, key, number), expected, found, mend)

    def line(self, table: str, key: str = "", number: int = 0) -> int | None:
        """Where a key stands in the ``number``-th table of this name, else where the table does; None if nowhere."""
        rows = self.text.split("\n")
        heads = [at for at, row in enumerate(rows) if re.match(rf"\s*\[+\s*{re.escape(table)}\s*\]", row)]
        if number >= len(heads):  # document = 1, or none at all
            return next((at for at, row in enumerate(rows, 1) if re.match(rf"\s*{re.escape(table)}\b", row)), None)
        start = heads[number]
        for at, row in enumerate(rows[start + 1 :], start + 2):
            if re.match(r"\s*\[+\s*[A-Za-z]", row):
                break
            if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", row):
                return at
        return start + 1


def read_settings(path: Path, what: str, mend: str) -> Settings:
    """The file at ``path``: UTF-8, with or without a BOM; ``what`` it holds and how to ``mend`` it, for an error."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        at = re.search(r"at line (\d+)", str(problem))  # as tomllib says it, which has no attribute for it
        line = int(at[1]) if at else None
        found = str(problem) if isinstance(problem, OSError) else f"{type(problem).__name__}: {problem}"
        raise DataError(path.name, line, what, found, mend) from problem
    refuse_invisible(path.name, text, data)
    return Settings(path.name, text, data)
