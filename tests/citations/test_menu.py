"""The menu behind a permalink, in a real browser: what it copies, by mouse, by keyboard and without permission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect
from support import ROOT, OpenPage

from engines import tap
from gongwen.edition import make_edition
from gongwen.publish.citations import cite, read_forms

CLIPBOARD = ["clipboard-read", "clipboard-write"]
NOW, TODAY = datetime(2026, 11, 23, 20, 0, tzinfo=UTC), date(2026, 11, 24)
"""An evening in Greenwich that is the next morning for a reader in Shanghai."""
SENTENCE = "c9-p1-s4"


@pytest.fixture
def reader(open_page: OpenPage) -> Iterator[Page]:
    """A reader in Shanghai who lets the page write to the clipboard."""
    page = open_page(permissions=CLIPBOARD, timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(NOW)
    return page


def expected(id_: str, address: str) -> dict[str, str]:
    """By label, what Python makes of the same templates; ``address`` is the page that the reader cites from."""
    edition, forms = make_edition(ROOT / "source"), read_forms(ROOT / "source" / "citations.toml")
    texts = {form.label: cite(form, edition.document, edition.provenance, id_, "/", TODAY) for form in forms}
    return {label: re.sub(r"/(?:clauses/\d+|full)/(?=#)", lambda _: address, text) for label, text in texts.items()}


def open_menu(page: Page, id_: str) -> None:
    page.locator(f"#{id_}").hover()
    page.locator(f"#{id_} > .permalink").click()
    page.get_by_role("button", name="引用…", exact=True).click()
    expect(page.get_by_role("menu")).to_be_visible()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n")


def test_three_clicks_copy_a_citation(reader: Page, site_url: str) -> None:
    texts = expected(SENTENCE, f"{site_url}clauses/9/")
    assert [*texts] == ["链接", "带出处的文字", "GB/T 7714—2025", "法学引注手册", "BibTeX", "RIS", "CSL-JSON"]
    reader.goto("clauses/9/")
    for label, text in texts.items():
        open_menu(reader, SENTENCE)
        reader.get_by_role("menuitem", name=re.compile("^" + re.escape(label).replace("/", r"\/"))).click()
        expect(reader.get_by_role("status")).to_contain_text(f"已复制：{label}")
        assert clipboard(reader) == text
        expect(reader.get_by_role("menu")).to_have_count(0)


def test_every_passage_is_cited_as_python_cites_it(reader: Page, site_url: str) -> None:
    reader.goto("full/?mark=1-2")
    edition, forms = make_edition(ROOT / "source"), read_forms(ROOT / "source" / "citations.toml")
    ids = ["preamble", *(clause.id for clause in edition.document.clauses)]
    for paragraph in edition.document.paragraphs():
        ids += [paragraph.id, *(sentence.id for sentence in paragraph.sentences)]
    shown = reader.evaluate(
        """async (ids) => {
            const reader = document.querySelector("script[type=module]").src;
            const { openCitation } = await import(new URL("cite.js", reader));
            const shown = [];
            for (const id of ids) {
                await openCitation(id, document.querySelector(".permalink"));
                shown.push([...document.querySelectorAll("[role=menuitem] span")].map((item) => item.textContent));
            }
            return shown;
        }""",
        ids,
    )
    for id_, texts in zip(ids, shown, strict=True):
        made = [cite(form, edition.document, edition.provenance, id_, "/", TODAY) for form in forms]
        assert texts == [re.sub(r"/(?:clauses/\d+|full)/(?=#)", f"{site_url}full/", text) for text in made], id_


def test_a_part_offers_no_quotation(reader: Page) -> None:
    reader.goto("full/")
    open_menu(reader, "part-2")
    labels = reader.get_by_role("menuitem").locator("b").all_inner_texts()
    assert labels == ["链接", "GB/T 7714—2025", "法学引注手册", "BibTeX", "RIS", "CSL-JSON"]


def test_the_keyboard_alone(reader: Page, site_url: str) -> None:
    reader.goto("clauses/9/")
    permalink = reader.locator(f"#{SENTENCE} > .permalink")
    permalink.focus()
    reader.keyboard.press("Enter")
    reader.get_by_role("button", name="引用…", exact=True).press("Enter")
    item = reader.get_by_role("menuitem")
    expect(item.nth(0)).to_be_focused()
    for key, index in [("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", 6), ("ArrowDown", 0), ("End", 6), ("Home", 0)]:
        reader.keyboard.press(key)
        expect(item.nth(index)).to_be_focused()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_contain_text("已复制：带出处的文字")
    assert clipboard(reader) == expected(SENTENCE, f"{site_url}clauses/9/")["带出处的文字"]
    expect(permalink).to_be_focused()


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_leaving_the_menu_gives_the_focus_back(reader: Page, key: str) -> None:
    reader.goto("clauses/9/")
    open_menu(reader, SENTENCE)
    reader.keyboard.press(key)
    expect(reader.get_by_role("menu")).to_have_count(0)
    expect(reader.locator(f"#{SENTENCE} > .permalink")).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(reader: Page) -> None:
    reader.goto("clauses/9/")
    open_menu(reader, SENTENCE)
    reader.locator("h1").click()
    expect(reader.get_by_role("menu")).to_have_count(0)


def test_without_permission_it_still_copies(open_page: OpenPage, site_url: str) -> None:
    page = open_page(permissions=["notifications"], timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(NOW)
    page.goto("clauses/9/")
    open_menu(page, SENTENCE)
    page.get_by_role("menuitem", name="GB/T 7714").click()
    expect(page.get_by_role("status")).to_contain_text("已复制")
    page.context.grant_permissions(CLIPBOARD)
    assert clipboard(page) == expected(SENTENCE, f"{site_url}clauses/9/")["GB/T 7714—2025"]


def test_a_page_view_loads_nothing_of_it(reader: Page) -> None:
    requested: list[str] = []
    reader.on("request", lambda request: requested.append(request.url))
    reader.goto("clauses/9/", wait_until="networkidle")
    assert not [url for url in requested if "cit" in url.rsplit("/", 1)[1]]
    open_menu(reader, SENTENCE)
    names = {url.rsplit("/", 1)[1] for url in requested}
    assert {"cite.js", "popup.css", "citations.json"} <= names


def test_the_menu_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True, permissions=CLIPBOARD)
    page.goto("clauses/10/")
    tap(page.locator("#c10-p1-s3"))
    tap(page.locator("#c10-p1-s3 > .permalink"))
    tap(page.get_by_role("button", name="引用…", exact=True))
    menu = page.get_by_role("menu")
    box = menu.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["height"] <= 640 - 48, "not to be seen at once, below the header"
    items = [item.bounding_box() for item in menu.get_by_role("menuitem").all()]
    assert all(item and item["height"] >= 44 for item in items)
    assert len({item["y"] for item in items if item}) == 5, "the names for programs stand in a row"
    assert menu.evaluate("menu => menu.scrollWidth <= menu.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
