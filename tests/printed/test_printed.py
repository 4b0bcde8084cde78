"""The PDF and the picture of any document's site, made and read back: `make test-files`, for they need Pango."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from pypdf import PdfReader
from support import tree

from gongwen.volume import build_site

LAW = """中华人民共和国例示法
（2019年1月1日第一届会议通过）
第一章　总・则·甲
第一条　为了说明网站的样子，把⼀切条款编排成一切人可以阅读、检索、引用、下载、打印、保存的网页和文件，制定本法。
第二条　本法所称网站，是指可以逐句链接的网页。
网站由下列部分组成：
（一）首页；
（二）全文，依照本法第三条编排。
第二章　附  则
第三条　网站的地址不变。前款规定的地址包括句的地址。
"""
NOTICE = """国务院关于印发某某办法的通知
国发〔2018〕2号
各省人民政府：
现将《某某办法》印发给你们。
国务院
2018年1月3日
某某办法
第一条　为了加强管理，制定本办法。
附件：
材料
清单
一、申请书。
"""
REPORT = """政府工作报告
各位代表：
现在报告工作。
一年来的工作
我们做了很多工作。成绩很大。
"""
HOME = "https://example.org/x/"


def outline(entries: list[object]) -> list[str]:
    return [
        title
        for entry in entries
        for title in (outline(entry) if isinstance(entry, list) else [entry.title])  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("site", ["", HOME], ids=["local", "public"])
@pytest.mark.parametrize(
    ("text", "day", "author", "headings"),
    [
        (LAW, "2019-01-01", None, ["第一章 总・则·甲", "第一条", "第二条", "第二章 附 则", "第三条"]),
        (NOTICE, "2018-01-03", "国务院", ["某某办法", "第一条"]),
        (REPORT, "", None, ["一年来的工作"]),
    ],
    ids=["law", "notice", "report"],
)
def test_a_site_has_its_pdf(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    site: str,
    text: str,
    day: str,
    author: str | None,
    headings: list[str],
) -> None:
    """What nobody knows it does not say, and all that it says is the text and what the file is."""
    monkeypatch.setenv("SITE_URL", site)
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    book = build_site(tmp_path / "page.txt", tmp_path / "site", printed=True)
    data = tmp_path / "site/data"
    reader = PdfReader(data / "document.pdf")
    said = re.sub(r"—\d+—|\s", "", "".join(sheet.extract_text() for sheet in reader.pages))
    whole = re.sub(r"\s", "", (data / "document.txt").read_text(encoding="utf-8"))
    assert said.startswith(f"{whole}非官方文本：")
    assert outline(reader.outline)[: len(headings)] == headings
    about = reader.metadata
    assert about is not None
    assert (about.title, about.author) == (book.title, author)
    assert str(about.get("/CreationDate", ""))[2:10] == day.replace("-", "")
    assert {unit.id for unit in book.leaves} <= reader.named_destinations.keys()
    links = {
        annotation.get_object()["/A"]["/URI"]
        for sheet in reader.pages
        for annotation in sheet.get("/Annots", [])
        if "/A" in annotation.get_object()
    }
    assert f"{site}full/" in links if site else not links
    assert ("example.org" in said, any(list(sheet.images) for sheet in reader.pages)) == (bool(site), False)
    offered = html.parse(tmp_path / "site/full/index.html").xpath("//p[@class='tools']/a[.='下载 PDF']/@href")
    assert offered == ["../data/document.pdf"]
    for unit in book.leaves:
        page = html.parse(tmp_path / "site" / book.page(unit.id) / "index.html")
        assert page.xpath("//a[.='全文 PDF 的此处']/@href") == [f"../../data/document.pdf#{unit.id}"]
    picture = data / "document.png"
    assert picture.exists() == bool(site)
    shown = html.parse(tmp_path / "site/index.html").xpath("//meta[@property='og:image']/@content")
    assert shown == ([f"{HOME}data/document.png"] if site else [])
    if site:
        assert Image.open(io.BytesIO(picture.read_bytes())).size == (1200, 630)


def test_two_builds_are_the_same_and_a_line_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By GB/T 9704—2012 a line has 28 characters."""
    monkeypatch.setenv("SITE_URL", HOME)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "law.txt").write_text(LAW, encoding="utf-8")
        build_site(tmp_path / name / "law.txt", tmp_path / name / "site", printed=True)
    assert tree(tmp_path / "a/site") == tree(tmp_path / "b/site")
    lines = (
        PdfReader(tmp_path / "a/site/data/document.pdf").pages[0].extract_text().partition("非官方文本")[0].split("\n")
    )
    assert max(map(len, lines)) == 28


def test_a_character_that_no_font_has_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(REPORT.replace("成绩", "𓀀"), encoding="utf-8")
    with pytest.raises(Exception, match=r"found none of “𓀀” \(U\+13000\); to mend: put another character there"):
        build_site(tmp_path / "page.txt", tmp_path / "site", printed=True)
    assert not (tmp_path / "site").exists()
