"""What holds on every page: no foreign request, no layout shift, no barrier, nothing that runs off a phone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support import CLAUSES, PAGES, OpenPage

from gongwen.model import Document

FIRST_VIEW = 72 * 1024
"""Bytes of a clause page's first view with gzip; a stock Material page needs 82 KiB."""
SHIFTS = """() => new Promise(resolve => {
  if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) throw new Error("cannot measure")
  const found = []
  new PerformanceObserver(list => found.push(...list.getEntries())).observe({type: "layout-shift", buffered: true})
  const what = ({node}) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)
  const told = () => found.map(shift => [shift.value, ...shift.sources.map(what)])
  requestAnimationFrame(() => setTimeout(() => resolve(told()), 100))
})"""
LOADS = 3
"""On a busy machine a frame may be painted while the page is still arriving. What the page itself moves, it moves on
every load; what only one of these loads shows is the machine's."""
WIDER = """() => [document.documentElement.scrollWidth, innerWidth, [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(element => element.outerHTML.slice(0, 80))]"""

each_page = pytest.mark.parametrize("address", PAGES)


def test_the_pages_are_those_of_the_contract(site_dir: Path) -> None:
    built = {path.relative_to(site_dir).as_posix().removesuffix("index.html") for path in site_dir.rglob("*.html")}
    assert built == set(PAGES)


@each_page
def test_page_introduces_itself(page: Page, document: Document, address: str) -> None:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", re.compile(r"zh(-CN|-Hans)?"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    if address != "404.html":
        assert len(page.locator("meta[name=description]").get_attribute("content") or "") > 10
    notice = page.get_by_role("complementary").filter(has_text="非官方")
    expect(notice).to_be_visible()
    for words in (document.title, "新华社", "2016"):
        expect(notice).to_contain_text(words)
    notice.get_by_role("link", name=re.compile("告诉我们|报告")).click()
    expect(page).to_have_url(re.compile("/about/#"))
    expect(page.locator(":target")).to_be_in_viewport()


@each_page
def test_page_fits_a_phone_and_stands_still(open_page: OpenPage, address: str) -> None:
    for width in (320, 390, 1280):
        shifts = []
        for _ in range(LOADS):
            page = open_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
            page.goto(address, wait_until="networkidle")
            shifts = page.evaluate(SHIFTS)
            if not shifts:
                break
        assert shifts == [], f"shifts at {width} px on every one of {LOADS} loads"
        scroll, inner, culprits = page.evaluate(WIDER)
        assert scroll <= inner, f"{scroll} px wide at {width} px: {culprits}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_page
def test_axe_finds_nothing(open_page: OpenPage, address: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    page.goto(address)
    found = Axe().run(page).response["violations"]
    assert {f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]} == set()


@each_page
def test_words_are_those_of_the_site(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    said = page.evaluate("""() => [document.title, document.documentElement.innerText,
      ...[...document.querySelectorAll("[aria-label], [title], [placeholder], meta")]
        .flatMap(({ ariaLabel, title, placeholder, content }) => [ariaLabel, title, placeholder, content])].join()""")
    assert set(re.findall("搜索|索引|点按|跳转|脚本|键入|符合条件|承前省略|[「」]|[上下]一页: ", said)) == set()


def test_first_view_of_a_clause_is_light(
    open_page: OpenPage, site_dir: Path, record_property: Callable[[str, object], None]
) -> None:
    sizes = {}
    for address in CLAUSES:
        page = open_page()
        requested: list[str] = []
        page.context.on("request", lambda request, requested=requested: requested.append(request.url))
        page.goto(address, wait_until="networkidle")
        sizes[address] = sum(_transferred(site_dir, url) for url in requested)
        record_property("first view", f"{address} {sizes[address] / 1024:.1f} KiB gzip, {len(requested)} requests")
    assert max(sizes.values()) <= FIRST_VIEW, sizes


def _transferred(site_dir: Path, url: str) -> int:
    """What a server that compresses sends of ``url``."""
    file = site_dir / unquote(urlsplit(url).path).lstrip("/")
    content = (file / "index.html" if file.is_dir() else file).read_bytes()
    return min(len(content), len(gzip.compress(content, 6)))


@each_page
def test_page_reads_without_javascript(open_page: OpenPage, document: Document, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address)
    text = page.get_by_role("article").inner_text()
    if address == "search/":
        assert "JavaScript" in text, "does not say what is missing"
    clauses = [clause for clause in document.clauses if address in ("full/", f"clauses/{clause.number}/")]
    for sentence in (sentence for clause in clauses for sentence in clause.sentences):
        assert sentence.text in text, f"hidden without JavaScript: {sentence.id}"
    if address == "pairings/":
        assert page.locator("[id^=pair-]:visible").count() >= 32
    assert len(text) > 100 or address == "404.html"
