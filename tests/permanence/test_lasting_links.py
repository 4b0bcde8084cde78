"""A published text is changed and addresses are renamed, from the tables to what a reader sees; one build for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support import OpenPage, barriers, build, copy_project

from check_links import check
from gongwen.permanence.registry import read_register
from probe import serving

PLACE = "/clauses/8/#c8-p1-s3"
REPAIR = "西部地區(qū)要做好本行政\t西部地区要抓好本行政\tA. Editor\t试改\n"
"""A signed repair that changes a published sentence, and with it the duty that quotes the sentence."""
ONCE = ("/pairs/", "/pairs/#pair-5", "/clauses/8/#c8-p9", "/terms/#pair-6")
"""Addresses as if they had been published once."""
LEADS = (
    ("/pairs/", "/pairings/"),
    ("/clauses/8/#c8-p9", "/clauses/8/#c8-p1-s4"),
    ("/terms/#pair-6", "/pairings/#pair-6"),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, snapshot: Path) -> tuple[Path, str]:
    """A copy of the project with such a repair and such addresses, and what stops its build."""
    project = copy_project(tmp_path_factory.mktemp("lasting") / "project", snapshot)
    _add(project, "guideline.repairs.tsv", REPAIR)
    _add(project, "register.tsv", "".join(f"{address}\tabcdefabcdef\n" for address in ONCE))
    _add(project, "redirects.tsv", "".join(f"{old}\t{new}\twhy\n" for old, new in LEADS))
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = build(project, project / "site")
    assert result.returncode == 2, result.stdout + result.stderr
    assert {path: path.read_bytes() for path in project.rglob("*") if path in before} == before
    assert not (project / "site").exists()
    return project, result.stderr


@pytest.fixture(scope="module")
def project(said: tuple[Path, str]) -> Path:
    """The copy with the row that the build asked for, and its site."""
    project, message = said
    (row,) = re.findall(r"tabs for \|: (.*)\n", message)
    _add(
        project, "corrections.tsv", row.replace("|", "\t").replace("DATE", "2027-01-31").replace("WHY", "依刊本") + "\n"
    )
    result = build(project, project / "site", SITE_URL="https://example.org/guide/")
    assert result.returncode == 0, result.stdout + result.stderr
    return project


@pytest.fixture(scope="module")
def guide(project: Path) -> Iterator[str]:
    with serving(project / "site", prefix="/guide/") as url:
        yield url


def _add(project: Path, table: str, rows: str) -> None:
    with (project / "source" / table).open("a", encoding="utf-8") as file:
        file.write(rows)


def test_a_changed_text_stops_the_build_with_the_row_that_would_log_it(said: tuple[Path, str]) -> None:
    assert re.fullmatch(
        rf"build\.py: wordings\.tsv:\d+: expected {PLACE} to say “地区要做”, found “地区要抓”; "
        rf"to mend: undo it, or log it in corrections\.tsv, tabs for \|: {PLACE}\|DATE\|地区要做\|地区要抓\|WHY\n",
        said[1],
    )


def test_what_was_published_first_stays_in_the_tables(project: Path, snapshot: Path) -> None:
    for name in ("register.tsv", "wordings.tsv"):
        first, now = (folder / "source" / name for folder in (snapshot, project))
        assert now.read_text(encoding="utf-8").startswith(first.read_text(encoding="utf-8"))


def test_readers_are_told_where_the_text_stands_and_on_a_page(open_page: OpenPage, guide: str) -> None:
    page = open_page(base_url=guide, viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    for address in ("clauses/8/#c8-p1-s3", "full/#c8-p1-s3"):
        page.goto(address)
        expect(page.locator("#c8-p1-s3")).to_contain_text("西部地区要抓好本行政区域内劳务对接工作")
        assert "更正" in page.evaluate("getComputedStyle(document.querySelector('#c8-p1-s3'), '::after').content")
        note = page.locator("#c8-p1 + .correction")
        expect(note).to_have_text("更正（2027-01-31，第3句）：原为 地区要做，改为 地区要抓。依刊本。")
        expect(page.locator(".correction")).to_have_count(1)
        assert barriers(page) == set()
    note.get_by_role("link", name="更正").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("更正记录")
    expect(page.locator("table").first.locator("tbody td")).to_have_text(
        ["2027-01-31", "第（八）条第3句", "原为 地区要做，改为 地区要抓", "依刊本"]
    )
    assert barriers(page) == set()
    page.get_by_role("link", name="第（八）条第3句").click()
    expect(page.locator("#c8-p1-s3:target")).to_be_in_viewport()


def test_old_addresses_lead_to_where_their_content_is(open_page: OpenPage, guide: str) -> None:
    page = open_page(base_url=guide)
    for old, new in (
        ("pairs/", "pairings/"),
        ("pairs/?mark=1-2#pair-5", "pairings/?mark=1-2#pair-5"),
        ("pairs/#nothing", "pairings/"),
        ("clauses/8/#c8-p9", "clauses/8/#c8-p9"),
    ):
        page.goto("about/")  # an address that differs in its end only would load nothing
        page.goto(old)
        expect(page).to_have_url(guide + new)
    box = page.locator("#c8-p1-s4 > #c8-p9")
    expect(box).to_be_in_viewport(ratio=0)
    expect(box).to_have_text("")
    page.goto("terms/#pair-6")
    page.get_by_role("link", name="/pairings/#pair-6").click()
    expect(page).to_have_url(f"{guide}pairings/#pair-6")
    plain = open_page(base_url=guide, java_script_enabled=False)
    plain.goto("pairs/")
    expect(plain).to_have_url(f"{guide}pairings/")


def test_every_address_that_was_ever_registered_is_there(project: Path, guide: str) -> None:
    known = read_register(project / "source/register.tsv")
    assert set(ONCE) < set(known)
    assert check(guide, known) == []
