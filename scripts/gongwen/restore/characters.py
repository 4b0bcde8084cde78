"""Chinese characters: which they are, whether they are common, and their simplified form."""

from __future__ import annotations

from functools import lru_cache

import opencc

HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
"""A pattern for one Chinese character."""


def simplified(text: str) -> str:
    """Traditional to simplified, character for character: 國務院 → 国务院."""
    return str(_converter().convert(text))


def is_common(char: str) -> bool:
    """Whether GB2312 has the character: simplified, and common enough for an official document."""
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
