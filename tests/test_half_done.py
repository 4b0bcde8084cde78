"""Nothing half done: docs/, the register and the site change together or not at all, however a build ends.

A build that is killed at 100 moments instead of a few: ``make test ARGS="tests/test_half_done.py -n 0 --moments 100"``.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support import BUILD_SECONDS, ROOT, copy_project, tree

from gongwen.errors import DiskError
from gongwen.exchange import contents, exchange
from probe import serving

MOMENTS = Path(__file__).parent / "moments"
STATUS = {"KILL": -signal.SIGKILL, "TERM": 128 + signal.SIGTERM, "INT": 130}
WAITS = "build.py: another build is at work here; waiting until it ends\n"
BOUND = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
"""Puts root, too, under the rights of files and folders."""


# The exchange, at every moment it has


def _every(folder: Path, *kind: str) -> list[dict[str, Any]]:
    command = [sys.executable, str(MOMENTS / "every.py"), str(folder), *kind]
    path = os.pathsep.join([str(MOMENTS), str(ROOT / "scripts")])
    result = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(told) > 10, "it did not go through an exchange"
    assert (told[-1]["ended"], told[-1]["site"]) == ("new", "new"), "the one that was let alone"
    return told[:-1]


@pytest.mark.parametrize("how", ["at once", "slowly"])
def test_killed_at_any_moment_the_next_command_finds_all_old_or_all_new(tmp_path: Path, how: str) -> None:
    """Also where that is killed while it puts things back, at any moment; ``slowly`` is a system without a call by
    which two folders change places."""
    told = _every(tmp_path, "KILL", *[how] * (how == "slowly"))
    assert {each["status"] for each in told} == {-signal.SIGKILL}
    assert {each["ended"] for each in told} == {"old", "mixed", "new"}, "no moment was in the midst of it"
    assert {state for each in told for state in each["undone"]} == {"old", "new"}
    assert not any(each["left"] for each in told)
    if how == "at once":
        assert {each["site"] for each in told} == {"old", "new"}, "a reader would have found no site"


@pytest.mark.parametrize("kind", [["INT"], ["FULL"], ["DENIED"], ["DENIED", "slowly"]], ids=" ".join)
def test_interrupted_or_refused_at_any_moment_all_is_old_or_all_new_at_once(tmp_path: Path, kind: list[str]) -> None:
    told = _every(tmp_path, *kind)
    assert {1} <= {each["status"] for each in told} <= {0, 1}, "0 where it only could not clear up"
    assert {(each["ended"], each["site"]) for each in told} <= {("old", "old"), ("new", "new")}
    assert not any(".pending" in each["about"] for each in told if each["status"])


def test_what_was_written_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    page, other = tmp_path / "docs/full.md", tmp_path / "docs/about.md"
    page.parent.mkdir()
    page.write_text("old", encoding="utf-8")
    other.write_text("by hand", encoding="utf-8")
    before = contents(tmp_path / "docs")
    other.write_text("edited", encoding="utf-8")
    with pytest.raises(DiskError, match=r"about\.md: expected the file as it was when the build began, found another"):
        exchange(tmp_path / ".pending", before, {page: b"new"})
    assert (page.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == ("old", "edited")


def test_a_server_goes_on_with_the_new_site(tmp_path: Path) -> None:
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    for folder in (site, fresh):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name, encoding="utf-8")
    with serving(site) as url:
        connection = HTTPConnection(urlsplit(url).netloc)
        for expected in ("site", "fresh", "site"):
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert (answer.status, answer.read().decode()) == (200, expected)
            exchange(tmp_path / "room", {}, {}, {site: fresh})
        connection.close()


# Builds

Parts = tuple[dict[str, str], dict[str, str]]
"""The files of docs/ and source/, and those of the site, as digests."""


@pytest.fixture
def older(tmp_path: Path, snapshot: Path) -> Path:
    """A project with docs/, a register and a site of an older generation than its source, by a clock that jumped."""
    project = copy_project(tmp_path / "another clone", snapshot)
    shutil.copytree(snapshot / "site", project / "site")
    for name in ("docs/full.md", "docs/data/terms.json", "site/index.html"):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write("\n")
    for name in ("source/register.tsv", "source/wordings.tsv"):
        lines = (project / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (project / name).write_text("".join(lines[:-1]), encoding="utf-8")
    (project / "docs/data/places.csv").unlink()
    shutil.copy(project / "docs/clauses/1.md", project / "docs/clauses/999.md")
    for number, path in enumerate(project.rglob("*")):
        os.utime(path, (1, 1 + number % 2 * 2**33))
    return project


def _parts(project: Path) -> Parts:
    return tree(project / "docs") | tree(project / "source"), tree(project / "site")


def _build(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/build.py", *arguments]
    path = os.pathsep.join(filter(None, [str(MOMENTS), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"} | environment
    told: dict[str, Any] = {"capture_output": True, "text": True, "timeout": BUILD_SECONDS}
    return subprocess.run(command, cwd=project, env=environment, start_new_session=True, **told)


def _left(project: Path) -> list[str]:
    return sorted(path.name for path in project.glob(".*"))


def test_ended_builds_leave_all_old_or_all_new(
    older: Path, snapshot: Path, pytestconfig: pytest.Config, record_property: Callable[[str, object], None]
) -> None:
    """Killed, terminated or interrupted while it writes docs/, or, one in five, while it builds the whole site."""
    amount = pytestconfig.getoption("moments")
    whole = amount // 5
    plan = [("--docs", "build.py", moment) for moment in _spread(_moments(older, "build.py", "--docs"), amount - whole)]
    if whole > 1:
        for process in ("build.py", "mkdocs"):
            plan += [("", process, moment) for moment in _spread(_moments(older, process), whole // 2)]
    else:
        plan += [("", "mkdocs", 200)]
    outcomes = Counter[str]()
    for number, (arguments, process, moment) in enumerate(plan):
        kind = list(STATUS)[number % len(STATUS)]
        project = Path(shutil.copytree(older, older.with_name("ended")))
        outcome = _end(project, snapshot, kind, f"{kind}:{moment}", process, *filter(None, [arguments]))
        print(f"{kind} at moment {moment} of {process} {arguments}: {outcome}", flush=True)
        outcomes[f"{kind} {arguments or 'whole'}: {outcome}"] += 1
        shutil.rmtree(project)
    for told, times in outcomes.items():
        record_property(f"builds ended by {told}", times)


def _moments(project: Path, process: str, *arguments: str) -> range:
    """The moments of a build that is let alone: of its MkDocs all, of itself those of the exchange."""
    trial = Path(shutil.copytree(project, project.with_name("trial")))
    log = project.with_name("moments.txt")
    result = _build(trial, *arguments, MOMENT="KILL:0", MOMENT_OF=process, MOMENT_LOG=str(log))
    assert result.returncode == 0, result.stderr
    shutil.rmtree(trial)
    told = log.read_text(encoding="utf-8").splitlines()
    log.unlink()
    if process != "build.py":
        return range(1, len(told) + 1)
    room = [number for number, line in enumerate(told, 1) if ".docs.pending/" in line]
    written = next(number for number in room if "open" in told[number - 1])  # before, there was nothing to undo in it
    return range(written, room[-1] + 1)


def _spread(moments: range, amount: int) -> list[int]:
    """An ``amount`` of these moments, evenly, the first and the last among them."""
    return [moments[round(at * (len(moments) - 1) / max(amount - 1, 1))] for at in range(amount)]


def _end(project: Path, snapshot: Path, kind: str, moment: str, process: str, *arguments: str) -> str:
    """End a build at this moment; in which state it was found until the next command came."""
    old, new = _parts(project), _parts(snapshot)
    if arguments:
        new = new[0], old[1]
    result = _build(project, *arguments, MOMENT=moment, MOMENT_OF=process)
    assert result.returncode == STATUS[kind], f"{moment} of {process}: {result.stderr}"
    found = {str(old): "old", str(new): "new"}.get(str(_parts(project)), "mixed")
    if kind != "KILL":
        assert (found != "mixed", "Traceback" in result.stderr) == (True, False), f"{moment} of {process}"
        assert not (project / ".docs.pending/journal.json").exists(), "there is something left to undo"
    else:
        page = project / "source/guideline.txt"
        aside = page.rename(project.with_name("aside.txt"))
        result = _build(project, "--docs")
        assert (result.returncode, len(result.stderr.splitlines())) == (2, 1), result.stderr
        aside.rename(page)
        assert _parts(project) in (old, new), f"{moment} of {process}: not whole after the next command, which failed"
        assert _left(project) == []
    result = _build(project, *arguments)
    assert result.returncode == 0, result.stderr
    assert _parts(project) == new, f"{moment} of {process}: not whole after the next build"
    assert _left(project) == []
    return found


def test_a_second_build_says_that_it_waits(older: Path, snapshot: Path) -> None:
    before = _parts(older)
    lock = os.open(older, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    command = [sys.executable, "scripts/build.py", "--docs"]
    with subprocess.Popen(command, cwd=older, stderr=subprocess.PIPE, text=True) as waiting:
        assert waiting.stderr
        try:
            assert waiting.stderr.readline() == WAITS
            assert _parts(older) == before
        finally:
            os.close(lock)
        assert waiting.communicate()[1] == ""
    assert waiting.returncode == 0
    assert _parts(older) == (_parts(snapshot)[0], before[1])


def test_two_builds_at_once_write_one_after_the_other(older: Path, snapshot: Path) -> None:
    command = [sys.executable, "scripts/build.py", "--docs"]
    both = [subprocess.Popen(command, cwd=older, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = sorted(each.communicate()[1] for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert told in (["", ""], ["", WAITS]), "only one may have to wait"
    assert _parts(older)[0] == _parts(snapshot)[0]
    assert _left(older) == []


def test_what_outlives_a_killed_build_is_waited_for(older: Path) -> None:
    """A killed build's MkDocs goes on writing its pages; they would come between those of the next one."""
    command = [sys.executable, "scripts/build.py"]
    environment = os.environ | {"PYTHONPATH": str(MOMENTS), "MOMENT": "STOP:1", "MOMENT_OF": "mkdocs"}
    build = subprocess.Popen(command, cwd=older, env=environment, start_new_session=True, stderr=subprocess.PIPE)
    assert os.WIFSTOPPED(os.waitpid(build.pid, os.WUNTRACED)[1]), "it ended before its MkDocs began to write"
    build.kill()
    build.wait()
    with subprocess.Popen([*command, "--docs"], cwd=older, stderr=subprocess.PIPE, text=True) as waiting:
        assert waiting.stderr
        try:
            assert waiting.stderr.readline() == WAITS
            assert ".site.pending" in _left(older)
        finally:
            os.killpg(build.pid, signal.SIGKILL)
        assert waiting.communicate()[1] == ""
    assert waiting.returncode == 0
    assert _left(older) == []


