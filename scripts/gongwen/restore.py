"""Restore the clean text of a document from a damaged news page.

Guarantees, each of them tested:

1. Every change is a :class:`~gongwen.model.Repair`: applying the repairs to the source gives the
   clean text, undoing them gives the source back byte for byte.
2. Repairs do not overlap and stand in the order of the source.
3. What a rule changes, the rule decides from the page alone; what only a person can decide comes
   from the signed repairs, each of which must match exactly once.
4. The clean text has no stray reading, no lone Latin letter between Han characters, no ``?`` beside
   one and no Han character outside GB2312, unless a person signed it; damage that is left stops with
   its line, column and excerpt.
5. Restoring the clean text again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.characters import HAN, is_common, simplified
from gongwen.draft import Draft, Edit
from gongwen.errors import DamageError, DataError
from gongwen.model import Repair
from gongwen.readings import READING, byte_shifts, readings

_WIDE = r"[\u2014-\u201d\u2026\u3000-\u9fff\uff00-\uffef]"

RULES = ("signed", "byte-shift", "reading", "script", "variant", "punctuation", "doubled", "blank", "furniture")
"""In the order in which they are applied; the rule names of ``repairs.json``."""


@dataclass(frozen=True)
class SignedRepair:
    """A person's decision about one passage of the page."""

    before: str
    after: str
    file: str
    line: int
    """Where it stands, for the error message."""


@dataclass(frozen=True)
class Restoration:
    """The clean text and how it came from the source."""

    source: str
    text: str
    repairs: tuple[Repair, ...]


def restore(
    source: str, file: str, signed: tuple[SignedRepair, ...] = (), variants: Mapping[str, str] | None = None
) -> Restoration:
    """Restore ``source``, the text of the page ``file``.

    ``當(dāng)?shù)禺a(chǎn)業(yè)`` becomes 当地产业. ``variants`` maps characters to their standard form and
    words in which such a character is right to themselves: 著 → 着, but 显著 → 显著.
    Raises :class:`DataError` for a signed repair that does not match exactly once,
    :class:`DamageError` for damage that is left over.
    """
    steps: dict[str, Callable[[str], Iterator[Edit]]] = {
        "signed": lambda text: _signed(text, signed),
        "byte-shift": byte_shifts,
        "reading": readings,
        "script": _script,
        "variant": lambda text: _variants(text, variants or {}),
        "punctuation": _punctuation,
        "doubled": _doubled,
        "blank": _blanks,
        "furniture": _furniture,
    }
    draft = Draft.of(source)
    for rule in RULES:
        draft = draft.edit(steps[rule](draft.text), rule)
    _refuse_damage(draft, source, file)
    return Restoration(source, draft.text, draft.repairs(source))


def apply(source: str, repairs: tuple[Repair, ...]) -> str:
    """The clean text, from the source and its repairs."""
    pieces, at = [], 0
    for repair in repairs:
        pieces += [source[at : repair.offset], repair.after]
        at = repair.offset + len(repair.before)
    return "".join([*pieces, source[at:]])


def undo(text: str, repairs: tuple[Repair, ...]) -> str:
    """The source, from the clean text and its repairs: :func:`apply` backwards."""
    shift, back = 0, []
    for repair in repairs:
        back.append(Repair(repair.offset + shift, repair.after, repair.before, repair.rule))
        shift += len(repair.after) - len(repair.before)
    return apply(text, tuple(back))


def _signed(text: str, signed: tuple[SignedRepair, ...]) -> Iterator[Edit]:
    """What only a person can decide: ``省?。▍^(qū)、市)`` has lost a byte, 省（区、市） is a guess."""
    found: list[Edit] = []
    for repair in signed:
        count = text.count(repair.before)
        if count != 1:
            raise DataError(
                repair.file,
                repair.line,
                f"“{repair.before}” exactly once in the page",
                f"it {count} times",
                "quote more of the page around it, or remove the entry",
            )
        start = text.index(repair.before)
        end = start + len(repair.before)
        if any(start < other.end and other.start < end for other in found):
            mend = "make one entry of the two"
            raise DataError(repair.file, repair.line, "a passage of its own", f"“{repair.before}”, half signed", mend)
        found.append(Edit(start, end, repair.after))
    return iter(sorted(found, key=lambda edit: edit.start))


def _script(text: str) -> Iterator[Edit]:
    """Traditional to simplified; what is simplified already stays (``tw2s`` would make 显着 of 显著)."""
    return _differences(text, simplified(text))


def _variants(text: str, table: Mapping[str, str]) -> Iterator[Edit]:
    """``陜西`` → 陕西, ``随著`` → 随着: the longest entry that stands at a place."""
    pattern = "|".join(map(re.escape, sorted(table, key=len, reverse=True))) or "(?!)"
    return _differences(text, re.sub(pattern, lambda match: table[match[0]], text))


