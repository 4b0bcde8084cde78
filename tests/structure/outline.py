"""A document as a list of lines that a person reads: every unit, what was dropped, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.model import Document, Unit


def outline(document: Document) -> Iterator[str]:
    """``c1 provision （一）｜目标``; ``- 3 …`` for what was dropped, ``! 4 …`` for what a person should look at."""
    for unit in document.units:
        yield from _unit(unit)
    yield from (f"- {dropped.line} {dropped.text} ({dropped.rule})" for dropped in document.dropped)
    yield from (f"! {remark.line} {remark.text}：{remark.why}" for remark in document.warnings)


def units(document: Document) -> list[Unit]:
    """All units, in the order of the text."""
    return [unit for top in document.units for unit in top.walk()]


def _unit(unit: Unit) -> Iterator[str]:
    said = "｜".join(words for words in (unit.label, unit.title, unit.text.replace("\n", "⏎")) if words)
    yield f"{unit.id} {unit.kind}{' quote' if unit.quote else ''} {said}".rstrip()
    for inner in unit.units:
        yield from _unit(inner)
