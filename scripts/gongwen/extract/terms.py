"""Document → the entries of its indexes: places, bodies, programmes and terms, with every mention.

A mention belongs to the longest name that stands there: 国务院 is not counted inside 国务院扶贫办.
Places come from the gazetteer, everything else from the hand-kept ``source/lexicon.tsv``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.contrib.tone_convert import to_normal

from gongwen.model import Document, Span
from gongwen.records import Place, Term
from gongwen.restore.characters import HAN
from gongwen.tables import ANY, TEXT, read_table

KINDS = {"place": "地名", "body": "机构和主体", "programme": "项目和行动", "term": "术语"}
"""The kinds in the order of the index, with the words a reader sees."""

_SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]+"
_LEXICON = {
    "kind": "|".join(KINDS),
    "slug": r"[a-z][a-z0-9]*(-[a-z0-9]+)*",
    "name": TEXT,
    "aliases": ANY,
    "pinyin": f"({_SYLLABLE}( {_SYLLABLE})*)?",
    "note": ANY,
    "note_source": ANY,
}


def read_entries(path: Path) -> tuple[Term, ...]:
    """The hand-kept entries, without mentions yet: ``term-jiandang-lika`` 建档立卡.

    Raises :class:`~gongwen.errors.DataError` for a name that two entries claim and for a note without a source.
    """
    entries: list[Term] = []
    owner: dict[str, str] = {}
    for row in read_table(path, _LEXICON, unique="slug"):
        entry = _entry(f"term-{row['slug']}", row["kind"], row["name"], row.list("aliases"), row["pinyin"])
        for name in _names(entry):
            if name in owner:
                found = f"“{name}”, also of {owner[name]}"
                raise row.error("a name of one entry only", found, "keep it in one of them")
            owner[name] = entry.name
        characters, syllables = len(re.findall(HAN, row["name"])), len(row["pinyin"].split())
        if syllables and syllables != characters:
            found = f"{syllables} for {characters} characters"
            raise row.error("a syllable for each character", found, "write them with blanks between, or none")
        if bool(row["note"]) != bool(row["note_source"]):
            raise row.error("a note with its source", "one without the other", "name the source, or leave both empty")
        entries.append(replace(entry, note=row["note"], note_source=row["note_source"]))
    return tuple(entries)


def extract_terms(document: Document, places: Iterable[Place], lexicon: Iterable[Term]) -> tuple[Term, ...]:
    """The entries that the document mentions, in the order of their pinyin.

    ``places`` are all known divisions. A province may be named in short (西藏); any other division only
    where the document names it in full as well, for many short names are also ordinary words.
    """
    units = dict(_units(document))
    entries = (*_place_entries(tuple(places), "\n".join(units.values())), *lexicon)
    mentions = find_names(units, {name: entry.id for entry in entries for name in _names(entry)})
    headings = frozenset(units) - frozenset(document.sentence)
    found = []
    for entry in entries:
        spans = mentions.get(entry.id, ())
        text = tuple(span for span in spans if span.sentence not in headings)
        titles = tuple(dict.fromkeys(span.sentence for span in spans if span.sentence in headings))
        if spans:
            found.append(replace(entry, spans=text, headings=titles))
    return tuple(sorted(found, key=lambda entry: (sort_key(entry), entry.id)))


def find_names(units: Mapping[str, str], owner: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    """Where the names stand, by owner: longest name first, no overlaps, in the order of the text.

    ``units`` are texts by id; ``owner`` tells whose name it is. In 国务院扶贫办 a mention of 国务院扶贫办
    is found and none of 国务院.
    """
    spans: dict[str, list[Span]] = {}
    for id_, text in units.items():
        taken = [False] * len(text)
        found: list[tuple[Span, str]] = []
        for name in sorted((name for name in owner if name in text), key=lambda name: (-len(name), name)):
            for start in range(len(text) - len(name) + 1):
                end = start + len(name)
                if text.startswith(name, start) and not any(taken[start:end]):
                    taken[start:end] = [True] * len(name)
                    found.append((Span(id_, start, end), owner[name]))
        for span, entry in sorted(found, key=lambda item: item[0].start):
            spans.setdefault(entry, []).append(span)
    return {entry: tuple(found) for entry, found in spans.items()}


def links(document: Document, terms: Iterable[Term]) -> dict[str, tuple[tuple[Span, str], ...]]:
    """By sentence, the spans that link to an entry and its id: the first mention in each paragraph."""
    mentions: dict[str, list[tuple[Span, str]]] = {}
    for term in terms:
        for span in term.spans:
            mentions.setdefault(span.sentence, []).append((span, term.id))
    by_sentence = {}
    for paragraph in document.paragraphs():
        first: dict[str, Span] = {}
        for sentence in paragraph.sentences:
            for span, id_ in sorted(mentions.get(sentence.id, ()), key=lambda mention: mention[0].start):
                first.setdefault(id_, span)
        for sentence in paragraph.sentences:
            if here := tuple((span, id_) for id_, span in first.items() if span.sentence == sentence.id):
                by_sentence[sentence.id] = here
    return by_sentence


def sort_key(entry: Term) -> str:
    """The place of an entry in the index: its pinyin without tones, ``chong qing shi`` for 重庆市."""
    return " ".join(to_normal(syllable) for syllable in entry.pinyin.split())


def _entry(id_: str, kind: str, name: str, aliases: tuple[str, ...], pinyin: str = "") -> Term:
    """``pinyin`` is given where pypinyin errs: 藏 in 四省藏区. Quotation marks are not read."""
    read = pinyin or " ".join(lazy_pinyin(name, style=Style.TONE, errors="ignore"))
    return Term(id_, kind, name, read, aliases, ())


def _names(entry: Term) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


def _units(document: Document) -> Iterator[tuple[str, str]]:
    """All texts that may mention a name: the headings by the id of what they head, then the sentences."""
    yield "title", document.title
    yield from ((part.id, part.title) for part in document.parts)
    yield from ((clause.id, clause.title) for clause in document.clauses)
    yield from ((sentence.id, sentence.text) for sentence in document.sentences())


def _place_entries(places: tuple[Place, ...], text: str) -> Iterator[Term]:
    """Entries of the places that ``text`` may mean, each with the short names that are safe for it."""
    official = Counter(place.name for place in places)
    short = Counter(name for place in places for name in _short_names(place))
    for place in places:
        province = place.code == place.province_code
        if official[place.name] == 1 and (province or place.name in text):
            # 吉林 is the province; the city of that name is 吉林市.
            usual = (name for name in _short_names(place) if province or short[name] == 1)
            yield _entry(place.id, "place", place.name, tuple(usual))


def _short_names(place: Place) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((place.short, *place.aliases)) if name != place.name)
