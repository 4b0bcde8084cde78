"""The index: short until one opens an entry, and open where a link leads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage


@pytest.fixture
def index(page: Page) -> Page:
    page.goto("terms/")
    expect(page.locator("[data-index] .controls")).not_to_have_attribute("aria-busy", "true")
    return page


def test_a_phone_needs_few_screens(open_page: OpenPage) -> None:
    """It took 84 screens when every excerpt stood open."""
    page = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto("terms/")
    assert page.evaluate("document.documentElement.scrollHeight") < 28 * 800
    expect(page.locator("#term-jiandang-lika summary")).to_have_text("5 处：第（三）（六）（八）（十四）条")


@pytest.mark.parametrize("typed", ["建档立卡", "jiandang", "jian dang", "JDLK", "ｊｄｌｋ"])
def test_an_entry_is_found_by_its_name_and_its_sound(index: Page, typed: str) -> None:
    index.get_by_label("筛选").fill(typed)
    expect(index.locator(".entry:visible")).to_have_count(1)
    expect(index.locator("#term-jiandang-lika")).to_be_visible()
    expect(index.get_by_role("heading", level=2, name="术语")).to_be_visible()
    expect(index.get_by_role("heading", level=2, name="地名")).to_be_hidden()


def test_an_entry_opens_and_leads_to_its_sentences(index: Page) -> None:
    entry = index.locator("#term-jiandang-lika")
    expect(entry.locator("li").first).to_be_hidden()
    entry.locator("summary").click()
    expect(entry.locator("li")).to_have_count(5)
    entry.get_by_role("link", name="第（八）条第2句").click()
    expect(index.locator("#c8-p1-s2:target")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_entry_is_open_where_a_link_leads(open_page: OpenPage, scripts: bool) -> None:
    page = open_page(java_script_enabled=scripts, viewport={"width": 1280, "height": 800})
    page.goto("terms/#term-jiandang-lika")
    entry = page.locator("#term-jiandang-lika")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("li").first).to_be_visible()
    expect(page.locator("#term-zhijiao li").first).to_be_hidden()


def test_a_link_on_the_page_opens_it_too(page: Page) -> None:
    page.goto("terms/")
    expect(page.locator("[data-index] .controls")).not_to_have_attribute("aria-busy", "true")
    page.evaluate("location.hash = '#doc-shibada'")
    expect(page.locator("#doc-shibada li").first).to_be_visible()


def test_the_older_address_of_a_province_leads_to_its_home(page: Page) -> None:
    page.goto("terms/#place-520000")
    expect(page.locator("#place-520000")).to_be_in_viewport()
    page.locator("#place-520000").get_by_role("link", name="贵州省").click()
    home = page.locator("#place-520000:target")
    expect(home).to_be_in_viewport()
    expect(home).to_contain_text("六盘水市：由大连市帮扶")


def test_a_province_in_the_text_links_to_its_home(page: Page) -> None:
    page.goto("clauses/4/")
    page.locator("#c4-p1-s2").get_by_role("link", name="贵州省").click()
    expect(page.locator("#place-520000:target")).to_contain_text("毕节市")
