"""The page /search/: the same worker, an address to share, filters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from support import NOT_KEPT

from search.conftest import compose, listen


@pytest.fixture
def search_page(page: Page) -> Page:
    page.goto("search/")
    return page


def heads(page: Page) -> Locator:
    return page.locator("#search-results h2")


def test_results_and_address_follow_the_query(search_page: Page) -> None:
    search_page.get_by_role("searchbox").fill("劳务协作")
    expect(heads(search_page).first).to_have_text("（八）组织劳务协作")
    expect(search_page).to_have_url(re.compile(r"/search/\?q=%E5%8A%B3"))
    expect(search_page.get_by_role("dialog")).to_have_count(0)


def test_an_address_brings_its_results(page: Page) -> None:
    page.goto("search/?q=建挡立卡")
    expect(page.get_by_role("status")).to_contain_text("已按“建档立卡”检索")
    expect(page.locator("#search-results mark").first).to_have_text("建档立卡")


@pytest.mark.parametrize("kept", [True, False], ids=["page kept", "page loaded anew"])
def test_going_back_returns_to_the_same_results(returning_page: Page, kept: bool) -> None:
    returning_page.goto("search/?q=劳务&without=term")
    returning_page.evaluate("window.kept = true")
    if not kept:
        returning_page.evaluate(NOT_KEPT)
    returning_page.locator("#search-results li li a").first.click()
    expect(returning_page).to_have_url(re.compile(r"/clauses/8/#c8-p1-s\d$"))
    returning_page.go_back(wait_until="commit")
    expect(heads(returning_page)).to_have_text(["（八）组织劳务协作", "（十四）开展考核评估"])
    expect(returning_page.get_by_role("searchbox")).to_have_value("劳务")
    assert returning_page.evaluate("window.kept === true") == kept


def test_a_pairing_is_said_once_and_leads_to_its_place(page: Page) -> None:
    page.goto("search/?q=凉山")
    pairing = page.locator("#search-results > li").first
    expect(pairing).to_have_text("广东省佛山市帮扶四川省凉山彝族自治州结对关系")
    pairing.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/pairings/#pair-29$"))


def test_filters_by_kind_and_part(page: Page) -> None:
    page.goto("search/?q=凉山")
    expect(heads(page)).to_have_count(2)
    page.get_by_role("checkbox", name="结对").uncheck()
    expect(heads(page)).to_have_text(["（四）调整东西部扶贫协作结对关系"])
    expect(page.get_by_role("status")).to_have_text("找到 1 条结果，另有 1 条被筛选隐去")
    page.get_by_role("combobox", name="部分").select_option(label="第三部分 主要任务")
    expect(heads(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("combobox", name="部分")).to_have_value("3")
    expect(page.get_by_role("checkbox", name="结对")).not_to_be_checked()


def test_counts_are_right(page: Page) -> None:
    page.goto("search/?q=劳务")
    expect(page.locator("[data-count=clause]")).to_have_text("2")
    shown = sum(int(count) for count in page.locator("[data-count]").all_inner_texts())
    expect(heads(page)).to_have_count(shown)
    expect(page.get_by_role("status")).to_have_text(f"找到 {shown} 条结果")


def test_no_result_offers_what_to_try(search_page: Page) -> None:
    search_page.get_by_role("searchbox").fill("“不在文中的话”")
    expect(search_page.get_by_role("status")).to_have_text("文中没有“不在文中的话”")
    example = search_page.locator("#search-help a").first
    query = example.inner_text()
    example.click()
    expect(search_page.get_by_role("searchbox")).to_have_value(query)
    expect(heads(search_page).first).to_be_visible()


def test_without_javascript_the_page_says_so(site_dir: Path) -> None:
    # Where only the scripts are switched off by the debugger, as Playwright does it, Chromium shows no noscript.
    html = (site_dir / "search/index.html").read_text(encoding="utf-8")
    assert re.search(r"<noscript><p>检索需要 JavaScript。.*href=\"\.\./full/\".*</noscript>", html)


def test_markup_in_the_address_is_text(page: Page) -> None:
    page.goto("search/?q=劳务 <img src=x onerror=alert(1)> 落户&part=<b>")
    expect(page.get_by_role("status")).to_contain_text("条结果")
    expect(page.locator("#search-results img")).to_have_count(0)


def test_the_engine_is_there_before_the_first_key(page: Page) -> None:
    with page.expect_request("**/engine.*.js"):
        page.goto("search/")
    expect(page.get_by_role("status")).to_be_empty()


def test_a_failed_load_is_told(page: Page) -> None:
    page.route("**/engine.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("search/?q=劳务")
    expect(page.get_by_role("status")).to_have_text("检索未能载入，请稍后再试")
    page.unroute("**/engine.*.js")
    page.get_by_role("searchbox").fill("劳务协作")
    expect(heads(page).first).to_contain_text("组织劳务协作")


def test_nothing_is_searched_while_an_input_method_composes(page: Page) -> None:
    asked = listen(page)
    page.goto("search/")
    page.get_by_role("searchbox").focus()
    compose(page, "l", "luo", "luo hu").end("落户")
    expect(heads(page).first).to_contain_text("组织劳务协作")
    assert set(asked()) == {"落户"}


def test_what_was_typed_before_the_script_came_is_searched(page: Page) -> None:
    """On a slow line one may type and choose before the script is there, and sees that it is not."""
    held: list[Route] = []
    page.route("**/search/page.js", lambda route: held.append(route))
    with page.expect_request("**/search/page.js"):
        page.goto("search/?q=审计&without=term", wait_until="commit")
    box = page.get_by_role("searchbox")
    box.fill("落户")
    page.get_by_role("checkbox", name="结对").uncheck()
    assert "正在载入" in page.evaluate(
        "getComputedStyle(document.getElementById('search-status').parentElement, '::before').content"
    )
    held[0].continue_()
    expect(heads(page).first).to_have_text("（八）组织劳务协作")
    expect(box).to_have_value("落户")
    expect(page.get_by_role("checkbox", name="结对")).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"\?q=%E8%90%BD%E6%88%B7&without=pairing$"))


def test_a_box_that_the_browser_resets_on_the_way_back_keeps_its_query(page: Page) -> None:
    """As WebKit does, some time behind `pageshow`, with a box that has no autocompletion."""
    page.goto("search/?q=落户")
    expect(heads(page).first).to_be_visible()
    page.evaluate("""() => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))
      const box = document.querySelector("#search-form [name=q]")
      box.value = box.defaultValue
    }""")
    expect(page.get_by_role("searchbox")).to_have_value("落户")
