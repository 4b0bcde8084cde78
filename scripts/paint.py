"""How soon a phone on a slow line shows the pages, and whether they then stand still: printed by ``scripts/bench.py``.

Line and processor are those that Lighthouse 12 assumes of a phone (its documentation, throttling.md, “slow 4G”): a
round trip of 150 ms, 1.6 Mbit/s down and 750 kbit/s up, a processor four times slower. Chromium delays each request
by the round trip; Lighthouse computes its own figures from a visit that nothing slows.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from playwright.sync_api import Browser

RUNS = 5
PAGES = ("", "clauses/8/", "pairings/", "full/", "search/?q=劳务")
PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Milliseconds, and bytes a second."""
SLOWER = 4
PAINTED = """() => new Promise(resolve => {
  const told = { "first-contentful-paint": 0, "largest-contentful-paint": 0, shift: 0 }
  for (const type of ["paint", "largest-contentful-paint", "layout-shift"])
    new PerformanceObserver(list => {
      for (const { name, entryType, startTime, value } of list.getEntries())
        if (entryType === "layout-shift") told.shift += value
        else if ((name || entryType) in told) told[name || entryType] = startTime
    }).observe({ type, buffered: true })
  setTimeout(() => resolve(Object.values(told)), 1000) // what is told late: nothing comes after the page is idle
})"""


def print_paint(browser: Browser, site: str) -> None:
    """A row a page of the ``site`` at this address: first and largest contentful paint in ms, and the layout shift."""
    print(f"\nA phone on a slow line, medians of {RUNS} visits:\n")
    print("| page | first paint, ms | largest paint, ms | layout shift |\n| --- | ---: | ---: | ---: |")
    for page in PAGES:
        visits = [_visit(browser, site + page) for _ in range(RUNS)]
        first, largest, shift = (median(values) for values in zip(*visits, strict=True))
        print(f"| /{page} | {first:.0f} | {largest:.0f} | {shift:.3f} |")


def _visit(browser: Browser, address: str) -> list[float]:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    told: list[float] = page.evaluate(PAINTED)
    context.close()
    return told
