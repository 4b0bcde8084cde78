"""What a visit loaded opens without a network: a real service worker, at an address that is none of this machine's."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support import Launch, OpenPage, assets, complaints_of, search

import chromium
import serve
from gongwen.site.service_worker import SERVICE_WORKER, print_service_worker

NAME = "guide.test"
"""Looked up by the browser as 127.0.0.1, and taken for as safe as https."""
FIREFOX: dict[str, str | bool] = {
    "network.dns.localDomains": NAME,
    "dom.securecontext.allowlist": NAME,
    "dom.caches.testing.enabled": True,  # what is kept asks for https by itself
    "dom.security.https_first": False,
    "security.mixed_content.upgrade_display_content": False,
}
"""How Firefox is told so. Chromium has flags."""
UNTIL = """() => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("in vain")), 60_000) // also where a question is never answered
  const ask = async () => await CONDITION ? done() : setTimeout(() => ask().catch(fail), 20) // unseen, it has no frames
  ask().catch(fail)
})"""
KEPT = """async () => {
  const requests = (await caches.keys()).map(async name => (await caches.open(name)).keys())
  return (await Promise.all(requests)).flat().map(({ url }) => new URL(url).pathname.slice(1)).sort()
}"""

DROP = "async name => { for (const key of await caches.keys()) await (await caches.open(key)).delete(name) }"


@dataclass
class Host:
    """A site at a fixed address, that may go away, come back, and change."""

    site: Path
    port: int = 0
    asked: list[str] = field(default_factory=list)
    running: ThreadingHTTPServer | None = None

    def start(self) -> None:
        self.running = running = serve.server(self.site, self.port, headers={"Connection": "close"})
        self.port = running.server_port
        handler = running.RequestHandlerClass
        asked = self.asked

        class Recording(handler.func):
            def log_message(self, *_: object) -> None:
                asked.append(self.path.lstrip("/"))

        running.RequestHandlerClass = partial(Recording, **handler.keywords)
        Thread(target=running.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.running.shutdown()
        self.running.server_close()


@pytest.fixture
def host(site_dir: Path, tmp_path: Path) -> Iterator[Host]:
    running = Host(shutil.copytree(site_dir, tmp_path / "site"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def visitor(
    host: Host, request: pytest.FixtureRequest, chromiums: Launch, firefoxes: Launch
) -> Iterator[BrowserContext]:
    if request.config.getoption("--engine") == "chromium":
        secure = f"--unsafely-treat-insecure-origin-as-secure={_url(host)}"
        browser = chromiums(chromium.find(), f"--host-resolver-rules=MAP {NAME} 127.0.0.1", secure)
    else:
        browser = firefoxes(**FIREFOX)
    yield browser.new_context(base_url=_url(host), locale="zh-CN")
    browser.close()


def _url(host: Host) -> str:
    return f"http://{NAME}:{host.port}/"


def _visit(page: Page, address: str) -> None:
    """Go there and wait until what the page loaded is kept."""
    page.goto(address)
    _wait(page, "navigator.serviceWorker.controller")
    _wait(page, f"({KEPT})().then(kept => kept.includes('{address.partition('?')[0]}index.html'))")


def _wait(page: Page, condition: str) -> None:
    """Until what the browser does behind the page has come about; Playwright would take a promise for true."""
    page.evaluate(UNTIL.replace("CONDITION", condition))


def _rebuild(site: Path) -> None:
    """As a build of a changed project would leave it: other words on every page, other names of scripts and styles."""
    folder = assets(site)
    folder.rename(folder.with_name("00000000"))
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8").replace(folder.name, "00000000")
        path.write_text(text.replace("非官方文本", "另一次构建"), "utf-8")


def test_what_a_visit_loaded_opens_without_a_network(host: Host, visitor: BrowserContext) -> None:
    page = visitor.new_page()
    complaints = complaints_of(page, _url(host))
    _visit(page, "clauses/8/")
    kept = page.evaluate(KEPT)
    assert "clauses/8/index.html" in kept
    assert len(host.asked) == len(set(host.asked)), "asked for again"
    assert {name.removesuffix("index.html") for name in kept} <= set(host.asked), "kept ahead"
    search(page, "劳务")
    host.stop()
    page.goto("clauses/8/?mark=0-4#c8-p1-s1")
    expect(page.locator("#c8-p1-s1")).to_be_visible()
    assert search(page, "组织劳务协作").count() > 0  # with the engine that the first search loaded
    assert complaints == []
    page.goto("clauses/9/")
    expect(page.get_by_role("heading")).to_have_text("没有联网")
    host.start()
    page.goto("clauses/9/")
    expect(page.locator("#c9")).to_be_visible()
    host.stop()
    page.reload()
    expect(page.locator("#c9")).to_be_visible()
    host.start()


def test_two_builds_are_never_mixed(host: Host, visitor: BrowserContext) -> None:
    page, left_open = visitor.new_page(), visitor.new_page()
    first = assets(host.site).name
    _visit(left_open, "clauses/4/")
    _visit(page, "clauses/8/")
    page.reload()

    _rebuild(host.site)  # the host has the new pages already, and still the worker of the old ones
    page.goto("clauses/8/")
    expect(page.locator(".notice")).to_contain_text("另一次构建")
    assert _builds(page) == {"00000000"}
    host.stop()
    page.goto("clauses/8/")
    expect(page.locator(".notice")).to_contain_text("非官方文本")
    assert _builds(page) == {first}
    host.start()

    (host.site / SERVICE_WORKER).write_text(print_service_worker(host.site), "utf-8")
    page.goto("clauses/8/")
    _wait(page, f"({KEPT})().then(kept => kept.includes('assets/00000000/reader.js'))")
    kept = page.evaluate(KEPT)
    assert [name for name in kept if first in name or name.startswith("clauses/4/")] == []
    for name in (name for name in kept if name.endswith((".html", ".js", ".css"))):
        text = page.evaluate("async name => (await caches.match(name)).text()", f"/{name}")
        assert text == (host.site / name).read_text("utf-8"), name
    # What came while the one took over from the other was kept by neither: the page says what it has loaded.
    page.evaluate(DROP, "/assets/00000000/reader.js")
    assert "assets/00000000/reader.js" not in page.evaluate(KEPT)
    page.evaluate("() => { navigator.serviceWorker.dispatchEvent(new Event('controllerchange')) }")
    _wait(page, f"({KEPT})().then(kept => kept.includes('assets/00000000/reader.js'))")
    # Where the one had taken over before the page listened, too.
    page.evaluate(DROP, "/assets/00000000/reader.js")
    page.evaluate("() => import('/assets/00000000/keep.js?later')")
    _wait(page, f"({KEPT})().then(kept => kept.includes('assets/00000000/reader.js'))")
    left_open.locator("[data-cite=c4]").click()  # a part of a build that is gone: none rather than another's
    expect(left_open.locator(".toast")).to_have_text("引用格式没有载入，请稍后再试")


def _builds(page: Page) -> set[str]:
    """The folders of which a page has loaded scripts or styles of ours."""
    page.wait_for_load_state("load")
    loaded = page.evaluate("() => performance.getEntriesByType('resource').map(({ name }) => name)")
    return {found[1] for name in loaded if (found := re.search(r"/assets/([0-9a-f]{8})/", name))}


def test_it_can_be_switched_off(host: Host, visitor: BrowserContext) -> None:
    page = visitor.new_page()
    _visit(page, "clauses/8/")
    page.goto("clauses/8/?sw=off")
    expect(page.locator(".toast")).to_contain_text("清除")
    page.goto("clauses/9/", wait_until="networkidle")
    state = "async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"
    assert page.evaluate(state) == [0, 0]
    asked = host.asked[host.asked.index("clauses/9/") :]  # before that Firefox asks whether there is a newer one
    assert SERVICE_WORKER not in asked
    _visit(page, "clauses/9/?sw=on")
    expect(page.locator(".toast")).to_contain_text("保存")
    host.stop()
    page.goto("clauses/9/")
    expect(page.locator("#c9")).to_be_visible()
    host.start()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_nothing_is_kept_at_this_machines_own_addresses(open_page: OpenPage, site_url: str, name: str) -> None:
    page = open_page(base_url=site_url.replace("127.0.0.1", name))
    page.goto("clauses/8/", wait_until="networkidle")
    assert page.evaluate("isSecureContext")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert page.evaluate("() => performance.getEntriesByType('resource').filter(e => /keep/.test(e.name)).length") == 0


def test_the_worker_is_light(site_dir: Path, record_property: pytest.RecordProperty) -> None:
    size = len(gzip.compress((site_dir / SERVICE_WORKER).read_bytes(), 6))
    record_property("service worker, behind the first view", f"{size / 1024:.1f} KiB gzip")
    assert size <= 3 * 1024
