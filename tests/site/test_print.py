"""What comes out of the printer: the PDF of every page, as the browser makes it."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from support import CLAUSES, DESKTOP, PAGES, ROOT, come_alive, engine, opening

from gongwen.edition import make_edition
from gongwen.model import Document
from gongwen.search.segment import make_cutter

CONTROLS = "input, select, textarea, .tools, .steps, .controls, .permalink, .toast"
LINES = """title => {
  const lines = []
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
  for (let node, last; (node = walker.nextNode());) for (let at = 0; at < node.length; at++) {
    const range = new Range()
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const { top } = range.getBoundingClientRect()
    if (last === undefined || Math.abs(top - last) > 5) lines.push("")
    last = top
    lines[lines.length - 1] += node.data[at]
  }
  return lines
}"""
"""The text of an element, line by line as it is laid out."""


@pytest.fixture(scope="module")
def window(browser: Browser, site_url: str) -> Iterator[Page]:
    """One window that all is printed from: none of these tests leaves anything in it."""
    with opening(browser, site_url) as open_:
        yield open_(**DESKTOP)


@pytest.fixture
def printed(window: Page) -> Callable[[str], list[str]]:
    """The text of each page of A4 that an address prints as, without blanks."""

    def print_(address: str) -> list[str]:
        window.emulate_media(media="null")
        window.goto(address)
        come_alive(window)
        reader = PdfReader(io.BytesIO(window.pdf(format="A4")))
        return [re.sub(r"\s", "", unicodedata.normalize("NFKC", sheet.extract_text())) for sheet in reader.pages]

    return print_


def says(sheet: str, words: str) -> re.Match[str] | None:
    """Where a sheet has these words. In PDFs of Firefox some characters are read as U+FFFD: half of a word is not."""
    found = re.search("".join(f"[{re.escape(char)}\ufffd]" for char in words), sheet)
    return found if found and found[0].count("\ufffd") <= len(words) / 2 else None


@pytest.mark.parametrize("address", PAGES)
def test_every_sheet_has_its_number_and_something_on_it_but_no_control(
    printed: Callable[[str], list[str]], window: Page, document: Document, address: str
) -> None:
    sheets = printed(address)
    if address == "full/":  # in a PDF some characters are read as the radicals that look alike: 见 as ⻅
        openings = [re.sub(r"\s", "", unicodedata.normalize("NFKC", found.text))[:8] for found in document.sentences()]
        there = [bool(says("".join(sheets), opening)) for opening in openings]
        assert there.count(True) > (0.9 if engine(window) == "chromium" else 0.7) * len(there)
        assert there[-1]
    for number, sheet in enumerate(sheets, start=1):
        mark = f"—{number}—" if engine(window) == "chromium" else ""  # Firefox prints a number of its own
        assert mark in sheet
        assert len(sheet) > len(mark), f"sheet {number} is empty"
    window.emulate_media(media="print")
    shown = window.get_by_role("article").inner_text()
    if address == "full/":
        assert [found.id for found in document.sentences() if found.text not in shown] == []
    if address in CLAUSES:
        assert len(sheets) == 1
        assert "非官方文本" in shown
    assert window.locator(CONTROLS).locator("visible=true").all() == []


def test_the_full_text_says_who_issued_it_and_where_it_comes_from(
    printed: Callable[[str], list[str]], window: Page, site_url: str
) -> None:
    edition = make_edition(ROOT / "source")
    text = "".join(printed("full/"))
    for issuer in edition.provenance.issuers:
        assert says(text, issuer)
    window.emulate_media(media="print")
    expect(window.get_by_role("article")).to_contain_text(edition.provenance.publisher)
    assert says(text, f"网址:{site_url}full/")  # NFKC makes the colon a narrow one


def test_a_search_prints_its_query_as_a_line_of_text(printed: Callable[[str], list[str]], window: Page) -> None:
    (sheet,) = printed("search/?q=劳务协作")
    assert says(sheet.removeprefix("—1—")[:6], "检索劳务协作")
    window.emulate_media(media="print")
    box = window.get_by_role("search").get_by_role("searchbox")
    expect(box).to_have_css("border-top-width", "0px")
    expect(box).to_have_css("caret-color", "rgba(0, 0, 0, 0)")
    expect(box).to_have_css("outline-style", "none")
    (empty,) = printed("search/")
    assert not says(empty, "拼音、问题"), "prints what only helps to type"


def test_a_province_prints_on_a_page_of_its_own(printed: Callable[[str], list[str]], site_url: str) -> None:
    (sheet,) = printed("pairings/#place-520000")
    for words in ("贵州省", "毕节市:由广州市帮扶", "黔南布依族苗族自治州", f"网址:{site_url}pairings/"):
        assert says(sheet, words), words
    assert not says(sheet, "云南省")
    assert len(printed("pairings/")) > 3


@pytest.mark.parametrize("place", ["clauses/8/#c8", "clauses/8/#c8-p1-s3", "full/#c8-p1", "pairings/#place-520000"])
def test_what_an_address_names_is_printed_like_the_rest(page: Page, place: str) -> None:
    look = "at => { const { backgroundColor, boxShadow } = getComputedStyle(at); return [backgroundColor, boxShadow] }"
    page.goto(place)
    target = page.locator(":target")
    page.emulate_media(media="print")
    assert target.evaluate(look) == ["rgba(0, 0, 0, 0)", "none"]
    assert "underline" not in target.evaluate("at => getComputedStyle(at).textDecorationLine")


@pytest.mark.parametrize("address", ["", "full/", "clauses/4/"])
def test_titles_break_between_words(page: Page, address: str) -> None:
    cut = make_cutter()
    page.goto(address)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        for width in (320, 390, 640, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            lines = page.get_by_role("heading", level=1).evaluate(LINES)
            ends = set(_ends(cut("".join(lines))))
            assert set(_ends(lines)) <= ends, f"{width} px: {lines}"
            assert not [line for line in lines if line[0] in "的，。）》”"], lines


def _ends(pieces: list[str]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        at += len(piece)
        yield at
