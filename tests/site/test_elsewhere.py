"""The site below a sub-path, and what stands where nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from support import CLAUSES, HOME, ISSUES, PAGES, OpenPage, search

import engines
from probe import serving

LINKS = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"


@pytest.fixture(scope="module")
def guide_url(guide_dir: Path) -> Iterator[str]:
    """A site built for ``https://example.org/guide/``, served below ``/guide/``."""
    with serving(guide_dir, prefix="/guide/") as url:
        yield url


def test_missing_page_answers_in_chinese_with_the_search(page: Page, site_url: str) -> None:
    response = page.goto("clauses/15/nowhere")
    assert response
    assert response.status == 404
    _expect_helpful(page, site_url)


def test_missing_page_below_a_sub_path(open_page: OpenPage, guide_url: str) -> None:
    page = open_page(base_url=guide_url)
    page.goto("clauses/15/nowhere")
    _expect_helpful(page, guide_url)


def _expect_helpful(page: Page, url: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"[\u4e00-\u9fff]{3,}"))
    expect(page.get_by_role("link", name="首页").first).to_have_attribute("href", re.compile(r"."))
    search(page, "劳务协作").first.click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(url)}clauses/8/"))


def test_every_link_and_file_works_below_a_sub_path(open_page: OpenPage, guide_url: str) -> None:
    page = open_page(base_url=guide_url)
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for address in PAGES:
        page.goto(address)
        links = page.eval_on_selector_all("a[href]", LINKS)
        assert [link for link in links if not link.startswith((guide_url, "http", "mailto:"))] == []
        inside = [link for link in links if link.startswith("http://127.0.0.1")]
        assert [link for link in inside if not link.startswith(guide_url)] == [], f"leaves the site from {address}"
    assert failed == []


def test_search_works_below_a_sub_path(open_page: OpenPage, guide_url: str) -> None:
    page = open_page(base_url=guide_url)
    page.goto("full/")
    search(page, "劳务协作").first.click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(guide_url)}clauses/8/"))


def test_sitemap_names_every_page_at_its_public_address(open_page: OpenPage, guide_url: str) -> None:
    sitemap = open_page(base_url=guide_url).request.get(f"{guide_url}sitemap.xml").text()
    named = set(re.findall("<loc>([^<]+)</loc>", sitemap))
    assert named == {HOME + address for address in PAGES if address != "404.html"}


def test_what_a_browser_is_told_of_the_search_finds(open_page: OpenPage, guide_url: str) -> None:
    """As the address bar does it: the description that a page names, its template with the words put in."""
    page = open_page(base_url=guide_url)
    page.goto("clauses/8/")
    described = page.locator("link[rel=search]").evaluate("link => link.href")
    text = page.request.get(described).text()
    [template] = re.findall('<Url [^>]*template="([^"]*)"', text)
    assert template.startswith(HOME)
    page.goto(template.replace(HOME, guide_url).replace("{searchTerms}", quote("劳务协作")))
    expect(page.locator("#search-results h2").first).to_contain_text("组织劳务协作")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{HOME}search/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_report_opens_the_page_for_issues_with_the_permalink(browser: Browser, guide_url: str, scripts: bool) -> None:
    context = engines.new_context(browser, base_url=guide_url, java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.route(f"{ISSUES}/**", lambda route: route.fulfill(body="a new issue"))
    page = engines.new_page(context, java_script_enabled=scripts)
    page.goto("clauses/8/#c8-p1-s3")
    page.get_by_text("报告错误", exact=True).click()
    place = f"{HOME}clauses/8/#c8-p1-s3" if scripts else f"{HOME}clauses/8/"
    expect(page.get_by_label("位置")).to_have_value(place)
    page.get_by_label("哪里有误").fill("“甲”应为“乙”")
    assert [address for address in asked if not address.startswith(guide_url)] == [], "sent something by itself"
    page.get_by_role("button", name="打开问题页").click()
    page.wait_for_url(f"{ISSUES}/new?**")
    sent = parse_qs(urlsplit(page.url).query)
    assert sent == {
        "template": ["error.yml"],
        "title": ["报告错误：（八）组织劳务协作"],
        "permalink": [place],
        "what": ["“甲”应为“乙”"],
    }
    context.close()


def test_a_feed_is_named_and_there(open_page: OpenPage, guide_url: str) -> None:
    page = open_page(base_url=guide_url)
    page.goto("corrections/")
    named = page.locator("link[type='application/atom+xml']").evaluate("link => link.href")
    assert named == page.get_by_role("link", name="订阅").evaluate("link => link.href") == f"{guide_url}feed.xml"
    assert page.request.get(named).ok


def test_a_site_without_an_address_of_its_own_works_below_any(open_page: OpenPage, site_dir: Path) -> None:
    with serving(site_dir, prefix="/some/where/") as url:
        page = open_page(base_url=url)
        for address in ("", *CLAUSES[:2]):
            page.goto(address)
        search(page, "劳务协作").first.click()
        expect(page).to_have_url(re.compile(rf"^{re.escape(url)}clauses/8/"))
