"""Bytes → characters. Chinese files come in four encodings, and often do not say in which."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from gongwen.errors import FormatError

_BOMS = ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
_CODECS = {"UTF-8": "utf_8", "UTF-16": "utf_16", "GB18030": "gb18030", "Big5": "big5hkscs"}
"""How Python calls them: of each the largest of its family, so that what was written as GBK is read as well."""
_GUESSED = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf_16_le": "UTF-16", "utf_16_be": "UTF-16"}
_DECLARED = {"gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "big5": "Big5", "big5-hkscs": "Big5"}
_CHARSET = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SEEN = 4096
"""How far into a page its ``<meta charset>`` is looked for; HTML asks for it within the first 1,024 bytes."""
_ALMOST = 0.99
"""A text is meant to be UTF-8 if so many of its characters are: then the byte that is not is the reason to name."""
_BINARY = re.compile("[\0-\x08\x0e-\x1a]")


def decode(data: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """The characters of the file ``name``, and its encoding: ``UTF-8``, ``UTF-16``, ``GB18030`` or ``Big5``.

    Its mark at the start (BOM) is believed, then UTF-8 tried, which nothing else passes for by chance, then what the
    page ``declared`` of itself; only then the bytes are weighed. Raises :class:`~gongwen.errors.FormatError`, with
    the line, where the bytes are no text in any of them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, name).removeprefix("\ufeff"), encoding
    for encoding in ("UTF-8", declared):
        if encoding and (text := _tried(data, _CODECS[encoding])) is not None and not _BINARY.search(text):
            return text, encoding
    best = from_bytes(data, cp_isolation=list(_GUESSED)).best()
    text = _tried(data, best.encoding) if best else None
    if best is None or text is None or _BINARY.search(text):
        raise _error(data, name)
    return text.removeprefix("\ufeff"), _GUESSED[best.encoding]


def declared_encoding(data: bytes) -> str:
    """What a page says of itself: ``<meta charset="gb2312">`` → ``GB18030``, its superset; empty for nothing known."""
    match = _CHARSET.search(data, 0, _SEEN)
    return _DECLARED.get(match[1].decode("ascii", "replace").lower(), "") if match else ""


def _tried(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(_CODECS[encoding])
    except UnicodeDecodeError as problem:
        raise _bad_byte(data, problem, encoding, name) from problem


def _error(data: bytes, name: str) -> FormatError:
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") <= (1 - _ALMOST) * len(lenient):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as problem:
            return _bad_byte(data, problem, "UTF-8", name)
    mend = "open it where its text can be read, and save it as UTF-8"
    return FormatError(name, None, "a text in UTF-8, UTF-16, GB18030 or Big5", "bytes that are none of these", mend)


def _bad_byte(data: bytes, problem: UnicodeDecodeError, encoding: str, name: str) -> FormatError:
    line = data[: problem.start].decode(_CODECS[encoding], "replace").count("\n") + 1
    before = data[max(problem.start - 60, 0) : problem.start].decode(_CODECS[encoding], "ignore")[-8:]
    found = f"the byte {data[problem.start]:02X} behind “{before}”"
    return FormatError(name, line, f"{encoding} throughout", found, "mend the place, or fetch the file again")