@pytest.mark.parametrize("folder", ["docs/clauses", "source", "."])
def test_a_folder_that_may_only_be_read_stops_with_one_line(older: Path, folder: str) -> None:
    before = _parts(older)
    (older / folder).chmod(0o555)
    command = [*BOUND, sys.executable, "scripts/build.py", "--docs"]
    result = subprocess.run(command, cwd=older, capture_output=True, text=True)
    (older / folder).chmod(0o755)
    assert result.returncode == 2, result.stderr
    named = {"docs/clauses": "docs/clauses/.*", "source": "source/register.tsv", ".": ".docs.pending"}[folder]
    assert re.fullmatch(rf"build\.py: .*{named}: expected .*, found Permission denied; to mend: .*\n", result.stderr)
    assert _parts(older) == before
    assert _left(older) == []


@pytest.mark.parametrize(("names", "named"), [([".git", "index.html", "sitemap.xml"], ".git"), (["a.txt"], "a.txt")])
def test_a_folder_that_is_no_site_is_not_replaced(older: Path, tmp_path: Path, names: list[str], named: str) -> None:
    target = tmp_path / "target"
    target.mkdir()
    for name in names:
        (target / name).touch()
    before = _parts(older)
    for folder, found in ((target, named), (older, ".*")):
        result = _build(older, "--site-dir", str(folder))
        assert result.returncode == 2
        form = rf"build\.py: .*: expected a built site, or nothing, found {found}; to mend: name another folder\n"
        assert re.fullmatch(form, result.stderr)
    assert sorted(path.name for path in target.iterdir()) == sorted(names)
    assert _parts(older) == before
