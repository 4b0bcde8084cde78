"""The zip that opens from a disk, in Firefox, whose files are of another origin each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, expect
from support import come_alive, complaints_of, search

import offline
from gongwen.site.offline import pack, put_on_disk


def test_a_reader_finds_everything_on_a_disk(firefox: Browser, guide_dir: Path, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(put_on_disk(offline.read(guide_dir)), "offline"))) as archive:
        archive.extractall(folder)
    home = f"{(folder / 'offline').as_uri()}/"
    page = firefox.new_context(base_url=home, viewport={"width": 1280, "height": 800}).new_page()
    complaints = complaints_of(page, home)
    page.goto("index.html")
    page.get_by_role("article").locator("a[href*='clauses/8/']").first.click()
    expect(page.locator("#c8-p1-s3")).to_be_visible()
    assert "clauses/8/index.html#c8-p1-s" in (search(page, "劳务").nth(1).get_attribute("href") or "")
    box = page.get_by_role("search").get_by_role("textbox")
    for query, said in (("liangshan", "已按“凉山”检索"), ("建挡立卡", "建档立卡"), ("江西", "文中没有提到“江西”")):
        box.fill(query)
        expect(page.locator(".md-search-result__meta")).to_contain_text(said)
    page.goto("clauses/8/index.html#c8-p1-s3")
    assert page.evaluate("() => document.querySelector(':target').id") == "c8-p1-s3"
    page.goto("pairings/index.html")
    come_alive(page)
    page.locator("[data-table] input").first.fill("凉山")
    expect(page.locator("[data-table] output").first).to_contain_text("显示 1 项")
    page.goto("search/index.html?q=jdlk")
    expect(page.locator("#search-status")).to_contain_text("已按“建档立卡”检索")
    assert complaints == []
