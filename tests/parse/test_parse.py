"""The view by parts and clauses: a case for each form, and what must hold for any document in the official form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT

from gongwen.model import Clause, Document, Paragraph, Part, Span
from gongwen.numerals import number_of, to_int, to_numeral
from gongwen.parse import parse_text, print_text, sentences

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def outline(document: Document) -> Iterator[str]:
    """A line for everything that has an id, and for what stands around the text."""
    yield f"title {document.title}"
    yield from (f"head {line}" for line in document.head)
    yield from _paragraphs(document.preamble)
    for part in document.parts:
        yield f"{part.id} {part.title}"
        for clause in document.clauses_of(part):
            yield f"{clause.id} {clause.title}"
            yield from _paragraphs(clause.paragraphs)
    yield from (f"closing {line}" for line in document.closing)


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        if paragraph.kind == "principle":
            yield f"{paragraph.id} ——"
        yield from (f"{sentence.id} {sentence.text}" for sentence in paragraph.sentences)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_form(case: Path) -> None:
    text, expected = case.read_text(encoding="utf-8").removeprefix("== text\n").split("== outline\n")
    document = parse_text(text, "case.txt")
    assert list(outline(document)) == expected.splitlines()
    assert list(outline(parse_text(print_text(document), "case.txt"))) == expected.splitlines()


# Documents made at random, printed and read again.

MARKS = "。？！；："
WORDS = st.text("甲乙丙，、（）《》1a", min_size=1, max_size=6)
TITLE = st.text("甲乙丙", min_size=1, max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A paragraph: it opens with a word and ends with a mark, perhaps with a quote behind it."""
    pieces = [
        f"{draw(WORDS)}{draw(st.sampled_from((*MARKS, '。”', '。）', '？！')))}" for _ in range(draw(st.integers(1, 4)))
    ]
    return f"丁{''.join(pieces)}"


@st.composite
def documents(draw: st.DrawFn) -> Document:
    parts: list[Part] = []
    clauses: list[Clause] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        parts.append(Part(f"part-{number}", number, draw(TITLE)))
        clauses += [draw(_clause(len(clauses) + k, f"part-{number}")) for k in range(1, draw(st.integers(1, 3)) + 1)]
    if clauses[-1].run_in:  # what stands behind the last one's first paragraph may be the closing
        clauses[-1] = replace(clauses[-1], paragraphs=clauses[-1].paragraphs[:1])
    preamble = draw(st.lists(texts().filter(lambda text: not text.endswith("：")), max_size=2))
    head = draw(st.sampled_from(((), ("国办发〔2018〕1号",), ("国办发〔2018〕1号", "各省人民政府："), ("国务院：",))))
    return Document(
        title=draw(TITLE),
        head=head,
        preamble=tuple(_paragraph(f"preamble-p{n}", "text", text) for n, text in enumerate(preamble, 1)),
        parts=tuple(parts),
        clauses=tuple(clauses),
        closing=draw(st.sampled_from(((), ("国务院", "2018年12月26日"), ("2018年1月1日", "（此件公开发布）")))),
    )


@st.composite
def _clause(draw: st.DrawFn, number: int, part: str) -> Clause:
    run_in = draw(st.booleans())
    found = draw(st.lists(st.tuples(st.sampled_from(("text", "principle")), texts()), min_size=1, max_size=3))
    if run_in:  # （一）…； is an item, （一）…： a caption
        found[0] = ("text", f"{found[0][1]}再做。")
    kinds = ["text" if n == 0 and run_in else kind for n, (kind, _) in enumerate(found)]
    paragraphs = (_paragraph(f"c{number}-p{n}", kinds[n - 1], text) for n, (_, text) in enumerate(found, 1))
    return Clause(f"c{number}", number, part, draw(TITLE), tuple(paragraphs), run_in)


def _paragraph(id_: str, kind: str, text: str) -> Paragraph:
    return Paragraph(id_, kind, sentences(text, id_))


def printed(document: Document) -> str:
    """The document in the official form, by its parts and clauses."""
    lines = [document.title, *document.head, *(paragraph.text for paragraph in document.preamble)]
    for part in document.parts:
        lines.append(f"{to_numeral(part.number)}、{part.title}")
        for clause in document.clauses_of(part):
            texts = [("——" if found.kind == "principle" else "") + found.text for found in clause.paragraphs]
            heading = f"（{to_numeral(clause.number)}）{clause.title}"
            lines += [f"{heading}。{texts[0]}", *texts[1:]] if clause.run_in else [heading, *texts]
    return "\n".join([*lines, *document.closing]) + "\n"


@given(documents())
@settings(derandomize=True, max_examples=100, deadline=None)
def test_what_is_printed_is_read_again(document: Document) -> None:
    read = parse_text(printed(document), "printed.txt")
    assert replace(read, units=(), warnings=()) == document
    assert print_text(read) == printed(document)


# Lines that do not belong, at every place of a document.

