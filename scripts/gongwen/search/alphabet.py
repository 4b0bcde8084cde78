"""The characters that a search may be typed with: how they are read, and their traditional forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import opencc
from pypinyin import Style, lazy_pinyin

from gongwen.errors import DataError

_SCRIPTS = ("t2s", "tw2s", "hk2s")
"""OpenCC's ways from the traditional forms of the mainland, Taiwan and Hong Kong."""
_HAN = range(0x4E00, 0x9FA6)
"""The characters of GBK and Big5: what an input method offers."""

_RARE = frozenset(("chua", "den", "eng", "fiao", "hm", "lo", "m", "nun", "rua"))
"""Syllables of a character or two each (扥, 鞥), which stand elsewhere in the browsers' order: not found by pinyin."""


def pack_characters(order: Iterable[tuple[str, str]], printed: str, texts: Iterable[str]) -> str:
    """Each syllable with its first character in the browsers' ``order``, then the characters that are read so, each
    with its traditional forms behind it.

    ``chang昌长長常zhang张长``: that 長 is a form of 长 shows by its absence from the texts, ``printed`` as the browser
    has them. Raises :class:`~gongwen.errors.DataError` for a syllable that the order lacks.
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
    for syllable, first in order:
        # A character of several readings has its forms at the first.
        own = (character + variants.pop(character, "") for character in sorted(found.pop(syllable, ())))
        rows += [syllable, first, *own]
    if found.keys() - _RARE:
        raise DataError("syllables.tsv", None, f"the syllable {min(found.keys() - _RARE)}", "none", "add it in its place")
    return "".join(rows)


def pack_variants(asked: str, printed: str) -> str:
    """The characters of words that are only ``asked``, each with its other forms: 郑鄭 锦錦."""
    alphabet = _han(asked) - _han(printed)
    return " ".join(simple + others for simple, others in sorted(_variants(alphabet).items()))


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
