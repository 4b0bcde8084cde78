"""The forms of cells that a schema cannot check by itself: a day of the calendar, a span of days, a gap, an address."""

from __future__ import annotations

from datetime import date

from gongwen.tables import Row

DAY = r"\d{4}-\d\d-\d\d"
GAP = "…"


def day(row: Row, column: str) -> str:
    """A day: ``2016-12-07``; raises :class:`~gongwen.errors.DataError` for one that no calendar has."""
    return _day(row, row[column])


def days(row: Row, column: str) -> str:
    """A day, a span of days, or nothing: ``2016-10-24/2016-10-27``."""
    cell = row[column]
    found = [_day(row, part) for part in cell.split("/")] if cell else []
    if found != sorted(set(found)):
        raise row.error(f"{column} from one day to a later one", f"“{cell}”", "put the earlier day first")
    return cell


def halves(row: Row, column: str) -> tuple[str, str]:
    """What stands before and behind the one gap of a cell: ``由…负责`` → ``("由", "负责")``."""
    parts = row[column].split(GAP)
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise row.error(f"{column} with words, one {GAP} and words", f"“{row[column]}”", f"write it as 由{GAP}负责")
    return parts[0], parts[1]


def no_gap(row: Row, column: str) -> str:
    """Words without a gap, where none is read."""
    if GAP in row[column]:
        raise row.error(f"{column} without {GAP}", f"“{row[column]}”", "only verbs, duty words and efforts have a gap")
    return row[column]


def _day(row: Row, cell: str) -> str:
    try:
        if len(cell) != len("2016-12-07"):
            raise ValueError(cell)
        return date.fromisoformat(cell).isoformat()
    except ValueError as problem:
        raise row.error("a day of the calendar", f"“{cell}”", "write it as 2027-01-31") from problem
