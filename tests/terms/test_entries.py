"""The index and the places, as a reader gets them: the page through its macros and Markdown, and read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from jinja2 import Environment, StrictUndefined
from lxml import html
from support import ROOT

import macros
from gongwen.edition import make_edition
from gongwen.extract.terms import sort_key
from gongwen.model import Span
from gongwen.parse import parse_text
from gongwen.publish.export import data_files
from gongwen.records import Edition
from macros import data

SOURCE = ROOT / "source"
Show = Callable[[Edition, str], html.HtmlElement]


class _Environment:
    """Where mkdocs-macros lets macros be registered."""

    def __init__(self) -> None:
        self.macros: dict[str, object] = {}

    def macro(self, function: Callable[..., object]) -> None:
        self.macros[function.__name__] = function


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(SOURCE)


BUILT = {"config": {"extra": {"made": ()}}}
"""What a page is told of a build that made no PDF and no picture."""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """A page of ``docs/`` for any edition: its data files, the macros, Markdown."""

    def show_(edition: Edition, name: str) -> html.HtmlElement:
        for file, content in data_files(edition).items():
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_text(content, encoding="utf-8")
        monkeypatch.setattr(data, "DATA", tmp_path)
        known = _Environment()
        macros.define_env(known)  # type: ignore[arg-type]
        body = (ROOT / "docs" / name).read_text(encoding="utf-8").split("---\n", 2)[2]
        page = Environment(undefined=StrictUndefined).from_string(body).render(known.macros | BUILT)
        return html.fromstring(f"<main>{markdown.markdown(page, extensions=['attr_list', 'md_in_html', 'toc'])}</main>")

    return show_


@pytest.fixture
def page(show: Show, edition: Edition) -> html.HtmlElement:
    return show(edition, "terms.md")


@pytest.fixture
def places(show: Show, edition: Edition) -> html.HtmlElement:
    return show(edition, "pairings.md")


def of_class(name: str) -> str:
    return f"descendant-or-self::*[contains(concat(' ', @class, ' '), ' {name} ')]"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_entry_has_its_id_once(edition: Edition, page: html.HtmlElement, places: html.HtmlElement) -> None:
    paired = {place.id for place in edition.paired_places}
    assert len(paired) == 52
    for shown in (page, places):
        ids = shown.xpath("//@id")
        assert len(ids) == len(set(ids))
    homes = {f"index-{term.id}" if term.id in paired else term.id for term in edition.terms}
    assert homes | {cited.id for cited in edition.cited} <= set(page.xpath("//@id"))
    assert not paired & set(page.xpath("//@id"))
    assert set(edition.paired_names) <= set(places.xpath("//@id"))


def test_what_is_paired_and_its_provinces_lead_to_their_home(edition: Edition, page: html.HtmlElement) -> None:
    for id_, home in (("index-place-530600", "place-530600"), ("place-520000", "place-520000")):
        assert page.get_element_by_id(id_).xpath(".//a/@href") == [f"../pairings/#{home}"]
    assert page.get_element_by_id("place-540000").xpath(".//h4")[0].text == "西藏自治区"
    assert len(edition.paired_names) == 52 + 7


def test_a_province_shows_its_places_and_who_supports_them(places: html.HtmlElement) -> None:
    entry = places.get_element_by_id("place-520000")
    lines = [words(line) for line in entry.iter("dd")]
    assert lines[0] == "六盘水市：由大连市帮扶"
    assert len(lines) == 8 + 1
    assert {line.split("：")[0] for line in lines[:-1]} == {
        *("六盘水市", "遵义市", "安顺市", "毕节市", "铜仁市"),
        *("黔西南布依族苗族自治州", "黔东南苗族侗族自治州", "黔南布依族苗族自治州"),
    }
    assert lines[-1] == "见第（四）条第1段第2句"


def test_a_paired_province_shows_its_own_pairs_first(places: html.HtmlElement) -> None:
    lines = [words(line) for line in places.get_element_by_id("place-440000").iter("dd")]
    assert lines[0] == "帮扶广西壮族自治区、甘孜藏族自治州"
    assert "佛山市：帮扶凉山彝族自治州" in lines
    assert words(next(places.get_element_by_id("place-530600").iter("dd"))) == "由中山市、东莞市帮扶"


def test_every_sentence_that_names_a_place_is_linked_from_it(edition: Edition, places: html.HtmlElement) -> None:
    found = {place: set[str]() for place in edition.paired_names}
    for place in found:
        addresses = places.get_element_by_id(place).xpath(".//a/@href")
        found[place] = {address.split("#")[1] for address in addresses}
    for term in edition.terms:
        assert {span.sentence for span in term.spans} <= found.get(term.id, {span.sentence for span in term.spans})


def test_each_letter_is_jumped_to(edition: Edition, page: html.HtmlElement) -> None:
    for kind in ("place", "body", "programme", "term"):
        letters = {sort_key(term)[0] for term in edition.terms if term.kind == kind}
        jumps = page.xpath(f"//p[@class='letters']/a[starts-with(@href, '#index-{kind}-')]/@href")
        assert jumps == [f"#index-{kind}-{letter}" for letter in sorted(letters)]
    assert {address[1:] for address in page.xpath("//a/@href") if address.startswith("#")} <= set(page.xpath("//@id"))


def test_every_mention_is_quoted_and_counted(edition: Edition, page: html.HtmlElement) -> None:
    for term in edition.terms:
        if term.id not in edition.paired_names:
            entry = page.get_element_by_id(term.id)
            marks = [mark.text for mark in entry.iter("mark")]
            assert marks == [edition.document.quote(span) for span in term.spans]
            summary = words(entry.xpath("details/summary")[0])
            assert summary.startswith(f"{len(term.spans) + len(term.headings)} 处：")
            quotes = list(entry.iter("li"))
            assert len(quotes) == len({span.sentence for span in term.spans}) + len(term.headings)


@pytest.mark.parametrize(
    ("id_", "where"),
    [
        ("term-xieshou-ben-xiaokang", "2 处：第（五）条"),
        ("term-sisheng-zangqu", "1 处：第（六）条"),
        ("term-guowuyuan-fupin-lingdao-xiaozu", "2 处：第（十二）（十四）条"),
        ("doc-shibada", "1 处：第（一）条"),
    ],
)
def test_an_entry_says_where_it_stands(page: html.HtmlElement, id_: str, where: str) -> None:
    assert words(page.get_element_by_id(id_).xpath("details/summary")[0]) == where


def test_excerpts_are_closed_and_notes_are_not(page: html.HtmlElement) -> None:
    assert page.xpath("//details[@open]") == []
    assert page.xpath("//li[not(ancestor::details)]") == []
    assert page.xpath(f"//details/{of_class('note')}") == []


def test_quotes_are_the_words_of_the_sentence_they_link_to(edition: Edition, page: html.HtmlElement) -> None:
    quoted = 0
    for item in page.iter("li"):
        address = item.xpath("a/@href")[0].split("#")[1]
        if address in edition.document.sentence:
            label, quote = item.text_content().split("：", 1)
            assert label.endswith(("句", "段", "条", "言"))
            for piece in filter(None, quote.split("…")):
                assert piece in edition.document.sentence[address].text
                quoted += 1
    assert quoted > 150


def test_a_long_sentence_is_quoted_in_part(show: Show, edition: Edition) -> None:
    sentence = edition.document.sentence["c4-p1-s2"].text
    at = sentence.index("昭通市")
    term = replace(edition.terms[0], id="term-x", kind="body", name="昭通市", spans=(Span("c4-p1-s2", at, at + 3),))
    quote = words(show(replace(edition, terms=(term,)), "terms.md").get_element_by_id("term-x"))
    assert "中山市和东莞市帮扶云南省昭通市" in quote
    assert "北京市" not in quote


def test_notes_are_the_editors_and_name_their_source(edition: Edition, page: html.HtmlElement) -> None:
    notes = [words(note) for note in page.xpath("//p[@class='note']")]
    assert len(notes) == sum(bool(term.note) for term in edition.terms) + len(edition.cited)
    assert all(re.fullmatch(r"编者注 .+。（出处：.+）", note) for note in notes)
    links = page.xpath("//p[@class='note']/a/@href")
    assert all(re.fullmatch(r"https?://[^\s]+", link) for link in links)


def test_a_cited_document_lists_what_cites_it(page: html.HtmlElement) -> None:
    plenum = words(page.get_element_by_id("doc-shibajie-liuzhong"))
    assert "中国共产党第十八届中央委员会第六次全体会议" in plenum
    assert "2016-10-24 至 2016-10-27" in plenum
    assert "第（一）条：全面贯彻党的十八大和十八届三中、四中、五中、六中全会精神" in plenum


def test_a_name_in_a_heading_is_listed_as_such(page: html.HtmlElement) -> None:
    first = next(page.get_element_by_id("term-xieshou-ben-xiaokang").iter("li"))
    assert first.text_content() == "（五）开展携手奔小康行动（标题）"
    assert first.xpath("a/@href") == ["../clauses/5/#c5"]


def test_an_entry_is_found_by_whatever_one_types(page: html.HtmlElement) -> None:
    names = page.get_element_by_id("term-jiandang-lika").get("data-names").split()
    assert {"建档立卡", "jian", "jiandanglika", "jdlk"} <= set(names)


BARE: Mapping[str, tuple[str, ...]] = {
    "terms.md": ("没有条目。",),
    "pairings.md": ("本文件没有写明结对关系。",),
    "duties.md": ("本文件没有写明责任。",),
}


@pytest.mark.parametrize("name", [*BARE, "index.md", "clauses/index.md"])
def test_a_document_without_any_of_it_shows_nothing_empty(show: Show, edition: Edition, name: str) -> None:
    document = parse_text("关于修桥的意见\n一、任务\n（一）修桥。桥要修好。\n", "x")
    bare = replace(
        edition, document=document, pairings=(), terms=(), cited=(), references=(), duties=(), confirmations=()
    )
    shown = show(bare, name)
    text = words(shown)
    assert [sentence for sentence in BARE.get(name, ()) if sentence not in text] == []
    for tag in ("table", "svg", "figure", "dl", "ul[not(li)]", "details", "input", "section[not(ol/li)]"):
        assert shown.xpath(f"//{tag}") == [], tag
    headings = shown.xpath("//h2[not(following-sibling::*) or following-sibling::*[1][self::h2]]")
    assert [words(heading) for heading in headings] == []
    assert not re.search(r"(?<!\d)0 ", text)


def test_text_is_never_code(show: Show, edition: Edition) -> None:
    hostile = "{{ 7*7 }}{% raw %}{# 注 #}<script>alert(1)</script>**粗**[链](x)`码`&lt;_斜_ #标"
    head = "{{ 7*7 }}<script>**粗**`码`"
    document = parse_text(f"{head}\n一、{head}\n（一）{head}。{hostile}要办。\n", "x")
    sentence = document.clauses[0].sentences[0]
    term = replace(
        edition.terms[0],
        id="term-x",
        kind="term",
        name=hostile,
        aliases=(hostile,),
        pinyin=f"a {hostile}",
        spans=(Span(sentence.id, 0, len(hostile)),),
        headings=("title", "part-1", "c1"),
        note=f"{hostile}。",
        note_source=hostile,
    )
    bare = replace(edition, document=document, pairings=(), terms=(term,), cited=(), references=(), confirmations=())
    shown = show(bare, "terms.md")
    assert shown.find(".//script") is None
    assert shown.xpath("//h4")[0].text_content() == hostile
    assert shown.xpath("//mark")[0].text_content() == hostile
    assert shown.xpath("//p[@class='facts']")[0].text_content() == f"a {hostile} · 又称：{hostile}"
    assert shown.xpath("//summary")[0].text_content() == "4 处：标题、第一部分、第（一）条"
    assert shown.xpath("//p[@class='note']")[0].text_content() == f"编者注 {hostile}。（出处：{hostile}）"
    assert [link.text_content() for link in shown.xpath("//li/a")][1:3] == [f"一、{head}", f"（一）{head}"]
