"""What the rules of references work with: the words they find, and what they may consult."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.model import Document, Sentence, Span
from gongwen.records import Pairing, Term


@dataclass(frozen=True)
class ReferenceWords:
    """The words of ``source/reference_words.tsv``."""

    assessments: tuple[str, ...]
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """Words that refer to something, and what they may mean."""

    kind: str
    span: Span
    candidates: tuple[str, ...]
    late: bool = False
    """Whether it is numbered behind the others of its sentence, whose ids were given before there was its rule."""


@dataclass(frozen=True)
class Known:
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


Claimed = tuple[Span, ...]
"""The words that earlier rules have read."""
Rule = Callable[[Known, Claimed], Iterator[Mention]]


def matches(known: Known, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Where a pattern stands, sentence by sentence."""
    for sentence in known.document.sentences():
        yield from ((sentence, match) for match in pattern.finditer(sentence.text))


def span_of(sentence: Sentence, match: re.Match[str]) -> Span:
    """The words of a match."""
    return Span(sentence.id, match.start(), match.end())


def is_free(span: Span, claimed: Claimed) -> bool:
    """Whether no earlier rule has read any of these words."""
    return not any(
        span.sentence == other.sentence and span.start < other.end and other.start < span.end for other in claimed
    )


def any_of(names: Iterable[str]) -> str:
    """Any of ``names``, the longest first; never matches if there is none."""
    return f"(?:{'|'.join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) or '(?!)'})"
