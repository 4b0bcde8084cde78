"""What kind of file it is, by its bytes first and by its name where they do not tell; which kinds are refused."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from gongwen.errors import FormatError

TEXT, MARKDOWN, HTML, ARCHIVE, WORD = "text", "markdown", "html", "mht", "docx"

_EXPECTED = "a text, Markdown, a web page or a Word file (.docx)"
_SUFFIXES = {"md": MARKDOWN, "markdown": MARKDOWN, "htm": HTML, "html": HTML, "xhtml": HTML, "shtml": HTML}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+[^\s#]", re.MULTILINE)
"""A heading, which nothing but Markdown writes so."""


@dataclass(frozen=True)
class _Refused:
    """A kind that is not read."""

    what: str
    mend: str
    suffixes: tuple[str, ...]
    signatures: tuple[bytes, ...] = ()
    """How a file of the kind begins."""


_SAVE_AS_WORD = "open it in Word, WPS or LibreOffice and save it as .docx"
_OLD_OFFICE = _Refused(
    "a file of an older office program (.doc, .wps)",
    _SAVE_AS_WORD,
    ("doc", "dot", "wps", "wpt", "xls", "et", "ppt"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
)
_OFD = _Refused("an OFD file, which holds pages", "open it in an OFD reader and save its text", ("ofd",))
_OPEN_DOCUMENT = _Refused("an OpenDocument file", _SAVE_AS_WORD, ("odt", "ods", "odp", "fodt"))
_PACKED = _Refused(
    "an archive that is no Word file",
    "take the document out of it",
    ("zip", "rar", "7z", "gz", "tgz", "xlsx", "pptx"),
    (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"),
)
_REFUSED = (
    _Refused("a PDF, which holds pages", "open it, copy its text into a .txt file and compare", ("pdf",), (b"%PDF-",)),
    _OLD_OFFICE,
    _OFD,
    _OPEN_DOCUMENT,
    _Refused("an RTF file", _SAVE_AS_WORD, ("rtf",), (b"{\\rtf",)),
    _Refused(
        "a picture",
        "type its text, or have a program for character recognition read it, and compare",
        ("png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp"),
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF"),
    ),
    _PACKED,
)
SUFFIXES = frozenset(
    ("txt", "text", "docx", "mht", "mhtml", *_SUFFIXES, *(suffix for kind in _REFUSED for suffix in kind.suffixes))
)
"""What the names of documents end in, of those that are read and of those that are refused."""
_WEB_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
"""The head of a web archive, which is one of a letter: ``MIME-Version: 1.0``, ``Content-Type: multipart/related``."""


def kind_of_bytes(data: bytes, name: str) -> str:
    """``docx`` or ``mht`` by its bytes, whatever the file is called; empty for what is to be read as text.

    Raises :class:`~gongwen.errors.FormatError` for a kind that is not read: ``%PDF-1.7``.
    """
    if not data.strip():
        raise FormatError(name, None, _EXPECTED, "an empty file", "name another file")
    start = data[:16].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data, name)
    found = next((kind for kind in _REFUSED if start.startswith(kind.signatures or b"\0" * 17)), None)
    if found is _OLD_OFFICE and "EncryptedPackage".encode("utf-16-le") in data:
        raise FormatError(name, None, _EXPECTED, "a Word file with a password", "save it without one")
    if found:
        raise _error(name, found)
    return ARCHIVE if _WEB_ARCHIVE.match(data[:4096].lstrip()) else ""


def kind_of_text(text: str, name: str) -> str:
    """``html``, ``markdown`` or ``text``: by the words where they begin a page, else by the name: ``law.md``.

    Raises :class:`~gongwen.errors.FormatError` for a name of a kind that is not read, as of a ``.pdf`` that is a text.
    """
    suffix = _suffix(name)
    if _HTML.match(text):
        return HTML
    refused = next((kind for kind in _REFUSED if suffix in kind.suffixes), None)
    if refused or suffix == "docx":
        found = f"a text called .{suffix}"
        raise FormatError(name, None, "bytes that fit the name", found, "call it .txt if its words are right")
    return _SUFFIXES.get(suffix, MARKDOWN if _MARKDOWN.search(text) else TEXT)


def _kind_of_archive(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as problem:
        raise FormatError(name, None, _EXPECTED, f"a broken archive: {problem}", "save or fetch it again") from problem
    if any(part.startswith("word/") for part in names):
        return WORD
    inside = ((_OFD, "OFD.xml"), (_OPEN_DOCUMENT, "META-INF/manifest.xml"))
    raise _error(name, next((kind for kind, part in inside if part in names), _PACKED))


def _error(name: str, kind: _Refused) -> FormatError:
    return FormatError(name, None, _EXPECTED, kind.what, kind.mend)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
