"""Deadlines → a line of time: years across, a lane a deadline, with its words above it.

Places across are percentages, so that the line takes the width that there is and its words stay as large as the text:
on a page it is an ``<svg>`` of its own, in a picture one inside another.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen.extract.deadlines import OnLine, lanes_of
from gongwen.publish.duty_list import UNNAMED
from macros.data import Record, attributes, text

_HEAD, _LANE = 44, 50
"""The height of the years and of a lane: a line of words, and what is drawn below it."""
_NAMED = 10
"""Of more years than so many, not each is named."""
_LONGEST = 24
"""Characters of a lane's words: as many as a phone has room for."""
_SIZE = 14
"""Of a character, as the style sheet and the picture set it."""
LEGEND = "实心圆：写明的年份；空心圆：每年一次；粗线：时长，虚线是可长可短的部分，从公布之日画起，只表示长短。"


def timeline(rows: Sequence[Record], published: str, **more: object) -> tuple[str, int]:
    """The SVG for the ``rows`` of duties, and its height; nothing where no deadline lies on a line.

    ``published`` is the day from which time runs, ``2016-12-07``; ``more`` are attributes of the element.
    """
    lanes, start, years = lanes_of(rows, published)
    if not lanes:
        return "", 0
    line = _Line(years.start, years.stop, start)
    height = _HEAD + _LANE * len(lanes)
    said = "；".join(f"{row['deadline']}：{row['actor'] or UNNAMED}" for row, _ in lanes)
    named = attributes(class_="years", height=height, role="img", aria_labelledby="years-title years-desc", **more)
    lines = [
        f"<svg{named}>",
        '<title id="years-title">期限的时间轴</title>',
        f'<desc id="years-desc">从 {years[0]} 年到 {years[-1]} 年。{text(said)}。内容与下面的列表相同。</desc>',
        *_head(line, "{1:d}月{2:d}日公布".format(*map(int, published.split("-")))),
    ]
    for at, (row, place) in enumerate(lanes):
        top = _HEAD + _LANE * at
        lines += _words(row, top + 17)
        lines += _draw(place, top + 34, line)
    return "\n".join([*lines, "</svg>"]), height


@dataclass(frozen=True)
class _Line:
    """The years from ``first`` on, without ``last``, and where in them time begins to run."""

    first: int
    last: int
    start: float

    def at(self, year: float) -> str:
        """How far across a moment lies: 40%."""
        return f"{100 * (year - self.first) / (self.last - self.first):.4g}%"

    def draw(self, kind: str, y: int, since: float, until: float) -> str:
        ends = attributes(class_=kind, x1=self.at(since), y1=y, x2=self.at(min(until, self.last)), y2=y)
        return f"<line{ends}/>"

    def cross(self, kind: str, year: float, y: int, high: int = 18) -> str:
        """Down, where no words are crossed."""
        return f"<line{attributes(class_=kind, x1=self.at(year), y1=y, x2=self.at(year), y2=y + high)}/>"

    def mark(self, kind: str, y: int, year: float) -> str:
        return f"<circle{attributes(class_=kind, cx=self.at(year + 0.5), cy=y, r=6)}/>"


def _head(line: _Line, since: str) -> Iterator[str]:
    """The years with a line between each two, and the day from which time runs."""
    years = range(line.first, line.last)
    step = math.ceil(len(years) / _NAMED)
    for number, year in enumerate(years):
        if number % step == 0:
            yield f"<text{attributes(class_='side', x=line.at(year + 0.5), y=34, text_anchor='middle')}>{year}</text>"
        if number:
            yield line.cross("tick", year, 22)
    early = line.start - line.first < (line.last - line.first) / 2
    anchor = "start" if early else "end"
    yield f"<text{attributes(class_='side', x=line.at(line.start), y=14, text_anchor=anchor)}>{since}</text>"


def _draw(place: OnLine, y: int, line: _Line) -> Iterator[str]:
    yield from (line.cross("tick", year, y - 9) for year in range(line.first + 1, line.last))
    yield line.cross("since", line.start, y - 9)
    if place.kind == "each":
        yield line.draw("thin", y, line.start, line.last)
        yield from (line.mark("ring", y, year) for year in range(line.first + 1, line.last))
    elif place.kind == "year":
        yield line.draw("span", y, line.start, place.most + 0.5)
        yield line.mark("disc", y, place.most)
    else:
        if place.least:
            yield line.draw("long", y, line.start, line.start + place.least)
        if place.most > place.least:
            yield line.draw("maybe", y, line.start + place.least, line.start + place.most)


def _words(row: Record, y: int) -> Iterator[str]:
    """The deadline and, behind it, who has it, as long as there is room."""
    deadline, actor = str(row["deadline"]), str(row["actor"] or UNNAMED)
    room = _LONGEST - len(deadline)
    wide = sum(0.6 if character.isascii() else 1 for character in deadline)
    yield f"<text{attributes(class_='when', x=0, y=y)}>{text(deadline)}</text>"
    actor = actor if len(actor) <= room else f"{actor[: max(room - 1, 1)]}…"
    yield f"<text{attributes(x=f'{_SIZE * (wide + 1):g}', y=y)}>{text(actor)}</text>"
