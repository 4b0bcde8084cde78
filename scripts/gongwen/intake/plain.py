"""Text and Markdown → lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.lines import Dropped, Line

_NEWLINE = re.compile(r"\r\n|\r|\n")
_SOFT = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What breaks a line within one of the file."""
_EDGES = " \t\r\n\xa0\u3000" + "".join(map(chr, range(0x2000, 0x2010))) + "\u2060\ufeff"
"""Blanks, those without width too: what may stand at the edges of a line."""
_ROW = re.compile(r"\|(.*)\|")
_DRAWN = set("-=*_")
"""What a line across the page, or between head and body of a table, is drawn with: ``|-----|:---:|``."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?=\n|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)")
_MARKS = (
    (re.compile(r"^(?:>\s?)+|^[-*+]\s+"), ""),
    (re.compile(r"\[([^\]]{1,300})\]\([^)]{0,300}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![*\w])\*(?=\w)([^*]+)(?<=\w)\*(?![*\w])"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
"""Markdown that is no word, and what it leaves: quotation and bullet, link, bold, italic, tag, escape. Bounded, for
a megabyte of “[” must not cost its square."""

Read = tuple[tuple[Line, ...], tuple[Dropped, ...]]
"""What a reader gives: the lines, and what it left out."""


def trimmed(text: str) -> str:
    """Without blanks at its edges, those without width too: ``　　第一条`` → 第一条."""
    return text.strip(_EDGES)


def read_text(text: str, name: str) -> Read:
    """One line of the file is one line; ``| 江苏 | 100 |`` is a row of a table. ``name`` is not asked."""
    lines: list[Line] = []
    gap = False
    for number, raw in _numbered(text):
        line = trimmed(raw)
        row = _ROW.fullmatch(line)
        if not line or (_DRAWN & set(line) and set(line) <= _DRAWN | set("|: \t")):
            gap = gap or not line
            continue
        lines.append(Line(_cells(row[1]) if row else line, number, row=bool(row), gap=gap))
        gap = False
    return tuple(lines), ()


def read_markdown(text: str, name: str) -> Read:
    """As text, and what Markdown marks: ``## 第一章　总则`` is a heading of degree 2, ``**一、**`` is bold.

    Comments (``<!-- INFO END -->``), front matter and the words for a picture are dropped.
    """
    text = _NEWLINE.sub("\n", text)
    dropped: list[Dropped] = []

    def drop(match: re.Match[str], rule: str) -> str:
        dropped.append(Dropped(text.count("\n", 0, match.start()) + 1, match[0].strip(), rule))
        return "\n" * match[0].count("\n")

    body = _FRONT_MATTER.sub(lambda match: drop(match, "front matter"), text)
    body = _COMMENT.sub(lambda match: drop(match, "comment"), body)
    body = _BREAK.sub("\v", _PICTURE.sub(lambda match: drop(match, "picture"), body))
    lines = [_marked(line) for line in read_text(body, name)[0]]
    return tuple(line for line in lines if line.text.strip()), tuple(sorted(dropped, key=lambda left: left.line))


def _marked(line: Line) -> Line:
    """The marks of Markdown taken off the words of a line and put beside them."""
    heading = _HEADING.fullmatch(line.text)
    text = heading[2].rstrip("# \t") if heading else line.text
    bold = bool(_BOLD_LINE.fullmatch(text))
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    degree = len(heading[1]) if heading else 0
    return Line(text if line.row else trimmed(text), line.number, degree, bold, line.row, line.gap)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers in the file; what a soft break parts has the same number."""
    for number, line in enumerate(_NEWLINE.split(text), 1):
        for piece in _SOFT.split(line):
            yield number, piece


def _cells(row: str) -> str:
    r"""The cells of ``| 江苏 | 100 |``, parted by tabs; ``\|`` is no border."""
    return "\t".join(trimmed(cell.replace("\t", " ")) for cell in re.split(r"(?<!\\)\|", row))
