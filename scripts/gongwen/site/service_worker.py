"""A built site → the script that keeps what a visit loaded, with the hash of every file that it may keep."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import rjsmin

BROWSER = Path(__file__).parent / "browser"
"""The folder of the scripts that make the site work without a network."""
SERVICE_WORKER = "service-worker.js"
"""At the site's root, as it may answer only for what is below its own folder."""
UNUSED = re.compile(
    rf"{SERVICE_WORKER}|_headers|404\.html|sitemap\.xml\.gz|.*\.map"
    r"|assets/javascripts/(lunr|workers)/.*|assets/stylesheets/palette\..*"
)
"""Files of a site that only a server answers with, or that no page asks for."""
DOWNLOADS = re.compile(r".*\.(docx|pdf|xlsx)")
"""What the reader keeps himself, and opens in another program: no browser need keep it twice."""


def print_service_worker(site: Path) -> str:
    """The script for a built site: ``const FILES={"clauses/8/index.html":"1a2b3c4d",…},BUILD="5e6f7a8b"``.

    Of a hash (SHA-256) the first eight digits: enough, as a file is compared with one other, the one of its name.
    """
    paths = ((path.relative_to(site).as_posix(), path) for path in sorted(site.rglob("*")) if path.is_file())
    kept = ((name, path) for name, path in paths if not (UNUSED.fullmatch(name) or DOWNLOADS.fullmatch(name)))
    files = {name: _hash(path.read_bytes()) for name, path in kept}
    known = json.dumps(files, separators=(",", ":"))
    script = rjsmin.jsmin((BROWSER / SERVICE_WORKER).read_text(encoding="utf-8"))
    filled = script.replace("FILES={}", f"FILES={known}", 1).replace('"BUILD"', f'"{_hash(known.encode())}"', 1)
    return f"{filled}\n"


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:8]
