"""Addresses that were renamed: each leads to where its content is, by an anchor or by a page, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongwen.errors import DataError
from gongwen.permanence.moved import add_anchors, moved_pages
from gongwen.permanence.redirects import moved, read_redirects

PUBLISHED = ("/", "/new/", "/new/#a", "/new/#b", "/terms/", "/terms/#a", "/data/a.csv")
REGISTERED = ("/", "/old/", "/old/#a", "/old/#x", "/terms/", "/terms/#z", "/terms/#y")
ROWS = "/old/\t/new/\twhy\n/old/#x\t/new/#b\twhy\n/terms/#z\t/terms/#a\twhy\n/terms/#y\t/new/#b\twhy\n"
LEADS = {"/old/": "/new/", "/old/#a": "/new/#a", "/old/#x": "/new/#b", "/terms/#z": "/terms/#a", "/terms/#y": "/new/#b"}


def leads(tmp_path: Path, rows: str) -> dict[str, str]:
    table = tmp_path / "redirects.tsv"
    table.write_text(f"old\tnew\twhy\n{rows}", encoding="utf-8")
    return moved(read_redirects(table), REGISTERED, PUBLISHED)


def test_a_page_takes_its_passages_along(tmp_path: Path) -> None:
    assert leads(tmp_path, ROWS) == LEADS


@pytest.mark.parametrize(
    ("row", "instead", "message"),
    [
        (1, "", "register.tsv: expected /old/#x, which was published, to stay, found nothing there"),
        (0, "", "register.tsv: expected /old/, which was published, to stay, found nothing there"),
        (1, "/old/#x\t/new/#q\twhy", "redirects.tsv:3: expected a new address that is published, found /new/#q"),
        (0, "/old/\t/old/#x\twhy", "redirects.tsv:2: expected a new address that is published, found /old/#x"),
        (
            0,
            "/never/\t/new/\twhy",
            "redirects.tsv:2: expected an address that was published once, found /never/, not reg",
        ),
        (
            0,
            "/terms/\t/new/\twhy",
            "redirects.tsv:2: expected an address that was published once, found /terms/, still",
        ),
        (0, "/data/a.csv\t/new/\twhy", "redirects.tsv:2: expected old to match"),
        (0, "/old/\tjavascript:x\twhy", "redirects.tsv:2: expected new to match"),
        (0, '/old/#"><script>\t/new/\twhy', "redirects.tsv:2: expected old to match"),
    ],
)
def test_what_leads_nowhere_is_named(tmp_path: Path, row: int, instead: str, message: str) -> None:
    rows = ROWS.splitlines()
    rows[row] = instead
    with pytest.raises(DataError) as error:
        leads(tmp_path, "\n".join(rows) + "\n")
    assert str(error.value).startswith(message)


def test_an_old_id_stands_beside_the_new_one_or_says_where_its_content_is() -> None:
    page = '<h1>术语</h1><table><tr id="a"><td>甲</td></tr></table>'
    root = html.fragment_fromstring(add_anchors(page, "terms/", LEADS), create_parent="div")
    anchor = root.get_element_by_id("z")
    assert anchor.getparent() in root.xpath("//tr[@id='a']/td")
    assert (anchor.text_content(), anchor.getparent().text_content()) == ("", "甲")
    assert root[-1].text_content() == "这里的内容已移至/new/#b。"
    assert root.get_element_by_id("y").get("href") == "../new/#b"
    assert add_anchors(page, "new/", LEADS) == page


def test_an_old_page_leads_on_without_a_script_of_its_own() -> None:
    (name, content), *others = moved_pages(LEADS, "https://example.org/guide/", "assets/1a2b3c4d/").items()
    assert (name, others) == ("old/index.html", [])
    root = html.document_fromstring(content)
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://example.org/guide/new/"]
    assert root.xpath("//noscript/meta[@http-equiv='refresh']/@content") == ["0;url=../new/"]
    assert root.xpath("//script/@src") == ["../assets/1a2b3c4d/moved.js"]
    assert "".join(root.xpath("//script/text()")) == ""
    assert {link.get("id"): link.get("href") for link in root.iter("a")} == {
        "moved": "../new/",
        "a": "../new/#a",
        "x": "../new/#b",
    }
