"""Where a citation may lead: the texts of a document, each with its articles and divisions, and what stands in what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongwen.extract.citation_grammar import LEVELS
from gongwen.model import Unit

_STEP = re.compile(r"(?:.*-)?(?P<level>part-|[a-z]+)(?P<number>\d+(?:\.\d+)*)(?:_\d+)?")
"""The last step of an id: a12, p2, i3, part-4; ``_2`` behind a number that stands twice."""
_AMENDING = re.compile("关于(?:修改|修订|修正)|修正案")
"""Titles of decisions that change another act: a bare 第三条 in them is that act's."""
_LONGEST_RUN = 500
"""Of a range: no document cites so many units at once, and a misprint must not."""


def number_of_unit(unit: Unit) -> tuple[str, str]:
    """The last step of a unit's id, level and number: ``text1-a12-p2`` → p, 2; empty for what has no number."""
    match = _STEP.fullmatch(unit.id)
    return (match["level"].rstrip("-"), match["number"]) if match else ("", "")


@dataclass
class Text:
    """A text whose units count for themselves: the document, one that it issues, an annex."""

    title: str
    outer: Text | None
    id: str = ""
    """Of the unit that it is; empty for the document."""
    units: tuple[Unit, ...] = ()
    """What stands right in it."""
    provisions: list[Unit] = field(default_factory=list)
    items: list[Unit] = field(default_factory=list)
    """Those that stand in no provision: 第11项 of a text that is one list."""
    top: list[Unit] = field(default_factory=list)
    """Of these, those with a number: 一、, or 第一章."""
    annexes: list[Unit] = field(default_factory=list)
    inner: list[Text] = field(default_factory=list)
    numbered: dict[tuple[str, str], list[Unit]] = field(default_factory=dict)
    """Articles, divisions and these items by level and number: ``("a", "12")``."""
    holders: dict[str, Unit] = field(default_factory=dict)
    """The article that a unit stands in, by the unit's id."""
    within: dict[tuple[str, str, str], list[Unit]] = field(default_factory=dict)
    """As ``numbered``, by the id of what they stand in as well."""
    places: dict[str, int] = field(default_factory=dict)
    """Which of the ``provisions`` it is, by id."""
    levels: set[str] = field(default_factory=set)
    below: dict[tuple[str, str], tuple[list[Unit], dict[str, list[Unit]]]] = field(default_factory=dict)
    """Of a unit and a level, what stands in it, in a row and by number; kept as it is asked for."""

    @property
    def has_articles(self) -> bool:
        return self.has_level("a")

    @property
    def is_amending(self) -> bool:
        """Whether it changes another act: 关于修改《…法》的决定."""
        return bool(_AMENDING.search(self.title))

    def has_level(self, level: str) -> bool:
        """Whether any of its articles (``a``) or divisions (``ch``) is of a level."""
        return level in self.levels

    def has_number(self, number: str) -> bool:
        """Whether a 第…条 with a number may be this text's: an article of a text with articles, else any unit of it."""
        return self.has_articles or any(found == number and level != "i" for level, found in self.numbered)

    def named(self, act: str, foreign: bool) -> Text | None:
        """The text that the name of an act means here: 本条例, 《…办法》, or no name; None for another document's.

        Of texts in one another it is the innermost whose title ends as the name does: 本法 in an annex of a law.
        """
        if foreign:
            return next((text for text in self._all() if _plain(text.title) == _plain(act)), None)
        outwards = list(self._outwards())
        fitting = [text for text in outwards if act and _plain(text.title).endswith(act.removeprefix("本"))]
        return next(iter((*fitting, *(text for text in outwards if act and text.numbered), self)))

    def annex(self, number: str) -> Unit | None:
        """附件2 of this text, of the one that it is an annex of, or the only one of the document."""
        rows = [*(text.annexes for text in self._outwards()), [unit for text in self._all() for unit in text.annexes]]
        for row in rows:
            found = [unit for unit in row if number_of_unit(unit) == ("annex", number)]
            if len(found) == 1:
                return found[0]
        return None

    def of(self, annex: Unit) -> Text:
        """The text that an annex is."""
        return next(text for text in self._all() if text.id == annex.id)

    def run(self, base: Unit | None, level: str, first: str, last: str, near: Place | None, by_top: bool) -> list[Unit]:
        """The units of a level from one number to another in ``base``, or in the text itself; none if one is missing.

        Of articles that begin anew those of the chapter of ``near`` are meant. ``by_top`` reads 本解释第四条 as 四、 in
        a text without articles.
        """
        ends = [self._one(base, level, number, near, by_top) for number in dict.fromkeys((first, last))]
        if None in ends:
            return []
        units = [unit for unit in ends if unit]
        if len(units) == 1:
            return units
        if base is None and level != "i":
            row, places = self.provisions, self.places
        else:
            row = self._numbered_below(base, level)[0] if base else self.items
            places = {unit.id: at for at, unit in enumerate(row)}
        start, end = (places.get(unit.id, -1) for unit in units)
        return list(row[start : end + 1]) if 0 <= start < end < start + _LONGEST_RUN else []

    def article_of(self, unit: Unit) -> Unit | None:
        """The article that a unit stands in, or that it is."""
        return self.holders.get(unit.id)

    def _one(self, base: Unit | None, level: str, number: str, near: Place | None, by_top: bool) -> Unit | None:
        if base is not None:
            found = self._numbered_below(base, level)[1].get(number, [])
        else:
            found = self.numbered.get((level, number), [])
            if level == "a" and by_top and not self.has_articles:
                found = [unit for unit in self.top if number_of_unit(unit)[1] == number]
            if len(found) > 1 and near:  # numbers that begin anew: those of the same chapter
                inside = [self.within.get((level, number, id_), []) for id_ in (unit.id for unit in near.above)]
                found = [unit for row in inside for unit in row] or found
        return found[0] if len(found) == 1 else None

    def _numbered_below(self, base: Unit, level: str) -> tuple[list[Unit], dict[str, list[Unit]]]:
        if (base.id, level) not in self.below:
            row = _numbered_below(base, level)
            by_number: dict[str, list[Unit]] = {}
            for unit in row:
                by_number.setdefault(number_of_unit(unit)[1], []).append(unit)
            self.below[base.id, level] = row, by_number
        return self.below[base.id, level]

    def _outwards(self) -> Iterator[Text]:
        text: Text | None = self
        while text:
            yield text
            text = text.outer

    def _all(self) -> Iterator[Text]:
        *_, root = self._outwards()
        stack = [root]
        while stack:
            text = stack.pop()
            yield text
            stack += text.inner


