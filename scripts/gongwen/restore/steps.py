"""The rules of restoration that look at the text itself: each from the present text to its edits."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5
from itertools import accumulate

from gongwen.errors import DataError
from gongwen.restore.characters import is_standard, simplified
from gongwen.restore.characters import without_traditional_only as _plain
from gongwen.restore.draft import Edit

_WIDE = r"[\u2014-\u201d\u2026\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]"
"""A pattern for what is Chinese or stands among Chinese."""


@dataclass(frozen=True)
class SignedRepair:
    """A person's decision about one passage of the page."""

    before: str
    after: str
    file: str
    line: int
    """Where it stands, for the error message."""


def signed(text: str, repairs: tuple[SignedRepair, ...]) -> Iterator[Edit]:
    """What only a person can decide: ``省?。▍^(qū)、市)`` has lost a byte, 省（区、市） is a guess."""
    found: list[Edit] = []
    for repair in repairs:
        count = text.count(repair.before)
        if count != 1:
            raise DataError(
                repair.file,
                repair.line,
                f"“{repair.before}” exactly once in the page",
                f"it {count} times",
                "quote more of the page around it, or remove the entry",
            )
        start = text.index(repair.before)
        end = start + len(repair.before)
        if any(start < other.end and other.start < end for other in found):
            mend = "make one entry of the two"
            raise DataError(repair.file, repair.line, "a passage of its own", f"“{repair.before}”, half signed", mend)
        found.append(Edit(start, end, repair.after))
    return iter(sorted(found, key=lambda edit: edit.start))


def encoding(text: str) -> Iterator[Edit]:
    """Characters written in a roundabout way: ``&ldquo;四风&#8221;`` → “四风”, the radicals ``⼯作`` → 工作."""
    for match in re.finditer(r"&(#?[A-Za-z0-9]+;)|[\u2e80-\u2fdf\uf900-\ufaff]", text):
        if not match[1]:
            char = unicodedata.normalize("NFKC", match[0])
        elif match[1][0] == "#":
            char = html.unescape(match[0])
        else:
            char = html5.get(match[1], match[0])
        if char != match[0]:
            yield Edit(match.start(), match.end(), char)


