"""Pack the built site for a release: ``python scripts/release.py site release``.

The folder then has ``site.tar.gz``, which is the same bytes for the same site, and ``SHA256SUMS`` of all in it.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

SUMS = "SHA256SUMS"


def pack(site: Path) -> bytes:
    """The files of ``site`` below ``site/``, in order, without times, owners or modes of this machine."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(site.rglob("*"), key=lambda path: path.as_posix()):
            if path.is_file():
                entry = tarfile.TarInfo(f"site/{path.relative_to(site).as_posix()}")
                entry.size = path.stat().st_size
                entry.mode = 0o644
                with path.open("rb") as file:
                    archive.addfile(entry, file)
    return gzip.compress(content.getvalue(), mtime=0)


def sums(folder: Path) -> str:
    """What ``sha256sum --check`` reads: a line for each file of ``folder`` but the sums themselves."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    return "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def main() -> int:
    site, folder = map(Path, sys.argv[1:])
    if not (site / "index.html").is_file():
        print(f"release.py: {site}: expected a built site, found no index.html; to mend: make build", file=sys.stderr)
        return 2
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "site.tar.gz").write_bytes(pack(site))
        (folder / SUMS).write_text(sums(folder), encoding="utf-8")
    except OSError as problem:
        print(f"release.py: {folder}: {problem}", file=sys.stderr)
        return 2
    print((folder / SUMS).read_text(encoding="utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
