"""What is known of a document besides its text, in the form that reference managers, Word and Akoma Ntoso ask for.

The same for the guideline, of which its editors said all, and for any document, of which the text says some.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from gongwen.records import Edition


@dataclass(frozen=True)
class Work:
    """A document; empty is what nobody knows: ``Work("guideline", "关于…的意见", ("国务院",), day="2016-12-07")``."""

    stem: str
    """What its files are called: ``guideline`` in ``guideline.docx``."""
    title: str
    issuers: tuple[str, ...] = ()
    number: str = ""
    publisher: str = ""
    published: str = ""
    """ISO date of publication."""
    day: str = ""
    """ISO date of the text as it stands: of its publication, else as printed in it, the last of several."""
    first: str = ""
    """ISO date of the document: the first that is printed of its adoption and amendments, else ``day``."""

    @property
    def dated_by(self) -> str:
        """What the days are of: ``publication``, else ``issue``."""
        return "publication" if self.published else "issue"


def work_of(edition: Edition) -> Work:
    """The guideline as a work."""
    known = edition.provenance
    return Work(
        stem=PurePath(known.file).stem,
        title=edition.document.title,
        issuers=known.issuers,
        publisher=known.publisher,
        published=known.published,
        day=known.published,
        first=known.published,
    )
