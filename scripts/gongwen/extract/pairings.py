"""Document → pairings: who supports whom, read out of the sentence that lists them.

The phrases that are understood, each with the rule it stands for::

    …结对关系为：北京市帮扶内蒙古自治区、…；天津市帮扶…。   a list behind ：, groups between ；; 帮扶 from the data
    江苏省帮扶陕西省、…，苏州市帮扶贵州省铜仁市              ， between the supporters of a group
    中山市和东莞市帮扶云南省昭通市                          、 and 和 join supporters: a pair for each
    河北省张家口市和保定市                                  、 and 和 join recipients; the province named
                                                            once holds for what follows 和
    辽宁省大连市帮扶贵州省六盘水市                          a province in front of its city is no party

Every statement of such a list must be understood: what is not is an error, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import ExtractionError
from gongwen.extract.places import Gazetteer
from gongwen.model import Document, Sentence, Span
from gongwen.records import Pairing, Place
from gongwen.tables import TEXT, read_table

_STATEMENT = re.compile(r"[^；，。]+")


@dataclass(frozen=True)
class RelationWords:
    """How the text speaks of who supports whom, from ``source/relation_words.tsv``."""

    verbs: tuple[str, ...]
    """帮扶, between supporter and recipient."""
    nouns: tuple[str, ...]
    """扶贫协作, behind both."""


@dataclass(frozen=True)
class _Party:
    """A place that is named as supporter or recipient, and where."""

    place: Place
    start: int
    end: int


def read_relation_words(path: Path) -> RelationWords:
    """The verbs and nouns of the relation: 帮扶; 扶贫协作, 对口帮扶."""
    rows = read_table(path, {"word": TEXT, "kind": "verb|noun"}, unique="word")
    of = {kind: tuple(row["word"] for row in rows if row["kind"] == kind) for kind in ("verb", "noun")}
    return RelationWords(verbs=of["verb"], nouns=of["noun"])


def extract_pairings(document: Document, gazetteer: Gazetteer, words: RelationWords, file: str) -> tuple[Pairing, ...]:
    """All pairs in the order of the text; ``pair-1`` is 北京市 → 内蒙古自治区.

    Raises :class:`ExtractionError` for a name that is unknown, ambiguous or in another province than
    the one written before it, and for a pair that is listed twice.
    """
    verb = re.compile("|".join(map(re.escape, sorted(words.verbs, key=len, reverse=True))) or "(?!)")
    pairs = [
        (*pair, sentence.id)
        for sentence in document.sentences()
        for statement in _statements(sentence, gazetteer, verb)
        for pair in _pairs(sentence, statement, gazetteer, verb, file)
    ]
    seen: set[tuple[str, str]] = set()
    for supporter, _, recipient, sentence_id in pairs:
        key = supporter.place.code, recipient.place.code
        if key in seen:
            found = f"{supporter.place.name}, {recipient.place.name} again in {sentence_id}"
            raise ExtractionError(file, None, "each pair once", found, "check the list's names")
        seen.add(key)
    return tuple(
        Pairing(f"pair-{number}", one.place, other.place, Span(sentence_id, one.start, other.end), said)
        for number, (one, said, other, sentence_id) in enumerate(pairs, 1)
    )


def _statements(sentence: Sentence, gazetteer: Gazetteer, verb: re.Pattern[str]) -> list[re.Match[str]]:
    """The statements of a list; none where the sentence is no list of pairings."""
    lead = sentence.text.find("：")
    statements = list(_STATEMENT.finditer(sentence.text, lead + 1)) if lead >= 0 else []
    is_list = any(verb.search(found[0]) and gazetteer.at(sentence.text, found.start()) for found in statements)
    return statements if is_list else []


def _pairs(
    sentence: Sentence, statement: re.Match[str], gazetteer: Gazetteer, verb: re.Pattern[str], file: str
) -> Iterator[tuple[_Party, str, _Party]]:
    found = verb.search(sentence.text, statement.start(), statement.end())
    if not found:
        form = verb.pattern.replace("|", "B or A")
        raise ExtractionError(
            file, None, f"A{form}B in {sentence.id}", f"“{statement[0]}”", "complete the statement, or add its form"
        )
    recipients = list(_parties(sentence, found.end(), statement.end(), gazetteer, file))
    for supporter in _parties(sentence, statement.start(), found.start(), gazetteer, file):
        for recipient in recipients:
            yield supporter, found[0], recipient


def _parties(sentence: Sentence, start: int, end: int, gazetteer: Gazetteer, file: str) -> Iterator[_Party]:
    """The places of 河北省张家口市和保定市, each resolved to one division."""
    text = sentence.text[:end]
    province: Place | None = None
    at = start
    while True:
        begin = at
        place = _resolve(text, at, province, gazetteer, sentence.id, file)
        at += len(place.name)
        if at < end and text[at] not in "、和":
            province = place
            place = _resolve(text, at, province, gazetteer, sentence.id, file)
            at += len(place.name)
        yield _Party(place, begin, at)
        if at == end:
            return
        if text[at] not in "、和":
            raise _unknown(text, at, sentence.id, file)
        province = province if text[at] == "和" else None
        at += 1


def _resolve(text: str, at: int, province: Place | None, gazetteer: Gazetteer, sentence_id: str, file: str) -> Place:
    found = gazetteer.at(text, at)
    if not found:
        raise _unknown(text, at, sentence_id, file)
    within = [place for place in found if province is None or place.province == province.name]
    if len(within) != 1:
        codes = "、".join(f"{place.province}{place.name} {place.code}" for place in found)
        expected = f"one division named {found[0].name}" + (f" in {province.name}" if province else "")
        raise ExtractionError(file, None, expected, f"{codes} in {sentence_id}", "write the right province before it")
    return within[0]


def _unknown(text: str, at: int, sentence_id: str, file: str) -> ExtractionError:
    mend = "write its full official name of December 2016"
    return ExtractionError(file, None, f"a place name in {sentence_id}", f"“{text[at : at + 12]}”", mend)
