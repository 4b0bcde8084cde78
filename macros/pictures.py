"""A diagram of a page → the same as a file: an SVG that stands alone, for a report or another page.

In the page colours and type come from the style sheet; a file has none, and no policy lets it bring one along. So each
element says its own, and each link leads to the site's public address, or to nowhere in a build without one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urljoin

from lxml import etree

from macros.data import link

_INK, _PALE, _RED, _PAPER = "#211d19", "#5d564f", "#8e1d18", "#fdfbf6"
_DOT = "#d8d0c4"
_FONT = "Source Han Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
_SVG = "http://www.w3.org/2000/svg"
_LINES = {
    "tick": {"stroke": _DOT},
    "since": {"stroke": _PALE, "stroke-dasharray": "3 3"},
    "thin": {"stroke": _RED},
    "span": {"stroke": _RED, "stroke-width": "2"},
    "long": {"stroke": _RED, "stroke-width": "8"},
    "maybe": {"stroke": _RED, "stroke-width": "8", "stroke-dasharray": "4 4"},
}
"""What the lines of :mod:`macros.timeline` are drawn with, by their class; on a page ``matrix.css`` says it."""
_NOTE = 14
"""The height of a line below a picture."""


def stand_alone(drawing: str, page: str, source: str) -> bytes:
    """The file for a ``drawing`` as it stands in ``page`` (its address, or "" in a build without one).

    ``source`` is printed below it: 《关于…的指导意见》，非官方整理。
    """
    root = etree.fromstring(drawing)
    _, _, width, height = map(float, root.get("viewBox").split())
    notes = _fold(source, int(width / 10))
    room = height + 34 + _NOTE * len(notes)
    frame = etree.Element("svg", {"xmlns": _SVG, "viewBox": f"-12 -12 {width + 24:g} {room:g}"})
    frame.set("width", f"{2 * (width + 24):g}")
    frame.set("height", f"{2 * room:g}")
    frame.set("font-family", _FONT)
    frame.set("font-size", "14")
    paper = {"x": "-12", "y": "-12", "width": f"{width + 24:g}", "height": f"{room:g}", "fill": _PAPER}
    etree.SubElement(frame, "rect", paper)
    for element in root:
        frame.append(element)
    for element in frame.iter(etree.Element):
        _paint(element)
        if element.tag == "a":
            address = element.attrib.pop("href", "")
            if page:
                element.set("href", urljoin(page, address))
    for at, line in enumerate(notes):
        note = {"x": "0", "y": f"{height + 22 + at * _NOTE:g}", "font-size": "10", "fill": _PALE}
        etree.SubElement(frame, "text", note).text = line
    for element in frame.iter("title", "desc"):
        element.attrib.pop("id", None)
    return bytes(etree.tostring(frame, encoding="utf-8", xml_declaration=True)) + b"\n"


def save_links(base: str, name: str, made: Collection[str] = ()) -> str:
    """The ways to save a picture and its data; a PNG is there if it is among the files that a build has ``made``."""
    kinds = {"svg": "图（SVG）", "png": "图（PNG）", "csv": "CSV", "json": "JSON"}
    if f"data/{name}.png" not in made:
        del kinds["png"]
    return "下载：" + "、".join(
        link(f"{base}data/{name}.{kind}", label, **({"download": ""} if kind in ("svg", "png") else {}))
        for kind, label in kinds.items()
    )


def _fold(text: str, most: int) -> list[str]:
    """Lines of at most so many characters, behind a comma where there is one: 《…》，|非官方整理."""
    lines = [""]
    for piece in re.findall("[^，]+，?", text):
        if len(lines[-1] + piece) > most and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [line[at : at + most] for line in lines for at in range(0, len(line), most)]


def _paint(element: etree._Element) -> None:
    kind = element.get("class", "")
    if element.tag == "text":
        element.set("fill", "#ffffff" if kind == "count" else _PALE if kind == "side" else _INK)
    elif element.tag == "tspan":
        element.set("fill", _PALE)
        element.set("font-size", "12")
    elif element.tag == "path":
        for key, value in {"fill": "none", "stroke": _RED, "stroke-opacity": "0.5"}.items():
            element.set(key, value)
    elif element.tag == "circle":
        element.set("fill", {"ring": _PAPER, "none": _DOT}.get(kind, _RED))
        element.set("stroke", _DOT if kind == "none" else _RED)
    elif element.tag == "line":
        for key, value in _LINES[kind].items():
            element.set(key, value)
    elif element.tag == "rect" and element.get("fill") is None:
        element.set("fill", "none")
