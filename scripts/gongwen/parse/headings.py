"""Which blocks are headings: those without number, and what a labelled line is by its form.

===========  =======================================  ==================================================
manner       the label's line                         what it becomes
===========  =======================================  ==================================================
``bare``     第三条                                   nothing: the words are below
``alone``    一、总体要求                             title
``lead``     二、…按照以下规定进行：                  title, if units of its own stand below (caption)
``led``      （一）降低成本。做好以下工作：           as ``run-in`` if its sisters have headings, else as ``lead``
``lone``     （二）基本原则。                         title, if plain text stands below
``run-in``   （八）组织劳务协作。帮扶双方要…          title and first paragraph, if its sisters have one
``text``     一、第一条第二款开始部分增加规定：“…”。  first paragraph
===========  =======================================  ==================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.parse.blocks import Block
from gongwen.parse.forms import FOREWORD, bare, seems
from gongwen.parse.labels import BLANKS, DIVISIONS
from gongwen.parse.nodes import Remarks
from gongwen.parse.sentences import cut

LONGEST = 30
"""Characters of a heading that is a sentence, without its 。"""
_LONGEST_UNNUMBERED = 80
_FORMULA = re.compile(r"[：:＝=÷×\t]")
_CAPTION = re.compile(rf"附?[图圖表][{BLANKS}]*[0-9０-９一二三四五六七八九十]")
"""表1　统计口径, over or under what it names."""
_HAN = re.compile("[\u3400-\u9fff]")


def manner(text: str, marked: bool = False) -> str:
    """What the words behind a label are, by their form; ``marked`` where the source marks them as a heading."""
    if not text:
        return "bare"
    if re.search("[：:]$", text):
        return "led" if _opens_with_heading(text) else "lead"
    if marked or not re.search(r"[。；！？;]|……$", text):
        return "alone"
    if not _opens_with_heading(text):
        return "text"
    return "run-in" if len(cut(text)) > 1 else "lone"


def _opens_with_heading(text: str) -> bool:
    """Whether the first sentence is as short and plain as a heading is: 组织劳务协作。"""
    first = cut(text)[0]
    return (
        len(first) - 1 <= LONGEST
        and first.endswith("。")
        and not re.search("[：；:;]", first)
        and not _OTHER_STOP.match(first)
    )


_OTHER_STOP = re.compile(
    rf"[^，。；：、？！{BLANKS}—-]{{2,{LONGEST}}}"
    rf"(?:(?:[：:；;]|——)(?=[^{BLANKS}])|(?<=[\u4e00-\u9fff])[{BLANKS}]+(?=[\u4e00-\u9fff]))"
)
"""A heading with another mark than 。 behind it: 指导思想：, 指导思想——, 指导思想 and a blank; but 推广 5G 应用."""


def almost_headed(text: str) -> bool:
    """Whether the words behind a label open like a heading that another mark than 。 parts from its text.

    >>> almost_headed("指导思想：坚持协作。"), almost_headed("坚持协作，做好工作。")
    (True, False)
    """
    return bool(_OTHER_STOP.match(text))


def title_of(text: str, form: str) -> tuple[str, str]:
    """A heading and the text behind it: ``组织劳务协作。帮扶双方要…`` → ``组织劳务协作``, ``帮扶双方要…``."""
    if form in ("run-in", "led"):
        first = cut(text)[0]
        return first[:-1], text[len(first) :]
    return text.removesuffix("。") if form in ("lone", "alone") else text, ""


def find_headings(blocks: Sequence[Block], remarks: Remarks) -> list[Block]:
    """The blocks with each heading without number marked: ``heading`` is 1 or more there.

    A line without stop between lines that have one or a label: 第六个五年计划的基本任务; two such lines are one
    heading, more are a list of names. In a text with articles only what stands above an article is one: 附则.
    """
    articles = any(block.label and block.label.mark == "a" for block in blocks)
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _may_be(blocks[end], articles):
            end += 1
        if 0 < end - at < 3 and _stands_free(blocks, at, end, articles):
            joined = "".join(block.text for block in blocks[at:end])
            if articles and found and found[-1].heading and not found[-1].stops:
                found[-1] = replace(found[-1], text=found[-1].text + joined)
                remarks.add(found[-1], "标题由两行连成，请核对")
            else:
                found.append(replace(blocks[at], text=joined, heading=UNMARKED))
            at = end
        else:
            end = max(end, at + 1)
            found += blocks[at:end]
            at = end
    return found


UNMARKED = 9
"""The degree of a heading that no mark tells: below all that are marked."""


def _may_be(block: Block, articles: bool) -> bool:
    """By its form alone; in a text with articles only what is short and has no comma."""
    if articles and (len(block.text) > LONGEST or "，" in block.text):
        return False
    return (
        block.names
        and not block.heading
        and len(block.text) <= _LONGEST_UNNUMBERED
        and len(_HAN.findall(block.text)) > 1
        and not _FORMULA.search(block.text)
        and seems(block.text) in ("", "落款" if articles else "")
        and block.text[0] not in "—-–（("
        and not _CAPTION.match(block.text)
    )


def _stands_free(blocks: Sequence[Block], at: int, end: int, articles: bool) -> bool:
    if (
        end == len(blocks)
        or blocks[end].row
        or blocks[end].quote
        or (at and (blocks[at - 1].row or blocks[at - 1].quote))
    ):
        return False
    below, above = blocks[end], blocks[at - 1] if at else None
    if bare(blocks[at].text) in FOREWORD:
        return end == at + 1
    if articles:
        return bool(below.label and below.label.mark in ("a", *DIVISIONS))
    headed = above and (above.label or above.heading) and len(above.text) <= _LONGEST_UNNUMBERED
    if above and not (above.stops or headed):
        return False
    return bool(below.stops or below.label or below.role or below.heading)
