"""What holds on every page: no foreign request, no layout shift, no barrier, nothing that runs off a phone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from support import CLAUSES, PAGES, OpenPage, barriers, come_alive, opening

from gongwen.model import Document

FIRST_VIEW = 59 * 1024
"""Bytes of a clause page's first view with gzip; a stock Material page needs 82 KiB."""
HELD = ('<link rel="expect" href="#arrived" blocking="render">', '<span id="arrived"></span>')
"""Holds the first frame until all of the page is there. What moves then, the page itself has moved, on any machine."""
SHIFTS = """() => new Promise((resolve, fail) => {
  if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) fail(new Error("cannot measure"))
  const found = [], what = ({node}) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)
  const measure = () => {
    const last = performance.now()
    new PerformanceObserver(list => {
      found.push(...list.getEntries())
      const own = found.filter(({startTime}) => startTime < last)
      if (own.length < found.length) resolve(own.map(shift => [shift.value, ...shift.sources.map(what)]))
    }).observe({type: "layout-shift", buffered: true})
    document.querySelector("main").style.marginTop = "100px" // ours: when it is told, all others have been
  }
  new PerformanceObserver((list, painted) => {
    if (!list.getEntriesByName("first-contentful-paint").length) return
    painted.disconnect()
    measure() // what moves before the first frame is no shift, and none would ever be told
  }).observe({type: "paint", buffered: true})
})"""
ARRIVING = """() => {
  const article = document.querySelector("article"), whole = article.cloneNode(true)
  const blocks = [...article.querySelectorAll("h1, h2, h3, p, dt, dd, li, tr, td, th, blockquote, figure")]
  const places = blocks.map(block => block.getBoundingClientRect())
  const seen = places.findLastIndex(({ top, width }) => width && top < innerHeight)
  const step = Math.max(1, Math.floor(blocks.length / 40))
  let found = ""
  for (let end = blocks.length - 1; end > 0 && !found; end -= step) {
    const rest = new Range()
    rest.setStartBefore(blocks[end])
    rest.setEndAfter(article.lastChild)
    rest.deleteContents()
    for (let at = 0; at < Math.min(end, seen + 1) && !found; at++) {
      const { x, y } = blocks[at].getBoundingClientRect()
      if (Math.abs(x - places[at].x) < 3 && Math.abs(y - places[at].y) < 3) continue
      const [moved, by] = [blocks[at], blocks[end]].map(block => block.outerHTML.slice(0, 100))
      found = `${moved} from ${[x, y]} to ${[places[at].x, places[at].y]} when there comes ${by}`
    }
  }
  article.replaceWith(whole)
  return found
}"""
"""Takes the page away from its end, and finds what in the first window then stands elsewhere: on a slow line that would
move under the reader. Chromium counts a shift from 3 pixels on, too. Afterwards the page is whole again."""
WIDER = """() => [document.documentElement.scrollWidth, innerWidth, [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(element => element.outerHTML.slice(0, 80))]"""

SAID = """() => [document.title, document.documentElement.innerText,
  ...[...document.querySelectorAll("[aria-label], [title], [placeholder], meta")]
    .flatMap(({ ariaLabel, title, placeholder, content }) => [ariaLabel, title, placeholder, content])].join()"""
OTHER_WORDS = "搜索|索引|点按|跳转|脚本|键入|符合条件的结果|承前省略|[「」]|[上下]一页: "
"""What the site calls otherwise."""


@pytest.fixture(scope="module", params=PAGES)
def address(request: pytest.FixtureRequest) -> str:
    """Each page in turn, with all the tests of it: some of them look at the same one."""
    return str(request.param)


@pytest.fixture(scope="module")
def window(browser: Browser, site_url: str, address: str) -> Iterator[Page]:
    with opening(browser, site_url) as open_:
        yield open_(color_scheme="light", reduced_motion="reduce", viewport={"width": 1280, "height": 800})


@pytest.fixture
def opened(window: Page, site_url: str, address: str) -> Page:
    """The page, alive, opened once for all tests that do not lead away from it."""
    if window.url != urljoin(site_url, address):
        window.goto(address)
        come_alive(window)
    return window


