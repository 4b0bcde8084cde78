"""The ways of readers in WebKitGTK: reading, permalinks, search, tables, citation, keyboard, Back, print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pypinyin import Style, lazy_pinyin
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.webdriver import WebDriver

PATIENCE = 30
"""Seconds to wait for what a reader would see."""
BOX = "[data-md-component=search-query]"
TOP = "document.getElementById('c8-p1-s3').getBoundingClientRect().top"
RESULTS = ".md-search-result__item a"


def one(driver: WebDriver, selector: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, selector)


def until(driver: WebDriver, holds: Callable[[WebDriver], Any]) -> Any:
    return WebDriverWait(driver, PATIENCE, 0.05).until(holds)


def ask(driver: WebDriver, script: str, *arguments: object) -> Any:
    return driver.execute_script(f"return {script}", *arguments)


def alive(driver: WebDriver) -> None:
    until(driver, lambda page: ask(page, "document.documentElement.classList.contains('js')"))
    until(driver, lambda page: not page.find_elements(By.CSS_SELECTOR, ".controls[aria-busy]"))


def search(driver: WebDriver, query: str) -> list[WebElement]:
    """Type a query into the header's box; its results."""
    alive(driver)
    box = one(driver, BOX)
    box.click()
    box.send_keys(query)
    return list(until(driver, lambda page: page.find_elements(By.CSS_SELECTOR, RESULTS)))


def test_links_in_the_text_can_be_seen(webkit: WebDriver, site_url: str) -> None:
    webkit.get(f"{site_url}about/")
    link = "getComputedStyle(document.querySelector('article p a[href]'))"
    around = "getComputedStyle(document.querySelector('article p'))"
    assert ask(webkit, f"{link}.textDecorationLine") == "underline" or ask(webkit, f"{link}.color") != ask(
        webkit, f"{around}.color"
    )


def test_a_permalink_lands_and_marks_its_sentence(webkit: WebDriver, site_url: str) -> None:
    for mark in ("", "。", "%E3%80%82"):
        webkit.get("about:blank")
        webkit.get(f"{site_url}clauses/8/#c8-p1-s3{mark}")
        alive(webkit)
        until(webkit, lambda page: ask(page, "document.querySelector(':target')?.id") == "c8-p1-s3")
        until(webkit, lambda page: 0 <= ask(page, TOP) < ask(page, "innerHeight"))


@pytest.mark.parametrize(
    ("query", "said"), [("liangshan", "凉山"), ("建挡立卡", "建档立卡"), ("江西", "文中没有提到“江西”")]
)
def test_words_and_letters_are_found(webkit: WebDriver, site_url: str, query: str, said: str) -> None:
    webkit.get(f"{site_url}clauses/8/")
    alive(webkit)
    one(webkit, BOX).click()
    one(webkit, BOX).send_keys(query)
    until(webkit, lambda page: said in one(page, ".md-search-result__meta").text)


def test_tab_leaves_the_search_box(webkit: WebDriver, site_url: str) -> None:
    webkit.get(f"{site_url}clauses/8/")
    alive(webkit)
    one(webkit, BOX).click()
    seen = []
    for _ in range(8):
        webkit.switch_to.active_element.send_keys(Keys.TAB)
        seen.append(ask(webkit, "document.activeElement.closest('[data-md-component=search]') === null"))
    assert any(seen)


def test_back_finds_the_query(webkit: WebDriver, site_url: str) -> None:
    webkit.get(f"{site_url}search/?q=劳务")
    alive(webkit)
    link = until(webkit, lambda page: page.find_elements(By.CSS_SELECTOR, "#search-results li li a"))[0]
    webkit.execute_script("arguments[0].click()", link)
    until(webkit, lambda page: "/clauses/" in page.current_url)
    webkit.back()
    until(webkit, lambda page: "/search/" in page.current_url)
    until(webkit, lambda page: ask(page, "document.querySelector('#search-form [name=q]')?.value") == "劳务")
    until(webkit, lambda page: page.find_elements(By.CSS_SELECTOR, "#search-results h2"))


