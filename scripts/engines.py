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
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Playwright

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
    # A mouse, which Firefox without a window does not see: fine (2), and it hovers (4).
    "ui.primaryPointerCapabilities": 6,
    "ui.allPointerCapabilities": 6,
}
"""What is set in Firefox, which otherwise stands as it is delivered."""
FEATURES = {
    "media": "mediumOverride",
    "forced_colors": "forcedColorsOverride",
    "reduced_motion": "prefersReducedMotionOverride",
}
"""Playwright's names of what pages are shown as, and Firefox's own, where Playwright does not tell it."""
_INTO_VIEW = """element => {
  const { top, bottom } = element.getBoundingClientRect()
  if (top < 60 || bottom > innerHeight) scrollBy(0, top - innerHeight / 2) // also to what is in a picture
}"""
_MIDDLE = """element => {
  const { x, y, width, height } = element.getClientRects()[0]
  return [x + width / 2, y + height / 2]
}"""


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


def order(what: str, **given: object) -> str:
    """A script for ``page.evaluate`` that does nothing, and tells the bridge what is to be done with the page.

    ``order("emulate", mediumOverride="print")`` in Firefox's own names, or ``order("tap", x=10, y=20)``.
    """
    told = " ".join(f"{name}={quote(str(value), safe='')}" for name, value in given.items())
    return f"'to the bridge: {what} {told}'"


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


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A context with Playwright's options, in Firefox without permissions: it knows none, and asks for none here."""
    if browser.browser_type.name == "firefox":
        options.pop("permissions", None)
    return browser.new_context(**options)


def new_page(context: BrowserContext, **options: Any) -> Page:
    """A page of a context with these options, which in Firefox does what Playwright does not ask of it.

    There media, forced colours and reduced motion are emulated too, touch has its events, and scripts can be off.
    """
    page = context.new_page()
    if _named(context) == "firefox":
        whole = page.emulate_media

        def emulate_media(**features: Any) -> None:
            whole(**features)
            emulated = {FEATURES[name]: value for name, value in features.items() if name in FEATURES}
            if emulated:
                page.evaluate(order("emulate", **emulated))

        setattr(page, "emulate_media", emulate_media)  # noqa: B010 (no other way to say it of an instance)
        setattr(context, "grant_permissions", lambda *_: None)  # noqa: B010
        emulated = {FEATURES[name]: options[name] for name in FEATURES if name in options}
        if options.get("java_script_enabled") is False:
            emulated["allowJavascript"] = ""
        touch = "enabled" if options.get("has_touch") else "disabled"
        page.evaluate(order("emulate", touchEventsOverride=touch, **emulated))
    return page


def tap(element: Locator) -> None:
    """Tap an element as a finger does, which Playwright in Firefox says it did and does not."""
    if _named(element.page.context) == "chromium":
        element.tap()
        return
    element.wait_for()
    element.evaluate(_INTO_VIEW)
    x, y = element.evaluate(_MIDDLE)
    try:
        element.page.evaluate(order("tap", x=x, y=y))
    except Error as error:
        if "firefox.js" in str(error):  # else the tap led to another page, and took the script with it that asked
            raise


class InputMethod:
    """An input method, which composes in the field that has the focus until it is told to end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cdp = page.context.new_cdp_session(page) if _named(page.context) == "chromium" else None

    def show(self, letters: str) -> None:
        """Show letters that are not text yet."""
        if not self.cdp:
            self.page.evaluate(order("compose", letters=letters))
            return
        end = len(letters)
        self.cdp.send("Input.imeSetComposition", {"text": letters, "selectionStart": end, "selectionEnd": end})
        # An input method passes its keys on to the page.
        self.cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Process", "windowsVirtualKeyCode": 229})

    def end(self, text: str) -> None:
        """Put the text in the place of the letters."""
        if self.cdp:
            self.cdp.send("Input.insertText", {"text": text})
        else:
            self.page.evaluate(order("compose", text=text))


def _named(context: BrowserContext) -> str:
    """``chromium`` or ``firefox``."""
    return context.browser.browser_type.name if context.browser else ""


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
