"""The guideline's own data, as it is published below ``/data/``, and the tables it is made from, for Python.

>>> import gongwen
>>> gongwen.data("pairings")[4]["recipient"]
'承德市'
>>> gongwen.make_edition(gongwen.source()).document.title
'关于进一步加强东西部扶贫协作工作的指导意见'
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongwen.errors import DataError

_PACKAGE = Path(__file__).parent
_CLONE = _PACKAGE.parent.parent
_PUBLISHED, _SOURCE = "published", "source"
"""Where ``setup.py`` puts the two folders in what is installed; in a clone they stand at its top."""


def data(name: str) -> Any:
    """What a data file says: ``data("pairings")`` is a list of records, ``data("guideline")`` the structured text.

    Raises :class:`~gongwen.errors.DataError` where there is no such file.
    """
    return json.loads(data_file(f"{name}.json").read_text(encoding="utf-8"))


def data_file(name: str) -> Path:
    """Where a data file is: ``data_file("guideline.txt")``, ``data_file("clauses/8.md")``.

    Raises :class:`~gongwen.errors.DataError` where there is no such file.
    """
    folder = _folder(_PUBLISHED, _CLONE / "docs/data")
    path = folder / name
    if not (path.is_file() and path.resolve().is_relative_to(folder.resolve())):
        raise DataError(name, None, "a data file", "none of this name", "see /data/ for their names")
    return path


def source() -> Path:
    """The folder of the page as received and of the tables kept by hand, for :func:`~gongwen.edition.make_edition`."""
    return _folder(_SOURCE, _CLONE / "source")


def _folder(installed: str, clone: Path) -> Path:
    folder = _PACKAGE / installed
    return folder if folder.is_dir() else clone
