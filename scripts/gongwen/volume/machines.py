"""Book → what programs are told of its files: ``llms.txt`` and ``datapackage.json``, by the guideline's modules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from gongwen.machines.discovery import llms, llms_row
from gongwen.office.datapackage import print_package
from gongwen.office.schema import read_schema
from gongwen.volume.book import Book, heading, slug
from gongwen.volume.carried import AKN
from gongwen.volume.data import TABLES
from gongwen.volume.known import STEM, work_of

LLMS, PACKAGE = "llms.txt", "datapackage.json"
_WHOLE = {
    f"{STEM}.md": ("Markdown", ""),
    f"{STEM}.json": ("JSON", "：各级单位、句及其编号"),
    AKN: ("Akoma Ntoso", ""),
}


def llms_file(book: Book, name: str, description: str, made: Collection[str], site: str) -> bytes:
    """What a language model reads first; ``name`` is what the units with a page are called, ``made`` the data files.

    ``- [第二条](data/clauses/a2.md): clauses/a2/``.
    """
    first = next(iter(book.sentences), "")
    sections = {
        "全文": [llms_row(said, f"{site}data/{file}", more) for file, (said, more) in _WHOLE.items() if file in made],
        name: [
            llms_row(heading(leaf), f"{site}data/clauses/{slug(leaf.id)}.md", f": {site}clauses/{slug(leaf.id)}/")
            for leaf in book.leaves
        ],
        "数据": [llms_row("数据文件", f"{site}data/")],
    }
    return llms(book.title, description, first and f"{site}{book.address(first)}", sections).encode()


def package_file(book: Book, files: Mapping[str, bytes], site: str) -> bytes:
    """The CSV files among ``files`` in the terms of Frictionless; empty where there is none.

    Nothing is said of a licence: whether a text has an author's rights depends on what it is.
    """
    schema = [table for table in read_schema(Path(__file__).parent, TABLES) if f"{table.name}.csv" in files]
    if not schema:
        return b""
    about = book.about
    published = " ".join(filter(None, (about.publisher, about.published)))
    source = {"title": "，".join(filter(None, ("、".join(about.issuers), about.number, published, book.name)))}
    tables = "、".join(table.sheet for table in schema)
    told: dict[str, object] = {
        "description": f"{book.named}的表格：{tables}；非官方整理，以正式公布的文件为准。",
        **({"homepage": f"{site}data/"} if site else {}),
        "sources": [source | ({"path": about.address} if about.address.startswith(("https://", "http://")) else {})],
    }
    return print_package(work_of(about, book.title), told, schema, files).encode()
