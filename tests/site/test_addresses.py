"""No address runs anything: payloads in the query, the fragment and the path of every page that reads its address."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Error, Page

CODE = "hacked=1"
PAYLOADS = (
    *(f"<script>{CODE}</script>", f"<img src=x onerror={CODE}>", f"<svg/onload={CODE}>", f'"><b onclick={CODE}>'),
    *(f"' autofocus onfocus={CODE} x='", f"javascript:{CODE}", f"data:text/html,<script>{CODE}</script>"),
    *(f"</title><script>{CODE}</script>", f"</script><script>{CODE}</script>", f"<iframe srcdoc='<script>{CODE}'>"),
    *("{{constructor.constructor('" + CODE + "')()}}", "${" + CODE + "}", f"`;{CODE};`", f"';{CODE};//", f"]]>{CODE}"),
    *(f"<a href=javascript:{CODE}>帮扶</a>", f"帮扶<mark onmouseover={CODE}>", "__proto__", "constructor", "__config"),
    *(
        "\0",
        "\u202e帮扶",
        "../../etc/passwd",
        "1-999999999",
        "c8-p1-s3",
        "0-0",
        "[id]",
        "*",
        "#",
        "(" * 200,
        "帮" * 200,
    ),
)
RAW = ("%", "%E0%A4%A", "%00", "%0d%0aSet-Cookie:x=1", "%u0041", "&&=&q", "%2e%2e%2f", "?", ";", "%252e", "%EF%BC%8C")
"""What stands in an address as it is, whether it is an encoding or not."""
WRITTEN = (*(quote(payload, safe="") for payload in PAYLOADS), *RAW)
READ = ("mark", "to", "q", "part", "without", "sw", "h", "kind")
"""The parameters that pages read, and some that none does."""
MENDED = re.compile(r"(?:%|[^\w/.~%-])[^/]*$|\.+$", re.ASCII)
"""What a page that is missing takes off the end of its path, before it opens that instead."""

SET_FRAGMENTS = """async payloads => {
  for (const payload of payloads) {
    location.hash = payload
    await new Promise(done => setTimeout(done))
  }
}"""
ASK = """async written => {
  history.replaceState(null, "", "?" + ["q", "part", "without"].map(name => `${name}=${written}`).join("&"))
  dispatchEvent(new PopStateEvent("popstate"))
}"""


@pytest.fixture
def watched(page: Page) -> Page:
    """A page that tells of every dialogue."""
    page.add_init_script("window.alert = window.confirm = window.prompt = () => { window.hacked = 'dialogue' }")
    return page


def assert_untouched(page: Page, site_url: str, what: str) -> None:
    assert page.evaluate("typeof hacked") == "undefined", what
    assert page.url.startswith(site_url), what
    code = "[...document.querySelectorAll('*')].some(e => e.getAttributeNames().some(n => n.startsWith('on')))"
    assert not page.evaluate(code), what
    assert page.locator("a[href^='javascript:' i], iframe, body base, article script").count() == 0, what


def go_astray(page: Page, address: str) -> None:
    """Go to an address of a page that is missing, and on to where it leads."""
    page.goto("about:blank")
    with suppress(Error):  # an address that is mended at once is not reached, says Firefox
        page.goto(address, wait_until="commit")
    page.wait_for_url(lambda url: url != "about:blank" and not MENDED.search(urlsplit(url).path))


@pytest.mark.parametrize(
    "address", ["", "full/", "clauses/8/", "pairings/", "terms/", "duties/", "search/", "packages/"]
)
def test_fragments(watched: Page, site_url: str, address: str) -> None:
    watched.goto(address)
    watched.evaluate(SET_FRAGMENTS, WRITTEN)
    assert_untouched(watched, site_url, address)


def test_parameters_of_pages(watched: Page, site_url: str) -> None:
    """All of them with the same payload in each, on the page that reads most."""
    for written in WRITTEN:
        watched.goto("clauses/8/?" + "&".join(f"{name}={written}" for name in READ) + f"#c8-p1-s3{written}")
        assert_untouched(watched, site_url, written)


def test_queries(watched: Page, site_url: str) -> None:
    """On the search's own page, as Back and Forward bring them; what is found is drawn each time."""
    watched.goto("search/?q=%E5%8A%B3%E5%8A%A1")
    watched.locator("#search-results li").first.wait_for()
    for payload, written in [*zip(PAYLOADS, WRITTEN, strict=False), *((raw, raw) for raw in RAW)]:
        for words in (written, f"{written}%20%E5%8A%B3%E5%8A%A1", f"%22{written}%22"):
            watched.evaluate(ASK, words)
        watched.evaluate(ASK, quote("劳务"))
        watched.locator("#search-results mark").first.wait_for()
        assert_untouched(watched, site_url, payload)


def test_paths(watched: Page, site_url: str) -> None:
    """A page that is missing mends its address; it leads nobody away."""
    for written in WRITTEN:
        path = written.replace("?", "%3F").replace("#", "%23")
        go_astray(watched, f"clauses/x{path}/{path}")
        assert_untouched(watched, site_url, path)


@pytest.mark.parametrize(
    "path",
    [
        "/other.invalid/%EF%BC%8C",
        "/other.invalid/x%EF%BC%8C",
        "//other.invalid/%3Cx%3E",
        "/%5Cother.invalid/..",
        "/search/?q=x",
    ],
)
def test_a_path_that_looks_like_another_site(watched: Page, site_url: str, path: str) -> None:
    go_astray(watched, site_url + path)
    assert_untouched(watched, site_url, path)
