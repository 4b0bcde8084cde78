"""Our scripts and style sheets in a built site → the same, without what only their editors read."""

from __future__ import annotations

from pathlib import Path

import rcssmin
import rjsmin


def shrink(assets: Path) -> None:
    """Rewrite what stands in ``assets`` itself; what the theme has in the folders below is small already.

    ``/* Text */ body { margin: 0; }`` becomes ``body{margin:0}``.
    """
    for path in sorted(assets.iterdir()):
        smaller = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}.get(path.suffix)
        if smaller:
            path.write_text(smaller(path.read_text(encoding="utf-8")), encoding="utf-8")
