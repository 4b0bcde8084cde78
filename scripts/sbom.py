"""The site's bill of materials: ``python scripts/sbom.py release/sbom.cdx.json`` writes it as CycloneDX.

It lists what the site is made with, every package with its version and hashes, as the locks pin them. The same locks
give the same bytes: there is no time in it, and its serial number is computed from the locks.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parent.parent
LOCKS = tuple(ROOT / f"requirements/{name}.lock" for name in ("build", "site"))
"""What the site is made with; the tools of tests and audit leave nothing in it."""


class SbomError(Exception):
    """The bill cannot be written; prints as one line."""


def make_sbom(locks: Sequence[str], project: Path) -> bytes:
    """The bill of what ``locks`` pin, for the ``project`` that a pyproject.toml names; what two of them pin, once."""
    pins = "".join(dict.fromkeys(pin for lock in locks for pin in re.split(r"^(?=\w)", lock, flags=re.MULTILINE)))
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "--sv", "1.6"]
    command += ["--pyproject", str(project), "-"]
    # Without SOURCE_DATE_EPOCH: a time would be one of the environment, not of the locks.
    run = subprocess.run(command, input=pins.encode(), env={}, capture_output=True, check=False)
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip().splitlines()
        raise SbomError(said[-1] if said else f"cyclonedx_py ended with status {run.returncode}")
    bill = json.loads(run.stdout)
    bill["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, sha256(pins.encode()).hexdigest())}"
    for component in bill["components"]:
        del component["description"]  # the line of the lock once more
    return (json.dumps(bill, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def write_sbom(target: Path) -> int:
    """Write the bill of this project's locks whole to ``target``; how many packages it lists."""
    content = make_sbom([lock.read_text(encoding="utf-8") for lock in LOCKS], ROOT / "pyproject.toml")
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = target.with_name(f".{target.name}.new")
    whole.write_bytes(content)
    whole.replace(target)
    return len(json.loads(content)["components"])


def main() -> int:
    try:
        target = Path(sys.argv[1])
        print(f"sbom.py: {target}: {write_sbom(target)} packages")
    except (IndexError, OSError, SbomError) as problem:
        print(f"sbom.py: no bill of materials: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
