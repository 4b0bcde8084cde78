"""The zip that ``.docx`` and ``.xlsx`` are → the same with nothing of the day and the machine it was made on."""

from __future__ import annotations

import io
import re
import zipfile

_CORE = "docProps/core.xml"
_STAMP = re.compile(r"(?<=W3CDTF\">)[^<]*(?=</dcterms:(?:created|modified)>)")
_DATED = re.compile(r"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can tell."""


def settle(content: bytes, day: str) -> bytes:
    """The same files in the same order, made and changed on ``day`` (ISO; "" for no day), each as small as it gets.

    What is no longer needed to open it, such as a picture of the first page, is left out before.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if name == _CORE:
                stamped = _STAMP.sub(f"{day}T00:00:00Z", part.decode())
                part = (stamped if day else _DATED.sub("", stamped)).encode()
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            made.writestr(entry, part, compresslevel=9)
    return out.getvalue()
