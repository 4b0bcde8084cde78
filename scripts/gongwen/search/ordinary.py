"""What is a word at all: ordinary words that the text lacks, and where the words of the text begin and end.

A slip turns a word into what is none: 建挡立卡 for 建档立卡. 扶贫基金 is made of words, so whoever types it means just
that, even where the text says 扶贫资金. And what the search says it looked for is a word of the text, not a piece
of two: 2020年, not the 2020年实 in 2020年实现.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise

from gongwen.search.alphabet import simple_characters
from gongwen.search.segment import read_dictionary

_LEAST = 50
"""How often a word stands in the dictionary's corpus before it is called ordinary."""
_LENGTH = 2
"""Of how many characters they are: longer ones are nearly all made of these."""
_PEOPLE = "nr"
"""The tag of names of people."""


def ordinary_words(said: Collection[str]) -> tuple[str, ...]:
    """Those that share a character with the text: what shares none is never taken for a slip of it."""
    characters = set("".join(said))
    return tuple(
        word
        for word, count, tag in read_dictionary()
        if len(word) == _LENGTH and count >= _LEAST and not tag.startswith(_PEOPLE) and not characters.isdisjoint(word)
    )


def pack_words(words: Iterable[str]) -> str:
    """The words by number, from one to the next, as bits in base 64 behind how many of each step's are written plainly.

    The number of a word is that of its first character times as many as there are, and that of its second, in the
    order of :func:`~gongwen.search.alphabet.simple_characters`; words with another character are left out. The plain
    bits are a step's last; those before are told by as many ones with a zero behind (Rice, 1979). ``createDictionary``
    in the browser reads it.
    """
    alphabet = {character: number for number, character in enumerate(simple_characters())}
    size = len(alphabet)
    numbers = sorted(alphabet[word[0]] * size + alphabet[word[1]] for word in words if set(word) <= alphabet.keys())
    plain = max(0, (size * size // max(1, len(numbers))).bit_length() - 1)
    steps = (after - before for before, after in pairwise([-1, *numbers]))
    bits = "".join("1" * (step >> plain) + "0" + f"{step & (1 << plain) - 1:0{plain}b}" for step in steps)
    # What is left of the last byte begins a step that never ends.
    bits += "1" * (-len(bits) % 8)
    return f"{plain} {b64encode(int(f'0{bits}', 2).to_bytes(len(bits) // 8, 'big')).decode()}"


def pack_bounds(texts: Iterable[str], spans: Callable[[str], Collection[tuple[int, int]]]) -> str:
    """A line a text: for each place where words begin or end the step from the last, and which of both they do.

    A step is the character of four times its length behind ``#`` (35), one more where a word ends, two where one
    begins: 部 in 东西部 does not, though 东西 ends before it. ``createBounds`` in the browser reads it.
    """
    return "\n".join("".join(_steps(text, spans(text))) for text in texts)


def _steps(text: str, spans: Collection[tuple[int, int]]) -> Iterator[str]:
    begins, ends = {start for start, _ in spans}, {end for _, end in spans}
    for before, place in pairwise(sorted({0, len(text)} | begins | ends)):
        # In UTF-16 units, as the browser counts.
        length = len(text[before:place].encode("utf-16-le", "surrogatepass")) // 2
        yield chr(35 + 4 * length + (place in ends) + 2 * (place in begins))
