"""The feed of corrections and additions, as a reader of feeds reads it, and by the rules of RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from gongwen.machines.feed import feed
from gongwen.records import Addition, Correction, Edition
from gongwen.site.passages import Passages
from gongwen.site.proof import ProofError, prove_file

SITE = "https://example.org/guide/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def correction(edition: Edition, day: str = "2027-01-31") -> Correction:
    words = edition.document.sentence["c8-p1-s3"].text[:6]
    return Correction("/clauses/8/#c8-p1-s3", day, "甲<乙>&丙", words, "据公开发行的文本核对", 9)


@pytest.fixture
def corrected(edition: Edition) -> Edition:
    additions = (Addition("2026-11-24", "/", "首次公布", 4), Addition("2027-01-31", "/data/", "又一个文件", 5))
    others = [
        Correction("/full/#title", "2027-01-31", "", "甲", "甲。", 10),
        Correction("/clauses/8/#c8-p1-s3", "2027-01-31", "丁", "", "戊", 11),
        Correction("/pairings/#pair-1", "2027-01-31", "丁", "己", "戊", 12),
    ]
    return replace(edition, corrections=(correction(edition), *others), additions=additions)


def test_a_reader_of_feeds_gets_every_entry(corrected: Edition) -> None:
    read = feedparser.parse(feed(corrected, "某站", SITE))
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert [entry.title for entry in read.entries][-2:] == ["更正：第（八）条第3句", "增补：首次公布"]
    assert {entry.title for entry in read.entries} >= {"更正：标题", "更正：/pairings/#pair-1", "增补：又一个文件"}
    entry = read.entries[-2]
    assert entry.link == f"{SITE}clauses/8/#c8-p1-s3"
    assert entry.updated_parsed[:3] == (2027, 1, 31)
    words = corrected.corrections[0].after
    expected = f"原为 <del>甲&lt;乙&gt;&amp;丙</del>，改为 <ins>{words}</ins>。据公开发行的文本核对。"
    assert expected in entry.content[0].value
    assert read.feed.updated == "2027-01-31T00:00:00Z"
    assert {link.rel: link.href for link in read.feed.links} == {
        "self": f"{SITE}feed.xml",
        "alternate": f"{SITE}corrections/",
    }


def test_it_keeps_to_the_rules_of_atom(corrected: Edition, hostile: Edition) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, once; ids and dates by their forms."""
    for edition in (corrected, hostile):
        root = etree.fromstring(feed(edition, "某&站", SITE).encode())
        assert root.tag == "{http://www.w3.org/2005/Atom}feed"
        for element in (root, *root.iterfind("a:entry", ATOM)):
            for once in ("id", "title", "updated"):
                assert len(element.findall(f"a:{once}", ATOM)) == 1, once
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext("a:id", namespaces=ATOM))
            day = element.findtext("a:updated", namespaces=ATOM)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day)
            assert day <= root.findtext("a:updated", namespaces=ATOM)
        assert root.findtext("a:author/a:name", namespaces=ATOM)
        for content in root.iterfind("a:entry/a:content", ATOM):  # 3.1.1.3: one <div> of XHTML, and nothing beside it
            assert [child.tag for child in content] == ["{http://www.w3.org/1999/xhtml}div"]
            assert not (content.text or "").strip()


def test_ids_stay_where_the_site_moves_and_entries_come_behind(corrected: Edition) -> None:
    def ids(edition: Edition, site: str) -> list[str]:
        found = [entry.id for entry in feedparser.parse(feed(edition, "某站", site)).entries]
        assert len(set(found)) == len(found)
        return found

    before = ids(corrected, SITE)
    assert before == ids(corrected, "https://elsewhere.example/")
    newer = replace(corrected, corrections=(*corrected.corrections, correction(corrected, "2027-02-01")))
    assert ids(newer, SITE)[1:] == before


def test_a_site_without_corrections_has_the_day_it_was_published(edition: Edition) -> None:
    read = feedparser.parse(feed(replace(edition, corrections=(), additions=()), "某站", SITE))
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "2016-12-07T00:00:00Z")


def test_the_proof_reads_it(corrected: Edition) -> None:
    """What a correction quotes is free, the text is not."""
    sentence = corrected.document.sentence["c8-p1-s1"].text
    changed = replace(correction(corrected), before=f"{sentence[:20]}等", after=sentence)
    edition = replace(corrected, corrections=(changed,))
    written = feed(edition, "某站", SITE)
    prove_file("feed.xml", written.encode(), Passages(edition))
    broken = written.replace("据公开发行的文本核对", f"{sentence[:20]}等")
    with pytest.raises(ProofError, match=r"^feed\.xml: "):
        prove_file("feed.xml", broken.encode(), Passages(edition))
