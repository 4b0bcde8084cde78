"""The register of published addresses: what was once published never disappears and never changes meaning.

One line an address: the address, and a fingerprint of what it means (the sentence's text, the
clause's title, the two places of a pairing). Building adds new lines; only a person removes one, and the tests fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from gongwen.tables import read_table

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


def broken(known: Mapping[str, str], published: Iterable[tuple[str, str]]) -> list[str]:
    """The addresses of ``known`` that are gone or mean something else now."""
    now = {address: fingerprint(meaning) for address, meaning in published}
    return [address for address, meaning in known.items() if now.get(address) != meaning]
