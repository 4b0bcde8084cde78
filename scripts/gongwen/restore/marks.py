"""The rules of restoration for punctuation: full-width marks, official quotation marks, and each once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.restore.draft import Edit

WIDE = r"[\u2014-\u201d\u2026\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]"
"""A pattern for what is Chinese or stands among Chinese."""

_FULL_WIDTH = dict(zip(",:;!()", "，：；！（）", strict=True))
_CORNERS = dict(zip("「」『』｢｣", "“”‘’“”", strict=True))
_STRAIGHT = ((r'["＂]', "“”"), (r"(?<![A-Za-z0-9])['＇]|['＇](?![A-Za-z0-9])", "‘’"))
_ODD = dict(
    zip(
        "﹐︐﹑︑﹔︔﹕︓︰﹖︖﹗︕︒﹙﹚︵︶︿﹀︽︾︻︼︹︺︗︘",
        "，，、、；；：：：？？！！。（）（）〈〉《》【】〔〕〖〗",
        strict=True,
    )
) | dict(zip("〝〞〟﹁﹂﹃﹄｡､･﹪﹢﹦", "“””“”‘’。、·%+=", strict=True))
"""Small, vertical and half-width forms of a mark, and primes, by what official documents print."""
_ODD_MARK = re.compile(f"[{''.join(_ODD)}]|(?<=[0-9])﹒(?=[0-9])|„[^„“”\n]{{1,300}}[“”]|``[^`'\n]{{1,300}}''")
FOREIGN = r"[«»‹›„‟‚‛〝〞〟`\ufe10-\ufe19\ufe30-\ufe4f\ufe50-\ufe5c\ufe5f-\ufe6b\uff61-\uff65]"
"""A pattern for marks that no official document has; ﹝﹞ stand in document numbers."""
_MARK = "[,:;!()\"'＂＇「」『』｢｣]"
_BESIDE = rf"(?<={WIDE}){_MARK}|{_MARK}(?={WIDE})|[＂＇]"


def punctuation(text: str) -> Iterator[Edit]:
    """Half-width punctuation beside Chinese: ``(自治區、直轄市)``, ``總值(GDP),``, ``"四风"``; that of 1,000 stays.

    Marks that touch are widened together, as in ``:(一)``, and both of a pair: brackets of one line, and straight
    quotation marks where those of a line come in pairs. What is widened is Chinese for all around it, so brackets
    with anything widened in them are widened as well. The other forms of quotation marks, ``「四风」``, always are.
    """
    for line in re.finditer(".+", text):
        for at, mark in sorted(_replaced(line[0]).items()) if re.search(_MARK, line[0]) else ():
            yield Edit(line.start() + at, line.start() + at + 1, mark)


def odd(text: str) -> Iterator[Edit]:
    """Marks of other scripts whose meaning is certain: ``﹐``, ``〝四风〞``, ``„四风”``, \\`\\`四风''."""
    for match in _ODD_MARK.finditer(text):
        found = match[0]
        if found == "﹒":
            yield Edit(match.start(), match.end(), ".")
        elif len(found) == 1:
            yield Edit(match.start(), match.end(), _ODD[found])
        else:
            size = 2 if found[0] == "`" else 1
            yield Edit(match.start(), match.start() + size, "“")
            yield Edit(match.end() - size, match.end(), "”")


def unpaired(text: str) -> Iterator[int]:
    """Where a quotation mark has no other: a ” that closes nothing, a “ that nothing closes.

    A quotation of several paragraphs may open each of them again.
    """
    for opening, closing in ("“”", "‘’"):
        open_at = -1
        for match in re.finditer(f"{opening}|(?<![A-Za-z]){closing}|{closing}(?![A-Za-z])", text):
            at = match.start()
            if match[0] == opening:
                if open_at >= 0 and at and text[at - 1] != "\n":
                    yield open_at
                open_at = at
            elif open_at < 0:
                yield at
            else:
                open_at = -1
        if open_at >= 0:
            yield open_at


def width(text: str) -> Iterator[Edit]:
    """Of :func:`punctuation` what changes nothing but the width of a mark: ``(自治區,直轄市)``, but not ``"四风"``."""
    return (edit for edit in punctuation(text) if edit.after in _FULL_WIDTH.values())


def doubled(text: str) -> Iterator[Edit]:
    """``，，`` → ，: a converter prints some marks twice."""
    for match in re.finditer(r"(?<=([，、；：]))\1+", text):
        yield Edit(match.start(), match.end(), "")


def _replaced(line: str) -> dict[int, str]:
    """The marks of a line that change, by place."""
    marks = {match.start(): _FULL_WIDTH[match[0]] for match in re.finditer("[,:;!()]", line)}
    partners, outer, filled = _brackets(line) if "(" in line else ({}, {}, set())
    for straight, pair in _STRAIGHT:
        found = [match.start() for match in re.finditer(straight, line)]
        if len(found) % 2 == 0:
            marks |= zip(found, pair * (len(found) // 2), strict=True)
            partners |= zip(found[::2], found[1::2], strict=True)
            partners |= zip(found[1::2], found[::2], strict=True)
    replaced = {match.start(): _CORNERS[match[0]] for match in re.finditer("[「」『』｢｣]", line)}
    todo = [*filled, *(match.start() for match in re.finditer(_BESIDE, line))]
    while todo:
        at = todo.pop()
        if at in marks and at not in replaced:
            replaced[at] = marks[at]
            todo += (at - 1, at + 1, partners.get(at, at), outer.get(at, at))
    return replaced


def _brackets(line: str) -> tuple[dict[int, int], dict[int, int], set[int]]:
    """Of the brackets of a line that come in pairs: the other one, both ways; by mark, the innermost that opens
    around it; which of those that open have Chinese directly in them."""
    partners: dict[int, int] = {}
    outer: dict[int, int] = {}
    filled: set[int] = set()
    opened: list[int] = []
    for match in re.finditer(rf"{_MARK}|{WIDE}+", line):
        at, found = match.start(), match[0]
        if found == ")" and opened:
            partners[at] = opened.pop()
            partners[partners[at]] = at
        if opened:
            outer[at] = opened[-1]
            if re.match(WIDE, found):
                filled.add(opened[-1])
        if found == "(":
            opened.append(at)
    return partners, {at: start for at, start in outer.items() if start in partners}, filled & partners.keys()
