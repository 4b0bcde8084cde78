"""The real worker in a real browser, as Material drives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support import ROOT

from engines import InputMethod
from gongwen.edition import make_edition
from gongwen.search.records import Group, Lexicon, make_groups, read_lexicon
from probe import DRIVER, identify


@dataclass(frozen=True)
class Result:
    """What the worker answered to one query."""

    items: list[list[dict[str, Any]]]
    notice: str
    near: bool
    places: list[str]

    @property
    def ids(self) -> list[str]:
        """What is listed, best first: ``c8``, ``pair-29``, ``part-3``, ``preamble``."""
        return [identify(group) for group in self.items]

    @property
    def clauses(self) -> set[str]:
        """The clauses and the preamble, which are listed for what they say."""
        return {found for found in self.ids if found == "preamble" or found[1:].isdigit()}


Ask = Callable[[Sequence[str]], list[Result]]

LISTEN = """const post = Worker.prototype.postMessage
window.asked = []
Worker.prototype.postMessage = function (message) {
  if (message.type === 2) asked.push(message.data)
  post.call(this, message)
}"""


def listen(page: Page) -> Callable[[], list[str]]:
    """From the next page on, keep what the page asks its worker; call the result to get it."""
    page.add_init_script(LISTEN)
    return lambda: [query for query in page.evaluate("asked") if query.strip()]


def compose(page: Page, *steps: str) -> InputMethod:
    """Let an input method show these letters one after another; it stays open."""
    method = InputMethod(page)
    for letters in steps:
        method.show(letters)
    return method


@pytest.fixture(scope="session")
def ask(browser: Browser, site_url: str) -> Iterator[Ask]:
    """Put queries to the site's worker and get their results; fails when the browser's console complains."""
    complaints: list[str] = []
    context = browser.new_context(base_url=site_url)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("about/")

    def ask_(queries: Sequence[str]) -> list[Result]:
        answers = page.evaluate(DRIVER, {"queries": list(queries), "single": False})["results"]
        assert not complaints
        return [
            Result(found["items"], found["notice"], found.get("near", False), found.get("places", []))
            for found in answers
        ]

    yield ask_
    context.close()


@pytest.fixture(scope="session")
def baked() -> tuple[tuple[Group, ...], Lexicon]:
    """What the guideline's search is baked from."""
    edition = make_edition(ROOT / "source")
    groups = make_groups(edition.document, edition.pairings, edition.terms)
    return groups, read_lexicon(ROOT / "source", edition.pairings, edition.terms, edition.mentions)
