"""A text under repair that never forgets where each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from gongwen.model import Repair


@dataclass(frozen=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of the present text by ``after``."""

    start: int
    end: int
    after: str


@dataclass(frozen=True)
class Cell:
    """A stretch of the source, ``start`` to ``end``, and what has become of it by which rules."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The source cut into cells; their texts in a row are the present text.

    An edit merges the cells it touches into one, so the repairs that are read off at the end never
    overlap, however many rules had a hand in a passage::

        當 | ( | d | … | ) | ? | s | … | a      Draft.of(source)
        當 | (dāng)→'' | ?shù)禺a→地產           after byte-shift and reading
        當→当 | (dāng)→'' | ?shù)禺a→地产         after script
    """

    cells: tuple[Cell, ...]

    @classmethod
    def of(cls, source: str) -> Draft:
        return cls(tuple(Cell(at, at + 1, char) for at, char in enumerate(source)) or (Cell(0, 0, ""),))

    @cached_property
    def text(self) -> str:
        return "".join(cell.text for cell in self.cells)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each cell starts in the present text."""
        return [0, *accumulate(len(cell.text) for cell in self.cells)]

    def edit(self, edits: Iterable[Edit], rule: str) -> Draft:
        """Apply ``edits``, which are sorted and do not overlap, in the name of ``rule``."""
        cells: list[Cell] = []
        done = 0
        for edit in edits:
            if edit.start == edit.end and not edit.after:
                continue
            # The cell that holds the character at `start`, and the one behind the last character.
            first = self._at(edit.start)
            last = first
            while last + 1 < len(self.cells) and self._starts[last + 1] < edit.end:
                last += 1
            if first < done:
                merged = cells.pop()
                prefix = merged.text[: len(merged.text) - (self._starts[done] - edit.start)]
            else:
                cells += self.cells[done:first]
                merged = self.cells[first]
                prefix = merged.text[: edit.start - self._starts[first]]
            suffix = self.cells[last].text[edit.end - self._starts[last] :]
            text = prefix + edit.after + suffix
            earlier = (name for cell in (merged, *self.cells[first : last + 1]) for name in cell.rules)
            # What is dropped whole owes nothing to the rules that had worked on it before.
            rules = tuple(dict.fromkeys([*earlier, rule])) if text.strip() else (rule,)
            cells.append(Cell(merged.start, self.cells[last].end, text, rules))
            done = last + 1
        return Draft((*cells, *self.cells[done:]))

    def cell(self, at: int) -> Cell:
        """The cell that holds the character at ``at`` of the present text."""
        return self.cells[self._at(at)]

    def _at(self, at: int) -> int:
        return min(bisect_right(self._starts, at), len(self.cells)) - 1

    def repairs(self, source: str) -> tuple[Repair, ...]:
        """The cells that differ from ``source``."""
        return tuple(
            Repair(cell.start, source[cell.start : cell.end], cell.text, "+".join(cell.rules))
            for cell in self.cells
            if cell.text != source[cell.start : cell.end]
        )
