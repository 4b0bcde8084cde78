"""Tables of the extracted data, complete in the HTML; ``assets/tables.js`` lets readers filter, sort and group them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pypinyin import Style, lazy_pinyin

from gongwen.ids import clause_number
from gongwen.numerals import to_numeral
from macros.controls import controls
from macros.data import Record, address, all_names, attributes, level, link, load, text
from macros.places import quoted

_NOBODY = '<span class="none">（未写明）</span>'


def pairing_table(base: str = "../") -> str:
    """All pairs, a row each with the id ``pair-5``, linked to the words they were read from."""
    names = {place["code"]: f"{place['province']} {all_names(place)}" for place in load("places")}
    rows = [
        (
            {"id": pair["id"], "data_names": f"{names[pair['supporter_code']]} {names[pair['recipient_code']]}"},
            {
                "序号": text(pair["id"].removeprefix("pair-")),
                "帮扶方": _place(pair, "supporter"),
                "受帮扶方": _place(pair, "recipient"),
                "受帮扶方所在省": text(pair["recipient_province"]),
                "层级": text(f"{level(pair['supporter_code'])}→{level(pair['recipient_code'])}"),
                "原文": link(quoted(base, pair), f"第{_clause(pair['clause'])}条", title=pair["quote"]),
            },
        )
        for pair in load("pairings")
    ]
    groups = {"帮扶方": "按帮扶方", "受帮扶方": "按受帮扶方", "受帮扶方所在省": "按受帮扶方所在省"}
    return _table("pairs", "结对关系", rows, groups=groups)


def pairing_sources(base: str = "../") -> str:
    """The sentences that say who is paired, linked: 第（四）条第1段第2句."""
    labels = {sentence["id"]: sentence["label"] for sentence in load("sentences")}
    found = dict.fromkeys(pair["sentence"] for pair in load("pairings"))
    return "、".join(link(address(base, id_), labels[id_]) for id_ in found)


def duty_table(base: str = "../") -> str:
    """Who must do what, a row each with the id ``c8-p1-s3-d1``."""
    labels = {sentence["id"]: sentence["label"] for sentence in load("sentences")}
    rows = [
        (
            {"id": duty["id"]},
            {
                "主体": _actor(duty, labels, base),
                "要求词": _word(duty),
                "任务": _action(duty),
                "期限": text(duty["deadline"]),
                "条款": link(address(base, duty["sentence"]), _clause(duty["clause"])),
            },
        )
        for duty in load("duties")
    ]
    return _table("duties", "责任", rows, choices=("主体", "条款"))


Row = tuple[Mapping[str, str], Mapping[str, str]]
"""The attributes of a row, and its cells as HTML by column."""


def _table(
    name: str, caption: str, rows: Sequence[Row], groups: Mapping[str, str] | None = None, choices: Iterable[str] = ()
) -> str:
    """A table that reads as it is, with the controls that the script gives life to; columns go by their number."""
    if not rows:
        return f"<p>本文件没有写明{text(caption)}。</p>"
    columns = list(rows[0][1])
    lists = [_choice(columns.index(column), column, rows) for column in choices]
    lists += [_grouping(columns, groups)] if groups else []
    head = "".join(f'<th scope="col"><button type="button">{column}</button></th>' for column in columns)
    ranks = {column: _ranks(_value(cells[column]) for _, cells in rows) for column in columns}
    body = (
        f"<tr{attributes(**row)}>"
        + "".join(_cell(column, cells[column], ranks[column]) for column in columns)
        + "</tr>"
        for row, cells in rows
    )
    return "\n".join(
        [
            f'<div class="table" data-table="{name}" data-script="tables.js">',
            controls("输入关键词筛选", len(rows), *lists),
            f'<table id="{name}-table" class="data"><caption>{text(caption)}</caption>',
            f"<thead><tr>{head}</tr></thead><tbody>",
            *body,
            "</tbody></table></div>",
        ]
    )


def _choice(number: int, column: str, rows: Sequence[Row]) -> str:
    """A list of the values of a column, to see only the rows with one of them."""
    values = dict.fromkeys(_value(cells[column]) for _, cells in rows)
    options = f'<option value="">{column}：全部</option>' + "".join(f"<option>{value}</option>" for value in values)
    return f'<select data-choice="{number}" aria-label="{column}">{options}</select>'


def _grouping(columns: Sequence[str], groups: Mapping[str, str]) -> str:
    options = "".join(f'<option value="{columns.index(column)}">{label}</option>' for column, label in groups.items())
    return f'<select data-group aria-label="分组"><option value="">不分组</option>{options}</select>'


def _value(cell: str) -> str:
    """What a cell is filtered, sorted and grouped by: its text, remarks in ``<small>`` left out."""
    return re.sub(r"<small.*?</small>|<[^>]*>", "", cell).strip()


def _ranks(values: Iterable[str]) -> dict[str, int]:
    """The place of each value in the order by sound, numbers by their size: 2 before 10, 北京市 before 上海市.

    It is baked, as the order of sounds differs from browser to browser.
    """
    return {value: place for place, value in enumerate(sorted(set(values), key=_sound))}


def _sound(value: str) -> list[tuple[int, int, str]]:
    """Digits count as a number and come first; other characters by their pinyin with the tone, in words: 重庆 chong."""
    keys: list[tuple[int, int, str]] = []
    for part in re.findall(r"\d+|\D+", value):
        if part.isdecimal():
            keys.append((0, int(part), ""))
        else:
            sounds = lazy_pinyin(part, style=Style.TONE3, errors=_one_by_one)
            keys += [(1, 0, f"{sound} {character}") for sound, character in zip(sounds, part, strict=True)]
    return keys


def _one_by_one(other: str) -> Any:
    """What is no Han character stands for itself, so that sounds and characters keep step."""
    return list(other)


def _cell(column: str, content: str, ranks: Mapping[str, int]) -> str:
    """A cell that says its column, for the narrow layout, and its place when the table is sorted."""
    value = _value(content)
    return f'<td data-column="{column}" data-value="{value}" data-rank="{ranks[value]}">{content}</td>'


def _place(pair: Record, side: str) -> str:
    return link("#place-" + pair[f"{side}_code"], pair[side])


def _clause(id_: str) -> str:
    number = clause_number(id_)
    return f"（{to_numeral(number)}）" if number else "引言"


def _action(duty: Record) -> str:
    """The words quoted, the action in them set off; the action by itself where it is not one stretch of them."""
    before, found, after = duty["quote"].partition(duty["action"])
    if not found:
        return f"{text(duty['action'])}<br><q>{text(duty['quote'])}</q>"
    return f"<q>{text(before)}<b>{text(found)}</b>{text(after)}</q>"


def _actor(duty: Record, labels: Mapping[str, str], base: str) -> str:
    """帮扶双方, with the sentence that names them where this one does not; or what the task is about, if nobody is."""
    if duty["matter"]:
        return f'{_NOBODY} <small class="inherited">事项：{text(duty["matter"])}</small>'
    if not duty["actor"]:
        return _NOBODY
    if not duty["inherited"]:
        return text(duty["actor"])
    named = link(address(base, duty["inherited_from"]), labels[duty["inherited_from"]])
    return f'{text(duty["actor"])} <small class="inherited">见{named}</small>'


def _word(duty: Record) -> str:
    """要; of an aim, and where the predicate itself sets the task, there is none."""
    return text(duty["duty_word"]) or f'<span class="none">（{"目标" if duty["kind"] == "aim" else "无"}）</span>'
