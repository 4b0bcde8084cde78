"""Edition → every file for the programs of an office, by its name in the site."""

from __future__ import annotations

from pathlib import Path

from gongwen.model import Edition
from gongwen.office.datapackage import datapackage
from gongwen.office.schema import read_schema
from gongwen.office.workbook import workbook
from gongwen.publish.export import data_files
from gongwen.publish.pages import published

FOLDER = "data/"


def office_files(edition: Edition, site: str) -> dict[str, bytes]:
    """``{"data/guideline.xlsx": …, "data/datapackage.json": …}`` for a site at the address ``site``.

    Without a public address (``site`` empty) no file has one: no live permalinks, and no line that names it.
    """
    schema, stem = read_schema(), Path(edition.provenance.file).stem
    addresses = addresses_of(edition, site)
    files = {
        f"{stem}.xlsx": workbook(edition, schema, addresses, site and f"{site}full/"),
        "datapackage.json": datapackage(edition, schema, data_files(edition), site).encode(),
    }
    return {FOLDER + name: content for name, content in files.items()}


def addresses_of(edition: Edition, site: str) -> dict[str, str]:
    """Where each id leads, by the first page that has it: ``c8-p1`` → ``https://…/clauses/8/#c8-p1``."""
    found: dict[str, str] = {}
    for address, _ in published(edition) if site else ():
        if id_ := address.partition("#")[2]:
            found.setdefault(id_, site + address[1:])
    return found
