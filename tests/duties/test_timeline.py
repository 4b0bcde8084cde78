"""Deadlines on a line of time, and the pictures that are saved: only what the words say is drawn."""

from __future__ import annotations

import pytest
from lxml import etree

from gongwen.extract.deadlines import OnLine, on_line, years_of
from macros.diagram import pairing_diagram
from macros.matrix import matrix_drawing
from macros.pictures import save_links, stand_alone
from macros.timeline import timeline

SVG = "{http://www.w3.org/2000/svg}"
SOURCE = "《关于进一步加强东西部扶贫协作工作的指导意见》，非官方整理"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("到2020年", OnLine("year", 2020, 2020)),
        ("2018年底前", OnLine("year", 2018, 2018)),
        ("到2025年6月", OnLine("year", 2025, 2025)),
        ("每年", OnLine("each", 1, 1)),
        ("两到三年", OnLine("lasts", 2, 3)),
        ("3年内", OnLine("lasts", 0, 3)),
        ("十八个月", OnLine("lasts", 1.5, 1.5)),
        ("年底前", None),
        ("每季度", None),
        ("三十个工作日内", None),
        ("2018年至2020年", None),
        ("三到两年", None),
    ],
)
def test_a_deadline_lies_where_its_words_say(words: str, place: OnLine | None) -> None:
    assert on_line(words) == place


def test_the_line_is_as_long_as_the_last_deadline() -> None:
    places = [OnLine("year", 2020, 2020), OnLine("lasts", 2, 3)]
    start, years = years_of(places, "2016-12-07")
    assert (years.start, years.stop) == (2016, 2021)
    assert 2016.93 < start < 2016.95
    assert list(years_of([OnLine("lasts", 2, 5)], "2016-01-01")[1]) == [2016, 2017, 2018, 2019, 2020, 2021]


def drawn(*rows: tuple[str, str], published: str = "2016-12-07") -> etree._Element:
    records = [{"deadline": deadline, "actor": actor} for deadline, actor in rows]
    svg, _ = timeline(records, published)
    return etree.fromstring(svg)


def test_each_kind_is_drawn_in_its_years() -> None:
    root = drawn(("每年", "党委"), ("两到三年", "挂职干部"), ("到2020年", ""), ("年底前", "各地"))
    at = {kind: [mark.get("cx") for mark in root.iterfind(f"circle[@class='{kind}']")] for kind in ("ring", "disc")}
    assert at == {"ring": ["30%", "50%", "70%", "90%"], "disc": ["90%"]}
    [long], [maybe] = (root.findall(f"line[@class='{kind}']") for kind in ("long", "maybe"))
    ends = [float(value.rstrip("%")) for value in (long.get("x1"), long.get("x2"), maybe.get("x1"), maybe.get("x2"))]
    assert [round((end - ends[0]) / 20, 2) for end in ends] == [0, 2, 2, 3]
    said = [text.text for text in root.iter("text")]
    assert said[-6:] == ["每年", "党委", "两到三年", "挂职干部", "到2020年", "未写明主体"]
    assert "12月7日公布" in said
    assert "年底前" not in said
    assert "内容与下面的列表相同" in (root.findtext("desc") or "")


def test_without_a_deadline_on_it_there_is_no_line() -> None:
    assert timeline([{"deadline": "年底前", "actor": "各地"}], "2016-12-07") == ("", 0)
    assert timeline([{"deadline": "到2120年", "actor": "各地"}], "2016-12-07") == ("", 0)


@pytest.mark.parametrize("drawing", [pairing_diagram, matrix_drawing])
def test_a_saved_picture_has_all_of_its_source_in_sight(drawing: object) -> None:
    assert callable(drawing)
    root = etree.fromstring(stand_alone(drawing(), "https://example.org/pairings/", SOURCE))
    left, top, width, height = map(float, root.get("viewBox").split())
    lines = [text for text in root.findall(f"{SVG}text") if text.get("font-size") == "10"]
    assert "".join(line.text for line in lines) == SOURCE
    for line in lines:
        assert left <= float(line.get("x"))
        assert float(line.get("x")) + 10 * len(line.text) <= left + width
        assert float(line.get("y")) < top + height
    assert all(link.get("href").startswith("https://example.org/") for link in root.iter(f"{SVG}a"))


def test_a_png_is_offered_where_it_was_made() -> None:
    assert "PNG" not in save_links("../", "pairings", {"data/pairings.svg"})
    assert '<a href="../data/pairings.png" download="">图（PNG）</a>' in save_links(
        "../", "pairings", {"data/pairings.svg", "data/pairings.png"}
    )
