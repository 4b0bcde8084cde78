"""Names that a text and its tables give → words that are nearly one of them, and stand nowhere.

昭通市 with another first character is no place of the text, no word of a table, none of the site's own: a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

import gongwen
from gongwen.records import Edition
from gongwen.search.absent import divisions

_HAN_RUN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]+")
_MARKS = re.compile("[（）：“”《》]")
_HAN_PAIR = re.compile("[\u3400-\u9fff]{2}")
_PARTED = re.compile("([\u3400-\u9fff]+) (?=([\u3400-\u9fff]+))")
_SHORTEST, _LONGEST = 3, 40
"""Of names that others are compared with, in characters: 省市 is one sign from anything, a sentence is proved."""
_PACKED = 100
"""A line in more parts is no prose: the search packs names by what they begin with, and then they are none."""
_ENDS = 8
"""So many characters of a note, at either end, are enough to find it."""
_NUMBERED = 6
"""A name that is shorter may differ from another by its number: 第一批, 第二批."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千两")
_SPLIT = 4
"""So many characters of the text on both sides of a blank that it does not have are no chance."""
_OWN = ("*.py", "*.js", "*.tsv", "*.toml", "*.html", "*.po", "*.css")
_COPIES = ("register", "wordings")
"""Tables that a build writes."""
INVISIBLE = re.compile(
    "[\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ufeff\ufff9-\ufffb]"
)
"""Blanks that are none of ours, joiners, marks of direction: no reader sees them, every program does."""
INVISIBLE_IN_WORDS = re.compile(f"(?<=[\u3400-\u9fff]){INVISIBLE.pattern}|{INVISIBLE.pattern}(?=[\u3400-\u9fff])")


class Names:
    """The names by which a proof knows a word that is nearly one, and the sentences that editors wrote."""

    def __init__(self, values: Iterable[str], text: str) -> None:
        self._values = frozenset(filter(None, values))
        self._notes = frozenset(value for value in self._values if len(value) > _LONGEST)
        self._text = text
        self._is_known = cache(lambda words: words in text or words in own_words())

    def nearly(self, words: str) -> str:
        """What in some words is nearly a name, with one character else, less, more or moved; empty if nothing is.

        What only goes on before or behind a name is none: 佛山市的 is a name and a word.
        """
        for whole in map(str.strip, {words, words.rpartition("：")[2], *_MARKS.split(words)}):
            if self._is_nearly(whole, 2) or self._is_nearly_a_note(whole):
                return whole
        listed = words.split(" ")
        if len(listed) > 2 and 2 * sum(name in self._values for name in listed) > len(listed):
            for name in listed:
                if name not in self._values and not self._is_known(name):
                    return name
        if len(listed) > _PACKED:
            return ""
        for match in _HAN_RUN.finditer(words):
            if self._is_nearly(match[0]) or self._is_joined(match[0]):
                return match[0]
        for match in _PARTED.finditer(words):
            if self._is_parted(match[1], match[2]):
                return f"{match[1]} {match[2]}"
        return ""

    def is_one(self, words: str) -> bool:
        """Whether words are a name as they are, not a part of one."""
        return words in self._values

    def _is_nearly(self, run: str, shortest: int = _SHORTEST) -> bool:
        if not shortest <= len(run) <= _LONGEST or run in self._values or not _HAN_PAIR.search(run):
            return False
        near = {name for less in _one_less(run) for name in self._less.get(less, ()) if len(name) >= shortest}
        return any(_is_slip(name, run) for name in near) and not self._is_sum(run) and not self._is_known(run)

    def _is_sum(self, run: str) -> bool:
        """Whether a run is two names: 黔东南 and 贵州 are beside each other in a picture."""
        return any(run[:at] in self._values and run[at:] in self._values for at in range(1, len(run)))

    def _is_joined(self, run: str) -> bool:
        """Whether a run is a name and nearly another: one place and its province, in a picture."""
        for at in range(2, len(run) - 1 if len(run) <= _LONGEST else 0):
            for name, other in ((run[:at], run[at:]), (run[at:], run[:at])):
                if name in self._values and self._is_nearly(other) and not self._is_sum(run) and run not in self._text:
                    return True
        return False

    def _is_nearly_a_note(self, words: str) -> bool:
        if len(words) < _LONGEST or words in self._notes:
            return False
        ends = (words[:_ENDS], words[-_ENDS:])
        near = {note for end in ends for note in self._ends.get(end, ())}
        return any(_is_slip(note, words) for note in near) and not self._is_known(words)

    def _is_parted(self, before: str, behind: str) -> bool:
        """Whether a blank stands in a name, or in a run of the text that has none there."""
        if {before, behind} <= self._values:
            return False
        one, other = before[-_SPLIT:], behind[:_SPLIT]
        joined = len(one) == len(other) == _SPLIT and one + other in self._text
        words = min(len(before), len(behind)) > 1 and self._is_known(before) and self._is_known(behind)
        return (joined or (before + behind in self._values and not words)) and not self._is_known(f"{one} {other}")

    @cached_property
    def _less(self) -> dict[str, list[str]]:
        """Names by what they are with one character less, or as they are."""
        found: dict[str, list[str]] = {}
        for name in self._values:
            for less in _one_less(name) if 1 < len(name) <= _LONGEST else ():
                found.setdefault(less, []).append(name)
        return found

    @cached_property
    def _ends(self) -> dict[str, list[str]]:
        """Notes by how they begin and by how they end: one slip leaves one of the two."""
        found: dict[str, list[str]] = {}
        for note in self._notes:
            found.setdefault(note[:_ENDS], []).append(note)
            found.setdefault(note[-_ENDS:], []).append(note)
        return found


