"""Duties → two sheets that are no table of ``/data/``: the matrix itself, and its deadlines on a line of time.

The rows of ``duty_matrix.csv`` say the same, one duty a row, for programs and filters; these are for the eye.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from gongwen.extract.deadlines import OnLine, lanes_of
from gongwen.publish.duty_list import UNNAMED
from gongwen.publish.export import duty_matrix
from gongwen.records import Edition


@dataclass(frozen=True)
class Shown:
    """A sheet: its name, what it shows, its head and its rows."""

    name: str
    meaning: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What a cell is of, by its row and its column: ``(0, 1)`` → ``c2-p1-s1-d1``."""


def duty_sheets(edition: Edition) -> tuple[Shown, ...]:
    """The sheets 主体×领域 and 期限, as far as the text sets duties and deadlines."""
    return tuple(shown for shown in (_crossed(edition), _deadlines(edition)) if shown.rows)


def _crossed(edition: Edition) -> Shown:
    """Actors down, fields across, each duty in a cell of its own: an actor has as many rows as its fullest field."""
    matrix = duty_matrix(edition)
    order = {clause.id: number for number, clause in enumerate(edition.document.clauses)}
    by_clause = sorted(matrix, key=lambda row: order.get(str(row["clause"]), -1))
    fields = tuple(dict.fromkeys(str(row["field"]) for row in by_clause))
    rows: list[tuple[str, ...]] = []
    ids: dict[tuple[int, int], str] = {}
    for actor in dict.fromkeys(str(row["actor"]) for row in matrix):
        own = [[row for row in matrix if (row["actor"], row["field"]) == (actor, name)] for name in fields]
        for line, duties in enumerate(zip_longest(*own)):
            ids |= {(len(rows), at): str(duty["id"]) for at, duty in enumerate(duties, 1) if duty}
            named = "" if line else actor or UNNAMED
            rows.append((named, *(str(duty["quote"]) if duty else "" for duty in duties)))
    meaning = "主体一行或几行，领域一列，每格一项责任的原文"
    return Shown("主体×领域", meaning, ("主体", *fields), tuple(rows), ids)


def _deadlines(edition: Edition) -> Shown:
    """A deadline a row, a year a column: ● in the year that is named, ○ in each, ■ for how long it lasts."""
    lanes, start, years = lanes_of(duty_matrix(edition), edition.provenance.published)
    rows = (
        (str(row["deadline"]), str(row["actor"]) or UNNAMED, *(_mark(place, year, start) for year in years))
        for row, place in lanes
    )
    head = ("期限", "主体", *(f"{year}年" for year in years))
    meaning = "● 写明的年份；○ 每年；■ 时长，□ 可长可短的部分，从公布之日画起，只表示长短"
    return Shown("期限", meaning, head, tuple(rows))


def _mark(place: OnLine, year: int, start: float) -> str:
    if place.kind == "year":
        return "●" if year == place.most else ""
    behind = year + 1 - round(start)  # 1 in the first year that runs
    if place.kind == "each":
        return "○" if behind >= 1 else ""
    return "■" if 1 <= behind <= place.least else "□" if 1 <= behind <= math.ceil(place.most) else ""
