"""A text under repair that never forgets where each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from itertools import accumulate

from gongwen.model import Repair

_SHORT = 16
"""Up to so many characters a piece is kept once, however often it stands in the text: ``，``, ``(guó)``."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of the present text by ``after``."""

    start: int
    end: int
    after: str


@dataclass(frozen=True)
class Draft:
    """The source and what has become of it: the present text is the source with ``changes`` applied.

    An edit merges the changes it touches into one, so the repairs that are read off at the end never
    overlap, however many rules had a hand in a passage::

        當(dāng)?shù)禺a                    Draft(source)
        (dāng)→''  ?shù)禺a→地產          after byte-shift and reading
        當→当  (dāng)→''  ?shù)禺a→地产    after script

    What no rule touched takes no room but that of its characters: a page may have millions of them.
    """

    source: str
    changes: tuple[Repair, ...] = ()

    @cached_property
    def text(self) -> str:
        return apply(self.source, self.changes) if self.changes else self.source

    def edit(self, edits: Iterable[Edit], rule: str) -> Draft:
        """Apply ``edits``, which are sorted and do not overlap, in the name of ``rule``.

        What is put in where nothing was counts as a change of the character before: 。 → 。⏎. Without any edit the
        draft stays as it is.
        """
        made: list[Repair] = []
        pieces: dict[str, str] = {}
        at = shift = covered = 0  # of the changes in `made`: how many, how much longer they are, where they end
        for edit in edits:
            start, end, after = edit.start, edit.end, edit.after
            if start == end and not after:
                continue
            if covered < start == end:
                start, after = start - 1, self.text[start - 1] + after
            while at < len(self.changes) and _end(self.changes[at]) + shift <= start:
                made.append(self.changes[at])
                shift += _growth(self.changes[at])
                at += 1
            first, behind, rules = start - shift, "", ""
            if made and (start < covered or start == end):  # in the last change, or right behind it
                last = made.pop()
                first, rules = last.offset, last.rule
                after = last.after[: len(last.after) - (covered - start)] + after
                behind = _last(last.after, covered - end)
            while at < len(self.changes) and self.changes[at].offset + shift < end:
                touched = self.changes[at]
                if touched.offset < first:
                    after = touched.after[: start - touched.offset - shift] + after
                    first = touched.offset
                behind = _last(touched.after, _end(touched) + shift - end)
                covered = _end(touched) + shift
                rules += f"+{touched.rule}"
                shift += _growth(touched)
                at += 1
            covered = max(covered, end)
            after += behind
            # What is dropped whole owes nothing to the rules that had worked on it before; blanks are nothing whole.
            visible = any(char.isprintable() and char != " " for char in self.text[start:end])
            rules = rule if visible and not after.strip() else f"{rules}+{rule}"
            names = "+".join(dict.fromkeys(filter(None, rules.split("+"))))
            before = self.source[first : covered - shift]
            names = pieces.setdefault(names, names)
            made.append(Repair(first, _once(before, pieces), _once(after, pieces), names))
        if not made:
            return self
        made += self.changes[at:]
        return Draft(self.source, tuple(made))

    def origin(self, at: int) -> Repair:
        """What stood in the source where now the character at ``at`` stands, changed or not."""
        number = bisect_right(self._starts, at) - 1
        if number >= 0:
            change, start = self.changes[number], self._starts[number]
            if at < start + len(change.after):
                return change
            at -= start - change.offset + _growth(change)
        return Repair(at, self.source[at], self.source[at], "")

    @cached_property
    def _starts(self) -> list[int]:
        """Where each change starts in the present text."""
        shifts = accumulate(map(_growth, self.changes), initial=0)
        return [change.offset + shift for change, shift in zip(self.changes, shifts, strict=False)]

    def repairs(self) -> tuple[Repair, ...]:
        """The changes, but for what was changed and changed back."""
        return tuple(change for change in self.changes if change.before != change.after)


def apply(source: str, repairs: Iterable[Repair]) -> str:
    """The clean text, from the source and its repairs."""
    text, at = StringIO(), 0
    for repair in repairs:
        text.write(source[at : repair.offset])
        text.write(repair.after)
        at = repair.offset + len(repair.before)
    text.write(source[at:])
    return text.getvalue()


def _once(piece: str, pieces: dict[str, str]) -> str:
    """The piece itself, or the one of ``pieces`` that says the same. Python's own table (``intern``) lasts longer than
    the page does, and grows by leaps of a megabyte."""
    return pieces.setdefault(piece, piece) if len(piece) <= _SHORT else piece


def _growth(change: Repair) -> int:
    return len(change.after) - len(change.before)


def _end(change: Repair) -> int:
    """Where it ends in the text that is changed up to it, if that starts where the source does."""
    return change.offset + len(change.after)


def _last(text: str, count: int) -> str:
    return text[len(text) - count :] if count > 0 else ""
