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

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-noto-cjk")
"""Debian's names."""
INSTALL_SECONDS = 900


def missing() -> str:
    """What is missing, in a line; empty if the PDFs can be set."""
    try:
        import weasyprint  # noqa: F401  (it loads Pango as it is imported)

        from gongwen.office.fonts import FAMILIES, find

        for family in FAMILIES:
            find(family)
    except (ImportError, OSError, LibraryError) as problem:
        return str(problem).strip().splitlines()[0]
    return ""


def install() -> None:
    """Get Debian's packages, as far as that goes."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PACKAGES]
    for command in (["apt-get", "-qq", "update"], wanted):
        print(f"No Pango or fonts yet: {' '.join(command)}", file=sys.stderr, flush=True)
        subprocess.run(command, stdout=sys.stderr, env=environment, timeout=INSTALL_SECONDS, check=False)


def main() -> int:
    if missing():
        install()
    # Asked anew: a process that failed to load a library does not load it later.
    code = "import typesetting; print(typesetting.missing())"
    again = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True)
    if again.returncode or again.stdout.strip():
        found = (again.stdout + again.stderr).strip().splitlines()[-1]
        mend = f"on Debian and Ubuntu: apt-get install {' '.join(PACKAGES)}"
        print(f"typesetting.py: expected what sets a PDF, found {found}; to mend: {mend}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
