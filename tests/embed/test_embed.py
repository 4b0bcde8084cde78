"""A clause in another site's page: the frame of one line, the height by a second line, and who may frame what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support import CLAUSES, LONG, OpenPage, barriers, engine

from gongwen.model import Document
from gongwen.site.embed import embed_line
from probe import serving

REFUSAL: dict[str, tuple[Any, Callable[[Any], bool]]] = {
    "chromium": ("console", lambda message: "frame-ancestors" in message.text),
    "firefox": ("requestfailed", lambda request: request.failure == "NS_ERROR_CSP_FRAME_ANCESTOR_VIOLATION"),
}
"""How an engine tells that a page's own policy kept it out of a frame: the event, and which one."""


@pytest.fixture
def host(tmp_path: Path, site_url: str) -> Iterator[str]:
    """Another site, whose page embeds a clause, one with the second line, one without, and a page that may not be."""
    frame, script = embed_line(site_url, 8), f'<script src="{site_url}embed/embed.js"></script>'
    refused = f'<iframe src="{site_url}clauses/8/"></iframe>'
    for name, body in (("one", frame), ("two", frame + script), ("refused", refused)):
        page = f'<!doctype html><html lang="zh"><title>{name}</title><body>{body}'
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    with serving(tmp_path) as url:
        yield url


def test_a_clause_is_shown_in_another_site(browser: Browser, host: str, document: Document) -> None:
    context = browser.new_context(base_url=host, viewport={"width": 800, "height": 900})
    page = context.new_page()
    page.goto("two.html")
    frame = page.frame_locator("iframe")
    for sentence in document.clauses[7].sentences:
        expect(frame.locator(f"#{sentence.id}")).to_have_text(sentence.text)
    inner = page.frames[1]
    expect(page.locator("iframe")).not_to_have_attribute("height", "360")
    assert inner.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.goto("one.html")
    expect(page.locator("iframe")).to_have_attribute("height", "360")
    page.set_viewport_size({"width": 320, "height": 900})
    expect(frame.locator("footer")).to_contain_text("非官方文本")
    assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_other_pages_are_not_framed(browser: Browser, host: str, site_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    told, of_the_policy = REFUSAL[engine(page)]
    with page.expect_event(told, of_the_policy, timeout=LONG):
        page.goto(f"{host}refused.html")
    assert not page.frames[1].url.startswith(site_url)
    for address in ("", "about/", "clauses/8/", "404.html"):
        said = context.request.get(site_url + address).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in said
    said = context.request.get(f"{site_url}embed/clauses/8/").headers["content-security-policy"]
    assert "frame-ancestors" not in said
    context.close()


def test_an_embedded_page_is_whole_and_in_no_list(open_page: OpenPage, site_dir: Path, document: Document) -> None:
    pages = sorted(path.relative_to(site_dir / "embed").as_posix() for path in (site_dir / "embed").rglob("*.html"))
    assert pages == sorted(f"{address}index.html" for address in CLAUSES)
    page = open_page(java_script_enabled=True)
    page.goto("embed/clauses/3/")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert barriers(page) == set()
    assert page.locator("p.principle").count() == 4
    for name in ("sitemap.xml", "search/search_index.json", "llms.txt"):
        assert "embed/" not in (site_dir / name).read_text(encoding="utf-8")