def test_back_finds_a_filter_as_it_was(webkit: WebDriver, site_url: str) -> None:
    webkit.get(f"{site_url}pairings/")
    alive(webkit)
    field = one(webkit, "[data-table] input")
    webkit.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
    field.send_keys("凉山")
    shown = "document.querySelector('[data-table] output')?.textContent ?? ''"
    until(webkit, lambda page: ask(page, shown).startswith("显示 1 项"))
    webkit.execute_script("location.href = '../about/'")
    until(webkit, lambda page: "/about/" in page.current_url)
    webkit.back()
    until(webkit, lambda page: ask(page, shown).startswith("显示 1 项"))
    assert ask(webkit, "document.querySelector('[data-table] input').value") == "凉山"


def test_a_table_is_sorted(webkit: WebDriver, site_url: str) -> None:
    webkit.get(f"{site_url}pairings/")
    alive(webkit)
    head = one(webkit, "[data-table] thead th:nth-child(2) button")
    webkit.execute_script("arguments[0].scrollIntoView({block: 'center'})", head)
    head.click()
    sorted_ = "document.querySelector('[data-table] thead th:nth-child(2)').ariaSort"
    until(webkit, lambda page: ask(page, sorted_) == "ascending")
    names = "[...document.querySelectorAll('[data-table] tbody tr')].map(row => row.cells[1].dataset.value)"
    found = ask(webkit, names)
    assert len(found) == 32
    initials = [lazy_pinyin(name, style=Style.NORMAL)[0] for name in found]  # 厦 of 厦门 is xia
    assert initials == sorted(initials)


def test_a_sentence_is_cited(webkit: WebDriver, site_url: str) -> None:
    webkit.get(f"{site_url}clauses/8/#c8-p1-s3")
    alive(webkit)
    button = one(webkit, ".tools [data-cite], .actions [data-cite], [data-cite]")
    webkit.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    webkit.execute_script("arguments[0].click()", button)
    items = until(webkit, lambda page: page.find_elements(By.CSS_SELECTOR, "[role=menuitem]"))
    assert "GB/T 7714" in "".join(item.text for item in items)


def test_an_input_method_that_composes_asks_once(webkit: WebDriver, site_url: str) -> None:
    """In WebKit's order: the composition ends first, and the Enter that ended it comes behind it."""
    webkit.get(f"{site_url}clauses/8/")
    search(webkit, "劳务")
    at = webkit.current_url
    webkit.execute_script(
        """const box = arguments[0]
        const send = (type, Type, init) => box.dispatchEvent(new Type(type, {bubbles: true, ...init}))
        send("compositionstart", CompositionEvent, {data: ""})
        send("compositionend", CompositionEvent, {data: "劳务"})
        const enter = new KeyboardEvent("keydown", {bubbles: true, cancelable: true, key: "Enter", keyCode: 229})
        box.dispatchEvent(enter)""",
        one(webkit, BOX),
    )
    assert webkit.current_url == at


@pytest.mark.parametrize("address", ["clauses/8/", "pairings/"])
def test_paper_shows_the_text_without_controls(webkit: WebDriver, site_url: str, address: str) -> None:
    """WebKitGTK's driver has no print command: the rules for paper are those that the style sheet gives the medium."""
    webkit.get(f"{site_url}{address}")
    alive(webkit)
    rules = """(() => {
      const found = []
      const walk = rules => { for (const rule of rules) {
        if (rule.media && rule.media.mediaText === "print") found.push(...rule.cssRules)
        else if (rule.cssRules && rule.media) walk(rule.cssRules)
      } }
      for (const sheet of document.styleSheets) walk(sheet.cssRules)
      return found.length
    })()"""
    assert ask(webkit, rules) > 20
