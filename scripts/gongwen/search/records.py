"""Document, pairings and terms → what a search can list.

A :class:`Group` is what a reader finds: a clause, a part, the preamble, a pairing, a term, the document itself. Its
passages are what a result links to: the sentences of a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.ids import unit_of
from gongwen.model import Clause, Document
from gongwen.numerals import to_numeral
from gongwen.records import Pairing, Place, Term
from gongwen.search.absent import Name, read_names
from gongwen.tables import ANY, TEXT, read_table

KINDS = (
    "same|manner|ask|many|who|which|what|filler|light|affix|topic|help|twin|pair|party|helper|helped|by|to|take|hand"
    "|of|and|is|have|at|come|go|noun|except|outside"
)
"""Kinds of everyday words, see ``source/synonyms.tsv``."""


@dataclass(frozen=True)
class Passage:
    """A sentence, or what else a result can lead to."""

    anchor: str
    """``c8-p1-s3``."""
    text: str


@dataclass(frozen=True)
class Group:
    """What is listed together in the results: a clause with its sentences."""

    kind: str
    """``document``, ``preamble``, ``part``, ``clause``, ``pairing`` or ``term``."""
    location: str
    """The page, from the root of the site: ``clauses/8/``."""
    label: str
    """（八）: printed before the title, but not searched as text; of a part all that is printed."""
    title: str
    """组织劳务协作: searched as text, like the passages."""
    number: int
    """8, as in 第八条; 0 for what has none."""
    part: int
    """The number of the part it stands in, or is read from; 0 outside the parts."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Meaning:
    """Everyday words and the words of the text that they stand for: 打工, 务工 → 劳务输出, 就业."""

    kind: str
    """See ``source/synonyms.tsv``."""
    words: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """What the search knows besides the text."""

    aliases: tuple[tuple[str, ...], ...]
    """A name in the text and other names for it: 国家发展改革委, 发改委, 国家发改委."""
    meanings: tuple[Meaning, ...]
    places: tuple[str, ...]
    """The official names of the paired places and their provinces."""
    names: tuple[Name, ...] = ()
    """Divisions, regions and bodies that a reader may ask for, in the text or not."""
    related: tuple[tuple[str, ...], ...] = ()
    """A name in the text and others that are not the same but near it: 农业部, 农业农村部."""


def make_groups(document: Document, pairings: Iterable[Pairing] = (), terms: Iterable[Term] = ()) -> tuple[Group, ...]:
    """Everything a search can list, in the order of the text; pairings and terms behind it."""
    parts = {clause.id: part.number for part in document.parts for clause in document.clauses_of(part)}
    pairs = (_pairing(pairing, parts[unit_of(pairing.span.sentence)]) for pairing in pairings)
    return (*_text(document), *pairs, *(_term(term) for term in terms if term.kind != "place"))


def read_lexicon(
    source: Path,
    pairings: Iterable[Pairing] = (),
    terms: Iterable[Term] = (),
    mentions: Iterable[tuple[str, tuple[str, ...]]] = (),
) -> Lexicon:
    """Read the tables of the search in the folder ``source``; add the names of pairings, terms and cited documents.

    ``mentions`` are words of the text and the names of what they cite: 十八届三中、四中全会, (十八届三中全会, …).

    They are ``synonyms``, ``abbreviations``, ``related`` and ``elsewhere.tsv``. Raises
    :class:`~gongwen.errors.DataError` for a row that does not follow the tables' schema, and for a short name that is
    an everyday word too or stands in the full one anyway.
    """
    schema = {"kind": KINDS, "words": TEXT, "means": ANY}
    meanings = read_table(source / "synonyms.tsv", schema, unique="words", listed=True)
    table = source / "abbreviations.tsv"
    abbreviations = read_table(table, {"short": TEXT, "full": TEXT}, unique="short", listed=True)
    asked = {word for row in meanings for word in row.list("words")}
    for row in abbreviations:
        for short in row.list("short"):
            if short in asked:
                raise row.error("a name that synonyms.tsv does not have", f"“{short}”", "keep it in one of the two")
            if short in row["full"] and len(short) > 1:
                raise row.error("a name that is no part of the full one", f"“{short}”", "drop it: it is found anyway")
    related = read_table(source / "related.tsv", {"names": TEXT, "near": TEXT}, unique="names", listed=True)
    places = tuple(dict.fromkeys(place for pairing in pairings for place in (pairing.supporter, pairing.recipient)))
    others: dict[str, list[str]] = {}
    for name, names in (
        *((row["full"], row.list("short")) for row in abbreviations),
        *((term.name, term.aliases) for term in terms),
        *mentions,
        *((place.name, (place.short, *place.aliases)) for place in places),
    ):
        # A part of the name is found in it anyway: 凉山 in 凉山彝族自治州. But 京 and 蒙 make 京蒙.
        others.setdefault(name, []).extend(other for other in names if other not in name or len(other) == 1)
    return Lexicon(
        aliases=tuple((name, *dict.fromkeys(names)) for name, names in sorted(others.items()) if names),
        meanings=tuple(Meaning(row["kind"], row.list("words"), row.list("means")) for row in meanings),
        places=tuple(sorted({name for place in places for name in (place.name, place.province)})),
        names=read_names(source),
        related=tuple((row["near"], *row.list("names")) for row in related),
    )


def read_examples(path: Path) -> tuple[tuple[str, str], ...]:
    """The queries of ``query_examples.tsv`` that the search's page offers, each with what it shows."""
    return tuple((row["query"], row["why"]) for row in read_table(path, {"query": TEXT, "why": TEXT}, unique="query"))


def _text(document: Document) -> Iterator[Group]:
    yield Group("document", "full/", "", document.title, 0, 0, ())
    preamble = (sentence for paragraph in document.preamble for sentence in paragraph.sentences)
    yield Group("preamble", "full/", "引言", "", 0, 0, tuple(Passage(found.id, found.text) for found in preamble))
    for part in document.parts:
        heading = (Passage(part.id, part.title),)
        label = f"第{to_numeral(part.number)}部分 {part.title}"
        yield Group("part", "full/", label, "", part.number, part.number, heading)
        yield from (_clause(clause, part.number) for clause in document.clauses_of(part))


def _clause(clause: Clause, part: int) -> Group:
    passages = tuple(Passage(sentence.id, sentence.text) for sentence in clause.sentences)
    label = f"（{to_numeral(clause.number)}）"
    return Group("clause", f"clauses/{clause.number}/", label, clause.title, clause.number, part, passages)


def _pairing(pairing: Pairing, part: int) -> Group:
    """A place is found by its own name and by its province's: 广东省佛山市 → 四川省凉山彝族自治州."""
    text = f"{_full(pairing.supporter)} → {_full(pairing.recipient)}"
    return Group("pairing", "pairings/", "", "", 0, part, (Passage(pairing.id, text),))


def _full(place: Place) -> str:
    return place.name if place.name == place.province else place.province + place.name


def _term(term: Term) -> Group:
    """Found by any of its names: 国家发展改革委、国家发展和改革委员会、发改委."""
    return Group("term", "terms/", "", "", 0, 0, (Passage(term.id, "、".join((term.name, *term.aliases))),))
