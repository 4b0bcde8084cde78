"""Large text for who needs it: kept, there before anything is drawn, in nobody's way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, barriers, come_alive

LEAST = 18
"""Pixels: the least that the guide for sites that suit old people (适老化) allows the text of such a view."""
SMALLER = """least => [...document.querySelectorAll("body *")]
  .filter(element => !element.closest("svg") && element.checkVisibility())
  .filter(({ childNodes }) => [...childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter(element => parseFloat(getComputedStyle(element).fontSize) < least).map(({ outerHTML }) => outerHTML)"""
WIDE = "() => document.documentElement.scrollWidth - innerWidth"
REFUSED = """for (const name of ["getItem", "setItem", "removeItem"]) {
  const kept = Storage.prototype[name]
  Storage.prototype[name] = function (key, ...rest) {
    if (key === "large" || key === "dark") throw new Error("refused")
    return kept.call(this, key, ...rest)
  }
}"""
LOOK = "() => [...document.querySelectorAll('article *')].map(element => [element.offsetHeight, element.offsetTop])"
SIZE = "() => getComputedStyle(document.querySelector('#c8-p1')).fontSize"


def switch(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("button", name="大字")


def test_large_text_lasts_and_goes_again(page: Page) -> None:
    page.goto("clauses/8/")
    small = page.evaluate(SIZE)
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    switch(page).press("Enter")
    expect(switch(page)).to_have_attribute("aria-pressed", "true")
    large = page.evaluate(SIZE)
    assert float(large[:-2]) > 1.4 * float(small[:-2])
    other = page.context.new_page()
    # The head alone sets it, so no page is drawn small first.
    other.route("**/reader.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    other.goto("clauses/8/")
    assert other.evaluate(SIZE) == large
    expect(switch(other)).to_be_disabled()
    other.unroute("**/reader.js")
    other.reload()
    switch(other).click()
    expect(switch(page)).to_have_attribute("aria-pressed", "false")  # in this window too
    assert page.evaluate(SIZE) == other.evaluate(SIZE) == small


def test_the_reader_stays_at_the_place(page: Page) -> None:
    page.goto("full/#c9-p1-s2")
    passage = page.locator("#c9-p1-s2")
    passage.evaluate("passage => scrollBy(0, passage.getBoundingClientRect().top - innerHeight / 3 + 5)")
    for _ in range(2):
        switch(page).evaluate("button => button.click()")  # a pointer's way there would scroll, in Firefox
        expect(passage).to_be_in_viewport()


@pytest.mark.parametrize("name", ["大字", "深色"])
def test_switches_without_a_place_to_keep_what_is_chosen(page: Page, name: str) -> None:
    page.add_init_script(REFUSED)
    page.goto("clauses/8/")
    button = page.get_by_role("banner").get_by_role("button", name=name)
    for pressed in ("true", "false"):
        button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)


def test_large_text_fits_and_is_large_and_has_no_barrier(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto("")
    switch(page).click()
    for address in ("", "clauses/4/", "pairings/", "duties/", "terms/", "search/?q=劳务", "data/", "404.html"):
        page.goto(address)
        come_alive(page)
        assert page.evaluate(SMALLER, LEAST) == [], address
        for width in (1280, 800, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDE) <= 0, f"{address} at {width} px"
            expect(switch(page)).to_be_in_viewport(ratio=1)
        assert barriers(page) == set(), address


def test_paper_is_the_same(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("clauses/8/")
    small = page.evaluate(LOOK)
    page.evaluate("document.querySelector('[data-large]').click()")
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    assert page.evaluate(LOOK) == small


def test_no_switch_is_offered_that_does_nothing(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("clauses/8/")
    expect(page.locator("[data-large]")).to_be_hidden()
