"""Document → duties: who must do what, by when.

Two rules, over the words in ``source/``:

1. A duty word with its actor before it: 帮扶双方**要**选派优秀干部挂职, or in the gap of a frame:
   考核工作**由**国务院扶贫开发领导小组**组织实施**.
2. Without a duty word, a predicate that sets a task, behind an actor or none: 东部省份**组织**…, **加大**….

A sentence is read comma by comma. One that opens no duty of its own goes on with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.model import Clause, Document, Duty, Paragraph, Sentence, Span
from gongwen.tables import ANY, TEXT, Row, read_table

GAP = "…"
_SEGMENT = re.compile(r"(?:（[^（）]*）|“[^“”]*”|《[^《》]*》|[^，；：。？！])+")
_STOPS = "，；：。？！"


@dataclass(frozen=True)
class Lexicon:
    """The tables, compiled; each pattern reads one stretch between commas."""

    duty_word: re.Pattern[str]
    """A word, or one of those that only contain it (重要), which leave ``word`` empty."""
    frames: tuple[tuple[str, re.Pattern[str]], ...]
    """由…组织实施, with the ``actor`` in the gap."""
    task: re.Pattern[str]
    """``actor`` if named, and the predicate: 党委或政府主要负责同志每年开展…."""
    gap_task: re.Pattern[str]
    """考核结果向党中央、国务院报告: the thing comes first."""
    effort: re.Pattern[str]
    phrase: re.Pattern[str]
    """What only prepares a predicate: 对在东部地区工作生活的建档立卡贫困人口."""
    adverbs: re.Pattern[str]
    head: re.Pattern[str]
    """What an actor ends in; ``silent`` if it hands no subject on."""
    deadline: re.Pattern[str]
    orientation: frozenset[str]


def read_lexicon(source: Path) -> Lexicon:
    """Read ``actors.tsv``, ``duty_words.tsv``, ``task_verbs.tsv`` and ``deadlines.tsv`` of ``source``.

    Raises :class:`~gongwen.errors.DataError` for a row that does not follow its schema.
    """
    actors = read_table(source / "actors.tsv", {"head": TEXT, "kind": "body|person|activity"}, unique="head")
    words = read_table(source / "duty_words.tsv", {"word": TEXT, "except": ANY}, unique="word")
    kinds = "verb|adverb|preposition|purpose|effort|orientation"
    tasks = read_table(source / "task_verbs.tsv", {"word": TEXT, "kind": kinds, "except": ANY})
    deadline = _any(row["pattern"] for row in _deadlines(source))
    plain = [row for row in words if GAP not in row["word"]]
    verbs, adverbs, prepositions = (_words(tasks, kind) for kind in ("verb", "adverb", "preposition"))
    adverbs = f"(?:(?:{adverbs}|{deadline})、?)*"
    verb = rf"{verbs}(?!的|后|了|过|者)"
    closed = rf"{prepositions}|{_words(tasks, 'purpose')}"
    heads = _any(re.escape(row["head"]) for row in actors)
    silent = _any(re.escape(row["head"]) for row in actors if row["kind"] != "body")
    return Lexicon(
        duty_word=re.compile(f"{_any(_exceptions(plain))}|(?P<word>{_any(row['word'] for row in plain)})"),
        frames=tuple((row["word"], _frame(row)) for row in words if GAP in row["word"]),
        task=re.compile(
            rf"(?P<actor>(?!{adverbs}{verb}|{closed}).*?{heads}(?:（[^（）]*）)?)?{adverbs}(?:{prepositions}.*?)?{verb}"
        ),
        gap_task=re.compile(_any(_gap(row["word"], "(.+)") for row in tasks if _is_gap(row, "verb"))),
        effort=re.compile(_any(_gap(row["word"], f"(.+?){adverbs}") for row in tasks if _is_gap(row, "effort"))),
        phrase=re.compile(rf"{closed}|{adverbs}$"),
        adverbs=re.compile(adverbs),
        head=re.compile(rf".*?(?:(?P<silent>{silent})|{heads})(?:（[^（）]*）)?$"),
        deadline=re.compile(deadline),
        orientation=frozenset(row["word"] for row in tasks if row["kind"] == "orientation"),
    )


def extract_duties(document: Document, lexicon: Lexicon) -> tuple[Duty, ...]:
    """Every duty of ``document`` in the order of the text.

    ``审计机关要依法加强对…的审计监督。`` gives the actor 审计机关, the word 要 and the action 依法加强….
    An actor that is not named is taken over within the paragraph. Preamble, orientation clauses and the opening phrase
    of a principle set tasks by a duty word only.
    """
    found: list[Duty] = []
    for paragraph in document.preamble:
        found += _paragraph_duties("preamble", paragraph, lexicon, tasks=False)
    for clause in document.clauses:
        for paragraph in clause.paragraphs:
            found += _paragraph_duties(clause.id, paragraph, lexicon, tasks=clause.title not in lexicon.orientation)
    return tuple(found)
