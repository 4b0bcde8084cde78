"""The driver of ``make test-hard``: it counts what fails, and leaves nothing running."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

import stress

TESTS = """import pytest

@pytest.mark.browser
@pytest.mark.parametrize("page", [1, 2])
def test_page(page):
    assert page == 1

@pytest.mark.browser
def test_without_a_browser_of_its_own(nothing):
    pass

def test_of_no_browser():
    assert False
"""
ONE = ("-n", "1")
"""One worker, where it does not matter how many there are: each takes seconds to start."""
SHARING = """import os
import pytest

@pytest.mark.browser
def test_workers():
    assert int(os.environ["PYTEST_XDIST_WORKER_COUNT"]) == 3 * len(os.sched_getaffinity(0))
"""


def test_failures_are_named_and_other_tests_left_out(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    tests = tmp_path / "test_pages.py"
    tests.write_text(TESTS, encoding="utf-8")
    # Where the clone and the temporary folder have a parent in common, pytest puts the folders between before the name.
    failed = [name[name.index("test_pages::") :] for name in stress.run([*ONE, str(tests)])]
    assert sorted(failed) == [
        "test_pages::test_page[2]",
        "test_pages::test_without_a_browser_of_its_own",
    ]
    assert b"assert 2 == 1" in capfdbinary.readouterr().out
    assert stress.run([*ONE, f"{tests}::test_page[1]"]) == []


def test_nothing_to_run_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        stress.run([*ONE, str(tmp_path)])
    assert stop.value.code == 2


def test_a_failed_run_counts_once_and_each_test_as_often_as_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert stress.report([[], ["a", "b"], ["b"]]) == 1
    assert capsys.readouterr().out.splitlines() == ["3 runs with 3 tests on each core: 2 failed", "  2 × b", "  1 × a"]
    assert stress.report([[], []]) == 0


def test_three_tests_share_a_core_and_what_spins_stands_behind_them(tmp_path: Path) -> None:
    tests = tmp_path / "test_sharing.py"
    tests.write_text(SHARING, encoding="utf-8")
    with stress.load(2) as spinning:
        assert [os.getpriority(os.PRIO_PROCESS, process.pid) for process in spinning] == [19, 19]
        assert stress.run([str(tests)]) == []


@pytest.mark.parametrize("end", ["kill", "terminate", "leave"])
def test_no_load_is_left_behind(end: str) -> None:
    script = "import stress, sys\nwith stress.load(2):\n    print('busy', flush=True)\n    sys.stdin.read()"
    driver = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT / "scripts",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # the spinning processes hold it too, so its end is theirs
    )
    assert driver.stdout
    assert driver.stdout.readline() == b"busy\n"
    if end != "leave":
        getattr(driver, end)()
    assert driver.communicate(timeout=60)[1] == b""
