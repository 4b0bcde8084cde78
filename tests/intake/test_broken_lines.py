"""Text that its source breaks into lines, copied from a PDF or out of a letter: its paragraphs are whole again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support import ROOT
from word_files import word_file

from gongwen.conversion import convert_file
from gongwen.intake import read_file
from gongwen.lines import Line
from gongwen.parse.wrapping import find_wrapping

CLEAN = sorted((ROOT / "tests/restore/clean").glob("*.txt"))

PARAGRAPHS = (
    "农村公路是重要的基础设施，关系到农业和农村发展的全局。为加快建设农村公路，改善群众出行条件，依照本办法第三条的规定，提出如下意见：",
    "一、提高认识",
    "各地要充分认识农村公路建设的重要意义，把农村公路摆上重要位置，确保完成任务。",
    "二、落实责任",
    "（一）加强领导。县级人民政府是农村公路建设的责任主体，要建立健全工作机制。",
    "（二）加强监督。交通运输部门要加强质量监督检查，发现问题及时督促整改落实。",
)
TITLE = "关于农村公路建设的意见"
WIDTH = 23


def broken(paragraph: str, indent: str = "") -> Iterator[str]:
    """The lines of a paragraph, each as wide as the page but for the last."""
    text = indent + paragraph
    return (text[at : at + WIDTH] for at in range(0, len(text), WIDTH))


def pages(lines: list[str]) -> str:
    """With the number of the page behind every seventh line."""
    numbered = (f"{line}\n" + f"— {at // 7} —\n" * (at % 7 == 0) for at, line in enumerate(lines, 1))
    return "".join(numbered)


FORMS = {
    "an indent begins a paragraph": "\n".join(line for one in PARAGRAPHS for line in broken(one, "　　")),
    "a blank line parts paragraphs": "\n\n".join("\n".join(broken(one)) for one in PARAGRAPHS),
    "nothing but the stops": "\n".join(line for one in PARAGRAPHS for line in broken(one)),
    "with numbers of pages": pages([line for one in PARAGRAPHS for line in broken(one, "　　")]),
}


@pytest.mark.parametrize("form", FORMS)
def test_paragraphs_are_whole_again(form: str) -> None:
    found = convert_file(f"{TITLE}\n{FORMS[form]}\n".encode(), "page.txt").document
    whole = convert_file("\n".join((TITLE, *PARAGRAPHS)).encode(), "page.txt").document
    assert [(unit.id, unit.title, unit.text) for top in found.units for unit in top.walk()] == [
        (unit.id, unit.title, unit.text) for top in whole.units for unit in top.walk()
    ]
    assert {dropped.rule for dropped in found.dropped} <= {"page number"}


@pytest.mark.parametrize("page", CLEAN, ids=lambda page: page.stem)
def test_a_text_with_a_line_for_a_paragraph_is_not_broken(page: Path) -> None:
    assert find_wrapping(read_file(page.read_bytes(), page.name).lines) is None


def test_two_lines_of_one_width_prove_nothing() -> None:
    lines = [Line(text, number) for number, text in enumerate(list(broken(PARAGRAPHS[2]))[:1] * 3, 1)]
    assert find_wrapping(lines) is None
    assert find_wrapping([*lines, replace(lines[0], number=4)]) is not None


def test_what_a_soft_break_tears_goes_on() -> None:
    body = (
        "<p><r><t>关于甲的</t><br/><t>通知</t></r></p><p><r><t>（一）目标。到2022年</t><br/><t>建成体系。</t></r></p>"
        "<p><r><t>（二）任务</t><br/><t>完成任务。</t></r></p><p><r><t>某某局</t><br/><t>2018年1月2日</t></r></p>"
    )
    found = convert_file(word_file(body), "a.docx").document
    assert [(unit.id, unit.title or unit.text) for top in found.units for unit in top.walk()] == [
        ("title", "关于甲的通知"),
        ("c1", "目标"),
        ("c1-p1", "到2022年建成体系。"),
        ("c2", "任务"),
        ("c2-p1", "完成任务。"),
        ("issuer1", "某某局"),
        ("date", "2018年1月2日"),
    ]
