"""Parsing: a case for each form and each error, and what must hold for any document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import StructureError
from gongwen.model import Clause, Document, Paragraph, Part
from gongwen.numerals import to_int, to_numeral
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
    text, kind, expected = re.split(r"^== (outline|error)\n", case.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.removeprefix("== text\n")
    if kind == "error":
        with pytest.raises(StructureError) as error:
            parse_text(text, "case.txt")
        assert f"{error.value}\n" == expected
        return
    document = parse_text(text, "case.txt")
    assert list(outline(document)) == expected.splitlines()
    assert parse_text(print_text(document), "case.txt") == document


# Documents made at random, printed and read again.

MARKS = "。？！；："
WORDS = st.text("甲乙丙，、“”（）《》1a", min_size=1, max_size=6)
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
    kinds = ["text" if n == 0 and run_in else kind for n, (kind, _) in enumerate(found)]
    paragraphs = (_paragraph(f"c{number}-p{n}", kinds[n - 1], text) for n, (_, text) in enumerate(found, 1))
    return Clause(f"c{number}", number, part, draw(TITLE), tuple(paragraphs), run_in)


def _paragraph(id_: str, kind: str, text: str) -> Paragraph:
    return Paragraph(id_, kind, sentences(text, id_))


@given(documents())
@settings(derandomize=True, max_examples=100, deadline=None)
def test_what_is_printed_is_read_again(document: Document) -> None:
    assert parse_text(print_text(document), "printed.txt") == document


@given(documents())
@settings(derandomize=True, max_examples=50, deadline=None)
def test_every_character_is_accounted_for(document: Document) -> None:
    """Numerals, dashes and the 。 behind a heading are print; everything else stands in the outline."""
    numerals = r"^(?:[一二三]、|（[一二三四五六七八九]）)"
    printed = re.sub(numerals, "", print_text(document), flags=re.MULTILINE)
    listed = "".join(line.split(" ", 1)[1] for line in outline(document))
    assert re.sub("——|[。\n]", "", printed) == re.sub("——|。", "", listed)


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
    "一百",
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


@given(st.text("零一二三四五六七八九十百", max_size=4))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_a_number_is_read_only_from_its_own_numeral(numeral: str) -> None:
    number = to_int(numeral)
    assert (numeral in NUMERALS) == (number is not None)
