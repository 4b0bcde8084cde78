"""Patterns in simplified script → patterns that find either: 条例 finds 條例 as well.

A text in traditional script stays as it is, so what its lines are is read off the forms as they are written there.
"""

from __future__ import annotations

_PAIRS = (
    "厅廳 办辦 组組 区區 县縣 机機 关關 总總 长長 构構 单單 门門 业業 学學 团團 体體 员員 发發 过過 订訂 "
    "准準 会會 废廢 议議 决決 报報 见見 复復 请請 规規 划劃 则則 条條 细細 纲綱 点點 释釋 现現 将將 谢謝 "
    "实實 执執 后後 据據 们們 联聯 电電 范範 纪紀 计計"
)
_OTHER = {pair[0]: pair[1] for pair in _PAIRS.split()}
"""Simplified to traditional, for the characters of the forms."""


def both(pattern: str) -> str:
    """A regular expression that finds what ``pattern`` does, in either script.

    >>> both("条例"), both("[省区]长")
    ('[条條]例', '[省区區][长長]')
    """
    found: list[str] = []
    inside = escaped = False
    for char in pattern:
        other = "" if escaped else _OTHER.get(char, "")
        found.append(char + other if inside or not other else f"[{char}{other}]")
        inside = char == "[" if not inside and not escaped else inside and (char != "]" or escaped)
        escaped = char == "\\" and not escaped
    return "".join(found)
