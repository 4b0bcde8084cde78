"""The dates of a document in all the ways they are printed, and which of them are days of the calendar."""

from __future__ import annotations

import re
from datetime import date

from gongwen.numerals import number_of
from gongwen.parse.labels import BLANKS

_B = rf"[{BLANKS}]*"
_NOUGHT = "零〇○◯0０OＯoΟО"
_TURN = str.maketrans(dict.fromkeys(_NOUGHT, "0") | dict(zip("一二三四五六七八九", "123456789", strict=True)))
YEAR = rf"(?:\d{{4}}|[一二三四五六七八九{_NOUGHT}]{{4}})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PARTED = "|".join(rf"\d{{4}}{_B}{mark}{_B}\d{{1,2}}{_B}{mark}{_B}\d{{1,2}}" for mark in ("[-－–—]", "[/／]", "[.．]"))
DATE = rf"(?:{YEAR}{_B}年{_B}{_DAY}{_B}月{_B}{_DAY}{_B}[日号號]|{_PARTED})"
"""2018年12月26日, 二〇一八年十二月二十六日, 二O一八年…, 2018-12-26."""
SEALED = rf"(?:{_B}[（(]{_B}(?:盖章|公章|印章|签章|章|印){_B}[）)])?"
"""What a copy prints for the seal over a signature or a date."""
DATED = rf"(?:{DATE}{SEALED}|[（(]{_B}{DATE}{_B}[）)])"
"""A line that is a date: 2018年12月26日（盖章）, （2018年12月26日）."""
_LINE = re.compile(rf"{DATED}(?:{_B}印[发發])?")
_PARTS = re.compile(rf"({YEAR}){_B}[年/／.．－–—-]{_B}({_DAY}){_B}[月/／.．－–—-]{_B}({_DAY})")


def is_dated(text: str) -> bool:
    """Whether a line is a date, with or without 印发, and nothing else.

    >>> is_dated("二O一六年十二月七日"), is_dated("2016-12-07"), is_dated("2016年12月7日前")
    (True, True, False)
    """
    return bool(_LINE.fullmatch(text))


def is_day(text: str) -> bool:
    """Whether every date in ``text`` is a day of the calendar.

    >>> is_day("2016年12月7日（盖章）"), is_day("二〇一六年二月三十日"), is_day("2016年13月7日")
    (True, False, False)
    """
    for year, month, day in _PARTS.findall(text):
        try:
            date(int(year.translate(_TURN)), number_of(month) or 0, number_of(day) or 0)
        except ValueError:
            return False
    return True
