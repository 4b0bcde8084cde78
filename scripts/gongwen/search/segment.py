"""Chinese text → words, cut by jieba for search.

jieba's dictionary knows 脱贫 and 攻坚; the words of the trade that it lacks (东西部扶贫协作, 建档立卡) come from data.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import jieba

Segment = Callable[[str], list[str]]

_WORD = re.compile(r"[^\W_]{2,}")
"""A token is a word when it has two letters, Han characters or digits: punctuation and 和, 的, 要 say nothing."""


def make_segmenter(domain_words: Iterable[str]) -> Segment:
    """A function from a text to its words: 劳务协作 → 劳务, 协作, 劳务协作.

    Long words come with the shorter ones inside them (恩施土家族苗族自治州 with 苗族), so that either finds them.
    """
    tokenizer = _tokenizer()
    for word in sorted(set(domain_words)):
        tokenizer.add_word(word)

    def segment(text: str) -> list[str]:
        return [word for word in tokenizer.cut_for_search(text, HMM=False) if _WORD.fullmatch(word)]

    return segment


def make_spanner(domain_words: Iterable[str]) -> Callable[[str], list[tuple[int, int]]]:
    """A function from a text to where its words begin and end, short ones inside long ones, too, and marks alone."""
    tokenizer = _tokenizer()
    for word in sorted(set(domain_words)):
        tokenizer.add_word(word)
    return lambda text: [(start, end) for _, start, end in tokenizer.tokenize(text, mode="search", HMM=False)]


def read_dictionary() -> Iterator[tuple[str, int, str]]:
    """jieba's words, how often each stands in its corpus, and the tag that it has there."""
    with _tokenizer().get_dict_file() as file:
        for line in file:
            word, count, tag = line.decode("utf-8").split()
            yield word, int(count), tag


def make_cutter() -> Segment:
    """A function from a text to all its pieces, in order: 组织劳务协作。 → 组织, 劳务, 协作, 。."""
    tokenizer = _tokenizer()
    return lambda text: list(tokenizer.cut(text, HMM=False))


def _tokenizer() -> jieba.Tokenizer:
    """A jieba of its own, to which words may be added."""
    loaded, tokenizer = _loaded(), jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(loaded.FREQ), loaded.total, True
    return tokenizer


@cache
def _loaded() -> jieba.Tokenizer:
    """jieba with its dictionary, which takes two seconds to load.

    It would share its cache with every user of the machine through the temporary folder, which lets others plant one:
    it gets a folder of its own that is gone when the dictionary is loaded.
    """
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as private:
        tokenizer.tmp_dir = private
        tokenizer.initialize()
    return tokenizer
