"""The register: no published address ever disappears or changes its meaning."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html
from support import ROOT

from gongwen.edition import make_edition
from gongwen.errors import DataError
from gongwen.ids import holds
from gongwen.permanence.registry import HEADER, fingerprint, keep, moves, print_register, read_register, register
from gongwen.publish.pages import published

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
    """But for what was corrected, or renamed: a paragraph and a page mean what their sentences and titles say."""
    edition = make_edition(ROOT / "source")
    assert len(known) > 400
    gone = {address for address in known if address not in now}
    assert gone == set(moves(edition, ROOT / "source"))
    changed = {address for address in set(known) - gone if fingerprint(now[address]) != known[address]}
    places = [found.address.partition("#") for found in edition.corrections]
    explained = {
        address
        for address in changed
        for page, _, id_ in places
        if address == page or holds(address.partition("#")[2], id_) or holds(id_, address.partition("#")[2])
    }
    assert changed - explained == set()


def test_what_the_build_keeps_is_committed() -> None:
    kept = keep(make_edition(ROOT / "source"), ROOT / "source")
    assert kept.keys() == {"register.tsv", "wordings.tsv"}
    for name, text in kept.items():
        assert (ROOT / "source" / name).read_text(encoding="utf-8") == text


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


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "source", tmp_path / "source"))


def test_an_address_that_is_lost_is_named(source: Path) -> None:
    with (source / "register.tsv").open("a", encoding="utf-8") as file:
        file.write("/pairs/\tabcdefabcdef\n")
    expected = r"^register\.tsv: expected /pairs/, which was published, to stay, found nothing there; to mend: bring it"
    with pytest.raises(DataError, match=expected):
        keep(make_edition(source), source)


def test_a_wording_that_was_touched_is_named(source: Path) -> None:
    """Nobody gets a change past the log by changing what was said at first."""
    table = source / "wordings.tsv"
    text = table.read_text(encoding="utf-8")
    number = next(at for at, line in enumerate(text.split("\n"), 1) if line.startswith("/clauses/8/#c8\t"))
    table.write_text(text.replace("/clauses/8/#c8\t组织劳务协作", "/clauses/8/#c8\t组织劳务合作"), encoding="utf-8")
    with (source / "corrections.tsv").open("a", encoding="utf-8") as log:
        log.write("/clauses/8/#c8\t2027-01-31\t劳务合作\t劳务协作\twhy\n")
    with pytest.raises(
        DataError, match=rf"^wordings\.tsv:{number}: expected the text of /clauses/8/#c8 as it was regis"
    ):
        keep(make_edition(source), source)


def test_a_table_of_wordings_that_is_lost_is_made_anew_only_for_what_is_registered(source: Path) -> None:
    before = (source / "wordings.tsv").read_text(encoding="utf-8")
    (source / "wordings.tsv").unlink()
    assert keep(make_edition(source), source)["wordings.tsv"] == before
    page = source / "guideline.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("組織勞務(wù)協(xié)作", "組織勞務合作"), encoding="utf-8")
    with pytest.raises(
        DataError, match=r"^wordings\.tsv:\d+: expected the text of /clauses/8/#c8 as it was registered"
    ):
        keep(make_edition(source), source)


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
