"""A built site → one that opens from a disk (``file://``), whole, and the zip that carries it.

From a disk browsers load no modules, fetch nothing, start no worker, and answer a folder's address with a listing. So
every link names its file, the modules become one plain script, the search answers in the page itself, and data that
scripts fetch stand in a script. The texts stay as they are.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import rjsmin
from lxml import etree, html

from gongwen.errors import GongwenError, LibraryError
from gongwen.permanence.moved import SCRIPT
from gongwen.site.service_worker import BROWSER, UNUSED

_READER, _BOX, _WORKER = "reader.js", "search/box.js", "search/worker.js"
_THIS_MACHINE = re.compile(r"localhost|127\..*|::1")
_IMPORT = re.compile(r'^import ?\{ ?([\w$, ]+?) ?\} ?from ?"\./([\w-]+\.js)"$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function |const |class )([\w$]+)", re.MULTILINE)
_REST = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\.(?!url\b)\w+", re.MULTILINE)


def put_on_disk(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a site, by their names in it, as they are to stand on a disk.

    ``<a href="../8/#c8-p1">`` becomes ``<a href="../8/index.html#c8-p1">``.

    Raises :class:`~gongwen.errors.GongwenError` for a site that does not know its public address, which readers cite.
    """
    _check_address(files["index.html"])
    found = {name: content for name, content in files.items() if not UNUSED.fullmatch(name)}
    folder = next(name.removesuffix(_READER) for name in found if name.endswith(f"/{_READER}"))
    ours = {name.removeprefix(folder): found[name].decode() for name in found if name.startswith(folder)}
    top = {name: text for name, text in ours.items() if "/" not in name}
    modules = {name: text for name, text in top.items() if name.endswith(".js") and name != SCRIPT}
    data = {name: text for name, text in top.items() if name.endswith(".json")}
    for name in (*modules, *data, _WORKER):
        del found[folder + name]
    found[folder + _READER] = _join(modules, data).encode()
    found[folder + _BOX] = f"{_answers(ours)}\n{ours[_BOX]}".encode()
    index = "search/search_index"  # which the theme's script asks for, there as a script
    found[f"{index}.js"] = b"__index=" + found.pop(f"{index}.json")
    return {name: _open_page(content) if name.endswith(".html") else content for name, content in found.items()}


def pack(files: Mapping[str, bytes], folder: str) -> bytes:
    """A zip of the files below ``folder``, the same bytes for the same files: no time or mode of this machine."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return content.getvalue()


def to_file(address: str) -> str:
    """A link as it leads to a file; one to a place on the page or to another site stays.

    >>> [to_file(address) for address in ("../8/#c8-p1", "../..", ".", "#c8", "?q=8", "a.csv", "https://example.org/")]
    ['../8/index.html#c8-p1', '../../index.html', './index.html', '#c8', '?q=8', 'a.csv', 'https://example.org/']
    """
    parts = urlsplit(address)
    folder = parts.path and parts.path.rpartition("/")[2] in ("", ".", "..")
    if parts.scheme or parts.netloc or not folder:
        return address
    return parts._replace(path=parts.path.rstrip("/") + "/index.html").geturl()


def _check_address(page: bytes) -> None:
    links = html.document_fromstring(page.decode()).xpath("//head/link[@rel='canonical']/@href")
    said = next(iter(links), "none")
    if said == "none" or _THIS_MACHINE.fullmatch(urlsplit(said).hostname or ""):
        mend = "make offline SITE_URL=https://…/"
        raise GongwenError("index.html", None, "the public address of the site, which citations name", said, mend)


def _open_page(content: bytes) -> bytes:
    page = html.document_fromstring(content.decode())
    for ahead in page.xpath("//head/link[@rel='preload']"):
        ahead.drop_tree()  # a disk has no round trips, and the worker is none here
    for element in page.iter(etree.Element):
        for name in ("href", "src", "action"):
            if name in element.attrib:
                element.set(name, to_file(element.get(name)))
        if element.get("http-equiv") == "refresh":
            element.set("content", re.sub("(?<=url=).*", lambda found: to_file(found[0]), element.get("content")))
        if element.tag == "script" and element.get("type") == "module":
            del element.attrib["type"]
            element.set("defer", "")
    return str(html.tostring(page, encoding="unicode", doctype="<!doctype html>") + "\n").encode()


def _join(modules: Mapping[str, str], data: Mapping[str, str]) -> str:
    """All modules as one script that needs no loader, with the JSON that they fetch."""
    made = ",".join(f'"{name}":()=>{{{_body(name, text)}}}' for name, text in sorted(modules.items()))
    held = ",".join(f'"{name}":{text}' for name, text in sorted(data.items()))
    return _fill("modules.js", {"DATA": f"{{{held}}}", "MODULES": f"{{{made}}}", "ENTRY": _READER})


def _body(name: str, module: str) -> str:
    """``export const a = 1`` → ``const a = 1 … return{a}``, with what it imports asked for by name."""
    exported = ",".join(match[2] for match in _EXPORT.finditer(module))
    body = _IMPORT.sub(r'const{\1}=$use("\2")', module)
    body = _EXPORT.sub(r"\1\2", body).replace("import(", "$later(").replace("import.meta.url", "$here")
    if rest := _REST.search(body):
        mend = "write it in that form, or adapt scripts/gongwen/site/offline.py"
        raise LibraryError(name, None, 'import { name } from "./module.js", or export of a declaration', rest[0], mend)
    return f"{body}\nreturn{{{exported}}}\n"


def _answers(ours: Mapping[str, str]) -> str:
    """What stands in for the search's worker, with the names of the files that it loads."""
    named = {PurePosixPath(name).name.split(".")[0].upper(): PurePosixPath(name).name for name in ours}
    return _fill("answers.js", {key: named[key] for key in ("ENGINE", "NAMES")})


def _fill(script: str, values: Mapping[str, str]) -> str:
    """One of our stand-ins, with what the build writes in place of the words in capitals."""
    text = rjsmin.jsmin((BROWSER / script).read_text(encoding="utf-8"))
    return str(re.sub(rf"\b({'|'.join(values)})\b", lambda word: values[word[0]], text))
