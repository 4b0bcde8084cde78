"""The rules of restoration that look at the text itself: each from the present text to its edits."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5

from gongwen.errors import DataError
from gongwen.restore.characters import is_standard, simplified
from gongwen.restore.characters import without_traditional_only as _plain
from gongwen.restore.draft import Edit
from gongwen.restore.marks import WIDE
from gongwen.restore.variants import read_radicals


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


_ENTITY = r"&(?:#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})|[A-Za-z0-9]{1,40};|[A-Za-z]{2,8}(?![A-Za-z0-9;]))[;；]?"
_ROUNDABOUT = re.compile(rf"(?P<entity>{_ENTITY})|[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


def encoding(text: str) -> Iterator[Edit]:
    """Characters written in a roundabout way: ``&ldquo;四风&#8221``, the radicals ``⼯⻓``, the ligature ``ﬁ``."""
    for match in _ROUNDABOUT.finditer(text):
        if entity := match["entity"]:
            char = html.unescape(entity.rstrip(";；") + ";") if entity[1] == "#" else _named(entity)
        else:
            char = read_radicals().get(match[0]) or unicodedata.normalize("NFKC", match[0])
        if char != match[0]:
            yield Edit(match.start(), match.end(), char)


def _named(entity: str) -> str:
    """The character of ``&ldquo;``; without its ; or with ； only one that is no letter, for R&D and Q&A are none."""
    name = entity[1:].rstrip(";；")
    char = html5.get(f"{name};", entity)
    return entity if not entity.endswith(";") and any(map(str.isalnum, char)) else char


_TAG = re.compile(
    r"(?P<line><br\s{0,9}/?>|</?(?:p|div)(?:\s[^<>\n]{0,300})?>)|</?(?:b|i|u|em|strong|span|font|a)(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)


def markup(text: str) -> Iterator[Edit]:
    """Marks of a web page that are no words: ``<b>四风</b>``; ``<br>`` is the end of a line."""
    for match in _TAG.finditer(text):
        yield Edit(match.start(), match.end(), "\n" if match["line"] else "")


def script(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """Traditional to simplified, but for the words that ``table`` keeps: 乾縣 → 乾县, 乾部 → 干部."""
    plain, simple = _plain(text), simplified(text)
    kept = re.finditer(_any(word for word, standard in table.items() if word == standard), plain)
    stays = bytearray(len(text))
    for match in kept:
        stays[match.start() : match.end()] = b"\1" * len(match[0])
    for at, (before, old, new) in enumerate(zip(text, plain, simple, strict=True)):
        # Where a standard character is to become one that is not, the converter errs: 薳 is a surname.
        errs = old != new and is_standard(old) and not is_standard(new)
        if (after := old if errs or stays[at] else new) != before:
            yield Edit(at, at + 1, after)


def variants(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """``陜西`` → 陕西, ``随著`` → 随着: the longest entry that stands at a place."""
    for match in re.finditer(_any(table), text):
        if (after := table[match[0]]) != match[0]:
            yield Edit(match.start(), match.end(), after)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first; it never matches if there is none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


_NO_WIDTH = r"\u200b-\u200d\u2060\ufeff"
_LABEL = r"（[一二三四五六七八九十]+）"


def blanks(text: str) -> Iterator[Edit]:
    """Empty lines, blanks at line ends and blanks without width; those in ``一、 總體要求``, ``（一） 指导思想``."""
    blank = rf"[\s{_NO_WIDTH}]"
    behind = rf"(?<={WIDE}、)[^\S\n]+|^{_LABEL}[^\S\n]+"
    pattern = rf"\A{blank}+|(?<!{blank})(?:{blank}*\n{blank}*|{blank}+\Z)|{behind}|[{_NO_WIDTH}]+"
    for match in re.finditer(pattern, text, re.MULTILINE):
        label = re.match(_LABEL, match[0])
        after = "\n" if "\n" in match[0] and match.start() else ""
        start = match.start() + (label.end() if label else 0)
        if text[start : match.end()] != after:
            yield Edit(start, match.end(), after)


def no_width(text: str) -> Iterator[Edit]:
    """Blanks without width, wherever they stand."""
    return (Edit(match.start(), match.end(), "") for match in re.finditer(f"[{_NO_WIDTH}]+", text))


_STOP_AND_SIGN = re.compile(r"(?P<stop>[。；：！？])(?P<sign>[\ue000-\uf8ff]+)[^\S\n]*$", re.MULTILINE)
_BRACKETS = ("“”", "‘’", "「」", "『』", "（）", "()", "《》", "〈〉", "〔〕", "【】")
_ANNOUNCED = re.compile("下列|以下|如下")


def fillers(text: str) -> Iterator[Edit]:
    """Signs of private use behind the stop that ends a line: a typesetting machine's filler, ``的罪犯；\ue004``.

    Only where no word can have stood: nothing that the line opened is left open, and ： ends a line that announces a
    list (下列…). A sign inside a line (``2\ue0105厘米``), behind a word or after ``姓名：`` may stand for a character.
    """
    for found in _STOP_AND_SIGN.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        is_open = any(line.count(pair[0]) != line.count(pair[1]) for pair in _BRACKETS)
        if not is_open and (found["stop"] != "：" or _ANNOUNCED.search(line)):
            yield Edit(found.start("sign"), found.end("sign"), "")


_LEAD = re.compile(
    r"《(?P<title>(?:[^《》\n]|《[^《》\n]{0,99}》){1,200})》[^《》\n]{0,4}全文如下[。：]$",
    re.MULTILINE,
)
_HEADING = re.compile(rf"^(?:[一二三四五六七八九十]+、|{_LABEL})", re.MULTILINE)
_TAIL = re.compile(r"(?<!\s)(?<!（完）)(?:\s*（完）)++\s*(?:\n|\Z)|\n（?(?:责任)?编辑：|\n关键词：")


def furniture(text: str) -> Iterator[Edit]:
    """What the page has around the document: all before the title in ``《…》全文如下。``, all from （完） on.

    The lead's title, of two leads the later one's, stands for the document's; where the page prints it once more below
    the lead, that goes. Nothing that opens like a part or a clause is furniture: what would drop it is no lead and no
    end.
    """
    first = last = None
    for heading in _HEADING.finditer(text):
        first, last = first or heading, heading
    lead = None
    for found in _LEAD.finditer(text, 0, first.start() if first else len(text)):
        lead = found
    if lead:
        title = r"\n?".join(map(re.escape, lead["title"]))
        repeated = re.compile(rf"\n《?{title}》?$", re.MULTILINE).match(text, lead.end())
        yield Edit(0, lead.start("title"), "")
        yield Edit(lead.end("title"), repeated.end() if repeated else lead.end(), "")
    ends = (match.start() for match in _TAIL.finditer(text, lead.end() if lead else 0))
    end = next((at for at in ends if not last or at >= last.start()), len(text))
    if end < len(text) or not text.endswith("\n"):
        yield Edit(end, len(text), "\n")
