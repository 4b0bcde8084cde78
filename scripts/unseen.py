"""How the search answers queries that nobody who worked on it has seen: ``tests/search/unseen.tsv``.

Each row has a ``kind``, a ``query``, what is ``expected`` first (ids separated by ``|``; ``none`` where nothing may be
listed but what is marked near, with what is absent said; ``-`` where the order does not matter) and a ``claim``:
``absent:NAME``, ``nopair:NAME``, ``exact``, ``near`` or words that the notice must have, separated by ``|``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from gongwen.tables import ANY, TEXT, Row, read_table
from probe import identify

SCHEMA = {"kind": "direction|absent|numbers|everyday|slip", "query": TEXT, "expected": TEXT, "claim": ANY}
_CLAIMED = re.compile(r"文中没有(?:提到)?((?:“[^”]*”)+)")


@dataclass(frozen=True)
class Verdict:
    """How one query was answered."""

    row: Row
    hit: bool
    """Whether what is expected stands first."""
    false: str
    """What is said that does not hold, or not said though it must be; empty where all is true."""


def read_unseen(path: Path) -> tuple[Row, ...]:
    """The rows of the set. Raises :class:`~gongwen.errors.DataError` for one that does not follow the schema."""
    return read_table(path, SCHEMA, unique="query")


def judge(row: Row, answer: dict[str, Any], text: str) -> Verdict:
    """Hold a RESULT of the worker against its row and the ``text`` that the search covers."""
    listed = [identify(group) for group in answer["items"]]
    notice, near = answer.get("notice", ""), bool(answer.get("near"))
    wanted = row["expected"]
    silent = bool(listed) and "没有" not in notice
    hit = wanted == "-" or (not silent if wanted == "none" else (listed or [""])[0] in wanted.split("|"))
    return Verdict(row, hit, _false(row, listed, notice, near, text))


def _false(row: Row, listed: Sequence[str], notice: str, near: bool, text: str) -> str:
    claim = row["claim"].partition(":")[0]
    for claimed in (word for match in _CLAIMED.findall(notice) for word in re.findall("“([^”]*)”", match)):
        if claimed in text:
            return f"“{claimed}” is said to be absent and is there"
    if (row["expected"] == "none" or claim in ("absent", "nopair")) and listed and "没有" not in notice:
        return "results without a word on what is absent"
    words = [] if claim in ("absent", "nopair", "exact", "near", "") else row["claim"].split("|")
    if words and not any(word in notice for word in words):
        return f"the notice lacks {row['claim']}"
    if claim == "exact" and (near or "相近" in notice):
        return "an exact answer is called near"
    if claim == "near" and listed and not near:
        return "near results are not called near"
    return ""


def print_unseen(path: Path, verdicts: Iterable[Verdict]) -> None:
    """A row a kind: how many, success@1, false statements; then the head of the file and what failed."""
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.row["kind"]].append(verdict)
    every = [verdict for found in kinds.values() for verdict in found]
    print(f"\nQueries that nobody has seen, {path.name}:\n")
    print(*(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")), sep="\n")
    print("\n| kind | queries | success@1 | false statements |\n| --- | ---: | ---: | ---: |")
    for kind, found in [*kinds.items(), ("all", every)]:
        hits, false = mean(verdict.hit for verdict in found), sum(bool(verdict.false) for verdict in found)
        print(f"| {kind} | {len(found)} | {hits:.3f} | {false} |")
    for verdict in every:
        if verdict.false or not verdict.hit:
            print(f"{verdict.row.file}:{verdict.row.line}: {verdict.row['query']}: {verdict.false or 'not first'}")
