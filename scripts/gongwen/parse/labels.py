"""Lines → labels: what a line opens with, and which number that is.

=========  ==============================================  ==========================
mark       printed                                         what it opens
=========  ==============================================  ==========================
``seg``    第一部分                                        a division
``book``   第一编  第一篇                                  a division
``subbook`` 第一分编                                       a division
``ch``     第一章  第 一 章                                a division
``sec``    第一节                                          a division
``a``      第十二条  第一百三十三条之一  第三條            an article
``part``   一、  一之一、                                  a division or a provision
``c``      （一） (一)  （三之一）                         a provision or an item
``no``     1.2.1                                           a division or a provision
``1.``     1.  1、 １．                                    an item
``(1)``    （1）  （3之1）                                 an item
``1)``     1）                                             an item
``①``      ①                                               an item
=========  ==============================================  ==========================

第一， and 一是 are words, no labels. A mark too many behind a label, （五）、, is printed with it and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongwen.numerals import number_of

BLANKS = " \t\xa0\u2002\u2003\u3000"
_B = rf"[{BLANKS}]*"
_CHINESE = rf"[一二三四五六七八九十百千零〇○◯](?:{_B}[一二三四五六七八九十百千零〇○◯])*"
_FIGURES = "[0-9０-９]{1,4}"


def _counted(name: str, numeral: str) -> str:
    """A numeral, and what is counted below it: 三, 三之一."""
    return rf"(?P<{name}>{numeral}(?:{_B}之{_B}{numeral})?)"


_UNITS = {"部分": "seg", "编": "book", "篇": "book", "分编": "subbook", "章": "ch", "节": "sec", "条": "a"}
_UNITS |= {"編": "book", "分編": "subbook", "節": "sec", "條": "a"}
_FORMS = (
    rf"第{_B}(?P<unit>{_CHINESE}|{_FIGURES}){_B}(?P<name>部分|分[编編]|[编編篇]|章|[节節]|[条條])"
    rf"(?:{_B}之{_B}(?P<sub>{_CHINESE}))?",
    rf"(?P<no>{_FIGURES}(?:[.．]{_FIGURES}){{1,5}})(?![0-9０-９.．])",
    rf"{_counted('part', _CHINESE)}{_B}[、．.]",
    rf"[（(]{_B}{_counted('c', _CHINESE)}{_B}[）)]",
    rf"[（(]{_B}{_counted('bracket', _FIGURES)}{_B}[）)]",
    rf"(?P<dot>{_FIGURES}){_B}[、．.](?![0-9０-９])",
    rf"(?P<half>{_FIGURES})[）)]",
    r"(?P<ring>[\u2460-\u2473])",
)
_LABEL = re.compile("|".join(_FORMS))
_MARKS = {"part": "part", "c": "c", "bracket": "(1)", "dot": "1.", "half": "1)", "no": "no", "ring": "①"}
_STRAY = re.compile(f"{_B}[、，．.,：:]{_B}")
"""A mark that nothing is parted by, between a label and its words."""
_N = "[一二三四五六七八九十百千零〇○◯两廿卅壹贰叁肆伍陆柒捌玖拾0-9０-９]"
_OPEN, _CLOSE = "[（(【［[〔﹝〖〈<{｛]", r"[）)】］\]〕﹞〗〉>}｝]"
_SIGNS = "[\u2150-\u218f\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
"""Ⅲ, ⑴, ❸, ㈠."""
_ALIKE = re.compile(
    rf"{_OPEN}{_B}(?:[第附之]?{_N}+(?:{_B}(?:[A-Za-zＡ-Ｚａ-ｚ]{{1,3}}|[之点.．、·•—－-]{_B}{_N}+|[条项款补]))*"
    rf"|[A-Za-zＡ-Ｚａ-ｚ]|[ivxIVX]{{2,5}}|{_SIGNS}|[甲乙丙丁戊己庚辛壬癸子丑寅卯]){_B}{_CLOSE}"
    rf"|{_OPEN}{_N}{{1,3}}(?!{_N}|[年月日届次])(?!.*{_CLOSE})"
    rf"|{_N}{{1,5}}(?:[A-Za-z]|[之.．]{_N}{{1,2}})?(?:{_CLOSE}|[、．.])|[A-Za-zＡ-Ｚａ-ｚ][）)、．.]|{_SIGNS}"
)
"""What opens a line as a label does, whatever it says: （三A）, 【三】, （甲）, （三, Ⅲ."""
_BEHIND = re.compile(rf"(?<=[。；;{BLANKS}])(?=[（(0-9０-９\u2460-\u2473])")
"""Where a further label of a list may stand within its line."""

DIVISIONS = ("seg", "book", "subbook", "ch", "sec")
"""Marks of what only groups, from the outside to the inside."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a line opens with: 第一百三十三条之一."""

    mark: str
    number: tuple[int, ...]
    """``(133, 1)`` for 第一百三十三条之一, ``(1, 2, 1)`` for 1.2.1."""
    printed: str
    """As it stands, without the blanks behind it."""
    rest: str
    """The words behind it."""
    loose: bool = False
    """No blank parts an article's label from its words, so that it may be a reference: 第三条规定的期限…."""
    stray: bool = False
    """Whether a mark too many stands behind it: （五）、."""

    @property
    def step(self) -> str:
        """The number in an id: ``133.1``."""
        return ".".join(map(str, self.number))


