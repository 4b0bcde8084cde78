"""Build the site: source → docs/ → site/. The only script that writes.

Everything is made aside first: the pages and data of ``docs/`` and the register in memory, the site from a copy of
``docs/`` as it is to be. Only when MkDocs is content and the text is proved, all of it takes its place together
(:mod:`gongwen.exchange`); a build that fails or is killed changes nothing, or the next one undoes what it changed.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongwen.edition import expect_as_received, make_edition
from gongwen.errors import DiskError, GongwenError
from gongwen.exchange import alone, contents, exchange, undo, write
from gongwen.extract.references import summary
from gongwen.packages import read_packages
from gongwen.permanence.registry import keep
from gongwen.publish.pages import is_generated, render_docs
from gongwen.records import Edition
from gongwen.site.address import public_address, report_address
from gongwen.site.stage import expect_replaceable

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "source"
PENDING = ROOT / ".docs.pending"
EPOCH = "1480982400"
"""2016-12-06 00:00 UTC: a fixed time for what MkDocs stamps, so that two builds are byte-identical."""

GENERATOR = os.environ.get("GENERATOR", "mkdocs")
"""Or ``properdocs``, which continues MkDocs 1: see ``scripts/platforms.py``."""

NO_ADDRESS = (
    "no SITE_URL: the site map names this machine; what needs a public address is left out (canonical addresses, the "
    "picture of shared links, feed.xml, opensearch.xml, robots.txt, the address in guideline.ris and "
    "guideline.csl.json, the links and codes in guideline.docx and the like, the links in guideline.xlsx, the codes on "
    "printed pages)"
)

Files = Mapping[Path, bytes]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", action="store_true", help="generate docs/ only")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when docs/ is not fresh")
    parser.add_argument("--files", action="store_true", help="make the PDFs as well, which need more than Python")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site")
    options = parser.parse_args()
    if options.files:
        os.environ["FILES"] = "1"  # as MkDocs' hooks are told it, and as `make release FILES=1` says it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # what is half made is cleared away
    try:
        public_address(os.environ)
        report_address(os.environ)
        site = options.site_dir.resolve()
        site.parent.mkdir(parents=True, exist_ok=True)
        with alone((ROOT, site.parent), _tell) as locks:
            return _check() if options.check else _make(site, options.docs, locks)
    except OSError as problem:
        return _stop(DiskError.of(problem))
    except GongwenError as error:
        return _stop(error)


def _tell(line: object) -> None:
    print(f"build.py: {line}", file=sys.stderr, flush=True)


def _stop(error: object) -> int:
    _tell(error)
    return 2


def _check() -> int:
    before = _read()
    after = _computed(_edition(), before)
    differing = sorted(path for path, content in after.items() if before.get(path) != content)
    for path in differing:
        _tell(f"{path.relative_to(ROOT)} is not what the source gives; run `make docs`")
    return 1 if differing else 0


def _make(site: Path, docs_only: bool, locks: Sequence[int]) -> int:
    """docs/, the register and, unless ``docs_only``, the site: all of it or nothing."""
    fresh = site.with_name(f".{site.name}.pending") / "site"
    _clear(site, fresh)
    before = _read()
    edition = _edition()
    after = _computed(edition, before)
    report = summary(edition.references, edition.kinds)
    sys.stdout.buffer.write(f"{report}\n".encode())  # whatever the locale can print
    if docs_only:
        exchange(PENDING, before, after)
        return 0
    expect_replaceable(site)
    try:
        status = _run_mkdocs({**before, **after}, fresh, locks)
        if not status:
            exchange(PENDING, before, after, {site: fresh})
            if not os.environ.get("SITE_URL"):
                print(NO_ADDRESS)
        return status
    finally:
        _clear(site, fresh)


def _clear(site: Path, fresh: Path) -> None:
    """Undo what is half done, and only then throw away what was staged, with the last site perhaps."""
    undo(PENDING)
    undo(fresh.parent, {site: fresh})


def _edition() -> Edition:
    read_packages(SOURCE / "packages.tsv", ROOT / "requirements")  # a page draws them: what is wrong is said here
    return make_edition(SOURCE)


def _read() -> Files:
    """All that pages and data are made from, and as they are now."""
    return contents(SOURCE) | contents(DOCS)


def _computed(edition: Edition, before: Files) -> dict[Path, bytes | None]:
    """Every generated file, by path; None for one of an earlier generation that is generated no more."""
    texts = {DOCS / name: text for name, text in render_docs(edition).items()}
    texts |= {SOURCE / name: text for name, text in keep(edition, SOURCE).items()}
    expect_as_received(edition, SOURCE)
    files = {path: text.encode() for path, text in texts.items()}
    generated = [path for path in before if DOCS in path.parents and is_generated(path.relative_to(DOCS).as_posix())]
    return {**dict.fromkeys(generated), **files}


def _run_mkdocs(files: Mapping[Path, bytes | None], fresh: Path, locks: Sequence[int]) -> int:
    """MkDocs, strictly, from a copy of docs/ with these ``files`` to ``fresh``; the status to end with, all told."""
    docs, temporary = fresh.with_name("docs"), fresh.with_name("tmp")
    for path, content in files.items():
        if content is not None and DOCS in path.parents:
            staged = docs / path.relative_to(DOCS)
            staged.parent.mkdir(parents=True, exist_ok=True)
            write(staged, content)
    temporary.mkdir()
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ, "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    environment |= {"STAGED_DOCS": str(docs), "TMPDIR": str(temporary)}
    environment["NO_MKDOCS_2_WARNING"] = "1"  # the lock holds MkDocs below 2
    command = [sys.executable, "-m", GENERATOR, "build", "--strict", "--site-dir", str(fresh)]
    # It holds the locks as well: if it outlives a build that is killed, the next one waits for it.
    result = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, pass_fds=locks, check=False)
    told = result.stderr.decode(errors="replace")
    if result.returncode == 2:  # what a hook can tell in one line
        lines = told.strip().splitlines()
        return _stop(next((line for line in reversed(lines) if ": expected " in line), lines[-1]))
    sys.stderr.write(told)
    if result.returncode:
        _tell("MkDocs stopped; docs/, the register and the last good site are untouched")
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
