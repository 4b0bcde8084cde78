"""What someone new to the site comes for, from the home page, each within three clicks or one search."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from support import click_in_picture, search

from gongwen.model import Document

ASSESSED = {"劳务协作": 8, "产业合作": 7, "人才支援": 9, "资金支持": 10}


@pytest.fixture
def home(page: Page) -> Page:
    """The home page, as one finds it."""
    page.goto("")
    return page


def test_who_supports_zhaotong_by_clicks(home: Page) -> None:
    click_in_picture(home.locator('a[href$="#place-530600"]').first)
    expect(home).to_have_url(re.compile("/pairings/#place-530600"))
    entry = home.locator("#place-530600")
    expect(entry).to_be_in_viewport()
    for supporter in ("东莞市", "中山市"):
        expect(entry).to_contain_text(supporter)


def test_who_supports_zhaotong_by_one_search(home: Page) -> None:
    results = search(home, "谁帮扶昭通")
    expect(results.first).to_contain_text(re.compile("东莞市|中山市"))
    words = " ".join(results.all_inner_texts()[:6])
    assert "东莞市" in words
    assert "中山市" in words


def test_who_audits_the_funds_by_one_search(home: Page, document: Document) -> None:
    sentence = next(sentence for sentence in document.sentences() if "审计机关" in sentence.text)
    results = search(home, "谁审计资金")
    results.filter(has_text="审计机关").first.click()
    expect(home).to_have_url(re.compile(r"/clauses/13/"))
    expect(home.locator(f"#{sentence.id}")).to_contain_text("审计机关")


def test_who_audits_the_funds_by_clicks(home: Page) -> None:
    home.get_by_role("navigation").get_by_role("link", name="责任清单").first.click()
    table = home.locator("[data-table]").first
    table.get_by_role("searchbox").fill("审计")
    expect(table.locator("tbody tr:visible").filter(has_text="审计机关")).not_to_have_count(0)


@pytest.mark.parametrize(("thing", "clause"), ASSESSED.items())
def test_what_is_assessed_and_where_it_is_regulated(home: Page, document: Document, thing: str, clause: int) -> None:
    home.get_by_role("article").locator('a[href$="clauses/14/"]').first.click()
    expect(home.get_by_role("article")).to_contain_text("减贫成效")
    relation = home.get_by_role("listitem").filter(has_text=thing).filter(has=home.locator(f'a[href*="/{clause}/"]'))
    relation.locator(f'a[href*="/{clause}/"]').first.click()
    expect(home).to_have_url(re.compile(rf"/clauses/{clause}/"))
    expect(home.get_by_role("heading", level=1)).to_contain_text(document.clauses[clause - 1].title)


def test_copying_a_citation_of_the_secondment_term(home: Page, document: Document, site_url: str) -> None:
    home.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sentence = next(s for s in document.clauses[8].sentences if re.search("挂职.*年", s.text))
    search(home, "挂职期限").filter(has_text="两到三年").first.click()
    expect(home).to_have_url(re.compile(rf"/clauses/9/[^#]*#{sentence.id}$"))
    home.locator(f"#{sentence.id}").hover()
    home.locator(f'#{sentence.id} a[href$="#{sentence.id}"]').click()
    home.get_by_role("status").get_by_role("button", name="引用").click()
    home.get_by_role("menuitem", name="GB/T 7714").click()
    expect(home.get_by_role("status")).to_contain_text("GB/T 7714")
    citation = home.evaluate("navigator.clipboard.readText()")
    assert document.title in citation
    assert f"{site_url}clauses/9/#{sentence.id}" in citation
    assert "2016-12-07" in citation