CLEAN = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
STRANGE = (
    *(
        "抄送：各省人民政府。",
        "附件：1.名单",
        "附件：名单。",
        "| 甲 | 乙 |",
        "| 甲 | 乙。",
        "甲\t乙。",
        "— 3 —",
        "3",
        "第3页",
    ),
    *(
        "第三条 做好工作。",
        "第一章 总则",
        "1.做好工作。",
        "1、做好工作。",
        "１．做好工作。",
        "（1）做好工作。",
        "①做好工作。",
        "㈠做好工作。",
    ),
    *(
        "2016年12月7日",
        "2016-12-07",
        "二〇一六年十二月七日",
        "2016年12月7日印发",
        "国务院办公厅",
        "工作要求",
        "更多",
        "编辑：秦云",
    ),
    *(
        "（完）",
        "（试行）",
        "（见附件）",
        "《关于协作的意见》",
        "关键词：《扶贫》",
        "来源：新华网",
        "国办发〔2016〕1号",
        "（一百）做。",
        "八、做。",
    ),
    *(
        "•做好工作。",
        "―坚持协作。做。",
        "，做好工作。",
        "）做好工作。",
        "做好工作，",
        "做好（详见",
        "# 要求",
        " 做好工作。",
        "一 、要求。",
    ),
)


@pytest.mark.parametrize("strange", STRANGE)
def test_a_line_that_does_not_belong_lands_nowhere_in_silence(strange: str) -> None:
    """It is told, or all else stands as before: it is a unit of its own, or goes on with what it is broken from."""
    lines = CLEAN.splitlines()
    whole = Counter(said(parse_text(CLEAN, "clean.txt")))
    for at in range(len(lines) + 1):
        found = parse_text("\n".join([*lines[:at], strange, *lines[at:]]) + "\n", "strange.txt")
        if found.warnings:
            assert min(remark.line for remark in found.warnings) <= at + 4 or strange in STRUCTURE, at
            continue
        new = Counter(said(found))
        own, gone = list((new - whole).elements()), list((whole - new).elements())
        joined = "".join(own).replace(strange.strip(), "", 1)
        assert joined in ("", "".join(gone)) or strange in STRUCTURE, (at, own, gone)


STRUCTURE = ("第一章 总则", "# 要求", "| 甲 | 乙 |")
"""Lines that divide a document, or print otherwise than they read."""


def said(document: Document) -> Iterator[str]:
    """What each unit says."""
    for unit in (unit for top in document.units for unit in top.walk()):
        if words := f"{unit.label}{unit.title}{unit.text}":
            yield words


def test_spans_count_code_points() -> None:
    """𠮷 is one character, as is every other."""
    document = parse_text("关于𠮷县的意见\n一、要求\n（一）𠮷县目标。𠮷县要做。再做。\n", "clean.txt")
    assert document.quote(Span("c1-p1-s1", 1, 3)) == "县要"
    assert document.sentence["c1-p1-s2"].text == "再做。"


# Sentences, against a walk along the characters.


def walked(text: str) -> list[str]:
    """Cut behind 。？！ and what closes behind them, as the contract says it."""
    ends = [at for at in range(1, len(text)) if _ended(text, at) and text[at] not in "。？！”’）》」』】"]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])] if text else []


def _ended(text: str, at: int) -> bool:
    """Whether only closing marks stand between ``at`` and a 。 before it."""
    return text[:at].rstrip("”’）》」』】").endswith(("。", "？", "！"))


@given(st.text("甲乙，；：。？！“”（）《》\n", max_size=30))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_sentences_are_cut_where_a_walk_cuts(text: str) -> None:
    found = sentences(text, "c1-p1")
    assert [sentence.text for sentence in found] == walked(text)
    assert "".join(sentence.text for sentence in found) == text
    assert [sentence.id for sentence in found] == [f"c1-p1-s{number}" for number in range(1, len(found) + 1)]


# Numerals, all of them.

TENS = ("", "十", "二十", "三十", "四十", "五十", "六十", "七十", "八十", "九十")
ONES = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
NUMERALS = [tens + ones for tens in TENS for ones in ONES][1:]


def test_numerals_from_one_to_ninety_nine() -> None:
    assert len(NUMERALS) == 99
    assert [to_int(numeral) for numeral in NUMERALS] == list(range(1, 100))
    assert [to_numeral(number) for number in range(1, 100)] == NUMERALS


def test_numerals_pass_a_hundred_and_a_thousand() -> None:
    """As laws print them: 第一百零五条, 第一千零四十条."""
    known = {100: "一百", 105: "一百零五", 110: "一百一十", 133: "一百三十三", 1000: "一千", 1005: "一千零五"}
    known |= {1010: "一千零一十", 1040: "一千零四十", 1200: "一千二百", 1258: "一千二百五十八"}
    assert {number: to_numeral(number) for number in known} == known
    assert all(to_int(to_numeral(number)) == number for number in range(1, 10_000))


def test_a_label_counts_in_figures_of_any_width() -> None:
    assert [number_of(numeral) for numeral in ("14", "１４", "一〇三", "二〇", "十四")] == [14, 14, 103, 20, 14]
    assert [number_of(numeral) for numeral in ("", "一二", "百", "12345", "一千〇")] == [None] * 5


REFUSED = (
    "",
    "零",
    "〇",
    "一十",
    "一十四",
    "十十",
    "一二",
    "二十零",
    "百",
    "一百十",
    "一百一",
    "一零",
    "十八大",
    "两",
    "廿",
    "8",
    "８",
    " 八",
    "八 ",
    "壹",
    "第八",
)


@pytest.mark.parametrize("numeral", REFUSED)
def test_what_no_heading_prints_is_no_numeral(numeral: str) -> None:
    assert to_int(numeral) is None


@given(st.text("零一二三四五六七八九十百千", max_size=5))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_a_number_is_read_only_from_its_own_numeral(numeral: str) -> None:
    number = to_int(numeral)
    assert number is None or to_numeral(number) == numeral
    assert (numeral in NUMERALS) == (number is not None and number < 100)
