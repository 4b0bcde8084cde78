"""What comes in, whatever file it came in: lines of text, and what the source says of each beside its words.

A text has only words; Markdown, HTML and Word also mark headings, bold lines, rows of tables and blank lines. Those
marks travel beside the words, never in them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words; a blank line is none, it is the ``gap`` of the next."""

    text: str
    """Without blanks at its edges; a row of a table has its cells parted by tabs: ``省（市）\\t扩招``."""
    number: int
    """Of the line in the file (of the paragraph in a Word file), from 1: what errors and ``line`` in the JSON say."""
    heading: int = 0
    """The degree of a heading that the source marks: 1 for ``# …``, ``<h1>``, 标题 1; 0 for none."""
    bold: bool = False
    """Whether the source prints the whole line bold."""
    row: bool = False
    """Whether the line is a row of a table."""
    gap: bool = False
    """Whether a blank line stands before it in the source."""
    torn: bool = False
    """Whether a new page begins before it (a line of zero-width characters, a page's number), so that it may go on with
    the last."""
    soft: bool = False
    """Whether only a soft break parts it from the line before, within one paragraph of the source."""
    indent: bool = False
    """Whether the source sets it in, as the first line of a paragraph."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source that are not the document's: a page's furniture, a comment, a licence note."""

    line: int
    text: str
    """As they stand in the source."""
    rule: str
    """Which rule says so: ``licence note``."""
