"""The benchmark tables of the search: ``python scripts/bench.py [--corpus DIR]``.

Ours against Material's own search with jieba: the same text, a page a clause, the same Chromium, one run; and how
soon pages are painted. With a folder of other texts, also how index and times grow with the length of the text.
"""

from __future__ import annotations

import argparse
import gzip
import math
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page

from gongwen.edition import make_edition
from gongwen.ids import PREAMBLE, clause_number
from gongwen.model import Document
from gongwen.parse import sentences
from gongwen.records import Edition
from gongwen.search.bake import bake_search, read_scripts
from gongwen.search.records import Group, Passage, make_groups, read_lexicon
from gongwen.tables import TEXT, read_table
from paint import print_paint
from probe import (
    COLD_RUNS,
    DRIVER,
    LONGEST,
    PASSES,
    ask,
    chromium_,
    clock,
    cold,
    identify,
    open_page,
    oracle,
    serving,
    times,
    weigh,
)
from unseen import judge, print_unseen, read_unseen

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"
STOCK = """\
site_name: stock
theme: {name: material, language: zh, font: false}
plugins: [search: {lang: zh}]
markdown_extensions: [attr_list]
"""
FACTORS = (1, 4, 16, 64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a folder of texts, for growth")
    options = parser.parse_args()
    edition = make_edition(SOURCE)
    with tempfile.TemporaryDirectory() as scratch, chromium_() as browser:
        ours, material = Path(scratch) / "ours", Path(scratch) / "material"
        versions = [f"{name} {version(name)}" for name in ("mkdocs-material", "lunr", "jieba")]
        print(", ".join([f"Python {platform.python_version()}", f"Chromium {browser.version}", *versions]))
        _run(ROOT / "scripts/build.py", "--site-dir", ours)
        _put_material(ours, material, edition)
        with serving(ours, precise=True) as here, serving(material, precise=True) as there:
            _compare(browser, edition.document, {"ours": here, "Material, jieba": there})
            _unseen(open_page(browser, here), edition)
            print_paint(browser, here)
        if options.corpus:
            _grow(browser, edition, options.corpus, ours)
        else:
            print("\nGrowth: not measured; give a folder of texts, make bench CORPUS=DIR")


def _compare(browser: Browser, document: Document, sites: dict[str, str]) -> None:
    """Print a row a figure: ours, theirs, and for bytes and times how many times ours goes into theirs."""
    expected = oracle(document, r"[\u3400-\u9fff]+")
    rows = read_table(ROOT / "tests/search/queries.tsv", {"kind": TEXT, "query": TEXT, "wanted": TEXT})
    runs, queries = sorted(expected), [row["query"] for row in rows]
    pages = {name: open_page(browser, url) for name, url in sites.items()}
    answers = {name: ask(page, queries) for name, page in pages.items()}
    both = [index for index, found in enumerate(zip(*answers.values(), strict=True)) if all(found)]
    colds, literal, realistic = cold(browser, sites), times(pages, runs[:: len(runs) // 400]), times(pages, queries)
    columns: list[dict[str, tuple[float, str]]] = []
    for name, url in sites.items():
        listed = [{_owner(group) for group in items} - {""} for items in ask(pages[name], runs)]
        right = sum(len(found & expected[run]) for run, found in zip(runs, listed, strict=True))
        kinds: dict[str, list[float]] = defaultdict(list)
        for row, items in zip(rows, answers[name], strict=True):
            kinds[row["kind"]].append(_rank(map(identify, items), row.list("wanted")))
        ranks = [rank for found in kinds.values() for rank in found]
        view, first = weigh(browser, url)
        timed = {
            f"a literal query, {len(literal[name])} of them": literal[name],
            f"a realistic query, all {len(rows)}, answered or not": realistic[name],
            f"a realistic query of the {len(both)} that both answer": [realistic[name][index] for index in both],
        }
        columns.append(
            {
                f"recall, all {len(runs):,} Han runs of 1–{LONGEST}": (right / sum(map(len, expected.values())), ".3f"),
                "precision": (right / max(1, sum(map(len, listed))), ".3f"),
                "no result at all": (mean(not found for found in listed), ".1%"),
                f"success@1, {len(rows)} realistic queries": (mean(rank == 1 for rank in ranks), ".3f"),
                "MRR": (mean(ranks), ".3f"),
                **{f"MRR, {kind}": (mean(values), ".3f") for kind, values in kinds.items()},
                "page view, search only, gzip, bytes": (view, ","),
                "first search, further, gzip, bytes": (first, ","),
                f"cold, page to first result, median of {COLD_RUNS}, ms": (colds[name], ".0f"),
                **{f"{label}, median, ms": (median(taken), ".3f") for label, taken in timed.items()},
                **{f"{label}, 95th percentile, ms": (_late(taken), ".3f") for label, taken in timed.items()},
            }
        )
    print(f"\nTimes of queries are the best of {PASSES} runs, each in a fresh worker.\n")
    print(f"| | {' | '.join(sites)} | times |\n| --- | ---: | ---: | ---: |")
    for label, (value, form) in columns[0].items():
        other = columns[1][label][0]
        times_ = f"{other / value:.2f}" if label.endswith(("ms", "bytes")) else ""
        print(f"| {label} | {value:{form}} | {other:{form}} | {times_} |")


def _unseen(page: Page, edition: Edition) -> None:
    """Print how queries are answered that nobody has seen, if there are some."""
    path = ROOT / "tests/search/unseen.tsv"
    if not path.exists():
        print(f"\nUnseen queries: not measured, there is no {path.name}")
        return
    rows = read_unseen(path)
    driven = page.evaluate(DRIVER, {"queries": [row["query"] for row in rows], "single": False})
    groups = make_groups(edition.document, edition.pairings, edition.terms)
    text = "\n".join([part for group in groups for part in (group.title, *(found.text for found in group.passages))])
    print_unseen(path, [judge(row, found, text) for row, found in zip(rows, driven["results"], strict=True)])


def _late(taken: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(taken, n=20)[-1]


def _rank(found: Iterable[str], wanted: Sequence[str]) -> float:
    return next((1 / place for place, id_ in enumerate(found, 1) if id_ in wanted), 0)


def _owner(group: list[dict[str, Any]]) -> str:
    """The clause or the preamble that a group stands for; other records are found for what they are."""
    found = identify(group)
    return found if found == PREAMBLE or clause_number(found) else ""


def _grow(browser: Browser, edition: Edition, corpus: Path, site: Path) -> None:
    """Bake our text with the sentences of others behind it, and measure it in the place of our site's engine."""
    groups = make_groups(edition.document, edition.pairings, edition.terms)
    lexicon = read_lexicon(SOURCE, edition.pairings, edition.terms, edition.mentions)
    scripts = read_scripts()
    size = sum(_length(group) for group in groups if group.kind == "clause")
    literal = sorted(run for run in oracle(edition.document, r"[\u3400-\u9fff]+") if 2 <= len(run) <= 6)[::40]
    table = []
    for factor in FACTORS:
        grown = (*groups, *_others(corpus, (factor - 1) * size))
        length = sum(_length(group) for group in grown if group.kind == "clause")
        baked = bake_search(grown, lexicon, scripts)
        [engine] = [content for name, content in baked.items() if "engine." in name]
        old = next(site.glob("assets/*/search/engine.*.js"))  # the folder's name is a hash
        for name, content in baked.items():
            (old.parent / Path(name).name).write_bytes(content)
        with serving(site, precise=True) as url:
            loads, taken = [], []
            for _ in range(3):
                load, queries = clock(open_page(browser, url), literal)
                loads.append(load)
                taken += queries
        table.append((length, len(gzip.compress(engine, 9)), median(loads), median(taken), _late(taken)))
    print("\n| characters | engine and index, bytes (gzip) | load, ms | query, ms | 95th percentile |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for length, *values in table:
        print(f"| {length:,} | {values[0]:,} | {values[1]:.1f} | {values[2]:.2f} | {values[3]:.2f} |")
    growth = math.log(table[-1][0] / table[0][0])
    exponents = [math.log(last / first) / growth for first, last in zip(table[0][1:], table[-1][1:], strict=True)]
    print(f"| exponent | {' | '.join(f'{exponent:.2f}' for exponent in exponents)} |")


def _others(corpus: Path, wanted: int) -> Iterator[Group]:
    """Sentences of other texts as clauses of one paragraph, until there are enough."""
    number = 1000
    for file in sorted(corpus.rglob("*")):
        for line in file.read_text(encoding="utf-8").splitlines() if file.suffix in (".txt", ".md") else ():
            if wanted <= 0 or len(line) < 20:
                continue
            number += 1
            passages = tuple(Passage(found.id, found.text) for found in sentences(line.strip(), f"c{number}-p1"))
            yield Group("clause", f"clauses/{number}/", "", line[:8], number, 0, passages)
            wanted -= len(line)


def _length(group: Group) -> int:
    return len(group.title) + sum(len(passage.text) for passage in group.passages)


def _put_material(ours: Path, site: Path, edition: Edition) -> None:
    """Our pages with Material's own search: its worker, and the index of its plugin with jieba, a page a clause."""
    project = site.with_suffix(".stock")
    document, pairs = edition.document, edition.pairings
    pages = {f"clauses/{clause.number}.md": [clause.title, *_texts(clause.paragraphs)] for clause in document.clauses}
    pages["preamble.md"] = ["引言", *_texts(document.preamble)]
    names = ((pair.id, pair.supporter.name + pair.recipient.province + pair.recipient.name) for pair in pairs)
    pages["pairings.md"] = ["结对关系", *(_section(name, id_) for id_, name in names)]
    pages["full.md"] = [document.title, *(_section(part.title, part.id) for part in document.parts)]
    for name, lines in pages.items():
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / name).write_text("# " + "\n\n".join(lines) + "\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    _run("-m", "mkdocs", "build", "--quiet", "--config-file", project / "mkdocs.yml")
    shutil.copytree(ours, site)
    shutil.copytree(project / "site/assets/javascripts", site / "assets/javascripts", dirs_exist_ok=True)
    shutil.copy(project / "site/search/search_index.json", site / "search")
    [worker] = (site / "assets/javascripts/workers").glob("search.*.js")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        address = f"assets/javascripts/workers/{worker.name}"
        text = re.sub(r'<script src="[^"]*/search/box\.js"></script>', "", text)
        page.write_text(re.sub(r"assets/\w+/search/worker\.js", address, text), encoding="utf-8")


def _section(title: str, id_: str) -> str:
    return f"## {title} {{: #{id_} }}"


def _texts(found: Sequence[Any]) -> tuple[str, ...]:
    return tuple(one.text for one in found)


def _run(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
