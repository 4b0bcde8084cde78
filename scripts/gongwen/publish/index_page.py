"""Edition → ``/terms/``: the indexes, and the documents and meetings that the text cites.

An entry has its pinyin, its other names, an editor's note with its source, and every sentence that
names it. A paired place has its home, and its id, on ``/pairings/``; here it is only listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from gongwen.extract.terms import KINDS, sort_key
from gongwen.model import Document, Edition, Span, Term
from gongwen.numerals import to_numeral
from gongwen.publish.markdown import escape, front_matter, heading, locate, page_of

_LONG = 120
"""A sentence longer than this is quoted in part: the one that lists all pairings has 700 characters."""
_ADDRESS = re.compile(r"(?P<title>.*)，(?P<url>https?://[\w./?=&%-]+)")
"""A source that is online: its title, and what to link the title to."""
_KINDS_CITED = {"document": "文件", "meeting": "会议"}


def render_terms(edition: Edition) -> str:
    """The Markdown of ``docs/terms.md``."""
    paired = {place.id for place in edition.paired_places}
    lines = [
        front_matter("索引", f"《{edition.document.title}》的地名、机构、行动、术语索引，附引用的文件和会议。"),
        "# 索引 {: #index }\n",
        "按汉语拼音排列。同一处文字只计最长的名称：长名称里的短名称不另计；标题中的也计入。"
        "“编者注”是本站所加的说明，不属于文件，均注明出处；查不到可靠出处的不加。\n",
    ]
    for kind, label in KINDS.items():
        entries = [term for term in edition.terms if term.kind == kind]
        letters = [(letter, tuple(group)) for letter, group in groupby(entries, _letter)]
        lines += [f"## {label} {{: #index-{kind} }}\n", f"共 {len(entries)} 条。\n"]
        lines += [" ".join(f"[{letter}](#index-{kind}-{letter.lower()})" for letter, _ in letters), "{: .letters }\n"]
        for letter, group in letters:
            lines += [f"### {letter} {{: #index-{kind}-{letter.lower()} }}\n"]
            lines += [line for term in group for line in _entry(term, edition.document, term.id in paired)]
    return "\n".join([*lines, *_cited(edition)])


def _entry(term: Term, document: Document, paired: bool) -> Iterator[str]:
    if paired:
        yield f"#### [{escape(term.name)}](pairings.md#{term.id}) {{: #index-{term.id} }}\n"
    else:
        yield f"#### {escape(term.name)} {{: #{term.id} }}\n"
    facts = [f'<span lang="zh-Latn">{escape(term.pinyin)}</span>', f"{len(term.spans) + len(term.headings)} 处"]
    facts += [f"又称：{escape('、'.join(term.aliases))}"] if term.aliases else []
    yield " · ".join(facts)
    yield "{: .facts }\n"
    yield from _note(term.note, term.note_source)
    yield from (f"- {_heading(document, id_)}" for id_ in term.headings)
    for sentence, spans in groupby(term.spans, lambda span: span.sentence):
        quote = _quote(document.sentence[sentence].text, tuple(spans))
        yield f"- [{locate(document, sentence)}]({page_of(sentence)})：{quote}"
    yield ""


def _cited(edition: Edition) -> Iterator[str]:
    yield "## 引用的文件和会议 {: #cited }\n"
    for cited in edition.cited:
        yield f"### {escape(cited.title)} {{: #{cited.id} }}\n"
        date = cited.date.replace("/", " 至 ")
        yield " · ".join(escape(fact) for fact in (_KINDS_CITED[cited.kind], date, cited.number) if fact)
        yield "{: .facts }\n"
        yield from _note(cited.note, cited.source)
        for reference in (found for found in edition.references if found.target == cited.id):
            text = edition.document.sentence[reference.source].text
            where = f"[{locate(edition.document, reference.source)}]({page_of(reference.source)})"
            yield f"- {where}：{_quote(text, (reference.span,))}"
        yield ""


def _note(note: str, source: str) -> Iterator[str]:
    if source:
        cited = "；".join(_source(one) for one in source.split("；"))
        yield f"**编者注** {escape(note)}（出处：{cited}）"
        yield "{: .note }\n"


def _source(source: str) -> str:
    match = _ADDRESS.fullmatch(source)
    return f"[{escape(match['title'])}]({match['url']})" if match else escape(source)


def _heading(document: Document, id_: str) -> str:
    """A heading that names the entry, linked: ``[（五）开展携手奔小康行动](clauses/5.md#c5)（标题）``."""
    names = {"title": document.title}
    names |= {part.id: f"{to_numeral(part.number)}、{part.title}" for part in document.parts}
    names |= {clause.id: heading(clause) for clause in document.clauses}
    return f"[{escape(names[id_])}]({'full.md#title' if id_ == 'title' else page_of(id_)})（标题）"


def _quote(text: str, spans: tuple[Span, ...]) -> str:
    """The sentence with the names marked; of a long one the statements, cut at ；and ：, that hold a name."""
    statements = [(found.start(), found.end()) for found in re.finditer("[^；：]+[；：]?", text)]
    if len(text) <= _LONG:
        statements = [(0, len(text))]
    pieces, at = [], 0
    for start, end in statements:
        here = [span for span in spans if start <= span.start < end]
        if here:
            pieces.append(("…" if start > at else "") + _marked(text, start, end, here))
            at = end
    return "".join(pieces) + ("…" if at < len(text) else "")


def _marked(text: str, start: int, end: int, spans: list[Span]) -> str:
    pieces = []
    for span in spans:
        pieces += [escape(text[start : span.start]), f"<mark>{escape(text[span.start : span.end])}</mark>"]
        start = span.end
    return "".join([*pieces, escape(text[start:end])])


def _letter(term: Term) -> str:
    return sort_key(term)[:1].upper()
