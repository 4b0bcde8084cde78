"""The guideline itself: what was counted in its text by eye must be what the scripts find."""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.model import Document
from gongwen.parse import print_text
from gongwen.records import Edition

TITLES = {
    "总体要求": ("指导思想", "主要目标", "基本原则"),
    "结对关系": ("调整东西部扶贫协作结对关系", "开展携手奔小康行动", "深化对口支援"),
    "主要任务": ("开展产业合作", "组织劳务协作", "加强人才支援", "加大资金支持", "动员社会参与"),
    "保障措施": ("加强组织领导", "完善政策支持", "开展考核评估"),
}
SENTENCES = {
    "preamble": (2,),
    "c1": (1,),
    "c2": (1,),
    "c3": (2, 2, 2, 2),
    "c4": (2, 1),
    "c5": (2,),
    "c6": (2,),
    "c7": (3,),
    "c8": (6,),
    "c9": (5,),
    "c10": (3,),
    "c11": (5,),
    "c12": (2,),
    "c13": (5,),
    "c14": (3,),
}
"""Sentences of each paragraph."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(ROOT / "source")


def test_the_page_is_the_one_that_was_received() -> None:
    provenance = tomllib.loads((ROOT / "source/guideline.toml").read_text(encoding="utf-8"))
    page = (ROOT / "source" / provenance["page"]["file"]).read_bytes()
    assert sha256(page).hexdigest() == provenance["page"]["sha256"]


def test_parts_and_clauses(document: Document) -> None:
    assert document.title == "关于进一步加强东西部扶贫协作工作的指导意见"
    found = {part.title: tuple(clause.title for clause in document.clauses_of(part)) for part in document.parts}
    assert found == TITLES
    assert [part.id for part in document.parts] == [f"part-{number}" for number in range(1, 5)]
    assert [clause.id for clause in document.clauses] == [f"c{number}" for number in range(1, 15)]


def test_sentences(document: Document) -> None:
    homes = {"preamble": document.preamble} | {clause.id: clause.paragraphs for clause in document.clauses}
    assert {home: tuple(len(p.sentences) for p in paragraphs) for home, paragraphs in homes.items()} == SENTENCES
    assert sum(map(sum, SENTENCES.values())) == len(list(document.sentences())) == 51


def test_principles(document: Document) -> None:
    principles = [paragraph for paragraph in document.paragraphs() if paragraph.kind == "principle"]
    assert [paragraph.id for paragraph in principles] == ["c3-p1", "c3-p2", "c3-p3", "c3-p4"]
    assert [paragraph.sentences[0].text for paragraph in principles] == [
        "坚持党的领导，社会广泛参与。",
        "坚持精准聚焦，提高帮扶实效。",
        "坚持优势互补，鼓励改革创新。",
        "坚持群众主体，激发内生动力。",
    ]


@pytest.mark.parametrize(
    ("id_", "text"),
    [
        ("c4-p2-s1", "各省（自治区、直辖市）要根据实际情况，在本行政区域内组织开展结对帮扶工作。"),
        ("c5-p1-s2", "探索在乡镇之间、行政村之间结对帮扶。"),
        ("c9-p1-s4", "帮扶省市选派到被帮扶地区的挂职干部要把主要精力放到脱贫攻坚上，挂职期限原则上两到三年。"),
        ("c13-p1-s4", "审计机关要依法加强对扶贫政策落实情况和扶贫资金的审计监督。"),
    ],
)
def test_a_sentence_has_its_id(document: Document, id_: str, text: str) -> None:
    assert document.sentence[id_].text == text


def test_the_text_as_printed_is_the_text_as_restored(edition: Edition) -> None:
    assert print_text(edition.document) == edition.text


def test_punctuation_of_the_body(edition: Edition) -> None:
    body = edition.text.split("\n", 1)[1]
    assert {mark: body.count(mark) for mark in "，：；（）"} == {"，": 105, "：": 1, "；": 8, "（": 16, "）": 16}


def test_characters(edition: Edition) -> None:
    assert {char for char in edition.text if char.isascii()} == set("\n20"), "2020 and nothing else"
    for char in re.findall(r"[\u3400-\u9fff]", edition.text):
        char.encode("gb2312")


@pytest.mark.parametrize(
    "words", ["帮扶陕西省、", "依托当地产业发展，", "有序实现市民化。", "各省（自治区、直辖市）要", "县（市、区）与"]
)
def test_words_that_were_damaged(edition: Edition, words: str) -> None:
    assert edition.text.count(words) == 1


@pytest.mark.parametrize("words", ["新华社", "全文如下", "完）", "秦云", "关键词", "\n更多", "张德江", "首页"])
def test_what_stands_around_it_on_the_page_is_gone(edition: Edition, words: str) -> None:
    assert words not in edition.text


def test_everything_extracted_quotes_the_text(edition: Edition) -> None:
    document = edition.document
    for reference in edition.references:
        assert document.quote(reference.span) == reference.evidence
    for duty in edition.duties:
        assert document.quote(duty.span) == duty.quote
    for term in edition.terms:
        assert {document.quote(span) for span in term.spans} <= {term.name, *term.aliases} | _short(edition, term.id)
    for pairing in edition.pairings:
        assert pairing.recipient.name in document.quote(pairing.span)


def _short(edition: Edition, id_: str) -> set[str]:
    """内蒙古 and 内蒙 stand for 内蒙古自治区."""
    places = {place for pairing in edition.pairings for place in (pairing.supporter, pairing.recipient)}
    return {name for place in places if place.id == id_ for name in (place.short, *place.aliases)}
