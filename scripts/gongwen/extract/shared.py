"""Words that few places of a document share: no reference, for neither speaks of the other, but worth a look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from gongwen.extract.mentions import Claimed, Known, Mention, is_free, matches, span_of
from gongwen.extract.titles import ORIENTATION
from gongwen.ids import PREAMBLE, unit_of
from gongwen.model import Reference, Span

SHARED = "shared"
"""The kind of these links."""
_TITLE = re.compile("[一-鿿]{2}(?P<word>[一-鿿]{2})[一-鿿]{2}")
"""The usual title of a clause, three words of two characters: 加大 资金 支持 is about 资金."""
_FEW = 2
"""How many other clauses may say what a clause is about; what more of them say is no tie between any two."""


def is_shared(reference: Reference) -> bool:
    """Whether it only says that two places share a word; all other kinds refer to something."""
    return reference.kind == SHARED


def shared_names(known: Known, claimed: Claimed) -> Iterator[Mention]:
    """Names of the index that stand in two places only."""
    # 国务院扶贫开发领导小组 in （十二）and （十四）: a name that exactly two places of the document share;
    # of three no one is *the* other place, and the index entry of the name lists them all
    # 结对帮扶 in （四）（五）and （十一）: neighbours on the same matter are one place, and a clause of orientation is
    # none, for it names what all the others work out; not so bodies, which act throughout
    order = {clause.id: number for number, clause in enumerate(known.document.clauses, 1)} | {PREAMBLE: -1}
    for term in known.terms:
        said = _by_unit(span for span in term.spans if term.kind != "place" and is_free(span, claimed))
        one, other, late = [*said][:1], [*said][1:], False
        if len(other) != 1:
            units = [unit for unit in said if not _is_orientation(known, unit)]
            breaks = [at for at in range(1, len(units)) if order[units[at]] - order[units[at - 1]] > 1]
            if term.kind == "body" or len(units) > _FEW + 1 or len(breaks) != 1:
                continue
            one, other, late = units[: breaks[0]], units[breaks[0] :], True
        yield from _between(said, one, other, late)


def title_words(known: Known, claimed: Claimed) -> Iterator[Mention]:
    """What the title of a clause is about, and few others say."""
    # 资金 in （十）加大资金支持, 帮扶资金 in （三）, 扶贫资金 in （十三）; 社会 in 全面小康社会 belongs to that name
    names = tuple(span for term in known.terms for span in term.spans)
    for clause in known.document.clauses:
        match = _TITLE.fullmatch(clause.title)
        if not match or sum(match["word"] in other.title for other in known.document.clauses) != 1:
            continue
        spans = (span_of(sentence, found) for sentence, found in matches(known, re.compile(match["word"])))
        said = _by_unit(span for span in spans if is_free(span, (*claimed, *names)))
        others = [unit for unit in said if unit not in (clause.id, PREAMBLE) and not _is_orientation(known, unit)]
        if clause.id in said and len(others) <= _FEW:
            yield from _between(said, [clause.id], others, late=True)


def _by_unit(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """By clause or preamble, the first of the spans in each sentence."""
    found: dict[str, dict[str, Span]] = {}
    for span in spans:
        found.setdefault(unit_of(span.sentence), {}).setdefault(span.sentence, span)
    return {unit: list(first.values()) for unit, first in found.items()}


def _between(said: Mapping[str, list[Span]], one: Iterable[str], other: Iterable[str], late: bool) -> Iterator[Mention]:
    """A shared word, in both directions: from every sentence that says it to each unit on the other side."""
    for source, target in [pair for a in one for b in other for pair in ((a, b), (b, a))]:
        for number, span in enumerate(said[source]):
            yield Mention(SHARED, span, (target,), late or number > 0)


def _is_orientation(known: Known, unit: str) -> bool:
    return any(clause.id == unit and known.titles.get(clause.title) == ORIENTATION for clause in known.document.clauses)
