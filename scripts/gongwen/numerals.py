"""Chinese numerals of headings to integers and back: 十四 ↔ 14, 一千零四十 ↔ 1040."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_ROUND = str.maketrans("〇○◯", "零零零")


def to_int(numeral: str) -> int | None:
    """The number that ``numeral`` writes as a heading does, 1 to 9,999; None for everything else.

    >>> to_int("十四"), to_int("一百三十三"), to_int("一千零四十"), to_int("一十四"), to_int("十八大")
    (14, 133, 1040, None, None)
    """
    number = 0
    for digit, unit in re.findall("([一二三四五六七八九]?)([千百十]?)", numeral):
        number += (_DIGITS.index(digit) if digit else int(unit == "十")) * 10 ** _UNITS.index(unit)
    return number if 0 < number < 10000 and to_numeral(number) == numeral else None


def to_numeral(number: int) -> str:
    """The numeral that a heading prints for ``number``, 1 to 9,999.

    >>> to_numeral(8), to_numeral(14), to_numeral(20), to_numeral(110), to_numeral(1005)
    ('八', '十四', '二十', '一百一十', '一千零五')
    """
    places = [(int(digit), unit) for digit, unit in zip(reversed(str(number)), _UNITS, strict=False)]
    written = "".join(_DIGITS[digit] + (unit if digit else "") for digit, unit in reversed(places))
    return re.sub("^一十", "十", re.sub("零+", "零", written).rstrip("零"))


def number_of(numeral: str) -> int | None:
    """The number of a label, in Chinese or in figures of any width: 十四, 一〇三, 14, １４; None for no number.

    >>> number_of("十四"), number_of("一〇三"), number_of("１４"), number_of("一百二十八"), number_of("百")
    (14, 103, 14, 128, None)
    """
    if numeral.isdecimal():
        return int(numeral) if len(numeral) < 5 else None
    read = to_int(numeral)
    digits = numeral.translate(_ROUND)
    if read is None and re.fullmatch("(?=.*零)[一二三四五六七八九][零一二三四五六七八九]{1,3}", digits):
        return int("".join(str(_DIGITS.index(digit)) for digit in digits))
    return read
