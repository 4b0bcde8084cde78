"""Find the other engines, Firefox and WebKitGTK, or get them: ``python scripts/engines.py`` prints their paths.

As root on Debian what is missing is installed; elsewhere it is named, with status 2. ``make test-engines`` runs it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from glob import glob
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

PACKAGES = {
    "firefox": "firefox-esr",
    "MiniBrowser": "webkit2gtk-driver",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
}
"""What is needed, and Debian's package of it."""
PLACES = {
    "firefox": ("firefox-esr", "firefox"),
    "MiniBrowser": ("/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/libexec/webkit2gtk-4.1/MiniBrowser"),
    "WebKitWebDriver": ("WebKitWebDriver",),
    "Xvfb": ("Xvfb",),
}
"""Names on the PATH, and where Debian and Fedora put what stands on none."""
FONTS = "fonts-noto-cjk"
INSTALL_SECONDS = 900

PREFERENCES: Mapping[str, str | int | bool] = {
    # A page that comes back from memory is not seen by Playwright, whose locators then wait for ever.
    "browser.sessionhistory.max_total_viewers": 0,
    # Files beside a page are of another origin, as in the Firefox that a reader starts.
    "security.fileuri.strict_origin_policy": True,
    # The clipboard is read as in any editor; the question is Firefox's own and no test can answer it.
    "dom.events.testing.asyncClipboard": True,
}
"""What is set in Firefox, which otherwise stands as it is delivered."""


def find(name: str) -> Path | None:
    """The engine's program by its name in ``PACKAGES``; ``$FIREFOX`` names another Firefox."""
    named = os.environ.get("FIREFOX") if name == "firefox" else None
    for place in (named,) if named else PLACES[name]:
        found = shutil.which(place) or next(iter(glob(place)), None)
        if found:
            return Path(found)
    return None


def missing() -> list[str]:
    """Debian's packages of what this machine lacks."""
    return sorted({package for name, package in PACKAGES.items() if not find(name)})


def launch_firefox(playwright: Playwright, folder: Path, **preferences: str | int | bool) -> Browser:
    """The Firefox of this machine under Playwright, with further ``preferences``; ``folder`` takes a small script.

    Raises ``SystemExit`` where there is none.
    """
    path = find("firefox")
    if not path:
        raise SystemExit(_help(["firefox-esr"]))
    bridge = [sys.executable, str(Path(__file__).parent / "bidi_bridge.py"), str(path)]
    script = folder / "firefox"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(bridge)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    settings: dict[str, Any] = {**PREFERENCES, **preferences}
    return playwright.firefox.launch(channel="moz-firefox", executable_path=script, firefox_user_prefs=settings)


def _install(packages: list[str]) -> None:
    command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages, FONTS]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "-qq", "update"], command):
        print(f"An engine is missing: {' '.join(step)}", file=sys.stderr, flush=True)
        subprocess.run(step, stdout=sys.stderr, env=environment, timeout=INSTALL_SECONDS, check=False)


def _help(packages: list[str]) -> str:
    return f"engines.py: missing: {' '.join(packages)}; on Debian and Ubuntu: apt-get install {' '.join(packages)}"


def main() -> int:
    if (lacking := missing()) and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(lacking)
    if lacking := missing():
        print(_help(lacking), file=sys.stderr)
        return 2
    for name in PACKAGES:
        print(f"{name}: {find(name)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
