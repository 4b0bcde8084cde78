"""The site as a zip that opens from a disk: the same bytes for the same site, proved, and walked through at file://."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect
from support import HOME, ROOT, OpenPage, come_alive, search

import offline
from gongwen.errors import GongwenError, LibraryError
from gongwen.permanence.moved import moved_pages
from gongwen.site.offline import pack, put_on_disk, to_file
from gongwen.site.proof import ProofError


@pytest.fixture(scope="module")
def site(guide_dir: Path) -> dict[str, bytes]:
    """The files of a site that was built for an address of its own."""
    return offline.read(guide_dir)


@pytest.fixture(scope="module")
def on_disk(site: dict[str, bytes]) -> dict[str, bytes]:
    return put_on_disk(site)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("../8/#c8-p1", "../8/index.html#c8-p1"),
        ("../?q=劳务", "../index.html?q=劳务"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("#c8", "#c8"),
        ("?q=%E5%8A%B3", "?q=%E5%8A%B3"),
        ("../data/guideline.json", "../data/guideline.json"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_leads_to_a_file(address: str, file: str) -> None:
    assert to_file(address) == file


def test_no_page_leads_to_a_folder_or_loads_a_module(on_disk: dict[str, bytes]) -> None:
    pages = {name: html.document_fromstring(content.decode()) for name, content in on_disk.items() if ".html" in name}
    links = [(name, link) for name, page in pages.items() for _, _, link, _ in page.iterlinks() if link]
    inside = [urlsplit(urljoin(f"//site/{name}", link)).path[1:] for name, link in links if not urlsplit(link).netloc]
    assert len(inside) > 1000
    assert set(inside) - set(on_disk) == set()
    assert [name for name, page in pages.items() if page.xpath("//script[@type='module']")] == []


def test_the_page_of_a_renamed_address_leads_on(site: dict[str, bytes]) -> None:
    folder = next(name.removesuffix("reader.js") for name in site if name.endswith("/reader.js"))
    pages = moved_pages({"/old/": "/clauses/8/", "/old/#a": "/clauses/8/#c8"}, HOME, folder)
    on_disk = put_on_disk(site | pages)
    page = html.document_fromstring(on_disk["old/index.html"].decode())
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0;url=../clauses/8/index.html"]
    assert page.xpath("//a/@href") == ["../clauses/8/index.html", "../clauses/8/index.html#c8"]
    assert page.xpath("//script/@src")[0].removeprefix("../") in on_disk


def test_it_has_all_that_the_site_has_for_readers(site: dict[str, bytes], on_disk: dict[str, bytes]) -> None:
    missing = {name for name in site if name not in on_disk}
    parts = re.compile(r"assets/[0-9a-f]{8}/((?!moved)[\w-]+\.js(on)?|search/worker\.js)")
    served = re.compile(r"_headers|404\.html|service-worker\.js|sitemap.*|.*\.map|search/search_index\.json")
    unused = re.compile(r"assets/javascripts/(lunr|workers)/.*|assets/stylesheets/palette.*")
    assert [name for name in missing if not any(kind.fullmatch(name) for kind in (parts, served, unused))] == []
    assert set(on_disk) - set(site) == {"search/search_index.js"}


def test_two_zips_of_one_site_are_the_same(site: dict[str, bytes]) -> None:
    one, other = (pack(put_on_disk(files), "offline") for files in (site, dict(reversed(site.items()))))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name.split("/")[0] for name in archive.namelist()} == {"offline"}


def test_its_text_is_proved_and_its_links_followed(on_disk: dict[str, bytes]) -> None:
    name = "clauses/8/index.html"
    with pytest.raises(ProofError, match=name):
        offline.check(on_disk | {name: on_disk[name].replace("组织化程度".encode(), "组织化程序".encode())})
    with pytest.raises(GongwenError, match="nowhere"):
        offline.check(on_disk | {name: on_disk[name].replace(b'href="../9/index.html', b'href="../nowhere/index.html')})


@pytest.mark.parametrize("module", ["export default 1", 'import "./cite.js"', "const at = import.meta.resolve('a')"])
def test_a_module_in_another_form_is_refused(site: dict[str, bytes], module: str) -> None:
    [name] = [name for name in site if name.endswith("/note.js")]
    with pytest.raises(LibraryError, match=r"^note\.js: "):
        put_on_disk(site | {name: module.encode()})


def test_without_a_public_address_there_is_none(site_dir: Path, tmp_path: Path) -> None:
    command = [sys.executable, "scripts/offline.py", str(site_dir), str(tmp_path / "offline.zip")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (result.returncode, result.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert re.fullmatch(r"offline\.py: .*, found none; .*SITE_URL=https://…/\n", result.stderr)


def test_a_reader_finds_everything_on_a_disk(
    open_page: OpenPage, on_disk: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("读者 #1")
    with zipfile.ZipFile(io.BytesIO(pack(on_disk, "offline"))) as archive:
        archive.extractall(folder)
    copying = {"permissions": ["clipboard-read", "clipboard-write"], "viewport": {"width": 1280, "height": 800}}
    page = open_page(base_url=f"{(folder / 'offline').as_uri()}/", **copying)
    page.goto("index.html")
    page.get_by_role("article").locator("a[href*='clauses/8/']").first.click()
    _cite(page)
    _search(page)
    _filter(page)
    page.goto("terms/index.html")
    come_alive(page)
    page.locator("[data-index] input").fill("liangshan")
    expect(page.locator("[data-index] output")).to_have_text(re.compile("^显示 [1-9]"))
    page.goto("check/index.html")
    page.locator(".check textarea").fill("文件要求“优先落实落户政策，有序实现市名化”。")
    page.locator(".check li").get_by_role("link", name="第（八）条第6句").click()
    expect(page).to_have_url(re.compile(r"/clauses/8/index\.html#c8-p1-s6$"))


def _cite(page: Page) -> None:
    """A sentence's permalink marks it, and what is copied names the public address."""
    page.locator("#c8-p1-s3").hover()
    page.locator("#c8-p1-s3 .permalink").click()
    expect(page).to_have_url(re.compile(r"/clauses/8/index\.html#c8-p1-s3$"))
    assert page.evaluate("document.querySelector(':target').id") == "c8-p1-s3"
    box = page.get_by_role("search").get_by_role("textbox")
    for item, copied in ((None, f"{HOME}clauses/8/#c8-p1-s3"), ("GB/T 7714", f". {HOME}clauses/8/#c8-p1-s3.")):
        if item:
            page.locator(".toast").get_by_role("button", name="引用").click()
            page.get_by_role("menuitem", name=item).click()
        expect(page.locator(".toast")).to_contain_text("已复制")
        box.click()
        page.keyboard.press("Control+V")
        assert box.input_value().endswith(copied)
        box.fill("")
        page.keyboard.press("Escape")


