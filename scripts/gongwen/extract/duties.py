"""Document → duties: who must do what, by when; and the aims that name who is to reach them, or by when.

Two rules, over the words in ``source/``:

1. A duty word with its actor before it (帮扶双方**要**选派优秀干部挂职), or in the gap of a frame
   (考核工作**由**国务院扶贫开发领导小组**组织实施**).
2. Without a duty word, a predicate that sets a task, behind an actor or none: 东部省份**组织**…, **加大**….

A sentence is read from comma to comma. A stretch that opens no duty of its own goes on with the one before it.
An actor is somebody: where a piece of work is the subject (对口支援工作**要**…), nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.cells import GAP, halves, no_gap
from gongwen.ids import PREAMBLE
from gongwen.model import Document, Paragraph, Span
from gongwen.patterns import pattern_of
from gongwen.records import Duty
from gongwen.tables import ANY, TEXT, Row, read_table

_NEVER = "(?!)"
_ACTOR_KINDS = ("body", "person", "activity", "thing", "setting")
_TASK_KINDS = ("verb", "adverb", "preposition", "purpose", "effort")
_STOPS = "，；：。？！"
_BRACKET = "(?:（[^（）]*）)?"
_STRETCH = re.compile(rf"(?:（[^（）]*）|“[^“”]*”|《[^《》]*》|[^{_STOPS}])+")


@dataclass(frozen=True)
class DutyWords:
    """The tables of duties, compiled to patterns that read one stretch between commas from its start."""

    word: re.Pattern[str]
    """``actor`` or none, and the duty ``word``: 各地区也要. 要 in 重要 is none."""
    frames: tuple[tuple[str, re.Pattern[str]], ...]
    """由…组织实施; the groups are what stands before it and the actor in its gap."""
    task: re.Pattern[str]
    """``actor`` or none, and the predicate: 党委或政府主要负责同志每年开展…."""
    effort: re.Pattern[str]
    """经过帮扶双方不懈努力; the group is the actor."""
    phrase: re.Pattern[str]
    """What only leads up to a predicate: 对在东部地区工作生活的建档立卡贫困人口."""
    subject: re.Pattern[str]
    """A noun phrase that may be an actor; the last group is the kind."""
    deadline: re.Pattern[str]


def read_duty_words(source: Path) -> DutyWords:
    """Read ``actors.tsv``, ``duty_words.tsv``, ``task_verbs.tsv`` and ``deadlines.tsv`` in the folder ``source``.

    Raises :class:`~gongwen.errors.DataError` for a row that does not follow the schema.
    """
    actors = read_table(source / "actors.tsv", {"head": TEXT, "kind": "|".join(_ACTOR_KINDS)}, "head")
    words = read_table(source / "duty_words.tsv", {"word": TEXT, "except": ANY}, "word")
    tasks = read_table(source / "task_verbs.tsv", {"word": TEXT, "kind": "|".join(_TASK_KINDS), "except": ANY}, "word")
    deadlines = read_table(source / "deadlines.tsv", {"pattern": TEXT, "example": TEXT}, "pattern")

    for row in (*actors, *(task for task in tasks if task["kind"] not in ("verb", "effort"))):
        no_gap(row, "head" if "head" in row.cells else "word")
    deadline = "|".join(pattern_of(row, "pattern", "example") for row in deadlines) or _NEVER
    kind = {name: [row for row in tasks if row["kind"] == name] for name in _TASK_KINDS}
    heads = {name: _any([row["head"] for row in actors if row["kind"] == name]) for name in _ACTOR_KINDS}
    duty_word = _any([row["word"] for row in words if GAP not in row["word"]])
    only_parts = _any([part for row in words for part in row.list("except")])
    # The atomic group steps over 重要 as a whole; a plain one would come back for its 要.
    skip = f"(?>{only_parts}|.)*?"
    # A verb that goes on like this is part of a noun phrase, or tells what has been done.
    verb = f"{_whole(kind['verb'])}(?!的|后|了|过|者)"
    # Atomic, each in one way: what the patterns could match else is tried again and again before every verb.
    adverbs = f"(?>(?:{_whole(kind['adverb'])}|{deadline})、?)*"
    preposition = _whole(kind["preposition"])
    leads_up = f"(?:{preposition}|{_whole(kind['purpose'])})"
    subject = f"(?!{adverbs}{verb}|{leads_up})(?:(?!{verb}).)*?(?:{'|'.join(heads.values())}){_BRACKET}"
    object_first = "".join(f"|.*?{_framed(row)}" for row in kind["verb"] if GAP in row["word"])
    named_heads = "|".join(f"(?P<{name}>{head})" for name, head in heads.items())
    frames = {row["word"]: f"({skip}){_framed(row)}(?![的人])" for row in words if GAP in row["word"]}
    return DutyWords(
        word=re.compile(f"(?:(?!{leads_up})(?P<actor>{skip})|{skip}){adverbs}(?!{only_parts})(?P<word>{duty_word})"),
        frames=tuple((word, re.compile(pattern)) for word, pattern in frames.items()),
        task=re.compile(f"(?:(?P<actor>{subject})?{adverbs}(?:{preposition}.*?)?{verb}){object_first}"),
        effort=re.compile("|".join(_framed(row, adverbs) for row in kind["effort"]) or _NEVER),
        phrase=re.compile(f"{leads_up}|{adverbs}$"),
        subject=re.compile(f".*?(?:{named_heads}){_BRACKET}$"),
        deadline=re.compile(deadline),
    )


def extract_duties(document: Document, known: DutyWords, titles: Mapping[str, str]) -> tuple[Duty, ...]:
    """Every duty of ``document`` in the order of the text.

    ``审计机关要依法加强对…的审计监督。`` gives the actor 审计机关, the word 要 and the action 依法加强….
    An actor that is left out is the one of the sentence before. The preamble, the opening phrase of a principle and a
    clause whose title stands in ``titles`` (指导思想, 主要目标) set tasks by duty words only. Without one, what such a
    clause wants is an aim, where it says who is to strive for it or by when: 经过帮扶双方不懈努力，…到2020年实现脱贫.
    """
    found: list[Duty] = []
    for paragraph in document.preamble:
        found += _of_paragraph(paragraph, PREAMBLE, known, tasks=False)
    for clause in document.clauses:
        for paragraph in clause.paragraphs:
            found += _of_paragraph(paragraph, clause.id, known, aims=clause.title in titles)
    return tuple(found)


@dataclass
class _Opening:
    """Where a duty opens in its sentence."""

    start: int
    actor: str
    word: str
    action: int
    action_end: int | None = None
    """Set if the task stands before the word: 考核工作由…组织实施."""
    is_subject: bool = True
    """Whether the actor is the subject of the sentence, which the next may leave out; in 由…负责 it is not."""
    effort: bool = False


@dataclass(frozen=True)
class _Subject:
    """Somebody who is to act, and the sentence that names them."""

    actor: str = ""
    sentence: str = ""


_NOBODY = _Subject()


def _of_paragraph(
    paragraph: Paragraph, clause: str, known: DutyWords, tasks: bool = True, aims: bool = False
) -> Iterator[Duty]:
    left_out = _NOBODY
    for index, sentence in enumerate(paragraph.sentences):
        text, subject = sentence.text, left_out
        openings = _openings(text, known, tasks and not (paragraph.kind == "principle" and index == 0))
        if aims and not known.deadline.search(text) and not any(opening.effort for opening in openings):
            openings = [opening for opening in openings if opening.word]
        for number, opening in enumerate(openings, 1):
            end = openings[number].start if number < len(openings) else len(text)
            quote = text[opening.start : end].rstrip(_STOPS)
            kind = _kind(opening.actor, known)
            if opening.actor:
                subject = _Subject(opening.actor, sentence.id) if kind in ("body", "person") else _NOBODY
            inherited = bool(subject.actor) and not opening.actor
            deadline = known.deadline.search(quote)
            yield Duty(
                id=f"{sentence.id}-d{number}",
                actor=subject.actor,
                inherited=inherited,
                duty_word=opening.word,
                action=text[opening.action : opening.action_end or end].strip(_STOPS),
                deadline=deadline.group() if deadline else "",
                clause=clause,
                sentence=sentence.id,
                quote=quote,
                kind="aim" if aims and not opening.word else "duty",
                inherited_from=subject.sentence if inherited else "",
                matter=opening.actor if kind in ("activity", "thing") else "",
                span=Span(sentence.id, opening.start, opening.start + len(quote)),
            )
        named = [opening for opening in openings if opening.actor]
        # 帮扶双方要…。采取…。 is about 帮扶双方; behind 挂职干部要… or a statement it is open who is meant.
        if not openings or (named and not (named[-1].is_subject and _kind(named[-1].actor, known) == "body")):
            left_out = _NOBODY
        elif named:
            left_out = subject


def _openings(text: str, known: DutyWords, tasks: bool) -> list[_Opening]:
    found: list[_Opening] = []
    lead, subject, stated, effort = None, "", False, False
    for stretch in _STRETCH.finditer(text):
        words, at = stretch.group(), stretch.start()
        start = at if found or lead is None else lead
        opening = _by_word(words, at, start, known) or (_by_task(words, at, start, known) if tasks else None)
        if found:
            if opening and _opens_anew(opening, found[-1], known):
                found.append(opening)
        elif opening and (opening.word or opening.actor or not stated):
            if subject and not opening.actor:  # 北京市、天津市与河北省扶贫协作工作，要与…
                opening.actor, opening.action = subject, max(opening.action, at)
                opening.effort, opening.is_subject = effort, not effort
            found.append(opening)
        elif match := known.effort.fullmatch(words):
            lead, subject, effort = start, match[match.lastindex or 0], True
        elif known.phrase.match(words):
            lead = start
        else:
            lead, subject, stated = (at, words, stated) if known.subject.match(words) else (None, "", True)
            effort = False
    return found


def _by_word(words: str, at: int, start: int, known: DutyWords) -> _Opening | None:
    for frame, pattern in known.frames:
        if match := pattern.match(words):
            before, end = at + match.end(1), at + match.end()
            if match.end() < len(words) or before == start:  # 由财政部门负责拨付资金: the action is 负责拨付资金
                verb = end - len(frame.split(GAP)[1])
                return _Opening(start, match[2], frame, verb, is_subject=False)
            return _Opening(start, match[2], frame, start, end, is_subject=False)
    match = known.word.match(words)
    return _Opening(start, match["actor"] or "", match["word"], at + match.end()) if match else None


def _by_task(words: str, at: int, start: int, known: DutyWords) -> _Opening | None:
    match = known.task.match(words)
    actor = (match and match["actor"]) or ""
    return _Opening(start, actor, "", at + len(actor) if actor else start) if match else None


def _opens_anew(opening: _Opening, current: _Opening, known: DutyWords) -> bool:
    """Whether ``opening`` is a duty of its own behind ``current`` in the same sentence, or goes on with it."""
    if opening.word or current.action_end:
        return bool(opening.actor) or opening.word != current.word
    return bool(opening.actor) and _kind(opening.actor, known) in ("body", "person")


def _kind(actor: str, known: DutyWords) -> str:
    """What a subject is by its head, the word it ends in; a name whose head is not known counts as a body."""
    match = known.subject.match(actor)
    return (match and match.lastgroup) or "body"


def _any(words: Sequence[str]) -> str:
    """Any of ``words``, the longest first; never matches if there is none."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" if words else _NEVER


def _whole(rows: Sequence[Row]) -> str:
    """Any of the words, where it does not begin one of its exceptions: 对, but not 对口."""
    plain = sorted((row for row in rows if GAP not in row["word"]), key=lambda row: len(row["word"]), reverse=True)
    words = [f"(?!{_any(row.list('except'))}){re.escape(row['word'])}" for row in plain]
    return f"(?:{'|'.join(words) or _NEVER})"


def _framed(row: Row, before_end: str = "") -> str:
    """由…组织实施 with its gap as a group, less what ``before_end`` matches at its end."""
    opening, closing = map(re.escape, halves(row, "word"))
    return f"{opening}((?:(?!{opening}).)+?){before_end}{closing}"
