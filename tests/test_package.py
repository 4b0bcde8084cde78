"""The project as a package: what is installed works from anywhere, the browser's scripts included."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import ROOT, copy_project

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
LOCKED = ("--no-index", "--no-build-isolation", "--no-deps")
"""With the packages that are there, the locked ones; nothing is fetched."""
USE = """
import gongwen
from gongwen.search.bake import read_scripts
scripts = read_scripts()
print(gongwen.__file__, scripts["worker.js"][:1] != "", "lunr.Index.load" in scripts["lunr.js"], sep="\\n")
print(gongwen.parse_text.__name__)
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
    assert rest == ["True", "True", "parse_text"]
