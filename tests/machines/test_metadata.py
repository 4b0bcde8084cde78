"""The head of a page as programs read it: the tags that Zotero takes, schema.org, Open Graph, other forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import extruct
import jsonschema
import pytest
from lxml import html
from support import CLAUSES, PAGES

from gongwen.machines.metadata import Address, head_of
from gongwen.records import Edition

SITE = "https://example.org/guide/"
SCHEMA = json.loads(Path(__file__).with_name("legislation.schema.json").read_text(encoding="utf-8"))
ADDRESSES = [address for address in PAGES if address != "404.html"]
RIGHTS = "不受著作权法保护"


def read(head: str) -> tuple[dict[str, list[str]], dict[str, list[str]], list[dict[str, Any]]]:
    """Contents of meta by name, addresses of links by relation, and the JSON-LD."""
    root = html.document_fromstring(f"<html><head>{head}</head><body></body></html>")
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        metas.setdefault(meta.get("name") or meta.get("property"), []).append(meta.get("content"))
    links: dict[str, list[str]] = {}
    for link in root.iter("link"):
        links.setdefault(link.get("rel").strip(), []).append(f"{link.get('href')} {link.get('type')}")
    return metas, links, [json.loads(found.text) for found in root.iter("script")]


def valid(data: Mapping[str, object]) -> None:
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)


@pytest.mark.parametrize("url", ["", "full/", "clauses/8/"])
def test_what_zotero_reads_of_the_document(edition: Edition, url: str) -> None:
    """Title, two institutions, publisher, date and language: with these very tags its translators get all of them."""
    metas, _, _ = read(head_of(edition, Address(url, SITE), "标题", RIGHTS))
    assert {name: found for name, found in metas.items() if name.startswith("dc.")} == {
        "dc.title": ["关于进一步加强东西部扶贫协作工作的指导意见"],
        "dc.creator": ["中共中央办公厅", "国务院办公厅"],
        "dc.publisher": ["新华社"],
        "dc.date": ["2016-12-07"],
        "dc.language": ["zh-CN"],
        "dc.identifier": [SITE + url],
        "dc.rights": [RIGHTS],
    }


@pytest.mark.parametrize("url", ["about/", "pairings/", "search/", "data/"])
def test_a_page_of_ours_is_not_said_to_be_by_the_issuers(edition: Edition, url: str) -> None:
    metas, links, data = read(head_of(edition, Address(url, ""), "某页", RIGHTS))
    assert metas == {"dc.title": ["某页"], "dc.language": ["zh-CN"], "dc.rights": [RIGHTS]}
    assert data == []
    tables = ["../data/pairings.json application/json", "../data/pairings.csv text/csv"]
    assert links.get("alternate", []) == (tables if url == "pairings/" else [])


def test_other_forms_of_a_clause(edition: Edition) -> None:
    _, links, _ = read(head_of(edition, Address("clauses/8/", ""), "某条", RIGHTS))
    assert links == {
        "alternate": [
            "../../data/clauses/8.md text/markdown",
            "../../data/clauses/8.json application/json",
            "../../data/guideline.akn.xml application/akn+xml",
        ]
    }


def test_what_needs_a_public_address_stands_only_with_one(edition: Edition) -> None:
    metas, links, _ = read(head_of(edition, Address("clauses/8/", SITE), "（八）组织劳务协作", RIGHTS))
    assert {name: found for name, found in metas.items() if name.startswith("og:")} == {
        "og:title": ["（八）组织劳务协作"],
        "og:type": ["website"],
        "og:url": [f"{SITE}clauses/8/"],
        "og:image": [f"{SITE}screenshot.png"],
    }
    assert links["search"] == ["../../opensearch.xml application/opensearchdescription+xml"]
    without = head_of(edition, Address("clauses/8/", ""), "（八）组织劳务协作", RIGHTS)
    assert "og:" not in without
    assert "opensearch" not in without
    assert "identifier" not in without


def test_schema_org_of_a_clause(edition: Edition) -> None:
    _, _, [data] = read(head_of(edition, Address("clauses/8/", SITE), "某条", RIGHTS))
    valid(data)
    assert data["@id"] == f"{SITE}clauses/8/#c8"
    assert data["name"] == "（八）组织劳务协作"
    whole = data["isPartOf"]
    assert whole["@id"] == f"{SITE}full/#title"
    assert whole["name"] == edition.document.title
    assert [body["name"] for body in whole["legislationPassedBy"]] == ["中共中央办公厅", "国务院办公厅"]


def test_schema_org_of_the_document_lists_its_clauses(edition: Edition) -> None:
    _, _, [data] = read(head_of(edition, Address("", SITE), "首页", RIGHTS))
    valid(data)
    assert [part["@id"] for part in data["hasPart"]] == [
        f"{SITE}clauses/{number}/#c{number}" for number in range(1, 15)
    ]
    assert data["encoding"]["contentUrl"] == f"{SITE}data/guideline.akn.xml"


@pytest.mark.parametrize(
    "broken",
    [
        {"legislationPassedBy": ["国务院办公厅"]},
        {"datePublished": "2016年12月7日"},
        {"author": "某人"},
        {"@id": "https://example.org/full/"},
        {"hasPart": []},
    ],
)
def test_the_schema_refuses_what_is_wrong(edition: Edition, broken: dict[str, object]) -> None:
    _, _, [data] = read(head_of(edition, Address("", SITE), "首页", RIGHTS))
    with pytest.raises(jsonschema.ValidationError):
        valid(data | broken)


@pytest.mark.parametrize("url", ["", "clauses/1/"])
def test_text_is_never_markup(hostile: Edition, url: str) -> None:
    title = hostile.document.title
    assert "</script>" in title
    metas, links, [data] = read(head_of(hostile, Address(url, ""), title, '"><b>'))
    assert metas["dc.title"] == [title]
    assert metas["dc.creator"] == [*hostile.provenance.issuers]
    assert metas["dc.rights"] == ['"><b>']
    assert len(links["alternate"]) == 3
    valid(data)
    assert title in (data["name"], data.get("isPartOf", {}).get("name"))


def test_extruct_reads_what_stands_there(edition: Edition, site_dir: Path) -> None:
    """As search engines read it: from the built pages, all vocabularies, the JSON-LD as it is."""
    for address, name in (("", edition.document.title), ("clauses/8/", "（八）组织劳务协作")):
        page = (site_dir / address / "index.html").read_text(encoding="utf-8")
        read = extruct.extract(page, base_url=SITE + address, syntaxes=["json-ld", "dublincore"])
        [data] = read["json-ld"]
        valid(data)
        assert (data["@type"], data["name"]) == ("Legislation", name)
        [core] = read["dublincore"]
        found = [(element["name"], element["content"]) for element in core["elements"]]
        assert [body for key, body in found if key == "dc.creator"] == [*edition.provenance.issuers]


def test_every_built_page_says_it(site_dir: Path) -> None:
    with_data = set()
    for address in ADDRESSES:
        root = html.parse(site_dir / address / "index.html").getroot()
        assert len(root.xpath("//head/meta[@name='dc.title']")) == 1, address
        assert root.xpath("//link[@rel='canonical']") == [], "an address of this machine"
        for script in root.xpath("//head/script[@type='application/ld+json']"):
            valid(json.loads(script.text))
            with_data.add(address)
    assert with_data == {"", "full/", "clauses/", *CLAUSES}
