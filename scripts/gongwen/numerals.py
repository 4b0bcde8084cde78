"""Chinese numerals of headings to integers and back: 十四 ↔ 14."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def to_int(numeral: str) -> int | None:
    """The number that ``numeral`` writes, 1 to 99; None for everything else.

    >>> to_int("十四"), to_int("二十"), to_int("九十九"), to_int("一四"), to_int("十八大")
    (14, 20, 99, None, None)
    """
    tens, ten, ones = numeral.rpartition("十")
    if any(len(part) > 1 or part not in _DIGITS or part == "零" for part in (tens, ones) if part):
        return None
    if not ten and not ones:
        return None
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)


def to_numeral(number: int) -> str:
    """The numeral that a heading prints for ``number``, 1 to 99.

    >>> to_numeral(8), to_numeral(14), to_numeral(20)
    ('八', '十四', '二十')
    """
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