def _search(page: Page) -> None:
    """From the header's box and on a page of its own: literally, by sound, what the text lacks, and back again."""
    expect(search(page, "劳务").nth(1)).to_have_attribute("href", re.compile(r"/clauses/8/index\.html#c8-p1-s\d$"))
    said = page.locator(".md-search-result__meta")
    for query, notice in (("liangshan", "已按“凉山”检索"), ("江西", "文中没有提到“江西”")):
        page.get_by_role("search").get_by_role("textbox").fill(query)
        expect(said).to_contain_text(notice)
    page.get_by_role("search").get_by_role("textbox").fill("调整结对关系")
    page.get_by_role("search").get_by_role("link").locator("visible=true").first.click()
    expect(page).to_have_url(re.compile(r"/offline/clauses/\d+/index\.html"))
    page.goto("search/index.html?q=劳务")
    expect(page.locator("#search-results h2").first).to_be_visible()
    page.locator("#search-form [name=q]").fill("jdlk")
    expect(page.locator("#search-status")).to_contain_text("已按“建档立卡”检索")
    page.locator("#search-results h2 a").first.click()
    expect(page).to_have_url(re.compile(r"/index\.html(#|$)"))
    page.go_back()
    expect(page.locator("#search-status")).to_contain_text("已按“建档立卡”检索")


def _filter(page: Page) -> None:
    """The table of the pairings, and the diagram, whose finder asks the search."""
    page.goto("pairings/index.html")
    come_alive(page)
    page.locator("[data-table] input").first.fill("凉山")
    expect(page.locator("[data-table] output").first).to_have_text(re.compile("^显示 1 项"))
    page.locator("figure input").fill("谁帮扶凉山")
    expect(page.locator("[data-answer]")).to_contain_text("由佛山市帮扶")
    page.locator("[data-answer] a").first.click()
    expect(page).to_have_url(re.compile(r"/index\.html"))
