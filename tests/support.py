"""What tests import: the project's root, the addresses of its pages, and how to build it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import material
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

import engines

ROOT = Path(__file__).resolve().parent.parent
CLAUSES = tuple(f"clauses/{number}/" for number in range(1, 15))
PAGES = (
    *("", "full/", "clauses/", *CLAUSES, "pairings/", "duties/", "terms/", "data/", "collation/", "search/", "about/"),
    *("duties/matrix/", "check/", "packages/", "hosting/", "permanence/", "accessibility/", "corrections/"),
    *("platform/", "404.html"),
)
"""The addresses of all pages, below the site's own."""

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
"""The window of a desktop reader."""

HOME = "https://example.org/guide/"
"""The public address of a site that has one."""
ISSUES = "https://issues.example/owner/name/issues"
"""Where its readers report errors."""

OFF = ("label-content-name-mismatch", "target-size")
"""Rules of axe that run for who asks: names that do not say what one sees; targets smaller or closer than 24 pixels."""

VIOLATIONS = """async options => (await axe.run(options)).violations
  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))"""

REMEMBER_COLOURS = """() => {
  const { Color } = axe.commons.color, parse = Color.prototype.parseString, known = new Map()
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, parse.call(new Color(), text))
    const { r, g, b, alpha } = known.get(text)
    return Object.assign(this, { r, g, b, alpha })
  }
}"""
"""A page has a dozen colours, and axe reads each of them again for every element: a third of all its work."""

NOT_KEPT = "addEventListener('unload', () => {})"
"""What keeps a page out of Chromium's back/forward cache."""

LONG = 60_000
"""Milliseconds to wait for what a reader would see: no test may fail because the machine is slow."""
BUILD_SECONDS = 600
"""What a build may take, for the same reason; below the time after which a test is taken to hang."""

OpenPage = Callable[..., Page]
"""The fixture ``open_page``."""
Launch = Callable[..., Browser]
"""The fixtures that start browsers, ``chromiums`` and ``firefoxes``."""


def copy_project(target: Path, origin: Path = ROOT) -> Path:
    """The project as it stands, elsewhere: tests build there, so none of them writes into the work tree."""
    shutil.copytree(origin, target, ignore=_made)
    return target


def _made(folder: str, names: list[str]) -> set[str]:
    """What is made rather than kept: the last site, caches, the packages."""
    at_top = {name for name in names if name.startswith(".") or name == "site"} if "mkdocs.yml" in names else set()
    return {"__pycache__", *at_top}


def tree(folder: Path) -> dict[str, str]:
    """All files below ``folder``, by name, as digests; what Python keeps beside its modules is none of them."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def assets(site: Path) -> Path:
    """The folder of our scripts and styles in a built site, whose name tells their content."""
    [reader] = (site / "assets").glob("*/reader.js")
    return reader.parent


def theme_sheet() -> str:
    """The theme's style sheet as its package has it."""
    [sheet] = (Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.min.css")
    return sheet.read_text(encoding="utf-8")


def build(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the build of the project that stands in ``root``, as ``make build`` does."""
    command, given = [sys.executable, "scripts/build.py", "--site-dir", str(site)], os.environ | environment
    return subprocess.run(command, cwd=root, env=given, capture_output=True, text=True, timeout=BUILD_SECONDS)


def search(page: Page, query: str) -> Locator:
    """Type ``query`` into the box in the header, as a reader does; the links of its results, best first."""
    box = page.get_by_role("search").get_by_role("textbox")
    if not box.is_visible():
        page.locator("header label[for=__search]").first.click()
    box.fill(query)
    results = page.get_by_role("search").get_by_role("link")
    results.first.wait_for()
    return results


def engine(page: Page) -> str:
    """``chromium`` or ``firefox``: what opened the page."""
    assert page.context.browser
    return page.context.browser.browser_type.name


def come_alive(page: Page) -> None:
    """Wait until the scripts of diagram, tables and index, which a page loads behind itself, answer."""
    expect(page.locator(".controls[aria-busy]")).to_have_count(0)


def barriers(page: Page, only: str = "") -> set[str]:
    """What axe finds on a page as it stands, by all rules or ``only`` those of a tag, as ``cat.color``.

    Also by the rules that are ``OFF`` by themselves. It lists what is wrong alone, in half the time; a page that is
    looked at again has axe already.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
        page.evaluate(REMEMBER_COLOURS)
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in OFF}}
    return set(page.evaluate(VIOLATIONS, options | ({"runOnly": [only]} if only else {})))


@contextmanager
def opening(browser: Browser, site_url: str) -> Iterator[OpenPage]:
    """Pages of the site while the block runs, each in a context of its own with Playwright's options.

    A relative address given to ``goto`` is one of the site. The block fails when a page logs an error, throws one, or
    requests anything from another origin.
    """
    complaints: list[list[str]] = []
    with ExitStack() as opened:

        def open_(**options: Any) -> Page:
            context = engines.new_context(browser, **{"base_url": site_url, "locale": "zh-CN"} | options)
            opened.callback(context.close)
            context.set_default_timeout(LONG)
            page = engines.new_page(context, **options)
            complaints.append(complaints_of(page, options.get("base_url", site_url)))
            return page

        yield open_
    assert not any(complaints), "\n".join(chain(*complaints))


def complaints_of(page: Page, origin: str) -> list[str]:
    """From now on, what the page complains of: errors logged or thrown, requests to others, what its policy refused."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.extend(_console_errors(page, message)))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.context.on("request", lambda request: complaints.extend(_foreign(request, origin)))
    return complaints


def _console_errors(page: Page, message: ConsoleMessage) -> Iterator[str]:
    # A page that is missing is reported on the console as well; the test that asks for one knows.
    missing = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
    if message.type == "error" and not missing:
        yield f"{page.url}: {message.text} ({message.location['url']})"


def _foreign(request: Request, origin: str) -> Iterator[str]:
    if not request.url.startswith((origin, "data:", "blob:", "about:")):
        yield f"{request.frame.url}: requested {request.url}"


def bring_into_view(element: Locator) -> None:
    """Scroll to an element, also to one inside a picture, to which Firefox does not."""
    element.evaluate("element => scrollBy(0, element.getBoundingClientRect().top - innerHeight / 2)")


def click_in_picture(element: Locator) -> None:
    """Click a link inside a picture; in Firefox Playwright would scroll to the picture instead, and miss it."""
    bring_into_view(element)
    box = element.bounding_box()
    assert box
    element.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def becomes(element: Locator, condition: str) -> None:
    """Wait until a reader would see that ``condition`` holds, a function of the element in JavaScript."""
    element.page.wait_for_function(condition, arg=element.element_handle())
