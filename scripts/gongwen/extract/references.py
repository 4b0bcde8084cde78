"""Document → references: what a sentence refers to, or shares a word with, and the words that say so.

Finding and resolving are apart. A rule finds words that refer to something and names the candidates;
a reference is made where exactly one of them fits, otherwise the words are reported as unresolved.
Each rule stands under the phrase it matches. They run in this order, and words that one rule has
read are not read again by a later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongwen.cells import DAY, days
from gongwen.extract.mentions import Claimed, Known, Mention, ReferenceWords, Rule, any_of, is_free, matches, span_of
from gongwen.extract.pairings import RelationWords
from gongwen.extract.shared import shared_names, title_words
from gongwen.extract.titles import OBJECTIVE
from gongwen.ids import unit_of
from gongwen.model import Clause, Document, Reference, Span
from gongwen.numerals import to_int
from gongwen.records import CitedDocument, Kind, Pairing, Term
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


def read_cited(path: Path) -> tuple[CitedDocument, ...]:
    """The documents and meetings of ``source/documents.tsv``: ``doc-shibada`` 党的十八大."""
    date = f"({DAY}(/{DAY})?)?"
    schema = {"slug": "[a-z][a-z0-9-]*", "kind": "document|meeting", "name": TEXT, "aliases": ANY, "title": TEXT}
    rows = read_table(path, {**schema, "date": date, "number": ANY, "note": ANY, "source": TEXT}, unique="slug")
    for row in rows:
        days(row, "date")
    own = ("name", "kind", "date", "number", "note", "source", "title")
    return tuple(
        CitedDocument(id=f"doc-{row['slug']}", aliases=row.list("aliases"), **{column: row[column] for column in own})
        for row in rows
    )


def read_kinds(path: Path) -> dict[str, Kind]:
    """The kinds of references by name, in the order of ``source/reference-kinds.tsv``."""
    rows = read_table(path, {"kind": TEXT, "label": TEXT, "inverse": TEXT, "explanation": TEXT}, unique="kind")
    return {row["kind"]: Kind(row["kind"], row["label"], row["inverse"], row["explanation"]) for row in rows}


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
    known = Known(document, tuple(pairings), tuple(terms), _by_name(cited), words, relations.nouns, titles)
    found: list[Mention] = []
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


def _documents(known: Known, claimed: Claimed) -> Iterator[Mention]:
    # 贯彻落实《中共中央、国务院关于打赢脱贫攻坚战的决定》
    for sentence, match in matches(known, _CITED):
        yield Mention("document", span_of(sentence, match), known.cited.get(_plain(match["name"]), ()))


def _meetings(known: Known, claimed: Claimed) -> Iterator[Mention]:
    # 全面贯彻党的十八大和…精神
    for sentence, match in matches(known, _CONGRESS):
        yield Mention("meeting", span_of(sentence, match), known.cited.get(match[0], ()))
    # 十八届三中、四中、五中、六中全会: a link to each, on the words of the whole list
    for sentence, match in matches(known, _PLENUMS):
        for number in re.split("[、和]", match["list"]):
            name = f"{match['term']}{number}全会"
            yield Mention("meeting", span_of(sentence, match), known.cited.get(name, ()))
    # 中央扶贫开发工作会议、东西部扶贫协作座谈会精神; 高层联席会议制度 is no meeting
    for sentence, match in matches(known, _MEETING):
        yield Mention("meeting", Span(sentence.id, *match.span("name")), known.cited.get(match["name"], ()))


def _returns(known: Known, claimed: Claimed) -> Iterator[Mention]:
    # 北京市、天津市与河北省扶贫协作: every pair of a supporter named and a recipient in the province named,
    # and the clause that lists these pairs, where this is another one
    supporters = {pair.supporter.name for pair in known.pairings}
    recipients = {name for pair in known.pairings for name in (pair.recipient.name, pair.recipient.province)}
    one, other, relation = any_of(supporters), any_of(recipients), any_of(known.relations)
    pattern = re.compile(f"(?P<supporters>{one}(?:[、和]{one})*)与(?P<recipient>{other}){relation}")
    for sentence, match in matches(known, pattern):
        listed: dict[str, None] = {}
        for name in re.split("[、和]", match["supporters"]):
            pairs = [pair for pair in known.pairings if pair.supporter.name == name]
            meant = [pair for pair in pairs if match["recipient"] in (pair.recipient.name, pair.recipient.province)]
            # A province stands for all of its recipients: a list of links, not a choice between them.
            yield from (Mention("pairing", span_of(sentence, match), (pair.id,)) for pair in meant)
            listed |= dict.fromkeys(unit_of(pair.span.sentence) for pair in meant)
            if not meant:
                yield Mention("pairing", span_of(sentence, match), ())
        for clause in listed:
            if clause != unit_of(sentence.id):
                yield Mention("pairing", span_of(sentence, match), (clause,))


def _assessed(known: Known, claimed: Claimed) -> Iterator[Mention]:
    # 考核内容包括减贫成效、劳务协作、…、资金支持五个方面: each is what the title of one clause ends in,
    # or an effect (减贫成效), which is measured against what is to be reached: the clause of aims (主要目标)
    aims = tuple(clause.id for clause in known.document.clauses if known.titles.get(clause.title) == OBJECTIVE)
    for sentence, match in matches(known, re.compile(any_of(known.words.assessments) + _ASSESSED)):
        number, start = to_int(match["count"].replace("两", "二")), match.start("items")
        lists = [list(re.finditer(item, match["items"])) for item in ("[^、]+", "[^、和]+", ".+")]
        # The list is cut the way that gives the number announced; else its words refer to nothing known.
        for item in next((items for items in lists if len(items) == number), lists[-1]):
            titled = tuple(clause.id for clause in known.document.clauses if clause.title.endswith(item[0]))
            fitting = titled or (aims if item[0].endswith(known.words.effects) else ())
            yield Mention("assesses", Span(sentence.id, start + item.start(), start + item.end()), fitting)


def _topics(known: Known, claimed: Claimed) -> Iterator[Mention]:
    # 优化结对关系 ← （四）调整东西部扶贫协作结对关系: the only place outside that names the subject of the title;
    # 社会广泛参与 ← （十一）动员社会参与: so too with a word between its two
    # 对口支援工作要… ← （六）深化对口支援: a subject that many places name, where it opens the sentence
    for clause in known.document.clauses:
        spans = [span for span in _tails(known, clause) if is_free(span, claimed)]
        alone = len({unit_of(span.sentence) for span in spans}) == 1
        for span in spans if alone else [span for span in spans if span.start == 0]:
            yield Mention("topic", span, (clause.id,))


_RULES: tuple[Rule, ...] = (_documents, _meetings, _returns, _assessed, _topics, shared_names, title_words)


def _tails(known: Known, clause: Clause) -> Iterator[Span]:
    """Where sentences outside a clause name its subject: the longest end of its title that stands there."""
    titles = [other.title for other in known.document.clauses]
    tails = [clause.title[at:] for at in range(len(clause.title) - _TAIL + 1)]
    tails = [tail for tail in tails if sum(title.endswith(tail) for title in titles) == 1]
    forms = [re.escape(tail) for tail in tails]
    forms += [f"{re.escape(tail[:2])}{_CHUNK}{{2}}{re.escape(tail[2:])}" for tail in tails if len(tail) == _TAIL]
    for sentence in known.document.sentences():
        match = next(filter(None, (re.search(form, sentence.text) for form in forms)), None)
        if match and unit_of(sentence.id) != clause.id:
            yield span_of(sentence, match)


def _plain(name: str) -> str:
    """A title as it is compared: 《中共中央、国务院关于…》 and 《中共中央 国务院关于…》 are one."""
    return re.sub(r"[、，\s]", "", name)


def _by_name(cited: Iterable[CitedDocument]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for document in cited:
        for name in {_plain(name) for name in (document.name, document.title, *document.aliases)}:
            names[name] = (*names.get(name, ()), document.id)
    return names
