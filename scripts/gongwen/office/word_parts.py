"""The layout → the parts of a ``.docx`` beside its text: styles, fonts, settings (ECMA-376, part 1, chapter 17).

Written out whole, as the template of the library brings its own fonts, colours and three hundred styles. Nothing in
them is newer than Word 2007, so that WPS has it as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from gongwen.office.layout import FONTS, LATIN, PITCH, RUN_IN, STYLES, TEXT_SIZE, Font, Style

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def style_id(key: str) -> str:
    """The id under which a paragraph names its style: ``heading-2`` → ``heading2``."""
    return key.replace("-", "")


def character_id(level: int) -> str:
    """The id of the style of a heading that runs in."""
    return f"heading{level}char"


def print_styles() -> str:
    """``styles.xml``: a style of its own for each way to set a paragraph, and for each level of a heading that runs in.

    ``heading 2`` is named as Word's own, which is shown as 标题 2; a paragraph that begins with such a heading is
    二级标题（接排）, its heading the character style ``heading 2 Char``.
    """
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FONTS["fangsong"])}<w:sz w:val="{_half(TEXT_SIZE)}"/>'
        f'<w:szCs w:val="{_half(TEXT_SIZE)}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    paragraphs = "".join(_paragraph(key, style) for key, style in STYLES.items())
    characters = "".join(_character(level) for level in RUN_IN)
    return f"{_HEAD}<w:styles {_W}>{defaults}{paragraphs}{_BASE}{characters}</w:styles>"


_BASE = (
    '<w:style w:type="character" w:default="1" w:styleId="char"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="table"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def print_fonts() -> str:
    """``fontTable.xml``: each font of the standard with the names of those that Word and WPS take in its place."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(font.name)}><w:altName w:val={quoteattr(','.join(font.instead))}/>"
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/>'
        "</w:font>"
        for font in FONTS.values()
    )
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    return f"{_HEAD}<w:fonts {_W}>{fonts}{latin}</w:fonts>"


def print_settings() -> str:
    """``settings.xml``: pages whose number stands on the outer side, and text as Word 2013 lays it out."""
    compatible = "http://schemas.microsoft.com/office/word"
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:useFELayout/>"
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{compatible}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _paragraph(key: str, style: Style) -> str:
    default = ' w:default="1"' if key == "text" else ""
    base = "" if key == "text" else f'<w:basedOn w:val="{style_id("text")}"/>'
    follows = f'<w:next w:val="{style_id("text")}"/>' if style.level or key == "title" else ""
    linked = f'<w:link w:val="{character_id(style.level)}"/>' if style.level else ""
    own = "" if style.name.isascii() else ' w:customStyle="1"'
    font = FONTS[style.font]
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{style_id(key)}"><w:name w:val={quoteattr(style.name)}/>'
        f"{base}{follows}{linked}<w:qFormat/><w:pPr>{''.join(_places(style))}</w:pPr>"
        f'<w:rPr>{_fonts(font)}<w:spacing w:val="{_closer(style)}"/><w:sz w:val="{_half(style.size)}"/>'
        f'<w:szCs w:val="{_half(style.size)}"/></w:rPr></w:style>'
    )


def _places(style: Style) -> Iterator[str]:
    """The properties of a paragraph, in the order that the schema asks for."""
    if style.together:
        yield "<w:keepNext/><w:keepLines/>"
    line, before, after = (round(20 * points) for points in (style.line, style.before, style.after))
    yield f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'
    first, right = (round(20 * style.size * count) for count in (style.indent, style.right))
    yield (
        f'<w:ind w:left="0" w:rightChars="{100 * style.right}" w:right="{right}" '
        f'w:firstLineChars="{100 * style.indent}" w:firstLine="{first}"/>'
    )
    yield f'<w:jc w:val="{style.align}"/>'
    if style.level:
        yield f'<w:outlineLvl w:val="{style.level - 1}"/>'


def _character(level: int) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{character_id(level)}">'
        f'<w:name w:val="heading {level} Char"/><w:basedOn w:val="char"/>'
        f'<w:link w:val="{style_id(f"heading-{level}")}"/>'
        f"<w:rPr>{_fonts(FONTS[RUN_IN[level]])}</w:rPr></w:style>"
    )


def _fonts(font: Font) -> str:
    name = quoteattr(font.name)
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia={name} w:cs="{LATIN}"/>'


def _closer(style: Style) -> int:
    """Twentieths of a point taken from a character, so that a line holds as many as the standard asks for.

    A grid of characters would say the same, but only Word keeps to one whose cells are smaller than its characters. One
    twentieth more than needed: LibreOffice 7.4 loses the last stop of a line that is full to the point.
    """
    return math.floor(20 * (PITCH - TEXT_SIZE)) - 1 if style.size == TEXT_SIZE else 0


def _half(points: float) -> int:
    """Sizes are in half points."""
    return round(2 * points)
