"""A built site as a host of static files answers with it: compressed, with the headers of ``_headers``, unless known.

A stage without a socket: a file and what the client said of itself → the answer.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from fnmatch import fnmatchcase
from hashlib import sha256
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from gongwen.site.policy import HEADERS

_TEXT = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_KINDS = {".docx": f"{_OFFICE}wordprocessingml.document", ".xlsx": f"{_OFFICE}spreadsheetml.sheet"}
"""What Python knows of files by their names only where the machine has a list of them."""
_LEVEL = 6
"""What nginx, Caddy and the hosts of pages take, or near it."""


@dataclass(frozen=True)
class Answer:
    """What is sent: ``Answer(HTTPStatus.OK, {"Content-Type": "text/html; charset=utf-8", …}, b"<!doctype html>…")``."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class _File:
    """A file as it was when it was read; ``packed`` is empty where compressing gains nothing."""

    version: tuple[int, int, int]
    kind: str
    plain: bytes
    packed: bytes
    tag: str


class Host:
    """The files of one site, each read and compressed once as long as it stays the same on the disk."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._files: dict[Path, _File] = {}

    def answer(self, path: Path, asked: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK) -> Answer | None:
        """The file at ``path``, or None where there is none; ``asked`` are the headers of the request, their names in
        small letters.

        What the client has already is told by ``304 Not Modified``, of a whole answer (``200``) only.
        """
        try:
            file = self._read(path)
        except (OSError, ValueError):  # or what is no path at all: too long, with a NUL
            return None
        packed = file.packed if accepts_gzip(asked.get("accept-encoding", "")) else b""
        headers = {"Content-Type": file.kind}
        if file.packed:
            headers["Vary"] = "Accept-Encoding"
        tag = f'"{file.tag}{"-gzip" if packed else ""}"'
        if status == HTTPStatus.OK:
            headers |= {"ETag": tag, "Last-Modified": formatdate(file.version[0] // 10**9, usegmt=True)}
            if _known(asked, tag, file.version[0] // 10**9):
                return Answer(HTTPStatus.NOT_MODIFIED, headers, b"")
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Answer(status, headers, packed or file.plain)

    def headers(self, address: str) -> dict[str, str]:
        """What ``_headers`` says of an address below the site's own: ``/clauses/8/``."""
        try:
            lines = self._read(self._site / HEADERS).plain.decode().splitlines()
        except FileNotFoundError:
            return {}
        said: dict[str, str] = {}
        meant = False
        for line in lines:
            if not line.startswith((" ", "\t")):
                meant = fnmatchcase(address, line.strip())
            elif meant:
                name, _, value = line.strip().partition(":")
                said[name] = f"{said[name]}, {value.strip()}" if name in said else value.strip()
        return said

    def _read(self, path: Path) -> _File:
        about = path.stat()
        version = (about.st_mtime_ns, about.st_size, about.st_ino)
        known = self._files.get(path)
        if known and known.version == version:
            return known
        kind, encoding = guess_type(path.name)
        kind = "application/gzip" if encoding else _KINDS.get(path.suffix, kind) or "application/octet-stream"
        plain = path.read_bytes()
        text = kind.startswith(_TEXT)
        packed = gzip.compress(plain, _LEVEL, mtime=0) if text else b""
        packed = packed if len(packed) < len(plain) else b""
        kind = f"{kind}; charset=utf-8" if text else kind
        self._files[path] = _File(version, kind, plain, packed, sha256(plain).hexdigest()[:16])
        return self._files[path]


def accepts_gzip(header: str) -> bool:
    """Whether ``Accept-Encoding`` allows gzip.

    >>> accepts_gzip("br, gzip;q=0.8"), accepts_gzip("gzip;q=0, *"), accepts_gzip("*"), accepts_gzip("identity")
    (True, False, True, False)
    """
    allowed: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        allowed[name] = weight.strip("0.") != "" if weight else True
    return allowed.get("gzip", allowed.get("*", False))


def _known(asked: Mapping[str, str], tag: str, modified: int) -> bool:
    """Whether the client's copy is this one. A tag that it sends decides alone, whatever date stands beside it.

    A date is one of this very file or none: after a clock that jumped, a newer file may have an older one.
    """
    if tags := asked.get("if-none-match"):
        return tags.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in tags.split(","))
    try:
        return modified == parsedate_to_datetime(asked.get("if-modified-since", "")).timestamp()
    except (ValueError, OverflowError):
        return False
