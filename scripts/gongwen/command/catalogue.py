"""A catalogue of translations (``.po``, GNU gettext), read as it is: an installed package needs no compiler.

Of the format what ``zh.po`` has: comments, ``msgid``, ``msgid_plural``, ``msgstr`` and strings over several lines. The
tests read it with Babel as well, which knows all of it.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[0\])? )?(".*")')


class Catalogue(gettext.NullTranslations):
    """The translations of a ``.po`` file; what it has not stays as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.entries = dict(read_entries(path.read_text(encoding="utf-8")))

    def gettext(self, message: str) -> str:
        return self.entries.get(message) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Chinese has one form for any number."""
        return self.entries.get(msgid1) or (msgid1 if n == 1 else msgid2)


def read_entries(text: str) -> Iterator[tuple[str, str]]:
    """Message and translation of each entry: ``("an empty file", "空文件")``."""
    for block in re.split(r"\n\s*\n", text):
        entry = {"msgid": "", "msgid_plural": "", "msgstr": ""}
        key = ""
        for found in filter(None, map(_LINE.fullmatch, block.split("\n"))):
            key = found[1] or key
            entry[key] += ast.literal_eval(found[2])
        if entry["msgid"]:
            yield entry["msgid"], entry["msgstr"]
