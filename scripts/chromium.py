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
SHELL = "chromium-headless-shell"
"""Chromium without windows, which opens a page four times as fast, and keeps none to go back to."""
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
"""Flags that keep Chromium from calling its makers' servers."""
DOWNLOAD_SECONDS, INSTALL_SECONDS = 180, 900
"""Playwright's download may hang behind a closed network; a package manager is best not cut short."""
PACKAGES = ("chromium", SHELL, "fonts-noto-cjk", "libatomic1")
"""Debian's names. Playwright's driver needs libatomic1, which a small machine image lacks."""
HELP = f"""No Chromium that Playwright can drive, and none could be installed. On Debian and Ubuntu:
apt-get install {" ".join(PACKAGES)}; or name a browser with CHROMIUM=/path/to/chrome."""
_OWN = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)"""


def find() -> Path | None:
    """The first Chromium on this machine that starts, and that Playwright's driver can drive."""
    driver = _run([sys.executable, "-c", _OWN])
    if driver.returncode:
        return None
    named = os.environ.get("CHROMIUM")
    paths = [named] if named else [*filter(None, map(shutil.which, NAMES)), driver.stdout.strip()]
    # A stub that only points to a package store, or a browser without its libraries, fails to tell its version.
    return next((Path(path) for path in paths if _run([path, "--version"]).returncode == 0), None)


def find_quick() -> Path | None:
    """The quickest Chromium for what needs no window: its shell where there is one, else what :func:`find` finds."""
    shell = shutil.which(SHELL)
    return Path(shell) if shell and _run([shell, "--version"]).returncode == 0 else find()


def install() -> Path | None:
    """Get a Chromium from the first source that can be reached, and find it."""
    for seconds, commands in _sources():
        if all(_succeeds(command, seconds) for command in commands) and (path := find()):
            return path
    return None


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that answers soon; one that cannot be run at all has failed too."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(command, 127, "", str(problem))


def _sources() -> Iterator[tuple[int, tuple[list[str], ...]]]:
    """Commands that may bring a Chromium, and how long each may take."""
    yield DOWNLOAD_SECONDS, ([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"],)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PACKAGES]
        yield INSTALL_SECONDS, (["apt-get", "-qq", "update"], install)


def _succeeds(command: list[str], seconds: int) -> bool:
    print(f"No Chromium yet: {' '.join(command)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.Popen(command, stdout=sys.stderr, env=environment, start_new_session=True)
    try:
        return process.wait(seconds) == 0
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
