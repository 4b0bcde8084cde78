"""What each address said when it was first published, and proof that it says so still, but for what was corrected.

One line an address, beside the register; ``make docs`` adds lines and never changes one. The text of today is the first
one with the corrections of ``source/corrections.tsv`` made in it, in their order; anything else stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from pathlib import Path

from gongwen.errors import DataError
from gongwen.ids import holds, is_printed, sentence_number
from gongwen.records import Correction
from gongwen.tables import TEXT, read_table

FILE, LOG = "wordings.tsv", "corrections.tsv"
_SHORTEST = 4
"""So many characters tell a reader what was changed: 劳务输出 → 劳务协作, not 输出 → 协作."""


class WordingError(DataError):
    """A published text that was changed, and no correction says so."""


def read_wordings(path: Path) -> dict[str, str]:
    """First texts by address; raises :class:`~gongwen.errors.DataError` for a line that is none."""
    rows = read_table(path, {"address": "/.*#.+", "text": TEXT}, unique="address")
    return {row["address"]: re.sub(r"\\(.)", lambda found: found[1].replace("t", "\t"), row["text"]) for row in rows}


def print_wordings(wordings: Mapping[str, str]) -> str:
    """The table as its file holds it; a tab in a text is written ``\\t``."""
    written = ((address, text.replace("\\", "\\\\").replace("\t", "\\t")) for address, text in wordings.items())
    return "address\ttext\n" + "".join(f"{address}\t{text}\n" for address, text in written)


def keep_wordings(first: Mapping[str, str], now: Mapping[str, str], log: tuple[Correction, ...]) -> dict[str, str]:
    """``first`` with what is new in ``now`` behind it, if all else reads as the corrections say.

    Raises :class:`WordingError` with the row for ``corrections.tsv`` that would say what changed: ``wordings.tsv:57:
    expected /clauses/8/#c8-p1-s3 to say “劳务输出”, found “劳务协作”; to mend: … /clauses/8/#c8-p1-s3|DATE|劳务输出|…``
    """
    said = corrected(first, log)
    for address, text in now.items():
        if address in said and said[address] != text and not _follows(address, said[address], now):
            raise _error(address, first, *difference(said[address], text))
        if first and address not in said and _is_sentence(address):
            raise _error(address, first, "", text)
    for address, text in said.items():
        if address not in now and _is_sentence(address):
            raise _error(address, first, text, "")
    return {**first, **{address: text for address, text in now.items() if address not in first}}


def corrected(first: Mapping[str, str], log: Iterable[Correction]) -> dict[str, str]:
    """The texts with the corrections made in them, in their order; raises :class:`DataError` for one that fits none."""
    said = dict(first)
    for correction in log:
        text, before = said.get(correction.address), correction.before
        if not before:
            fits, expected = text in (None, correction.after), "words of the text that stood there in “before”"
        elif not correction.after:
            fits, expected = text == before, "all of the text that stood there in “before”"
        else:
            fits, expected = bool(text and text.count(before) == 1), "words that stood there once in “before”"
        if not fits:
            found = f"“{before}”; there stood “{text}”" if text else f"no such address in {FILE}"
            raise DataError(LOG, correction.line, expected, found, f"take address and words from {FILE}")
        said[correction.address] = text.replace(before, correction.after, 1) if text and before else correction.after
    return {address: text for address, text in said.items() if text}


def difference(before: str, after: str) -> tuple[str, str]:
    """The words that differ, with as many around them as it takes to find them once in ``before``.

    >>> difference("组织劳务输出，组织培训。", "组织劳务协作，组织培训。")
    ('劳务输出', '劳务协作')
    """
    start = _alike(before, after)
    tail = _alike(before[start:][::-1], after[start:][::-1])
    while True:
        words, instead = (text[start : len(text) - tail] for text in (before, after))
        clear = instead and len(words) >= min(_SHORTEST, len(before))
        if clear and before.count(words) == 1 and before.replace(words, instead) == after:
            return words, instead
        start, tail = (start - 1, tail) if start else (start, tail - 1)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _follows(address: str, said: str, now: Mapping[str, str]) -> bool:
    """Whether an address quotes a sentence in which what it said stands no more: a duty changes with its own."""
    id_ = address.partition("#")[2]
    around = [text for other, text in now.items() if other != address and holds(other.partition("#")[2], id_)]
    return not is_printed(id_) and bool(around) and not any(said in text for text in around)


def _is_sentence(address: str) -> bool:
    id_ = address.partition("#")[2]
    return is_printed(id_) and sentence_number(id_) is not None


def _error(address: str, first: Mapping[str, str], before: str, after: str) -> WordingError:
    line = [*first].index(address) + 2 if address in first else None
    row = "|".join((address, "DATE", before, after, "WHY"))
    expected = f"{address} to say “{before}”" if before else f"nothing new at {address}"
    mend = f"undo it, or log it in {LOG}, tabs for |: {row}"
    return WordingError(FILE, line, expected, f"“{after}”" if after else "nothing", mend)
