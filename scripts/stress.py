"""Run the browser tests many times, three of them on each core: ``python scripts/stress.py --runs 20``.

A test that waits for something a reader could see passes however slow the machine is; one that leans on luck fails
here. The tests are their own load, so that no time is spent on any other: each has a third of a core, and only a core
that they leave, at the end of a run, is kept busy otherwise. The sites are built once for all runs. Prints how many
runs failed and which tests; status 1 where any did. Other arguments go to pytest.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
CORES = len(os.sched_getaffinity(0))
ON_A_CORE = 3
"""Tests that share a core at any time."""
SPIN = """import os
parent = os.getppid()
os.setpriority(os.PRIO_PROCESS, 0, 19)
print(parent, flush=True)
while os.getppid() == parent: pass
"""
"""Keeps a core busy that nobody else wants, and ends by itself when nobody waits for it any more, however its parent
ended."""
PYTEST = ("-m", "pytest", "-m", "browser", "-n", str(ON_A_CORE * CORES), "--dist", "loadfile", "-q")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", default="20")
    options, more = parser.parse_known_args()
    if not (options.runs.isascii() and options.runs.isdigit() and int(options.runs)):
        print(f"stress.py: RUNS: expected a number from 1, found “{options.runs}”; to mend: RUNS=20", file=sys.stderr)
        return 2
    runs = int(options.runs)
    failed: list[list[str]] = []
    with load(CORES), TemporaryDirectory() as made:
        for number in range(1, runs + 1):
            found = run([f"--made={made}", *more])
            print(f"run {number} of {runs}: {f'{len(found)} failed' if found else 'passed'}", flush=True)
            failed.append(found)
    return report(failed)


@contextmanager
def load(cores: int) -> Iterator[list[subprocess.Popen[str]]]:
    """A spinning process for each core while the block runs, behind all others; none is left, whatever ends it."""
    with ExitStack() as stack:
        spinning = []
        for _ in range(cores):
            process = subprocess.Popen([sys.executable, "-c", SPIN], stdout=subprocess.PIPE, text=True)
            stack.callback(process.communicate)
            stack.callback(process.kill)
            spinning.append(process)
        for process in spinning:
            assert process.stdout
            process.stdout.readline()
        yield spinning


def run(more: list[str]) -> list[str]:
    """Run the tests once; the names of those that failed. What pytest says of a failure is printed.

    ``SystemExit`` where there was nothing to run, or pytest itself stopped.
    """
    with TemporaryDirectory() as folder:
        results = Path(folder, "results.xml")
        command = [sys.executable, *PYTEST, f"--junitxml={results}", *more]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            sys.stdout.buffer.write(done.stdout)
        if done.returncode not in (0, 1):
            raise SystemExit(2)
        cases = ElementTree.parse(results).iter("testcase")
        return [
            f"{case.get('classname')}::{case.get('name')}"
            for case in cases
            if case.find("failure") is not None or case.find("error") is not None
        ]


def report(failed: list[list[str]]) -> int:
    """Print how many runs failed and how often each test did; the status to end with."""
    bad = sum(map(bool, failed))
    print(f"{len(failed)} runs with {ON_A_CORE} tests on each core: {bad} failed")
    for name, count in Counter(name for names in failed for name in {*names}).most_common():
        print(f"  {count} × {name}")
    return 1 if bad else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
