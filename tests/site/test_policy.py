"""The policy of the pages: all that a reader does keeps to it, and what does not is noticed and stops the build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from support import PAGES, ROOT, OpenPage, build, come_alive, complaints_of, copy_project, search

from gongwen.errors import GongwenError
from gongwen.site.policy import print_headers
from probe import serving

LISTEN = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    console.error(`refused: ${violatedDirective} ${blockedURI} ${sample}`))"""
STRICT = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HASH = r"'sha256-[A-Za-z0-9+/]{43}='"


def _rules(policy: str) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in policy.split(";"))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_the_same_strict_policy_before_it_names_a_file(site_dir: Path, address: str) -> None:
    text = (site_dir / address / "index.html" if address != "404.html" else site_dir / address).read_text("utf-8")
    head = html.document_fromstring(text).find("head")
    assert [(*element.attrib,) for element in head[:2]] == [("charset",), ("http-equiv", "content")]
    rules = _rules(head[1].get("content"))
    assert re.fullmatch(rf"'self'( {HASH}){{2}}", rules.pop("script-src"))
    assert rules == STRICT


def test_hosts_are_told_the_same_and_who_may_frame_a_page(page: Page, site_dir: Path) -> None:
    response = page.goto("404.html")
    assert response
    said, framed = response.headers["content-security-policy"].split(", ")  # a policy of all addresses, and of this one
    assert f"/*\n  Content-Security-Policy: {said}\n" in (site_dir / "_headers").read_text("utf-8")
    rules = _rules(said)
    assert re.fullmatch(rf"'self'( {HASH})+", rules.pop("script-src"))
    assert (rules, framed) == (STRICT, "frame-ancestors 'none'")
    assert max(map(len, (site_dir / "_headers").read_text("utf-8").splitlines())) < 2000  # Cloudflare reads no more


def test_the_page_on_hosting_says_what_only_headers_can(site_dir: Path) -> None:
    text, said = (path.read_text("utf-8") for path in (ROOT / "docs/hosting.md", site_dir / "_headers"))
    written = re.findall(r'Content-Security-Policy "([^"]+)"', text)
    assert len(written) == 2
    assert {policy for policy in written if f": {policy}\n" not in said} == set()
    assert text.count("X-Content-Type-Options nosniff") == said.count("X-Content-Type-Options: nosniff") * 3


