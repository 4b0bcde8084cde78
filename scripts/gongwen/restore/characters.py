"""Chinese characters: which they are, whether official documents use them, and their simplified form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from functools import cache, lru_cache
from pathlib import Path

import opencc

from gongwen.errors import DataError
from gongwen.tables import read_table

HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
"""A pattern for one Chinese character."""

_LEVELS = {"1": 3500, "2": 3000, "3": 1605}
"""How many characters each level of the 通用规范汉字表 has."""

_SHARE = 50
"""A page is traditional if one in so many of its characters is. Converted pages have one in three; of 299 documents in
simplified script the one that comes nearest, with a paragraph left in traditional script, has one in 137."""


def simplified(text: str) -> str:
    """Traditional to simplified, phrase by phrase where one character has two forms: 國務院 → 国务院, 乾隆 → 乾隆."""
    return str(_converter().convert(text))


def is_standard(char: str) -> bool:
    """Whether the 通用规范汉字表 has the character, as 瞭, 浉 and 鄠, which GB2312 lacks."""
    return char in _standard()


def not_standard(text: str) -> set[str]:
    """The Chinese characters of ``text`` that the table has not: 髙 of 宁吉髙."""
    return {char for char in set(text) if _is_han(char) and not is_standard(char)}


def is_common(char: str) -> bool:
    """Whether it stands in the first two levels of that table; the third, with 浉 and 鄠, is for names and terms."""
    return _standard().get(char, "3") < "3"


def is_frequent(char: str) -> bool:
    """Whether it stands in the first level of that table, whose characters nobody needs to be told how to read: 国."""
    return _standard().get(char) == "1"


def is_traditional_only(char: str) -> bool:
    """Whether the character has a simplified form and no other use: 國, but not 乾, which stays in 乾县."""
    return not is_standard(char) and _simple(char) != char


def is_traditional(text: str, variants: Container[str] = ()) -> bool:
    """Whether ``text`` is in traditional script: 國務院, but not 国务院谘询.

    ``variants`` are further characters that tell it, if they are not standard: 陜.
    """
    han = {char: count for char, count in Counter(text).items() if _is_han(char)}
    telling = (char for char in han if is_traditional_only(char) or (char in variants and not is_standard(char)))
    told = sum(han[char] for char in telling)
    return told > 0 and told * _SHARE >= sum(han.values())


def without_traditional_only(text: str) -> str:
    """What is certainly traditional simplified, character by character: 於潛鎮 → 於潜镇."""
    return text.translate({ord(char): _simple(char) for char in set(text) if is_traditional_only(char)})


@cache
def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U000323af"


@cache
def _simple(char: str) -> str:
    return simplified(char) if _is_han(char) else char


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _standard() -> dict[str, str]:
    """The level of each character."""
    levels = read_standard(Path(__file__).with_name("standard.tsv"))
    return {char: level for level, characters in levels.items() for char in characters}


def read_standard(path: Path) -> dict[str, str]:
    """The 通用规范汉字表 by level: ``1`` opens with 一乙二十丁厂七.

    Raises :class:`~gongwen.errors.DataError` for a character that stands twice and for a level that is not whole.
    """
    levels = dict.fromkeys(_LEVELS, "")
    seen: set[str] = set()
    for row in read_table(path, {"level": "|".join(_LEVELS), "characters": f"{HAN}+"}):
        for char in row["characters"]:
            if char in seen:
                raise row.error("each character once", f"“{char}” again", "remove one of the two")
            seen.add(char)
        levels[row["level"]] += row["characters"]
    for level, count in _LEVELS.items():
        if len(levels[level]) != count:
            found = f"{len(levels[level])}"
            raise DataError(path.name, None, f"{count} characters of level {level}", found, "restore the file")
    return levels
