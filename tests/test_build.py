"""The build as a whole: the same everywhere, strict, and never half done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, build, copy_project, tree

ELSEWHERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
FAR = 2**33
"""Seconds: no clock of today goes so far ahead."""


@pytest.fixture
def project(tmp_path: Path, snapshot: Path) -> Path:
    """A copy of the project with its last good site in ``site/``."""
    copy = copy_project(tmp_path / "another clone", snapshot)
    shutil.copytree(snapshot / "site", copy / "site")
    return copy


def test_committed_docs_are_fresh() -> None:
    command = [sys.executable, "scripts/build.py", "--check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_two_builds_are_byte_identical(snapshot: Path, tmp_path: Path) -> None:
    elsewhere = copy_project(tmp_path / "在 别处", snapshot)
    for number, path in enumerate(elsewhere.rglob("*")):
        os.utime(path, (1, 1 + number % 2 * FAR))
    result = build(elsewhere, tmp_path / "site", **ELSEWHERE)
    assert result.returncode == 0, result.stdout + result.stderr
    assert tree(tmp_path / "site") == tree(snapshot / "site")
    assert "no SITE_URL: the site map names this machine; what needs a public address is left out" in result.stdout


def test_stale_docs_are_noticed(project: Path) -> None:
    with (project / "docs/full.md").open("a", encoding="utf-8") as page:
        page.write("改\n")
    command = [sys.executable, "scripts/build.py", "--check"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert result.returncode == 1
    assert "docs/full.md" in result.stderr


def test_damaged_source_stops_with_one_clear_line(project: Path) -> None:
    page = project / "source/guideline.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("(八)", "(九)"), encoding="utf-8")
    before = tree(project)
    result = build(project, project / "site")
    assert result.returncode != 0
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert "guideline" in result.stderr
    assert tree(project) == before


@pytest.mark.parametrize(
    ("mistake", "named"),
    [
        ("[第十五条](clauses/15.md)", "clauses/15.md"),
        ("[第九句](clauses/8.md#c8-p1-s9)", "c8-p1-s9"),
        ("{{ no_such_macro() }}", "no_such_macro"),
    ],
    ids=["dead link", "dead anchor", "macro error"],
)
def test_mistake_on_a_page_fails_the_strict_build(project: Path, mistake: str, named: str) -> None:
    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{mistake}\n")
    before = tree(project / "site")
    result = build(project, project / "site")
    assert result.returncode != 0
    assert named in result.stdout + result.stderr
    assert tree(project / "site") == before
    assert _beside_the_site(project) == ["site"]


WRONG = {
    "a quotation": (
        "docs/about.md",
        '\n<p><a href="../clauses/8/#c8-p1-s3">见</a><q>西部地区要做好本行政区以内</q></p>\n',
    ),
    "a file of data": ("docs/more.json", '{"id": "c8-p1-s3", "text": "西部地区要做好本行政区以内劳务对接工作"}'),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_that_changes_the_text_stops_with_one_line(project: Path, kind: str) -> None:
    """Whoever wrote it: what is published of the text is what was parsed."""
    name, content = WRONG[kind]
    with (project / name).open("a", encoding="utf-8") as file:
        file.write(content)
    where = {"docs/about.md": "about/index.html"}.get(name, name.removeprefix("docs/"))
    _expect_stop(project, rf"build\.py: {re.escape(where)}: expected c8-p1-s3 “.*”, found “.*以内.*”; to mend: .*")


def test_an_alias_without_a_name_stops_with_one_line(project: Path) -> None:
    """It once stood everywhere in the text, and doubled the words around it."""
    table = project / "source/lexicon.tsv"
    lines = table.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.split("\t")[3:4] not in ([], [""], ["aliases"]))
    cells = lines[at].split("\t")
    cells[3] += "|"
    lines[at] = "\t".join(cells)
    table.write_text("\n".join(lines), encoding="utf-8")
    _expect_stop(project, rf"build\.py: lexicon\.tsv:{at + 1}: expected aliases parted by single \|, found .*")


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("abbreviations.tsv", "a\tb\tc"),
        ("synonyms.tsv", "same\t\t"),
        ("query_examples.tsv", "凉山"),
        ("citations.toml", "[[form]"),
    ],
)
def test_mistake_in_a_table_of_the_site_stops_with_one_line(project: Path, table: str, line: str) -> None:
    path = project / "source" / table
    number = path.read_text(encoding="utf-8").count("\n") + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    _expect_stop(project, rf"build\.py: {re.escape(table)}:{number}: expected .*, found .*; to mend: .*")


def test_a_page_that_is_not_the_one_received_stops_with_one_line(project: Path) -> None:
    page = project / "source/guideline.txt"
    page.write_bytes(page.read_bytes().replace(b"\n", b" \n", 1))
    _expect_stop(
        project, r"build\.py: guideline\.toml:\d+: expected the SHA-256 of guideline\.txt .*; to mend: restore.*"
    )


@pytest.mark.parametrize("name", ["SITE_URL", "REPORT_URL"])
@pytest.mark.parametrize("address", ["http://[bad", "javascript:alert(1)", "example.org", "https://example.org/ x"])
def test_an_address_that_is_none_stops_with_one_line(name: str, address: str) -> None:
    result = build(ROOT, ROOT / "site", **{name: address})
    _expect_one_line(rf"build\.py: {name}: expected .*, found “{re.escape(address)}”; to mend: write it as .*", result)


@pytest.mark.parametrize("name", ["guideline.txt", "guideline.toml", "places.tsv", "synonyms.tsv", "citations.toml"])
def test_missing_source_stops_with_one_line(project: Path, name: str) -> None:
    (project / "source" / name).unlink()
    _expect_stop(project, rf"build\.py: {re.escape(name)}: expected .*No such file.*; to mend: .*")


def test_a_site_that_cannot_stand_there_stops_with_one_line(project: Path) -> None:
    site = project / "docs/full.md/site"
    _expect_stop(project, r"build\.py: .*docs/full\.md.*: expected .*; to mend: .*", site)


def test_a_full_disk_stops_with_one_line(project: Path) -> None:
    """The system lets no file grow beyond 100 blocks, and stops the build as a full disk does."""
    form = r"build\.py: .*/\.site\..*: expected .*, found File too large; to mend: make room.*"
    command = ["sh", "-c", 'ulimit -f 100; exec "$0" scripts/build.py', sys.executable]
    before = tree(project / "site")
    _expect_one_line(form, subprocess.run(command, cwd=project, capture_output=True, text=True))
    assert tree(project / "site") == before
    assert _beside_the_site(project) == ["site"]


def _expect_stop(project: Path, form: str, site: Path | None = None) -> None:
    """The build stops with one line of this form, and the last good site stays."""
    before = tree(project / "site")
    _expect_one_line(form, build(project, site or project / "site"))
    assert tree(project / "site") == before
    assert _beside_the_site(project) == ["site"]


def _expect_one_line(form: str, result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode == 2, result.stdout + result.stderr
    assert re.fullmatch(form + "\n", result.stderr), result.stderr


def _beside_the_site(project: Path) -> list[str]:
    return sorted(path.name for path in project.iterdir() if "site" in path.name)
