"""A link to a run of sentences: selected, copied, opened, cited in every form, and read without scripts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect
from support import ROOT, OpenPage

from gongwen.edition import make_edition
from gongwen.model import Document
from gongwen.publish.citations import cite, read_forms
from gongwen.publish.markdown import locate_run

NOW, TODAY = datetime(2026, 11, 23, 20, 0, tzinfo=UTC), date(2026, 11, 24)
SELECT = """([first, last]) => {
  const [from, to] = [first, last].map(id => document.getElementById(id).firstChild)
  const deep = node => node.nodeType === 3 ? node : deep(node.firstChild)
  getSelection().setBaseAndExtent(deep(from), 1, deep(to), 1)
}"""


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        ("c8-p1-s2", "c8-p1-s4", "第（八）条第2至4句"),
        ("c3-p1-s2", "c3-p2-s1", "第（三）条第1段第2句至第2段第1句"),
        ("c4-p1-s2", "c4-p2-s1", "第（四）条第1段第2句至第2段"),
        ("preamble-p1-s1", "preamble-p1-s2", "引言第1至2句"),
        ("c1-p1-s1", "c2-p1-s1", "第（一）条至第（二）条"),
    ],
)
def test_a_run_is_called_by_its_ends(page: Page, document: Document, first: str, last: str, place: str) -> None:
    assert locate_run(document, first, last) == place
    page.goto("full/")
    said = page.evaluate(
        """async ([first, last]) => {
            const here = document.querySelector("script[type=module]").src
            const { placeOf } = await import(new URL("runs.js", here))
            return placeOf((await (await fetch(new URL("citations.json", here))).json()).places, first, last)
        }""",
        [first, last],
    )
    assert said == place


def test_a_run_is_selected_copied_cited_and_opened(open_page: OpenPage, site_url: str) -> None:
    page = open_page(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        timezone_id="Asia/Shanghai",
    )
    page.clock.set_fixed_time(NOW)
    page.goto("clauses/8/", wait_until="networkidle")
    page.evaluate(SELECT, ["c8-p1-s2", "c8-p1-s4"])
    expect(page.locator(".toast")).to_contain_text("已选第（八）条第2至4句")
    page.locator(".toast button").click()
    address = f"{site_url}clauses/8/?to=c8-p1-s4#c8-p1-s2"
    expect(page.locator(".toast")).to_contain_text("已复制链接")
    assert page.evaluate("navigator.clipboard.readText()") == address == page.url
    expect(page.locator(".run")).to_have_count(3)
    page.locator(".toast button", has_text="引用…").click()
    edition, forms = make_edition(ROOT / "source"), read_forms(ROOT / "source" / "citations.toml")
    made = [cite(form, edition.document, edition.provenance, "c8-p1-s2", site_url, TODAY, "c8-p1-s4") for form in forms]
    expect(page.locator("[role=menuitem] span")).to_have_text(made)
    assert "第2至4句" in made[1]
    assert address in made[0]
    other = open_page()
    other.goto(address)
    expect(other.locator(".run")).to_have_count(3)
    expect(other.locator("#c8-p1-s2")).to_be_in_viewport()


@pytest.mark.parametrize("query", ["?to=c8-p1-s1#c8-p1-s2", "?to=c9-p1-s1#c8-p1-s2", "?to=%3Cb%3E#c8-p1-s2"])
def test_what_is_no_run_marks_the_first_sentence_alone(page: Page, query: str) -> None:
    page.goto(f"clauses/8/{query}", wait_until="networkidle")
    assert page.evaluate("document.querySelector(':target').id") == "c8-p1-s2"
    expect(page.locator(".run")).to_have_count(0)


def test_without_scripts_it_opens_at_its_first_sentence(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("clauses/8/?to=c8-p1-s4#c8-p1-s2")
    expect(page.locator("#c8-p1-s2")).to_be_in_viewport()
    assert re.search(r"#c8-p1-s2$", page.url)


def test_one_sentence_selected_offers_nothing(page: Page) -> None:
    page.goto("clauses/8/", wait_until="networkidle")
    page.evaluate(SELECT, ["c8-p1-s2", "c8-p1-s2"])
    page.evaluate(SELECT, ["c8-p1-s2", "c8-p1-s3"])
    expect(page.locator(".toast")).to_contain_text("第2至3句")
