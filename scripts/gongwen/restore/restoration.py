"""Restore the clean text of a document from a damaged news page.

Guarantees, each of them tested:

1. Every change is a :class:`~gongwen.model.Repair`: applying the repairs to the source gives the
   clean text, undoing them gives the source back byte for byte.
2. Repairs do not overlap and stand in the order of the source.
3. What a rule changes, the rule decides from the page alone; what only a person can decide comes
   from the signed repairs, each of which must match exactly once.
4. The clean text has no stray reading, no lone Latin letter between Han characters, no ``?`` beside
   one and no Han character outside GB2312, unless a person signed it; damage that is left stops with
   its line, column and excerpt.
5. Restoring the clean text again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.model import Repair
from gongwen.restore import steps
from gongwen.restore.damage import refuse_damage
from gongwen.restore.draft import Draft, Edit
from gongwen.restore.readings import byte_shifts, readings
from gongwen.restore.steps import SignedRepair

RULES = ("signed", "byte-shift", "reading", "script", "variant", "punctuation", "doubled", "blank", "furniture")
"""In the order in which they are applied; the rule names of ``repairs.json``."""


@dataclass(frozen=True)
class Restoration:
    """The clean text and how it came from the source."""

    source: str
    text: str
    repairs: tuple[Repair, ...]


def restore_page(
    source: str, file: str, signed: tuple[SignedRepair, ...] = (), variants: Mapping[str, str] | None = None
) -> Restoration:
    """Restore ``source``, the text of the page ``file``.

    ``當(dāng)?shù)禺a(chǎn)業(yè)`` becomes 当地产业. ``variants`` maps characters to their standard form and
    words in which such a character is right to themselves: 著 → 着, but 显著 → 显著.
    Raises :class:`~gongwen.errors.DataError` for a signed repair that does not match exactly once,
    :class:`~gongwen.errors.DamageError` for damage that is left over.
    """
    rules: dict[str, Callable[[str], Iterator[Edit]]] = {
        "signed": lambda text: steps.signed(text, signed),
        "byte-shift": byte_shifts,
        "reading": readings,
        "script": steps.script,
        "variant": lambda text: steps.variants(text, variants or {}),
        "punctuation": steps.punctuation,
        "doubled": steps.doubled,
        "blank": steps.blanks,
        "furniture": steps.furniture,
    }
    draft = Draft.of(source)
    for rule in RULES:
        draft = draft.edit(rules[rule](draft.text), rule)
    refuse_damage(draft, source, file)
    return Restoration(source, draft.text, draft.repairs(source))


def apply(source: str, repairs: tuple[Repair, ...]) -> str:
    """The clean text, from the source and its repairs."""
    pieces, at = [], 0
    for repair in repairs:
        pieces += [source[at : repair.offset], repair.after]
        at = repair.offset + len(repair.before)
    return "".join([*pieces, source[at:]])


def undo(text: str, repairs: tuple[Repair, ...]) -> str:
    """The source, from the clean text and its repairs: :func:`apply` backwards."""
    shift, back = 0, []
    for repair in repairs:
        back.append(Repair(repair.offset + shift, repair.after, repair.before, repair.rule))
        shift += len(repair.after) - len(repair.before)
    return apply(text, tuple(back))
