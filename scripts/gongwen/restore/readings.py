"""The pinyin that a converter put behind characters, and what it destroyed where it fell inside one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pypinyin import Style, pinyin

from gongwen.restore.characters import HAN, is_common, simplified
from gongwen.restore.draft import Edit

_SYLLABLE = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]+"
READING = rf"[ \t]*[(（【][ \t]*({_SYLLABLE})[ \t]*[)）】]"
"""A pattern for a reading in brackets; the group is the reading."""


def byte_shifts(text: str) -> Iterator[Edit]:
    """Readings that fell *inside* two characters and shifted the GBK bytes behind them.

    ``當?shù)禺a`` was 當地產, bytes AE94 B5D8 AE61. The converter took 94 B5 for 數, set its reading
    behind it, and so cut 地 in two: B5 and the bracket became ``?``. The second byte of the character
    that the reading was read from (數: B5) in front of the run's bytes (D8AE 61) gives 地產 again. The
    first byte of that character is the second byte of the one before ``?``; of all the characters with
    that byte and that reading, exactly one must lead to common characters and marks.
    """
    pattern = rf"({HAN})(?:{READING})*(\?({_SYLLABLE})\)([^\x00-\x7f\n]*?[\x40-\x7e]))"
    for match in re.finditer(pattern, text):
        found = set(_realigned(match[1], match[4], match[5]))
        if len(found) == 1:
            yield Edit(match.start(3), match.end(3), found.pop())


def readings(text: str) -> Iterator[Edit]:
    """Pinyin in brackets behind its character: ``國(guó)``, ``東(dong)(dong)``, ``會(huì )``, ``驻【zhù】``.

    Only a reading of the very character before it goes; （GDP） and （区） stay.
    """
    for match in re.finditer(rf"({HAN})((?:{READING})+)", text):
        if all(_plain(reading) in _readings_of(match[1]) for reading in re.findall(READING, match[2])):
            yield Edit(match.start(2), match.end(2), "")


def _realigned(before: str, reading: str, run: str) -> Iterator[str]:
    try:
        lead, tail = before.encode("gbk")[1:], run.encode("gbk")
    except UnicodeEncodeError:
        return
    for second in _second_bytes(lead, _plain(reading)):
        try:
            decoded = (second + tail).decode("gbk")
        except UnicodeDecodeError:
            continue
        if all(map(_is_usual, simplified(decoded))):
            yield decoded


@cache
def _second_bytes(lead: bytes, reading: str) -> tuple[bytes, ...]:
    """What makes of the first byte ``lead`` a character with that reading: B5 of 94 and shu, 數."""
    found = []
    for second in (bytes([value]) for value in range(0x40, 0xFF)):
        try:
            char = (lead + second).decode("gbk")
        except UnicodeDecodeError:
            continue
        if reading in _readings_of(char):
            found.append(second)
    return tuple(found)


def _is_usual(char: str) -> bool:
    """Whether official documents often print it: a common character, or a mark or sign of GB2312."""
    return is_common(char) or (not re.match(HAN, char) and len(char.encode("gb2312", "ignore")) == 2)


@cache
def _readings_of(char: str) -> frozenset[str]:
    """All readings without tones: 數 → {shu, shuo}."""
    return frozenset(_plain(reading) for reading in pinyin(char, style=Style.TONE, heteronym=True)[0])


def _plain(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in decomposed if not unicodedata.combining(char))
