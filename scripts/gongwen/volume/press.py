"""A file, or a folder with ``document.toml`` → its site: everything is made aside and takes its place at once."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from gongwen.conversion import convert_file
from gongwen.edition import read_repairs
from gongwen.errors import DiskError, GongwenError, LibraryError
from gongwen.exchange import alone, exchange, undo
from gongwen.office.needs import expect_needs
from gongwen.site.address import public_address
from gongwen.site.stage import FURNITURE, THEME, expect_replaceable
from gongwen.volume.about import FILE, About, complete, read_about
from gongwen.volume.book import Book, make_book
from gongwen.volume.entries import find_entries
from gongwen.volume.pages import description
from gongwen.volume.plugin import MARK, TEMPLATES, Pages
from gongwen.volume.proof import prove
from gongwen.volume.register import keep_register

_EPOCH = "1480982400"
"""A fixed time for what MkDocs stamps, so that two builds are byte-identical."""
_NO_DOCUMENTS = (FILE, "register.tsv", "README.md")


def build_site(source: Path, target: Path, tell: Callable[[str], None] | None = None, printed: bool = False) -> Book:
    """Build the site of the document ``source`` into the folder ``target``, and return what it shows.

    ``build_site(Path("监督法.docx"), Path("sites/监督法"))``. ``source`` is a file of a kind that is read (text,
    Markdown, web page, Word) or a folder with such a file and perhaps a ``document.toml``. The register of addresses
    lies with the source. All of it is written, or nothing: where a build fails or is killed, the old site stays.
    ``printed`` asks for a PDF too, and for a picture of shared links, which need more than the packages of the site.

    Raises a :class:`~gongwen.errors.GongwenError` in one line for a document that cannot be read, an address that was
    published and is lost, and a ``target`` that holds something else than such a site.
    """
    public_address(os.environ)
    if printed:
        expect_needs("--files")
    file, about, register = find_source(source)
    site = target.resolve()
    room = register.resolve().parent / f".{register.name}.pending"
    fresh = site.with_name(f".{site.name}.pending") / "site"
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with alone((site.parent, register.resolve().parent), tell or _tell):
            _clear(room, site, fresh)
            expect_replaceable(site, MARK)
            book = read_book(file, about)
            before = {register.resolve(): register.read_bytes()} if register.exists() else {}
            after: dict[Path, bytes | None] = {register.resolve(): keep_register(book, register)}
            try:
                _press(book, fresh, printed)
                prove(fresh, book)
                exchange(room, before, after, {site: fresh})
            finally:
                _clear(room, site, fresh)
    except OSError as problem:
        raise DiskError.of(problem) from problem
    return book


def find_source(source: Path) -> tuple[Path, About, Path]:
    """The file of the document, what is known of it, and where its register is.

    Raises :class:`~gongwen.errors.GongwenError` for a folder without a document, or with several and none named.
    """
    if source.is_dir():
        known = read_about(source / FILE) if (source / FILE).exists() else About()
        return source / (known.file or _only(source)), known, source / "register.tsv"
    beside = source.with_suffix(".document.toml")
    return source, read_about(beside) if beside.exists() else About(), source.with_suffix(".register.tsv")


def read_book(file: Path, known: About) -> Book:
    """The document in a file, with all that its site shows."""
    try:
        data = file.read_bytes()
    except OSError as problem:
        raise DiskError.of(problem) from problem
    found = convert_file(data, file.name, read_repairs(file.with_suffix(".repairs.tsv")), known.title)
    about = complete(known, found.document)
    entries = find_entries(found.document.units, about.title)
    return make_book(file.name, sha256(data).hexdigest(), about, found.document, entries)


def _only(folder: Path) -> str:
    """The one document of a folder."""
    found = [
        path.name
        for path in sorted(folder.iterdir())
        if path.is_file()
        and not path.name.startswith(".")
        and path.name not in _NO_DOCUMENTS
        and path.suffix not in (".tsv", ".toml")
    ]
    if len(found) == 1:
        return found[0]
    mend = f'name it in {FILE}: file = "…"' if found else "put the text there"
    raise GongwenError(str(folder), None, "one document", ", ".join(found[:4]) or "none", mend)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _clear(room: Path, site: Path, fresh: Path) -> None:
    """Undo what is half done, and only then throw away what was staged, with the last site perhaps."""
    undo(room)
    undo(fresh.parent, {site: fresh})


def _press(book: Book, fresh: Path, printed: bool) -> None:
    """MkDocs, strictly, to ``fresh``."""
    docs = fresh.with_name("docs")
    docs.mkdir(parents=True)
    settings = {
        "INHERIT": str(FURNITURE),
        "site_name": book.title,
        "site_description": description(book),
        "site_url": os.environ.get("SITE_URL") or "http://127.0.0.1:8000/",
        "docs_dir": str(docs),
        "site_dir": str(fresh),
        "theme": {"custom_dir": str(TEMPLATES), "language": "document"},
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    file = fresh.with_name("mkdocs.yml")
    file.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")  # JSON is YAML, too
    told = {name: os.environ.get(name) for name in ("SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING")}
    os.environ.update({"SOURCE_DATE_EPOCH": told["SOURCE_DATE_EPOCH"] or _EPOCH, "NO_MKDOCS_2_WARNING": "1"})
    try:
        config = load_config(str(file))
        config.theme.dirs.insert(1, str(THEME))  # behind this package's own
        config.plugins["gongwen/volume"] = Pages(book, printed)
        build(config)
    except Abort as problem:
        raise LibraryError(book.name, None, "a site", str(problem), "see what MkDocs said above") from problem
    finally:
        for name, value in told.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(docs, ignore_errors=True)
