"""Book → what the checker of quotations compares with: each sentence and heading, with its page and printed number."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check import pack
from gongwen.volume.book import Book, heading

_SAID_ELSEWHERE = ("title", "number", "addressee", "date", "history", "issuer", "toc", "annexes", "table")
"""What nobody quotes as the text of a document, or has no sentences."""


def check_data(book: Book) -> str:
    """``{"units":[["a2-p1-s1","第二条　本法所称…","clauses/a2/",4],…],"variants":"…"}`` for ``check.json``."""
    return pack(_units(book))


def _units(book: Book) -> Iterator[tuple[str, str, str, int]]:
    """A number without a heading stands in front of the first sentence behind it."""
    number = ""
    for id_, place in book.places.items():
        unit = place.unit
        if unit.kind in _SAID_ELSEWHERE:
            continue
        page = book.page(id_)
        if unit.title:
            number = ""
            yield id_, heading(unit), page, 0
        else:
            number += f"{unit.label}　" if unit.label[-1:].isalnum() else unit.label
        for sentence in unit.sentences:
            yield sentence.id, number + sentence.text, page, len(number)
            number = ""
