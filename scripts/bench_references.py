"""What a corpus cites of itself: citations by form, where they lead, and how a sample read by hand agrees.

``python scripts/bench_references.py DIR`` takes a folder of texts. The sample is ``tests/citing/sample.tsv``; a row
counts once for each id that the words mean.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.extract.citation_grammar import Citation, find_citations
from gongwen.extract.cited_provisions import FOREIGN, UNRESOLVED, cited_provisions
from gongwen.intake import read_file
from gongwen.model import Reference
from gongwen.parse import parse_lines
from gongwen.tables import TEXT, read_table

SAMPLE = Path(__file__).parent.parent / "tests/citing/sample.tsv"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts, *.txt and *.md, or a folder whose docs/ has them")
    folder = parser.parse_args().folder
    folder = folder / "docs" if (folder / "docs").is_dir() else folder
    forms: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    found: dict[str, tuple[Reference, ...]] = {}
    for file in sorted((*folder.glob("*.txt"), *folder.glob("*.md"))):
        try:
            intake = read_file(file.read_bytes(), file.name)
            units = parse_lines(intake.lines, intake.dropped, file.name).units
        except GongwenError as error:
            print(error, file=sys.stderr)
            continue
        found[file.name] = cited_provisions(units)
        kinds.update(reference.kind for reference in found[file.name])
        sentences = (s.text for top in units for unit in top.walk() if not unit.quote for s in unit.sentences)
        forms.update(form for text in sentences for citation in find_citations(text) for form in _forms(citation))
    print(f"{len(found)} documents", *(f"{name:<28}{count:>7}" for name, count in forms.most_common()), sep="\n")
    print("\nreferences", *(f"{name:<28}{count:>7}" for name, count in kinds.most_common()), sep="\n")
    print(f"\n{_agreement(found)}")
    return 0


def _forms(citation: Citation) -> Iterator[str]:
    """The forms of a citation; one may have several."""
    levels = {step.level for step in citation.steps}
    if "a" in levels:
        yield "第…条"
        if citation.act:
            yield "第…条, another act" if citation.foreign else "第…条, 本法 …"
    yield from ("第…条第…款" for _ in range({"a", "p"} <= levels))
    yield from ("第…款第…项" for _ in range({"p", "i"} <= levels))
    yield from ("…项 without 款" for _ in range("i" in levels and "p" not in levels and not citation.before[0]))
    yield from ("a range 至" for step in citation.steps if any(first != last for first, last in step.numbers))
    if citation.before[0]:
        yield "前" + {"a": "条", "p": "款", "i": "项"}[citation.before[0]]
    if citation.this:
        yield citation.this if citation.this[0] in "该同" else f"本{citation.this}"
    if citation.annex:
        yield "附件"


def _agreement(found: dict[str, tuple[Reference, ...]]) -> str:
    rows = read_table(SAMPLE, {"file": TEXT, "sentence": TEXT, "words": TEXT, "to": TEXT})
    wanted = Counter((row["file"], row["sentence"], to) for row in rows for to in row["to"].split("|"))
    asked = {(file, sentence) for file, sentence, _ in wanted}
    ours = Counter(
        (file, reference.source, reference.target or reference.kind)
        for file, references in found.items()
        for reference in references
        if (file, reference.source) in asked
    )
    nowhere = (FOREIGN, UNRESOLVED)
    right, said, meant = (_links(count, nowhere) for count in (wanted & ours, ours, wanted))
    kept = sum((wanted & ours).values())
    return (
        f"sample of {len(rows)} citations: links right {right}, made {said}, meant {meant}: "
        f"precision {right / said:.4f}, recall {right / meant:.4f}; of all {wanted.total()}, {kept} as read by hand"
    )


def _links(counted: Counter[tuple[str, str, str]], nowhere: Iterable[str]) -> int:
    return sum(count for (_, _, to), count in counted.items() if to not in nowhere)


if __name__ == "__main__":
    sys.exit(main())
