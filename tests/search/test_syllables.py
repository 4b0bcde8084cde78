"""The sound of a character that the texts lack, from its place in the browser's pinyin order."""

from __future__ import annotations

from bisect import bisect_right

from playwright.sync_api import Page
from pypinyin import Style, pinyin

from gongwen.search.records import read_syllables

SORT = "characters => characters.sort(new Intl.Collator('zh-u-co-pinyin').compare)"


def test_every_common_character_is_heard(page: Page) -> None:
    """All of GB2312: those with one reading without exception, the others but for a dozen as one of theirs."""
    rows = read_syllables()
    common = [
        bytes([lead, tail]).decode("gb2312")
        for lead in range(0xB0, 0xF8)
        for tail in range(0xA1, 0xFF)
        if (lead, tail) < (0xD7, 0xFA) or lead > 0xD7
    ]
    readings = {character: set(pinyin(character, style=Style.NORMAL, heteronym=True)[0]) for character in common}
    page.goto("about/")
    place = {character: index for index, character in enumerate(page.evaluate(SORT, common))}
    starts = [place[first] for _, first in rows]
    assert starts == sorted(starts)
    heard = {character: rows[max(0, bisect_right(starts, place[character]) - 1)][0] for character in common}
    wrong = [character for character in common if heard[character] not in readings[character]]
    assert not [character for character in wrong if len(readings[character]) == 1]
    assert len(wrong) <= 12
