"""The project as a package: what is installed works from anywhere, the browser's scripts included."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from support import ROOT, copy_project

from gongwen import data, data_file, source
from gongwen.errors import DataError
from gongwen.packages import read_lock

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
LOCKED = ("--no-index", "--no-build-isolation", "--no-deps")
"""With the packages that are there, the locked ones; nothing is fetched."""
USE = """
import gongwen
from gongwen.search.bake import read_scripts
scripts = read_scripts()
print(gongwen.__file__, scripts["worker.js"][:1] != "", "lunr.Index.load" in scripts["lunr.js"], sep="\\n")
print(gongwen.data("pairings")[4]["recipient"], gongwen.data_file("clauses/8.md").is_file())
edition = gongwen.make_edition(gongwen.source())
print(gongwen.print_text(edition.document) == gongwen.data_file("guideline.txt").read_text(encoding="utf-8"))
print(gongwen.source().is_relative_to(gongwen.__path__[0]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it would be installed, built from a copy: building writes beside the sources."""
    folder = tmp_path_factory.mktemp("package")
    project = copy_project(folder / "the project")
    subprocess.run([*PIP, "wheel", *LOCKED, "--wheel-dir", str(folder), "."], cwd=project, check=True)
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_module_and_every_script_of_the_browser(wheel: Path) -> None:
    package = ROOT / "scripts/gongwen"
    kept = {path.relative_to(package.parent).as_posix() for path in package.rglob("*") if path.is_file()}
    kept = {name for name in kept if "__pycache__" not in name}
    for folder, within in (("docs/data", "gongwen/published"), ("source", "gongwen/source")):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        kept |= {f"{within}/{path.relative_to(ROOT / folder).as_posix()}" for path in files}
    assert len([name for name in kept if name.endswith(".js")]) >= 10
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if ".dist-info/" not in name} == kept


def test_what_is_installed_works_away_from_the_clone(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([*PIP, "install", *LOCKED, "--target", str(tmp_path / "installed"), str(wheel)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    result = subprocess.run(
        [sys.executable, "-c", USE], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    where, *rest = result.stdout.splitlines()
    assert Path(where).is_relative_to(tmp_path)
    assert rest == ["True", "True", f"{data('pairings')[4]['recipient']} True", "True", "True"]


def test_a_clone_has_the_same_data() -> None:
    assert data_file("guideline.txt") == ROOT / "docs/data/guideline.txt"
    assert source() == ROOT / "source"


@pytest.mark.parametrize("name", ["nothing", "../index", "/etc/passwd", ""])
def test_data_that_there_is_none_of_is_named(name: str) -> None:
    with pytest.raises(DataError, match="expected a data file, found none of this name"):
        data_file(name)


TYPESETTING = ("pdf.py", "pdf_check.py", "fonts.py", "png.py")
"""The modules that `make files` alone asks for, with a lock of its own."""


def test_what_the_package_imports_comes_with_what_it_asks_for() -> None:
    """So that `pip install .` works in an empty environment; the lock has all that the list brings along."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["dependencies"] == {"file": ["requirements/site.in"]}
    imported = set()
    paths = [path for path in (ROOT / "scripts/gongwen").rglob("*.py") if path.name not in TYPESETTING]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            imported |= {name.split(".")[0] for name in names}
    packages = packages_distributions()
    foreign = {packages[name][0] for name in imported - sys.stdlib_module_names - {"gongwen"}}
    assert "lxml" in foreign
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in foreign} <= read_lock(
        ROOT / "requirements/site.lock"
    ).keys()
