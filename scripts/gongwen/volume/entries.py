"""Document → the names that it defines itself, and the acts that it cites: the entries of its index.

Three forms say so in so many words, and no other is read: 本法所称X，是指…, …（以下简称X）, 《…》. A document that has
none of them has no index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pypinyin import lazy_pinyin

from gongwen.model import Sentence, Span, Unit

_CALLED = re.compile(
    r"本(?:法|条例|办法|规定|细则|规则|解释|意见|决定|通知|准则|章程|条)所[称指](?:的)?"
    r"(?P<name>[^，。；：、《》（）]{2,24}?)(?:，|,)?(?:是|系)?指(?!导)"
)
"""本办法所称固定资产投资项目，是指…."""
_SHORT = re.compile(
    r"（(?:以下|下同)?(?:简称|统称|并称)(?:为)?[：:]?"
    r"(?P<open>[“《])?(?P<name>[^“”（）《》，。；、]{2,20})(?(open)[”》][）),，、；]|[）),，；])"
)
"""（以下简称被投资企业）, but nothing of （以下统称甲、乙高新区）: no mark tells how many names that are."""
_CITED = re.compile(r"《(?P<name>[^《》\n]{3,80}(?:《[^《》]*》[^《》\n]{0,40})*)》")
_LONGEST_SLUG = 40


@dataclass(frozen=True)
class Entry:
    """A name and where it stands."""

    id: str
    """``term-beitouzi-qiye``, ``doc-laodong-fa``: the pinyin, which no later entry shifts."""
    kind: str
    """``defined``, ``short`` or ``cited``."""
    name: str
    said: Span
    """The words that define it, or cite it first."""
    spans: tuple[Span, ...]
    """Every place in a sentence where the name stands."""


def find_entries(units: Iterable[Unit], title: str = "") -> tuple[Entry, ...]:
    """The entries of a document by kind, each in the order of the text; the document's own ``title`` is none.

    本法所称企业，是指… gives ``term-qiye``. Takes time with the length of the text times the number of names.
    """
    sentences = [found for top in units for unit in top.walk() if unit.kind != "toc" for found in unit.sentences]
    first: dict[tuple[str, str], Span] = {}
    for sentence in sentences:
        for kind, name, span in _names(sentence):
            if name != title and not any((other, name) in first for other in ("defined", "short", "cited")):
                first[kind, name] = span
    spans = _places({name for _, name in first}, sentences)
    taken: dict[str, str] = {}
    entries = [
        Entry(_slug(kind, name, taken), kind, name, span, spans.get(name, (span,)))
        for (kind, name), span in first.items()
    ]
    order = ("defined", "short", "cited")
    return tuple(sorted(entries, key=lambda entry: order.index(entry.kind)))


def _names(sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    for kind, form in (("defined", _CALLED), ("short", _SHORT), ("cited", _CITED)):
        for match in form.finditer(sentence.text):
            name = match["name"].strip("“”‘’ 　")
            if len(name) > 1:
                yield kind, name, Span(sentence.id, match.start("name"), match.end("name"))


def _places(names: set[str], sentences: Iterable[Sentence]) -> dict[str, tuple[Span, ...]]:
    """Where the names stand, the longest first where one holds another."""
    if not names:
        return {}
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    found: dict[str, list[Span]] = {}
    for sentence in sentences:
        for match in pattern.finditer(sentence.text):
            found.setdefault(match[0], []).append(Span(sentence.id, match.start(), match.end()))
    return {name: tuple(spans) for name, spans in found.items()}


def _slug(kind: str, name: str, taken: dict[str, str]) -> str:
    """``term-`` or ``doc-`` and the pinyin; with a hash where it is long, or another name is read the same."""
    syllables = re.sub("[^a-z0-9]+", "-", "-".join(lazy_pinyin(name)).lower()).strip("-")
    plain = f"{'doc' if kind == 'cited' else 'term'}-{syllables}"
    if len(plain) > _LONGEST_SLUG or not syllables or taken.get(plain, name) != name:
        plain = f"{plain[:_LONGEST_SLUG].rstrip('-')}-{sha256(name.encode()).hexdigest()[:6]}"
    taken[plain] = name
    return plain
