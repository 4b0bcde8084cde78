"""What tests import: the project's root, the addresses of its pages, and how to build it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

ROOT = Path(__file__).resolve().parent.parent
CLAUSES = tuple(f"clauses/{number}/" for number in range(1, 15))
PAGES = (
    *("", "full/", "clauses/", *CLAUSES, "pairings/", "duties/", "terms/", "data/", "collation/", "search/", "about/"),
    "packages/",
    "404.html",
)
"""The addresses of all pages, below the site's own."""

OpenPage = Callable[..., Page]
"""The fixture ``open_page``."""


def copy_project(target: Path, origin: Path = ROOT) -> Path:
    """The project as it stands, elsewhere: tests build there, so none of them writes into the work tree."""
    shutil.copytree(origin, target, ignore=_made)
    return target


def _made(folder: str, names: list[str]) -> set[str]:
    """What is made rather than kept: the last site, caches, the packages."""
    at_top = {name for name in names if name.startswith(".") or name == "site"} if "mkdocs.yml" in names else set()
    return {"__pycache__", *at_top}


def build(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the build of the project that stands in ``root``, as ``make build`` does."""
    command = [sys.executable, "scripts/build.py", "--site-dir", str(site)]
    return subprocess.run(command, cwd=root, env=os.environ | environment, capture_output=True, text=True, timeout=180)


def search(page: Page, query: str) -> Locator:
    """Type ``query`` into the box in the header, as a reader does; the links of its results, best first."""
    box = page.get_by_role("search").get_by_role("textbox")
    if not box.is_visible():
        page.locator("header label[for=__search]").first.click()
    box.fill(query)
    results = page.get_by_role("search").get_by_role("link")
    results.first.wait_for()
    return results


def becomes(element: Locator, condition: str) -> None:
    """Wait until a reader would see that ``condition`` holds, a function of the element in JavaScript."""
    element.page.wait_for_function(condition, arg=element.element_handle())
