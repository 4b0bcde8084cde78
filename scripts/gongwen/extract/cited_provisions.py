"""Document → what its sentences cite of the document itself: 本法第三条第二款, 前款, 本章, 附件2.

A citation leads somewhere only where exactly one unit fits. Where none does, or more than one, it is ``unresolved``;
where it is another document's (《…法》第三条, 刑法第三条, and what follows in the sentence), it is ``foreign``. Both
keep their words, so nothing is lost that a reader may want to look up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from gongwen.extract.citation_grammar import DIVISIONS, LEVELS, Citation, find_citations
from gongwen.extract.cited_texts import Place, Text, find_places
from gongwen.model import Reference, Sentence, Span, Unit

FOREIGN, UNRESOLVED = "foreign", "unresolved"
"""The kinds of references that lead nowhere; the others are called as the unit that they lead to: provision, item …"""


def cited_provisions(units: Iterable[Unit]) -> tuple[Reference, ...]:
    """Every citation of a provision in a document of these ``units``: each target of each, in the order of the text.

    ``第二十九条第一款第（二）项至第（四）项`` gives three references with the same words. Paragraphs that quote
    another text (``quote``) are not read.
    """
    return tuple(found for place in find_places(units) if not place.unit.quote for found in _references(place))


def _references(place: Place) -> Iterator[Reference]:
    last = _Last()
    for sentence in place.unit.sentences:
        number, last, quoted = 0, replace(last, here=False), _quoted(sentence, place)
        for citation in find_citations(sentence.text):
            answer = _resolve(citation, place, last, bool(quoted) and quoted[citation.start])
            if answer is None:
                continue
            words = sentence.text[citation.start : citation.end]
            for target in answer.targets or (None,):
                number += 1
                id_, span = f"{sentence.id}-r{number}", Span(sentence.id, citation.start, citation.end)
                to, kind = (target.id, target.kind) if target else ("", answer.kind)
                yield Reference(id_, kind, sentence.id, to, words, span)
            if answer.kind == FOREIGN or answer.article:
                last = _Last(answer.article, answer.kind == FOREIGN, here=True)


def _quoted(sentence: Sentence, place: Place) -> list[bool]:
    """Of each character whether it stands in “…”; asked only where it matters, in a text that changes another."""
    if not place.text.is_amending:
        return []
    return [depth > 0 for depth in accumulate((char == "“") - (char == "”") for char in sentence.text)]


@dataclass(frozen=True)
class _Last:
    """The article that was cited last in a paragraph, which 该条 and, in the same sentence, a bare 第二款 may mean."""

    article: Unit | None = None
    foreign: bool = False
    here: bool = False
    """Whether it was in the same sentence."""


@dataclass(frozen=True)
class _Answer:
    """What a citation means: its targets, or the kind of what leads nowhere."""

    kind: str
    targets: tuple[Unit, ...] = ()
    article: Unit | None = None


_NOWHERE = _Answer(UNRESOLVED)


def _resolve(citation: Citation, place: Place, last: _Last, quoted: bool = False) -> _Answer | None:
    """What a citation means at its place; None where the words cite nothing: 第一项任务."""
    relative = bool(citation.this or citation.before[0])
    text = place.text.named(citation.act, citation.foreign)
    same = citation.this[:1] in ("该", "同") and citation.this != ""
    amended = place.text.is_amending and (quoted or not (citation.act or relative))
    if text is None or amended or (same and last.foreign):
        return _Answer(FOREIGN)
    if citation.annex:
        annex = text.annex(citation.annex)
        if annex and citation.steps:
            return _down((None,), citation, text.of(annex))
        return _Answer(UNRESOLVED, (annex,)) if annex else _NOWHERE
    bases: tuple[Unit, ...]
    if same:
        bases = (last.article,) if last.article and citation.this[1:] == "条" else ()
    elif citation.before[0]:
        bases = _before(*citation.before, place)
    elif citation.this in DIVISIONS and not text.has_level(LEVELS[citation.this]):
        return _down((None,), citation, text, place) if citation.steps else None  # 本编 of a file that is one 编
    elif citation.this:
        bases = _this(citation.this, place)
    else:
        return _from_steps(citation, place, text, last)
    return _down(bases, citation, text) if citation.steps else _answer(bases, text)


def _from_steps(citation: Citation, place: Place, text: Text, last: _Last) -> _Answer | None:
    """A citation that begins with a number: 第三条, 第二款, 第（一）项, 第三章."""
    level = citation.steps[0].level
    if level in ("p", "i", "n"):
        for base in _implied(level, place, last):
            answer = _down((base,), citation, text)
            if answer.targets and place.unit not in answer.targets:
                return answer
        if text.has_articles and place.provision:
            return _NOWHERE
        answer = _down((None,), citation, text)
        return answer if answer.targets else None
    if level not in ("a", "?") and not text.has_level(level):
        return _NOWHERE if citation.act else None
    if level == "a" and not citation.act and not text.has_number(citation.steps[0].numbers[0][0]):
        return _Answer(FOREIGN)
    return _down((None,), citation, text, place, by_top=bool(citation.act))


def _implied(level: str, place: Place, last: _Last) -> Iterator[Unit]:
    """What 第二款 or 第（一）项 without more may be part of, the likeliest first.

    The article that the sentence names before; that which the words above the list name, in 违反第一项规定的 below
    违反本条例第二十六条规定的，按以下规定处罚：; the paragraph itself; its article.
    """
    if last.article and last.here:
        yield last.article
    if level == "i" and place.item and place.paragraph and place.paragraph in place.above:
        lead = Place(place.paragraph, place.above[: place.above.index(place.paragraph)], place.text)
        named = [
            _resolve(citation, lead, _Last()) for s in place.paragraph.sentences for citation in find_citations(s.text)
        ]
        articles = [
            answer.article for answer in named if answer and answer.article and answer.article != place.provision
        ]
        yield from articles[-1:]
    if level != "p" and place.paragraph:
        yield place.paragraph
    if place.provision:
        yield place.provision


def _this(this: str, place: Place) -> tuple[Unit, ...]:
    """本条, 本款, 本项, 本章."""
    unit = {"条": place.provision, "款": place.paragraph, "项": place.item}.get(this) or place.division(this)
    return (unit,) if unit else ()


def _before(level: str, count: int, place: Place) -> tuple[Unit, ...]:
    """前款, 前两款, 前条, 前三项: the units before the one that the words stand in, all of them or none."""
    unit = {"a": place.provision, "p": place.paragraph, "i": place.item}[level]
    if unit is None:
        return ()
    row = place.text.provisions if level == "a" else [one for one in place.siblings(unit) if one.kind == unit.kind]
    if level == "a":
        at = place.text.places[unit.id]
    else:
        at = next(index for index, one in enumerate(row) if one.id == unit.id)
    return tuple(row[at - count : at]) if at >= count else ()


def _down(
    bases: Iterable[Unit | None], citation: Citation, text: Text, place: Place | None = None, by_top: bool = False
) -> _Answer:
    """Follow the steps of a citation from where it begins, None for the text itself. Each must be there, and once."""
    found: list[Unit | None] = list(bases)
    article = None
    if not found:
        return _NOWHERE
    for step in citation.steps:
        inner: list[Unit | None] = []
        for base in found:
            for first, end in step.numbers:
                run = text.run(base, step.level, first, end, place, by_top)
                if not run:
                    return _NOWHERE
                inner += run
        found = inner
        article = found[-1] if step.level == "a" else article
    targets = tuple(unit for unit in found if unit is not None)
    return _answer(targets, text, article)


def _answer(targets: tuple[Unit, ...], text: Text, article: Unit | None = None) -> _Answer:
    return _Answer(UNRESOLVED, targets, article or (text.article_of(targets[-1]) if targets else None))
