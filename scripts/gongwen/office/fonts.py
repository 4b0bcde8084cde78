"""Fonts of the system → the same with the characters of a text alone, small enough for a PDF of one clause.

What sets the PDF would keep the 65,000 places of a font that has all of Chinese, empty as they are: 190 KB a font.
"""

from __future__ import annotations

import io
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from functools import cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from gongwen.errors import LibraryError
from gongwen.office.layout import SANS, SERIF

FAMILIES = (SERIF, SANS)


def small_fonts(text: str) -> dict[str, bytes]:
    """By family a font that has the characters of ``text``: ``{"Noto Serif CJK SC": b"OTTO…", …}``.

    Raises :class:`~gongwen.errors.LibraryError` where the machine has no such font, or one that lacks a character.
    """
    characters = frozenset(text) | {*" —0123456789"} - {"\n", "\t"}
    return {family: _small(family, characters) for family in FAMILIES}


@cache
def _small(family: str, characters: frozenset[str]) -> bytes:
    path, number = find(family)
    font = TTFont(path, fontNumber=number, lazy=True)
    missing = sorted(characters - set(map(chr, font.getBestCmap())))
    if missing:
        raise LibraryError(
            family, None, "a font with every character of the text", f"none of {missing[0]}", "ask for it"
        )
    options = Options(layout_features=[], hinting=False, name_IDs=[1, 2, 4, 6], notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG"]
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
    """The rules by which a style sheet names these fonts: :func:`own` of each family."""
    rule = "@font-face {{ font-family: {}; src: url('data:font/otf;base64,{}'); }}"
    return "\n".join(rule.format(own(family), b64encode(font).decode()) for family, font in fonts.items())


def own(family: str) -> str:
    """A name that the machine's font does not have, which would be taken before ours: ``"Small Noto Serif CJK SC"``."""
    return f'"Small {family}"'
