"""How an official document looks, by GB/T 9704—2012 (党政机关公文格式): page, fonts, sizes. Word and PDF share it.

The numbers in brackets are the clauses of the standard: page 5.1 and 5.2.1 (A4, 天头 37 mm, 订口 28 mm, 版心
156 × 225 mm), lines and characters 5.2.3 (22 lines of 28 characters a page), fonts 5.2.2 and 7.3, page numbers 7.5.
"""

from __future__ import annotations

from dataclasses import dataclass

PAGE = (210.0, 297.0)
TOP, BINDING = 37.0, 28.0
AREA = (156.0, 225.0)
RIGHT, BOTTOM = PAGE[0] - BINDING - AREA[0], PAGE[1] - TOP - AREA[1]
"""Millimetres."""
LINES, CHARACTERS = 22, 28
POINT = 72 / 25.4
"""Points of a millimetre."""
LINE = 28.95
"""Points from line to line: 225 mm are 637.8 pt, so 22 lines fit."""
TITLE_SIZE, TEXT_SIZE, NUMBER_SIZE, NOTE_SIZE = 22.0, 16.0, 14.0, 12.0
"""二号, 三号, 四号, 小四 in points."""
PITCH = AREA[0] * POINT / CHARACTERS
"""From character to character in points, a little less than the size: 15.79, so that 28 fit."""
NUMBER_BELOW = 7.0
"""Millimetres from the text to the page number."""


@dataclass(frozen=True)
class Font:
    """A font of the standard and what takes its place where a machine has none."""

    name: str
    instead: tuple[str, ...]
    """Names by which Word and WPS may find it or its like, the nearest first: a machine has 仿宋, not 仿宋_GB2312."""
    family: str
    """What is set in its place in a PDF, where it must be embedded."""
    panose: str
    """By which Word looks for a font that is alike (OpenType, OS/2 panose)."""


SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
"""Free fonts that may be embedded in a PDF (SIL Open Font License), of Debian's package fonts-noto-cjk."""
_LIKE_SONG, _LIKE_KAI = "03000509000000000000", "02010609030101010101"
FONTS = {
    "song": Font("方正小标宋简体", ("方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体"), SERIF, _LIKE_SONG),
    "fangsong": Font("仿宋_GB2312", ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong"), SERIF, _LIKE_KAI),
    "hei": Font("黑体", ("SimHei", "STHeiti", "Noto Sans CJK SC"), SANS, "02010609060101010101"),
    "kai": Font("楷体_GB2312", ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti"), SERIF, _LIKE_KAI),
    "number": Font("宋体", ("SimSun", "STSong", "Noto Serif CJK SC"), SERIF, "02010600030101010101"),
}
LATIN = "Times New Roman"


@dataclass(frozen=True)
class Style:
    """How a paragraph, or a heading that runs in, is set."""

    name: str
    """As Word lists it; a name of its own (``heading 1``) is shown in the reader's language."""
    font: str
    """A key of :data:`FONTS`."""
    size: float = TEXT_SIZE
    align: str = "both"
    """both, left, center or right, as Word says it."""
    indent: int = 2
    """Of the first line, in characters."""
    level: int = 0
    """In the outline; 0 for none."""
    right: int = 0
    """Characters that stay free at the end of the line."""
    line: float = LINE
    before: float = 0.0
    after: float = 0.0
    """Points above and below."""
    together: bool = False
    """Whether it stays on one page with what follows."""


_HEADINGS = {1: "hei", 2: "kai", 3: "fangsong", 4: "fangsong"}
"""The first level is 黑体, the second 楷体, the others are 仿宋 (7.3.3)."""

STYLES: dict[str, Style] = {
    "text": Style("Normal", "fangsong"),
    "title": Style("Title", "song", TITLE_SIZE, "center", 0, line=36.0, before=LINE, after=LINE, together=True),
    **{
        f"heading-{level}": Style(f"heading {level}", font, level=level, align="left", together=True)
        for level, font in _HEADINGS.items()
    },
    **{
        f"run-in-{level}": Style(f"{number}级标题（接排）", "fangsong")
        for level, number in zip(_HEADINGS, "一二三四", strict=True)
    },
    "addressee": Style("主送机关", "fangsong", indent=0),
    "centred": Style("居中", "fangsong", align="center", indent=0),
    "signature": Style("落款", "fangsong", align="right", indent=0, right=4),
    "cell": Style("表格", "fangsong", NOTE_SIZE, "left", 0, line=18.0),
    "caption": Style("表头", "hei", NOTE_SIZE, "left", 0, line=18.0, together=True),
    "note": Style("附注", "fangsong", NOTE_SIZE, "left", 0, line=20.0),
    "number": Style("footer", "number", NUMBER_SIZE, "right", 0, line=18.0),
}
"""By how a block is set; a block that begins with a heading that runs in is ``run-in-N``."""
RUN_IN = dict(_HEADINGS)
"""The font of a heading that runs in, by its level."""


def style_of(set_: str, level: int) -> str:
    """The key of :data:`STYLES` for a block: ``heading``, 2 → ``heading-2``; ``text``, 2 → ``run-in-2``."""
    if set_ == "heading":
        return f"heading-{level or 1}"
    if set_ == "text" and level:
        return f"run-in-{level}"
    return {"row": "cell"}.get(set_, set_)


def title_width(title: str, ends: list[int]) -> int:
    """How many characters wide a title is set, so that it breaks at one of ``ends`` and its first line is the longest.

    关于进一步加强东西部扶贫协作工作的指导意见 has 21 characters of 22 pt, a line holds 20: 14 make two lines,
    关于进一步加强东西部扶贫协作 and 工作的指导意见 (7.3.1: 词意完整，排列对称，长短适宜).
    """
    total, most = len(title), int(AREA[0] * POINT / TITLE_SIZE)
    if total <= most:
        return most
    possible = {end for end in ends if title[end : end + 1] not in {*"的了、，。）》”"}} | {total}
    least = -(-total // -(-total // most))
    return next((width for width in range(least, most + 1) if _ends(width, total) <= possible), most)


def _ends(width: int, total: int) -> set[int]:
    """Where lines of this width end."""
    return {min(end, total) for end in range(width, total + width, width)}
