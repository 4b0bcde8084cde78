"""Edition → the cross-links of a clause, as the Markdown that closes its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongwen.ids import PREAMBLE, holds, unit_of
from gongwen.model import Clause, Edition, Reference
from gongwen.publish.markdown import escape, name_of, page_of


def outgoing(edition: Edition, clause: Clause) -> tuple[Reference, ...]:
    """What the clause refers to, the unresolved included: （十四） → （八） 劳务协作."""
    return tuple(reference for reference in edition.references if holds(clause.id, reference.source))


def incoming(edition: Edition, clause: Clause) -> tuple[Reference, ...]:
    """What refers to the clause or to a pairing that stands in it: （四） ← （六） 北京市、天津市与河北省扶贫协作."""
    here = {clause.id}
    here |= {pairing.id for pairing in edition.pairings if holds(clause.id, pairing.span.sentence)}
    return tuple(
        reference
        for reference in edition.references
        if reference.target in here and not holds(clause.id, reference.source)
    )


def render_relations(edition: Edition, clause: Clause) -> Iterator[str]:
    """Both directions, each link with its kind and the words that it rests on."""
    out, back = outgoing(edition, clause), incoming(edition, clause)
    duties = [duty for duty in edition.duties if duty.clause == clause.id]
    if out or back or duties:
        yield "## 关联 {: #related }\n"
    if duties:
        yield f"本条布置的任务见[责任清单](../duties.md#{duties[0].id})，共 {len(duties)} 项。\n"
    if out:
        yield "### 本条引用 {: #refers }\n"
        for kind, evidence, source, group in _grouped(out):
            targets = "、".join(_target(edition, reference.target) for reference in group)
            yield f"- **{edition.kinds[kind].label}** {targets} {_quote(evidence, source)}"
        yield ""
    if back:
        yield "### 引用本条 {: #referred }\n"
        for kind, evidence, source, _ in _grouped(back):
            label = f"[{_home(edition, source)}]({page_of(source, '../')})"
            yield f"- **{edition.kinds[kind].inverse}** {label} {_quote(evidence, source)}"
        yield ""


Group = tuple[str, str, str, tuple[Reference, ...]]
"""Kind, evidence and sentence that several references share, and the references."""


def _grouped(references: Iterable[Reference]) -> Iterator[Group]:
    """十八届三中、四中、五中、六中全会 is one line with four targets."""
    groups: dict[tuple[str, str, str], list[Reference]] = {}
    for reference in references:
        groups.setdefault((reference.kind, reference.evidence, reference.source), []).append(reference)
    yield from ((*key, tuple(group)) for key, group in groups.items())


def _quote(evidence: str, source: str) -> str:
    return f"[「{escape(evidence)}」]({page_of(source, '../')})"


def _home(edition: Edition, sentence: str) -> str:
    home = unit_of(sentence)
    return escape(name_of(edition.document, sentence if home == PREAMBLE else home))


def _target(edition: Edition, id_: str) -> str:
    """A link that says where it leads: the clause's heading, the pair, the cited document."""
    if not id_:
        return "未找到唯一对应的条款"
    names = {cited.id: cited.title for cited in edition.cited}
    names |= {pair.id: f"{pair.supporter.name}帮扶{pair.recipient.name}" for pair in edition.pairings}
    return f"[{escape(names[id_]) if id_ in names else _home(edition, id_)}]({page_of(id_, '../')})"
