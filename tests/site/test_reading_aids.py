"""What readers set for themselves, and what is read out to them."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html
from playwright.sync_api import Page, expect
from support import PAGES, ROOT, OpenPage, barriers, come_alive

ADDRESSES = ("", "clauses/4/", "pairings/", "duties/", "terms/", "search/?q=劳务")
CRITERIA = 55
"""Of levels A and AA in WCAG 2.2."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""What WCAG 2.2 names at 1.4.12."""
CUT = """() => [...document.querySelectorAll("article *, header .md-header__button, footer *")]
  .filter(element => !element.closest("svg, .overview, .permalink") && element.checkVisibility()
    && ["hidden", "clip"].includes(getComputedStyle(element).overflowX)
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
  .map(({ outerHTML }) => outerHTML.slice(0, 90))"""
"""Elements that hide a part of what is in them."""
WIDE = "() => document.documentElement.scrollWidth - innerWidth"
SPOIL = """() => {
  document.querySelector("article").insertAdjacentHTML("afterbegin", '<p class="spoilt">一二三</p><hr class="spoilt">')
  const [cut, wide] = document.querySelectorAll(".spoilt")
  Object.assign(cut.style, { width: "1em", height: "1em", overflow: "hidden" })
  wide.style.width = "3000px"
}"""
TOO_SMALL = """document.querySelector("article").insertAdjacentHTML("afterbegin",
  `<p><button class="tiny">一</button><button class="tiny">二</button></p>`)"""
CARE = "//audio | //video | //canvas | //marquee | //blink | //iframe | //*[@accesskey or @draggable or @autoplay]"
MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
  const { animationName, scrollBehavior } = getComputedStyle(element)
  return animationName !== "none" || scrollBehavior === "smooth"
}).map(({ outerHTML }) => outerHTML.slice(0, 90))"""


def test_text_spacing_hides_nothing(open_page: OpenPage) -> None:
    for width in (1280, 320):
        page = open_page(viewport={"width": width, "height": 800}, bypass_csp=True, reduced_motion="reduce")
        for address in ADDRESSES:
            page.goto(address)
            come_alive(page)
            before = set(page.evaluate(CUT))
            page.add_style_tag(content=SPACING)
            assert set(page.evaluate(CUT)) - before == set(), address
            assert page.evaluate(WIDE) <= 0, f"{address} at {width} px"
        page.evaluate(SPOIL)
        assert any("spoilt" in found for found in page.evaluate(CUT)), "does not see what is cut"
        assert page.evaluate(WIDE) > 0, "does not see what is too wide"


def test_forced_colours_and_reduced_motion(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active", reduced_motion="reduce")
    for address in ADDRESSES:
        page.goto(address)
        come_alive(page)
        assert page.evaluate(MOVING) == [], address
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator(":focus-visible")).to_have_count(1)


def test_names_in_the_accessibility_tree(page: Page) -> None:
    page.goto("clauses/8/")
    banner, main = page.get_by_role("banner"), page.get_by_role("main")
    for name in ("大字", "深色"):
        expect(banner.get_by_role("button", name=name)).to_be_enabled()
    expect(page.get_by_role("search", name="检索").or_(page.get_by_role("dialog", name="检索")).first).to_be_attached()
    expect(main.get_by_role("heading", level=1, name="组织劳务协作")).to_be_visible()
    expect(main.get_by_role("link", name="第3句的链接").first).to_be_attached()
    for name in ("引用", "打印"):
        expect(main.get_by_role("button", name=name)).to_be_enabled()
    main.get_by_role("link", name="第3句的链接").first.press("Enter")
    expect(page.get_by_role("status").filter(has_text="链接")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="引用").click()
    expect(page.get_by_role("menu").get_by_role("menuitem", name="GB/T 7714")).to_be_visible()
    page.goto("pairings/")
    come_alive(page)
    unnamed = page.get_by_role("main").get_by_role("link", name=re.compile(r"^\s*$"))
    expect(unnamed).to_have_count(0)
    for role in ("columnheader", "searchbox", "combobox"):
        assert page.get_by_role("main").get_by_role(role).count() > 0  # type: ignore[arg-type]
        expect(page.get_by_role("main").get_by_role(role, name=re.compile(r"^\s*$"))).to_have_count(0)  # type: ignore[arg-type]


def test_targets_that_are_too_small_are_found(open_page: OpenPage) -> None:
    page = open_page(bypass_csp=True)
    page.goto("about/")
    page.add_style_tag(content=".tiny { width: 8px; height: 8px; padding: 0; margin: 0; overflow: hidden; }")
    page.evaluate(f"() => {TOO_SMALL}")
    assert {found.partition(":")[0] for found in barriers(page)} == {"target-size"}


def test_no_page_has_what_the_criteria_ask_care_for(site_dir: Path) -> None:
    for address in PAGES:
        name = address if address == "404.html" else f"{address}index.html"
        page = html.parse(site_dir / name).getroot()
        assert page.xpath(f"{CARE} | //meta[@http-equiv='refresh'] | //input[@type='password']") == [], address


def test_every_page_lists_the_same_pages(site_dir: Path) -> None:
    """In the same order (WCAG 2.2, 3.2.3); what a page says of its own parts stands between them."""
    links = "//nav[contains(@class, 'md-nav--primary')]//a[contains(@class, '__link')][not(starts-with(@href, '#'))]"
    lists = set()
    for address in PAGES:
        page = html.parse(site_dir / (address if address == "404.html" else f"{address}index.html")).getroot()
        lists.add(tuple(" ".join(link.text_content().split()) for link in page.xpath(links)))
    assert len(lists) == 1
    assert len(lists.pop()) > 20


def test_the_page_on_accessibility_names_each_criterion_and_tests_that_there_are() -> None:
    text = (ROOT / "docs/accessibility.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\.\d\.\d+) .*\| (AA?) \|.*\| (.+) \|$", text, re.MULTILINE)
    assert len({number for number, _, _ in rows}) == len(rows) == CRITERIA
    assert [level for _, level, _ in rows].count("AA") == 24
    for number, _, held in rows:
        if held == "人工":
            continue
        path, _, name = held.strip("`").partition("::")
        assert (ROOT / path).exists(), number
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), number
