"""What must not be left when every rule has run: damage that only a person can undo."""

from __future__ import annotations

import re

from gongwen.errors import DamageError
from gongwen.restore.characters import HAN, is_common
from gongwen.restore.draft import Draft
from gongwen.restore.readings import READING

_DAMAGE = {
    "no reading in brackets": rf"(?<={HAN}){READING}",
    "no half of a reading in brackets": rf"(?<=[(（【])[a-z]+(?={HAN})|(?<={HAN})[a-z]+(?=[)）】])",
    "no letter of a reading": r"(?<![a-z])[a-z]*[À-ÖØ-öø-ɏ][a-zÀ-ÖØ-öø-ɏ]*",
    "no ? beside a Chinese character": rf"(?<={HAN})\?|\?(?={HAN})",
    "no Latin letter between Chinese characters": rf"(?<={HAN})(?:[A-Z]|[a-z]+)(?={HAN})",
    "no invisible character": r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
    "no byte that was lost": r"[\ufffd\ue000-\uf8ff\u2580-\u259f]",
    "only Chinese characters of GB2312": HAN,
}


def refuse_damage(draft: Draft, source: str, file: str) -> None:
    """Raise :class:`DamageError` for the first damage of ``draft`` that no signed repair covers: ``國?（``."""
    damage = [
        (match.start(), expected, match[0])
        for expected, pattern in _DAMAGE.items()
        for match in re.finditer(pattern, draft.text)
        if "signed" not in draft.cell(match.start()).rules and not (pattern == HAN and is_common(match[0]))
    ]
    if damage:
        at, expected, found = min(damage)
        start = draft.cell(at).start
        line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
        found, excerpt = _visible(found), _visible(source[max(start - 8, 0) : start + 12])
        mend = "add a signed repair for the passage"
        raise DamageError(file, line, expected, f"“{found}” in “{excerpt}”", mend, column)


def _visible(text: str) -> str:
    """What cannot be printed by its number: ``U+200B``."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text.replace("\n", "⏎"))
