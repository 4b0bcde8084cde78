"""The end of a clause page: who must do what, what refers to what, which words are shared."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.extract.shared import is_shared
from gongwen.ids import holds, unit_of
from gongwen.model import Clause
from gongwen.publish.markdown import quoted
from gongwen.publish.relations import incoming, outgoing, shared
from gongwen.publish.render import entry_links, render_clause
from gongwen.records import Edition


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(ROOT / "source")


def clause(edition: Edition, number: int) -> Clause:
    return edition.document.clauses[number - 1]


def page(edition: Edition, number: int) -> str:
    return render_clause(edition, clause(edition, number), entry_links(edition))


def section(text: str, heading: str) -> list[str]:
    """The items below a heading."""
    match = re.search(rf"^#+ {heading} .*\n((?:(?!#).*\n?)*)", text, re.MULTILINE)
    return [line for line in match[1].split("\n") if line.startswith("- ")] if match else []


def test_every_duty_stands_on_the_page_of_its_clause_and_leads_to_the_list(edition: Edition) -> None:
    for number, of in enumerate(edition.document.clauses, 1):
        items = section(page(edition, number), "责任")
        duties = [duty for duty in edition.duties if duty.clause == of.id]
        assert len(items) == len(duties)
        for item, duty in zip(items, duties, strict=True):
            assert item.startswith(f"- **{duty.actor or '未写明主体'}**")
            assert f"](../clauses/{number}.md#{duty.sentence})" in item
            assert item.endswith(f"[清单](../duties.md#{duty.id})）")
            assert ("期限：" in item) == bool(duty.deadline)


def test_a_duty_says_its_words_its_term_and_where_its_actor_is_named(edition: Edition) -> None:
    assert section(page(edition, 10), "责任")[2] == (
        "- **西部地区**（主体见[第2句](../clauses/10.md#c10-p1-s2)）：“要切实加强资金监管，提高使用效益”"
        "（[第3句](../clauses/10.md#c10-p1-s3)，[清单](../duties.md#c10-p1-s3-d1)）"
    )
    assert section(page(edition, 14), "责任")[1:] == [
        "- **未写明主体**（事项：对口支援工作）：“对口支援工作要进一步加强对精准扶贫工作成效的考核”"
        "（[第2句](../clauses/14.md#c14-p1-s2)，[清单](../duties.md#c14-p1-s2-d1)）",
        "- **国务院扶贫开发领导小组**：“东西部扶贫协作考核工作由国务院扶贫开发领导小组组织实施”"
        "（[第3句](../clauses/14.md#c14-p1-s3)，[清单](../duties.md#c14-p1-s3-d1)）",
        "- **国务院扶贫开发领导小组**（主体见本句前文）：“考核结果向党中央、国务院报告”"
        "（[第3句](../clauses/14.md#c14-p1-s3)，[清单](../duties.md#c14-p1-s3-d2)）",
    ]
    assert section(page(edition, 2), "责任")[0].startswith("- **帮扶双方**（目标）：“经过帮扶双方不懈努力，推进")
    assert "（期限：每年，" in section(page(edition, 12), "责任")[2]


def test_a_clause_without_duties_or_links_has_no_such_section(edition: Edition) -> None:
    assert "## 责任" not in page(edition, 1)
    bare = page(replace(edition, references=(), duties=()), 8)
    assert "##" not in bare
    only_shared = replace(edition, references=tuple(filter(is_shared, edition.references)))
    assert re.findall(r"^#+ (\w+)", page(only_shared, 9), re.MULTILINE) == ["责任", "关联", "共用词语"]


def test_what_only_shares_a_word_refers_to_nothing(edition: Edition) -> None:
    for of in edition.document.clauses:
        assert not any(map(is_shared, (*outgoing(edition, of), *incoming(edition, of))))
    assert "### 引用本条" not in page(edition, 12), "the others only share words with it"
    assert section(page(edition, 9), "引用本条") == [
        "- **列为考核内容** [（十四）开展考核评估](../clauses/14.md#c14) [“人才支援”](../clauses/14.md#c14-p1-s1)"
    ]


def test_each_shared_word_is_named_once_and_on_both_pages(edition: Edition) -> None:
    tied: set[tuple[str, str]] = set()
    for of in edition.document.clauses:
        words = [word for found in shared(edition, of) for word in found.words]
        assert len(set(words)) == len(words)
        tied |= {(of.id, other) for found in shared(edition, of) for other in found.others}
    assert tied == {(unit_of(r.source), r.target) for r in edition.references if is_shared(r)} - {("preamble", "c3")}
    assert {(other, one) for one, other in tied if other != "preamble"} == {
        (one, other) for one, other in tied if other != "preamble"
    }


def test_a_shared_word_says_where_else_it_stands_and_how_it_is_worded_there(edition: Edition) -> None:
    assert section(page(edition, 12), "共用词语") == [
        "- [“国务院扶贫开发领导小组”](../clauses/12.md#c12-p1-s1)[“考核”](../clauses/12.md#c12-p1-s1)"
        " 亦见于[（十四）开展考核评估](../clauses/14.md#c14)",
        "- [“党委或政府”](../clauses/12.md#c12-p1-s2) 亦见于[（三）基本原则](../clauses/3.md#c3)（作“党委和政府”）",
    ]
    for found in shared(edition, clause(edition, 9)):
        for word, sentence in found.words.items():
            assert word in edition.document.sentence[sentence].text
            assert holds("c9", sentence)


@pytest.mark.parametrize(
    ("one", "other", "heading", "words"),
    [
        (10, 13, "共用词语", "资金"),
        (3, 10, "共用词语", "资金"),
        (7, 8, "共用词语", "就业岗位"),
        (4, 11, "共用词语", "结对帮扶"),
        (5, 11, "共用词语", "结对帮扶"),
        (12, 14, "共用词语", "考核"),
        (3, 11, "本条引用", "社会广泛参与"),
        (6, 4, "本条引用", "北京市、天津市与河北省扶贫协作"),
        (14, 2, "本条引用", "减贫成效"),
    ],
)
def test_links_that_a_reader_expects(edition: Edition, one: int, other: int, heading: str, words: str) -> None:
    back = {"共用词语": "共用词语", "本条引用": "引用本条"}[heading]
    for here, there, title in ((one, other, heading), (other, one, back)):
        items = [item for item in section(page(edition, here), title) if f"/{there}.md#c{there})" in item]
        assert [item for item in items if f"“{words}”" in item], (here, there)


def test_quotation_marks_inside_quotation_marks_are_single() -> None:
    assert quoted("技能脱贫“千校行动”") == "“技能脱贫‘千校行动’”"
    assert quoted("{{ 甲 }}") == "“&#123;&#123; 甲 &#125;&#125;”"


def test_no_page_has_the_old_words_or_marks(edition: Edition) -> None:
    for number in range(1, 15):
        assert not re.search("[「」]|同名互见|回指|考核依据", page(edition, number))
