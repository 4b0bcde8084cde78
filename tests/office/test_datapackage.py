"""``datapackage.json``, by Frictionless' own reader: the CSV files of the site are what it says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import frictionless
import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.office.datapackage import datapackage
from gongwen.office.schema import read_schema
from gongwen.publish.export import COLUMNS, data_files

NAME = "datapackage.json"


@pytest.fixture
def data(site_dir: Path, tmp_path: Path) -> Path:
    """The package and its tables, to be changed."""
    for path in (site_dir / "data" / NAME, *(site_dir / "data").glob("*.csv")):
        shutil.copy(path, tmp_path)
    return tmp_path


def found(folder: Path) -> set[str]:
    """The types of errors that ``frictionless validate`` finds."""
    report = frictionless.validate(str(folder / NAME))
    return {kind for _, kind in report.flatten(["rowNumber", "type"])}


def test_frictionless_finds_the_tables_as_they_are_described(data: Path) -> None:
    report = frictionless.validate(str(data / NAME))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])
    assert [task.name for task in report.tasks] == [table.name for table in read_schema()]
    assert sum(task.stats["rows"] for task in report.tasks) > 400


def changed(data: Path, name: str, was: str, instead: str) -> None:
    """Change a table, and say in the package the size and hash that it has now."""
    path = data / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, instead, 1), encoding="utf-8", newline="\n")
    package = json.loads((data / NAME).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    (data / NAME).write_text(json.dumps(package), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "was", "instead", "error"),
    [
        ("pairings", "c4-p1-s2", "c4-p1-s9", "foreign-key"),
        ("pairings", "130700", "130799", "foreign-key"),
        ("pairings", "pair-2,", "pair-1,", "primary-key"),
        ("places", ",110000,", ",11000,", "constraint-error"),
        ("duties", "false", "perhaps", "type-error"),
        ("pairings", "recipient_code", "recipient code", "incorrect-label"),
    ],
)
def test_a_table_that_is_otherwise_is_not_valid(data: Path, name: str, was: str, instead: str, error: str) -> None:
    changed(data, name, was, instead)
    assert error in found(data)


def test_a_byte_that_changed_is_noticed_by_its_hash(data: Path) -> None:
    path = data / "terms.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("凉山", "凉水"), encoding="utf-8", newline="\n")
    assert "hash-count" in found(data)


def test_it_describes_every_column_and_where_it_comes_from(site_dir: Path) -> None:
    package = json.loads((site_dir / "data" / NAME).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(COLUMNS[resource["name"]])
        assert all(field["title"] and field["description"] for field in fields)
        assert resource["schema"]["primaryKey"] == ["id"]
    assert package["licenses"]
    assert package["sources"]
    assert "homepage" not in package


def test_an_address_stands_where_it_is_known() -> None:
    edition = make_edition(ROOT / "source")
    package = json.loads(datapackage(edition, read_schema(), data_files(edition), "https://example.org/g/"))
    assert package["homepage"] == "https://example.org/g/data/"
