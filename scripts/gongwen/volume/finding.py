"""Book → what its search lists: provisions, divisions, and whatever else has words, each once.

The search itself is the guideline's (:mod:`gongwen.search`). What cannot be asked of this document is not said by it:
no pairings, no places, no everyday words of another document's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gongwen.model import Unit
from gongwen.numerals import number_of
from gongwen.search.bake import bake_search, read_scripts
from gongwen.search.records import Group, Lexicon, Passage
from gongwen.volume.book import Book, heading, slug

_NUMBERED = re.compile("[第章节節编編篇条條部分（）()、款项項：: 　]|[.．]$")


_ASKED = re.compile("第.+(?:章|部分)|.*、")
"""What the search takes 第二章 and 第二部分 for; where 编 stand above 章, each 第二章 is found by its words."""


def search_files(book: Book) -> dict[str, bytes]:
    """The files of the search by their path in the site."""
    return bake_search(make_groups(book), Lexicon((), (), ()), read_scripts())


def make_groups(book: Book) -> tuple[Group, ...]:
    """All that can be found, in the order of the text; the entries of the index behind it.

    What is called by number is so once: of two that are the third article, the one that comes first is 第三条.
    """
    found: list[Group] = [Group("document", "full/", "", book.about.title, 0, 0, ())]
    seen: set[tuple[str, int]] = set()
    for group in _text(book):
        key = (group.kind, group.number)
        found.append(replace(group, number=0) if group.number and key in seen else group)
        seen.add(key)
    names = (Passage(entry.id, entry.name) for entry in book.entries)
    return (*found, *(Group("term", "terms/", "", "", 0, 0, (name,)) for name in names))


def _text(book: Book) -> Iterator[Group]:
    tops = [unit for unit in book.document.units if unit.kind == "division"]
    number_of_top = {unit.id: number for number, unit in enumerate(tops, 1)}
    leaves = {unit.id for unit in book.leaves}
    rest: list[Passage] = []
    label = ""
    for id_, place in book.places.items():
        unit = place.unit
        part = next((number_of_top[one.id] for one in (*place.around, unit) if one.id in number_of_top), 0)
        inside = book.leaf_of.get(id_)
        own = [] if unit.kind in ("title", "toc") or inside else [*_passages(unit)]
        name = _group_name(unit, place.around)
        if rest and (name != label or not own):
            yield Group("preamble", "full/", label, "", 0, 0, tuple(rest))
            rest = []
        if own:
            label, rest = name, [*rest, *own]
        if unit.id in number_of_top:
            number = part if _ASKED.match(unit.label) and _number(unit.label) == part else 0
            yield Group("part", "full/", heading(unit), "", number, part, (Passage(unit.id, heading(unit)),))
        elif unit.kind in ("division", "text", "annex") and heading(unit) and id_ not in leaves:
            yield Group("preamble", "full/", heading(unit), "", 0, part, (Passage(unit.id, heading(unit)),))
        if id_ in leaves:
            yield _leaf(book, unit, part)
    if rest:
        yield Group("preamble", "full/", label, "", 0, 0, tuple(rest))


def _group_name(unit: Unit, around: tuple[Unit, ...]) -> str:
    """What lines without a page are listed under: 引言, 结尾, the heading of the division or text they stand in."""
    outer = next((one for one in reversed(around) if one.kind in ("preamble", "division", "text", "annex")), None)
    if outer is not None and outer.kind != "preamble":
        return heading(outer)
    names = {"preamble": "引言", "paragraph": "正文", "item": "正文", "table": "正文"}
    closing = ("closing", "issuer", "date", "note", "annexes")
    return "引言" if outer else names.get(unit.kind, "结尾" if unit.kind in closing else "文件头")


def _leaf(book: Book, unit: Unit, part: int) -> Group:
    passages = tuple(
        passage
        for inner in unit.walk()
        if inner is not unit and book.leaf_of[inner.id] == unit.id
        for passage in _passages(inner)
    )
    number = _number(unit.label)
    outer = next((one for one in book.places[unit.id].around if one.kind in ("text", "annex")), None)
    within = f"{outer.label or '《' + outer.title + '》'} " if outer else ""
    label, title = within + unit.label, unit.title
    if unit.label and not number:  # what no number names is found by its words: 1.2　编制依据, 第一百三十三条之一
        label, title = within.strip(), heading(unit)
    return Group("clause", f"clauses/{slug(unit.id)}/", label, title, number, part, passages)


def _passages(unit: Unit) -> Iterator[Passage]:
    """The sentences of a unit, else its words, with its heading or caption before them."""
    if unit.kind in ("division", "text", "annex", "provision", "preamble"):
        return
    if unit.title:
        yield Passage(unit.id, unit.title)
    if unit.sentences:
        yield from (Passage(sentence.id, sentence.text) for sentence in unit.sentences)
    elif unit.text:
        yield Passage(unit.id, unit.text.replace("\n", " ").replace("\t", " "))


def _number(label: str) -> int:
    """第十二条 → 12, （八） → 8, 一、 → 1; 0 for 第一百三十三条之一 and 1.2, which no number names."""
    return number_of(_NUMBERED.sub("", label)) or 0
