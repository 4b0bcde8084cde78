"""What every generated page is written with: escaped text, front matter, labels and addresses."""

from __future__ import annotations

import json
import re

from gongwen.ids import clause_number, holds, is_passage, sentence_number, unit_of
from gongwen.model import Clause, Document
from gongwen.numerals import to_numeral

GENERATED = "<!-- Generated from source/ by scripts/build.py; edit the source and run `make docs`. -->"
_INNER = str.maketrans("“”‘’", "‘’“”")
_SENTENCE = re.compile(r"(.*第)(\d+)句")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]|^[ \t]")


def escape(text: str) -> str:
    """Text as text: each ASCII punctuation mark, and a blank in front, becomes a numeric entity.

    >>> escape("{{ 帮扶 }}<b>")
    '&#123;&#123; 帮扶 &#125;&#125;&#60;b&#62;'
    """
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", text).replace("\n", " ")


def quoted(text: str) -> str:
    """Words of the text in quotation marks, single ones inside: 技能脱贫“千校行动” → “技能脱贫‘千校行动’”."""
    return f"“{escape(text.translate(_INNER))}”"


def front_matter(title: str, description: str, **more: object) -> str:
    """The YAML head of a page; JSON strings are YAML strings, so nothing in them can end it.

    mkdocs-macros renders no head; the templates that a title travels on to escape it (``on_page_markdown``).
    """
    fields = {"title": title, "description": description, **more}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "\n".join(["---", *lines, "---", "", GENERATED, ""])


def heading(clause: Clause) -> str:
    """（八）组织劳务协作."""
    return f"（{to_numeral(clause.number)}）{clause.title}"


def name_of(document: Document, id_: str) -> str:
    """A clause by its heading, anything else by where it stands: ``c8`` → （八）组织劳务协作, ``preamble`` → 引言."""
    clause = next((clause for clause in document.clauses if clause.id == id_), None)
    return heading(clause) if clause else locate(document, id_)


def locate(document: Document, id_: str) -> str:
    """Where a reader finds an id, in words: ``c8-p1-s3`` → 第（八）条第3句, ``c4-p2-s1`` → 第（四）条第2段."""
    clause = next((clause for clause in document.clauses if clause.id == unit_of(id_)), None)
    paragraphs = clause.paragraphs if clause else document.preamble
    label = f"第（{to_numeral(clause.number)}）条" if clause else "引言"
    paragraph = next((found for found in paragraphs if holds(found.id, id_)), None)
    if paragraph is None:
        return label
    if len(paragraphs) > 1:
        label += f"第{paragraphs.index(paragraph) + 1}段"
    if len(paragraph.sentences) > 1 and id_ != paragraph.id:
        label += f"第{sentence_number(id_)}句"
    return label


def locate_run(document: Document, first: str, last: str) -> str:
    """Where a run of sentences stands: 第（八）条第2至4句, 第（三）条第1段第2句至第2段第1句."""
    begin, end = locate(document, first), locate(document, last)
    one, other = _SENTENCE.fullmatch(begin), _SENTENCE.fullmatch(end)
    if one and other and one[1] == other[1]:
        return f"{one[1]}{one[2]}至{other[2]}句"
    return f"{begin}至{end.removeprefix(locate(document, unit_of(first)))}"


def page_of(id_: str, base: str = "") -> str:
    """The Markdown address of an id, for links between pages: ``clauses/8.md#c8-p1-s3``."""
    if number := clause_number(id_):
        return f"{base}clauses/{number}.md#{id_}"
    if is_passage(id_) or id_ == "title":
        return f"{base}full.md#{id_}"
    if id_.startswith("pair-"):
        return f"{base}pairings.md#{id_}"
    return f"{base}terms.md#{id_}"
