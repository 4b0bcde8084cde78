"""What only a person can decide, as rows that wait for a signature: the table ``page.repairs.tsv``, begun.

A row quotes as much of the page around the damage as stands nowhere else, so that it matches once. Where the damage
hides what was there, its place in ``after`` is kept by 〔？〕, and the row counts for nothing before that is written; a
character that may well be right (喆) stands there as it is, to be vouched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

UNDECIDED = "〔？〕"
COLUMNS = ("before", "after", "signed", "why")
_WRITTEN = {"\n": "⏎", "\t": "␉", "\r": "␍"}
"""How a cell of a table writes what would end it."""
_NEAR = 12
"""Damages of a line with so few characters between them make one row."""
_AROUND = 6
"""So many characters of a line are quoted on both sides of the damage, and as many more as often as needed."""
_LINE = 240
"""Behind so many it goes by leaps: a line may have a million characters."""
_MOST = 400_000_000
"""Characters of the page, for each row once, that quotations are looked for in; beyond, rows quote the damage alone."""


@dataclass(frozen=True)
class Damage:
    """A place of the page that no rule mends."""

    start: int
    end: int
    """Offsets in the page, half-open."""
    expected: str
    """Which rule says so: ``no byte that was lost``."""
    instead: str | None
    """What may stand there: the character itself, nothing; None where only a person knows."""


@dataclass(frozen=True)
class Row:
    """A row to be signed."""

    start: int
    end: int
    """What it quotes of the page, half-open."""
    damage: tuple[Damage, ...]

    def cells(self, page: str) -> tuple[str, str]:
        """``before`` and ``after``: 目尺寸小于2\ue0105厘米 and 目尺寸小于2〔？〕5厘米."""
        after, at = "", self.start
        for found in self.damage:
            after += page[at : found.start] + (UNDECIDED if found.instead is None else found.instead)
            at = found.end
        return written(page[self.start : self.end]), written(after + page[at : self.end])


def rows_to_sign(page: str, damage: Sequence[Damage], signed: Iterable[tuple[int, int]] = ()) -> tuple[Row, ...]:
    """The rows that cover all ``damage`` of ``page``, which is sorted; none touches a passage that is ``signed``."""
    groups: list[list[Damage]] = []
    end = 0
    for found in damage:
        if groups and found.start - end <= _NEAR and "\n" not in page[end : found.start]:
            groups[-1].append(found)
        else:
            groups.append([found])
            end = 0
        end = max(end, found.end)
    rows = [Row(group[0].start, max(found.end for found in group), tuple(group)) for group in groups]
    if len(rows) * len(page) > _MOST:
        return tuple(rows)
    fixed = sorted(signed)
    made: list[Row] = []
    rows.reverse()
    while rows:
        row = rows.pop()
        low = max([end for _, end in fixed if end <= row.start] + [other.end for other in made[-1:]], default=0)
        behind = [start for start, _ in fixed if start >= row.end] + [other.start for other in rows[-1:]]
        quoted = _quoted(page, row, low, min(behind, default=len(page)))
        if not quoted and made and low == made[-1].end:  # with the row beside it there is more to quote
            last = made.pop()
            rows.append(Row(last.start, row.end, last.damage + row.damage))
        elif not quoted and rows and min(behind) == rows[-1].start:
            following = rows.pop()
            rows.append(Row(row.start, following.end, row.damage + following.damage))
        else:
            made.append(quoted or row)
    return tuple(made)


def _quoted(page: str, row: Row, low: int, high: int) -> Row | None:
    """A row with as much of the page around it as makes it stand there once; None if ``low`` to ``high`` does not."""
    line_start, line_end = page.rfind("\n", 0, row.start) + 1, page.find("\n", row.end)
    first, last = max(low, line_start), min(high, line_end if line_end >= 0 else len(page))
    around = _AROUND
    while True:
        start, end = max(first, row.start - around), min(last, row.end + around)
        if page.count(page[start:end]) == 1:
            return replace(row, start=start, end=end)
        if (start, end) == (first, last):
            if (first, last) == (low, high):
                return None
            first, last = max(low, first - around), min(high, last + around)  # the whole line stands twice
        around = around * 2 if around > _LINE else around + _AROUND


def print_rows(page: str, rows: Iterable[Row]) -> str:
    """The table to be signed; above each row, where the damage stands and what it is.

    ``signed`` and ``why`` are empty, so that no row counts before somebody has decided.
    """
    lines = [
        f"# Write what stood on the page for {UNDECIDED}, who says so in `signed`, and on what grounds in `why`.",
        "\t".join(COLUMNS),
    ]
    for row in rows:
        told = " ".join(dict.fromkeys(found.expected for found in row.damage))
        number = page.count("\n", 0, row.damage[0].start) + 1
        lines += (f"# line {number}: {told}", "\t".join((*row.cells(page), "", "")))
    return "\n".join(lines) + "\n"


def written(text: str) -> str:
    """As a cell of a table writes it: a line's end as ⏎."""
    return "".join(_WRITTEN.get(char, char) for char in text)


def read_written(cell: str) -> str:
    """:func:`written` backwards."""
    for char, sign in _WRITTEN.items():
        cell = cell.replace(sign, char)
    return cell
