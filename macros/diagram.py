"""The pairings in one picture: a bipartite diagram, supporters left, recipients right, drawn at build time.

No map: boundaries of China need an official review, and lines say more about pairs anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.data import Record, attributes, load, text
from macros.places import listed_places

_EM, _SMALL, _ROW, _TOP, _GAP = 14, 12, 33, 40, 130
"""The sizes of a name and of the province behind it, a row high enough for a finger on a phone, the lines' length."""


def pairing_diagram(base: str = "") -> str:
    """The diagram as inline SVG; ``base`` leads to the page of the pairings, where each name links.

    Colours come from the style sheet, so it follows dark mode; the tables on ``/pairings/`` say the same in words.
    """
    pairings, places = load("pairings"), {place["code"]: place for place in load("places")}
    if not pairings:
        return ""

    def address(code: str) -> str:
        return f"{base}#{places[code]['id']}"

    rows = enumerate(_first(pairings, "recipient"))
    right = {pair["recipient_code"]: float(_TOP + index * _ROW) for index, pair in rows}
    left = _left(pairings, right)
    start = _EM * max(len(places[code]["short"]) for code in left) + 8
    end = start + _GAP
    width = end + max(_EM * len(places[code]["short"]) + _SMALL * len(_province(places[code])) for code in right) + 10
    height = max(*left.values(), *right.values()) + _ROW / 2
    summary = (
        f"左列 {len(left)} 个帮扶省市，右列 {len(right)} 个受帮扶地区，连线共 {len(pairings)} 条，"
        "每条连线是一对结对关系；内容与结对关系表相同。"
    )
    lines = [
        f'<svg class="pairs" viewBox="0 0 {width} {height:g}" role="group" aria-labelledby="pairs-title pairs-desc">',
        f'<title id="pairs-title">结对关系图</title><desc id="pairs-desc">{text(summary)}</desc>',
        f'<text class="side" x="{start}" y="14" text-anchor="end">帮扶</text>',
        f'<text class="side" x="{end}" y="14">受帮扶</text>',
        *(_line(pair, start, left[pair["supporter_code"]], end, right[pair["recipient_code"]]) for pair in pairings),
        *(_name(places[code], address(code), (0, start), y, "end") for code, y in left.items()),
        *(_name(places[code], address(code), (end, width), y, "start") for code, y in right.items()),
        "</svg>",
    ]
    return "\n".join(lines)


def place_finder() -> str:
    """The field over the diagram, and the place of its answer, which stays in sight where one types or taps.

    Whoever types a place, by any of its names, or a province, is shown the partners.
    """
    places: list[Record] = load("places")
    if not places:
        return ""
    names = ""
    for place in listed_places():
        known = attributes(data_place=place.code, data_names=place.names, data_inside=" ".join(place.places))
        names += f"<option{attributes(value=place.name)}{known}></option>"
    example = max(places, key=lambda place: len(place["supported_by"]))["short"]
    return "\n".join(
        [
            '<div class="controls" aria-busy="true">',
            f'<input type="search" list="place-names"{attributes(placeholder=f"输入地名，如{example}")}',
            ' aria-label="查一个地方的结对方">',
            f'<datalist id="place-names">{names}</datalist>',
            '</div><div class="answer places" aria-live="polite" data-answer></div>',
        ]
    )


def _first(pairings: list[Record], side: str) -> Iterator[Record]:
    """The first pairing of each place on a side, in the order of the text: lines then hardly cross."""
    seen: set[str] = set()
    for pair in pairings:
        if pair[f"{side}_code"] not in seen:
            seen.add(pair[f"{side}_code"])
            yield pair


def _left(pairings: list[Record], right: dict[str, float]) -> dict[str, float]:
    """Each supporter level with the middle of its recipients, none closer than a row to the one above."""
    heights: dict[str, float] = {}
    above = float(_TOP - _ROW)
    for pair in _first(pairings, "supporter"):
        code = pair["supporter_code"]
        levels = [right[other["recipient_code"]] for other in pairings if other["supporter_code"] == code]
        above = heights[code] = max(sum(levels) / len(levels), above + _ROW)
    return heights


def _line(pair: Record, left: int, above: float, right: int, below: float) -> str:
    """From a supporter's name at the left, so far from above, to a recipient's."""
    middle = (left + right) / 2
    curve = f"M{left + 6} {above:g}C{middle:g} {above:g} {middle:g} {below:g} {right - 6} {below:g}"
    return f"<path{attributes(d=curve, data_from=pair['supporter_code'], data_to=pair['recipient_code'])}/>"


def _name(place: Record, address: str, column: tuple[int, int], y: float, anchor: str) -> str:
    """凉山 with its province behind it: 凉山 四川. All of the column's width answers to a finger."""
    left, right = column
    province = _province(place) if anchor == "start" else ""
    label = text(place["short"]) + (f'<tspan class="of" dx="5">{text(province)}</tspan>' if province else "")
    hit = attributes(x=left, y=f"{y - _ROW / 2:g}", width=right - left, height=_ROW)
    x = right if anchor == "end" else left
    words = f"<rect{hit}/><text{attributes(x=x, y=f'{y + 5:g}', text_anchor=anchor)}>{label}</text>"
    return f"<a{attributes(href=address, data_place=place['code'])}>{words}</a>"


def _province(place: Record) -> str:
    """四川, for what lies in 四川省; nothing for a province itself."""
    return "" if place["name"] == place["province"] else str(place["province"]).removesuffix("省")
