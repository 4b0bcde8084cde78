"""The pairings in one picture: a bipartite diagram, supporters left, recipients right, drawn at build time.

No map: boundaries of China need an official review, and lines say more about pairs anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.data import Record, all_names, attributes, load, text

_WIDTH, _ROW, _LEFT, _RIGHT, _TOP = 420, 23, 104, 262, 34


def pairing_diagram(base: str = "") -> str:
    """The diagram as inline SVG; ``base`` leads to the page of the pairings, where each name links.

    Colours come from the style sheet, so it follows dark mode; the tables on ``/pairings/`` say the same in words.
    """
    pairings, places = load("pairings"), {place["code"]: place for place in load("places")}
    rows = enumerate(_first(pairings, "recipient"))
    right = {pair["recipient_code"]: float(_TOP + index * _ROW) for index, pair in rows}
    left = _left(pairings, right)
    height = max(*left.values(), *right.values()) + 16
    supporters, recipients = len(left), len(right)
    summary = (
        f"左列 {supporters} 个帮扶省市，右列 {recipients} 个受帮扶地区，连线共 {len(pairings)} 条，"
        "每条连线是一对结对关系；内容与结对关系表相同。"
    )
    lines = [
        f'<svg class="pairs" viewBox="0 0 {_WIDTH} {height:g}" role="group" aria-labelledby="pairs-title pairs-desc">',
        f'<title id="pairs-title">结对关系图</title><desc id="pairs-desc">{text(summary)}</desc>',
        f'<text class="side" x="{_LEFT}" y="14" text-anchor="end">帮扶</text>',
        f'<text class="side" x="{_RIGHT}" y="14">受帮扶</text>',
        *(_line(pair, left, right) for pair in pairings),
        *(_name(places[code], y, base, _LEFT, "end") for code, y in left.items()),
        *(_name(places[code], y, base, _RIGHT, "start") for code, y in right.items()),
        "</svg>",
    ]
    return "\n".join(lines)


def place_finder() -> str:
    """The field over the diagram: a place typed here, by any of its names, is shown with its partners."""
    places = load("places")
    names = "".join(
        f"<option{attributes(value=place['name'], data_place=place['code'], data_names=all_names(place))}></option>"
        for place in places
    )
    return "\n".join(
        [
            '<div class="controls">',
            '<input type="search" autocomplete="off" list="place-names" placeholder="输入地名，如 昭通"',
            ' aria-label="查一个地方的结对方">',
            f'<datalist id="place-names">{names}</datalist>',
            '</div><div class="places" aria-live="polite" data-answer></div>',
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


def _line(pair: Record, left: dict[str, float], right: dict[str, float]) -> str:
    start, end, middle = left[pair["supporter_code"]], right[pair["recipient_code"]], (_LEFT + _RIGHT) / 2
    curve = f"M{_LEFT + 8} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {_RIGHT - 8} {end:g}"
    return f"<path{attributes(d=curve, data_from=pair['supporter_code'], data_to=pair['recipient_code'])}/>"


def _name(place: Record, y: float, base: str, x: int, anchor: str) -> str:
    """凉山 with its province behind it: 凉山（四川）."""
    province = place["province"].removesuffix("省") if anchor == "start" and place["name"] != place["province"] else ""
    label = f"{text(place['short'])}" + (f'<tspan class="of" dx="5">{text(province)}</tspan>' if province else "")
    hit = attributes(x=x - 100 if anchor == "end" else x - 4, y=f"{y - _ROW / 2:g}", width=104, height=_ROW)
    words = f"<rect{hit}/><text{attributes(x=x, y=f'{y + 5:g}', text_anchor=anchor)}>{label}</text>"
    address = f"{base}#{place['id']}"
    return f"<a{attributes(href=address, data_place=place['code'], aria_label=place['name'])}>{words}</a>"
