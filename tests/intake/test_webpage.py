"""Saved web pages: the document's blocks are its lines, all else is dropped and named."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import read, shown, words

from gongwen.errors import FormatError
from gongwen.intake import read_file

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path) -> None:
    found = read(page)
    assert shown(found.lines, found.dropped) == page.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_loses_no_word(page: Path) -> None:
    found = read(page)
    source = re.sub(
        r"(?is)<head.*?</head>|<script.*?</script>|<!--.*?-->|<[^>]*>", "", page.read_bytes().decode(found.encoding)
    )
    ours = words(line.text for line in found.lines) + words(left.text for left in found.dropped)
    assert sorted(ours) == sorted(words([html.unescape(source)]))


def lines(body: str, title: str = "") -> str:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return shown(read_file(page.encode(), "a.html").lines)


CASES = {
    "a heading that the page marks": (
        "<h1>某某法</h1><h2>第一章　总则</h2><p>甲。</p>",
        "1 h1 某某法\n1 h2 第一章　总则\n1 甲。\n",
    ),
    "words of Chinese that the file breaks": (
        "<p>为了加\n  强管理\nGDP 的\n增长。</p>",
        "1 为了加强管理 GDP 的增长。\n",
    ),
    "a reading above a character": ("<p><ruby>國<rp>(</rp><rt>guó</rt><rp>)</rp></ruby>家。</p>", "1 國家。\n"),
    "lines that the page keeps": (
        "<pre><code>第一条 甲。\n第二条 乙。\n\n丙</code></pre><p style='white-space: pre-wrap'>丁\n戊</p>",
        "1 第一条 甲。\n2 第二条 乙。\n4 丙\n4 丁\n5 戊\n",
    ),
    "text right in the body": ("甲。<br>乙。<p>丙。</p>丁。", "1 甲。\n1 乙。\n1 丙。\n1 丁。\n"),
    "a table that lays out": ("<table><tr><td>甲。</td></tr><tr><td>乙。</td></tr></table>", "1 甲。\n1 乙。\n"),
    "a table of data in a cell": (
        "<table><tr><td>导航</td><td><p>甲。</p><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"
        "</table></td></tr></table>",
        "1 甲。\n1 row 1 | 2\n1 row 3 | 4\n",
    ),
    "the numbers of a list, as the browser writes them": (
        "<p>甲：</p><ol start='3'><li>乙；</li><li><p>丙；</p><ol type='a'><li>丁。</li></ol></li>"
        "<li value='9'>戊。</li></ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>己。</li></ol><ol style='list-style: none'><li>庚。</li></ol>"
        "<ol><li>（一）辛。</li></ol><ul><li>壬。</li></ul>",
        "1 甲：\n1 3.乙；\n1 4.丙；\n1 a.丁。\n1 9.戊。\n1 一、己。\n1 庚。\n1 （一）辛。\n1 壬。\n",
    ),
    "words that the page strikes out": ("<p>甲<del>乙</del>。</p>", "1 甲。\n"),
    "a catalogue card above a short text, with and without a known element": (
        "<table><tr><td>索 引 号：</td><td>000014349/2018-00011</td><td>主题分类：</td><td>政务；信访</td></tr>"
        "<tr><td>发文机关：</td><td>国务院</td><td>发文字号：</td><td>国函〔2018〕1号</td></tr></table><div>{}</div>",
        "1 同意。\n",
    ),
    "words behind the end of the page": ("<p>甲。</p></body></html><p>乙。</p>", "1 甲。\n1 乙。\n"),
    "a notice and what it issues, in two elements": (
        "<div><div><p>现印发给你们。</p></div><div><p>第一条　甲。</p></div></div>",
        "1 现印发给你们。\n1 第一条　甲。\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_page_shows(case: str) -> None:
    body, expected = CASES[case]
    if "{}" in body:
        assert lines(body.format("<div id='UCAP-CONTENT'>同意。</div>")) == expected
        body = body.format("同意。")
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("title", "heading", "kept"),
    [
        ("某市道路管理办法_某市政府网", "某市道路管理办法", True),
        ("某市道路管理办法", "某市道路\n管理办法", True),
        ("某市政府网", "某市政府网站欢迎你", False),
        ("某市道路管理办法细则", "某市道路管理办法", False),
    ],
)
def test_the_title_above_the_document_is_its_own(title: str, heading: str, kept: bool) -> None:
    body = f"<div>{heading}</div><div>2005-1-1</div><div class='TRS_Editor'><p>第一条　甲。</p></div>"
    assert ("h1" in lines(body, title)) == kept


def test_a_title_that_the_document_has_is_not_said_twice() -> None:
    body = "<h1>某市道路管理办法</h1><div class='TRS_Editor'><p>某市道路<br>管理办法</p><p>第一条　甲。</p></div>"
    assert lines(body, "某市道路管理办法_某市") == "1 某市道路\n1 管理办法\n1 第一条　甲。\n"


INLINE = st.sampled_from(
    ["甲", "第一条", "。", "&nbsp;", "<b>乙</b>", "<a href='x'>丙丁</a>", "<br>", "<span hidden>戊</span>"]
)
BLOCKS = st.recursive(
    st.lists(INLINE, max_size=4).map("".join),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "td", "tr", "table", "ul", "li", "h2", "nav", "form", "font", "center"]),
        st.lists(inner, max_size=3),
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=20,
)


@given(BLOCKS)
@settings(derandomize=True, max_examples=500, deadline=None)
def test_no_word_of_a_page_is_lost_or_invented(body: str) -> None:
    found = read_file(f"<html><body>{body}</body></html>".encode(), "a.html")
    ours = words(line.text for line in found.lines) + words(left.text for left in found.dropped)
    assert sorted(ours) == sorted(words([re.sub("<[^>]*>|&nbsp;", "", body)]))


def test_a_page_deeper_than_browsers_go_is_refused() -> None:
    with pytest.raises(FormatError) as error:
        read_file(b"<html>" + b"<div>a" * 100_000, "a.html")
    assert "more than 512 elements in one another" in str(error.value)


@pytest.mark.parametrize("piece", ["<p>甲。", "<br>", "<td>甲", "<b>", "甲", "&nbsp;", "<!--", "（一）", "<table><tr>"])
def test_a_page_of_nothing_but_one_thing_is_read_or_refused_in_seconds(piece: str) -> None:
    with suppress(FormatError):
        read_file(f"<html><p>甲</p>{piece * (2**18 // len(piece.encode()))}".encode(), "a.html")