@dataclass(frozen=True)
class Place:
    """A unit and what it stands in, from the outermost."""

    unit: Unit
    above: tuple[Unit, ...]
    text: Text

    @property
    def provision(self) -> Unit | None:
        """The article, or the （一） or 一、 that is cited like one."""
        return next((unit for unit in (*self.above, self.unit) if unit.kind == "provision"), None)

    @property
    def paragraph(self) -> Unit | None:
        """The 款: the outermost paragraph."""
        return next((unit for unit in (*self.above, self.unit) if unit.kind == "paragraph"), None)

    @property
    def item(self) -> Unit | None:
        """The innermost 项."""
        return next((unit for unit in (self.unit, *reversed(self.above)) if unit.kind == "item"), None)

    def division(self, name: str) -> Unit | None:
        """The 章, 节, 编 or 分编 that it stands in."""
        wanted = LEVELS.get(name, "")
        return next((unit for unit in reversed(self.above) if number_of_unit(unit)[0] == wanted), None)

    def siblings(self, unit: Unit) -> Sequence[Unit]:
        """What stands in the same unit as one that it stands in."""
        whole = (*self.above, self.unit)
        at = next(index for index, one in enumerate(whole) if one.id == unit.id)
        return whole[at - 1].units if at else self.text.units


def find_places(units: Iterable[Unit]) -> tuple[Place, ...]:
    """Every unit of a document with its place, in the order of the text."""
    row = tuple(units)
    root = Text(next((unit.text for unit in row if unit.kind == "title"), ""), None, units=row)
    found: list[Place] = []
    for unit in row:
        _visit(unit, (), root, found)
    return tuple(found)


def _visit(unit: Unit, above: tuple[Unit, ...], text: Text, found: list[Place]) -> None:
    place = Place(unit, above, text)
    found.append(place)
    level, number = number_of_unit(unit)
    alone = unit.kind == "item" and place.provision is None and level == "i"
    if alone:
        text.items.append(unit)
    if alone or unit.kind in ("provision", "division"):
        text.numbered.setdefault((level, number), []).append(unit)
        text.within.setdefault((level, number, above[-1].id if above else ""), []).append(unit)
        text.levels.add(level)
        if not above or above[-1].kind in ("text", "annex"):
            text.top.append(unit)
    if unit.kind == "provision":
        text.places[unit.id] = len(text.provisions)
        text.provisions.append(unit)
    if provision := place.provision:
        text.holders[unit.id] = provision
    if unit.kind == "annex":
        text.annexes.append(unit)
    inner = text
    if unit.kind in ("text", "annex"):
        inner = Text(unit.title, text, unit.id, unit.units)
        text.inner.append(inner)
    for below in unit.units:
        _visit(below, (*above, unit), inner, found)


def _numbered_below(base: Unit, level: str) -> list[Unit]:
    """款 right below a unit; 项 and 目 there or in its paragraphs; articles and divisions anywhere in a division."""
    below = base.walk() if base.kind == "division" else base.units
    row = [unit for unit in below if number_of_unit(unit)[0] == level and unit is not base]
    if level in ("i", "n") and base.kind == "provision":
        row += [item for unit in base.units if unit.kind == "paragraph" for item in _numbered_below(unit, level)]
    return row


def _plain(title: str) -> str:
    """A title as others cite it: without blanks, stage and 中华人民共和国."""
    return re.sub(r"\s|（[^（）]*）$", "", title).removeprefix("中华人民共和国")
