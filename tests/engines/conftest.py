"""WebKitGTK on a display of its own, and Firefox, for the ways of readers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from selenium.webdriver.webkitgtk.webdriver import WebDriver
from support import Launch

import engines


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A screen that nobody sees: ``:99``."""
    command = [str(engines.find("Xvfb")), "-displayfd", "1", "-screen", "0", "1400x1000x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as xvfb:
        assert xvfb.stdout
        yield f":{xvfb.stdout.readline().strip()}"
        xvfb.terminate()


@pytest.fixture
def webkit(display: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[WebDriver]:
    """A fresh MiniBrowser, as wide as a desk's window."""
    monkeypatch.setenv("DISPLAY", display)
    options = Options()
    options.binary_location = str(engines.find("MiniBrowser"))
    options.add_argument("--automation")
    driver = webdriver.WebKitGTK(options=options, service=Service(str(engines.find("WebKitWebDriver"))))
    driver.set_window_size(1280, 900)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def firefox(firefoxes: Launch) -> Browser:
    """The Firefox of this machine."""
    return firefoxes()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("读者 #1")
