"""A table → the same with the widths of its columns said before its rows.

A browser sets the columns by all rows, so those that still come down a slow line move the ones that are read already.
"""

from __future__ import annotations

from unicodedata import east_asian_width

from lxml import etree, html

_PADDING, _MARK = 1.5, 1.5
"""Of a cell, and of the sign by which a head sorts, in widths of a Chinese character."""
_WORD, _LONG = 6, 30
"""A column holds its longest text if that is no longer; a mean beyond the other asks for no more."""
_LEAST = 0.11
"""Of the table's width: two characters and the padding on a phone."""


def set_columns(table: html.HtmlElement) -> None:
    """``<table>`` gets ``<colgroup><col width="16%">…``; without a head, or with cells that span, it stays.

    The attribute is old, but a style there is what the pages' policy refuses.
    """
    rows = [[*row] for row in table.iter("tr")]
    if not rows or len({len(row) for row in rows}) > 1 or table.find(".//*[@colspan]") is not None:
        return
    columns = [[_width(cell.text_content()) for cell in column] for column in zip(*rows, strict=True)]
    weights = [_weight(column) for column in columns]
    weights = [max(weight, _LEAST * sum(weights)) for weight in weights]
    group = etree.Element("colgroup")
    for weight in weights:
        etree.SubElement(group, "col", {"width": f"{100 * weight / sum(weights):.0f}%"})
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, group)


def _weight(widths: list[float]) -> float:
    """What a column asks for: the mean of its texts, at least its head and a short text whole."""
    mean = sum(widths) / len(widths)
    return max(min(mean, _LONG), min(max(widths), _WORD), widths[0] + _MARK) + _PADDING


def _width(text: str) -> float:
    """In widths of a Chinese character: 第（八）条 JSON → 7.75."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.55 for sign in " ".join(text.split()))
