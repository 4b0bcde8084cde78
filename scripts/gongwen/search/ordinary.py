"""What is a word at all: ordinary words that the text lacks, and where the words of the text begin and end.

A slip turns a word into what is none: 建挡立卡 for 建档立卡. 扶贫基金 is made of words, so whoever types it means just
that, even where the text says 扶贫资金. And what the search says it looked for is a word of the text, not a piece
of two: 2020年, not the 2020年实 in 2020年实现.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator

from gongwen.search.segment import Segment, read_dictionary

_LEAST = {2: 20, 3: 50}
"""How often a word of so many characters stands in the dictionary's corpus before it is called ordinary."""
_NAMES = ("nr", "ns", "nt")
"""Tags of people, places and bodies: those that a reader may ask for are known by name."""
_MISTAKEN = 0.02
"""The share of what is no word that is taken for one."""


def ordinary_words(said: Collection[str]) -> tuple[str, ...]:
    """Those that the text lacks though it has one of their characters: what it shares none with is never taken for a
    slip of it."""
    characters = set("".join(said))
    text = "\n".join(said)
    return tuple(
        word
        for word, count, tag in read_dictionary()
        if count >= _LEAST.get(len(word), math.inf)
        and not tag.startswith(_NAMES)
        and not characters.isdisjoint(word)
        and word not in text
    )


def pack_words(words: Collection[str]) -> str:
    """A Bloom filter: how many bits stand for a word, and all bits in base 64. ``createDictionary`` reads it."""
    size = max(8, math.ceil(-len(words) * math.log(_MISTAKEN) / math.log(2) ** 2))
    each = max(1, round(size / max(1, len(words)) * math.log(2)))
    packed = bytearray(size // 8 + 1)
    size = len(packed) * 8
    for word in words:
        for bit in _bits(word, each, size):
            packed[bit >> 3] |= 1 << (bit & 7)
    return f"{each} {b64encode(packed).decode()}"


def pack_bounds(texts: Iterable[str], pieces: Segment) -> str:
    """A line a text: the length of each of its smallest words, as the character of that code behind ``#`` (35)."""
    return "\n".join("".join(chr(35 + min(_length(piece), 90)) for piece in pieces(text)) for text in texts)


def _bits(word: str, each: int, size: int) -> Iterator[int]:
    """The places of a word's bits: two hashes of its characters, the second added again and again."""
    first = 0x811C9DC5
    for character in word:
        first = (first ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    first = (first ^ first >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    second = (first ^ first >> 13) * 0x297A2D39 & 0xFFFFFFFF | 1
    return ((first + i * second & 0xFFFFFFFF) % size for i in range(each))


def _length(piece: str) -> int:
    """In UTF-16 units, as the browser counts."""
    return len(piece.encode("utf-16-le", "surrogatepass")) // 2
