"""The papers of the project: commands, locks, workflows and the notes that name them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from support import ROOT

NOTES = ("README.md", "CONTRIBUTING.md")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def _targets() -> dict[str, bool]:
    """The targets a person calls, and whether ``make help`` lists them."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    return {line.split(":")[0]: " ## " in line for line in lines if re.match(r"[a-z-]+:", line)}


def test_every_target_has_a_line_of_help() -> None:
    assert {"serve", "build", "test", "bench"} <= _targets().keys()
    assert all(_targets().values()), _targets()


@pytest.mark.parametrize("note", NOTES)
def test_notes_name_only_what_is_there(note: str) -> None:
    text = (ROOT / note).read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= _targets().keys()
    paths = re.findall(r"(?<=[`(])((?:\.github|docs|macros|overrides|scripts|source|tests)/[\w./-]*)", text)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", ["build", "site", "test"])
def test_locks_pin_every_package_by_hash_and_name_no_host(name: str) -> None:
    text = (ROOT / f"requirements/{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text.replace("--no-emit-index-url", "")
    pins = re.split(r"\n(?=\w)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert len(pins) >= 3
    assert [pin for pin in pins if not re.match(r"[\w.-]+==\S+ [^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", pin)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_pin_actions_and_ask_for_little(workflow: Path) -> None:
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert content["permissions"] == {"contents": "read"}
    steps = [step for job in content["jobs"].values() for step in job.get("steps", ())]
    assert steps
    actions = [step["uses"] for step in steps if "uses" in step]
    assert [action for action in actions if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)] == []
    commands = [step["run"] for step in steps if "run" in step]
    assert set(commands) <= {"bash .ci/run", "make build"}, "CI runs what anybody can run"


def test_lines_of_the_browsers_code_are_no_longer_than_pythons() -> None:
    scripts = sorted([*(ROOT / "overrides").rglob("*.js"), *(ROOT / "scripts").rglob("*.js")])
    assert scripts
    lines = [(script.name, line) for script in scripts for line in script.read_text(encoding="utf-8").splitlines()]
    assert [(name, line) for name, line in lines if len(line) > 120] == []


def test_a_clone_that_moved_links_its_package_anew(tmp_path: Path) -> None:
    """The link in ``.venv`` carries the clone's path; its stamp says which."""
    clone = tmp_path / "又一个 clone"
    (clone / ".venv/bin").mkdir(parents=True)
    shutil.copytree(ROOT / "requirements", clone / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, clone)
    for name in ("bin/python", "packages.stamp", "site.stamp"):  # in the order in which they are made
        (clone / ".venv" / name).touch()

    def steps(path: str) -> str:
        (clone / ".venv/site.stamp").write_text(f"{path}\n", encoding="utf-8")
        command = ["make", "--no-print-directory", "-n", ".venv/site.stamp"]
        return subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True).stdout

    assert "--editable ." in steps("/where/it/stood")
    assert "--editable ." in steps("")
    assert "up to date" in steps(str(clone.resolve()))
