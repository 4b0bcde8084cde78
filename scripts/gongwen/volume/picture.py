"""Book → the picture that a shared link shows: its title, who issued it and when, and that this is not official."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from gongwen.office.layout import SANS
from gongwen.office.schema import width_of
from gongwen.site.finish import Cut, unbroken
from gongwen.volume.book import Book

PICTURE = "document.png"
_WIDE, _HIGH, _MARGIN = 1200, 630, 80
"""Pixels: the proportions that those who show shared links ask for (1.91 : 1)."""
_SIZES = (80, 72, 64, 56, 48, 40, 32, 26)
_ROOM = 300
"""Pixels that the title has in height."""
_LINE, _SMALL = 1.4, 30
_MOST = 2
"""Lines below the title."""


def draw_picture(book: Book, cut: Cut) -> bytes:
    """The picture as SVG; ``cut`` finds the words between which a line may break."""
    size, title = _title(unbroken(book.title, cut))
    texts, down = [], float(_MARGIN - 10)
    for line in title:
        down += size * _LINE
        texts.append(_text(line, down, size, "#1d1b18"))
    down += _MARGIN / 2
    for line in _below(book.about.byline, cut):
        down += _SMALL * _LINE
        texts.append(_text(line, down, _SMALL, "#5c554b"))
    texts.append(_text("非官方文本，以正式公布的文件为准", _HIGH - _MARGIN + 16, 26, "#8e1d18"))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" width="{_WIDE}" height="{_HIGH}">'
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fbf9f4"/><rect width="{_WIDE}" height="14" fill="#8e1d18"/>'
        f"{''.join(texts)}</svg>"
    )
    return svg.encode()


def _text(line: str, down: float, size: int, colour: str) -> str:
    style = f'font-family="{SANS}" font-size="{size}" fill="{colour}"'
    return f'<text x="{_MARGIN}" y="{down:.0f}" {style}>{escape(line)}</text>'


def _title(words: list[str]) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; a title that fits at none is cut off."""
    for size in _SIZES:
        lines = _lines(words, size)
        if len(lines) * size * _LINE <= _ROOM:
            return size, lines
    return size, _shortened(lines, int(_ROOM / size / _LINE), size)


def _below(said: tuple[str, ...], cut: Cut) -> list[str]:
    """What stands below the title: a line of who, which number and when, else the last of its history."""
    whole = "　".join(said)
    shown = whole if width_of(whole) <= 2 * (_WIDE - 2 * _MARGIN) // _SMALL else "".join(said[-1:])
    return _shortened(_lines(unbroken(shown, cut), _SMALL), _MOST, _SMALL)


def _lines(words: Iterable[str], size: int) -> list[str]:
    """Words in lines, each as full as it gets; one that is wider than a line breaks anywhere."""
    most = 2 * (_WIDE - 2 * _MARGIN) // size
    lines = [""]
    for word in words:
        for piece in [word] if width_of(word) <= most else word:
            if width_of(lines[-1] + piece) > most:
                lines.append("")
            lines[-1] += piece
    return lines


def _shortened(lines: list[str], most: int, size: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while width_of(f"{last}…") > 2 * (_WIDE - 2 * _MARGIN) // size:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]
