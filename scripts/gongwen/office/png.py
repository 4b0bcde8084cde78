"""A picture as SVG → the same as PNG, for whoever has a program that takes no SVG (Word before 2016, most forms).

resvg and the font stand outside the site's own packages (``make files`` gets them), so this module is imported where
a PNG is asked for and nowhere else.
"""

from __future__ import annotations

import resvg_py

from gongwen.office.fonts import find
from gongwen.office.layout import SANS

_ZOOM = 1.5
"""Three pixels for a unit of the drawing: 14 units of type are 3.5 mm at 300 dots per inch, as in print."""


def png(picture: bytes, zoom: float = _ZOOM, family: str = SANS) -> bytes:
    """The PNG of an SVG that stands alone, set in one font: ``png(svg)[1:4] == b"PNG"``.

    The same bytes for the same picture and font. Raises :class:`~gongwen.errors.LibraryError` without the font.
    """
    path, _ = find(family)
    drawn = resvg_py.svg_to_bytes(
        svg_string=picture.decode(), zoom=zoom, skip_system_fonts=True, font_files=[path], languages=["zh-CN"]
    )
    return bytes(drawn)
