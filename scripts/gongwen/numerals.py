"""Chinese numerals of headings to integers and back: 十四 ↔ 14."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def to_int(numeral: str) -> int | None:
    """The number that ``numeral`` writes as a heading does, 1 to 99; None for everything else.

    >>> to_int("十四"), to_int("二十"), to_int("九十九"), to_int("一十四"), to_int("十八大")
    (14, 20, 99, None, None)
    """
    return next((number for number in range(1, 100) if to_numeral(number) == numeral), None)


def to_numeral(number: int) -> str:
    """The numeral that a heading prints for ``number``, 1 to 99.

    >>> to_numeral(8), to_numeral(14), to_numeral(20)
    ('八', '十四', '二十')
    """
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
