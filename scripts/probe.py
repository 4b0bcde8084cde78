"""Instruments that measure a search from outside: through its worker and through its box, in a real browser.

The benchmark and the tests use them; they work alike on our search and on Material's own.
"""

from __future__ import annotations

import gzip
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, Response, sync_playwright

import chromium
import serve
from gongwen.model import Document

LONGEST = 12
ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
COLD_RUNS, PASSES = 15, 7

DRIVER = """async ({ queries, single }) => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const index = await (await fetch(new URL("search/search_index.json", new URL(`${base}/`, location)))).json()
  const worker = new Worker(search), results = [], times = []
  const send = message => new Promise((done, fail) => {
    worker.onerror = event => fail(new Error(event.message))
    worker.onmessage = ({ data: { data } }) => done(data)
    worker.postMessage(message)
  })
  await send({ type: 0, data: { ...index, options: { suggest: false } } })
  let load = 0
  if (single) {
    const ask = async query => {
      const start = performance.now()
      results.push(await send({ type: 2, data: query }))
      return performance.now() - start
    }
    load = await ask(" ")
    results.pop()
    await new Promise(done => setTimeout(done, 400))
    for (const query of queries) times.push(await ask(query))
  } else await new Promise((done, fail) => {
    worker.onerror = event => fail(new Error(event.message))
    worker.onmessage = ({ data: { data } }) => results.push(data) === queries.length && done()
    for (const query of queries) worker.postMessage({ type: 2, data: query })
  })
  worker.terminate()
  return { results, times, load }
}"""
"""Material's protocol: SETUP 0, READY 1, QUERY 2, RESULT 3.

``single`` sends a query when the last one is answered; before the first a blank one, as our box does when it gets the
focus, and the 0.4 s that a hand takes from the mouse to the keyboard (Card, Moran and Newell, The keystroke-level
model, CACM 23:7, 1980). ``load`` is the time of that blank query.
"""


def identify(group: list[dict[str, Any]]) -> str:
    """What a group of results is: ``c8``, ``pair-29``, ``part-3``, ``preamble``."""
    head = next(item for item in group if "#" not in item["location"])
    if head["location"].startswith("clauses/"):
        return f"c{head['location'].split('/')[1]}"
    anchors: list[str] = [item["location"].split("#")[1] for item in group if "#" in item["location"]]
    found = anchors[0] if anchors else head["location"].strip("/").replace("full", "document")
    return "preamble" if found.startswith("preamble") else found


def units(document: Document) -> Iterator[tuple[str, str]]:
    """The searchable texts: titles and sentences, each with the clause or the preamble that it belongs to."""
    for clause in document.clauses:
        yield clause.id, clause.title
        yield from ((clause.id, sentence.text) for sentence in clause.sentences)
    for paragraph in document.preamble:
        yield from (("preamble", sentence.text) for sentence in paragraph.sentences)


def oracle(document: Document, characters: str) -> dict[str, set[str]]:
    """Every run of up to ``LONGEST`` of the characters in the searchable texts, and who contains it."""
    containing: dict[str, set[str]] = defaultdict(set)
    for owner, text in units(document):
        for run in re.findall(characters, text):
            for start in range(len(run)):
                for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                    containing[run[start:end]].add(owner)
    return containing


@contextmanager
def chromium_() -> Iterator[Browser]:
    """A Chromium while the block runs; without one on this machine, ``SystemExit`` says how to get it."""
    path = chromium.find()
    if not path:
        raise SystemExit(chromium.HELP)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.QUIET))
        yield browser
        browser.close()


@contextmanager
def serving(site: Path, prefix: str = "/", precise: bool = False) -> Iterator[str]:
    """The address at which ``site`` is served while the block runs.

    With ``precise`` the pages are isolated from other origins, which makes the browser's clock tick every 5 µs instead
    of every 100.
    """
    with serve.server(site, prefix=prefix, headers=ISOLATED if precise else serve.NONE) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://{serve.HOST}:{running.server_port}{prefix}"
        running.shutdown()


def open_page(browser: Browser, url: str) -> Page:
    """A clause's page in a context of its own, when all of it is loaded."""
    page = browser.new_context().new_page()
    page.goto(f"{url}clauses/8/", wait_until="networkidle")
    return page


def ask(page: Page, queries: Sequence[str]) -> list[list[Any]]:
    """The groups of results for each query."""
    answer = page.evaluate(DRIVER, {"queries": list(queries), "single": False})
    return [found["items"] for found in answer["results"]]


def clock(page: Page, queries: Sequence[str]) -> tuple[float, list[float]]:
    """In a fresh worker, how long loading takes and then each query, in milliseconds."""
    answer = page.evaluate(DRIVER, {"queries": list(queries), "single": True})
    return answer["load"], answer["times"]


def times(pages: dict[str, Page], queries: Sequence[str]) -> dict[str, list[float]]:
    """For each query the best of some runs, each in a fresh worker; by turns, as the machine has other things to do."""
    runs = [{name: clock(page, queries)[1] for name, page in pages.items()} for _ in range(PASSES)]
    return {name: [min(taken) for taken in zip(*(run[name] for run in runs), strict=True)] for name in pages}


def weigh(browser: Browser, url: str) -> tuple[int, int]:
    """What the search loads with a page, and with its first query; the page's other files do not count."""
    page = browser.new_context().new_page()
    loaded: list[Response] = []
    page.context.on("response", lambda response: loaded.append(response))
    page.goto(f"{url}clauses/8/", wait_until="networkidle")
    view = _weigh(loaded)
    _type(page)
    page.wait_for_load_state("networkidle")
    return view, _weigh(loaded) - view


def cold(browser: Browser, sites: dict[str, str]) -> dict[str, float]:
    """From opening a page to the first result; by turns, so that the machine's moods hit all alike."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(COLD_RUNS):
        for name, url in sites.items():
            page = browser.new_context().new_page()
            start = time.perf_counter()
            page.goto(f"{url}clauses/8/", wait_until="commit")
            _type(page)
            taken[name].append((time.perf_counter() - start) * 1000)
            page.context.close()
    return {name: median(values) for name, values in taken.items()}


def _weigh(responses: Sequence[Response]) -> int:
    return sum(len(gzip.compress(found.body(), 9)) for found in responses if re.search("search|lunr", found.url))


def _type(page: Page) -> None:
    """Search for a word as a reader does; Material's own box needs a key to notice it."""
    box = page.locator("[data-md-component=search-query]")
    page.locator("html.js").wait_for(state="attached")
    box.focus()
    page.keyboard.insert_text("劳务")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__item").first.wait_for()
