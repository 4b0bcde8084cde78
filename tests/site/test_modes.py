"""Dark mode and print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from support import OpenPage

LUMINANCE = """() => {
  let element = document.querySelector("main")
  while (element && getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") element = element.parentElement
  if (!element) return 1
  const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
}"""


def test_the_readers_preference_decides(open_page: OpenPage) -> None:
    light, dark = open_page(color_scheme="light"), open_page(color_scheme="dark")
    # The page alone decides, so none is drawn white first.
    dark.route("**/reader.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    light.goto("clauses/8/")
    dark.goto("clauses/8/")
    assert light.evaluate(LUMINANCE) > 0.85
    assert dark.evaluate(LUMINANCE) < 0.25


def test_switching_to_dark_lasts(open_page: OpenPage) -> None:
    page = open_page(color_scheme="light", viewport={"width": 1280, "height": 800})
    page.goto("clauses/8/")
    page.get_by_role("banner").get_by_role("button", name="深色").click()
    page.wait_for_function(f"() => ({LUMINANCE})() < 0.25")
    page.reload()
    assert page.evaluate(LUMINANCE) < 0.25, "dark mode is forgotten on reload"
    page.goto("full/")
    assert page.evaluate(LUMINANCE) < 0.25, "dark mode is forgotten on another page"


def test_the_switch_of_colours_answers_to_keys_and_in_all_windows(page: Page) -> None:
    other = page.context.new_page()
    other.goto("full/")
    page.goto("clauses/8/")
    switch = page.get_by_role("banner").get_by_role("button", name="深色")
    for key, pressed, scheme in (("Space", "true", "slate"), ("Enter", "false", "default")):
        switch.press(key)
        expect(switch).to_have_attribute("aria-pressed", pressed)
        expect(switch).to_be_focused()
        for window in (page, other):
            expect(window.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["clauses/8/", "full/", "pairings/"])
def test_print_shows_the_text_alone(open_page: OpenPage, address: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 800, "height": 1100})
    page.goto(address)
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(LUMINANCE) > 0.95, "prints on a dark ground"
    numbers = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert numbers == "light", "prints page numbers as on a dark ground"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for furniture in (page.get_by_role("banner"), page.get_by_role("navigation"), page.get_by_role("search")):
        for element in furniture.all():
            expect(element).to_be_hidden()
    expect(page.get_by_text("非官方").locator("visible=true").first).to_be_visible()


def test_print_takes_no_permalink_signs(page: Page) -> None:
    page.goto("clauses/8/")
    page.emulate_media(media="print")
    links = page.locator('[id^=c8] > a[href^="#c8"]').all()
    assert len(links) >= 8
    for link in links:
        expect(link).to_be_hidden()
