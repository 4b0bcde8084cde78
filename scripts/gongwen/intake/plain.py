"""Text and Markdown → lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5

from gongwen.lines import Dropped, Line

_NEWLINE = re.compile(r"\r\n|\r|\n")
_SOFT = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What breaks a line within one of the file."""
_BLANKS = " \t\r\n\xa0\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_NO_WIDTH = "".join(map(chr, range(0x200B, 0x2010))) + "\u2060\ufeff"
"""What may stand at the edges of a line and is no word."""
_ROW = re.compile(r"\|(.*)\|")
_DRAWN = set("-=*_")
"""What a line across the page, or between head and body of a table, is drawn with: ``|-----|:---:|``."""
_INDENT = re.compile("[\u3000\t]|[ \xa0\u2002\u2003]{2}")
_LABEL = re.compile(r"第.{1,9}|[（(].{1,4}[）)]|.{1,4}[、.．]")
_DATE = re.compile(r".{0,20}年.{1,3}月.{1,3}日")
_ENTITY = re.compile(r"&[A-Za-z]{1,8};")

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?=\n|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^)\n]{0,300}\)")
_MARKS = (
    (re.compile(r"^(?:>\s?)+|^[-*+]\s+"), ""),
    (re.compile(r"\[([^\[\]]{1,300})\]\([^)]{0,300}\)"), r"\1"),
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
    return text.strip(_BLANKS + _NO_WIDTH)


def read_text(text: str, name: str) -> Read:
    """One line of the file is one line; ``| 江苏 | 100 |`` is a row of a table. ``name`` is not asked."""
    lines: list[Line] = []
    dropped: list[Dropped] = []
    gap = torn = False
    for number, raw in _numbered(text):
        words = raw
        for left_over in {found for found in _ENTITY.findall(raw) if found[1:] not in html5}:
            dropped.append(Dropped(number, left_over, "left-over markup"))
            words = words.replace(left_over, "")
        line = trimmed(words)
        row = _ROW.fullmatch(line)
        drawn = bool(_DRAWN & set(line)) and set(line) <= _DRAWN | set("|: \t")
        if not line or drawn:
            new_page = not line and bool(words.strip(_BLANKS))
            gap, torn = gap or not (new_page or drawn), torn or new_page
            continue
        indent = bool(_INDENT.match(words))
        soft = bool(lines) and lines[-1].number == number and not gap
        shown = _cells(row[1]) if row else line
        lines.append(Line(shown, number, row=bool(row), gap=gap, torn=torn, soft=soft, indent=indent))
        gap = torn = False
    return tuple(_with_rows(lines)), tuple(dropped)


def _with_rows(lines: list[Line]) -> Iterator[Line]:
    """The lines; those that stand below one another with tabs within are rows of a table, as pasted from a sheet.

    A tab behind a label (``第一条\t为了…``) parts no cells, nor does one between those who sign above a date.
    """
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" in lines[end].text and not lines[end].row and not (lines[end].gap and end > at):
            end += 1
        is_list = all(_LABEL.fullmatch(line.text.split("\t", 1)[0]) for line in lines[at:end])
        signed = end < len(lines) and bool(_DATE.fullmatch(lines[end].text))
        rows = end - at > 1 and not is_list and not signed
        end = max(end, at + 1)
        yield from (replace(line, text=_tabbed(line.text), row=True) if rows else line for line in lines[at:end])
        at = end


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
    lines, left_over = read_text(body, name)
    found = tuple(line for line in map(_marked, lines) if line.text.strip())
    return found, tuple(sorted((*dropped, *left_over), key=lambda left: left.line))


def _marked(line: Line) -> Line:
    """The marks of Markdown taken off the words of a line and put beside them."""
    heading = _HEADING.fullmatch(line.text)
    text = heading[2].rstrip("# \t") if heading else line.text
    bold = bool(_BOLD_LINE.fullmatch(text))
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    degree = len(heading[1]) if heading else 0
    return replace(line, text=text if line.row else trimmed(text), heading=degree, bold=bold)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers in the file; what a soft break parts has the same number."""
    for number, line in enumerate(_NEWLINE.split(text), 1):
        for piece in _SOFT.split(line):
            yield number, piece


def _tabbed(text: str) -> str:
    return "\t".join(map(trimmed, text.split("\t")))


def _cells(row: str) -> str:
    r"""The cells of ``| 江苏 | 100 |``, parted by tabs; ``\|`` is no border."""
    return "\t".join(trimmed(cell.replace("\t", " ")) for cell in re.split(r"(?<!\\)\|", row))
