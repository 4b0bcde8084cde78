"""What the tests share: the built site, its address, a real Chromium, and pages that report every complaint."""

from __future__ import annotations

import fcntl
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from support import DESKTOP, HOME, ISSUES, LONG, ROOT, Launch, OpenPage, build, copy_project, opening

import chromium
import engines
from gongwen.model import Document
from gongwen.parse import parse_text
from gongwen.tables import TEXT, read_table
from probe import serving

# The same examples every time, however long each takes: a busy machine is no fault of the text. Fuzzing looks further.
settings.register_profile("checks", deadline=None, derandomize=True)
settings.load_profile("checks")
expect.set_options(timeout=LONG)

CHROMIUM_ONLY = {
    row["test"]: row["why"]
    for row in read_table(ROOT / "tests/engines/chromium-only.tsv", {"test": TEXT, "why": TEXT}, unique="test")
}
"""Tests that other engines cannot run, with the reason: ``site/test_modes.py::test_print_shows_the_text_alone``."""


@pytest.fixture(scope="session")
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The project as it stood when the run began, one copy for all workers, with its site strictly built."""
    project = _shared(request, tmp_path_factory, worker_id) / "project"
    with _alone(project):
        if not project.is_dir():
            result = build(copy_project(project), project / "site")
            assert result.returncode == 0, result.stdout + result.stderr
    return project


@pytest.fixture(scope="session")
def guide_dir(
    request: pytest.FixtureRequest, snapshot: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Path:
    """The site built for the public address :data:`support.HOME`, and with a place for reports; one for all workers."""
    folder = _shared(request, tmp_path_factory, worker_id) / "guide"
    with _alone(folder):
        if not folder.is_dir():
            project = copy_project(folder / "project", snapshot)
            result = build(project, folder / "site", SITE_URL=HOME, REPORT_URL=ISSUES)
            assert result.returncode == 0, result.stdout + result.stderr
            assert "no SITE_URL" not in result.stdout
    return folder / "site"


def _shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder for what is made once in a run, or once in many runs."""
    if made := request.config.getoption("--made"):
        return Path(made)
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other worker makes ``folder`` meanwhile."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def site_dir(snapshot: Path) -> Path:
    """The built site."""
    return snapshot / "site"


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """Where the site is served: ``http://127.0.0.1:PORT/``."""
    with serving(site_dir) as url:
        yield url


@pytest.fixture(scope="session")
def document() -> Document:
    """The guideline: its clean text is committed, and proved fresh by another test."""
    text = ROOT / "docs/data/guideline.txt"
    return parse_text(text.read_text(encoding="utf-8"), text.name)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers; a process can have one."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromiums(playwright: Playwright) -> Iterator[Launch]:
    """Start a Chromium that calls nobody, by its path, with further flags.

    Playwright starts it without sandbox, which root needs, and otherwise without the back/forward cache.
    """
    with ExitStack() as running:

        def launch(path: Path | None, *flags: str) -> Browser:
            assert path, chromium.HELP
            quiet, unlike = [*chromium.QUIET, *flags], ["--disable-back-forward-cache"]
            started = playwright.chromium.launch(executable_path=path, args=quiet, ignore_default_args=unlike)
            running.callback(started.close)
            return started

        yield launch


@pytest.fixture(scope="session")
def firefoxes(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launch]:
    """Start the Firefox of this machine, with further preferences."""
    with ExitStack() as running:

        def launch(**preferences: str | int | bool) -> Browser:
            started = engines.launch_firefox(playwright, tmp_path_factory.mktemp("firefox"), **preferences)
            running.callback(started.close)
            return started

        yield launch


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest, chromiums: Launch, firefoxes: Launch) -> Browser:
    """The quickest Chromium of this machine, or with ``--engine firefox`` its Firefox."""
    if request.config.getoption("--engine") == "chromium":
        return chromiums(chromium.find_quick())
    return firefoxes()


@pytest.fixture(scope="session")
def keeping_browser(browser: Browser, request: pytest.FixtureRequest, chromiums: Launch) -> Browser:
    """A Chromium that keeps pages to go back to, like every reader's."""
    if request.config.getoption("--engine") != "chromium":
        return browser
    whole = chromium.find()
    return browser if whole == chromium.find_quick() else chromiums(whole)


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[OpenPage]:
    """Open pages, each in a context of its own: ``open_page(color_scheme="dark")``, see :func:`support.opening`."""
    with opening(browser, site_url) as open_:
        yield open_


@pytest.fixture
def returning_page(keeping_browser: Browser, site_url: str) -> Iterator[Page]:
    """A page of a desktop reader who goes back to what the browser kept."""
    with opening(keeping_browser, site_url) as open_:
        yield open_(**DESKTOP)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of a desktop reader: ``page.goto("clauses/8/")``."""
    return open_page(**DESKTOP)


def pytest_configure() -> None:
    """A run in the background is deaf to Ctrl-C, and all that it starts with it; tests interrupt what they start."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--moments", type=int, default=6, help="at how many moments builds are ended (6)")
    parser.addoption("--made", help="an empty folder that holds the built sites for further runs of the same project")
    parser.addoption("--engine", choices=("chromium", "firefox"), default="chromium", help="what opens the pages")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs the browser, for whoever wants these tests alone: ``-m browser``.

    In another engine leave out, by name and reason, what only Chromium's interfaces can show.
    """
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if config.getoption("--engine") != "chromium":
        for item in items:
            name = item.nodeid.removeprefix("tests/")
            function, _, given = name.partition("[")
            names = (name, function, f"{function}[…-{given.rpartition('-')[2]}")
            if reason := next((CHROMIUM_ONLY[name] for name in names if name in CHROMIUM_ONLY), ""):
                item.add_marker(pytest.mark.skip(reason=f"only Chromium can show it: {reason}"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests measured: ``record_property("first view, KiB", …)``."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports if hasattr(report, "when")]
    figures = [line for report in reports if report.when == "call" for line in report.user_properties]
    if figures:
        terminalreporter.section("Figures")
    for name, value in sorted(figures):
        terminalreporter.line(f"{name}: {value}")
