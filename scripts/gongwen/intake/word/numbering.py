"""The numbers that Word makes itself: 第一条, （一）, 1.1, ①. They stand nowhere in the file, only how to make them.

A paragraph names a list (``numId``) and a level in it (``ilvl``); lists of one kind (``abstractNum``) count together,
unless one of them starts anew (``startOverride``). A level writes its number in a form (``numFmt``) into a pattern
(``lvlText``: ``第%1条``), and starts anew below every number of a level above it, unless ``lvlRestart`` says otherwise.
All of it after ECMA-376, part 1, section 17.9; the forms after its section 17.18.59.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gongwen.errors import FormatError
from gongwen.intake.word.package import attribute, child, children, value

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SUFFIX = {"nothing": "", "space": " ", "tab": " "}
_PICTURES = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
"""Fonts whose letters are pictures: the bullet “l” of Wingdings is a dot, and no word."""


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and writes."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """``第%1条``; ``%2`` is the number of the second level."""
    restart: int | None = None
    legal: bool = False
    """Whether it writes the numbers of all levels as 1, 2, 3."""
    suffix: str = "tab"
    style: str = ""
    """The style whose paragraphs are numbered by it."""


class Numbering:
    """The lists of a Word file while it is read from its first paragraph to its last."""

    def __init__(self, root: Any, name: str) -> None:
        """``root`` is the part ``numbering.xml``, or None; ``name`` is the file's, for errors."""
        self._name = name
        self._kinds: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        links: dict[str, str] = {}
        linked: dict[str, str] = {}
        for kind in children(root, "abstractNum"):
            id_ = attribute(kind, "abstractNumId")
            self._kinds[id_] = dict(_levels(kind))
            linked[id_] = value(kind, "numStyleLink")
            if style := value(kind, "styleLink"):
                links[style] = id_
        for entry in children(root, "num"):
            id_ = value(entry, "abstractNumId")
            id_ = links.get(linked.get(id_, ""), id_)
            self._lists[attribute(entry, "numId")] = (id_, dict(_overrides(entry, self._kinds.get(id_, {}))))

    def level_of_style(self, list_id: str, styles: Iterator[str]) -> int | None:
        """The level that numbers the paragraphs of a style: of the first of ``styles`` that has one."""
        levels = self._levels_of(list_id)
        return next((at for style in styles for at, level in levels.items() if level.style == style), None)

    def next(self, list_id: str, at: int) -> str:
        """The number of the next paragraph of a list on the level ``at``, with what stands behind it: ``第一条 ``.

        Raises :class:`~gongwen.errors.FormatError` for a form that no Chinese document is known to use.
        """
        levels = self._levels_of(list_id)
        if at not in levels:
            return ""
        kind, overrides = self._lists[list_id]
        counts = self._counts.setdefault(kind, {})
        anew = at in overrides and (list_id, at) not in self._begun
        self._begun.add((list_id, at))
        counts[at] = levels[at].start if anew or at not in counts else counts[at] + 1
        for deeper in [other for other in counts if other > at]:
            after = levels[deeper].restart if deeper in levels else None
            if after is None or at < after:
                del counts[deeper]
        return self._written(levels, at, counts)

    def _levels_of(self, list_id: str) -> dict[int, Level]:
        kind, overrides = self._lists.get(list_id, ("", {}))
        return {**self._kinds.get(kind, {}), **overrides}

    def _written(self, levels: Mapping[int, Level], at: int, counts: Mapping[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            level = levels.get(int(match[1]) - 1, Level())
            count = counts.get(int(match[1]) - 1, level.start)
            return written(count, "decimal" if levels[at].legal else level.form, self._name)

        text = re.sub(r"%([1-9])", number, levels[at].text)
        return text + _SUFFIX.get(levels[at].suffix, " ") if text else ""


def written(number: int, form: str, name: str) -> str:
    """``number`` in the form that Word calls ``form``: 11 as ``chineseCounting`` → 十一.

    Raises :class:`~gongwen.errors.FormatError` for a form that is not known here.
    """
    if form not in _FORMS:
        mend = "set the list in Word to a form that Chinese documents use, or type its numbers"
        raise FormatError(name, None, "lists numbered 1, 一, ①, A, i or the like", f"the form {form}", mend)
    return _FORMS[form](number)


def _levels(kind: Any) -> Iterator[tuple[int, Level]]:
    for level in children(kind, "lvl"):
        yield int(attribute(level, "ilvl") or 0), _level(level)


def _level(element: Any) -> Level:
    form = value(element, "numFmt") or "decimal"
    text = value(element, "lvlText")
    if form == "bullet":
        font = child(child(element, "rPr"), "rFonts")
        picture = any(attribute(font, script) in _PICTURES for script in ("ascii", "hAnsi", "eastAsia"))
        text = "" if picture or re.search("[\ue000-\uf8ff]", text) else text
    return Level(
        start=_integer(value(element, "start"), 1 if form == "bullet" or child(element, "start") is None else 0),
        form=form,
        text=text.replace("\xa0", " "),
        restart=_integer(value(element, "lvlRestart"), None),
        legal=child(element, "isLgl") is not None and value(element, "isLgl") not in ("0", "false"),
        suffix=value(element, "suff") or "tab",
        style=value(element, "pStyle"),
    )


def _overrides(entry: Any, levels: Mapping[int, Level]) -> Iterator[tuple[int, Level]]:
    """What one list writes or starts otherwise than its kind."""
    for override in children(entry, "lvlOverride"):
        at = int(attribute(override, "ilvl") or 0)
        own = child(override, "lvl")
        level = _level(own) if own is not None else levels.get(at, Level())
        start = _integer(value(override, "startOverride"), None)
        yield at, level if start is None else replace(level, start=start)


def _integer(text: str, otherwise: Any) -> Any:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else otherwise


def _counting(number: int, digits: str, units: str, one_ten: bool = False, zero: bool = True) -> str:
    """一百〇五: with a zero where a unit is left out, and without 一 before a 十 that begins, unless ``one_ten``."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, skipped = "", False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // power % 10
        if not digit:
            skipped = bool(text)
            continue
        silent = digit == 1 and not text and power == 10 and not one_ten
        text += (digits[0] if skipped and zero else "") + ("" if silent else digits[digit]) + unit
        skipped = False
    return text


def _chinese_counting(number: int) -> str:
    """十一, 九十九, and above 99 digit by digit: 一○一."""
    return _counting(number, _DIGITS, "十百千") if 0 < number < 100 else _with("○" + _DIGITS[1:])(number)


def _japanese(number: int) -> str:
    """百五, without 一 before a unit and without zeros; what Word for Chinese offers as 一, 二, 三 (日)."""
    return re.sub("一(?=[十百千])", "", _counting(number, _DIGITS, "十百千", zero=False))


def _letters(number: int) -> str:
    """a … z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    text, left = "", number
    for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
        text, left = text + letters * (left // worth), left % worth
    return text if 0 < number < 4000 else str(number)


def _with(digits: str) -> Callable[[int], str]:
    return lambda number: str(number).translate(str.maketrans("0123456789", digits))


def _one_of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(length))


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _with(_run("０", 10)),
    "decimalFullWidth2": _with(_run("０", 10)),
    "decimalEnclosedCircle": _one_of(_run("①", 20)),
    "decimalEnclosedCircleChinese": _one_of(_run("①", 10)),
    "decimalEnclosedParen": _one_of(_run("⑴", 20)),
    "decimalEnclosedFullstop": _one_of(_run("⒈", 20)),
    "ideographEnclosedCircle": _one_of(_run("㈠", 10)),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _chinese_counting,
    "taiwaneseCounting": _chinese_counting,
    "chineseCountingThousand": lambda number: _counting(number, _DIGITS, "十百千"),
    "taiwaneseCountingThousand": lambda number: _counting(number, "零" + _DIGITS[1:], "十百千"),
    "japaneseCounting": _japanese,
    "ideographDigital": _with(_DIGITS),
    "taiwaneseDigital": _with("○" + _DIGITS[1:]),
    "japaneseDigitalTenThousand": _with(_DIGITS),
    "koreanDigital2": _with("零" + _DIGITS[1:]),
    "chineseLegalSimplified": lambda number: _counting(number, _LEGAL, "拾佰仟", one_ten=True),
    "ideographLegalTraditional": lambda number: _counting(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", one_ten=True),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "bullet": lambda number: "",
    "none": lambda number: "",
}
