"""Edition → what a clause refers to, what refers to it and what words it shares: the end of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.extract.shared import is_shared
from gongwen.ids import holds, unit_of
from gongwen.model import Clause, Reference
from gongwen.publish.markdown import escape, name_of, page_of, quoted
from gongwen.records import Edition


@dataclass(frozen=True)
class Shared:
    """Words that a clause shares with the same others."""

    others: tuple[str, ...]
    """Ids of clauses, or of the preamble."""
    words: Mapping[str, str]
    """Each word with the first sentence that says it."""


def outgoing(edition: Edition, clause: Clause) -> tuple[Reference, ...]:
    """What the clause refers to, the unresolved included: （十四） → （八） 劳务协作."""
    return tuple(found for found in edition.references if holds(clause.id, found.source) and not is_shared(found))


def incoming(edition: Edition, clause: Clause) -> tuple[Reference, ...]:
    """What refers to the clause or to a pairing that stands in it: （四） ← （六） 北京市、天津市与河北省扶贫协作."""
    here = {clause.id}
    here |= {pairing.id for pairing in edition.pairings if holds(clause.id, pairing.span.sentence)}
    return tuple(
        reference
        for reference in edition.references
        if reference.target in here and not is_shared(reference) and not holds(clause.id, reference.source)
    )


def shared(edition: Edition, clause: Clause) -> tuple[Shared, ...]:
    """The words that the clause shares with few others, those with the same others together.

    （九） shares 支教, 支医 … with （十一）. One that stands in another (挂职 in 挂职干部) speaks for it.
    """
    words: dict[str, tuple[str, dict[str, None]]] = {}
    for reference in edition.references:
        if is_shared(reference) and holds(clause.id, reference.source):
            words.setdefault(reference.evidence, (reference.source, {}))[1][reference.target] = None
    lists: dict[tuple[str, ...], dict[str, str]] = {}
    for word, (source, others) in words.items():
        lists.setdefault(tuple(others), {})[word] = source
    return tuple(
        Shared(
            others,
            {word: at for word, at in found.items() if not any(other != word and other in word for other in found)},
        )
        for others, found in lists.items()
    )


def render_relations(edition: Edition, clause: Clause) -> Iterator[str]:
    """Three lists, each link with its kind and the words that it rests on; what is empty is left out."""
    out, back, words = outgoing(edition, clause), incoming(edition, clause), shared(edition, clause)
    if out or back or words:
        yield "## 关联 {: #related }\n"
    if out:
        yield "### 本条引用 {: #refers }\n"
        for (kind, targets), quotes in _out(out).items():
            links = "、".join(_target(edition, id_) for id_ in targets)
            yield f"- **{escape(edition.kinds[kind].label)}** {links} {quotes}"
        yield ""
    if back:
        yield "### 引用本条 {: #referred }\n"
        for (kind, home), quotes in _back(back).items():
            yield f"- **{escape(edition.kinds[kind].inverse)}** {_target(edition, home)} {quotes}"
        yield ""
    if words:
        yield "### 共用词语 {: #shared }\n"
        yield "本条与少数几条共用的词语；用词相同，不等于互相引用。\n"
        for found in words:
            quotes = "".join(_quote(word, source) for word, source in found.words.items())
            places = "、".join(_target(edition, other) + _as(edition, clause, found, other) for other in found.others)
            yield f"- {quotes} 亦见于{places}"
        yield ""


def _out(references: Iterable[Reference]) -> dict[tuple[str, tuple[str, ...]], str]:
    """By kind and targets the words quoted: 十八届三中、四中全会 has two, 社会广泛参与 and 社会力量参与 share one."""
    targets: dict[tuple[str, str, str], list[str]] = {}
    for found in references:
        targets.setdefault((found.kind, found.evidence, found.source), []).append(found.target)
    lines: dict[tuple[str, tuple[str, ...]], str] = {}
    for (kind, evidence, source), ids in targets.items():
        key = kind, tuple(ids)
        lines[key] = lines.get(key, "") + _quote(evidence, source)
    return lines


def _back(references: Iterable[Reference]) -> dict[tuple[str, str], str]:
    """By kind and the clause that refers here the words quoted, each once."""
    quotes: dict[tuple[str, str], dict[str, None]] = {}
    for found in references:
        quotes.setdefault((found.kind, unit_of(found.source)), {})[_quote(found.evidence, found.source)] = None
    return {key: "".join(found) for key, found in quotes.items()}


def _as(edition: Edition, clause: Clause, found: Shared, other: str) -> str:
    """How the other place words it where it does so otherwise: 党委或政府 here, 党委和政府 there."""
    there = dict.fromkeys(
        reference.evidence
        for reference in edition.references
        if is_shared(reference) and holds(other, reference.source) and reference.target == clause.id
    )
    differing = [word for word in there if not any(word in here or here in word for here in found.words)]
    literal = all(any(word in said or said in word for said in there) for word in found.words)
    return "" if literal else f"（作{'、'.join(map(quoted, differing))}）"


def _quote(evidence: str, source: str) -> str:
    return f"[{quoted(evidence)}]({page_of(source, '../')})"


def _target(edition: Edition, id_: str) -> str:
    """A link that says where it leads: the clause's heading, the pair, the cited document."""
    if not id_:
        return "未找到唯一对应的条款"
    names = {cited.id: cited.title for cited in edition.cited}
    names |= {pair.id: f"{pair.supporter.name}{pair.verb}{pair.recipient.name}" for pair in edition.pairings}
    return f"[{escape(names.get(id_) or name_of(edition.document, id_))}]({page_of(id_, '../')})"
