"""A document as its site has it: which units have a page of their own, where each stands, what each place is called.

Addresses are those of the contract: a provision is at ``/clauses/a12/`` (a plain ``cN`` at ``/clauses/N/``), and so is
a division that has text or lists and no provision; everything stands at ``/full/#ID``. All links are relative, so that
the folder of a site may be any other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongwen.model import Document, Reference, Sentence, Unit
from gongwen.numerals import number_of, to_numeral
from gongwen.volume.about import About
from gongwen.volume.entries import Entry

_WITH_TEXT = ("paragraph", "item", "table")
_ARTICLE = re.compile(r"a[\d.]+(?:_\d+)?")
_PLAIN_CLAUSE = re.compile(r"c(\d+)")
_NAMES = {
    "title": "标题",
    "number": "发文字号",
    "addressee": "主送机关",
    "date": "日期",
    "history": "沿革",
    "issuer": "署名",
    "note": "附注",
    "toc": "目录",
    "annexes": "附件说明",
    "preamble": "引言",
    "closing": "结尾",
}
"""What is called by what it is."""
_DECIMAL = re.compile(r"no\d")
_BARE = re.compile(r"[（()）.．、\s　]")


@dataclass(frozen=True)
class Place:
    """A unit and what it stands in, from the outermost in."""

    unit: Unit
    around: tuple[Unit, ...]


@dataclass(frozen=True)
class Book:
    """Everything that a site is made of."""

    name: str
    """Of the file: ``law.docx``."""
    sha256: str
    about: About
    document: Document
    entries: tuple[Entry, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    """Units by their ids, in the order of the text."""

    @property
    def title(self) -> str:
        """The title, else the name of the file without its ending."""
        return self.about.title or re.sub(r"\.[A-Za-z]{2,5}$", "", self.name)

    @property
    def named(self) -> str:
        """《中华人民共和国监督法》; a file without a title is called by its name in quotation marks."""
        if not self.about.title:
            return f"“{self.title}”"
        inner = str.maketrans("《》〈〉", "〈〉《》")
        return f"《{self.title.translate(inner)}》"

    @cached_property
    def leaves(self) -> tuple[Unit, ...]:
        """The units that have a page, in the order of the text."""
        return tuple(place.unit for place in self.places.values() if _has_page(place))

    @cached_property
    def leaf_at(self) -> dict[str, Unit]:
        """The same by the addresses of their pages: ``clauses/a12/``."""
        return {f"clauses/{slug(unit.id)}/": unit for unit in self.leaves}

    @cached_property
    def leaf_of(self) -> dict[str, str]:
        """The unit whose page a unit or sentence stands on, by id: ``a12-p1-s2`` → ``a12``; what is only in the full
        text has none."""
        pages = {unit.id for unit in self.leaves}
        found: dict[str, str] = {}
        for id_, place in self.places.items():
            around = (*place.around, place.unit)
            leaf = next((unit.id for unit in reversed(around) if unit.id in pages), "")
            if leaf:
                found |= {id_: leaf, **{sentence.id: leaf for sentence in place.unit.sentences}}
        return found

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, Unit]]:
        """Sentences by id, each with the unit that it stands in."""
        return {found.id: (found, place.unit) for place in self.places.values() for found in place.unit.sentences}

    @cached_property
    def at_line(self) -> dict[int, list[Unit]]:
        """Units by the line of the source in which they begin."""
        found: dict[int, list[Unit]] = {}
        for place in self.places.values():
            found.setdefault(place.unit.line, []).append(place.unit)
        return found

    @cached_property
    def references_from(self) -> dict[str, list[Reference]]:
        """By the sentence that they stand in."""
        found: dict[str, list[Reference]] = {}
        for reference in self.document.references:
            found.setdefault(reference.source, []).append(reference)
        return found

    @cached_property
    def references_to(self) -> dict[str, list[Reference]]:
        """By the page of what they lead to, else by the unit itself."""
        found: dict[str, list[Reference]] = {}
        for reference in self.document.references:
            if reference.target:
                found.setdefault(self.leaf_of.get(reference.target, reference.target), []).append(reference)
        return found

    def page(self, id_: str) -> str:
        """Where a unit or sentence is read: ``a12-p1`` → ``clauses/a12/``, ``preamble`` → ``full/``."""
        leaf = self.leaf_of.get(id_)
        return f"clauses/{slug(leaf)}/" if leaf else "full/"

    def address(self, id_: str) -> str:
        """``clauses/a12/#a12-p1``."""
        return f"{self.page(id_)}#{id_}"

    def unit_of(self, id_: str) -> Unit:
        """The unit of an id, or the one that a sentence stands in."""
        return self.places[id_].unit if id_ in self.places else self.sentences[id_][1]

    def place(self, id_: str) -> str:
        """What a place is called in a citation.

        ``a12-p2-i3`` → 第十二条第二款第（三）项, ``c8-p1-s3`` → 第（八）条第3句.
        """
        unit = self.unit_of(id_)
        place = self.places[unit.id]
        steps = [*place.around, unit]
        words = "".join(self._step(step, steps[:at]) for at, step in enumerate(steps) if self._says(step, steps))
        if id_ not in self.places and len(unit.sentences) > 1:
            words += f"第{id_.rpartition('-s')[2]}句"
        return words or "全文"

    def _says(self, unit: Unit, steps: list[Unit]) -> bool:
        """Whether a citation names a unit: not the chapter of an article whose number runs on through the text."""
        if unit.kind == "division" and unit is not steps[-1]:
            inner = steps[steps.index(unit) + 1]
            return inner.id.startswith(f"{unit.id}-") or inner.kind in _WITH_TEXT
        if unit.kind == "paragraph" and len(steps) > 1:
            several = len([one for one in steps[steps.index(unit) - 1].units if one.kind == "paragraph"]) > 1
            return several or steps[0] is unit
        return True

    def _step(self, unit: Unit, around: list[Unit]) -> str:
        if unit.kind in ("text", "annex"):
            return f"《{unit.title}》" if unit.kind == "text" else unit.label.rstrip("：:") or "附件"
        if unit.kind == "division" and not unit.label:
            return f"“{unit.title}”"
        if unit.kind in _NAMES:
            same = re.fullmatch(r".*-p(\d+)", unit.id)
            return _NAMES[unit.kind] + (f"第{same[1]}段" if unit.kind == "closing" and same else "")
        if unit.kind == "paragraph":
            number = unit.id.rpartition("-p")[2]
            in_article = any(_is_article(outer) for outer in around)
            count = number_of(number)
            return f"第{to_numeral(count)}款" if in_article and count and count < 100 else f"第{number}段"
        if unit.kind == "table":
            return f"表{unit.id.rpartition('t')[2]}"
        return _numbered(unit, around)


