"""The text as it travels between the stages: frozen dataclasses that hold tuples.

``Document → Part → Clause → Paragraph → Sentence``; a :class:`Span` says where words stand in it. What is read out of
it: ``records``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gongwen.lines import Dropped


@dataclass(frozen=True, slots=True)
class Repair:
    """One change from the source to the clean text."""

    offset: int
    """Where ``before`` starts in the source, in code points."""
    before: str
    after: str
    rule: str
    """The rules that changed it, in order, joined by ``+``."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What ends at 。？！ or at the end of its paragraph."""

    id: str
    """``c8-p1-s3``."""
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the tree: a division, an article, a paragraph, the date."""

    id: str
    """``a12-p2-i3``."""
    kind: str
    """text, annex, title, number, addressee, date, history, issuer, note, toc, annexes, preamble, closing, division,
    provision, paragraph, item or table."""
    label: str = ""
    """As printed: 第十二条, （三）."""
    title: str = ""
    """A heading or a caption: 总则."""
    text: str = ""
    """The words of a paragraph, an item, a unit of head or closing; the rows of a table."""
    line: int = 0
    """Where it begins in the source."""
    quote: bool = False
    """Whether it is part of a quotation, whose own numbers are no structure here."""
    sentences: tuple[Sentence, ...] = ()
    units: tuple[Unit, ...] = ()
    """What stands in it, in order."""

    def walk(self) -> Iterator[Unit]:
        """Itself and all that stands in it, in the order of the text."""
        yield self
        for unit in self.units:
            yield from unit.walk()


@dataclass(frozen=True, slots=True)
class Remark:
    """A passage that a person should look at: the rules leave it open."""

    line: int
    text: str
    """How the passage begins."""
    why: str
    """What is doubtful, in Chinese: readers of a site see it."""


@dataclass(frozen=True)
class Paragraph:
    """段, or one of the principles of a clause."""

    id: str
    """``c8-p1``."""
    kind: str
    """``text``, or ``principle`` for a paragraph that the official form opens with ——."""
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Clause:
    """（八）组织劳务协作: 条."""

    id: str
    """``c8``."""
    number: int
    part: str
    """The id of its part, ``part-3``."""
    title: str
    """组织劳务协作: without numeral and 。"""
    paragraphs: tuple[Paragraph, ...]
    run_in: bool = True
    """Whether the text runs in behind the heading; （三）基本原则 stands alone."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)


@dataclass(frozen=True)
class Part:
    """三、主要任务: 部分."""

    id: str
    """``part-2``."""
    number: int
    title: str
    """结对关系: without numeral and 、"""


@dataclass(frozen=True)
class Document:
    """The text in its structure."""

    title: str
    preamble: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    clauses: tuple[Clause, ...]
    head: tuple[str, ...] = ()
    """Lines between title and preamble: a document number, the addressees."""
    closing: tuple[str, ...] = ()
    """Lines behind the last clause that are no text: signature, date."""
    units: tuple[Unit, ...] = ()
    """The tree that all the above is a view of."""
    dropped: tuple[Dropped, ...] = ()
    """What of the source is none of its words."""
    warnings: tuple[Remark, ...] = ()
    references: tuple[Reference, ...] = ()
    """What its sentences cite of itself (:mod:`gongwen.extract.cited_provisions`), where that was asked for."""

    def clauses_of(self, part: Part) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.part == part.id)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in the order of the text, preamble first."""
        yield from self.preamble
        for clause in self.clauses:
            yield from clause.paragraphs

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in the order of the text, preamble first."""
        for paragraph in self.paragraphs():
            yield from paragraph.sentences

    @cached_property
    def sentence(self) -> dict[str, Sentence]:
        """Sentences by id."""
        return {sentence.id: sentence for sentence in self.sentences()}

    def quote(self, span: Span) -> str:
        """The words a span stands on."""
        return self.sentence[span.sentence].text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets (code points) in one sentence."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from a sentence to a document, a clause or a pairing."""

    id: str
    kind: str
    source: str
    """A sentence id (``from`` in the data file)."""
    target: str
    """An id of ours (``c8``, ``pair-5``) or of a cited document (``doc-…``); empty when unresolved."""
    evidence: str
    """Literally in the sentence."""
    span: Span
