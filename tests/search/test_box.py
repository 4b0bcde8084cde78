"""Material's box in the header over our worker, as a reader uses it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from support import NOT_KEPT, OpenPage, assets, becomes

from engines import tap
from search.conftest import compose, listen

KIB = 1024


@pytest.fixture
def reading(page: Page) -> Page:
    """A clause page, before anything was searched."""
    page.goto("clauses/9/")
    return page


def box(page: Page) -> Locator:
    return page.locator("[data-md-component=search-query]")


def meta(page: Page) -> Locator:
    """The line above the results."""
    return page.locator(".md-search-result__meta")


def results(page: Page) -> Locator:
    return page.locator(".md-search-result__item")


def test_a_page_view_loads_no_engine(page: Page, site_dir: Path, record_property: pytest.RecordProperty) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("clauses/9/")
    page.wait_for_load_state("networkidle")
    searching = [url for url in requests if "/search/" in url]
    names = {url.rsplit("/", 1)[1].split("?")[0] for url in searching}
    assert names == {"box.js", "search_index.json", "worker.js"}
    scripts = [assets(site_dir) / "search" / name for name in ("worker.js", "box.js")]
    loaded = [*scripts, site_dir / "search/search_index.json"]
    view = sum(len(gzip.compress(path.read_bytes(), 9)) for path in loaded)
    record_property("search: bytes of a page view, gzip (worker, box and stub)", view)
    assert view <= 5 * KIB
    with page.expect_request("**/engine.*.js") as engine:
        box(page).focus()
    first = len(gzip.compress((assets(site_dir) / "search" / engine.value.url.rsplit("/", 1)[1]).read_bytes(), 9))
    record_property("search: bytes of the first search, gzip (engine, index and texts)", first)
    assert first <= 33 * KIB


def test_a_result_leads_to_the_sentence(reading: Page) -> None:
    box(reading).click()
    reading.keyboard.type("laowushuchu")
    expect(meta(reading)).to_contain_text("已按“劳务输出”检索。")
    expect(results(reading).first.locator("mark").first).to_have_text("劳务输出")
    reading.keyboard.press("Enter")
    expect(reading).to_have_url(re.compile(r"/clauses/8/(\?h=)?#c8-p1-s1$"))
    expect(reading.locator("#c8-p1-s1")).to_be_in_viewport()


def test_enter_opens_a_result_of_what_was_typed_last(reading: Page) -> None:
    """However fast one types, and however late the engine comes."""
    held: list[Route] = []
    reading.route("**/engine.*.js", lambda route: held.append(route))
    with reading.expect_request("**/engine.*.js"):
        box(reading).click()
    reading.keyboard.type("落户")
    reading.keyboard.press("Enter")
    box(reading).fill("互访")
    reading.keyboard.press("Enter")
    held[0].continue_()
    expect(reading).to_have_url(re.compile("/clauses/12/(\\?h=)?#c12-p1-s2$"))


@pytest.mark.parametrize("kept", [True, False], ids=["page kept", "page loaded anew"])
@pytest.mark.parametrize("start", ["clauses/9/", "clauses/8/"], ids=["other page", "same page"])
def test_going_back_returns_to_the_same_results(returning_page: Page, start: str, kept: bool) -> None:
    returning_page.goto(start)
    returning_page.evaluate("window.kept = true")
    if not kept:
        returning_page.evaluate(NOT_KEPT)
    box(returning_page).click()
    returning_page.keyboard.type("lao wu shu chu")
    returning_page.keyboard.press("Enter")
    expect(returning_page).to_have_url(re.compile("/clauses/8/#c8-p1-s1$"))
    returning_page.go_back(wait_until="commit")
    expect(box(returning_page)).to_have_value("lao wu shu chu")
    expect(results(returning_page)).to_have_count(2)
    assert returning_page.evaluate("window.kept === true") == kept
    returning_page.keyboard.press("Escape")
    expect(returning_page).to_have_url(re.compile(f"/{start}$"))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_box_stays_open_under_the_reader(open_page: OpenPage, width: int) -> None:
    """Material closes it some time after a page was opened, by this very click."""
    page = open_page(viewport={"width": width, "height": 800})
    page.goto("clauses/9/")
    button = page.get_by_role("banner").get_by_role("button", name="大字")
    expect(button).to_be_enabled()
    for close in ("", "Escape", "Shift+Tab"):
        box(page).focus()
        page.locator("#__search").evaluate("toggle => toggle.click()")
        expect(page.locator("#__search")).to_be_checked()
        expect(box(page)).to_be_focused()
        page.keyboard.type("落户")
        expect(results(page).first).to_be_visible()
        if close:
            page.keyboard.press(close)
            expect(page.locator("#__search")).not_to_be_checked()


def test_the_cross_clears_the_results(reading: Page) -> None:
    box(reading).click()
    reading.keyboard.type("laowushuchu")
    expect(results(reading)).to_have_count(2)
    reading.locator(".md-search__form [type=reset]").click()
    expect(results(reading)).to_have_count(0)
    expect(box(reading)).to_be_focused()


def test_the_title_of_a_pairing_leads_to_the_pairing(reading: Page) -> None:
    box(reading).click()
    reading.keyboard.type("昭通")
    title = results(reading).first.locator("a").first
    expect(title).to_contain_text("昭通")
    title.click()
    expect(reading).to_have_url(re.compile(r"/pairings/(\?h=[^#]*)?#pair-[\w-]+$"))
    expect(reading.locator(":target")).to_contain_text("昭通市")


def test_arrow_keys_walk_through_the_results(reading: Page) -> None:
    box(reading).click()
    reading.keyboard.type("8")
    expect(results(reading)).to_have_count(1)
    reading.keyboard.press("ArrowDown")
    expect(results(reading).locator("a").first).to_be_focused()
    reading.keyboard.press("Enter")
    expect(reading).to_have_url(re.compile("/clauses/8/"))


def test_text_that_comes_without_keys_is_searched(reading: Page) -> None:
    box(reading).focus()
    reading.keyboard.insert_text("落户")  # as from the clipboard or a dictation: an input event, no key
    expect(results(reading).first).to_contain_text("落户")


def test_who_comes_back_to_the_box_at_once_sees_the_results(reading: Page) -> None:
    """On a slow machine all of this is done at once: Esc, a click into the box, a word."""
    box(reading).fill("劳务")
    expect(results(reading).first).to_be_visible()
    box(reading).evaluate("""box => {
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))
      box.blur()
      box.focus()
      box.value = "凉山"
      box.dispatchEvent(new Event("input", { bubbles: true }))
    }""")
    expect(results(reading).first).to_contain_text("凉山")
    expect(results(reading).first).to_be_visible()


def test_nothing_is_searched_while_an_input_method_composes(page: Page) -> None:
    asked = listen(page)
    page.goto("clauses/9/")
    box(page).focus()
    compose(page, "l", "lu", "luo", "luo h", "luo hu").end("落户")
    expect(results(page).first).to_contain_text("落户")
    assert asked() == ["落户"]


def test_nothing_is_searched_when_the_worker_is_ready_amid_a_composition(page: Page) -> None:
    asked = listen(page)
    held: list[Route] = []
    # A slow network: Material's worker waits for this file.
    page.route("**/search_index.json", lambda route: held.append(route))
    with page.expect_request("**/search_index.json"):
        page.goto("clauses/9/")
    box(page).focus()
    method = compose(page, "luo", "luo hu")
    held[0].continue_()
    page.wait_for_function("() => asked.length > 0")  # the blank one of the focus, once the worker is ready
    method.end("落户")
    expect(results(page).first).to_contain_text("落户")
    assert asked() == ["落户"]


def test_a_query_in_the_address_opens_the_box(page: Page) -> None:
    page.goto("clauses/9/?q=挂职")
    expect(results(page).first).to_contain_text("加强人才支援")


def test_markup_in_a_query_is_not_run(reading: Page) -> None:
    box(reading).fill("劳务 <img src=x onerror=document.title='hacked'>")
    expect(results(reading).first).to_contain_text("劳务")
    assert reading.title() != "hacked"
    assert reading.locator(".md-search-result img").count() == 0


def test_a_failed_load_is_told(reading: Page) -> None:
    reading.route("**/engine.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    box(reading).click()
    reading.keyboard.type("8")
    expect(meta(reading)).to_have_text("检索未能载入，请稍后再试")
    reading.unroute("**/engine.*.js")
    reading.keyboard.type(" ")
    expect(results(reading).first).to_contain_text("组织劳务协作")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("第十五条", "文中没有“第十五条”"),
        ("河南", "文中没有提到“河南”"),
        ("武汉市帮扶哪里", "文中没有提到“武汉市”"),
        ("谁帮扶上海", "文中没有地方帮扶上海市，以下是上海市帮扶的地方"),
        ("谁帮扶昭通", "昭通市由下列地方帮扶"),
        ("。", "请输入要检索的文字或数字"),
        ("  ", "请输入要检索的文字或数字"),
        ("第8条第2款", "所指的条款没有这一款"),
    ],
)
def test_box_and_page_say_the_same(page: Page, query: str, told: str) -> None:
    page.goto("clauses/9/")
    box(page).fill(query)
    expect(meta(page)).to_contain_text(told)
    expect(page.locator(".md-search-result")).not_to_contain_text("可以试试")
    page.goto(f"search/?q={quote(query)}")
    expect(page.get_by_role("status")).to_contain_text(told)


def test_nothing_is_said_of_an_empty_box(reading: Page) -> None:
    box(reading).fill("。")
    expect(meta(reading)).to_have_text("请输入要检索的文字或数字")
    box(reading).fill("")
    expect(meta(reading)).not_to_contain_text("请输入")


def test_nothing_is_said_of_what_is_found_literally(reading: Page) -> None:
    box(reading).fill("河南")
    expect(meta(reading)).to_have_text("文中没有提到“河南”")
    box(reading).fill("落户")
    expect(results(reading).first).to_contain_text("落户")
    expect(meta(reading)).to_have_text(re.compile(r"^\s*\S* ?1 \S+$"))


def test_enter_that_ends_a_composition_opens_nothing(reading: Page) -> None:
    """In Safari's order: the composition has ended, then comes the key, with code 229."""
    box(reading).fill("落户")
    expect(results(reading).first).to_contain_text("落户")
    box(reading).evaluate("""box => {
      box.dispatchEvent(new CompositionEvent("compositionend", { data: "落户", bubbles: true }))
      const key = { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }
      box.dispatchEvent(new KeyboardEvent("keydown", key))
    }""")
    expect(reading).to_have_url(re.compile("/clauses/9/$"))
    reading.keyboard.press("Enter")
    expect(reading).to_have_url(re.compile("/clauses/8/"))


def test_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto("clauses/9/")
    tap(page.locator("header label[for=__search]").first)
    page.keyboard.insert_text("互访")
    result = results(page).locator("a", has_text="每年开展定期")
    becomes(result, "() => document.getAnimations().every(({ playState }) => playState !== 'running')")  # slides in
    tap(result)
    expect(page).to_have_url(re.compile("#c12-p1-s2$"))
