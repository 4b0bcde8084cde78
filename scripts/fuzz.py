"""Fire at random at restoring, parsing and finding references: ``python scripts/fuzz.py --seconds 600 --seed 1``.

Each page is parsed without loss and its references lead to what they name, or it is refused in one line; nothing else
happens. A page that shows something else is made as small as it can be and kept as a seed in ``tests/fuzz/seeds/``,
where the tests find it. Seeds given by name (``… FILE.json``) are tried alone.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from itertools import count, pairwise
from pathlib import Path

from corpus import lost, words
from fuzz_pages import Page, make_page, print_seed, read_material, read_seed, smaller, text_of
from gongwen.conversion import convert_file
from gongwen.errors import GongwenError
from gongwen.model import Document
from gongwen.parse import parse_text
from gongwen.restore import Restoration, apply, read_variants, restore_page, undo

READ = parse_text
"""The parser under fire."""

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests/fuzz/seeds"
_CLEAN = ROOT / "tests/restore/clean"
LIMIT, LONG = 2.0, 100_000
"""Seconds of processor time for one page of at most so many characters; a longer one has as much more, as reading takes
time in proportion to the length. What takes it with the square does not come near."""
LONGEST = 300
"""Characters of a message."""
_MINIMISING = 60
"""Seconds of processor time to make a page smaller in."""
_KEPT = 3
"""Seeds written of one kind of finding; the rest is counted."""
_KINDS = ("txt", "md", "html")
"""A page is also converted as a file of one of these kinds, by its length: each kind has its turn."""
_DROPPED = {"comment", "frame of a table", "left-over markup", "licence note"}
"""The rules by which the parser drops what is none of the document's words."""
_MARKS_ONLY = {"punctuation", "doubled", "blank"}


