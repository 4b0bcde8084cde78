"""The home page's overview of parts and clauses, and its figures."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.numerals import to_numeral
from gongwen.publish import render
from macros.data import Record, attributes, link, load, text


def overview(base: str = "", level: int = 3) -> str:
    """Parts and clauses at a glance, each clause with its opening words; ``level`` is that of the parts' headings."""
    return "\n".join(['<div class="overview">', *_parts(load("guideline"), base, f"h{level}"), "</div>"])


def _parts(document: Record, base: str, heading: str) -> Iterator[str]:
    for part in document["parts"]:
        here, address = f"at-{part['id']}", f"{base}full/#{part['id']}"
        yield f"<section{attributes(aria_labelledby=here)}>"
        title = link(address, to_numeral(part["number"]) + "、" + part["title"])
        yield f"<{heading}{attributes(id=here)}>{title}</{heading}><ol>"
        for clause in document["clauses"]:
            if clause["part"] == part["id"]:
                opening = clause["paragraphs"][0]["sentences"][0]["text"]
                label = f"<b>（{to_numeral(clause['number'])}）{text(clause['title'])}</b><span>{text(opening)}</span>"
                yield f"<li><a{attributes(href=base + 'clauses/' + str(clause['number']) + '/')}>{label}</a></li>"
        yield "</ol></section>"


def document_title() -> str:
    """The document's title: 关于…的指导意见."""
    return text(load("guideline")["title"])


def byline() -> str:
    """Who issued it, who published it and when: 国务院办公厅印发，新华社 2016 年 12 月 7 日播发."""
    source = load("guideline")["provenance"]
    return text(render.byline(source["issuers"], source["publisher"], source["published"]))


def provenance(key: str) -> str:
    """What is known of the page and the document, by its key; nothing where nothing is: ``provenance("note")``."""
    return text(load("guideline")["provenance"][key])


def figures() -> str:
    """4 部分, 14 条, 32 对: the counts of the home page, counted; what there is none of is left out."""
    units = {"parts": "部分", "clauses": "条", "principles": "项原则", "pairings": "对结对关系"}
    items = (f"<span><b>{count(name)}</b> {unit}</span>" for name, unit in units.items() if count(name))
    return f'<p class="figures">{"".join(items)}</p>'


def structure() -> str:
    """How the document is built, counted: ``4 个部分，14 条``."""
    units = {"parts": "个部分", "clauses": "条"}
    return "，".join(f"{count(name)} {unit}" for name, unit in units.items() if count(name))


def count(name: str) -> int:
    """How many there are of what the data files list, for the sentences of a page: ``count("pairings")`` → 32."""
    document = load("guideline")
    if name == "principles":
        return sum(found["kind"] == "principle" for clause in document["clauses"] for found in clause["paragraphs"])
    return len(document[name] if name in document else load(name))


def standing() -> str:
    """What became of the document, each statement with its source and the day it was looked up; nothing without one."""
    found = load("standing")
    if not found:
        return ""
    lines = [
        f'<aside class="standing"{attributes(aria_labelledby="standing")}>',
        f'<p id="standing"><b>效力状态</b> <span>{text(found["label"])}</span></p>',
        f"<p>{_statement(found['statement'])}</p>",
    ]
    if found["followed"]:
        items = (f"<li><time>{text(each['date'])}</time> {_statement(each)}</li>" for each in found["followed"])
        lines += ["<p><b>后续情况</b></p>", "<ul>", *items, "</ul>"]
    return "\n".join([*lines, "</aside>"])


def _statement(said: Record) -> str:
    """The words, then in brackets where they were found and when: 没有见到……（2026-11-26 查询）."""
    source = f"{link(said['address'], said['source'])}，" if said["source"] else ""
    return f"{text(said['text'])}<small>（{source}{text(said['looked_up'])} 查询）</small>"
