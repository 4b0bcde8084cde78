"""Whatever stands in the text, it comes out of macros and Markdown as those characters."""

from __future__ import annotations

from dataclasses import replace

import jinja2
import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from support import ROOT

from gongwen.edition import make_edition
from gongwen.model import Clause, Document, Paragraph, Part, Repair, Sentence, Span
from gongwen.publish.collation import RULES as EXPLAINED
from gongwen.publish.collation import render_collation
from gongwen.publish.markdown import escape, front_matter
from gongwen.publish.render import render_clause, render_full
from gongwen.records import Edition
from gongwen.restore import RULES

HOSTILE = (
    "{{ 7*7 }}",
    "{% raw %}",
    "{# 注 #}",
    "<script>alert(1)</script>",
    "<!-- 注 -->",
    "**粗** _斜_ ~~删~~",
    "[链](javascript:alert(1))",
    "![图](x)",
    "&amp;&lt;&#60;&copy;",
    "`码` ```码```",
    "甲|乙",
    "# 标 {: #c9 }",
    "1. 甲",
    "- 甲",
    "> 甲",
    "    甲",
    "甲  ",
    "\\*甲\\",
    "[^1]: 甲",
    "http://x.y/ <http://x.y/> a@b.c",
    "--- === ***",
    ":smile: ++甲++ ==乙==",
    "=cmd|'/C calc'!A0",
    "\"甲\" '乙'",
    "——甲……",
)
ANY = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" 　"), min_size=1, max_size=20)


def shown(page: str) -> html.HtmlElement:
    """A generated page as MkDocs shows it: without its head, through the macros, through Markdown."""
    body = page.split("\n---\n", 1)[1]
    assert jinja2.Environment(keep_trailing_newline=True).from_string(body).render() == body
    extensions = ["attr_list", "md_in_html", "tables", "toc"]
    return html.fragment_fromstring(markdown.markdown(body, extensions=extensions), create_parent="div")


def document_of(text: str) -> Document:
    def paragraph(id_: str, kind: str) -> Paragraph:
        return Paragraph(id_, kind, (Sentence(f"{id_}-s1", text), Sentence(f"{id_}-s2", text)))

    paragraphs = (paragraph("c1-p1", "text"), paragraph("c1-p2", "principle"))
    clause = Clause("c1", 1, "part-1", text, paragraphs)
    return Document(text, (paragraph("preamble-p1", "text"),), (Part("part-1", 1, text),), (clause,), (text,), (text,))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(ROOT / "source")


@given(ANY)
@settings(derandomize=True, deadline=None)
def test_escaped_text_comes_back_and_holds_no_sign(text: str) -> None:
    escaped = escape(text)
    assert html.fromstring(f"<p>{escaped}</p>").text_content() == text
    assert {char for char in escaped if char.isascii() and not char.isalnum()} <= set("&#; ")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_full_text_shows_it(text: str) -> None:
    assert_shown(render_full(document_of(text), {}), text)


@given(ANY)
@settings(derandomize=True, max_examples=60, deadline=None)
def test_the_full_text_shows_anything(text: str) -> None:
    assert_shown(render_full(document_of(text), {}), text)


def assert_shown(page: str, text: str) -> None:
    root = shown(page)
    assert {element.tag for element in root.iter("*")} <= {"div", "h1", "h2", "h3", "p", "span"}
    for id_, printed in (("title", text), ("part-1", f"一、{text}"), ("c1", f"（一）{text}")):
        assert root.get_element_by_id(id_).text_content().strip() == printed.strip()
    for id_ in ("preamble-p1-s1", "c1-p1-s1", "c1-p1-s2", "c1-p2-s2"):
        assert root.get_element_by_id(id_).text_content() == text
    assert root.get_element_by_id("c1-p2").text_content().startswith(f"——{text}")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_clause_page_shows_it_in_links_too(edition: Edition, text: str) -> None:
    document = document_of(text)
    bare = replace(edition, document=document, pairings=(), references=())
    links = {"c1-p1-s1": ((Span("c1-p1-s1", 0, len(text)), "terms.md#term-x", text),)}
    page = render_clause(bare, document.clauses[0], links)
    root = shown(page)
    link = root.get_element_by_id("c1-p1-s1").find("a")
    assert link.get("href") == "../terms.md#term-x"
    assert link.text_content() == text
    assert link.get("title") == f"编者注：{text}".rstrip()
    assert root.get_element_by_id("c1").text_content() == f"（一）{text}".rstrip()
    head = yaml.safe_load(page.split("\n---\n", 1)[0])
    assert head["title"] == f"（一）{text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_the_duties_of_a_clause_show_it(edition: Edition, text: str) -> None:
    text = text.strip()  # as the extractor cuts it
    duty = replace(edition.duties[0], id="c1-p1-s2-d1", clause="c1", sentence="c1-p1-s2", deadline=text, matter=text)
    named, unnamed = replace(duty, actor=text, quote=f"{text}，{text}", matter=""), replace(duty, actor="", quote=text)
    bare = replace(edition, document=document_of(text), pairings=(), references=(), duties=(named, unnamed))
    items = shown(render_clause(bare, bare.document.clauses[0], {})).findall(".//li")
    assert [item.find("strong").text_content() for item in items] == [text, "未写明主体"]
    for item in items:
        assert item.text_content().count(text.translate(str.maketrans("“”", "‘’"))) >= 2
        assert [link.get("href").partition("#")[2] for link in item.findall(".//a")] == ["c1-p1-s2", "c1-p1-s2-d1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_collation_shows_what_was_dropped(edition: Edition, text: str) -> None:
    bare = replace(edition, document=document_of("甲"), repairs=(Repair(0, text, "乙" + text, "signed"),))
    root = shown(render_collation(replace(bare, confirmations=())))
    assert root.find(".//del").text_content() == text.replace(" ", "␣")
    assert root.find(".//ins").text_content() == "乙" + text


def test_every_rule_is_explained_to_the_reader() -> None:
    assert set(EXPLAINED) == set(RULES)


YAML = ("---", "甲\n---\n乙", "甲: 乙", "'", '"', "null", "1.0", "\u2028", "!!python/object:x")


@pytest.mark.parametrize("text", [*HOSTILE, *YAML])
def test_nothing_ends_the_head_of_a_page(text: str) -> None:
    page = front_matter(text, text, hide=["toc"])
    head, _, rest = page.removeprefix("---\n").partition("\n---\n")
    assert yaml.safe_load(head) == {"title": text, "description": text, "hide": ["toc"]}
    assert rest.strip().startswith("<!-- Generated")
