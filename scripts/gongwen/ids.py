"""Ids and what they say: ``c8-p1-s3`` is the third sentence of the first paragraph of clause 8.

An id is published and never changes its meaning. It is made by hanging a step on the id of what it stands in, so what
holds a passage can be read off the passage's own id; only this module reads ids so.
"""

from __future__ import annotations

import re

PREAMBLE = "preamble"

_PASSAGE = re.compile(
    r"(?P<unit>c(?P<clause>\d+)|part-(?P<part>\d+)|preamble)"
    r"(?P<paragraph>-p\d+)?(?P<sentence>-s\d+)?(?:-[dr]\d+)?"
)


def unit_of(id_: str) -> str:
    """The clause, part or preamble that a passage stands in: ``c8-p1-s3-d1`` → ``c8``; any other id itself."""
    match = _PASSAGE.fullmatch(id_)
    return match["unit"] if match else id_


def paragraph_of(id_: str) -> str:
    """The paragraph that a sentence stands in: ``c8-p1-s3`` → ``c8-p1``; empty where there is none."""
    match = _PASSAGE.fullmatch(id_)
    return match["unit"] + match["paragraph"] if match and match["paragraph"] else ""


def clause_number(id_: str) -> int | None:
    """The number of the clause that a passage stands in: ``c8-p1-s3`` → 8; None outside the clauses."""
    match = _PASSAGE.fullmatch(id_)
    return int(match["clause"]) if match and match["clause"] else None


def part_number(id_: str) -> int | None:
    """``part-2`` → 2; None for what is no part."""
    match = _PASSAGE.fullmatch(id_)
    return int(match["part"]) if match and match["part"] else None


def paragraph_number(id_: str) -> int | None:
    """``c8-p1-s3`` → 1; None where there is no paragraph."""
    match = _PASSAGE.fullmatch(id_)
    return int(match["paragraph"][2:]) if match and match["paragraph"] else None


def sentence_number(id_: str) -> int | None:
    """``c8-p1-s3`` → 3; None where there is no sentence."""
    match = _PASSAGE.fullmatch(id_)
    return int(match["sentence"][2:]) if match and match["sentence"] else None


def is_passage(id_: str) -> bool:
    """Whether an id names a place in the text: ``c8-p1-s3`` and ``part-2`` do, ``pair-5`` does not."""
    return bool(_PASSAGE.fullmatch(id_))


def is_printed(id_: str) -> bool:
    """Whether an id names words of the text itself: ``c8-p1-s3`` does, a duty read there (``-d1``) does not."""
    return id_ == "title" or (is_passage(id_) and not re.search(r"-[dr]\d+$", id_))


def holds(outer: str, inner: str) -> bool:
    """Whether ``inner`` is ``outer`` or stands in it: ``c1`` holds ``c1-p1`` and not ``c10``."""
    return f"{inner}-".startswith(f"{outer}-")