def make_book(name: str, sha256: str, about: About, document: Document, entries: tuple[Entry, ...]) -> Book:
    """The book of a document that is parsed and whose references are found."""
    places = {place.unit.id: place for unit in document.units for place in _walk(unit, ())}
    return Book(name, sha256, about, document, entries, places)


def slug(leaf: str) -> str:
    """The name of a unit's page: ``a12`` itself, ``c8`` as ``8``."""
    plain = _PLAIN_CLAUSE.fullmatch(leaf)
    return plain[1] if plain else leaf


def heading(unit: Unit) -> str:
    """As it is printed: 第一章 总则, （八）组织劳务协作, 一、总体要求; of a unit without a heading its label."""
    blank = "" if not unit.label or unit.label[-1] in "、）)" else "　"
    return f"{unit.label}{blank if unit.title else ''}{unit.title}"


def words(unit: Unit) -> str:
    """All that a unit prints itself, without the units in it."""
    return f"{unit.label}{unit.title}{unit.text}"


def _walk(unit: Unit, around: tuple[Unit, ...]) -> Iterator[Place]:
    yield Place(unit, around)
    for inner in unit.units:
        yield from _walk(inner, (*around, unit))


def _has_page(place: Place) -> bool:
    if place.unit.kind == "provision":
        return all(unit.kind != "provision" for unit in place.around)
    if place.unit.kind != "division":
        return False
    holds = any(unit.kind in _WITH_TEXT for unit in place.unit.units)
    return holds and all(unit.kind != "provision" for unit in place.unit.walk())


def _is_article(unit: Unit) -> bool:
    return unit.kind == "provision" and bool(_ARTICLE.fullmatch(unit.id.rpartition("-")[2]))


def _numbered(unit: Unit, around: list[Unit]) -> str:
    """第十二条, 第（八）条, 第一部分, 第（三）项, 第1目, 1.2.1."""
    label = _BARE.sub("", unit.label)
    mark = "（{}）" if re.match(r"[（(]", unit.label) else "{}"
    if label.startswith("第"):
        return label
    if unit.kind == "item":
        nested = sum(outer.kind == "item" for outer in around)
        numbered = f"第{mark.format(label)}{'目' if nested else '项'}"
        return numbered if label else f"第{unit.id[-1]}项"
    if unit.kind == "provision" and unit.label[:1] in "（(":
        return f"第（{label}）条"
    if re.fullmatch("[一二三四五六七八九十百]+、", unit.label):
        return f"第{label}部分"
    if _DECIMAL.match(unit.id.rpartition("-")[2]):
        return unit.label.rstrip(".．、")
    return label and f"第{unit.label.rstrip('、.．')}条"
