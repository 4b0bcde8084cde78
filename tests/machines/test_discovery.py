"""The files by which a site is found: for browsers, language models and search engines, and when a page changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from support import ROOT

from gongwen.errors import DataError
from gongwen.machines.discovery import discovery_files, last_changes
from gongwen.records import Edition

OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_without_a_public_address_there_is_only_what_needs_none(edition: Edition) -> None:
    files = discovery_files(edition, "某站", "说明", "")
    assert [*files] == ["llms.txt"]
    assert "://" not in files["llms.txt"].decode()


def test_a_browser_learns_how_to_search(edition: Edition) -> None:
    files = discovery_files(edition, "某站" * 10, "<说明> & " * 200, "https://example.org/guide/")
    root = etree.fromstring(files["opensearch.xml"])
    assert root.find("o:Url", OPENSEARCH).attrib == {
        "type": "text/html",
        "method": "get",
        "template": "https://example.org/guide/search/?q={searchTerms}",
    }
    assert len(root.findtext("o:ShortName", namespaces=OPENSEARCH)) == 16
    assert len(root.findtext("o:Description", namespaces=OPENSEARCH)) == 1024


@pytest.mark.parametrize(("site", "there"), [("https://example.org/", True), ("https://example.org/guide/", False)])
def test_robots_are_told_at_a_root_alone(edition: Edition, site: str, there: bool) -> None:
    files = discovery_files(edition, "某站", "说明", site)
    assert ("robots.txt" in files) is there
    if there:
        assert files["robots.txt"].decode().endswith("\nSitemap: https://example.org/sitemap.xml\n")


def test_what_a_language_model_is_told_is_there(edition: Edition, site_dir: Path) -> None:
    text = (site_dir / "llms.txt").read_text(encoding="utf-8")
    files = re.findall(r"\]\((data/[^)]+)\)", text)
    assert len(files) == 3 + 14
    assert [file for file in files if not (site_dir / file).exists()] == []
    for clause in edition.document.clauses:
        markdown = (site_dir / f"data/clauses/{clause.number}.md").read_text(encoding="utf-8")
        assert all(sentence.text in markdown for sentence in clause.sentences)


LOG = """# Changes

## 0.2.0 (unreleased)

### 2027-02-01

- A table more: `/pairings/#pair-5`, `/data/`, not `data.csv`.

## 0.1.0

### 2026-11-24

- All of it, and `/data/`.

### 2026-12-01

- Mended: `/terms/`; and again `/data/`.
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/", "2026-11-24"),
        ("/clauses/8/", "2026-11-24"),
        ("/pairings/", "2027-02-01"),
        ("/data/", "2027-02-01"),
        ("/terms/", "2026-12-01"),
    ],
)
def test_a_page_changed_on_the_newest_day_that_names_it(log: Path, address: str, day: str) -> None:
    assert last_changes(log)(address) == day


def test_a_log_without_days_says_nothing(log: Path) -> None:
    log.write_text("# Changes\n\n- All of it: `/data/`.\n", encoding="utf-8")
    assert last_changes(log)("/data/") == ""


@pytest.mark.parametrize("heading", ["soon", "2026-13-01", ""])
def test_a_day_that_is_none_is_named(log: Path, heading: str) -> None:
    log.write_text(f"# Changes\n\n### {heading}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"^CHANGELOG\.md:3: expected the day .* found “{heading}”"):
        last_changes(log)


def test_the_site_map_says_what_the_log_says(site_dir: Path) -> None:
    changed = last_changes(ROOT / "CHANGELOG.md")
    text = (site_dir / "sitemap.xml").read_text(encoding="utf-8")
    said = re.findall("<loc>http://127.0.0.1:8000(/[^<]*)</loc><lastmod>([0-9-]{10})</lastmod>", text)
    assert len(said) == text.count("<loc>") > 20
    assert said == [(address, changed(address)) for address, _ in said]
    assert len({day for _, day in said}) > 1
