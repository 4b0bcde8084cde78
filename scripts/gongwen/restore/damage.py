"""What must not be left when every rule has run: damage that only a person can undo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise

from gongwen.errors import DamageError
from gongwen.restore.characters import HAN, is_frequent, is_traditional, not_standard, simplified
from gongwen.restore.draft import Draft
from gongwen.restore.marks import FOREIGN, unpaired
from gongwen.restore.readings import READING, byte_shifts, readings
from gongwen.restore.unsigned import Damage, rows_to_sign
from gongwen.tables import INVISIBLE

_VISIBLE = "no invisible character"
_STANDARD = "only Chinese characters of the 通用规范汉字表"
_LOST, _TRACE, _PART = "no byte that was lost", "no trace of a wrong encoding", "no part of a Chinese character"
_LETTER = "no Latin letter between Chinese characters"
_QUOTE = "no straight quotation mark beside a Chinese character"
_BOX, _FOREIGN, _MARKUP = "no box for a character", "no mark of another script", "no mark of a web page"
_PAIR = "quotation marks in pairs"
_DAMAGE = {
    "no reading in brackets": rf"(?<={HAN}){READING}",
    "no half of a reading in brackets": rf"(?<=[(（【])[a-z]+(?={HAN})|(?<={HAN})[a-z]+(?=[)）】])",
    "no letter of a reading": r"(?<![a-z])[a-z]*[À-ÖØ-öø-ɏ][a-zÀ-ÖØ-öø-ɏ]*",
    "no ? beside a Chinese character": rf"(?<={HAN})\?|\?(?={HAN})",
    _LETTER: rf"(?<={HAN})(?:[A-Z]|[a-z]+)(?={HAN})",
    _VISIBLE: INVISIBLE,
    _LOST: r"[\ufffd\ue000-\uf8ff\u2580-\u259f\u3013]",
    _TRACE: "锟斤拷?|斤拷|烫烫+|屯屯屯|锘",
    "no character written as an entity": r"&#?[A-Za-z0-9]{2,}[;；]",
    _PART: r"[\u2e80-\u2fdf\u31c0-\u31ef]",
    _BOX: "[□▯◻◽]",
    _FOREIGN: rf"{FOREIGN}|''",
    "no half-width kana": "[\uff66-\uff9f]",
    _MARKUP: r"</?[A-Za-z][^<>\n]{0,300}>",
    _QUOTE: rf"(?<={HAN})[\"'＂＇]|[\"'＂＇](?={HAN})",
}

CLEAN = {name: _DAMAGE[name] for name in (_VISIBLE, _LOST, _TRACE, _PART)} | {
    "no ? between Chinese characters": rf"(?<={HAN})\?(?={HAN})",
}
"""What not even a text has that no converter damaged: A级 and 喆 it may have."""
_VOUCHED = (_STANDARD, _LETTER, _QUOTE, _BOX, _FOREIGN, _MARKUP, _PAIR)
"""What may be right, if a person says so."""
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


def refuse_damage(
    draft: Draft, file: str, signed: Iterable[tuple[int, int]] = (), patterns: Mapping[str, str] | None = None
) -> None:
    """Raise :class:`DamageError` for the first damage of ``draft`` that no signed repair covers: ``國?（``.

    Looked for are the ``patterns``, else all damage of a page. The error has the rows that are to be signed, beside the
    passages that are ``signed``. Nobody can sign what no reader would see.
    """
    lone: list[int] = []
    if not patterns:
        patterns = _DAMAGE | {_STANDARD: "|".join(not_standard(draft.text)) or "(?!)"}
        lone = list(unpaired(draft.text))
    spans = [(name, *match.span()) for name, form in patterns.items() for match in re.finditer(form, draft.text)]
    spans += [(_PAIR, at, at + 1) for at in lone]
    found = sorted(_places(draft, spans), key=lambda place: (place.start, place.expected))
    if not found:
        return
    damage = found[:1] + [place for last, place in pairwise(found) if place.start >= last.end]
    rows = rows_to_sign(draft.source, damage, signed)
    first = damage[0]
    one, many = "sign 1 row, which `convert.py --repairs` prints", "sign {} rows, which `convert.py --repairs` prints"
    mend = one if len(rows) == 1 else many.format(len(rows))
    error = _error(draft.source, first.start, file, first.expected, draft.source[first.start : first.end], mend)
    error.page, error.rows = draft.source, rows
    raise error


def _places(draft: Draft, spans: Iterable[tuple[str, int, int]]) -> Iterator[Damage]:
    for expected, at, end in spans:
        first, last = draft.origin(at), draft.origin(end - 1)
        if expected != _VISIBLE and "signed" in first.rule.split("+"):
            continue
        stop = last.offset + len(last.before)
        instead = "" if expected == _VISIBLE else draft.source[first.offset : stop] if expected in _VOUCHED else None
        yield Damage(first.offset, stop, expected, instead)


def refuse_surrogates(source: str, file: str) -> None:
    """Raise :class:`DamageError` for half a character, which no other rule could read: ``\ud842``."""
    if half := re.search(r"[\ud800-\udfff]", source):
        raise _error(source, half.start(), file, "no half of a character", half[0], "write the whole character")


def _error(source: str, start: int, file: str, expected: str, found: str, mend: str) -> DamageError:
    line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
    excerpt = source[max(start - 8, 0) : start + 12].replace("\n", "⏎")
    return DamageError(file, line, expected, f"“{found}” in “{excerpt}”", mend, column)
