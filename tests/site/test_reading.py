"""Reading, linking into and copying from the text, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, becomes

from gongwen.model import Document

SENTENCE = "c8-p1-s3"
WIDTHS = (1280, 390)
MARK = """element => {
  const {backgroundColor, backgroundImage, boxShadow, outlineStyle, textDecorationLine} = getComputedStyle(element)
  return [backgroundColor, backgroundImage, boxShadow, outlineStyle, textDecorationLine].join()
}"""
SHOWN = """element => {
  const box = element.getBoundingClientRect()
  let opacity = box.width * box.height ? 1 : 0
  for (let up = element; up; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity)
  return getComputedStyle(element).visibility === "visible" && opacity > 0.5
}"""


def test_clause_reads_as_the_text_says(page: Page, document: Document) -> None:
    for number in (3, 8):
        clause = document.clauses[number - 1]
        page.goto(f"clauses/{number}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(clause.title)
        for paragraph in clause.paragraphs:
            dash = "——" if paragraph.kind == "principle" else ""
            expect(page.locator(f"#{paragraph.id}")).to_have_text(dash + paragraph.text)
        for sentence in clause.sentences:
            expect(page.locator(f"#{sentence.id}")).to_have_text(sentence.text)


def test_previous_and_next_lead_through_all_clauses(page: Page) -> None:
    page.goto("clauses/1/")
    for number in range(2, 15):
        page.get_by_role("link", name="下一页").click()
        expect(page).to_have_url(re.compile(rf"/clauses/{number}/$"))
    page.get_by_role("link", name="上一页").click()
    expect(page).to_have_url(re.compile(r"/clauses/13/$"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["clauses/8/", "full/"])
def test_permalink_lands_on_its_sentence_and_marks_it(open_page: OpenPage, address: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    page.goto(f"{address}#{SENTENCE}")
    sentence = page.locator(f"#{SENTENCE}")
    _expect_in_view(page, sentence)
    assert sentence.evaluate(MARK) != page.locator("#c8-p1-s2").evaluate(MARK), "the sentence is not marked"
    page.goto(f"{address}#c8-p1-s2")
    assert sentence.evaluate(MARK) != page.locator("#c8-p1-s2").evaluate(MARK), "the mark did not move on"


def _expect_in_view(page: Page, target: Locator) -> None:
    expect(target).to_be_in_viewport()
    top = target.evaluate("element => element.getClientRects()[0].top")
    header = page.get_by_role("banner").evaluate("header => header.getBoundingClientRect().bottom")
    assert header <= top < 640, f"starts at {top:.0f}, the header ends at {header:.0f}"


@pytest.mark.parametrize("id_", ["c8", "c8-p1", SENTENCE])
def test_permalink_appears_on_hover_and_on_keyboard_focus(page: Page, id_: str) -> None:
    page.goto("clauses/8/")
    link = page.locator(f'#{id_} a[href$="#{id_}"]')
    page.mouse.move(0, 0)
    assert not link.evaluate(SHOWN), "shows before anyone asks for it"
    page.locator(f"#{id_}").hover()
    becomes(link, SHOWN)
    page.mouse.move(0, 0)
    becomes(link, f"link => !({SHOWN})(link)")
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    becomes(link, SHOWN)


@pytest.mark.parametrize("id_", ["c8", "c8-p1", SENTENCE])
def test_copying_a_link_says_so(page: Page, site_url: str, id_: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("clauses/8/")
    page.locator(f"#{id_}").hover()
    page.locator(f'#{id_} a[href$="#{id_}"]').click()
    expect(page.locator("[role=status], [role=alert], [aria-live]").filter(has_text="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}clauses/8/#{id_}"


@pytest.mark.parametrize("address", ["clauses/3/", "full/"])
def test_copied_text_is_the_text_alone(page: Page, document: Document, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.evaluate("""() => {
        const range = document.createRange()
        range.setStartBefore(document.querySelector("#c3-p1"))
        range.setEndAfter(document.querySelector("#c3-p4"))
        getSelection().removeAllRanges()
        getSelection().addRange(range)
    }""")
    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    principles = [f"——{paragraph.text}" for paragraph in document.clauses[2].paragraphs]
    assert [line.strip() for line in copied.splitlines() if line.strip()] == principles


def test_full_text_has_everything_in_order(page: Page, document: Document) -> None:
    page.goto("full/")
    text = page.get_by_role("article").inner_text()
    at = 0
    for piece in (document.title, *(sentence.text for sentence in document.sentences())):
        found = text.find(piece, at)
        assert found >= 0, f"missing or out of order: {piece}"
        at = found + len(piece)
