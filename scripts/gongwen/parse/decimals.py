"""Blocks → those of a plan numbered 1, 1.1, 1.1.1: the first number has no mark behind it, so only its place tells it.

``1 总则`` / ``1.1 编制目的`` / ``2 组织体系`` is how emergency plans are numbered. A bare number counts where 1.1
stands, in its turn, before a heading: 3个工作日 and 2 in a torn formula are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.numerals import number_of
from gongwen.parse.blocks import Block
from gongwen.parse.labels import BLANKS, Label

_FIRST = (1, 1)
_LONGEST = 40
_BARE = re.compile(rf"(?P<number>[0-9０-９]{{1,2}})(?P<blank>[{BLANKS}]*)(?P<rest>[^\W\d_a-zA-Z][^，。；：！？]*)")
_MEASURES = "年月日时分秒周天个项条款件名人位家户万亿元倍次米吨度级类种期届号岁"
"""What a number counts that nothing parts from it: 3个, 2022年."""


def count_bare(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each bare number that opens a heading as its label: ``1 总则`` → label 1, 总则."""
    if not any(_decimal(block) == _FIRST for block in blocks):
        return list(blocks)
    behind: list[tuple[int, ...]] = []
    for block in reversed(blocks):
        behind.append(_decimal(block) or (behind[-1] if behind else ()))
    behind.reverse()
    wanted = 1
    found = []
    for block, following in zip(blocks, behind, strict=True):
        number = _decimal(block)
        label = None if number else _bare(block)
        if label and _in_turn(label.number[0], wanted, following):
            block, number = replace(block, text=label.rest, label=label), label.number
        wanted = number[0] + 1 if number else wanted
        found.append(block)
    return found


def _decimal(block: Block) -> tuple[int, ...]:
    """The number of 1.2.1, and of 1. that counts with it."""
    label = block.label
    counts = label and (label.mark == "no" or (label.mark == "1." and "、" not in label.printed))
    return label.number if label and counts else ()


def _in_turn(number: int, wanted: int, following: tuple[int, ...]) -> bool:
    """Whether a number is the next, and what follows does not go back behind it; or begins anew with 1.1 below."""
    if number == 1:
        return following == _FIRST
    return number == wanted and (not following or following == _FIRST or following[0] >= number)


def _bare(block: Block) -> Label | None:
    found = _BARE.fullmatch(block.text) if block.names and len(block.text) <= _LONGEST else None
    if not found or (not found["blank"] and found["rest"][0] in _MEASURES):
        return None
    number = number_of(found["number"])
    return Label("no", (number,), found["number"], found["rest"].strip(BLANKS)) if number else None
