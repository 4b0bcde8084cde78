"""Find a Chromium for the checks, or get one: ``python scripts/chromium.py`` prints its path.

Tried in this order: ``$CHROMIUM``, one on the machine, Playwright's own, and for root on Debian the system's package.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
"""Flags that keep Chromium from calling its makers' servers."""
DOWNLOAD_SECONDS = 180
"""Behind a closed network a download may hang instead of failing."""
HELP = "No Chromium found, and none could be installed; install the package chromium (Debian, Ubuntu: \
apt-get install chromium fonts-noto-cjk), or name a browser with CHROMIUM=/path/to/chrome."


def find() -> Path | None:
    """The first Chromium on this machine that starts."""
    return next((path for path in _candidates() if _starts(path)), None)


def install() -> Path | None:
    """Get a Chromium from the first source that can be reached, and find it."""
    for commands in _sources():
        if all(_runs(command) for command in commands) and (path := find()):
            return path
    return None


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    from playwright.sync_api import sync_playwright  # starts a process, so only when nothing nearer was found

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield Path(own)


def _starts(path: Path) -> bool:
    """Ask for its version: a stub that only points to a package store, or one without its libraries, fails here."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _sources() -> Iterator[tuple[list[str], ...]]:
    yield ([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"],)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        packages = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
        yield ["apt-get", "update"], packages


def _runs(command: list[str]) -> bool:
    print(f"No Chromium yet: {' '.join(command)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.Popen(command, stdout=sys.stderr, env=environment, start_new_session=True)
    try:
        return process.wait(DOWNLOAD_SECONDS) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the downloader's own children with it
        return False


def main() -> None:
    path = find() or (None if "CHROMIUM" in os.environ else install())
    if path is None:
        sys.exit(HELP)
    print(f"Chromium: {path}")


if __name__ == "__main__":
    main()
