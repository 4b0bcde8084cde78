"""``source/guideline.toml`` → what became of the document: its standing, and what followed.

An editor looked it up, so nothing is said without a source, its address and the day. Where nothing could be found out
the standing is unknown, and the day is that of the search.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.settings import ADDRESS, DAY, LINE, Form, read_settings

STATES = {"in-force": "有效", "replaced": "已被取代", "ended": "已失效", "unknown": "未查明"}
"""What a document can be, and what readers are told."""
_STATE = Form(
    f"one of {', '.join(STATES)}", lambda value: isinstance(value, str) and value in STATES, "write one of them"
)
_UNKNOWN = {"text": LINE, "looked_up": DAY}
_SAID = {**_UNKNOWN, "source": LINE, "address": ADDRESS}


@dataclass(frozen=True)
class Statement:
    """What a source says, and when an editor looked it up there."""

    text: str
    """In an editor's words: 新华社报道，会议要求抓紧推进结对关系调整."""
    looked_up: str
    """ISO date."""
    source: str = ""
    """Empty only where the statement is that nothing could be found."""
    address: str = ""
    date: str = ""
    """When it happened, an ISO date; a standing has none."""


@dataclass(frozen=True)
class Standing:
    """Whether the document is in force, as far as the editors could find out, and what came after it."""

    state: str
    """A key of :data:`STATES`."""
    statement: Statement
    followed: tuple[Statement, ...]
    """In the order of their dates."""

    @property
    def label(self) -> str:
        """未查明."""
        return STATES[self.state]


def read_standing(path: Path) -> Standing | None:
    """The tables ``[standing]`` and ``[[followed]]`` of a document's file; None where it has neither.

    ``state = "unknown"`` needs ``text`` and ``looked_up``; any other state, and all that followed, needs ``source`` and
    ``address`` too, and what followed its ``date``. Raises :class:`~gongwen.errors.DataError` with file and line.
    """
    settings = read_settings(path, "what became of the document", "see the comments in the file for its keys")
    if "standing" not in settings.data and "followed" not in settings.data:
        return None
    found, followed = settings.data.get("standing"), settings.data.get("followed", [])
    if not isinstance(found, dict):
        mend = 'write state = "unknown" where nothing is known'
        raise settings.error("[standing] beside [[followed]]", "none", mend, "standing")
    here = _UNKNOWN if found.get("state") == "unknown" else _SAID
    standing = settings.checked(found, "standing", {"state": _STATE, **here})
    if not isinstance(followed, list):
        raise settings.error("each [[followed]] in two pairs of brackets", "one pair", "double them", "followed")
    last = ""
    statements = []
    for number, item in enumerate(followed):
        cells = settings.checked(item, "followed", {"date": DAY, **_SAID}, number=number)
        statement = _statement(cells)
        place = ("followed", "date", number)
        if statement.date > statement.looked_up:
            raise settings.error("a date before it was looked up", statement.date, "mend one of the two days", *place)
        if statement.date < last:
            mend = "keep them in the order of their dates"
            raise settings.error(f"a date from {last} on", statement.date, mend, *place)
        last = statement.date
        statements.append(statement)
    state = standing["state"]
    return Standing(state, _statement({key: standing[key] for key in here}), tuple(statements))


def _statement(cells: Mapping[str, object]) -> Statement:
    return Statement(**{key: str(value) for key, value in cells.items()})
