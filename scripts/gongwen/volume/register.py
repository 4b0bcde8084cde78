"""Book → the register of its addresses, which lies with its source: none is lost, none changes its meaning.

``register.tsv`` in the document's folder, ``NAME.register.tsv`` beside a single file; the same table as the
guideline's (:mod:`gongwen.permanence.registry`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongwen.errors import DataError
from gongwen.permanence.registry import fingerprint, print_register, read_register, register
from gongwen.volume.book import Book, words


def keep_register(book: Book, path: Path) -> bytes:
    """The register at ``path`` with what is new behind it.

    Raises :class:`~gongwen.errors.DataError` for an address that is lost, or says something else.
    """
    known = read_register(path) if path.exists() else {}
    now = dict(_published(book))
    for line, (address, meaning) in enumerate(known.items(), 2):
        if address not in now:
            mend = "bring it back; or drop the line, and links to it will break"
            raise DataError(path.name, line, f"{address}, which was published, to stay", "nothing there", mend)
        if fingerprint(now[address]) != meaning:
            mend = "restore the text; or drop the line, and links to it will show the new text"
            raise DataError(path.name, line, f"{address} to say what it said", f"“{now[address][:40]}”", mend)
    return print_register(register(known, now.items())).encode()


def _published(book: Book) -> Iterator[tuple[str, str]]:
    """Every address that readers may link to, with what it means."""
    yield "/full/", "full/"
    for address, unit in book.leaf_at.items():
        yield f"/{address}", unit.id
    for id_, place in book.places.items():
        said = words(place.unit)
        for page in dict.fromkeys(("full/", book.page(id_))):
            yield f"/{page}#{id_}", said
            yield from ((f"/{page}#{sentence.id}", sentence.text) for sentence in place.unit.sentences)
    for entry in book.entries:
        yield f"/terms/#{entry.id}", entry.name