class FindingError(Exception):
    """What must not happen; ``kind`` says what it is, whatever page shows it."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", type=Path, nargs="*", help="seed files to try, and nothing else")
    parser.add_argument("--seconds", type=float, default=60, help="how long")
    parser.add_argument("--count", type=int, default=10**9, help="how many pages at most")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins")
    parser.add_argument("--corpus", type=Path, help="a folder of further texts to take passages from")
    options = parser.parse_args()
    if options.seeds:
        return _try(options.seeds)
    names = ("Python " + platform.python_version(), *(f"{name} {version(name)}" for name in ("OpenCC", "pypinyin")))
    print(", ".join(names))
    began, outcomes, kinds = time.monotonic(), Counter[str](), Counter[str]()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        for number, page in enumerate(pages(options.seed, options.corpus)):
            if number == options.count or time.monotonic() - began > options.seconds:
                break
            _count(page, outcomes, kinds)
        ended = ""
    except KeyboardInterrupt:  # what was tried by then was tried
        ended = ", interrupted"
    told = "; ".join(f"{many} {name}" for name, many in outcomes.most_common())
    taken = time.monotonic() - began
    print(f"{outcomes.total()} pages of seed {options.seed} in {taken:.0f} seconds{ended}: {told}", flush=True)
    return 130 if ended else 1 if kinds else 0


def pages(seed: int, corpus: Path | None = None) -> Iterator[Page]:
    """The seeds, then pages at random without end: the same for the same seed, seed files and texts."""
    texts = [ROOT / "source/guideline.txt", ROOT / "docs/data/guideline.txt", *_CLEAN.glob("*.txt")]
    if corpus:
        texts += corpus.rglob("*.txt")
    material = read_material(sorted(texts), sorted(SEEDS.glob("*.json")))
    yield from material.seeds
    for number in count(1):
        yield make_page(random.Random(f"{seed} {number}"), material)


def fire(page: str, limit: float | None = None) -> str:
    """What becomes of a page: ``parsed``, or which stage refused it.

    ``limit`` are seconds of processor time for ``LONG`` characters. Raises :class:`FindingError` for all that must
    not happen.
    """
    try:
        for stage in (_fire, _convert):  # each has the time to itself
            with _at_most(limit and limit * max(1, len(page) / LONG)):
                stage(page)
        return "parsed"
    except FindingError:
        raise
    except GongwenError as error:
        form = r"page\.\w+((:\d+){1,2}: expected .+|: expected a text.+), found .*; to mend: .+"  # a file has no line
        if len(str(error)) > LONGEST or not str(error).isprintable() or not re.fullmatch(form, str(error)):
            raise FindingError("message", f"{len(str(error))} characters, {str(error)[:LONGEST]!r}") from error
        return f"refused with a {type(error).__name__}"
    except Exception as problem:
        raise FindingError(type(problem).__name__, repr(problem)[:LONGEST]) from problem


def minimised(page: Page, fails: Callable[[Page], bool], seconds: float = _MINIMISING) -> Page:
    """The smallest page that still fails, of those there was time for."""
    end = time.process_time() + seconds
    found: Page | None = page
    while found:
        page, found = found, None
        for candidate in smaller(page):
            if time.process_time() > end:
                break
            if fails(candidate):
                found = candidate
                break
    return page


def _fire(page: str) -> None:
    restoration = restore_page(page, "page.txt", (), _VARIANTS)
    _refuse_unsound(restoration)
    again = restore_page(restoration.text, "page.txt", (), _VARIANTS)
    if again.repairs or again.text != restoration.text:
        raise FindingError("not settled", f"restored again: {again.repairs[:2]}"[:LONGEST])
    _refuse_lossy(restoration.text, READ(restoration.text, "page.txt"))


def _convert(page: str) -> None:
    """As a file of each kind in turn; half a character makes bytes that are no text."""
    data = page.encode("utf-8", "surrogatepass")
    converted = convert_file(data, f"page.{_KINDS[len(page) % len(_KINDS)]}").document
    _refuse_misled(converted)


def _refuse_unsound(found: Restoration) -> None:
    """Raise :class:`FindingError` unless all that was changed is a repair, and marks are changed where marks stood."""
    if apply(found.source, found.repairs) != found.text or undo(found.text, found.repairs) != found.source:
        raise FindingError("repairs", "do not lead to the text and back")
    for repair in found.repairs:
        if set(repair.rule.split("+")) <= _MARKS_ONLY and words(repair.before) != words(repair.after):
            raise FindingError("words changed", f"{repair}"[:LONGEST])


def _refuse_lossy(text: str, document: Document) -> None:
    """Raise :class:`FindingError` unless all words come out once and in order, each in a place of its own."""
    at, excerpt = lost(text, document)
    if at >= 0:
        raise FindingError("lost or moved", f"at {at}: {excerpt}")
    units = [unit for top in document.units for unit in top.walk()]
    ids = [id_ for unit in units for id_ in (unit.id, *(sentence.id for sentence in unit.sentences))]
    if len(ids) != len(set(ids)):
        raise FindingError("ids", f"twice: {[id_ for id_, times in Counter(ids).items() if times > 1][:3]}")
    for unit in units:
        if unit.sentences and "".join(sentence.text for sentence in unit.sentences) != unit.text:
            raise FindingError("sentences", f"of {unit.id} are not its text")
    if any(above.line > below.line for above, below in pairwise(units)):
        raise FindingError("lines", "of the units are not in order")
    if strange := {dropped.rule for dropped in document.dropped} - _DROPPED:
        raise FindingError("dropped", f"by a rule that is not known to drop no words of a document: {strange}")


def _refuse_misled(document: Document) -> None:
    """Raise :class:`FindingError` unless each reference quotes its sentence and leads to a unit that is there."""
    units = [unit for top in document.units for unit in top.walk()]
    ids = {unit.id for unit in units}
    texts = {sentence.id: sentence.text for unit in units for sentence in unit.sentences}
    for found in document.references:
        if texts[found.source][found.span.start : found.span.end] != found.evidence or found.target not in {*ids, ""}:
            raise FindingError("misled", f"{found}"[:LONGEST])


@contextmanager
def _at_most(seconds: float | None) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise FindingError("hang", f"not answered in {seconds} seconds of processor time")

    if seconds is None:
        yield
        return
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _kind_of(page: Page) -> str:
    try:
        fire(text_of(page), LIMIT)
    except FindingError as found:
        return found.kind
    return ""


def _count(page: Page, outcomes: Counter[str], kinds: Counter[str]) -> None:
    """Fire a page, and add what became of it to the counts."""
    try:
        outcomes[fire(text_of(page), LIMIT)] += 1
    except FindingError as found:
        outcomes["findings"] += 1
        kinds[found.kind] += 1
        if kinds[found.kind] <= _KEPT:
            _keep(page, found)


def _keep(page: Page, found: FindingError) -> None:
    """Write a page that fails, made small, as a seed, and say how to try it again."""
    small = minimised(page, lambda candidate: _kind_of(candidate) == found.kind)
    name = f"{found.kind.lower().replace(' ', '-')}-{sha256(repr(small).encode()).hexdigest()[:8]}.json"
    path = SEEDS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(print_seed(small, str(found)), encoding="utf-8")
    print(f"{found}\n  try it again: python scripts/fuzz.py {os.path.relpath(path)}")


def _try(paths: list[Path]) -> int:
    status = 0
    for path in paths:
        try:
            told = fire(text_of(read_seed(path)), LIMIT)
        except FindingError as found:
            told, status = str(found), 1
        print(f"{path.name}: {told}")
    return status


_VARIANTS = read_variants()


if __name__ == "__main__":
    sys.exit(main())