def _use(page: Page) -> set[str]:
    """Use all that a page has, as a reader does; what it had."""
    did = set()

    def has(selector: str) -> bool:
        found = page.locator(selector).count() > 0
        if found:
            did.add(selector)
        return found

    come_alive(page)
    if has("#search-form"):
        page.locator("#search-form [name=q]").fill("劳务")
        expect(page.locator("#search-results h2").first).to_be_visible()
        page.locator("#search-form [name=kind]").first.uncheck()
        page.locator("#search-form [name=q]").press("Enter")
    else:
        search(page, "劳务协作")
        page.keyboard.press("Escape")
    page.get_by_role("banner").get_by_role("button", name="深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    if has(".permalink"):
        page.locator(".permalink").last.press("Enter")
        page.locator(".toast button").click()
        page.get_by_role("menu").get_by_role("menuitem").first.press("Enter")
        expect(page.get_by_role("menu")).to_have_count(0)
    if has("figure[data-explore]"):
        page.locator("figure svg [data-place]").first.press("Enter")
        expect(page.locator("[data-answer]").get_by_role("button", name="关闭")).to_be_visible()
        page.locator("figure input").fill("谁帮扶凉山")
        expect(page.locator("[data-answer]")).to_contain_text("凉山")  # from the search's worker
    if has("[data-table]"):
        page.locator("[data-table] thead button").first.click()
        page.locator("[data-table] select").first.select_option(index=1)
        page.locator("[data-table] input").first.fill("省")
    if has("[data-index]"):
        page.locator("[data-index] input").fill("liang")
        expect(page.locator("[data-index] output")).to_contain_text("显示")
    return did


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_use_keeps_to_its_policy(open_page: OpenPage, address: str) -> None:
    page = open_page(color_scheme="light", viewport={"width": 1280, "height": 800})
    page.add_init_script(LISTEN)
    page.goto(address)
    did = _use(page)
    expected = {"search/": "#search-form", "pairings/": "figure[data-explore]", "duties/": "[data-table]"}
    expected |= {"terms/": "[data-index]", "full/": ".permalink"}
    assert expected.get(address, next(iter(did), None)) in {*did, None}
    assert page.evaluate("performance.getEntriesByType('resource').length") > 0


@pytest.mark.parametrize("address", ["clauses/8/", "pairings/", "search/?q=劳务"])
def test_so_does_one_from_a_host_that_reads_no_headers(
    open_page: OpenPage, site_dir: Path, tmp_path: Path, address: str
) -> None:
    site = shutil.copytree(site_dir, tmp_path / "site", ignore=shutil.ignore_patterns("_headers"))
    with serving(site) as url:
        page = open_page(base_url=url, color_scheme="light", viewport={"width": 390, "height": 800})
        page.add_init_script(LISTEN)
        response = page.goto(address)
        assert response
        assert "content-security-policy" not in response.headers
        page.locator("header button[for=__drawer]").click()
        page.locator(".md-overlay").click(position={"x": 370, "y": 400})
        _use(page)


INJECTED: dict[str, Callable[[str], str]] = {
    "script": lambda page: page.replace("</main>", "<script>hacked = 1</script></main>"),
    "handler": lambda page: page.replace("</main>", '<img src="nowhere.png" alt="" onerror="hacked = 1"></main>'),
    "style": lambda page: page.replace("</main>", '<p style="color: red">乙</p></main>'),
    "foreign": lambda page: page.replace("</main>", '<img src="http://localhost:9/a.png" alt=""></main>'),
    "base": lambda page: page.replace("</title>", '</title><base href="http://localhost:9/">'),
}


@pytest.mark.parametrize("said", ["meta", "header"])
@pytest.mark.parametrize("kind", INJECTED)
def test_what_is_injected_does_nothing_and_is_noticed(
    browser: Browser, site_dir: Path, tmp_path: Path, kind: str, said: str
) -> None:
    site = shutil.copytree(site_dir, tmp_path / "site")
    target = site / "clauses/8/index.html"
    text = INJECTED[kind](target.read_text("utf-8"))
    if said == "meta":
        (site / "_headers").unlink()
    else:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    target.write_text(text, encoding="utf-8")
    with serving(site) as url:
        context = browser.new_context(base_url=url)
        page = context.new_page()
        complaints = complaints_of(page, url)
        page.add_init_script(LISTEN)
        page.goto("clauses/8/", wait_until="networkidle")
        assert page.evaluate("typeof hacked") == "undefined"
        context.close()
    assert [told for told in complaints if "refused: " in told]


@pytest.mark.parametrize("kind", INJECTED)
def test_a_built_page_with_such_a_thing_stops_the_build(site_dir: Path, tmp_path: Path, kind: str) -> None:
    site = shutil.copytree(site_dir, tmp_path / "site")
    target = site / "clauses/8/index.html"
    target.write_text(INJECTED[kind](target.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(GongwenError, match=r"^clauses/8/index.html: expected ") as told:
        print_headers(site)
    assert "\n" not in str(told.value)


def test_a_style_in_a_page_that_is_written_by_hand_stops_the_build_in_one_line(tmp_path: Path, snapshot: Path) -> None:
    project = copy_project(tmp_path / "project", snapshot)
    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write('\n<p style="color: red">甲</p>\n')
    result = build(project, tmp_path / "site")
    told = r"build\.py: about/index\.html: expected nothing .* refuses, found <p style=“color: red”>; to mend: .*\n"
    assert result.returncode == 2
    assert re.fullmatch(told, result.stderr)
    assert not (tmp_path / "site").exists()
