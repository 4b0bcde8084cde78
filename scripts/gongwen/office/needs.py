"""What PDFs and PNGs need beyond the site's own packages: whether it is there, else what to get, in one line.

Packages that the site does without, Pango, which lays out lines, and free fonts with all of Chinese.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from importlib import import_module

from gongwen.errors import LibraryError

PYTHON = {"weasyprint": "weasyprint", "resvg_py": "resvg-py", "pypdf": "pypdf"}
"""Modules, and the packages that bring them."""
SYSTEM = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-noto-cjk")
"""Debian's names."""


def expect_needs(named: str) -> None:
    """Raise :class:`~gongwen.errors.LibraryError`, in the name of what was ``named``, for the first that is missing."""
    try:
        with redirect_stdout(io.StringIO()):  # WeasyPrint prints a notice of many lines where it finds no Pango
            for module in PYTHON:
                import_module(module)
        fonts = import_module("gongwen.office.fonts")  # it needs what came with them
        for family in fonts.FAMILIES:
            fonts.find(family)
    except (ImportError, OSError, LibraryError) as problem:
        found = str(problem).strip().splitlines()[0]
        mend = f"pip install {' '.join(PYTHON.values())}"
        if not isinstance(problem, ModuleNotFoundError):
            mend = f"on Debian and Ubuntu: apt-get install {' '.join(SYSTEM)}"
        raise LibraryError(named, None, "what sets a PDF", found, mend) from problem
