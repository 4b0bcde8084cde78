"""The rules of restoration that look at the text itself: each from the present text to its edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongwen.errors import DataError
from gongwen.restore.characters import simplified
from gongwen.restore.draft import Edit

_WIDE = r"[\u2014-\u201d\u2026\u3000-\u9fff\uff00-\uffef]"


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


def script(text: str) -> Iterator[Edit]:
    """Traditional to simplified; what is simplified already stays (``tw2s`` would make 显着 of 显著)."""
    return _differences(text, simplified(text))


def variants(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """``陜西`` → 陕西, ``随著`` → 随着: the longest entry that stands at a place."""
    pattern = "|".join(map(re.escape, sorted(table, key=len, reverse=True))) or "(?!)"
    return _differences(text, re.sub(pattern, lambda match: table[match[0]], text))


def _differences(text: str, other: str) -> Iterator[Edit]:
    for at, (before, after) in enumerate(zip(text, other, strict=True)):
        if before != after:
            yield Edit(at, at + 1, after)


_FULL_WIDTH = str.maketrans(",:;!()", "，：；！（）")


_MARK = r"(?:\((?:[^()\n]|\([^()\n]*\))*\)|[,:;!()])"
"""A mark, or a pair of brackets with what it holds."""


def punctuation(text: str) -> Iterator[Edit]:
    """Half-width punctuation beside Chinese: ``(自治區、直轄市)``, ``總值(GDP),``; that of 1,000 stays."""
    wider, before = text, ""
    while wider != before:  # what stands inside a bracket that has become full-width is beside Chinese now
        before, wider = wider, re.sub(rf"{_MARK}+", _widened, wider)
    return _differences(text, wider)


def _widened(run: re.Match[str]) -> str:
    """Marks in a row are widened together: ``:(一)``, ``,,``."""
    if not re.search(_WIDE, run.string[max(run.start() - 1, 0) : run.end() + 1]):
        return run[0]
    return re.sub(_MARK, lambda mark: f"（{mark[0][1:-1]}）" if mark[0][1:] else mark[0].translate(_FULL_WIDTH), run[0])


def doubled(text: str) -> Iterator[Edit]:
    """``，，`` → ，: a converter prints some marks twice."""
    for match in re.finditer(r"(?<=([，、；：]))\1+", text):
        yield Edit(match.start(), match.end(), "")


_NO_WIDTH = r"\u200b-\u200d\u2060\ufeff"


def blanks(text: str) -> Iterator[Edit]:
    """Empty lines, blanks at line ends and blanks without width; the one in ``一、 總體要求``."""
    blank = rf"[\s{_NO_WIDTH}]"
    pattern = rf"\A{blank}+|(?<!{blank})(?:{blank}*\n{blank}*|{blank}+\Z)|(?<={_WIDE}、)[^\S\n]+|[{_NO_WIDTH}]+"
    for match in re.finditer(pattern, text):
        after = "\n" if "\n" in match[0] and match.start() else ""
        if match[0] != after:
            yield Edit(match.start(), match.end(), after)


def furniture(text: str) -> Iterator[Edit]:
    """What the page has around the document: all before the title in ``《…》全文如下。``, all from （完） on.

    The lead's title stands for the document's: the page prints it nowhere else.
    """
    lead = re.search(r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》)+)》[^《》\n]{0,4}全文如下[。：]$", text, re.MULTILINE)
    if lead:
        yield Edit(0, lead.start("title"), "")
        yield Edit(lead.end("title"), lead.end(), "")
    tail = re.compile(r"(?<!\s)(?:\s*（完）)+\s*(?:\n|\Z)|\n（?(?:责任)?编辑：|\n关键词：").search(
        text, lead.end() if lead else 0
    )
    end = tail.start() if tail else len(text)
    if tail or not text.endswith("\n"):
        yield Edit(end, len(text), "\n")
