"""How well documents are converted: ``python scripts/corpus.py DIR`` over a folder of texts, and against a gold folder.

Prints: documents converted or refused, characters lost or changed, numbered lines found and why others are none, units,
references and remarks by kind, F1 against annotations by hand, seconds and memory from 1 KB to 10 MB, and how long
hostile texts take. Ends with 1 if a word is lost, a character of a clean text changed, or the numbered lines of a text
are other than its units for a reason that nobody has read (``tests/structure/counts.tsv``).
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from endurance import grow, withstand
from gongwen.conversion import Conversion, convert_file
from gongwen.errors import GongwenError
from gongwen.model import Document, Unit
from gongwen.parse import parse_text, print_text
from gongwen.restore import DROPPING, apply
from gongwen.tables import TEXT, Row, read_table

GOLD = Path(__file__).parent.parent / "tests/structure/gold"
KNOWN = GOLD.with_name("counts.tsv")
SAMPLES = GOLD.parent / "samples"
"""Some of the annotated documents, and those that were written for the annotation."""

_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]|[^\W_]")
"""Han characters, digits and letters: what may not be lost."""
_N = "[一二三四五六七八九十百千零〇 　]+"
_COUNTED = {
    "a": re.compile(rf"第{_N}条(?:之{_N})?(?=[\s　]|$)"),
    "ch": re.compile(rf"第{_N}章"),
    "sec": re.compile(rf"第{_N}节"),
    "part": re.compile("[一二三四五六七八九十百]+、"),
    "c": re.compile("[（(][一二三四五六七八九十百]+[）)]"),
    "1.": re.compile(r"[0-9０-９]{1,3}[、．.](?![0-9０-９])"),
    "(1)": re.compile(r"[（(][0-9０-９]{1,3}[）)]"),
}
"""How a numbered line opens, for a count that knows nothing of structure."""


def words(text: str) -> str:
    """Han characters, digits and letters of a text."""
    return "".join(_WORD.findall(text))


def told(document: Document) -> str:
    """The words of all units in their order, of their labels and headings too."""
    found = [unit for top in document.units for unit in top.walk()]
    return "".join(words(f"{unit.label}{unit.title}{unit.text}") for unit in found)


def lost(text: str, document: Document) -> tuple[int, str]:
    """Where the units say something else than the source less what was dropped, and both; -1 for nowhere."""
    lines = text.split("\n")
    for dropped in document.dropped:
        lines[dropped.line - 1] = lines[dropped.line - 1].replace(dropped.text, "", 1)
    wanted, found = words("\n".join(lines)), told(document)
    if wanted == found:
        return -1, ""
    at = next(
        (at for at, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(found)),
    )
    return at, f"{wanted[at : at + 12]} / {found[at : at + 12]}"


def counted(text: str, document: Document) -> dict[str, tuple[int, int]]:
    """Numbered lines by mark where the plain count and the units disagree: (plain, units)."""
    plain = Counter(
        mark
        for line in text.split("\n")
        for mark, form in _COUNTED.items()
        if form.match(re.sub(r"^#+\s*", "", line.strip()))
    )
    units = Counter(
        mark
        for top in document.units
        for unit in top.walk()
        for mark, form in _COUNTED.items()
        if unit.label and form.match(unit.label)
    )
    return {mark: (plain[mark], units[mark]) for mark in _COUNTED if plain[mark] != units[mark]}


@dataclass
class Score:
    """Against an annotation: units right, wrong and missing, by id and words."""

    right: int = 0
    extra: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    """Right by id and words; line, kind, parent or label differ."""

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + len(self.extra) + len(self.missing))


def score(document: Document, gold: Path) -> Score:
    """F1 over ids with their words; blanks do not count."""
    head, *rows = [line for line in gold.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    columns = head.split("\t")
    wanted = {row["id"]: row for row in (dict(zip(columns, line.split("\t"), strict=False)) for line in rows)}
    spoken = any(row["kind"] == "sentence" for row in wanted.values())
    found = {row["id"]: row for unit in document.units for row in _rows(unit, "", spoken)}
    result = Score()
    for id_, row in wanted.items():
        ours = found.get(id_)
        if ours and _same(row["words"], ours["words"]):
            result.right += 1
            result.other += [
                f"{id_}: {key} {row[key]} / {ours[key]}"
                for key in ("line", "kind", "parent", "label")
                if _bare(row[key]) != _bare(ours[key])
            ]
        else:
            result.missing.append(f"{row['line']} {id_} {row['words']}" + (f" / {ours['words'][:12]}" if ours else ""))
            if ours:
                result.extra.append(id_)
    result.extra += [f"{found[id_]['line']} {id_} {found[id_]['words'][:12]}" for id_ in found if id_ not in wanted]
    return result


def _rows(unit: Unit, parent: str, spoken: bool) -> Iterator[dict[str, str]]:
    dash = unit.label if unit.label == "——" else ""
    said = unit.title or (unit.text.replace("\t", "\n").split("\n")[0] if unit.kind == "table" else unit.text)
    yield {
        "id": unit.id,
        "kind": unit.kind,
        "parent": parent,
        "label": "" if dash else unit.label,
        "line": str(unit.line),
        "words": dash + said,
    }
    if spoken:
        for sentence in unit.sentences:
            yield {
                "id": sentence.id,
                "kind": "sentence",
                "parent": unit.id,
                "label": "",
                "line": str(unit.line),
                "words": sentence.text,
            }
    for child in unit.units:
        yield from _rows(child, unit.id, spoken)


def _same(wanted: str, found: str) -> bool:
    return _bare(found).startswith(_bare(wanted)) and bool(_bare(wanted)) == bool(_bare(found))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def main() -> int:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts, *.txt and *.md, or a folder whose docs/ has them")
    parser.add_argument("--gold", type=Path, help="a folder of annotations, NAME.tsv for NAME.txt, and nothing else")
    parser.add_argument(
        "--half", choices=("odd", "even"), help="of the sorted annotations, only these lines of the list"
    )
    parser.add_argument("--list", action="store_true", help="list what differs")
    options = parser.parse_args()
    folder = options.folder / "docs" if (options.folder / "docs").is_dir() else options.folder
    if options.gold:
        return _against_gold(folder, options.gold, options.half, options.list)
    return _over_all(folder)


def _against_gold(folder: Path, gold: Path, half: str | None, listed: bool) -> int:
    files = sorted(gold.glob("*.tsv"))
    chosen = [file for number, file in enumerate(files, 1) if half is None or (number % 2 == 0) == (half == "even")]
    whole = Score()
    for file in chosen:
        page = next(page for place in (folder, SAMPLES) for page in place.glob(f"{file.stem}.*"))
        found = score(parse_text(page.read_text(encoding="utf-8"), page.name), file)
        whole.right += found.right
        whole.extra += found.extra
        whole.missing += found.missing
        print(
            f"{file.stem} F1 {found.f1:.4f} right {found.right} missing {len(found.missing)} extra {len(found.extra)}"
        )
        if listed:
            for name in ("missing", "extra", "other"):
                print(*(f"    {name} {line}" for line in getattr(found, name)[:14]), sep="\n")
    print(f"all {len(chosen)}: F1 {whole.f1:.4f}")
    return 0


@dataclass
class Tally:
    """What became of a folder of texts."""

    converted: int = 0
    whole: int = 0
    """Without loss, as units and as text."""
    untouched: int = 0
    """Not a character changed, but for the width of marks and blanks."""
    agreeing: int = 0
    """Documents whose every numbered line is a unit."""
    read: int = 0
    """Those that differ, each time for a reason that somebody has read."""
    met: set[tuple[str, str]] = field(default_factory=set)
    """Which disagreements there were."""
    size: int = 0
    units: Counter[str] = field(default_factory=Counter)
    references: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


def measure(page: Path, tally: Tally, known: dict[tuple[str, str], Row]) -> None:
    """Convert one text and count it; a line for all that is not as it should be."""
    data = page.read_bytes()
    tally.size += len(data)
    try:
        found = convert_file(data, page.name)
    except GongwenError as error:
        print(f"refused {error}")
        return
    tally.converted += 1
    document = found.document
    at, excerpt = lost(data.decode(), document)
    printed = words(print_text(document)) == told(document)
    if at >= 0 or not printed:
        print(f"lost {page.name}: {at} {excerpt}")
    tally.whole += at < 0 and printed
    if narrow(kept(found)) == narrow(found.text):
        tally.untouched += 1
    else:
        print(f"changed {page.name}: {'damaged' if found.damaged else 'clean'}")
    lines, unread = judge(page.name, counted(data.decode(), document), known)
    for line in lines:
        print(f"count {page.name}: {line}")
    tally.agreeing += not lines
    tally.read += bool(lines) and not unread
    tally.met |= {(page.name, mark) for mark in counted(data.decode(), document)}
    tally.units.update(unit.kind for top in document.units for unit in top.walk())
    tally.references.update(reference.kind for reference in document.references)
    tally.remarks.update(re.sub("：.*|标识.*|（这里共.*", "", remark.why) for remark in document.warnings)


NO_REASON = "no reason known"


def reasons(text: str, document: Document) -> Counter[str]:
    """Why a numbered line is no unit, or a unit stands on no line that a plain count sees; by how many of them."""
    lines = [re.sub(r"^#+\s*", "", line.strip()) for line in text.split("\n")]
    units = [unit for top in document.units for unit in top.walk()]
    starts = sorted((unit.line, at) for at, unit in enumerate(units))
    found: Counter[str] = Counter()
    for mark, form in _COUNTED.items():
        labelled = Counter(unit.line for unit in units if unit.label and form.match(unit.label))
        plain = {number for number, line in enumerate(lines, 1) if form.match(line)}
        for number in plain - labelled.keys():
            holder = units[starts[bisect_right(starts, (number, len(units))) - 1][1]]
            reason = (
                "a line of a quotation" if holder.quote else "a line of the contents" if holder.kind == "toc" else ""
            )
            found[reason or f"{NO_REASON}: line {number}"] += 1
        for number, count in labelled.items():
            if count > 1:
                found["several in a line"] += count - 1
            if number not in plain:
                one = re.search(r"[\s　]第|第[^条]{0,12}[\s　]+条|^附件", lines[number - 1])
                reason = (
                    "behind a label, or a blank in its own" if one or mark == "1." else f"{NO_REASON}: line {number}"
                )
                found[reason] += 1
    return Counter({reason: count for reason, count in found.items() if count})


def read_known(path: Path = KNOWN) -> dict[tuple[str, str], Row]:
    """The disagreements that somebody has read, by file and mark, each with its reason: ``law-128.md``, ``c``.

    Raises :class:`~gongwen.errors.DataError` for a row that is none.
    """
    schema = {"file": TEXT, "mark": "|".join(map(re.escape, _COUNTED)), "plain": r"\d+", "units": r"\d+", "why": TEXT}
    return {(row["file"], row["mark"]): row for row in read_table(path, schema)}


def judge(name: str, differing: dict[str, tuple[int, int]], known: dict[tuple[str, str], Row]) -> tuple[list[str], int]:
    """What is told of the disagreements of one document, and how many of them nobody has read.

    One is read if it stands in ``known`` with these very figures: ``c 8 0 the items of articles that are quoted``.
    """
    told, unread = [], 0
    for mark, (plain, units) in differing.items():
        row = known.get((name, mark))
        fits = row is not None and (row["plain"], row["units"]) == (str(plain), str(units))
        unread += not fits
        told.append(f"{mark} {plain} lines, {units} units: {row['why'] if row and fits else 'NOT READ'}")
    return told, unread


def kept(found: Conversion) -> str:
    """The words of a file without what restoring dropped of them, which ``dropped`` lists."""
    gone = (repair for repair in found.restoration.repairs if set(DROPPING) & set(repair.rule.split("+")))
    return apply(found.restoration.source, tuple(gone))


def narrow(text: str) -> str:
    """A text without blanks, and with marks and figures of one width."""
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))


def _over_all(folder: Path) -> int:
    pages = sorted(page for page in folder.iterdir() if page.suffix in (".txt", ".md"))
    tally, known = Tally(), read_known()
    start = time.process_time()
    for page in pages:
        measure(page, tally, known)
    seconds = time.process_time() - start
    named = {page.name for page in pages}
    stale = sorted(key for key in known.keys() - tally.met if key[0] in named)
    for name, mark in stale:
        print(f"{KNOWN.name}: {name} {mark} agrees by now: remove the row")
    print(
        f"{len(pages)} documents, converted {tally.converted}, of these without loss {tally.whole}, without a changed "
        f"character {tally.untouched}, numbered lines agree {tally.agreeing}, differ for a reason read {tally.read}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.1f} s with all checks, {tally.size / 1e6 / seconds:.2f} MB/s, {peak:.0f} MiB at most")
    for title, found in (("units", tally.units), ("references", tally.references), ("remarks", tally.remarks)):
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in found.most_common()))
    _against_gold(folder, GOLD, None, False)
    grow([page.read_text(encoding="utf-8") for page in pages])
    withstand()
    sound = tally.converted == tally.whole == tally.untouched == tally.agreeing + tally.read
    return 0 if sound and not stale else 1


if __name__ == "__main__":
    sys.exit(main())
