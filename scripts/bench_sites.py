"""What a site of any document costs: ``python scripts/bench_sites.py DIR`` over a folder of texts.

Builds the site of the longest document that is read, and prints the seconds, then how complete its search is on 2,000
runs of its text against a plain comparison, what the first search loads, and how long a query takes beside another
site's (``--beside site``, the guideline's).
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import probe
from gongwen.errors import GongwenError
from gongwen.volume.book import Book, slug
from gongwen.volume.press import build_site

_RUN = re.compile("[\u3400-\u9fff0-9]{2,12}")
_RUNS, _SEED, _TIMED = 2000, 1, 60


def longest(folder: Path, target: Path) -> tuple[Book, float, float]:
    """The site of the longest document in ``folder`` that is read, and its seconds, of the clock and the processor."""
    pages = sorted(
        (page for page in folder.iterdir() if page.suffix in (".txt", ".md")), key=lambda page: -page.stat().st_size
    )
    for page in pages:
        copy = target / page.name  # its register lies beside it, and what is signed
        for origin in filter(Path.is_file, (page, page.with_suffix(".repairs.tsv"))):
            (target / origin.name).write_bytes(origin.read_bytes())
        start, used = time.monotonic(), time.process_time()
        try:
            book = build_site(copy, target / "site")
            return book, time.monotonic() - start, time.process_time() - used
        except GongwenError as error:
            print(f"refused {error}")
    raise GongwenError(str(folder), None, "a document that is read", "none", "name a folder of texts")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts, *.txt and *.md, or a folder whose docs/ has them")
    parser.add_argument("--beside", type=Path, default=Path("site"), help="another built site, for a query's time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        try:
            folder = options.folder / "docs" if (options.folder / "docs").is_dir() else options.folder
            book, seconds, used = longest(folder, Path(room))
        except GongwenError as error:
            print(f"bench_sites.py: {error}", file=sys.stderr)
            return 2
        size = (Path(room) / book.name).stat().st_size
        print(f"{book.name}: {size:,} bytes, {len(book.leaves)} pages of provisions")
        print(f"site built in {seconds:.1f} s, {used:.1f} s of the processor", flush=True)
        _search(book, Path(room) / "site", options.beside)
    return 0


def _search(book: Book, site: Path, beside: Path) -> None:
    texts = {
        f"clauses/{slug(unit.id)}/": "\n".join(
            [unit.title, *(sentence.text for inner in unit.walk() for sentence in inner.sentences)]
        )
        for unit in book.leaves
    }
    chosen = random.Random(_SEED)
    lines = [run[0] for text in texts.values() for run in _RUN.finditer(text)]
    runs = []
    for line in chosen.choices(lines, k=_RUNS):
        start = chosen.randrange(len(line) - 1)
        runs.append(line[start : start + chosen.randint(2, len(line) - start)])
    first = f"clauses/{slug(book.leaves[0].id)}/"
    with probe.chromium_() as browser, probe.serving(site) as url:
        page = browser.new_context().new_page()
        page.goto(url + first)
        right = listed = wanted = 0
        for run, groups in zip(runs, probe.ask(page, [f'"{run}"' for run in runs]), strict=True):
            found = {group[0]["location"] for group in groups} & texts.keys()
            expected = {name for name, text in texts.items() if run in text}
            right, listed, wanted = right + len(found & expected), listed + len(found), wanted + len(expected)
        recall, precision = right / wanted, right / max(1, listed)
        print(f"search: {_RUNS} runs of the text, recall {recall:.4f}, precision {precision:.4f}")
        assets = (path for path in (site / "assets").rglob("engine.*.js"))
        print(f"first search: {sum(len(gzip.compress(path.read_bytes(), 9)) for path in assets):,} bytes with gzip")
        print(f"a query: {median(probe.clock(page, runs[:_TIMED])[1]):.1f} ms", end="")
        if (beside / "index.html").is_file():
            with probe.serving(beside) as other:
                page.goto(other)
                print(f", on {beside}/ {median(probe.clock(page, runs[:_TIMED])[1]):.1f} ms", end="")
        print()


if __name__ == "__main__":
    sys.exit(main())
