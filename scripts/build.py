"""Build the site: source → docs/ → site/. The only script that writes.

Everything is computed before anything is written. ``docs/`` and the register are written file by
file, each whole; the site is built beside the last one and takes its place when it is complete, so
a build that fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from gongwen.edition import make_edition
from gongwen.errors import DiskError, GongwenError
from gongwen.extract.references import summary
from gongwen.model import Edition
from gongwen.packages import read_packages
from gongwen.permanence.registry import keep
from gongwen.publish.pages import is_generated, render_docs

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "source"
CACHE = ROOT / ".cache"
EPOCH = "1480982400"
"""2016-12-06 00:00 UTC: a fixed time for what MkDocs stamps, so that two builds are byte-identical."""

NO_ADDRESS = (
    "no SITE_URL: the site map names this machine; what needs a public address is left out (canonical addresses, the "
    "picture of shared links, opensearch.xml, robots.txt, the address in guideline.ris and guideline.csl.json)"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", action="store_true", help="generate docs/ only")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when docs/ is not fresh")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site")
    options = parser.parse_args()
    try:
        edition = make_edition(SOURCE)
        read_packages(SOURCE / "packages.tsv", ROOT / "requirements")  # a page draws them: what is wrong is said here
        files = _computed(edition)
        if options.check:
            return _check(files)
        _write(files)
        report = summary(edition.references, edition.kinds)
        sys.stdout.buffer.write(f"{report}\n".encode())  # whatever the locale can print
        return 0 if options.docs else _build_site(options.site_dir.resolve())
    except OSError as problem:
        return _stop(DiskError.of(problem))
    except GongwenError as error:
        return _stop(error)


def _stop(error: object) -> int:
    print(f"build.py: {error}", file=sys.stderr)
    return 2


def _computed(edition: Edition) -> dict[Path, str]:
    """Every generated file, by path."""
    files = {DOCS / name: text for name, text in render_docs(edition).items()}
    return files | {SOURCE / name: text for name, text in keep(edition, SOURCE).items()}


def _stale(files: dict[Path, str]) -> list[Path]:
    """Files of an earlier generation that are generated no more."""
    present = (path for path in DOCS.rglob("*") if path.is_file())
    return [path for path in present if path not in files and is_generated(path.relative_to(DOCS).as_posix())]


def _changed(files: dict[Path, str]) -> list[Path]:
    return [path for path, text in files.items() if not path.exists() or path.read_bytes() != text.encode()]


def _check(files: dict[Path, str]) -> int:
    differing = sorted([*_stale(files), *_changed(files)])
    for path in differing:
        print(f"build.py: {path.relative_to(ROOT)} is not what the source gives; run `make docs`", file=sys.stderr)
    return 1 if differing else 0


def _write(files: dict[Path, str]) -> None:
    for path in _changed(files):
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_name(f".{path.name}.new")
        whole.write_bytes(files[path].encode())
        whole.replace(path)
    for path in _stale(files):
        path.unlink()


def _build_site(site: Path) -> int:
    """MkDocs, strictly, into a folder beside ``site`` that then takes its place."""
    site.parent.mkdir(parents=True, exist_ok=True)
    last = site.with_name(f".{site.name}.last")
    if last.exists() and not site.exists():
        last.rename(site)  # a build was killed between the two renames below
    for left in site.parent.glob(f".{site.name}.*"):
        shutil.rmtree(left, ignore_errors=True)  # of a build that was killed
    fresh = Path(mkdtemp(prefix=f".{site.name}.", dir=site.parent))
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ, "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    environment["NO_MKDOCS_2_WARNING"] = "1"  # the lock holds MkDocs below 2
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    try:
        result = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, check=False)
        told = result.stderr.decode(errors="replace")
        if result.returncode == 2:  # what a hook can tell in one line
            return _stop(told.strip().splitlines()[-1])
        sys.stderr.write(told)
        if result.returncode:
            print("build.py: MkDocs stopped; the last good site is untouched", file=sys.stderr)
            return 1
        fresh.chmod(0o755)
        shutil.rmtree(last, ignore_errors=True)
        if site.exists():
            site.rename(last)
        fresh.rename(site)
        shutil.rmtree(last, ignore_errors=True)
        if not os.environ.get("SITE_URL"):
            print(NO_ADDRESS)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
