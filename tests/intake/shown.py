"""What was read of a file, as a person compares it: one line each, with its number and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from gongwen.intake import Intake, read_file
from gongwen.lines import Dropped, Line

WORD = re.compile(r"[^\W_]")


def shown(lines: Iterable[Line], dropped: Iterable[Dropped] = ()) -> str:
    """``12 h1 bold 第一章　总则``; cells are parted by `` | ``, what was dropped begins with ``-``."""
    rows = [_marks(line) for line in lines]
    rows += [f"- {left.line} {left.rule}: {left.text}" for left in dropped]
    return "".join(row.replace("\t", " | ") + "\n" for row in rows)


def _marks(line: Line) -> str:
    marks = [str(line.number), f"h{line.heading}" if line.heading else ""]
    marks += [name for name in ("bold", "row", "gap", "torn") if getattr(line, name)]
    return " ".join([*filter(None, marks), line.text])


def read(path: Path) -> Intake:
    """A file of the tests."""
    return read_file(path.read_bytes(), path.name)


def words(texts: Iterable[str]) -> str:
    """The Han characters, digits and letters of some texts in a row."""
    return "".join(WORD.findall("".join(texts)))
