"""The register: no published address ever disappears or changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html
from support import ROOT

from gongwen.edition import make_edition
from gongwen.errors import DataError
from gongwen.publish.pages import published
from gongwen.publish.registry import HEADER, broken, fingerprint, print_register, read_register, register

FILE = ROOT / "source/register.tsv"


@pytest.fixture(scope="module")
def known() -> Mapping[str, str]:
    return read_register(FILE)


@pytest.fixture(scope="module")
def now() -> Mapping[str, str]:
    """What is published now, with its meaning."""
    return dict(published(make_edition(ROOT / "source")))


def test_every_registered_address_is_published_with_the_same_meaning(
    known: Mapping[str, str], now: Mapping[str, str]
) -> None:
    assert len(known) > 400
    assert broken(known, now.items()) == []


def test_every_published_address_is_registered(known: Mapping[str, str], now: Mapping[str, str]) -> None:
    assert set(now) - set(known) == set()


def test_every_registered_address_is_there_in_the_site(known: Mapping[str, str], site_dir: Path) -> None:
    ids: dict[str, list[str]] = {}
    missing = []
    for address in known:
        path, _, anchor = address.removeprefix("/").partition("#")
        file = site_dir / (f"{path}index.html" if path.endswith("/") or not path else path)
        if anchor and path not in ids and file.is_file():
            ids[path] = html.parse(file).getroot().xpath("//@id")
        if not file.is_file() or (anchor and anchor not in ids[path]):
            missing.append(address)
    assert missing == []


@pytest.mark.parametrize(
    "address", ["/clauses/8/#c8-p1-s3", "/pairings/#pair-5", "/data/pairings.csv", "/full/#part-2"]
)
def test_an_address_of_the_contract_is_registered(known: Mapping[str, str], address: str) -> None:
    assert address in known


def test_what_is_gone_or_means_something_else_is_noticed(known: Mapping[str, str], now: Mapping[str, str]) -> None:
    gone, changed = "/clauses/8/#c8-p1-s3", "/pairings/#pair-5"
    altered = {**now, changed: "天津市→保定市"}
    del altered[gone]
    assert broken(known, altered.items()) == [gone, changed]


def test_building_adds_what_is_new_and_touches_nothing_known() -> None:
    before = {"/a": fingerprint("甲"), "/gone": fingerprint("丙")}
    after = register(before, [("/a", "changed"), ("/b", "乙")])
    assert after == {**before, "/b": fingerprint("乙")}


def test_the_file_is_read_as_it_was_printed(known: Mapping[str, str]) -> None:
    assert print_register(known) == FILE.read_text(encoding="utf-8")
    assert print_register({}) == HEADER


def test_a_line_that_is_no_entry_is_named(tmp_path: Path) -> None:
    file = tmp_path / "register.tsv"
    file.write_text(f"{HEADER}/clauses/1/\tabcdefabcdef\n/clauses/2/\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"register\.tsv:3: expected 2 cells"):
        read_register(file)