def read_label(text: str) -> Label | None:
    """The label that ``text`` opens with, if it does.

    >>> read_label("第十二条 本办法自发布之日起施行。").number, read_label("（八）组织劳务协作。").printed
    ((12,), '（八）')
    >>> read_label("第一，") is read_label("一是") is None
    True
    """
    found = _LABEL.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    name = found.lastgroup if found["unit"] is None else "unit"
    if name == "unit":
        mark, numerals = _UNITS[found["name"]], [found["unit"], *([found["sub"]] if found["sub"] else [])]
    else:
        mark, numerals = _MARKS[str(name)], re.split("[.．之]", found[str(name)])
    if mark == "①":
        number: tuple[int | None, ...] = (ord(numerals[0]) - 0x245F,)
    else:
        number = tuple(number_of(re.sub(f"[{BLANKS}]", "", numeral)) for numeral in numerals)
    counted = tuple(filter(None, number))
    if len(counted) < len(number):  # nothing is counted from 0
        return None
    parted = not rest or rest[0] in BLANKS
    words = rest.strip(BLANKS)
    if mark in DIVISIONS and not parted and not _is_heading(words):
        return None
    printed = text[: found.end()]
    if stray := None if name == "unit" else _STRAY.match(rest):
        printed, words = printed + stray[0].rstrip(BLANKS), rest[stray.end() :].strip(BLANKS)
        if _ALIKE.match(words):  # （一）、（二）项所列 refers
            return None
    return Label(mark, counted, printed, words, mark == "a" and not parted, stray=bool(stray))


def seems_label(text: str) -> bool:
    """Whether a line opens as a label does that is none of those read here: （三A）, 【三】, （甲）, （三 without end.

    >>> seems_label("（三A）加强帮扶。"), seems_label("（见附件）")
    (True, False)
    """
    return bool(_ALIKE.match(text))


def split_labels(text: str) -> list[str]:
    """A line that holds a whole list, cut before each label: ``（一）甲；（二）乙。`` → ``（一）甲；``, ``（二）乙。``

    Only where the line begins with one of them and each next number follows a stop or a blank.
    """
    first = read_label(text)
    if not first or first.mark not in ("c", "1.", "(1)", "1)", "①"):
        return [text]
    cuts, wanted = [0], first.number[0] + 1
    for found in _BEHIND.finditer(text, len(first.printed)):
        label = read_label(text[found.start() : found.start() + 20])
        if label and (label.mark, label.number) == (first.mark, (wanted,)):
            cuts.append(found.start())
            wanted += 1
    return [text[start:end].strip(BLANKS) for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _is_heading(words: str) -> bool:
    """第一章总则, but not 第二章、第三章的规定。"""
    return len(words) <= 40 and not re.search("[，。；：、的]", words)
