"""What is read out of a text or kept beside it: frozen dataclasses that hold tuples.

Whatever is extracted carries a :class:`~gongwen.model.Span` and can quote its evidence. :class:`Edition` holds all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongwen.model import Document, Reference, Repair, Span
from gongwen.standing import Standing


@dataclass(frozen=True)
class Place:
    """An administrative division as of December 2016."""

    name: str
    """凉山彝族自治州."""
    code: str
    """Six digits, ``513400``."""
    province: str
    """四川省; a province's or municipality's own name as its own."""
    province_code: str
    short: str
    """凉山."""
    aliases: tuple[str, ...] = ()
    """凉山州: other usual names, from ``source/places.tsv``."""

    @property
    def id(self) -> str:
        return f"place-{self.code}"


@dataclass(frozen=True)
class Pairing:
    """One supporter and one recipient."""

    id: str
    """``pair-5``, in the order of the text."""
    supporter: Place
    recipient: Place
    span: Span
    """The words that say it: from the supporter's name to the recipient's."""
    verb: str
    """The verb between them: 帮扶."""


@dataclass(frozen=True)
class Kind:
    """How a kind of reference is called on the page it starts from and on the page it leads to."""

    name: str
    label: str
    inverse: str
    explanation: str


@dataclass(frozen=True)
class Term:
    """An entry of the indexes: place, body, programme or term."""

    id: str
    kind: str
    name: str
    pinyin: str
    aliases: tuple[str, ...]
    spans: tuple[Span, ...]
    """Every place in a sentence where the name or an alias stands, longest name first, no overlaps."""
    note: str = ""
    """An editor's explanation; empty where no source could be found."""
    note_source: str = ""
    headings: tuple[str, ...] = ()
    """What has the name in its heading: ``title``, ``part-2``, ``c5``."""


@dataclass(frozen=True)
class Duty:
    """Who must do what."""

    id: str
    """``c8-p1-s3-d1``."""
    actor: str
    """Somebody; empty where the text names nobody."""
    inherited: bool
    """Whether the actor is left out here and named before, in ``inherited_from``."""
    duty_word: str
    """要, 应, 必须, 由…组织实施; empty where the predicate itself sets the task (开展, 加大)."""
    action: str
    """With its verb: 负责拨付资金."""
    deadline: str
    clause: str
    sentence: str
    quote: str
    """Literally in the sentence."""
    kind: str
    """``duty``, or ``aim`` for what a clause of aims wants to be reached."""
    inherited_from: str
    """The sentence that names the actor, ``c7-p1-s1``; empty where it is named here."""
    matter: str
    """The work or thing that is the subject where nobody is named: 对口支援工作."""
    span: Span


@dataclass(frozen=True)
class CitedDocument:
    """A document or meeting that the text cites, from ``source/documents.tsv``."""

    id: str
    """``doc-…``."""
    name: str
    """As the text calls it: 党的十八大."""
    kind: str
    """``document`` or ``meeting``."""
    date: str
    """One ISO date, or two with a slash."""
    number: str
    note: str
    source: str
    title: str = ""
    """Its full name: 中国共产党第十八次全国代表大会."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Where the text came from and what is known of it, from ``source/guideline.toml``."""

    file: str
    sha256: str
    """Of the page as it stands."""
    received: str
    """Of the page as received; what other copies confirm, they confirm of that page."""
    note: str
    issuers: tuple[str, ...]
    publisher: str
    place: str
    published: str
    """ISO date of publication, 2016-12-07."""
    subject: str = ""
    """What the document is about, in the editor's words: 确定了东部省市与西部地区的结对帮扶关系."""
    unconfirmed: str = ""
    """What others say of the document and no source confirms: 网上常见的文号."""

    @property
    def as_received(self) -> bool:
        return self.sha256 == self.received


@dataclass(frozen=True)
class Confirmation:
    """A passage that another copy of the document confirms, from ``source/confirmed.tsv``."""

    passage: str
    """A paragraph or clause id, or ``preamble``."""
    extent: str
    copy: str


@dataclass(frozen=True)
class Correction:
    """A published text that was changed, from ``source/corrections.tsv``."""

    address: str
    """Where the text stands, as ``source/wordings.tsv`` has it: ``/clauses/8/#c8-p1-s3``."""
    date: str
    """ISO date."""
    before: str
    """Words that stood there once; empty where all of the text is new."""
    after: str
    """What stands in their place; empty where all of the text is gone."""
    why: str
    line: int

    @property
    def id(self) -> str:
        return self.address.partition("#")[2]


@dataclass(frozen=True)
class Addition:
    """What was added to a published site, from ``source/additions.tsv``."""

    date: str
    """ISO date."""
    address: str
    """Where it stands: ``/permanence/``."""
    what: str
    line: int


@dataclass(frozen=True)
class Edition:
    """Everything there is to publish: the text and all that was derived from it."""

    provenance: Provenance
    source: str
    text: str
    """The clean text as restored."""
    repairs: tuple[Repair, ...]
    confirmations: tuple[Confirmation, ...]
    corrections: tuple[Correction, ...]
    document: Document
    pairings: tuple[Pairing, ...]
    terms: tuple[Term, ...]
    cited: tuple[CitedDocument, ...]
    references: tuple[Reference, ...]
    kinds: Mapping[str, Kind]
    """Of references, by name."""
    duties: tuple[Duty, ...]
    standing: Standing | None = None
    """What became of the document; None where nobody looked."""
    additions: tuple[Addition, ...] = ()

    @cached_property
    def mentions(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words of the text and the names of the documents and meetings that they cite: 十八届三中、四中全会, (…)."""
        names = {cited.id: (cited.name, *cited.aliases) for cited in self.cited}
        found: dict[str, tuple[str, ...]] = {}
        for reference in self.references:
            if reference.target in names:
                found[reference.evidence] = (*found.get(reference.evidence, ()), *names[reference.target])
        return tuple(found.items())

    @cached_property
    def paired_places(self) -> tuple[Place, ...]:
        """The places that support or are supported, each once, in the order of their codes: 北京市, 天津市, ….."""
        places = {place.code: place for pair in self.pairings for place in (pair.supporter, pair.recipient)}
        return tuple(place for _, place in sorted(places.items()))

    @cached_property
    def paired_names(self) -> dict[str, str]:
        """The paired places and the provinces that they lie in, names by id: ``place-520000`` → 贵州省.

        They live on the page of the pairings, whatever else the text says of them.
        """
        codes = {place.province_code: place.province for place in self.paired_places}
        codes |= {place.code: place.name for place in self.paired_places}
        return {f"place-{code}": name for code, name in sorted(codes.items())}
