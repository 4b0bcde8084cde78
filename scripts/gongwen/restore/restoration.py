"""Restore the clean text of a document from a damaged news page.

Guarantees, each of them tested:

1. Every change is a :class:`~gongwen.model.Repair`: applying the repairs to the source gives the
   clean text, undoing them gives the source back byte for byte.
2. Repairs do not overlap and stand in the order of the source.
3. What a rule changes, the rule decides from the page alone; what only a person can decide comes
   from the signed repairs, each of which must match exactly once.
4. The clean text has no stray reading, no lone Latin letter between Han characters, no ``?`` beside
   one, no trace of a wrong encoding and no Han character outside the 通用规范汉字表, unless a person
   signed it; damage that is left stops with its line, column and excerpt.
5. Restoring the clean text again changes nothing: those of marks and blanks run until none finds anything to do.
6. A page that is not in traditional script keeps every Han character. Which page is, is computed: at
   least one in fifty of its Han characters has a simplified form and no place in the 通用规范汉字表
   (國, but not the 乾 of 乾县).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from gongwen.model import Repair
from gongwen.restore import marks, steps
from gongwen.restore.characters import is_traditional
from gongwen.restore.damage import CLEAN, refuse_damage, refuse_surrogates
from gongwen.restore.draft import Draft, Edit, apply
from gongwen.restore.readings import byte_shifts, readings
from gongwen.restore.steps import SignedRepair

RULES = (
    *("signed", "encoding", "byte-shift", "reading", "script", "variant"),
    *("punctuation", "doubled", "blank", "furniture"),
)
"""In the order in which they are applied; the rule names of ``repairs.json``."""
DROPPING = {"furniture": "furniture", "filler": "filler behind a stop"}
"""The rules that take words or signs away whole, and what :class:`~gongwen.lines.Dropped` calls them."""


@dataclass(frozen=True)
class Restoration:
    """The clean text and how it came from the source."""

    source: str
    text: str
    repairs: tuple[Repair, ...]

    def page_line(self, line: int) -> int:
        """The line of the page on which line ``line`` of the clean text begins, both counted from 1."""
        at = sum(len(above) + 1 for above in self.text.split("\n")[: line - 1])
        shift = 0
        for repair in self.repairs:
            if repair.offset + shift + len(repair.after) > at:
                break
            shift += len(repair.after) - len(repair.before)
        return self.source.count("\n", 0, at - shift) + 1


def restore_page(
    source: str, file: str, signed: tuple[SignedRepair, ...] = (), variants: Mapping[str, str] | None = None
) -> Restoration:
    """Restore ``source``, the text of the page ``file``.

    ``當(dāng)?shù)禺a(chǎn)業(yè)`` becomes 当地产业. ``variants`` maps characters to their standard form and
    words in which such a character is right to themselves: 著 → 着, but 显著 → 显著.
    Raises :class:`~gongwen.errors.DataError` for a signed repair that does not match exactly once,
    :class:`~gongwen.errors.DamageError` for damage that is left over.
    """
    refuse_surrogates(source, file)
    table = variants or {}
    draft = Draft(source)
    draft = draft.edit(steps.signed(draft.text, signed), "signed")
    draft = _edited(draft, _CHARACTERS)
    if is_traditional(draft.text, table):
        draft = _edited(draft, [("script", partial(steps.script, table=table))])
        draft = _edited(draft, [("variant", partial(steps.variants, table=table))])
    before = None
    while draft.text != before:  # a blank without width that goes may bring a mark beside Chinese
        before = draft.text
        draft = _edited(draft, _LAYOUT)
    refuse_damage(draft, file, _spans(source, signed))
    return Restoration(source, draft.text, draft.repairs())


def tidy_text(source: str, file: str, signed: tuple[SignedRepair, ...] = ()) -> Restoration:
    """A text that nobody damaged: marks made full width, blanks without width, fillers and the page's furniture gone.

    ``第二条(一)甲,乙`` becomes 第二条（一）甲，乙; not one of its words changes, nor its script, nor “ or 「. What is
    written in a roundabout way (``&ldquo;``, radicals) is the only else. Raises what :func:`restore_page` does, for
    damage that no clean text has, as the sign for private use in 目尺寸小于2\ue0105厘米.
    """
    refuse_surrogates(source, file)
    draft = Draft(source)
    draft = draft.edit(steps.signed(draft.text, signed), "signed")
    before = None
    while draft.text != before:
        before = draft.text
        draft = _edited(draft, _TIDY)
    refuse_damage(draft, file, _spans(source, signed), CLEAN)
    return Restoration(source, draft.text, draft.repairs())


def _spans(source: str, signed: tuple[SignedRepair, ...]) -> Iterator[tuple[int, int]]:
    """What the signed repairs take of the page."""
    for repair in signed:
        start = source.index(repair.before)
        yield start, start + len(repair.before)


_Rules = Iterable[tuple[str, Callable[[str], Iterator[Edit]]]]
_CHARACTERS: _Rules = (("encoding", steps.encoding), ("byte-shift", byte_shifts), ("reading", readings))
_LAYOUT: _Rules = (
    ("encoding", steps.encoding),
    ("encoding", steps.markup),
    ("punctuation", marks.odd),
    ("punctuation", marks.punctuation),
    ("doubled", marks.doubled),
    ("blank", steps.blanks),
    ("furniture", steps.furniture),
)
_TIDY: _Rules = (
    ("encoding", steps.encoding),
    ("filler", steps.fillers),
    ("punctuation", marks.width),
    ("blank", steps.no_width),
    ("furniture", steps.furniture),
)


def _edited(draft: Draft, rules: _Rules) -> Draft:
    for rule, edits in rules:
        draft = draft.edit(edits(draft.text), rule)
    return draft


def undo(text: str, repairs: tuple[Repair, ...]) -> str:
    """The source, from the clean text and its repairs: :func:`apply` backwards."""
    shift, back = 0, []
    for repair in repairs:
        back.append(Repair(repair.offset + shift, repair.after, repair.before, repair.rule))
        shift += len(repair.after) - len(repair.before)
    return apply(text, tuple(back))