def script(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """Traditional to simplified, but for the words that ``table`` keeps: 乾縣 → 乾县, 乾部 → 干部."""
    kept = re.finditer(_any(word for word, standard in table.items() if word == standard), plain := _plain(text))
    simple = list(simplified(text))
    for match in kept:
        simple[match.start() : match.end()] = match[0]
    # Where a standard character is to become one that is not, the converter errs: 薳 is a surname.
    better = (new if is_standard(new) or not is_standard(old) else old for old, new in zip(plain, simple, strict=True))
    return _differences(text, "".join(better))


def variants(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """``陜西`` → 陕西, ``随著`` → 随着: the longest entry that stands at a place."""
    return _differences(text, re.sub(_any(table), lambda match: table[match[0]], text))


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first; it never matches if there is none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _differences(text: str, other: str) -> Iterator[Edit]:
    for at, (before, after) in enumerate(zip(text, other, strict=True)):
        if before != after:
            yield Edit(at, at + 1, after)


_FULL_WIDTH = str.maketrans(",:;!()", "，：；！（）")
_CORNERS = str.maketrans("「」『』｢｣", "“”‘’“”")


def punctuation(text: str) -> Iterator[Edit]:
    """Half-width punctuation beside Chinese: ``(自治區、直轄市)``, ``總值(GDP),``, ``"四风"``; that of 1,000 stays.

    Marks that touch are widened together, as in ``:(一)``, and a bracket at both ends; so what stands inside a bracket
    next to one that is widened is widened as well.
    """
    partners = _brackets(text)
    wide = [bool(re.match(_WIDE, char)) for char in text]
    inside = [0, *accumulate(wide)]
    marks = {at for at, char in enumerate(text) if char in ",:;!()"}
    found = [
        at
        for at in marks
        if any(wide[max(at - 1, 0) : at + 2]) or (at in partners and inside[at] != inside[partners[at]])
    ]
    widened = set(found)
    while found:
        at = found.pop()
        for other in (at - 1, at + 1, partners.get(at, at)):
            if other in marks and other not in widened:
                widened.add(other)
                found.append(other)
    marks_only = [Edit(at, at + 1, text[at].translate(_FULL_WIDTH)) for at in widened]
    return iter(sorted((*marks_only, *_quotes(text)), key=lambda edit: edit.start))


def _brackets(text: str) -> dict[int, int]:
    """The other bracket of each pair in a line, by place, both ways."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == "\n":
            opened = []
        elif char == "(":
            opened.append(at)
        elif char == ")" and opened:
            partners[at] = opened.pop()
            partners[partners[at]] = at
    return partners


def _quotes(text: str) -> Iterator[Edit]:
    """Quotation marks of other forms: ``「四风」``, and ``"四风"`` where those of a line come in pairs."""
    found = [Edit(at, at + 1, char.translate(_CORNERS)) for at, char in enumerate(text) if char in "「」『』｢｣"]
    for line in re.finditer(r".+", text):
        for straight, pair in ((r'["＂]', "“”"), (r"(?<![A-Za-z0-9])['＇]|['＇](?![A-Za-z0-9])", "‘’")):
            marks = [match.start() + line.start() for match in re.finditer(straight, line[0])]
            if len(marks) % 2:
                continue
            for start, end in zip(marks[::2], marks[1::2], strict=True):
                touched = (text[max(start - 1, 0) : start + 2], text[end - 1 : end + 2])
                if any(re.search(_WIDE, touching) for touching in touched):
                    found += (Edit(start, start + 1, pair[0]), Edit(end, end + 1, pair[1]))
    return iter(found)


def doubled(text: str) -> Iterator[Edit]:
    """``，，`` → ，: a converter prints some marks twice."""
    for match in re.finditer(r"(?<=([，、；：]))\1+", text):
        yield Edit(match.start(), match.end(), "")


_NO_WIDTH = r"\u200b-\u200d\u2060\ufeff"
_LABEL = r"（[一二三四五六七八九十]+）"


def blanks(text: str) -> Iterator[Edit]:
    """Empty lines, blanks at line ends and blanks without width; those in ``一、 總體要求``, ``（一） 指导思想``."""
    blank = rf"[\s{_NO_WIDTH}]"
    behind = rf"(?<={_WIDE}、)[^\S\n]+|^{_LABEL}[^\S\n]+"
    pattern = rf"\A{blank}+|(?<!{blank})(?:{blank}*\n{blank}*|{blank}+\Z)|{behind}|[{_NO_WIDTH}]+"
    for match in re.finditer(pattern, text, re.MULTILINE):
        label = re.match(_LABEL, match[0])
        after = "\n" if "\n" in match[0] and match.start() else ""
        start = match.start() + (label.end() if label else 0)
        if text[start : match.end()] != after:
            yield Edit(start, match.end(), after)


def furniture(text: str) -> Iterator[Edit]:
    """What the page has around the document: all before the title in ``《…》全文如下。``, all from （完） on.

    The lead's title stands for the document's; where the page prints it once more below the lead, that goes. Nothing
    that opens like a part or a clause is furniture: what would drop it is no lead and no end.
    """
    heading = rf"^(?:[一二三四五六七八九十]+、|{_LABEL})"
    first = re.search(heading, text, re.MULTILINE)
    lead = re.compile(
        r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》)+)》[^《》\n]{0,4}全文如下[。：]$", re.MULTILINE
    ).search(text, 0, first.start() if first else len(text))
    if lead:
        title = r"\n?".join(map(re.escape, lead["title"]))
        again = re.compile(rf"\n《?{title}》?$", re.MULTILINE)
        repeated = again.match(text, lead.end())
        yield Edit(0, lead.start("title"), "")
        yield Edit(lead.end("title"), repeated.end() if repeated else lead.end(), "")
    tail = re.compile(r"(?<!\s)(?<!（完）)(?:\s*（完）)++\s*(?:\n|\Z)|\n（?(?:责任)?编辑：|\n关键词：")
    ends = (match.start() for match in tail.finditer(text, lead.end() if lead else 0))
    last = max((match.start() for match in re.finditer(heading, text, re.MULTILINE)), default=0)
    end = next((at for at in ends if at >= last), len(text))
    if end < len(text) or not text.endswith("\n"):
        yield Edit(end, len(text), "\n")
