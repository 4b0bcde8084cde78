"""How characters sound that the texts lack: baked, so that a slip is heard alike in every browser."""

from __future__ import annotations

import json

from playwright.sync_api import Page
from pypinyin import Style, pinyin

from gongwen.search.alphabet import common_characters, pack_sounds
from gongwen.search.bake import read_scripts
from gongwen.search.join import join_modules

HEAR = """const hear = sounds => {
  const ear = createEar(new Map(), sounds)
  return [...commonCharacters(), ...'%s'].map(character => [character, ear(character)])
}"""
OTHERS = "浉鄠郓"
"""Characters of names, common in neither script."""


def test_the_browser_hears_every_common_character_as_it_was_baked(page: Page) -> None:
    """Of both scripts, though not one of them is shipped: each as one of its readings."""
    page.goto("about/")
    common, sounds = common_characters(), json.dumps(pack_sounds(OTHERS))
    assert len(common) > 6700
    script = f"() => {{{join_modules(read_scripts(), 'ear.js')}; return hear({sounds})}}"
    heard = dict(page.evaluate(script.replace("; return", f"; {HEAR % OTHERS}; return")))
    assert "".join(heard) == common + OTHERS
    readings = {character: pinyin(character, style=Style.NORMAL, heteronym=True)[0] for character in heard}
    assert {c: own for c, own in heard.items() if len(own) != 1 or own[0] not in readings[c]} == {}


def test_no_browser_is_asked_for_an_order_of_its_own() -> None:
    """The orders of ``Intl`` come with the browser's ICU, and differ from one to the next."""
    assert [name for name, script in read_scripts().items() if "Intl" in script or "localeCompare" in script] == []
