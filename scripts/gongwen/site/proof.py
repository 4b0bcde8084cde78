"""A built site → nothing, if its text is the one that was parsed; else the first place where a character differs.

Every file is read, of whatever kind: pages, data, the search's scripts (``claims``). What they say of the text is
compared with the document, and what has a part of a clause must have all of it, once and in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.ids import sentence_number, unit_of
from gongwen.records import Edition
from gongwen.site.claim import FIELD, HEADING, LINE, NAME, QUOTE, WHOLE, Claim
from gongwen.site.claims import CODE, claims
from gongwen.site.passages import Passages

_TABLES = {"term-": "lexicon.tsv", "place-": "places.tsv", "doc-": "documents.tsv"}
"""Whose rows make the links in a text, by the beginning of the ids that they lead to."""


class ProofError(GongwenError):
    """A published file that does not say what the text says."""


def prove(site: Path, edition: Edition) -> None:
    """Raise :class:`ProofError` for the first file below ``site`` that says something else than the text.

    ``clauses/8/index.html: expected c8-p1-s1 “帮扶双方要建立和完…”, found “帮扶双方帮扶双方要建…”; to mend: …``
    """
    passages = Passages(edition)
    read: dict[str, list[str]] = {}
    for path in sorted(found for found in site.rglob("*") if found.is_file()):
        name = path.relative_to(site).as_posix()
        read[name] = prove_file(name, path.read_bytes(), passages)
    whole = f"data/{Path(edition.provenance.file).stem}.docx"
    for name, ids in (*_needed(passages), *([(whole, list(passages.document.sentence))] if whole in read else [])):
        if read.get(name) != ids:
            raise ProofError(name, None, f"the sentences from {ids[0]} to {ids[-1]}", "not all of them", _mend(None))


def prove_file(name: str, content: bytes, passages: Passages) -> list[str]:
    """The ids of the sentences that a file has whole, in its order, every one of them proved."""
    sentences: list[str] = []
    for claim in claims(name, content, passages):
        _check(claim, passages)
        if claim.kind == WHOLE:
            sentences += _sentences(claim, passages)
    for unit in dict.fromkeys(map(unit_of, sentences)):
        here, whole = [id_ for id_ in sentences if unit_of(id_) == unit], passages.sentences_of[unit]
        if here != whole * max(1, len(here) // len(whole)):  # the JSON has it by clauses, and in the tree
            expected = f"{unit} whole, its sentences once and in order"
            raise ProofError(name, None, expected, ", ".join(here), _mend(None))
    if name == "data/guideline.txt" and content.decode() != passages.printed:
        raise ProofError(name, None, "the text as it was parsed", "another", _mend(None))
    return sentences


def _check(claim: Claim, passages: Passages) -> None:
    if sign := passages.hidden(claim.words, claim.where.endswith(CODE)):
        found = f"U+{ord(sign):04X} in “{claim.words.replace(sign, '')[:20]}”"
        raise ProofError(claim.where, None, "no character that nobody sees", found, _mend(None))
    if claim.kind == WHOLE:
        forms = passages.forms[claim.ids[0]]
        if claim.words not in forms:
            closest = max(forms, key=lambda form: _alike(form, claim.words))
            raise _error(claim, closest)
    elif claim.kind == QUOTE:
        sources = [passages.source(id_) for id_ in claim.ids]
        exact = sources and ":" in claim.ids[0]
        if sources and not (claim.words == sources[0] if exact else any(_quoted(claim.words, one) for one in sources)):
            raise _error(claim, sources[0])
    elif claim.kind == FIELD:
        id_, key = claim.ids
        if claim.words not in (wanted := passages.facts[id_][key]):
            raise _error(claim, max(wanted, key=lambda value: (_alike(value, claim.words), value)))
    elif claim.kind == HEADING:
        if not passages.named(claim.ids[0], claim.words):
            raise _error(claim, passages.headings[claim.ids[0]][0])
    elif claim.kind == NAME:
        if not passages.names.is_one(claim.words):
            expected = "words of the text, or of a table in source/"
            raise ProofError(claim.where, None, expected, f"“{claim.words}”", _mend(None))
    else:
        apart = claim.kind == LINE and claim.words not in passages.printed
        found = claim.words if apart else passages.altered(claim.words)
        if found:
            raise ProofError(claim.where, None, "words as they stand in the text", f"“{found}”", _mend(None))


def _quoted(words: str, source: str) -> bool:
    """Whether the words stand in the source, in its order where … leaves some out."""
    at = 0
    for piece in (words,) if words in source else words.split("…"):
        at = source.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _sentences(claim: Claim, passages: Passages) -> list[str]:
    """The sentences that a claim has: one, or in a plain file those of its paragraph."""
    id_ = claim.ids[0]
    if sentence_number(id_):
        return [id_]
    plain = claim.where.endswith((".txt", ".md"))
    return [found for found in passages.document.sentence if plain and found.startswith(f"{id_}-s")]


def _needed(passages: Passages) -> Iterator[tuple[str, list[str]]]:
    """The pages that must have the text, whatever else there is."""
    yield "full/index.html", list(passages.document.sentence)
    for clause in passages.document.clauses:
        yield f"clauses/{clause.number}/index.html", passages.sentences_of[clause.id]


def _error(claim: Claim, expected: str) -> ProofError:
    at = _alike(expected, claim.words)
    start = max(at - 8, 0)
    shown = (f"“{'…' if start else ''}{words[start : at + 12]}”" for words in (expected, claim.words))
    wanted, found = shown
    return ProofError(claim.where, None, f"{claim.ids[0]} {wanted}", found, _mend(_cause(claim, at)))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cause(claim: Claim, at: int) -> str | None:
    """The entry whose link stands where the words begin to differ, or last before."""
    before = [id_ for start, id_ in claim.linked if start <= at and id_.startswith(tuple(_TABLES))]
    return before[-1] if before else None


def _mend(entry: str | None) -> str:
    if entry is None:
        return "see which table, template or script has changed last"
    table = next(table for prefix, table in _TABLES.items() if entry.startswith(prefix))
    return f"look at {entry} in {table}"
