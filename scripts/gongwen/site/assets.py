"""Our scripts, styles and data for the browser → the same, small, in a folder named by what they are.

A page names that folder, so it gets the files that it was built with or none: where another build has taken the place
of its own, or a cache has an older one, nothing of two builds runs together.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import rcssmin
import rjsmin

ASSETS = "assets/"
"""Where they are without that name, beside those of the theme, whose names tell their content already."""
_SMALLER = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}


def read_assets(folder: Path) -> dict[str, bytes]:
    """The scripts and style sheets in ``folder`` itself, without what only their editors read.

    ``/* Text */ body { margin: 0; }`` becomes ``body{margin:0}``.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix in _SMALLER)
    return {ASSETS + path.name: _SMALLER[path.suffix](path.read_text(encoding="utf-8")).encode() for path in paths}


def name_assets(files: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """The folder, ``assets/1a2b3c4d/``, and the files with ``assets/site.css`` as ``assets/1a2b3c4d/site.css``.

    A file that stands elsewhere (``search/search_index.json``) stays there.
    """
    whole = sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    folder = f"{ASSETS}{whole.hexdigest()[:8]}/"
    return folder, {name.replace(ASSETS, folder, 1): content for name, content in files.items()}
