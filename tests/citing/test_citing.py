"""What a document cites of itself: cases by hand, and what holds for every citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.extract.cited_provisions import FOREIGN, UNRESOLVED, cited_provisions
from gongwen.model import Reference, Sentence, Unit
from gongwen.parse import parse_text
from gongwen.tables import TEXT, read_table

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def references(text: str) -> tuple[Reference, ...]:
    return cited_provisions(parse_text(text, "case.txt").units)


def shown(found: tuple[Reference, ...]) -> Iterator[str]:
    """``a3-p1-s1 第二条第（二）项至第（四）项 → a2-p1-i2 …``: a citation a line, with all its targets."""
    rows: dict[tuple[str, int, str], list[str]] = {}
    for reference in found:
        key = (reference.source, reference.span.start, reference.evidence)
        rows.setdefault(key, []).append(reference.target or reference.kind)
    for (source, _, evidence), targets in rows.items():
        yield f"{source} {evidence} → {' '.join(targets)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("== references\n")
    found = references(text)
    assert list(shown(found)) == expected.splitlines()
    assert_sound(found, parse_text(text, "case.txt").units)


def assert_sound(found: tuple[Reference, ...], units: tuple[Unit, ...]) -> None:
    """Each is literally in its sentence, leads to a unit of its kind or says why it leads nowhere; none overlap."""
    kinds = {unit.id: unit.kind for top in units for unit in top.walk()}
    sentences = {sentence.id: sentence.text for top in units for unit in top.walk() for sentence in unit.sentences}
    assert len({reference.id for reference in found}) == len(found)
    for reference in found:
        span = reference.span
        assert reference.source == span.sentence
        assert sentences[span.sentence][span.start : span.end] == reference.evidence != ""
        if reference.target:
            assert kinds[reference.target] == reference.kind
        else:
            assert reference.kind in (FOREIGN, UNRESOLVED)
    spans = sorted({(r.source, r.span.start, r.span.end) for r in found})
    for (source, _, end), (other, start, _) in pairwise(spans):
        assert source != other or end <= start


def test_a_chapter_is_found_through_the_parts_between() -> None:
    article = "依照本编第四章第二节办理。"
    paragraph = Unit("a1-p1", "paragraph", sentences=(Sentence("a1-p1-s1", article),))
    section = Unit("book2-subbook1-ch4-sec2", "division", units=(Unit("a1", "provision", units=(paragraph,)),))
    chapter = Unit("book2-subbook1-ch4", "division", units=(section,))
    book = Unit("book2", "division", units=(Unit("book2-subbook1", "division", units=(chapter,)),))
    assert [found.target for found in cited_provisions((book,))] == ["book2-subbook1-ch4-sec2"]


PIECES = (
    *(
        "第一条",
        "第二款",
        "第（三）项",
        "第（一）、（三）项",
        "第三、四条",
        "前款",
        "前两项",
        "本条",
        "本法",
        "刑法",
        "《甲法》",
        "该条",
    ),
    *("、", "和", "至", "，", "。", "的", "规定", "附件2", "见附件", "第", "一", "条", "款", "（", "“", "”", "甲"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(derandomize=True, max_examples=400, deadline=None)
def test_any_words_are_read_and_soundly(words: str) -> None:
    text = (
        f"某某法\n第一条 甲：\n（一）乙；\n（二）丙；\n（三）丁。\n戊。\n第二条 {words}己。\n第三条 庚。\n第四条 辛。\n"
    )
    document = parse_text(text, "case.txt")
    assert_sound(cited_provisions(document.units), document.units)


@pytest.mark.parametrize(
    "piece", ["第", "第一条", "第一条、", "第一至", "《", "刑法", "前", "本", "（一）", "附件", "甲"]
)
def test_a_quarter_of_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    sentence = Sentence("a1-p1-s1", piece * (2**18 // len(piece.encode())))
    paragraph = Unit("a1-p1", "paragraph", sentences=(sentence,))
    cited_provisions((Unit("a1", "provision", label="第一条", units=(paragraph,)),))


def test_sample_is_of_many_documents() -> None:
    """The annotation by hand; ``scripts/bench_references.py`` compares it with a corpus."""
    schema = {"file": TEXT, "sentence": TEXT, "words": TEXT, "to": TEXT}
    rows = read_table(Path(__file__).with_name("sample.tsv"), schema)
    assert len(rows) >= 150
    assert len({row["file"] for row in rows}) >= 15
    assert all(re.fullmatch(r"foreign|unresolved|[a-z][\w.-]*(\|[a-z][\w.-]*)*", row["to"]) for row in rows)
