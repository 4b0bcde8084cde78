"""How Chinese documents cite provisions: words → what they say, before anyone looks where it leads.

The grammar, a line each::

    citation = [act] [this | before] step*          at least one of this, before and step
             | [act] 「附件2」 step*
    act      = 「本法」 | 「《中华人民共和国刑法》」 | 「刑法」 | 「同法」
    this     = 「本条」「本款」「本项」「本章」「本节」「本编」 | 「该条」「同条」「同款」
    before   = 「前款」「前两款」「前条」「前三项」
    step     = 「第三条」「第一百二十条之一」「第二款」「第（三）项」「第三、四条」「第一至三项」「第二章」
    chain    = citation (「、」「和」「或者」… step*)*  第三条第一款、第二款和第五条: what is left out is as before
    range    = step 「至」 step                        第（二）项至第（四）项
    first    = step 「前三项」                         第三条前三项

An act holds until the sentence ends or another one is named, so 刑法第三条、第五条 and a later 第七条 are all of 刑法.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from gongwen.numerals import number_of
from gongwen.tables import TEXT, read_table

LEVELS = {"编": "book", "分编": "subbook", "章": "ch", "节": "sec", "": "?", "条": "a", "款": "p", "项": "i", "目": "n"}
"""The letters of units in ids, from the outermost to the innermost; ``?`` where a misprint does not say."""
DIVISIONS = ("编", "分编", "章", "节")
_ORDER = tuple(LEVELS.values())

_NUMERAL = "(?:[一二三四五六七八九十百千零〇○两]{1,9}|[0-9０-９]{1,4})"
_ONE = rf"(?:{_NUMERAL}|[（(]{_NUMERAL}[）)])"
_JOINT = "(?:、|和|与|及|或|以及|或者|至|到|[-—–~～])"
_UNIT = (
    "(?:分编|编(?!制|号)|章(?!程(?!序))|节(?!课|目)|款(?!项|式)|项(?!目)|目(?!标)"
    rf"|条(?!件|例(?!外)|战线|道路)(?:之{_NUMERAL})?|(?=第{_ONE}[款项]))"
)
"""The last for a misprint that has lost its 条: 第四十八第一款, which leads nowhere."""
_MANY = rf"{_ONE}(?:{_JOINT}第?{_ONE}|[（(]{_NUMERAL}[）)]){{0,20}}"
_STEP = rf"(?:第|(?<=[条款项]至)){_MANY}{_UNIT}"
_STEPS = rf"{_STEP}(?:的?(?:{_STEP}|[（(]{_NUMERAL}[）)]项))*"
_MENTION = re.compile(
    r"(?P<this>本(?:条(?!例|件|款)|款(?!项)|项(?!目)|章(?!程(?!序))|节(?!约|能|目)|分编|编(?!制|号))"
    r"|(?<!各)[该同][条款项](?=第|规定|所|的规定))?"
    rf"(?P<before>(?<![目之当提年月日])[前上](?P<count>[一两二三四五六七八九])?(?P<unit>条(?!件|例)|款(?!项)|项(?!目)))?"
    rf"(?P<steps>{_STEPS})?"
)
_STEP_PARTS = re.compile(rf"第?(?P<numbers>{_MANY})(?P<unit>分编|[编章节条款项目]|)(?:之(?P<inserted>{_NUMERAL}))?")
_CHAIN = re.compile("、|和|与|及|或|[，、]?(?:以及|或者|和)")
_RANGE = re.compile("至|到|[-—–~～]")
_ANNEX = re.compile(rf"附件(?P<number>{_ONE})(?![0-9、.．])|(?<=见|按|照|入|于|（)附件(?![0-9一-鿿])")
_VERBS = re.compile(
    ".*(?:依照|依据|按照|根据|参照|比照|实施|执行|行使|适用|违反|符合|属于|构成|触犯|涉嫌|具有|认定|处以|修改|影响|以及"
    "|[犯以和与及对是为在的将按依由有])(?=.)"
)
"""What stands before the name of an act that has no 《》: 应当认定为刑法第三条."""
_NO_ACT = re.compile("(?:[方做执守违依合非无说想看用]|(?<!公)司|(?<!立)立)法$")
"""Words that end as the name of an act and are none: 方法第二项, 司法; but 公司法 and 立法法 are acts."""
_WINDOW = 80
"""How far before a citation the name of its act may begin; the longest titles of laws have about 50 characters."""


@dataclass(frozen=True)
class Step:
    """第（二）项至第（四）项: one level of a citation, and the numbers on it."""

    level: str
    """As in ids: a, p, i …"""
    numbers: tuple[tuple[str, str], ...]
    """First and last of each run: ``(("2", "4"),)``; an inserted article is ``120.1``."""


@dataclass(frozen=True)
class Citation:
    """Words that cite a provision."""

    start: int
    end: int
    act: str = ""
    """The act that is named, 刑法; 本法 for the document's own; empty where none is."""
    foreign: bool = False
    """Whether it is another document's."""
    this: str = ""
    """条 of 本条, 款 of 本款, 章 of 本章 …; 同条 as it stands."""
    before: tuple[str, int] = ("", 0)
    """前两款: the level and how many."""
    steps: tuple[Step, ...] = ()
    annex: str = ""
    """2 of 附件2, where the steps lead on; ``1`` for an 附件 without a number."""


