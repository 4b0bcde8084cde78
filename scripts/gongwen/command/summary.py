"""What is told at the end: documents, units by kind, references, warnings, seconds."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.command.messages import _, plural
from gongwen.command.work import Outcome


def summary(outcome: Outcome, others: int, seconds: float) -> Iterator[str]:
    """The lines: ``299 documents converted, 2 refused, in 6.0 seconds`` …"""
    refused = len(outcome.errors)
    parts = [plural("{} document converted", "{} documents converted", outcome.converted)]
    parts += [plural("{} refused", "{} refused", refused)] if refused else []
    parts += (
        [plural("{} file of another kind left alone", "{} files of other kinds left alone", others)] if others else []
    )
    yield _(", ").join((*parts, _("in {} seconds").format(f"{seconds:.1f}")))
    if not outcome.converted:
        return
    counted = (f"{_(kind)} {count:,}" for kind, count in outcome.units.most_common())
    yield _("Units: ") + _(", ").join(counted)
    yield _("References: ") + _(", ").join(
        text.format(f"{outcome.references[name]:,}")
        for name, text in (
            ("resolved", _("{} lead to a place in their document")),
            ("foreign", _("{} to another text")),
            ("unresolved", _("{} fit nowhere, or in several places")),
        )
    )
    yield plural("{} passage for a person to look at", "{} passages for a person to look at", outcome.warnings)