@cache
def own_words(tables: bool = True) -> str:
    """All that the site says by itself or by its tables, from the files that it is written in."""
    package = Path(gongwen.__file__).parent
    root = package.parent.parent
    files = [path for pattern in _OWN for path in package.rglob(pattern)]
    files += (path for path in (root / "source").glob("*.tsv") if tables and path.stem not in _COPIES)
    theme = find_spec("material")
    for folder in theme.submodule_search_locations or () if theme else ():
        files += Path(folder, "templates/partials/languages").glob("zh*.html")
    files.append(root / "mkdocs.yml")
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    pages = (path.read_text(encoding="utf-8") for path in (root / "docs").glob("*.md"))
    texts += divisions() if tables else ()
    return "\n".join([*texts, *(page for page in pages if "Generated from source/" not in page)])


def _one_less(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _is_slip(name: str, run: str) -> bool:
    """Whether a run is a name but for one character, and not a name with a word before or behind it."""
    shorter = min(len(name), len(run))
    alike = next((at for at in range(shorter) if name[at] != run[at]), shorter)
    behind = next((at for at in range(shorter - alike) if name[-1 - at] != run[-1 - at]), shorter - alike)
    if len(name) == len(run):
        one, other = name[alike : len(name) - behind], run[alike : len(run) - behind]
        numbered = len(name) < _NUMBERED and {*one, *other} <= _NUMERALS
        return not numbered and (len(one) == 1 or (len(one) == 2 and one == other[::-1]))
    if abs(len(name) - len(run)) > 1 or alike + behind < shorter:
        return False
    if len(run) > len(name):
        doubled = run[0] == run[1] or run[-1] == run[-2]
        return doubled or not (run.startswith(name) or run.endswith(name))
    return not (name.startswith(run) or name.endswith(run))


def called(edition: Edition) -> set[str]:
    """What the tables and what was extracted call things: places, who issued and published, who must do what."""
    found = {*edition.provenance.issuers, edition.provenance.publisher}
    for duty in edition.duties:
        found |= {duty.actor, duty.action, duty.deadline, duty.matter}
    for place in edition.paired_places:
        found |= {place.name, place.province, place.short, *place.aliases}
    return found


def strings_of(value: object) -> Iterator[str]:
    """Every string that was extracted or written by the editors: notes, names, what is to be done."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, Edition):
        extracted = (value.terms, value.cited, value.duties, value.pairings)
        reasons = tuple(found.why for found in value.corrections)
        added = tuple(found.what for found in value.additions)
        others = (value.confirmations, *value.kinds.values(), reasons, value.standing, added)
        yield from strings_of((*extracted, *others))
    elif hasattr(value, "__dataclass_fields__"):
        yield from strings_of(tuple(getattr(value, name) for name in value.__dataclass_fields__))
