"""The proof of a built site under fire: one character of a built file is changed, and the proof must say so.

Every file of the site is tried, of whatever kind. Changed are words that are the edition's: a name, a title, a note, a
sentence that stands by itself in a string of the file, or a run of the text. Other words are the site's own.

``python scripts/fuzz_proof.py --each 20 --seed 1`` says how many were tried, and prints each that was missed.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from time import monotonic

from gongwen.edition import make_edition
from gongwen.records import Edition
from gongwen.site.names import own_words, strings_of
from gongwen.site.passages import Passages
from gongwen.site.proof import ProofError, prove_file

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile("[\u3400-\u9fff]")
INVISIBLE = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u00ad")
KINDS = ("other", "dropped", "doubled", "swapped", "invisible")

_MARKUP = re.compile('>([^<>]+)<|="([^"]*)"')
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_LINE = re.compile("(.+)")
_CELL = re.compile('(?:^|,)"?((?:[^",\n]|"")+)', re.MULTILINE)
_STRINGS = {
    **dict.fromkeys((".html", ".xml", ".svg", ".rels"), _MARKUP),
    **dict.fromkeys((".json", ".js", ".map", ".webmanifest"), _LITERAL),
    ".csv": _CELL,
}

RECORDS = (".csv", ".json", ".xlsx")
"""Kinds of files with ids, which say what must stand there, though other words may be somebody's name as well."""


@dataclass(frozen=True)
class Edit:
    """One character of a file changed: ``data/pairings.json`` at 812, 昭通市 → 汰通市."""

    name: str
    kind: str
    before: str
    after: str
    content: bytes


def readable(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """What a file has in words, with the name of the member if it is a zip: ``("word/document.xml", "<w:…")``."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from ((member, text) for _, text in readable(member, archive.read(member)))
        return
    try:
        yield "", content.decode()
    except UnicodeDecodeError:
        return


def places(name: str, text: str, values: frozenset[str], passages: Passages) -> list[tuple[int, int]]:
    """Where a file has words of the edition, each from and to: a value by itself, or a run of the text."""
    found = list[tuple[int, int]]()
    pattern = _STRINGS.get(PurePosixPath(name).suffix, _LINE)
    for match in pattern.finditer(text):
        if not HAN.search(match[0]):
            continue
        group = match.lastindex or 0
        start, words = match.start(group), match[group]
        bare = words.strip()
        if bare in values:
            at = start + words.index(bare)
            found.append((at, at + len(bare)))
            continue
        for piece in re.finditer("[\u3400-\u9fff]{2,}", words):
            if len(piece[0]) > 2 and piece[0] in values:
                found.append((start + piece.start(), start + piece.end()))
        found += [(start + one, start + other) for one, other in passages.runs(words)]
    return found


def change(text: str, at: int, kind: str, chance: random.Random, signs: str) -> str:
    """A text with one character changed."""
    if kind == "other":
        return text[:at] + chance.choice([sign for sign in signs if sign != text[at]]) + text[at + 1 :]
    if kind == "dropped":
        return text[:at] + text[at + 1 :]
    if kind == "doubled":
        return text[:at] + text[at] + text[at:]
    if kind == "swapped":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + chance.choice(INVISIBLE) + text[at:]


def repacked(content: bytes, member: str, text: str) -> bytes:
    """A file with its text, or that of a member, changed."""
    if not member:
        return text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as changed:
        for found in archive.namelist():
            changed.writestr(found, text.encode() if found == member else archive.read(found))
    return out.getvalue()


def is_said(text: str, at: int, passages: Passages) -> bool:
    """Whether the words around a change are others of the text or its tables; two are words of anybody."""
    start = end = at
    while start and HAN.match(text[start - 1]):
        start -= 1
    while end < len(text) and HAN.match(text[end]):
        end += 1
    if end - start < 3:
        return True
    return passages.has(text[start:end]) or text[start:end] in passages.printed or text[start:end] in own_words()


def values_of(edition: Edition, passages: Passages) -> frozenset[str]:
    """The values of the edition's fields, of two characters or more, but those that the site says by itself as well."""
    forms = {form for found in passages.forms.values() for form in found}
    values = {*strings_of(replace(edition, kinds={})), *forms}
    own = own_words(tables=False)
    return frozenset(value for value in values if len(HAN.findall(value)) > 1 and value not in own)


def edits(site: Path, edition: Edition, passages: Passages, seed: int, each: int) -> Iterator[Edit]:
    """So many edits of each file."""
    values = values_of(edition, passages)
    signs = "".join(sorted({*HAN.findall(passages.printed)}))
    for path in sorted(found for found in site.rglob("*") if found.is_file()):
        name = path.relative_to(site).as_posix()
        content = path.read_bytes()
        chance = random.Random(f"{seed} {name}")
        spots = []
        for member, text in readable(name, content):
            spots += [(member, text, *place) for place in places(member or name, text, values, passages)]
        for member, text, start, end in chance.sample(spots, min(each, len(spots))):
            kind = chance.choice(KINDS)
            at = chance.choice([at for at in range(start, end) if HAN.match(text[at])])
            if kind == "swapped" and (at + 1 >= end or text[at] == text[at + 1] or not HAN.match(text[at + 1])):
                kind = "other"
            if kind == "dropped" and at in (start, end - 1):
                kind = "other"
            changed = change(text, at, kind, chance, signs)
            if PurePosixPath(name).suffix not in RECORDS and is_said(changed, at, passages):
                continue
            around = slice(max(at - 20, 0), at + 15)
            yield Edit(name, kind, text[around], changed[around], repacked(content, member, changed))


def missed(edit: Edit, passages: Passages) -> bool:
    """Whether the proof has nothing against a file that was changed."""
    try:
        prove_file(edit.name, edit.content, passages)
    except ProofError:
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--each", type=int, default=20, help="edits of each file in a round")
    parser.add_argument("--seconds", type=float, default=0, help="rounds are added as long as it lasts")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    edition = make_edition(ROOT / "source")
    passages = Passages(edition)
    tried, through = Counter[str](), Counter[str]()
    end, round_ = monotonic() + options.seconds, 0
    while not round_ or monotonic() < end:
        for edit in edits(options.site, edition, passages, options.seed + round_, options.each):
            tried[edit.name] += 1
            if missed(edit, passages):
                through[edit.name] += 1
                print(f"{edit.name}: {edit.kind}: {edit.before!r} → {edit.after!r}", flush=True)
        round_ += 1
    print(f"{tried.total()} edits of {len(tried)} files, {through.total()} missed")
    return int(bool(through.total()))


if __name__ == "__main__":
    raise SystemExit(main())
