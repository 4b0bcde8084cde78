"""What one does with the text by hand: on a phone, under the title, in the menus, and with the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support import CLAUSES, PAGES, OpenPage, engine, opening, search

from engines import tap
from gongwen.model import Document

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}
CLIPBOARD = ["clipboard-read", "clipboard-write"]
FINGER = 44
"""Pixels that a fingertip hits, in height and width."""
WIDER = """() => [document.documentElement.scrollWidth, [...document.querySelectorAll("main *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(element => element.outerHTML.slice(0, 80))]"""


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """The phone of a reader who lets the page write to the clipboard."""
    return open_page(**PHONE, permissions=CLIPBOARD)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return dict(found)


def expect_for_fingers(locator: Locator) -> None:
    size = box(locator)
    assert size["width"] >= FINGER
    assert size["height"] >= FINGER


@pytest.mark.parametrize("address", ["", "about/"])
def test_readers_on_a_phone_are_told(page: Page, address: str) -> None:
    page.goto(address)
    told = page.get_by_role("paragraph").filter(has_text="复制本句链接")
    expect(told).to_have_count(1)
    for word in ("指针", "手机", "点击一句话", "复制本段链接"):
        expect(told).to_contain_text(word)


@pytest.mark.parametrize(("label", "id_"), [("复制本句链接", "c8-p1-s3"), ("复制本段链接", "c8-p1")])
def test_a_tapped_sentence_offers_its_actions(phone: Page, site_url: str, label: str, id_: str) -> None:
    phone.goto("clauses/8/")
    sentence, action = phone.locator("#c8-p1-s3"), phone.locator(f"#{id_} > .permalink")
    expect(action).to_have_css("opacity", "0")
    tap(sentence)
    expect(action).to_have_css("opacity", "1")
    assert label in action.evaluate("action => getComputedStyle(action, '::after').content")
    expect_for_fingers(action)
    assert box(action)["y"] >= box(sentence)["y"] + box(sentence)["height"], "covers what it is about"
    tap(action)
    expect(phone.get_by_role("status")).to_contain_text("已复制链接")
    assert clipboard(phone) == f"{site_url}clauses/8/#{id_}"
    expect_for_fingers(phone.get_by_role("status").get_by_role("button", name="引用"))


def test_a_tap_elsewhere_puts_the_actions_away(phone: Page) -> None:
    phone.goto("clauses/8/")
    tap(phone.locator("#c8-p1-s3"))
    expect(phone.locator(".open")).to_have_count(1)
    tap(phone.get_by_role("heading", level=1))
    expect(phone.locator(".open")).to_have_count(0)


def test_a_tapped_term_shows_its_note_in_place(phone: Page) -> None:
    phone.goto("clauses/8/")
    term = phone.locator("#c8-p1-s2").get_by_role("link", name="建档立卡")
    note, address = term.get_attribute("title"), term.evaluate("term => term.href")
    assert note
    tap(term)
    shown = phone.get_by_role("dialog", name="建档立卡")
    expect(shown).to_contain_text(note)
    expect(phone).to_have_url(re.compile("/clauses/8/$"))
    below, above = box(shown), box(term)
    assert below["y"] >= above["y"] + above["height"] or below["y"] + below["height"] <= above["y"]
    assert 0 <= below["x"] <= below["x"] + below["width"] <= 390
    entry = shown.get_by_role("link", name="到术语页")
    expect_for_fingers(entry)
    tap(entry)
    expect(phone).to_have_url(address)


def test_a_term_without_a_note_and_a_place_lead_on_too(phone: Page) -> None:
    phone.goto("clauses/8/")
    tap(phone.locator("#c8-p1-s1").get_by_role("link", name="劳务输出"))
    expect(phone.get_by_role("dialog", name="劳务输出").get_by_role("link", name="到术语页")).to_be_visible()
    tap(phone.get_by_role("heading", level=1))
    expect(phone.get_by_role("dialog", name="劳务输出")).to_have_count(0)
    phone.goto("clauses/4/")
    tap(phone.locator("#c4-p1-s2").get_by_role("link", name="昭通市"))
    tap(phone.get_by_role("dialog", name="昭通市").get_by_role("link", name="到结对关系页"))
    expect(phone).to_have_url(re.compile("/pairings/#place-530600$"))


def test_a_term_that_cannot_show_its_note_leads_to_its_entry(phone: Page) -> None:
    broken = "throw new Error('not there')"
    phone.route("**/note.js", lambda route: route.fulfill(body=broken, content_type="text/javascript"))
    phone.goto("clauses/8/")
    tap(phone.locator("#c8-p1-s2").get_by_role("link", name="建档立卡"))
    expect(phone).to_have_url(re.compile("/terms/#term-jiandang-lika$"))


def test_a_mouse_follows_a_term(page: Page) -> None:
    page.goto("clauses/8/")
    page.locator("#c8-p1-s2").get_by_role("link", name="建档立卡").click()
    expect(page).to_have_url(re.compile("/terms/#term-jiandang-lika$"))


def test_actions_under_the_title(open_page: OpenPage, document: Document, site_url: str) -> None:
    page = open_page(permissions=CLIPBOARD)
    for address in CLAUSES:
        page.goto(address)
        title, tools = page.get_by_role("heading", level=1), page.locator(".tools")
        assert 0 <= box(tools)["y"] - box(title)["y"] - box(title)["height"] < 20
    clause = document.clauses[-1]
    tools.get_by_role("link", name="复制链接").click()
    expect(page.get_by_role("status")).to_contain_text("已复制链接")
    assert clipboard(page) == f"{site_url}clauses/{clause.number}/#{clause.id}"
    tools.get_by_role("button", name="引用").click()
    page.get_by_role("menuitem", name="带出处的文字").click()
    expect(page.get_by_role("status")).to_contain_text("已复制：带出处的文字")
    assert clause.sentences[-1].text in clipboard(page)
    page.evaluate("print = () => { document.title = 'printed' }")  # Firefox would wait for who prints
    tools.get_by_role("button", name="打印").click()
    expect(page).to_have_title("printed")


def test_actions_that_have_no_script_yet_are_not_offered(page: Page) -> None:
    page.route("**/reader.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("clauses/8/")
    expect(page.get_by_role("button", name="引用")).to_be_disabled()
    expect(page.get_by_role("button", name="打印")).to_be_disabled()
    page.locator(".tools").get_by_role("link", name="复制链接").click()
    expect(page).to_have_url(re.compile("/clauses/8/#c8$"))
    page.locator("#c8-p1-s3").hover()
    expect(page.locator("#c8-p1-s3 > .permalink")).to_have_css("opacity", "1")
    page.locator("#c8-p1-s3 > .permalink").click()
    expect(page).to_have_url(re.compile("/clauses/8/#c8-p1-s3$"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("id_", ["c8", "c8-p1", "c8-p1-s1", "c8-p1-s3", "c8-p1-s6"])
def test_the_menu_does_not_cover_what_is_cited(open_page: OpenPage, id_: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 700})
    page.goto("clauses/8/")
    page.locator(f"#{id_}").hover()
    page.locator(f"#{id_} > .permalink").click()
    page.get_by_role("status").get_by_role("button", name="引用").click()
    menu, cited = box(page.get_by_role("menu")), box(page.locator(f"#{id_}"))
    assert menu["y"] >= cited["y"] + cited["height"] or menu["y"] + menu["height"] <= cited["y"]
    expect(page.get_by_role("menuitem").first).to_be_in_viewport(ratio=1)
    if id_ == "c8":
        assert menu["y"] + menu["height"] <= box(page.locator("#c8-p1"))["y"], "lies on the text of the clause"


def test_the_drawer_opens_on_the_list_of_pages(open_page: OpenPage) -> None:
    for address in ("", "clauses/8/", "full/"):
        page = open_page(viewport={"width": 390, "height": 640}, has_touch=True, is_mobile=True)
        page.goto(address)
        tap(page.locator(".md-header button[for=__drawer]"))
        drawer = page.get_by_role("navigation", name="导航").first
        for page_ in ("pairings/", "search/"):
            expect(drawer.locator(f'a[href$="{page_}"]')).to_be_in_viewport()
        tap(drawer.get_by_text("条款", exact=True).first)
        clauses = drawer.get_by_role("navigation", name="条款")
        expect(clauses.get_by_role("link", name="（七）开展产业合作")).to_be_in_viewport()


def test_a_wide_window_lists_the_clauses(page: Page) -> None:
    for address in ("", "clauses/8/"):
        page.goto(address)
        expect(page.get_by_role("link", name="（九）加强人才支援").first).to_be_visible()


def test_the_target_is_marked_in_forced_colours(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    for address in ("clauses/8/#c8", "clauses/8/#c8-p1", "clauses/8/#c8-p1-s3", "pairings/#pair-5", "full/#part-2"):
        page.goto(address)
        expect(page.locator(":target")).to_have_css("outline-style", "solid")


def test_no_letter_alone_does_anything_and_esc_puts_away_what_came_up(page: Page) -> None:
    """WCAG 2.2, 2.1.4 and 1.4.13: the theme's keys are off, a note or a sign goes without the focus or pointer."""
    page.goto("clauses/8/")
    expect(page.locator(".tools button").first).to_be_enabled()
    for key in "fFsSnNpP.," + ("/" if engine(page) == "chromium" else ""):  # in Firefox / is its own search
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(re.compile("/clauses/8/$"))
    sentence, term = page.locator("#c8-p1-s2"), page.locator("#c8-p1-s2 > a[title]").first
    sentence.hover()
    expect(sentence.locator("> .permalink")).to_have_css("opacity", "1")
    page.keyboard.press("Escape")
    expect(sentence.locator("> .permalink")).to_have_css("opacity", "0")
    page.locator("#c8-p1-s1 > .permalink").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if term.evaluate("term => term === document.activeElement"):
            break
    content = "term => getComputedStyle(term, '::after').content"
    assert term.evaluate(content) != "none"
    page.keyboard.press("Escape")
    expect(term).to_be_focused()
    assert term.evaluate(content) == "none"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert term.evaluate(content) != "none", "stays away for good"


def test_tab_leads_on_from_the_box_and_closes_it(page: Page) -> None:
    page.goto("clauses/8/")
    search(page, "劳务协作")
    page.keyboard.press("Tab")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


@pytest.fixture(scope="module")
def window(browser: Browser, site_url: str) -> Iterator[Page]:
    """One window for all pages that are only looked at."""
    with opening(browser, site_url) as open_:
        yield open_()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_overflows_with_text_of_250_percent(window: Page, address: str) -> None:
    window.set_viewport_size({"width": 1280, "height": 800})
    window.goto(address)
    window.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")
    for width in (1280, 390):
        window.set_viewport_size({"width": width, "height": 800})
        wide, culprits = window.evaluate(WIDER)
        assert wide <= width, f"{wide} px wide at {width} px: {culprits}"


def test_what_overflows_is_found(page: Page) -> None:
    page.goto("about/")
    page.locator("main p").first.evaluate("line => { line.style.width = '3000px'; }")
    wide, culprits = page.evaluate(WIDER)
    assert culprits
    assert wide > page.evaluate("innerWidth")


def test_full_width_marks_keep_their_width(page: Page) -> None:
    page.goto("clauses/8/")
    for element in ("body", ".md-search__input", "aside.notice", "#c8-p1"):
        expect(page.locator(element)).to_have_css("font-feature-settings", "normal")


def test_no_style_sheet_gives_lines_in_a_way_that_webkit_drops(page: Page) -> None:
    page.goto("search/")
    sheets = page.evaluate("""async () => Promise.all([...document.querySelectorAll("link[rel=stylesheet]")]
        .map(link => link.href).concat(new URL("popup.css", document.querySelector("script[type=module]").src))
        .filter(address => !/stylesheets/.test(address)).map(async address => (await fetch(address)).text()))""")
    assert len(sheets) >= 3
    for sheet in sheets:
        assert re.findall(r"text-decoration:\s*[\w-]+\s+[^;}]+", sheet) == []
