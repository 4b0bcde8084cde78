"""Find what sets the PDFs, or get it: ``python scripts/typesetting.py`` ends with 2 where something is missing.

Beyond Python that is Pango, which lays out lines, and free fonts with all of Chinese. Root on Debian gets them from the
system's packages; anybody else is told which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from gongwen.errors import LibraryError
from gongwen.office.needs import SYSTEM, expect_needs

INSTALL_SECONDS = 900


def missing() -> str:
    """What is missing, in a line that says how to get it; empty if the PDFs can be set."""
    try:
        expect_needs("typesetting.py")
    except LibraryError as problem:
        return str(problem)
    return ""


def install() -> None:
    """Get Debian's packages, as far as that goes."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *SYSTEM]
    for command in (["apt-get", "-qq", "update"], wanted):
        print(f"No Pango or fonts yet: {' '.join(command)}", file=sys.stderr, flush=True)
        subprocess.run(command, stdout=sys.stderr, env=environment, timeout=INSTALL_SECONDS, check=False)


def main() -> int:
    if missing():
        install()
    # Asked anew: a process that failed to load a library does not load it later.
    code = "import typesetting; print(typesetting.missing())"
    again = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True)
    found = (again.stdout if not again.returncode else again.stderr).strip()
    if found:
        print(found.splitlines()[-1], file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
