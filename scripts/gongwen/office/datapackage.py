"""Edition → ``datapackage.json``: what the CSV files are, in the terms of Frictionless (Data Package, version 1).

https://specs.frictionlessdata.io/data-package/ and /table-schema/: types, keys and foreign keys of each column, so that
a program may check the files and read them as they are meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from gongwen.office.schema import Column, Table
from gongwen.publish.as_json import to_json
from gongwen.records import Edition
from gongwen.work import Work, work_of

_TYPES = {"number": "integer", "boolean": "boolean"}
"""All others are strings: a list is one whose parts | parts, a code one whose zeros count."""
_KEY = "id"


def datapackage(edition: Edition, schema: Sequence[Table], files: Mapping[str, str], site: str = "") -> str:
    """The JSON for the CSV files among ``files`` (``pairings.csv`` → its text), with their sizes and hashes.

    A table without rows is described as well: its file is there. ``homepage`` stands only where ``site`` is known.
    """
    known, title = edition.provenance, edition.document.title
    told: dict[str, object] = {
        "description": f"《{title}》的各句、结对关系、责任、关联和术语；非官方整理，以正式公布的文件为准。",
        **({"homepage": f"{site}data/"} if site else {}),
        "licenses": [{"name": "other-pd", "title": "文件原文不受著作权法保护（《中华人民共和国著作权法》第五条）"}],
        "sources": [{"title": f"{'、'.join(known.issuers)}，{known.publisher} {known.published} 播发；{known.note}"}],
    }
    return print_package(work_of(edition), told, schema, files)


def print_package(
    work: Work, told: Mapping[str, object], schema: Sequence[Table], files: Mapping[str, str | bytes]
) -> str:
    """The same for the tables of any document; ``told`` is what is known of them: description, licences, sources."""
    package: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": work.stem.lower(),
        "title": work.title,
        **told,
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in schema],
    }
    return to_json(package)


def _resource(table: Table, text: str | bytes) -> dict[str, object]:
    content = text.encode() if isinstance(text, str) else text
    foreign = [_foreign(table, column) for column in table.columns if column.refers]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.sheet,
        "description": table.row,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [_KEY],
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: Column) -> dict[str, object]:
    limits: dict[str, Any] = {"required": True} if column.given else {}
    if column.type == "code":
        limits["pattern"] = r"\d{6}"
    if column.name == _KEY:
        limits["unique"] = True
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.title,
        "description": column.meaning,
        **({"constraints": limits} if limits else {}),
    }


def _foreign(table: Table, column: Column) -> dict[str, object]:
    """``pairings.sentence`` is an ``id`` of ``sentences``; a table refers to itself by an empty name."""
    name, _, field = column.refers.partition(".")
    resource = "" if name == table.name else name
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}
