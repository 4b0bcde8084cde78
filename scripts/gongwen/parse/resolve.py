"""Labels → those that count: what only looks like one is words again.

Article labels that no blank parts from their words (第三条规定的期限…) count where their number comes next; decimals
count where 1.1 stands, and then 1. counts with them; 第六条：… beside 一、 is a quotation (rule 7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.parse.blocks import Block
from gongwen.parse.labels import BLANKS, Label
from gongwen.parse.nodes import Remarks

_REFERS = re.compile("[的第至和及或与、，中项款规]")


def _has_decimals(blocks: Sequence[Block]) -> bool:
    return any(block.label and block.label.mark == "no" and block.label.number == (1, 1) for block in blocks)


def resolve_labels(blocks: Sequence[Block], remarks: Remarks) -> list[Block]:
    """The blocks of one text, with the labels that count."""
    decimal = _has_decimals(blocks)
    parts = any(block.label and block.label.mark == "part" for block in blocks)
    last = 0
    found: list[Block] = []
    for block in blocks:
        label = block.label
        if not label:
            found.append(block)
            continue
        if label.mark == "no" and not decimal:
            found.append(block.plain)
            continue
        if decimal and label.mark == "1." and "、" not in label.printed:
            block = replace(block, label=replace(label, mark="no"))
        if label.mark == "a":
            if parts and label.rest[:1] in ("：", ":"):
                found.append(replace(block.plain, quote=True))
                continue
            if label.rest[:1] in ("：", ":"):
                rest = label.rest[1:].strip(BLANKS)
                label = replace(label, printed=label.printed + label.rest[0], rest=rest, loose=False)
                block = replace(block, text=rest, label=label)
            if label.loose and not _comes_next(label, last):
                remarks.add(block, "行首像条文编号，按正文处理")
                found.append(block.plain)
                continue
            last = label.number[0]
        found.append(block)
    return found


def _comes_next(label: Label, last: int) -> bool:
    return label.number[0] == last + 1 and not _REFERS.match(label.rest)
