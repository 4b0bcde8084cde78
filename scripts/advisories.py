"""Ask for known vulnerabilities of every locked package: ``python scripts/advisories.py requirements/*.lock``.

pip-audit asks the advisory service of PyPI. It calls a package that the service does not answer for "skipped" and
ends well: but then nothing was checked, so that is a failure here. Exit status 1: a known vulnerability; 2: not
everything was checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 3600
"""Seconds for all packages of a lock."""


@dataclass(frozen=True)
class Verdict:
    """What was found out of one lock, in one line; status as the script's own."""

    status: int
    line: str


def verdict(answer: str, complaint: str) -> Verdict:
    """What pip-audit's output as JSON and its standard error come to.

    >>> verdict('{"dependencies": [{"name": "jieba", "version": "0.42.1", "vulns": []}]}', "")
    Verdict(status=0, line='1 packages checked, no known vulnerability')
    """
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = [line.strip() for line in complaint.splitlines() if line.strip()]
        return Verdict(2, f"nothing was checked, pip-audit says: {said[-1] if said else 'nothing'}"[:300])
    if not packages:
        return Verdict(2, "nothing was checked: the lock lists no package")
    found = [
        f"{package['name']} {package['version']}: {flaw['id']} ({_mended(flaw['fix_versions'])})"
        for package in packages
        for flaw in package.get("vulns", ())
    ]
    if found:
        return Verdict(1, f"{len(found)} known vulnerabilities: {'; '.join(found)}")
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if len(skipped) == len(packages):
        return Verdict(2, f"nothing was checked: the advisory service answers for none of {len(packages)} packages")
    if skipped:
        return Verdict(2, f"not checked, the advisory service does not answer for them: {', '.join(skipped)}")
    return Verdict(0, f"{len(packages)} packages checked, no known vulnerability")


def check(lock: Path) -> Verdict:
    """Ask for every package of ``lock``; it must pin each by hash."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    command += ["--format", "json", "--requirement", str(lock)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return Verdict(2, "nothing was checked: the advisory service did not answer within an hour")
    return verdict(run.stdout, run.stderr)


def _mended(versions: list[str]) -> str:
    return f"mended in {', '.join(versions)}" if versions else "not mended yet"


def main() -> int:
    status = 0
    for lock in map(Path, sys.argv[1:]):
        found = check(lock)
        print(f"advisories.py: {lock}: {found.line}", file=sys.stderr if found.status else sys.stdout, flush=True)
        status = max(status, found.status)
        if found.status == 2:
            break  # asked once more, a service that is away would only say the same
    return status


if __name__ == "__main__":
    sys.exit(main())
