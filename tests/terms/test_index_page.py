"""The page of the indexes, as a reader gets it: Markdown turned to HTML and read back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from jinja2 import Environment
from lxml import html

from gongwen.edition import make_edition
from gongwen.extract.terms import sort_key
from gongwen.model import Edition, Span
from gongwen.parse import parse_text
from gongwen.publish.index_page import render_terms

SOURCE = Path(__file__).parents[2] / "source"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(SOURCE)


@pytest.fixture(scope="module")
def page(edition: Edition) -> html.HtmlElement:
    return read(render_terms(edition))


def read(page: str) -> html.HtmlElement:
    """What MkDocs makes of a page: the macros run first, then Markdown."""
    body = Environment().from_string(page.split("---\n", 2)[2]).render()
    return html.fromstring(f"<main>{markdown.markdown(body, extensions=['attr_list', 'md_in_html', 'toc'])}</main>")


def entries(page: html.HtmlElement) -> dict[str, list[html.HtmlElement]]:
    """The elements of each entry, by the id of its heading."""
    found: dict[str, list[html.HtmlElement]] = {}
    current: list[html.HtmlElement] = []
    for element in page:
        if element.tag in ("h1", "h2", "h3", "h4"):
            current = found.setdefault(element.get("id"), [])
        current.append(element)
    return found


def paired(edition: Edition) -> set[str]:
    return {place.id for place in edition.paired_places}


def test_every_entry_has_its_id_once(edition: Edition, page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    homes = {f"index-{term.id}" if term.id in paired(edition) else term.id for term in edition.terms}
    assert homes | {cited.id for cited in edition.cited} <= set(ids)
    assert not paired(edition) & set(ids)


def test_a_paired_place_leads_to_its_home(page: html.HtmlElement) -> None:
    assert entries(page)["index-place-530600"][0].xpath("a/@href") == ["pairings.md#place-530600"]


def test_each_letter_is_jumped_to(edition: Edition, page: html.HtmlElement) -> None:
    for kind in ("place", "body", "programme", "term"):
        letters = {sort_key(term)[0] for term in edition.terms if term.kind == kind}
        jumps = page.xpath(f"//p[@class='letters']/a[starts-with(@href, '#index-{kind}-')]/@href")
        assert jumps == [f"#index-{kind}-{letter}" for letter in sorted(letters)]
    assert {address[1:] for address in page.xpath("//a/@href") if address.startswith("#")} <= set(page.xpath("//@id"))


def test_every_mention_is_quoted_and_counted(edition: Edition, page: html.HtmlElement) -> None:
    found = entries(page)
    for term in edition.terms:
        elements = found[f"index-{term.id}" if term.id in paired(edition) else term.id]
        quotes = [item for element in elements for item in element.iter("li")]
        marks = [mark.text for item in quotes for mark in item.iter("mark")]
        assert marks == [edition.document.quote(span) for span in term.spans]
        assert f"{len(term.spans) + len(term.headings)} 处" in elements[1].text_content()
        assert len(quotes) == len({span.sentence for span in term.spans}) + len(term.headings)


def test_quotes_are_the_words_of_the_sentence_they_link_to(edition: Edition, page: html.HtmlElement) -> None:
    quoted = 0
    for item in page.iter("li"):
        address = item.xpath("a/@href")[0].split("#")[1]
        if address in edition.document.sentence:
            words = item.text_content().split("：", 1)[1]
            for piece in filter(None, words.split("…")):
                assert piece in edition.document.sentence[address].text
                quoted += 1
    assert quoted > 200


def test_a_long_sentence_is_quoted_in_part(page: html.HtmlElement) -> None:
    quote = entries(page)["index-place-530600"][2].text_content()
    assert "中山市和东莞市帮扶云南省昭通市" in quote
    assert "北京市" not in quote


def test_notes_are_the_editors_and_name_their_source(edition: Edition, page: html.HtmlElement) -> None:
    notes = [note.text_content() for note in page.xpath("//p[@class='note']")]
    assert len(notes) == sum(bool(term.note) for term in edition.terms) + len(edition.cited)
    assert all(re.fullmatch(r"编者注 .+。（出处：.+）", note) for note in notes)
    links = page.xpath("//p[@class='note']/a/@href")
    assert all(re.fullmatch(r"https?://[^\s]+", link) for link in links)


def test_a_cited_document_lists_what_cites_it(page: html.HtmlElement) -> None:
    plenum = "".join(element.text_content() for element in entries(page)["doc-shibajie-liuzhong"])
    assert "中国共产党第十八届中央委员会第六次全体会议" in plenum
    assert "2016-10-24 至 2016-10-27" in plenum
    assert "第（一）条：全面贯彻党的十八大和十八届三中、四中、五中、六中全会精神" in plenum


def test_a_name_in_a_heading_is_listed_as_such(page: html.HtmlElement) -> None:
    first = next(entries(page)["term-xieshou-ben-xiaokang"][3].iter("li"))
    assert first.text_content() == "（五）开展携手奔小康行动（标题）"
    assert first.xpath("a/@href") == ["clauses/5.md#c5"]


def test_text_is_never_code(edition: Edition) -> None:
    hostile = "{{ 7*7 }}{% raw %}{# 注 #}<script>alert(1)</script>**粗**[链](x)`码`&lt;_斜_ #标"
    document = parse_text(f"{hostile}\n一、{hostile}\n（一）{hostile}。{hostile}要办。\n", "x")
    sentence = document.clauses[0].sentences[0]
    term = replace(
        edition.terms[0],
        id="term-x",
        name=hostile,
        aliases=(hostile,),
        pinyin=f"a {hostile}",
        spans=(Span(sentence.id, 0, len(hostile)),),
        headings=("title", "part-1", "c1"),
        note=f"{hostile}。",
        note_source=hostile,
    )
    bare = replace(edition, document=document, pairings=(), terms=(term,), cited=(), references=())
    shown = read(render_terms(bare))
    assert shown.find(".//script") is None
    assert shown.xpath("//h4")[0].text_content() == hostile
    assert shown.xpath("//mark")[0].text_content() == hostile
    assert shown.xpath("//p[@class='facts']")[0].text_content() == f"a {hostile} · 4 处 · 又称：{hostile}"
    assert shown.xpath("//p[@class='note']")[0].text_content() == f"编者注 {hostile}。（出处：{hostile}）"
    assert [link.text_content() for link in shown.xpath("//li/a")][1:3] == [f"一、{hostile}", f"（一）{hostile}"]
