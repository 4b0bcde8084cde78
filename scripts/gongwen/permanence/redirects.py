"""Addresses that were renamed: where each registered one that is published no more is found now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import DataError
from gongwen.tables import TEXT, Row, read_table

FILE = "redirects.tsv"
_PLACE = r"/([\w-]+/)+(#[\w.-]+)?"
"""A page, or a passage of one; a file of data cannot lead on."""


@dataclass(frozen=True)
class Redirect:
    """``/pairs/`` → ``/pairings/``, or ``/terms/#term-a`` → ``/terms/#term-b``."""

    old: str
    new: str
    row: Row


def read_redirects(path: Path) -> tuple[Redirect, ...]:
    """The rows of ``redirects.tsv``; raises :class:`~gongwen.errors.DataError` for one that is none."""
    rows = read_table(path, {"old": _PLACE, "new": _PLACE, "why": TEXT}, unique="old")
    return tuple(Redirect(row["old"], row["new"], row) for row in rows)


def moved(redirects: Iterable[Redirect], registered: Iterable[str], published: Collection[str]) -> dict[str, str]:
    """Every registered address that is published no more, and where it leads: ``/pairs/`` → ``/pairings/``.

    A page that moved takes its passages along, under their ids. Raises :class:`DataError` for an address that is lost,
    and for a redirect from what is still published, or to what is not.
    """
    given = {redirect.old: redirect.new for redirect in redirects}
    gone = [address for address in registered if address not in published]
    for redirect in redirects:
        if redirect.old not in gone:
            why = "still published" if redirect.old in published else "not registered"
            raise redirect.row.error("an address that was published once", f"{redirect.old}, {why}", "drop the row")
        if redirect.new not in published:
            mend = "name the address where it is now"
            raise redirect.row.error("a new address that is published", redirect.new, mend)
    found = {address: given.get(address) or _with_its_page(address, given) for address in gone}
    for address, new in found.items():
        if new not in published:
            mend = f"bring it back, or say in {FILE} where its content is now"
            raise DataError("register.tsv", None, f"{address}, which was published, to stay", "nothing there", mend)
    return found


def _with_its_page(address: str, given: dict[str, str]) -> str:
    page, mark, id_ = address.partition("#")
    return f"{given[page].partition('#')[0]}#{id_}" if mark and page in given else ""
