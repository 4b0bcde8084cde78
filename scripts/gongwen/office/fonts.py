"""Fonts of the system → the same with the characters of a text alone, small enough for a PDF of one clause.

What sets the PDF would keep the 65,000 places of a font that has all of Chinese, empty as they are: 190 KB a font.
"""

from __future__ import annotations

import io
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from gongwen.errors import LibraryError
from gongwen.office.layout import SANS, SERIF

FAMILIES = (SERIF, SANS)


_ALIKE = 4
"""So many characters may be drawn by one glyph: · • ‧ ・ in 黑体."""


def small_fonts(text: str) -> dict[str, bytes]:
    """By name the fonts that have the characters of ``text``: ``{"Small Noto Serif CJK SC": b"OTTO…", …}``.

    A PDF knows of a glyph which character it stands for, and so of one alone. Where a font draws several alike (⼀ as
    一), each further one is in a font of its own, ``"Small Noto Serif CJK SC 2"``, or it would be copied as the first.

    Raises :class:`~gongwen.errors.LibraryError` where the machine has no such font, or one that lacks a character.
    """
    characters = frozenset(text) | {*" —0123456789"} - {"\n", "\t"}
    return {name: font for family in FAMILIES for name, font in _small(family, characters)}


@cache
def _small(family: str, characters: frozenset[str]) -> tuple[tuple[str, bytes], ...]:
    path, number = find(family)
    glyphs = TTFont(path, fontNumber=number, lazy=True).getBestCmap()
    missing = sorted(characters - set(map(chr, glyphs)))
    if missing:
        found = f"none of “{missing[0]}” (U+{ord(missing[0]):04X})"
        mend = "put another character there, or build without PDFs"
        raise LibraryError(family, None, "a font with every character of the text", found, mend)
    alike: dict[str, list[str]] = {}
    for character in sorted(characters):
        alike.setdefault(glyphs[ord(character)], []).append(character)
    sets = [{group[at] for group in alike.values() if len(group) > at} for at in range(_ALIKE)]
    return tuple(
        (name, _subset(path, number, inside)) for name, inside in zip(_names(family), sets, strict=True) if inside
    )


def _subset(path: str, number: int, characters: Iterable[str]) -> bytes:
    options = Options(layout_features=[], hinting=False, name_IDs=[1, 2, 4, 6], notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    font = TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False)  # the day it was made, not today
    subset = Subsetter(options)
    subset.populate(unicodes=sorted(map(ord, characters)))
    subset.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def find(family: str) -> tuple[str, int]:
    """The file of a font and its number in it, as fontconfig finds them."""
    mend = "apt-get install fonts-noto-cjk fontconfig"
    try:
        command = ["fc-match", "--format=%{file}\t%{index}\t%{family}", f"{family}:style=Regular"]
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError) as problem:
        raise LibraryError("fc-match", None, "fontconfig", str(problem), mend) from problem
    path, number, found = answer.split("\t")
    if family not in found.split(","):
        raise LibraryError("fc-match", None, f"the font {family}", found, mend)
    return path, int(number)


def font_faces(fonts: Mapping[str, bytes]) -> str:
    """The rules by which a style sheet names these fonts."""
    rule = "@font-face {{ font-family: \"{}\"; src: url('data:font/otf;base64,{}'); }}"
    return "\n".join(rule.format(name, b64encode(font).decode()) for name, font in fonts.items())


def own(family: str) -> str:
    """What a style sheet asks for: names that the machine's font does not have, which would be taken before ours.

    ``"Small Noto Serif CJK SC", "Small Noto Serif CJK SC 2", …``.
    """
    return ", ".join(f'"{name}"' for name in _names(family))


def _names(family: str) -> list[str]:
    return [f"Small {family}{f' {number}' if number > 1 else ''}" for number in range(1, _ALIKE + 1)]
