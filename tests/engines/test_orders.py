"""What is asked of Firefox through the bridge either happens, or the test that asked fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Error

import engines


def test_a_tap_that_cannot_be_done_is_no_tap(firefox: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    context = firefox.new_context(has_touch=True)
    page = engines.new_page(context, has_touch=True)
    page.set_content("<button style='height: 9em' onclick='document.title = event.pointerType'>轻触</button>")
    engines.tap(page.get_by_role("button"))
    page.wait_for_function("document.title === 'touch'")
    monkeypatch.setattr(engines, "order", lambda *_, **__: "'to the bridge: nowhere x=1'")
    with pytest.raises(Error, match=r"firefox\.js, nowhere"):
        engines.tap(page.get_by_role("button"))
    context.close()
