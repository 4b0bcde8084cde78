"""What must not be left when every rule has run: damage that only a person can undo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from gongwen.errors import DamageError
from gongwen.restore.characters import HAN, is_frequent, is_traditional, not_standard, simplified
from gongwen.restore.draft import Draft
from gongwen.restore.readings import READING, byte_shifts, readings
from gongwen.tables import INVISIBLE

_VISIBLE = "no invisible character"
_STANDARD = "only Chinese characters of the 通用规范汉字表"
_LOST, _TRACE, _PART = "no byte that was lost", "no trace of a wrong encoding", "no part of a Chinese character"
_DAMAGE = {
    "no reading in brackets": rf"(?<={HAN}){READING}",
    "no half of a reading in brackets": rf"(?<=[(（【])[a-z]+(?={HAN})|(?<={HAN})[a-z]+(?=[)）】])",
    "no letter of a reading": r"(?<![a-z])[a-z]*[À-ÖØ-öø-ɏ][a-zÀ-ÖØ-öø-ɏ]*",
    "no ? beside a Chinese character": rf"(?<={HAN})\?|\?(?={HAN})",
    "no Latin letter between Chinese characters": rf"(?<={HAN})(?:[A-Z]|[a-z]+)(?={HAN})",
    _VISIBLE: INVISIBLE,
    _LOST: r"[\ufffd\ue000-\uf8ff\u2580-\u259f\u3013]",
    _TRACE: "锟斤拷?|斤拷|烫烫+|屯屯屯|锘",
    "no character written as an entity": r"&#?[A-Za-z0-9]+[;；]",
    _PART: r"[\u2e80-\u2fdf\u31c0-\u31ef]",
    "no straight quotation mark beside a Chinese character": rf"(?<={HAN})[\"'＂＇]|[\"'＂＇](?={HAN})",
}

CLEAN = {name: _DAMAGE[name] for name in (_VISIBLE, _LOST, _TRACE, _PART)} | {
    "no ? between Chinese characters": rf"(?<={HAN})\?(?={HAN})",
}
"""What not even a text has that no converter damaged: A级 and 喆 it may have."""
_MOST = 1000
"""So many readings are looked at."""
_MANY = 2
"""Readings behind common characters: a law that says how to read a rare name (亳（bó）州) is not damaged."""


def is_damaged(text: str) -> bool:
    """Whether a converter damaged the text: pinyin behind its common characters, ``國(guó)務(wù)``, or shifted bytes.

    One reading is enough on a page in traditional script.
    """
    if next(byte_shifts(text), None):
        return True
    told = [edit for edit in islice(readings(text), _MOST) if is_frequent(simplified(text[edit.start - 1]))]
    return len(told) >= _MANY or (bool(told) and is_traditional(text))


def refuse_damage(draft: Draft, file: str, patterns: Mapping[str, str] | None = None) -> None:
    """Raise :class:`DamageError` for the first damage of ``draft`` that no signed repair covers: ``國?（``.

    Looked for are the ``patterns``, else all damage of a page. Nobody can sign what no reader would see.
    """
    patterns = patterns or _DAMAGE | {_STANDARD: "|".join(not_standard(draft.text)) or "(?!)"}
    if damage := [first for expected, pattern in patterns.items() if (first := _first(draft, expected, pattern))]:
        at, expected, found = min(damage)
        mend = "add a signed repair for the passage"
        raise _error(draft.source, draft.origin(at).offset, file, expected, found, mend)


def _first(draft: Draft, expected: str, pattern: str) -> tuple[int, str, str] | None:
    for match in re.finditer(pattern, draft.text):
        if expected == _VISIBLE or "signed" not in draft.origin(match.start()).rule.split("+"):
            return match.start(), expected, match[0]
    return None


def refuse_surrogates(source: str, file: str) -> None:
    """Raise :class:`DamageError` for half a character, which no other rule could read: ``\ud842``."""
    if half := re.search(r"[\ud800-\udfff]", source):
        raise _error(source, half.start(), file, "no half of a character", half[0], "write the whole character")


def _error(source: str, start: int, file: str, expected: str, found: str, mend: str) -> DamageError:
    line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
    excerpt = source[max(start - 8, 0) : start + 12].replace("\n", "⏎")
    return DamageError(file, line, expected, f"“{found}” in “{excerpt}”", mend, column)
