"""The characters that a search may be typed with: how they are read, and their traditional forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import opencc
from pypinyin import Style, lazy_pinyin

_SCRIPTS = ("t2s", "tw2s", "hk2s")
"""OpenCC's ways from the traditional forms of the mainland, Taiwan and Hong Kong."""
_HAN = range(0x4E00, 0x9FA6)
"""The characters of GBK and Big5: what an input method offers."""


def pack_characters(printed: str, texts: Iterable[str]) -> str:
    """Each syllable with the characters that are read so, each with its traditional forms behind it.

    ``chang常长長zhang张长``: that 長 is a form of 长 shows by its absence from the texts, ``printed`` as the browser
    has them.
    """
    alphabet = _han(printed)
    found: dict[str, set[str]] = {}
    for text in (*sorted(alphabet), *texts):
        syllables = lazy_pinyin(text, style=Style.NORMAL, errors=_one_by_one)
        for character, syllable in zip(text, syllables, strict=True):
            if character in alphabet:
                found.setdefault(syllable, set()).add(character)
    variants = _variants(alphabet)
    rows = []
    for syllable, own in sorted(found.items()):
        # A character of several readings has its forms at the first.
        rows += [syllable, *(character + variants.pop(character, "") for character in sorted(own))]
    return "".join(rows)


def common_characters() -> str:
    """What is commonly written in both scripts: the first levels of GB 2312 (by sound) and of Big5 (by strokes).

    Browsers have both orders by heart (WHATWG, Encoding Standard), so none of these 6,722 characters is shipped.
    """
    high = range(0xA1, 0xFF)
    levels = (("gb2312", 0xB0, high, 3755), ("big5", 0xA4, [*range(0x40, 0x7F), *high], 5401))
    return "".join(dict.fromkeys("".join(_level(*level) for level in levels)))


def simple_characters() -> str:
    """All of GB 2312: the first level by sound, the second by radicals."""
    high = range(0xA1, 0xFF)
    return _level("gb2312", 0xB0, high, 3755) + _level("gb2312", 0xD8, high, 3008)


def pack_sounds(asked: str) -> str:
    """The usual readings of characters, baked so that a slip is heard alike in every browser, as four lines.

    The syllables, parted by blanks: ``a ai an …``; a digit for each of :func:`common_characters`, its place among the
    syllables; the other characters of what may be ``asked``: 浉鄠郓; and their digits. A digit is the character of that
    code behind ``#`` (35). ``createEar`` in the browser reads them.
    """
    common = common_characters()
    others = "".join(sorted(_han(asked) - set(common)))
    heard = [lazy_pinyin(character, style=Style.NORMAL)[0] for character in common + others]
    syllables = sorted(set(heard))
    digits = "".join(chr(syllables.index(syllable) + 35) for syllable in heard)
    return "\n".join([" ".join(syllables), digits[: len(common)], others, digits[len(common) :]])


def pack_variants(asked: str, printed: str) -> str:
    """The characters of words that are only ``asked``, each with its other forms: 郑鄭 锦錦."""
    alphabet = _han(asked) - _han(printed)
    return " ".join(simple + others for simple, others in sorted(_variants(alphabet).items()))


def _level(charset: str, lead: int, tails: Sequence[int], size: int) -> str:
    """The first ``size`` characters of a character set of two bytes, from the byte ``lead`` on."""
    count = len(tails)
    return bytes(byte for at in range(size) for byte in (lead + at // count, tails[at % count])).decode(charset)


def _han(text: str) -> set[str]:
    return {character for character in text if ord(character) in _HAN}


def _one_by_one(other: str) -> Any:
    """What is no Han character stands for itself, so that syllables and characters keep step."""
    return list(other)


def _variants(alphabet: Collection[str]) -> dict[str, str]:
    """The characters outside ``alphabet`` that are other forms of one in it: 务 → 務, 台 → 臺颱."""
    others = [chr(code) for code in _HAN if chr(code) not in alphabet]
    simple: dict[str, str] = {}
    for script in _SCRIPTS:
        # Lines keep the converter from taking neighbours for a phrase.
        converted = opencc.OpenCC(script).convert("\n".join(others)).split("\n")
        simple = {before: after for before, after in zip(others, converted, strict=True) if after in alphabet} | simple
    variants: dict[str, str] = {}
    for before, after in sorted(simple.items()):
        variants[after] = variants.get(after, "") + before
    return variants
