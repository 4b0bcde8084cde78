"""The register of published addresses: what was once published never disappears and never changes meaning.

One line an address: the address, and a fingerprint of what it means (the sentence's text, the
clause's title, the two places of a pairing) when it was first published. Building adds new lines; only a person removes
one, and the tests fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from gongwen.errors import DataError
from gongwen.permanence import redirects, wordings
from gongwen.publish.pages import published
from gongwen.publish.pages import wordings as texts_of
from gongwen.records import Edition
from gongwen.tables import read_table

FILE = "register.tsv"
HEADER = "address\tmeaning\n"


def fingerprint(meaning: str) -> str:
    """Twelve hexadecimal digits of SHA-256: enough to notice a change, short enough to read."""
    return sha256(meaning.encode()).hexdigest()[:12]


def read_register(path: Path) -> dict[str, str]:
    """Fingerprints by address; raises :class:`~gongwen.errors.DataError` for a line that is none."""
    rows = read_table(path, {"address": "/.*", "meaning": "[0-9a-f]{12}"}, unique="address")
    return {row["address"]: row["meaning"] for row in rows}


def print_register(entries: Mapping[str, str]) -> str:
    """The register as its file holds it."""
    return HEADER + "".join(f"{address}\t{meaning}\n" for address, meaning in entries.items())


def register(known: Mapping[str, str], published: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``known`` with what is new in ``published`` (address, meaning) behind it; nothing known is touched or moved."""
    new = {address: fingerprint(meaning) for address, meaning in published if address not in known}
    return {**known, **new}


def keep(edition: Edition, source: Path) -> dict[str, str]:
    """The register and the wordings in the folder ``source`` with what is new in ``edition``, as name → contents.

    Raises a :class:`DataError` for an address that is lost and for a text that changed without a correction.
    """
    known, now = _known(source), dict(published(edition))
    moves(edition, source)
    first = wordings.read_wordings(source / wordings.FILE) if (source / wordings.FILE).exists() else {}
    kept = wordings.keep_wordings(first, texts_of(edition), edition.corrections)
    for address, text in kept.items():
        if known.get(address, fingerprint(text)) != fingerprint(text):
            line = [*kept].index(address) + 2
            found, mend = f"“{text}”", f"restore the line, or all of {wordings.FILE}"
            raise DataError(wordings.FILE, line, f"the text of {address} as it was registered", found, mend)
    return {FILE: print_register(register(known, now.items())), wordings.FILE: wordings.print_wordings(kept)}


def moves(edition: Edition, source: Path) -> dict[str, str]:
    """Registered addresses that ``edition`` publishes no more, and where each leads: ``/pairs/`` → ``/pairings/``."""
    return redirects.moved(redirects.read_redirects(source / redirects.FILE), _known(source), dict(published(edition)))


def _known(source: Path) -> dict[str, str]:
    """What was registered so far; nothing where nothing was."""
    return read_register(source / FILE) if (source / FILE).exists() else {}
