"""No barrier in the states that a reader brings pages to, beyond the pages as they come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage, barriers, come_alive, search


def _menu(page: Page) -> None:
    page.locator(".permalink").nth(2).press("Enter")
    page.locator(".toast button").click()
    expect(page.get_by_role("menu")).to_be_visible()


def _answer(page: Page) -> None:
    page.locator("figure svg [data-place]").first.press("Enter")
    expect(page.locator("[data-answer] dt")).to_be_visible()


def _choice(page: Page) -> None:
    page.locator("figure input").fill("黔")
    expect(page.locator("[data-answer] button")).not_to_have_count(1)


def _grouped(page: Page) -> None:
    page.locator("[data-table] thead button").first.click()
    page.locator("[data-table] [data-group]").first.select_option(index=1)
    expect(page.locator("[data-table] tbody th").first).to_be_visible()


def _filtered(page: Page) -> None:
    page.locator("[data-index] input").fill("liang")
    expect(page.locator("[data-index] output")).to_contain_text("显示")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


def _drawer(page: Page) -> None:
    if page.locator("header [for=__drawer]").is_visible():
        page.locator("header button[for=__drawer]").click()
    expect(page.locator("nav.md-nav--primary")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], object]]] = {
    "results in the box": ("clauses/8/", lambda page: search(page, "劳务协作")),
    "results on the page": (
        "search/?q=劳务",
        lambda page: expect(page.locator("#search-results h2")).not_to_have_count(0),
    ),
    "nothing found": ("search/?q=qqqqzzzz", lambda page: expect(page.get_by_role("status")).not_to_be_empty()),
    "a sentence that is led to": ("clauses/8/#c8-p1-s2", lambda page: expect(page.locator(":target")).to_be_visible()),
    "words that are quoted": (
        "clauses/4/?mark=26-38#c4-p1-s2",
        lambda page: expect(page.locator(":target")).to_be_visible(),
    ),
    "a link that is copied": ("clauses/8/", lambda page: page.locator(".permalink").nth(2).press("Enter")),
    "the menu of citations": ("clauses/8/", _menu),
    "a place that is chosen": ("pairings/", _answer),
    "places to choose from": ("pairings/", _choice),
    "a table sorted and grouped": ("pairings/", _grouped),
    "the index filtered and open": ("terms/", _filtered),
    "the list of pages": ("clauses/8/", _drawer),
}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: OpenPage, state: str, width: int, scheme: str) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800})
    address, bring = STATES[state]
    page.goto(address)
    come_alive(page)
    bring(page)
    assert barriers(page) == set()
