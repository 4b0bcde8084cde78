"""What the project stands on: the table of packages, what an audit comes to, and the archive of a release."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from support import ROOT, build, copy_project

from advisories import verdict
from gongwen.errors import DataError
from gongwen.packages import read_lock, read_packages
from macros import packages as drawn
from release import pack, sums


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    """The lists and locks as they are, to be changed."""
    return shutil.copytree(ROOT / "requirements", tmp_path / "requirements")


def described(requirements: Path) -> Path:
    return shutil.copy(ROOT / "source/packages.tsv", requirements.parent / "packages.tsv")


def test_versions_come_from_the_locks(requirements: Path) -> None:
    lock = requirements / "site.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("\njieba==0.42.1", "\njieba==9.9"), encoding="utf-8")
    found = {package.name: package for package in read_packages(described(requirements), requirements)}
    assert found["jieba"].version == "9.9"
    assert found["zizmor"].sets == ("test", "audit")


def test_a_package_that_nobody_described_is_named(requirements: Path) -> None:
    with (requirements / "site.in").open("a", encoding="utf-8") as asked:
        asked.write("# Why.\nNew_Thing[extra]>=2\n")
    line = len((ROOT / "requirements/site.in").read_text(encoding="utf-8").splitlines()) + 2
    with pytest.raises(DataError, match=rf"^site.in:{line}: expected a row in packages.tsv .* found new-thing"):
        read_packages(described(requirements), requirements)


def test_a_package_that_no_lock_pins_is_named(requirements: Path) -> None:
    lock = requirements / "site.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("\njieba==", "\nother=="), encoding="utf-8")
    with pytest.raises(DataError, match=r"^site.in:\d+: expected jieba in site.lock, found no such line"):
        read_packages(described(requirements), requirements)


def test_a_release_after_the_day_it_was_looked_up_is_named(requirements: Path) -> None:
    table = described(requirements)
    rows = table.read_text(encoding="utf-8").splitlines()
    cells = rows[-1].split("\t")
    cells[-3], cells[-2] = "2026-11-02", "2026-11-01"
    table.write_text("\n".join([*rows[:-1], "\t".join(cells)]), encoding="utf-8")
    with pytest.raises(DataError, match=rf"^packages.tsv:{len(rows)}: expected a release before .* 2026-11-02 after"):
        read_packages(table, requirements)


def test_the_page_shows_every_package_that_is_asked_for_or_comes_along() -> None:
    page = drawn.package_table() + drawn.package_rest()
    for name in ("build", "site", "files", "test", "audit", "engines", "platforms"):
        for package, version in read_lock(ROOT / f"requirements/{name}.lock").items():
            assert f">{package}</td>" in page or f"{package} {version}" in page, package


def test_what_stands_in_the_table_is_text(requirements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "{{ 7*7 }}{% raw %}<script>x</script>\"'&lt;"
    table = (ROOT / "source/packages.tsv").read_text(encoding="utf-8").replace("\tSun Junyi\t", f"\t{hostile}\t")
    (requirements.parent / "source").mkdir()
    (requirements.parent / "source/packages.tsv").write_text(table, encoding="utf-8")
    monkeypatch.setattr(drawn, "ROOT", requirements.parent)
    page = drawn.package_table()
    assert "<script" not in page
    assert "{" not in page
    cells = [cell.text_content() for cell in html.fromstring(page).iter("td")]
    assert hostile in cells


def test_a_build_with_an_undescribed_package_stops_in_one_line(snapshot: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", snapshot)
    with (project / "requirements/site.in").open("a", encoding="utf-8") as asked:
        asked.write("left-pad\n")
    result = build(project, tmp_path / "site")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("build.py: site.in:")
    assert not (tmp_path / "site").exists()


def answer(*packages: dict[str, object]) -> str:
    """What pip-audit prints with ``--format json``."""
    return json.dumps({"dependencies": packages, "fixes": []})


FINE = {"name": "jieba", "version": "0.42.1", "vulns": []}
SKIPPED = {"name": "lunr", "skip_reason": "Dependency not found on PyPI and could not be audited: lunr (0.8.0)"}
FLAWED = {
    "name": "flask",
    "version": "0.5",
    "vulns": [
        {"id": "PYSEC-2019-179", "fix_versions": ["1.0", "0.12.3"], "aliases": [], "description": "…"},
        {"id": "PYSEC-2018-66", "fix_versions": [], "aliases": [], "description": "…"},
    ],
}


@pytest.mark.parametrize(
    ("printed", "complained", "status", "line"),
    [
        (answer(FINE, FINE), "", 0, "2 packages checked, no known vulnerability"),
        (answer(), "", 2, "nothing was checked: the lock lists no package"),
        (answer(SKIPPED, SKIPPED), "No known vulnerabilities found", 2, "nothing was checked: the advisory service"),
        (answer(FINE, SKIPPED), "", 2, "not checked, the advisory service does not answer for them: lunr"),
        (
            answer(SKIPPED, FLAWED),
            "",
            1,
            "2 known vulnerabilities: flask 0.5: PYSEC-2019-179 (mended in 1.0, 0.12.3); ",
        ),
        (
            "",
            "Traceback\n  File\nConnectionError: gone\n\n",
            2,
            "nothing was checked, pip-audit says: ConnectionError: ",
        ),
        ("[]", "", 2, "nothing was checked, pip-audit says: nothing"),
        ("", "b" * 100_000, 2, "nothing was checked, pip-audit says: bbb"),
    ],
)
def test_what_pip_audit_says_comes_to_one_line(printed: str, complained: str, status: int, line: str) -> None:
    found = verdict(printed, complained)
    assert found.status == status
    assert found.line.startswith(line)
    assert "\n" not in found.line
    assert len(found.line) <= 300


def test_a_release_is_the_same_bytes_for_the_same_site(tmp_path: Path) -> None:
    for name, order in (("one", ("a/b.html", "index.html")), ("two", ("index.html", "a/b.html"))):
        for number, file in enumerate(order):
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file, encoding="utf-8")
            path.chmod(0o600 + number)
            os.utime(path, (number, number))
    first = pack(tmp_path / "one")
    assert first == pack(tmp_path / "two")
    with tarfile.open(fileobj=io.BytesIO(first)) as archive:
        assert archive.getnames() == ["site/a/b.html", "site/index.html"]
        archive.extractall(tmp_path / "out", filter="data")
    assert (tmp_path / "out/site/a/b.html").read_text(encoding="utf-8") == "a/b.html"


def test_the_sums_are_of_all_other_files(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text("old", encoding="utf-8")
    (tmp_path / "sbom.cdx.json").write_bytes(b"{}")
    assert sums(tmp_path) == f"{sha256(b'{}').hexdigest()}  sbom.cdx.json\n"


def test_a_release_without_a_site_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/release.py"), str(tmp_path), str(tmp_path / "release")]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "found no index.html" in result.stderr
    assert not (tmp_path / "release").exists()
