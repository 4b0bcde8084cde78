"""A slip is no word: what is made of words is another thing. What is said to have been looked for is whole words."""

from __future__ import annotations

import random
import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from gongwen.search.alphabet import simple_characters
from gongwen.search.bake import build_index, domain_words
from gongwen.search.ordinary import ordinary_words, pack_bounds, pack_words
from gongwen.search.records import Group, Lexicon
from gongwen.search.segment import make_spanner, read_dictionary
from search.conftest import Ask

Baked = tuple[tuple[Group, ...], Lexicon]
COMMON = 100
"""How often a word stands in the dictionary's corpus before nobody would call it a slip."""
TRIED = 1500


@pytest.fixture(scope="module")
def texts(baked: Baked) -> list[str]:
    groups, lexicon = baked
    said = [text for group in groups for text in (group.title, *(passage.text for passage in group.passages))]
    return said + [name for names in lexicon.aliases for name in names]


@pytest.fixture(scope="module")
def words(baked: Baked) -> list[str]:
    """The words of the text, of two characters."""
    return sorted(word for word, _ in build_index(*baked)["invertedIndex"] if re.fullmatch(r"[一-龥]{2}", word))


@pytest.fixture(scope="module")
def neighbours(words: list[str], texts: list[str]) -> dict[str, list[str]]:
    """Of each word of the text the common words one character away that stand nowhere in it."""
    common = [word for word, count, tag in read_dictionary() if len(word) == 2 and count >= COMMON and tag[:2] != "nr"]
    beside: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word in common:
        for place, character in enumerate(word):
            beside[place, character].append(word)
    return {
        word: [
            other
            for place, character in enumerate(word)
            for other in beside[place, character]
            if other != word and not any(other in text for text in texts)
        ]
        for word in words
    }


def test_what_is_made_of_words_is_no_slip(
    ask: Ask,
    baked: Baked,
    texts: list[str],
    words: list[str],
    neighbours: dict[str, list[str]],
    record_property: pytest.RecordProperty,
) -> None:
    """One word of two beside each other in the text is another word of the dictionary: 扶贫资金 → 扶贫基金."""
    said = "\n".join(texts)
    pairs = [first + second for first, second in product(words, repeat=2) if first + second in said]
    others = [
        *(other + pair[2:] for pair in pairs for other in neighbours[pair[:2]]),
        *(pair[:2] + other for pair in pairs for other in neighbours[pair[2:]]),
    ]
    queries = random.Random(20161207).sample(sorted({query for query in others if query not in said}), TRIED)
    everyday = {word for meaning in baked[1].meanings for word in meaning.words}
    taken = [
        (query, result.notice)
        for query, result in zip(queries, ask(queries), strict=True)
        if result.items and "没有" not in result.notice and everyday.isdisjoint((query[:2], query[2:]))
    ]
    record_property("search: other words taken for slips", f"{len(taken)} of {TRIED}")
    assert len(taken) <= TRIED * 0.01, taken


def test_what_is_no_word_is_a_slip(ask: Ask) -> None:
    """A wrong character of the same sound or shape, two that have changed places, one too few or too many."""
    slips = {
        "建挡立卡": "建档立卡",
        "职业教肓": "职业教育",
        "六水盘市": "六盘水市",
        "口对支援": "对口支援",
        "挂职职干部": "挂职干部",
        "人力资社会保障部": "人力资源社会保障部",
        "志原者": "志愿者",
        "恩师州": "恩施土家族苗族自治州",
    }
    for (query, meant), result in zip(slips.items(), ask(list(slips)), strict=True):
        assert (result.near, result.notice) == (False, f"已按“{meant}”检索"), query


def test_whole_words_are_said_to_be_looked_for(ask: Ask, baked: Baked, texts: list[str]) -> None:
    """Letters that may be initials, numbers with a word behind, and the text with a wrong character at each place."""
    spans = make_spanner(domain_words(*baked))
    whole = {text: ({start for start, _ in spans(text)}, {end for _, end in spans(text)}) for text in texts}
    chance = random.Random(20161207)
    letters = ["".join(chance.choices("abcdefghjklmnopqrstwxyz", k=3)) for _ in range(TRIED // 3)]
    cuts = [run for text in texts for run in re.findall(r"[一-龥]{5}", text)]
    runs = chance.sample(cuts, 200)
    wrong = [run[:at] + chance.choice("龟鼠琴碗") + run[at + 1 :] for run in runs for at in (0, 2, 4)]
    dates = [f"2020年{word}" for word in ("底", "初", "后", "前", "末", "以来")]
    for query, result in zip([*letters, *wrong, *dates], ask([*letters, *wrong, *dates]), strict=True):
        for told in _told(result.notice):
            assert any(
                found.start() in begins and found.end() in ends
                for text, (begins, ends) in whole.items()
                for found in re.finditer(re.escape(told), text)
            ), (query, result.notice)


def _told(notice: str) -> Iterator[str]:
    """What a notice says was looked for: 已按“劳务”和“协作”检索, 以下是含“扶贫资金”的相近结果."""
    for match in re.finditer(r"(?:已按|以下是含)((?:“[^”]*”和?)+)", notice):
        yield from re.findall(r"“([^”]*)”", match[1])


def test_words_are_packed_by_their_steps() -> None:
    alphabet = simple_characters()
    first, second, third = alphabet[0] * 2, alphabet[0] + alphabet[5], alphabet[2] + alphabet[1]
    plain, packed = pack_words([third, "龘龘", first, second]).split()
    bits = "".join(f"{byte:08b}" for byte in b64decode(packed))
    numbers, at, number = [], 0, -1
    while (high := bits.find("0", at)) >= 0:
        end = high + 1 + int(plain)
        number += (high - at << int(plain)) + int(bits[high + 1 : end], 2)
        numbers.append(number)
        at = end
    assert numbers == [0, 5, 2 * len(alphabet) + 1]


def test_bounds_are_told_in_the_browsers_units() -> None:
    spans = make_spanner(["东西部"])
    assert sorted(spans("东西部。")) == [(0, 2), (0, 3), (1, 3), (3, 4)]
    assert pack_bounds(["东西部。", "", "𠮷"], spans) == ")(*(\n\n,"


def test_ordinary_words_share_a_character_with_the_text() -> None:
    found = ordinary_words(["扶贫资金"])
    assert "基金" in found
    assert "城市" not in found