@pytest.fixture(scope="module")
def plain(browser: Browser, site_url: str, address: str) -> Iterator[Page]:
    """The page without scripts, opened once for all tests, none of which changes it."""
    with opening(browser, site_url) as open_:
        page = open_(java_script_enabled=False, viewport={"width": 1280, "height": 800})
        page.goto(address)
        yield page


def test_the_pages_are_those_of_the_contract(site_dir: Path) -> None:
    built = {path.relative_to(site_dir).as_posix().removesuffix("index.html") for path in site_dir.rglob("*.html")}
    built -= {address for address in built if address.startswith("embed/")}  # tests/embed
    assert built == set(PAGES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Page, scheme: str) -> None:
    """By all rules in the light, and in the dark by those of colours: nothing else differs there."""
    _switch_to(opened, scheme)
    assert barriers(opened, "cat.color" if scheme == "dark" else "") == set()


def _switch_to(page: Page, scheme: str) -> None:
    """As a reader does, by the site's own switch; then each colour is as in a page opened in that scheme."""
    body, palette = page.locator("body"), {"light": "default", "dark": "slate"}[scheme]
    if body.get_attribute("data-md-color-scheme") != palette:
        page.get_by_role("banner").get_by_role("button", name="深色").click()
        page.mouse.move(0, 799)  # what the pointer is over looks otherwise
    expect(body).to_have_attribute("data-md-color-scheme", palette)


def test_page_introduces_itself_in_the_words_of_the_site(opened: Page, document: Document, address: str) -> None:
    page = opened
    assert set(re.findall(OTHER_WORDS, page.evaluate(SAID))) == set()
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


def test_page_fits_a_phone_and_stands_still(open_page: OpenPage, address: str) -> None:
    page = open_page(reduced_motion="reduce")
    page.route(lambda url: url.endswith((".html", "/")), _hold)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        come_alive(page)
        assert page.locator("#arrived").count() == 1
        assert page.evaluate(SHIFTS) == [], f"shifts at {width} px"
        scroll, inner, culprits = page.evaluate(WIDER)
        assert scroll <= inner, f"{scroll} px wide at {width} px: {culprits}"
        name = page.locator("header .md-ellipsis").first
        assert width < 390 or name.evaluate("name => name.scrollWidth <= name.clientWidth"), "the site's name is cut"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["劳务", "谁帮扶凉山"])
def test_results_come_into_room_that_is_kept(open_page: OpenPage, query: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    held: list[Route] = []
    let_go = False
    page.route("**/search/worker.js", lambda route: route.continue_() if let_go else held.append(route))
    with page.expect_request("**/search/worker.js"):
        page.goto(f"search/?q={query}", wait_until="domcontentloaded")
    page.evaluate("new Promise(shown => requestAnimationFrame(() => setTimeout(shown)))")
    assert page.locator("#search-results li").count() == 0
    let_go = True
    for route in held:  # asked for ahead; the page's own request may come now
        route.continue_()
    expect(page.locator("#search-results h2").first).to_be_visible()
    assert page.evaluate(SHIFTS) == []


def _hold(route: Route) -> None:
    response = route.fetch()
    expect_, arrived = HELD
    body = response.text().replace("<head>", f"<head>{expect_}", 1).replace("</body>", f"{arrived}</body>")
    route.fulfill(response=response, body=body)


def test_what_has_arrived_stays_where_it_is(plain: Page) -> None:
    for width in (390, 1280):
        plain.set_viewport_size({"width": width, "height": 800})
        assert plain.evaluate(ARRIVING) == "", f"at {width} px"


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


def test_page_reads_without_javascript(plain: Page, document: Document, address: str) -> None:
    text = plain.get_by_role("article").inner_text()
    if address in ("search/", "check/"):
        assert "JavaScript" in text, "does not say what is missing"
    clauses = [clause for clause in document.clauses if address in ("full/", f"clauses/{clause.number}/")]
    for sentence in (sentence for clause in clauses for sentence in clause.sentences):
        assert sentence.text in text, f"hidden without JavaScript: {sentence.id}"
    if address == "pairings/":
        assert plain.locator("[id^=pair-]:visible").count() >= 32
    assert len(text) > 100 or address == "404.html"
