"""Duties: against the gold file, case by case, and what must hold for any text."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from gongwen.edition import convert
from gongwen.extract.duties import DutyWords, extract_duties, read_duty_words
from gongwen.extract.titles import read_title_kinds
from gongwen.ids import paragraph_of
from gongwen.model import Document
from gongwen.parse import parse_text
from gongwen.records import Duty
from gongwen.tables import TEXT, read_table

HERE = Path(__file__).parent
SOURCE = ROOT / "source"
CASES = sorted((HERE / "cases").glob("*.txt"))
COMPARED = ("id", "actor", "inherited", "duty_word", "action", "deadline", "kind", "inherited_from", "matter")
"""Two duties are the same when these are; the quote is compared by itself."""
TITLES = read_title_kinds(SOURCE / "title_kinds.tsv")


@pytest.fixture(scope="module")
def lexicon() -> DutyWords:
    return read_duty_words(SOURCE)


@pytest.fixture(scope="module")
def document() -> Document:
    return convert(SOURCE / "guideline.txt")[1]


def columns(duty: Duty) -> dict[str, str]:
    return {name: str(value).lower() if name == "inherited" else str(value) for name, value in vars(duty).items()}


def test_gold(document: Document, lexicon: DutyWords, record_property: Callable[[str, object], None]) -> None:
    with (HERE / "gold.csv").open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    found = [columns(duty) for duty in extract_duties(document, lexicon, TITLES)]
    expected, got = ({tuple(row[name] for name in COMPARED) for row in rows} for rows in (gold, found))
    precision, recall = len(expected & got) / len(got), len(expected & got) / len(expected)
    quotes = {row["id"]: row["quote"] for row in gold}
    same_quotes = sum(quotes.get(row["id"]) == row["quote"] for row in found)
    record_property("duties", f"{len(got)} of {len(expected)}, precision {precision:.3f}, recall {recall:.3f}")
    assert expected == got, "\n".join(map(str, sorted(expected ^ got)))
    assert same_quotes == len(gold)


def test_gold_is_literal(document: Document) -> None:
    with (HERE / "gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["quote"] in document.sentence[row["sentence"]].text
            assert row["action"] in row["quote"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_rule(case: Path, lexicon: DutyWords) -> None:
    text, expected = case.read_text(encoding="utf-8").split("---\n")
    heading = "" if re.search("^一、", text, re.MULTILINE) else "一、总则\n"
    document = parse_text(f"关于测试的意见\n{heading}{text}", case.name)
    duties = extract_duties(document, lexicon, TITLES)
    rows = [(d.sentence + "*" * (d.kind == "aim"), _subject(d), d.duty_word, d.action, d.deadline) for d in duties]
    assert rows == [tuple(map(str.strip, f"{line} | | | |".split("|")))[:5] for line in expected.splitlines()]


def _subject(duty: Duty) -> str:
    """As the cases write it: 帮扶双方, ^c1-p1-s1 帮扶双方, ~对口支援工作."""
    if duty.inherited:
        return f"^{duty.inherited_from} {duty.actor}"
    return f"~{duty.matter}" if duty.matter else duty.actor


def test_every_duty_quotes_its_sentence(document: Document, lexicon: DutyWords) -> None:
    duties = extract_duties(document, lexicon, TITLES)
    assert duties
    assert len({duty.id for duty in duties}) == len(duties)
    for duty in duties:
        assert document.quote(duty.span) == duty.quote
        assert duty.action in duty.quote
        assert duty.deadline in duty.quote
        assert all(part in duty.quote for part in duty.duty_word.split("…"))
        assert duty.actor in document.sentence[duty.inherited_from or duty.sentence].text
        assert duty.inherited == bool(duty.inherited_from)
        assert duty.matter in duty.quote
        assert not (duty.actor and duty.matter)
        assert re.fullmatch(re.escape(duty.sentence) + r"-d[1-9]", duty.id)


WORDS = re.findall(
    r"\S+",
    "帮扶双方 审计机关 干部 工作 资金 工作中 县 要 重要 应当 不得 由 组织实施 负责 加大 开展 组织 的 "
    "对 在 为 经过 努力 向 报告 每年 到2020年 ， ； 。 （ ） “ ”",
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_text_is_quoted_literally_and_in_order(lexicon: DutyWords, words: list[str]) -> None:
    document = parse_text(f"关于测试的意见\n一、总则\n（一）测试。{''.join(words)}。", "test.txt")
    last = ("", 0)
    for duty in extract_duties(document, lexicon, TITLES):
        assert document.quote(duty.span) == duty.quote
        assert duty.action in duty.quote
        assert duty.actor in document.sentence[duty.inherited_from or duty.sentence].text
        assert duty.sentence != last[0] or duty.span.start >= last[1]
        last = (duty.sentence, duty.span.end)


@given(st.lists(st.sampled_from([*WORDS, "帮扶双方要", "。加大", "。"]), min_size=1, max_size=40))
def test_an_actor_is_taken_over_only_while_nobody_else_is_named(lexicon: DutyWords, words: list[str]) -> None:
    document = parse_text(f"关于测试的意见\n一、总则\n（一）测试。{''.join(words)}。\n加大力度。", "test.txt")
    sentences = [sentence.id for sentence in document.sentences()]
    duties = extract_duties(document, lexicon, TITLES)
    for at, duty in enumerate(duties):
        if duty.inherited:
            assert paragraph_of(duty.inherited_from) == paragraph_of(duty.sentence)
            first = next(n for n, other in enumerate(duties) if other.sentence == duty.inherited_from)
            assert duties[at - 1].actor == duty.actor
            since = [other for other in duties[first:at] if other.sentence != duty.inherited_from]
            assert {other.actor for other in since} <= {duty.actor}
            assert {other.sentence for other in duties[first : at + 1]} == set(
                sentences[sentences.index(duty.inherited_from) : sentences.index(duty.sentence) + 1]
            ), "a sentence in between sets no duty: it may have a subject of its own"


def test_each_deadline_pattern_matches_its_example() -> None:
    for row in read_table(SOURCE / "deadlines.tsv", {"pattern": TEXT, "example": TEXT}):
        assert re.fullmatch(row["pattern"], row["example"]), f"{row.file}:{row.line}"
