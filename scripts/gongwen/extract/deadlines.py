"""The words of a deadline → where it lies on a line of time: 每年, 两到三年, 到2020年.

Only what the words themselves say: a year that they name, how long something lasts, that it comes again each year.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongwen.numerals import number_of

Row = TypeVar("Row", bound=Mapping[str, object])
MOST_YEARS = 30
"""More have no room side by side on a page."""
_YEAR = re.compile(r"(\d{4})年")
_EACH_YEAR = re.compile("每(?:[一1]?个?)年")
_NUMERAL = r"([一二两三四五六七八九十\d]+)"
_LASTS = re.compile(rf"{_NUMERAL}(?:[到至—-]{_NUMERAL})?(个月|年)([以之]?内)?")


@dataclass(frozen=True)
class OnLine:
    """A deadline as it is drawn."""

    kind: str
    """``year``: until a year; ``each``: again in every year; ``lasts``: so many years, from a day that is not said."""
    least: float
    """The year; of what lasts, the fewest years (0 for 三年内); of what recurs, 1."""
    most: float
    """The same; of what lasts, the most years."""


def on_line(words: str) -> OnLine | None:
    """Where the words of a deadline lie; None where they name neither year nor length (年底前), or both.

    >>> on_line("到2020年"), on_line("两到三年").most, on_line("每年").kind, on_line("年底前")
    (OnLine(kind='year', least=2020, most=2020), 3.0, 'each', None)
    """
    if _EACH_YEAR.fullmatch(words):
        return OnLine("each", 1, 1)
    if years := _YEAR.findall(words):
        return OnLine("year", int(years[-1]), int(years[-1])) if len(years) == 1 else None
    found = _LASTS.fullmatch(words)
    if not found:
        return None
    numbers = [number_of(numeral.replace("两", "二")) for numeral in found.group(1, 2) if numeral]
    if not all(numbers):
        return None
    parts = 12 if found[3] == "个月" else 1
    least, most = ((number or 0) / parts for number in (numbers[0], numbers[-1]))
    return OnLine("lasts", 0 if found[4] else least, most) if least <= most else None


def lanes_of(rows: Iterable[Row], published: str) -> tuple[list[tuple[Row, OnLine]], float, range]:
    """The rows of duties whose ``deadline`` lies on a line, when time begins to run, and the years of that line.

    No row where the line would have more than :data:`MOST_YEARS`.
    """
    lanes = [(row, place) for row in rows if (place := on_line(str(row["deadline"])))]
    start, years = years_of((place for _, place in lanes), published)
    return lanes if len(years) <= MOST_YEARS else [], start, years


def years_of(places: Iterable[OnLine], published: str) -> tuple[float, range]:
    """When time begins to run, and the years that a line needs for all ``places``.

    >>> years_of([OnLine("year", 2020, 2020)], "2016-12-31")
    (2017.0, range(2016, 2021))
    """
    day = date.fromisoformat(published)
    start = day.year + (day.month - 1 + day.day / 31) / 12
    ends = (int(place.most) if place.kind == "year" else math.ceil(start + place.most) - 1 for place in places)
    return start, range(day.year, max([day.year + 1, *ends]) + 1)
