"""Text → lines: the marks of Markdown beside the words, furniture dropped.

What a collection of laws writes into its files: ``# title``, ``<!-- INFO END -->``, rows ``| a | b |``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from gongwen.lines import Dropped, Line
from gongwen.parse.labels import BLANKS

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_COMMENT = re.compile("<!--(?:(?!<!--).)*?-->")
_ENTITY = re.compile("&([a-z]{1,8};)")
_HEADING = re.compile(rf"(#{{1,6}})[{BLANKS}]+(?=\S)")
_FRAME = re.compile(r"\|[-:| ]+\|")
"""The rule below the head of a table."""
_LICENCE = "本作品是中华人民共和国的"
"""How the note begins that Wikisource prints below a document of the state; it runs to the end of the page."""
_LONGEST_LICENCE = 40
"""Lines."""


def read_lines(text: str) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """The lines of a text with what they mark, and what is none of its words.

    ``## 第一章 总则`` is the line 第一章 总则 with heading 2; a line of blanks is the gap before the next.
    """
    dropped: list[Dropped] = []
    return tuple(_read(text, dropped)), tuple(dropped)


def _read(text: str, dropped: list[Dropped]) -> Iterator[Line]:
    gap = torn = licence = False
    lines = text.removesuffix("\n").split("\n")
    for number, raw in enumerate(lines, 1):
        licence = licence or (raw.startswith(_LICENCE) and len(lines) - number < _LONGEST_LICENCE)
        rule = "licence note" if licence else "frame of a table" if _FRAME.fullmatch(raw.strip()) else ""
        words = "" if rule else raw
        if rule and raw.strip(BLANKS):
            dropped.append(Dropped(number, raw.strip(BLANKS), rule))
        for found in (*_COMMENT.finditer(words), *filter(_names_nothing, _ENTITY.finditer(words))):
            dropped.append(Dropped(number, found[0], "comment" if found[0][0] == "<" else "left-over markup"))
            words = words.replace(found[0], "", 1)
        torn = torn or (bool(raw.strip(BLANKS)) and not raw.strip(BLANKS + _INVISIBLE))
        words = words.strip(BLANKS + _INVISIBLE + "\r\v\f")
        if not words:
            gap = gap or not torn
            continue
        mark = _HEADING.match(words)
        row = len(words) > 1 and words[0] == words[-1] == "|"
        if mark:
            words = words[mark.end() :]
        if row:
            words = "\t".join(cell.strip(BLANKS) for cell in words[1:-1].split("|"))
        yield Line(words, number, heading=len(mark[1]) if mark else 0, row=row, gap=gap, torn=torn)
        gap = torn = False


def _names_nothing(entity: re.Match[str]) -> bool:
    """Whether an entity names no character, as &lt; does: &sp;"""
    return entity[1] not in html5