def find_citations(text: str) -> tuple[Citation, ...]:
    """All citations in a sentence, in its order.

    ``违反本条例第九条第（一）项、第（四）项规定的`` has two, with the steps a9 i1 and a9 i4.
    """
    found: list[Citation] = []
    scope = Citation(0, 0)
    annexes = {citation.end: citation for citation in _annexes(text)}
    for match in _mentions(text):
        if match["steps"] == match[0] and match.start() in annexes:
            annex = annexes.pop(match.start())
            found.append(replace(annex, end=match.end(), steps=_steps(match[0])))
            continue
        act = _act_before(text, found[-1].end if found else 0, match.start())
        last = found[-1] if found and not act else None
        joint = text[last.end : match.start()] if last else ""
        if last and (longer := _longer(last, match, joint)):
            found[-1] = longer
            continue
        chained = last if last and not match["before"] and _CHAIN.fullmatch(joint) else None
        citation = _citation(match, act, chained, scope)
        scope = citation if citation.act else scope
        found.append(citation)
    return tuple(sorted((*found, *annexes.values()), key=lambda citation: citation.start))


def _mentions(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _MENTION.finditer(text) if match[0])


def _longer(last: Citation, match: re.Match[str], joint: str) -> Citation | None:
    """第（二）项 with 至第（四）项 behind it, 第三条 with 前三项: one citation; None for what is another."""
    steps = _steps(match["steps"] or "")
    if not last.steps or match["this"]:
        return None
    if match["before"] and not joint and not steps:
        first = Step(LEVELS[match["unit"]], (("1", str(_count(match["count"]))),))
        return replace(last, end=match.end(), steps=(*last.steps, first))
    end, start = steps[-1] if steps else None, last.steps[-1]
    if match["before"] or not _RANGE.fullmatch(joint) or len(steps) != 1 or not end or end.level != start.level:
        return None
    runs = (*start.numbers[:-1], (start.numbers[-1][0], end.numbers[-1][1]))
    return replace(last, end=match.end(), steps=(*last.steps[:-1], Step(start.level, runs)))


@dataclass(frozen=True)
class _Act:
    name: str
    start: int
    foreign: bool


def _act_before(text: str, behind: int, at: int) -> _Act | None:
    """The act whose name ends right before ``at``: 《教师法》第十条, 依照刑法第三条, 本法第五条."""
    own, other = _acts()
    low = max(at - _WINDOW, behind)
    if match := own.search(text, low, at):
        return _Act(match["name"], match.start(), False)
    if not (match := other.search(text, low, at)):
        return None
    if match["bare"] is None:  # 《》第一条 names none, and yet none of this document
        return _Act(match["quoted"] or match["same"] or match[0], match.start(), True)
    if _NO_ACT.search(match["bare"]):
        return None
    name = _VERBS.sub("", match["bare"])
    return _Act(name, match.start("bare") + len(match["bare"]) - len(name), True)


@lru_cache(maxsize=1)
def _acts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The document's own name and others', where a citation follows."""
    rows = read_table(Path(__file__).with_name("act_kinds.tsv"), {"kind": TEXT, "bare": "yes|no"}, unique="kind")
    kinds, bare = (
        "|".join(sorted((row["kind"] for row in rows if row["bare"] in wanted), key=len, reverse=True))
        for wanted in (("yes", "no"), ("yes",))
    )
    behind = r"(?:的|中的?|总则|分则|附则)?\Z"
    return (
        re.compile(rf"(?P<name>本(?:实施|暂行|试行|管理|若干|补充|司法){{0,2}}(?:{kinds})){behind}"),
        re.compile(
            r"(?:《(?P<quoted>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
            rf"|(?P<same>[同该](?:{kinds}))"
            rf"|(?P<bare>[一-鿿]{{0,30}}?(?<!本)(?:{bare})))"
            rf"(?:[（(][^（）()]{{1,30}}[）)])?{behind}"
        ),
    )


def _citation(match: re.Match[str], act: _Act | None, last: Citation | None, scope: Citation) -> Citation:
    this = (match["this"] or "").removeprefix("本")
    before = (LEVELS[match["unit"]], _count(match["count"])) if match["before"] else ("", 0)
    steps = _steps(match["steps"] or "")
    found = Citation(act.start if act else match.start(), match.end(), this=this, before=before, steps=steps)
    if act:
        return replace(found, act=act.name, foreign=act.foreign)
    if last and not this:
        depth = _ORDER.index(steps[0].level)
        above = tuple(step for step in last.steps if _ORDER.index(step.level) < depth)
        found = replace(found, steps=above + steps, act=last.act, foreign=last.foreign)
        return found if depth <= _ORDER.index("a") else replace(found, this=last.this, before=last.before)
    if this in ("", *_SAME) and not match["before"]:
        return replace(found, act=scope.act, foreign=scope.foreign)
    return found


_SAME = tuple(word + unit for word in "该同" for unit in "条款项")


def _steps(words: str) -> tuple[Step, ...]:
    return tuple(
        Step(LEVELS[part["unit"]], tuple(_runs(part["numbers"], part["inserted"])))
        for part in _STEP_PARTS.finditer(words)
    )


def _runs(numbers: str, inserted: str | None) -> Iterator[tuple[str, str]]:
    """The runs of numbers: （一）、（三）至（五） → 1–1, 3–5."""
    first = ""
    for number, joint in re.findall(rf"[（(]?({_NUMERAL})[）)]?({_JOINT})?", numbers):
        read = str(number_of(number.replace("两", "二")) or 0) + (f".{number_of(inserted)}" if inserted else "")
        if _RANGE.fullmatch(joint):
            first = read
        else:
            yield first or read, read
            first = ""


def _annexes(text: str) -> Iterator[Citation]:
    end = 0
    for match in _ANNEX.finditer(text):
        act = _act_before(text, end, match.start())
        end = match.end()
        number = str(number_of((match["number"] or "一").strip("（）()")) or 0)
        start = act.start if act else match.start()
        yield Citation(start, match.end(), act.name if act else "", bool(act and act.foreign), annex=number)


def _count(numeral: str | None) -> int:
    return (number_of((numeral or "一").replace("两", "二"))) or 1