def _differences(text: str, other: str) -> Iterator[Edit]:
    for at, (before, after) in enumerate(zip(text, other, strict=True)):
        if before != after:
            yield Edit(at, at + 1, after)


_FULL_WIDTH = str.maketrans(",:;!()", "，：；！（）")


_MARK = r"(?:\((?:[^()\n]|\([^()\n]*\))*\)|[,:;!()])"
"""A mark, or a pair of brackets with what it holds."""


def _punctuation(text: str) -> Iterator[Edit]:
    """Half-width punctuation beside Chinese: ``(自治區、直轄市)``, ``總值(GDP),``; that of 1,000 stays."""
    wider, before = text, ""
    while wider != before:  # what stands inside a bracket that has become full-width is beside Chinese now
        before, wider = wider, re.sub(rf"{_MARK}+", _widened, wider)
    return _differences(text, wider)


def _widened(run: re.Match[str]) -> str:
    """Marks in a row are widened together: ``:(一)``, ``,,``."""
    if not re.search(_WIDE, run.string[max(run.start() - 1, 0) : run.end() + 1]):
        return run[0]
    return re.sub(_MARK, lambda mark: f"（{mark[0][1:-1]}）" if mark[0][1:] else mark[0].translate(_FULL_WIDTH), run[0])


def _doubled(text: str) -> Iterator[Edit]:
    for match in re.finditer(r"(?<=([，、；：]))\1+", text):
        yield Edit(match.start(), match.end(), "")


_NO_WIDTH = r"\u200b-\u200d\u2060\ufeff"


def _blanks(text: str) -> Iterator[Edit]:
    """Empty lines, blanks at line ends and blanks without width; the one in ``一、 總體要求``."""
    blank = rf"[\s{_NO_WIDTH}]"
    pattern = rf"\A{blank}+|(?<!{blank})(?:{blank}*\n{blank}*|{blank}+\Z)|(?<={_WIDE}、)[^\S\n]+|[{_NO_WIDTH}]+"
    for match in re.finditer(pattern, text):
        after = "\n" if "\n" in match[0] and match.start() else ""
        if match[0] != after:
            yield Edit(match.start(), match.end(), after)


def _furniture(text: str) -> Iterator[Edit]:
    """What the page has around the document: all before the title in ``《…》全文如下。``, all from （完） on.

    The lead's title stands for the document's: the page prints it nowhere else.
    """
    lead = re.search(r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》)+)》[^《》\n]{0,4}全文如下[。：]$", text, re.MULTILINE)
    if lead:
        yield Edit(0, lead.start("title"), "")
        yield Edit(lead.end("title"), lead.end(), "")
    tail = re.compile(r"(?<!\s)(?:\s*（完）)+\s*(?:\n|\Z)|\n（?(?:责任)?编辑：|\n关键词：").search(
        text, lead.end() if lead else 0
    )
    end = tail.start() if tail else len(text)
    if tail or not text.endswith("\n"):
        yield Edit(end, len(text), "\n")


_DAMAGE = {
    "no reading in brackets": rf"(?<={HAN}){READING}",
    "no half of a reading in brackets": rf"(?<=[(（【])[a-z]+(?={HAN})|(?<={HAN})[a-z]+(?=[)）】])",
    "no letter of a reading": r"(?<![a-z])[a-z]*[À-ÖØ-öø-ɏ][a-zÀ-ÖØ-öø-ɏ]*",
    "no ? beside a Chinese character": rf"(?<={HAN})\?|\?(?={HAN})",
    "no Latin letter between Chinese characters": rf"(?<={HAN})(?:[A-Z]|[a-z]+)(?={HAN})",
    "no invisible character": r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
    "no byte that was lost": r"[\ufffd\ue000-\uf8ff\u2580-\u259f]",
    "only Chinese characters of GB2312": HAN,
}


def _refuse_damage(draft: Draft, source: str, file: str) -> None:
    damage = [
        (match.start(), expected, match[0])
        for expected, pattern in _DAMAGE.items()
        for match in re.finditer(pattern, draft.text)
        if "signed" not in draft.cell(match.start()).rules and not (pattern == HAN and is_common(match[0]))
    ]
    if damage:
        at, expected, found = min(damage)
        start = draft.cell(at).start
        line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
        found, excerpt = _visible(found), _visible(source[max(start - 8, 0) : start + 12])
        mend = "add a signed repair for the passage"
        raise DamageError(file, line, expected, f"“{found}” in “{excerpt}”", mend, column)


def _visible(text: str) -> str:
    """What cannot be printed by its number: ``U+200B``."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text.replace("\n", "⏎"))
