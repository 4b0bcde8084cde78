"""Take the README's picture of a built site: ``python scripts/screenshot.py site docs/screenshot.png``."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

import chromium
import serve

ADDRESS = "clauses/8/#c8-p1-s3"
WIDTH, HEIGHT = 1240, 620
STILL = """() => !document.querySelector(".md-header__title--active") &&
  document.getAnimations().every(animation => animation.playState !== "running")"""
"""The header tells its own title again, and nothing moves."""


def screenshot(site: Path, picture: Path) -> None:
    """Write what a reader who followed a link to a sentence sees, as PNG."""
    with serve.server(site) as running, sync_playwright() as playwright:
        Thread(target=running.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.QUIET))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="zh-CN")
        page.goto(f"http://{serve.HOST}:{running.server_port}/{ADDRESS}", wait_until="networkidle")
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_function(STILL)
        page.screenshot(path=picture)
        browser.close()
        running.shutdown()


if __name__ == "__main__":
    screenshot(Path(sys.argv[1]), Path(sys.argv[2]))
