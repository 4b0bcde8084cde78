"""Build again as one edits, and show it in the browser: ``python scripts/watch.py --port 8000``.

Watched is all that a build reads. Each build is a process of its own, so that edited code counts; one that fails says
why in a line, and the pages stay as they were. The pages are served without their content policy, which would refuse
the script that reloads them: what keeps to it is seen with ``make serve``.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from gongwen.errors import GongwenError
from gongwen.publish.pages import is_generated

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / ".watch/site"
WATCHED = ("source", "macros", "scripts", "docs", "requirements", "mkdocs.yml", "CHANGELOG.md")
_WRITTEN = ("register.tsv", "wordings.tsv")
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Builder:
    """Builds where something has changed since the last build ended."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site = root, site
        self._built = ""

    def __call__(self) -> None:
        """Build, unless nothing but what the last build wrote itself has changed."""
        state = self._state()
        if state == self._built:
            return
        self._built = state
        command = [sys.executable, "scripts/build.py", "--site-dir", str(self.site)]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        built = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, check=False)
        if built.returncode:
            sys.stderr.buffer.write(built.stderr)
            sys.stderr.flush()
        else:
            open_policy(self.site)
            print("built", flush=True)

    def _state(self) -> str:
        """What all that is watched contains, as a digest, without what a build writes."""
        digest = sha256()
        for path in sorted(found for name in WATCHED for found in (self.root / name, *(self.root / name).rglob("*"))):
            if path.is_file() and not self._is_written(path):
                digest.update(f"{path}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def _is_written(self, path: Path) -> bool:
        folder, _, name = path.relative_to(self.root).as_posix().partition("/")
        if folder == "docs":
            return is_generated(name)
        return "__pycache__" in path.parts or (folder == "source" and name in _WRITTEN)


def open_policy(site: Path) -> None:
    """Take the content policy out of the pages of a built site."""
    for page in site.rglob("*.html"):
        page.write_bytes(_POLICY.sub(b"", page.read_bytes()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    builder = Builder(ROOT, SITE)
    builder()
    if not SITE.is_dir():
        return 2
    server = LiveReloadServer(builder, "127.0.0.1", options.port, str(SITE))
    server.error_handler = lambda code: (SITE / "404.html").read_bytes() if code == 404 else None
    for name in WATCHED:
        server.watch(str(ROOT / name))
    print(f"Watching; see http://127.0.0.1:{options.port}/ (Ctrl-C stops it)", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as problem:
        mend = "name another port: make watch PORT=…"
        error = GongwenError(f"port {options.port}", None, "a free port", str(problem), mend)
        print(f"watch.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
