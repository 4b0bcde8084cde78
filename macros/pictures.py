"""A diagram of a page → the same as a file: an SVG that stands alone, for a report or another page.

In the page colours and type come from the style sheet; a file has none, and no policy lets it bring one along. So each
element says its own, and each link leads to the site's public address, or to nowhere in a build without one.
"""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree

from macros.data import link

_INK, _PALE, _RED, _PAPER = "#211d19", "#5d564f", "#8e1d18", "#fdfbf6"
_FONT = "Source Han Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
_SVG = "http://www.w3.org/2000/svg"


def stand_alone(drawing: str, page: str, source: str) -> bytes:
    """The file for a ``drawing`` as it stands in ``page`` (its address, or "" in a build without one).

    ``source`` is printed below it: 《关于…的指导意见》，非官方整理。
    """
    root = etree.fromstring(drawing)
    _, _, width, height = map(float, root.get("viewBox").split())
    frame = etree.Element("svg", {"xmlns": _SVG, "viewBox": f"-12 -12 {width + 24:g} {height + 48:g}"})
    frame.set("width", f"{2 * (width + 24):g}")
    frame.set("height", f"{2 * (height + 48):g}")
    frame.set("font-family", _FONT)
    frame.set("font-size", "14")
    paper = {"x": "-12", "y": "-12", "width": f"{width + 24:g}", "height": f"{height + 48:g}", "fill": _PAPER}
    etree.SubElement(frame, "rect", paper)
    for element in root:
        frame.append(element)
    for element in frame.iter(etree.Element):
        _paint(element)
        if element.tag == "a":
            address = element.attrib.pop("href", "")
            if page:
                element.set("href", urljoin(page, address))
    note = {"x": "0", "y": f"{height + 22:g}", "font-size": "10", "fill": _PALE}
    etree.SubElement(frame, "text", note).text = source
    for element in frame.iter("title", "desc"):
        element.attrib.pop("id", None)
    return bytes(etree.tostring(frame, encoding="utf-8", xml_declaration=True)) + b"\n"


def save_links(base: str, name: str) -> str:
    """The ways to save a picture and its data."""
    return "下载：" + "、".join(
        link(f"{base}data/{name}.{kind}", label, **({"download": ""} if kind == "svg" else {}))
        for kind, label in (("svg", "图（SVG）"), ("csv", "CSV"), ("json", "JSON"))
    )


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
        element.set("fill", _RED)
    elif element.tag == "rect" and element.get("fill") is None:
        element.set("fill", "none")
