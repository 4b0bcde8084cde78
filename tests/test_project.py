"""The papers of the project: commands, locks, workflows and the notes that name them."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from support import ROOT

NOTES = ("README.md", "CONTRIBUTING.md")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
COMMANDS = {"bash .ci/run", "make audit", "make build", "make release FILES=1"}
"""What anybody can run, and so all that CI runs; what only the repository's host can do stands below."""
HOSTS = {"release": 'gh release create "$TAG" --verify-tag --generate-notes release/*'}
GRANTED = {
    "attest": {"id-token": "write", "attestations": "write"},
    "publish": {"pages": "write", "id-token": "write"},
    "release": {"contents": "write"},
}
"""The jobs that may do more than read, and what: none of them runs code of ours or of a package."""


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


@pytest.mark.parametrize("name", ["build", "site", "test", "audit", "platforms"])
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
    for name, job in content["jobs"].items():
        assert job.get("permissions", {}) == (GRANTED.get(name, {}) if workflow.name == "deploy.yml" else {}), name
        steps = job.get("steps", [])
        called = re.fullmatch(r"\$/(\.github/workflows/\w+\.yml)", job.get("uses", ""))
        assert (ROOT / called[1]).is_file() if called else steps, "a job has steps, or is a workflow of this repository"
        actions = [step["uses"] for step in steps if "uses" in step]
        assert [action for action in actions if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)] == []
        commands = {step["run"] for step in steps if "run" in step}
        assert commands <= ({HOSTS[name]} if name in HOSTS else set() if name in GRANTED else COMMANDS), name


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_one_version_of_an_action_is_used_everywhere_and_named(workflow: Path) -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    uses = re.findall(r"uses: (actions/.*)", workflow.read_text(encoding="utf-8"))
    assert uses
    for use in uses:
        action, version = re.fullmatch(r"(actions/[\w-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use
        assert action, use
        assert set(re.findall(rf"uses: ({action[1]}@.*)", texts)) == {version}


def test_nothing_is_published_that_is_not_checked_and_attested() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text(encoding="utf-8"))["jobs"]
    needs = {name: job.get("needs") for name, job in jobs.items()}
    assert needs == {"checks": None, "build": "checks", "attest": "build", "publish": "attest", "release": "attest"}


ZIZMOR = [
    str(Path(sys.executable).with_name("zizmor")),
    "--offline",
    "--pedantic",
    "--strict-collection",
    "--no-progress",
]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
        ("        with:\n          persist-credentials: false\n", "", "artipacked"),
        ("permissions:\n  contents: read", "permissions: write-all", "excessive-permissions"),
        ("run: make release", "run: echo ${{ github.head_ref }}", "template-injection"),
        ("  attestations: write # where", "  contents: write\n      attestations: write # where", "undocumented-perm"),
    ],
)
def test_a_workflow_that_loosens_is_refused(tmp_path: Path, before: str, after: str, rule: str) -> None:
    copy = Path(shutil.copytree(ROOT / ".github", tmp_path / ".github"))
    whole = subprocess.run([*ZIZMOR, str(copy)], capture_output=True, text=True)
    assert whole.returncode == 0, whole.stdout
    deploy = copy / "workflows/deploy.yml"
    text = deploy.read_text(encoding="utf-8")
    assert before in text
    deploy.write_text(text.replace(before, after), encoding="utf-8")
    loosened = subprocess.run([*ZIZMOR, str(copy)], capture_output=True, text=True)
    assert loosened.returncode != 0
    assert rule in loosened.stdout


def test_lines_of_the_browsers_code_are_no_longer_than_pythons() -> None:
    scripts = sorted((ROOT / "scripts").rglob("*.js"))
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


@pytest.mark.parametrize(
    ("file", "schema", "before", "after"),
    [
        ("CITATION.cff", "citation-file-format", "type: software", "type: sofware"),
        (".github/ISSUE_TEMPLATE/error.yml", "github-issue-forms", "id: what", "id: is what"),
    ],
)
def test_papers_for_the_host_are_checked_by_their_schemas(
    tmp_path: Path, file: str, schema: str, before: str, after: str
) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert before in text
    for content, status in ((text, 0), (text.replace(before, after), 1)):
        (copy := tmp_path / Path(file).name).write_text(content, encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(copy)]
        assert subprocess.run(command, capture_output=True).returncode == status


def test_the_citation_of_the_software_names_its_version_and_licence() -> None:
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (said["version"], said["license"]) == (project["version"], project["license"])
    assert said["title"].startswith(f"{project['name']}:")


def test_every_promise_names_a_test_that_there_is() -> None:
    page = (ROOT / "docs/about.md").read_text(encoding="utf-8")
    _, found, section = page.partition("{: #promises }")
    assert found
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 30
    for row in rows:
        promise, held = row.strip("| ").split(" | ")
        names, targets = re.findall("`(tests/[^`]+)`", held), re.findall("`make ([a-z-]+)`", held)
        assert names or targets, f"nothing holds: {promise}"
        assert not [name for name in names if not _holds_a_test(name)], promise
        assert not [name for name in targets if f"\n{name}:" not in (ROOT / "Makefile").read_text("utf-8")], promise


def _holds_a_test(named: str) -> bool:
    """Whether a folder, file or function of tests is one that is run; the list of what only Chromium shows counts."""
    path, _, function = named.partition("::")
    files = sorted((ROOT / path).rglob("test_*.py")) if path.endswith("/") else [ROOT / path]
    if path.endswith(".tsv"):
        return files[0].exists()
    nodes = [node for file in files if file.exists() for node in ast.parse(file.read_text("utf-8")).body]
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
    return function in defined if function else bool(defined)


def test_a_promise_that_nothing_holds_is_noticed() -> None:
    assert _holds_a_test("tests/test_project.py::test_a_promise_that_nothing_holds_is_noticed")
    for named in ("test_project.py::_holds_a_test", "test_none.py", "duties/cases/", "support.py"):
        assert not _holds_a_test(f"tests/{named}")
