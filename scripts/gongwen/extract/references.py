"""Document → references: what a sentence refers to, or shares a word with, and the words that say so.

Finding and resolving are apart. A rule finds words that refer to something and names the candidates;
a reference is made where exactly one of them fits, otherwise the words are reported as unresolved.
Each rule stands under the phrase it matches. They run in this order, and words that one rule has
read are not read again by a later one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.extract.pairings import RelationWords
from gongwen.extract.titles import OBJECTIVE, ORIENTATION
from gongwen.ids import PREAMBLE, unit_of
from gongwen.model import CitedDocument, Clause, Document, Kind, Pairing, Reference, Sentence, Span, Term
from gongwen.numerals import to_int
from gongwen.tables import ANY, TEXT, read_table

_NUMERAL = "[一二三四五六七八九十]+"
_CHUNK = "[^，。；：、和《》“”]"
"""A character of a name in a list: lists are cut at marks and at 和."""

_CITED = re.compile("《(?P<name>[^《》]+)》")
_CONGRESS = re.compile(f"党的(?P<number>{_NUMERAL})大")
_PLENUMS = re.compile(f"(?P<term>{_NUMERAL}届)(?P<list>{_NUMERAL}中(?:[、和]{_NUMERAL}中)*)全会")
_MEETING = re.compile(
    f"(?:贯彻落实|贯彻|落实|学习)?(?P<name>{_CHUNK}+(?:会议|座谈会))(?=(?:[、和]{_CHUNK}+(?:会议|座谈会))*精神)"
)
_ASSESSED = f"[^，。；]*?包括(?P<items>[^，。；]+?)(?P<count>两|{_NUMERAL})个方面"
_TAIL = 4
"""The shortest end of a title that names its subject: 劳务协作 in 组织劳务协作."""
_TITLE = re.compile("[一-鿿]{2}(?P<word>[一-鿿]{2})[一-鿿]{2}")
"""The usual title of a clause, three words of two characters: 加大 资金 支持 is about 资金."""
_FEW = 2
"""How many other clauses may say what a clause is about; what more of them say is no tie between any two."""
_SHARED = "shared"


@dataclass(frozen=True)
class ReferenceWords:
    """The words of ``source/reference_words.tsv``."""

    assessments: tuple[str, ...]
    effects: tuple[str, ...]


@dataclass(frozen=True)
class _Mention:
    """Words that refer to something, and what they may mean."""

    kind: str
    span: Span
    candidates: tuple[str, ...]
    late: bool = False
    """Whether it is numbered behind the others of its sentence, whose ids were given before there was its rule."""


@dataclass(frozen=True)
class _Known:
    """What the rules may consult."""

    document: Document
    pairings: tuple[Pairing, ...]
    terms: tuple[Term, ...]
    cited: Mapping[str, tuple[str, ...]]
    """Ids of documents and meetings by every name they go by."""
    words: ReferenceWords
    relations: tuple[str, ...]
    titles: Mapping[str, str]
    """What a clause is for, by its title."""


_Claimed = tuple[Span, ...]
"""The words that earlier rules have read."""
_Rule = Callable[[_Known, _Claimed], Iterator[_Mention]]


def read_cited(path: Path) -> tuple[CitedDocument, ...]:
    """The documents and meetings of ``source/documents.tsv``: ``doc-shibada`` 党的十八大."""
    date = r"(\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?)?"
    schema = {"slug": "[a-z][a-z0-9-]*", "kind": "document|meeting", "name": TEXT, "aliases": ANY, "title": TEXT}
    rows = read_table(path, {**schema, "date": date, "number": ANY, "note": ANY, "source": TEXT}, unique="slug")
    own = ("name", "kind", "date", "number", "note", "source", "title")
    return tuple(
        CitedDocument(id=f"doc-{row['slug']}", aliases=row.list("aliases"), **{column: row[column] for column in own})
        for row in rows
    )


def read_kinds(path: Path) -> dict[str, Kind]:
    """The kinds of references by name, in the order of ``source/reference-kinds.tsv``."""
    rows = read_table(path, {"kind": TEXT, "label": TEXT, "inverse": TEXT, "explanation": TEXT}, unique="kind")
    return {row["kind"]: Kind(row["kind"], row["label"], row["inverse"], row["explanation"]) for row in rows}


def is_shared(reference: Reference) -> bool:
    """Whether it only says that two places share a word; all other kinds refer to something."""
    return reference.kind == _SHARED


def read_reference_words(path: Path) -> ReferenceWords:
    """The words of ``source/reference_words.tsv``: 考核 opens an assessment, 成效 is an effect."""
    rows = read_table(path, {"word": TEXT, "kind": "assessment|effect"}, unique="word")
    of = {kind: tuple(row["word"] for row in rows if row["kind"] == kind) for kind in ("assessment", "effect")}
    return ReferenceWords(assessments=of["assessment"], effects=of["effect"])


def extract_references(
    document: Document,
    pairings: Iterable[Pairing],
    terms: Iterable[Term],
    cited: Iterable[CitedDocument],
    words: ReferenceWords,
    relations: RelationWords,
    titles: Mapping[str, str],
) -> tuple[Reference, ...]:
    """Every reference in the order of the text; the target is empty where none fits, or more than one.

    ``terms`` are the entries with their mentions, ``titles`` what a clause is for by its title. Ids hang on the
    sentence: ``c14-p1-s1-r2``.
    """
    known = _Known(document, tuple(pairings), tuple(terms), _by_name(cited), words, relations.nouns, titles)
    found: list[_Mention] = []
    for rule in _RULES:
        found += list(rule(known, tuple(mention.span for mention in found)))
    order = {sentence_id: at for at, sentence_id in enumerate(document.sentence)}
    found.sort(key=lambda found: (order[found.span.sentence], found.late, found.span.start, found.span.end))
    references, count = [], dict.fromkeys(order, 0)
    for mention in found:
        sentence = mention.span.sentence
        count[sentence] += 1
        target = mention.candidates[0] if len(mention.candidates) == 1 else ""
        id_, evidence = f"{sentence}-r{count[sentence]}", document.quote(mention.span)
        references.append(Reference(id_, mention.kind, sentence, target, evidence, mention.span))
    return tuple(references)


def summary(references: Iterable[Reference], kinds: Mapping[str, Kind]) -> str:
    """What the build prints: the number of links by kind, then every reference that leads nowhere."""
    found = tuple(references)
    made = [reference for reference in found if reference.target]
    open_ = [reference for reference in found if not reference.target]
    lines = [f"{'reference':<10}{'linked':>8}{'unresolved':>12}"]
    for kind in kinds:
        linked, not_linked = (sum(reference.kind == kind for reference in group) for group in (made, open_))
        lines.append(f"{kind:<10}{linked:>8}{not_linked:>12}")
    return "\n".join([*lines, *(f"unresolved: {left.id} {left.kind} “{left.evidence}”" for left in open_)])


def _documents(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 贯彻落实《中共中央、国务院关于打赢脱贫攻坚战的决定》
    for sentence, match in _matches(known, _CITED):
        yield _Mention("document", _span(sentence, match), known.cited.get(_plain(match["name"]), ()))


def _meetings(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 全面贯彻党的十八大和…精神
    for sentence, match in _matches(known, _CONGRESS):
        yield _Mention("meeting", _span(sentence, match), known.cited.get(match[0], ()))
    # 十八届三中、四中、五中、六中全会: a link to each, on the words of the whole list
    for sentence, match in _matches(known, _PLENUMS):
        for number in re.split("[、和]", match["list"]):
            name = f"{match['term']}{number}全会"
            yield _Mention("meeting", _span(sentence, match), known.cited.get(name, ()))
    # 中央扶贫开发工作会议、东西部扶贫协作座谈会精神; 高层联席会议制度 is no meeting
    for sentence, match in _matches(known, _MEETING):
        yield _Mention("meeting", Span(sentence.id, *match.span("name")), known.cited.get(match["name"], ()))


def _returns(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 北京市、天津市与河北省扶贫协作: every pair of a supporter named and a recipient in the province named,
    # and the clause that lists these pairs, where this is another one
    supporters = {pair.supporter.name for pair in known.pairings}
    recipients = {name for pair in known.pairings for name in (pair.recipient.name, pair.recipient.province)}
    one, other, relation = _any_of(supporters), _any_of(recipients), _any_of(known.relations)
    pattern = re.compile(f"(?P<supporters>{one}(?:[、和]{one})*)与(?P<recipient>{other}){relation}")
    for sentence, match in _matches(known, pattern):
        listed: dict[str, None] = {}
        for name in re.split("[、和]", match["supporters"]):
            pairs = [pair for pair in known.pairings if pair.supporter.name == name]
            meant = [pair for pair in pairs if match["recipient"] in (pair.recipient.name, pair.recipient.province)]
            # A province stands for all of its recipients: a list of links, not a choice between them.
            yield from (_Mention("pairing", _span(sentence, match), (pair.id,)) for pair in meant)
            listed |= dict.fromkeys(unit_of(pair.span.sentence) for pair in meant)
            if not meant:
                yield _Mention("pairing", _span(sentence, match), ())
        for clause in listed:
            if clause != unit_of(sentence.id):
                yield _Mention("pairing", _span(sentence, match), (clause,))


def _assessed(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 考核内容包括减贫成效、劳务协作、…、资金支持五个方面: each is what the title of one clause ends in,
    # or an effect (减贫成效), which is measured against what is to be reached: the clause of aims (主要目标)
    aims = tuple(clause.id for clause in known.document.clauses if known.titles.get(clause.title) == OBJECTIVE)
    for sentence, match in _matches(known, re.compile(_any_of(known.words.assessments) + _ASSESSED)):
        number, start = to_int(match["count"].replace("两", "二")), match.start("items")
        lists = [list(re.finditer(item, match["items"])) for item in ("[^、]+", "[^、和]+", ".+")]
        # The list is cut the way that gives the number announced; else its words refer to nothing known.
        for item in next((items for items in lists if len(items) == number), lists[-1]):
            titled = tuple(clause.id for clause in known.document.clauses if clause.title.endswith(item[0]))
            fitting = titled or (aims if item[0].endswith(known.words.effects) else ())
            yield _Mention("assesses", Span(sentence.id, start + item.start(), start + item.end()), fitting)


def _topics(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 优化结对关系 ← （四）调整东西部扶贫协作结对关系: the only place outside that names the subject of the title;
    # 社会广泛参与 ← （十一）动员社会参与: so too with a word between its two
    # 对口支援工作要… ← （六）深化对口支援: a subject that many places name, where it opens the sentence
    for clause in known.document.clauses:
        spans = [span for span in _tails(known, clause) if _free(span, claimed)]
        alone = len({unit_of(span.sentence) for span in spans}) == 1
        for span in spans if alone else [span for span in spans if span.start == 0]:
            yield _Mention("topic", span, (clause.id,))


def _shared(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 国务院扶贫开发领导小组 in （十二）and （十四）: a name that exactly two places of the document share;
    # of three no one is *the* other place, and the index entry of the name lists them all
    # 结对帮扶 in （四）（五）and （十一）: neighbours on the same matter are one place, and a clause of orientation is none,
    # for it names what all the others work out; not so bodies, which act throughout
    order = {clause.id: number for number, clause in enumerate(known.document.clauses, 1)} | {PREAMBLE: -1}
    for term in known.terms:
        said = _by_unit(span for span in term.spans if term.kind != "place" and _free(span, claimed))
        one, other, late = [*said][:1], [*said][1:], False
        if len(other) != 1:
            units = [unit for unit in said if not _is_orientation(known, unit)]
            breaks = [at for at in range(1, len(units)) if order[units[at]] - order[units[at - 1]] > 1]
            if term.kind == "body" or len(units) > _FEW + 1 or len(breaks) != 1:
                continue
            one, other, late = units[: breaks[0]], units[breaks[0] :], True
        yield from _between(said, one, other, late)


def _title_words(known: _Known, claimed: _Claimed) -> Iterator[_Mention]:
    # 资金 in （十）加大资金支持, （三） 帮扶资金 and （十三） 扶贫资金: what a title is about, in the few other clauses that say it;
    # 社会 in 全面小康社会 belongs to that name
    names = tuple(span for term in known.terms for span in term.spans)
    for clause in known.document.clauses:
        match = _TITLE.fullmatch(clause.title)
        if not match or sum(match["word"] in other.title for other in known.document.clauses) != 1:
            continue
        spans = (_span(sentence, found) for sentence, found in _matches(known, re.compile(match["word"])))
        said = _by_unit(span for span in spans if _free(span, (*claimed, *names)))
        others = [unit for unit in said if unit not in (clause.id, PREAMBLE) and not _is_orientation(known, unit)]
        if clause.id in said and len(others) <= _FEW:
            yield from _between(said, [clause.id], others, late=True)


_RULES: tuple[_Rule, ...] = (_documents, _meetings, _returns, _assessed, _topics, _shared, _title_words)


def _matches(known: _Known, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in known.document.sentences():
        yield from ((sentence, match) for match in pattern.finditer(sentence.text))


def _tails(known: _Known, clause: Clause) -> Iterator[Span]:
    """Where sentences outside a clause name its subject: the longest end of its title that stands there."""
    titles = [other.title for other in known.document.clauses]
    tails = [clause.title[at:] for at in range(len(clause.title) - _TAIL + 1)]
    tails = [tail for tail in tails if sum(title.endswith(tail) for title in titles) == 1]
    forms = [re.escape(tail) for tail in tails]
    forms += [f"{tail[:2]}{_CHUNK}{{2}}{tail[2:]}" for tail in tails if len(tail) == _TAIL]
    for sentence in known.document.sentences():
        match = next(filter(None, (re.search(form, sentence.text) for form in forms)), None)
        if match and unit_of(sentence.id) != clause.id:
            yield _span(sentence, match)


def _by_unit(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """By clause or preamble, the first of the spans in each sentence."""
    found: dict[str, dict[str, Span]] = {}
    for span in spans:
        found.setdefault(unit_of(span.sentence), {}).setdefault(span.sentence, span)
    return {unit: list(first.values()) for unit, first in found.items()}


def _between(
    said: Mapping[str, list[Span]], one: Iterable[str], other: Iterable[str], late: bool
) -> Iterator[_Mention]:
    """A shared word, in both directions: from every sentence that says it to each unit on the other side."""
    for source, target in [pair for a in one for b in other for pair in ((a, b), (b, a))]:
        for number, span in enumerate(said[source]):
            yield _Mention(_SHARED, span, (target,), late or number > 0)


def _is_orientation(known: _Known, unit: str) -> bool:
    return any(clause.id == unit and known.titles.get(clause.title) == ORIENTATION for clause in known.document.clauses)


def _span(sentence: Sentence, match: re.Match[str]) -> Span:
    return Span(sentence.id, match.start(), match.end())


def _free(span: Span, claimed: _Claimed) -> bool:
    return not any(
        span.sentence == other.sentence and span.start < other.end and other.start < span.end for other in claimed
    )


def _any_of(names: Iterable[str]) -> str:
    """Any of ``names``, the longest first; never matches if there is none."""
    return f"(?:{'|'.join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or '(?!)'})"


def _plain(name: str) -> str:
    """A title as it is compared: 《中共中央、国务院关于…》 and 《中共中央 国务院关于…》 are one."""
    return re.sub(r"[、，\s]", "", name)


def _by_name(cited: Iterable[CitedDocument]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for document in cited:
        for name in {_plain(name) for name in (document.name, document.title, *document.aliases)}:
            names[name] = (*names.get(name, ()), document.id)
    return names
