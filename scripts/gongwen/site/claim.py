"""What a file may claim of the text."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE, QUOTE, FIELD, HEADING, LINE, NAME, LOOSE = "whole", "quote", "field", "heading", "line", "name", "loose"
"""All of a passage; some words of one; a field of a record, by its id and what the field is called; the name of a
clause or part; a line of the text; words that stand in the text or in a table of the editors as they are; any other
words."""


@dataclass(frozen=True)
class Claim:
    """Words that a file has of the text."""

    where: str
    """``clauses/8/index.html``."""
    kind: str
    ids: tuple[str, ...]
    """The passage; of a quotation those that it may be from."""
    words: str
    linked: tuple[tuple[int, str], ...] = ()
    """Where in the words a link begins, and the id that it leads to."""
