"""The index: every name with its facts, an editor's note, and the sentences it stands in, which open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import combining, normalize

from gongwen.extract.terms import KINDS
from gongwen.ids import PREAMBLE, clause_number, unit_of
from gongwen.numerals import to_numeral
from macros.controls import controls
from macros.data import Record, address, attributes, link, load, text

_LONG = 120
"""A sentence longer than this is quoted in part: one that lists all pairings may have 700 characters."""
_ADDRESS = re.compile(r"(?P<title>.*)，(?P<url>https?://[\w./?=&%-]+)")
"""A source that is online: its title, and what to link the title to."""
_KINDS_CITED = {"document": "文件", "meeting": "会议"}

Span = tuple[str, int, int]
"""A sentence's id, and characters in it."""


@dataclass(frozen=True)
class _Text:
    """What the entries quote and link to."""

    base: str
    """The way from the page to the site's root."""
    units: Mapping[str, str]
    """What a reader calls the title, the preamble, parts and clauses, by id: ``c8`` → （八）, ``part-3`` → 第三部分."""
    headings: Mapping[str, str]
    """Headings as they are printed: ``c5`` → （五）开展携手奔小康行动."""
    sentences: Mapping[str, Record]
    paired: frozenset[str]
    """The ids of the paired places."""
    homes: frozenset[str]
    """Theirs and those of their provinces: what lives on the page of the pairings."""


def _read(base: str) -> _Text:
    document, places = load("guideline"), load("places")
    units, headings = {"title": "标题", PREAMBLE: "引言"}, {"title": document["title"]}
    for part in document["parts"]:
        numeral = to_numeral(part["number"])
        units[part["id"]], headings[part["id"]] = f"第{numeral}部分", f"{numeral}、{part['title']}"
    for clause in document["clauses"]:
        numeral = f"（{to_numeral(clause['number'])}）"
        units[clause["id"]], headings[clause["id"]] = numeral, numeral + clause["title"]
    paired = frozenset(place["id"] for place in places)
    homes = paired | {f"place-{place['province_code']}" for place in places}
    sentences = {sentence["id"]: sentence for sentence in load("sentences")}
    return _Text(base, units, headings, sentences, paired, homes)


def index_filter() -> str:
    """The field over the index: what is typed there, in characters or pinyin, is all that the page goes on to show."""
    total = len(load("terms")) + len(load("documents"))
    if not total:
        return "<p>没有条目。</p>"
    return f'<div data-index data-script="index.js">{controls("输入名称或拼音筛选", total)}</div>'


def term_index(*kinds: str, base: str = "../") -> str:
    """The entries of some kinds, by the letter of their pinyin: ``term_index("term", "body")``.

    Markdown, so that its headings stand in the page's contents. A paired place lives on the page of the pairings.
    """
    source, lines = _read(base), list[str]()
    for kind in kinds:
        entries = [entry for entry in load("terms") if entry["kind"] == kind]
        letters = [(letter, list(group)) for letter, group in groupby(entries, _letter)]
        if letters:
            lines += [f"## {KINDS[kind]} {{: #index-{kind} }}", "", '<div class="index">']
            jumps = (link(f"#index-{kind}-{letter.lower()}", letter) for letter, _ in letters)
            lines += [f'<p class="letters">{" ".join(jumps)}</p>']
            for letter, group in letters:
                lines += [f"<div><h3{attributes(id=f'index-{kind}-{letter.lower()}')}>{letter}</h3>"]
                lines += [*_elsewhere([entry for entry in group if entry["id"] in source.homes], source)]
                shown = (entry for entry in group if entry["id"] not in source.homes)
                lines += [*(line for entry in shown for line in _term(entry, source)), "</div>"]
            lines += ["</div>", ""]
    return "\n".join(lines)


def cited_documents(base: str = "../") -> str:
    """The documents and meetings that the text cites, and where it does."""
    documents: Sequence[Record] = load("documents")
    if not documents:
        return ""
    source, references = _read(base), load("references")
    lines = ["## 引用的文件和会议 {: #cited }", "", '<div class="index">']
    for cited in documents:
        spans = [(found["from"], found["start"], found["end"]) for found in references if found["to"] == cited["id"]]
        facts = (_KINDS_CITED[cited["kind"]], cited["date"].replace("/", " 至 "), cited["number"])
        names = " ".join((cited["name"], cited["title"], *cited["aliases"], cited["number"]))
        lines += _entry(cited["id"], cited["title"], [text(fact) for fact in facts if fact], names, cited, 3)
        lines += _standing((), spans, source)
    return "\n".join([*lines, "</div>", ""])


def plain(pinyin: str) -> str:
    """Pinyin as one types it: ``chóng qìng shì`` → ``chong qing shi``."""
    return "".join(character for character in normalize("NFD", pinyin) if not combining(character))


def _letter(entry: Record) -> str:
    return plain(entry["pinyin"])[:1].upper()


def _elsewhere(entries: Sequence[Record], source: _Text) -> Iterator[str]:
    """What lives on the page of the pairings, in a line. A paired place has its id there."""
    if entries:
        yield '<p class="elsewhere">'
        for entry in entries:
            id_ = f"index-{entry['id']}" if entry["id"] in source.paired else entry["id"]
            name = link(f"{source.base}pairings/#{entry['id']}", entry["name"])
            yield f"<span{attributes(class_='entry', id=id_, data_names=_names(entry))}>{name}</span>"
        yield "</p>"


def _term(entry: Record, source: _Text) -> Iterator[str]:
    facts = [f'<span lang="zh-Latn">{text(entry["pinyin"])}</span>']
    facts += [f"又称：{text('、'.join(entry['aliases']))}"] if entry["aliases"] else []
    yield from _entry(entry["id"], entry["name"], facts, _names(entry), entry)
    yield from _standing(entry["headings"], map(_span, entry["spans"]), source)


def _names(entry: Record) -> str:
    """What one may type for an entry: its names, its pinyin with and without blanks, the initials."""
    typed = plain(entry["pinyin"])
    initials = "".join(syllable[0] for syllable in typed.split())
    return " ".join((entry["name"], *entry["aliases"], typed, typed.replace(" ", ""), initials))


def _entry(id_: str, name: str, facts: Sequence[str], names: str, noted: Record, level: int = 4) -> Iterator[str]:
    """What one sees of an entry, its element still open."""
    yield f'<div class="entry"{attributes(id=id_, data_names=names.lower())}>'
    yield f'<h{level}>{text(name)}</h{level}><p class="facts">{" · ".join(facts)}</p>'
    if noted["note"]:
        sources = "；".join(_source(one) for one in noted["note_source"].split("；"))
        yield f'<p class="note"><b>编者注</b> {text(noted["note"])}（出处：{sources}）</p>'


def _source(source: str) -> str:
    match = _ADDRESS.fullmatch(source)
    return link(match["url"], match["title"]) if match else text(source)


def _span(printed: str) -> Span:
    """``c4-p1-s2:26-38`` → the sentence and the characters."""
    sentence, _, offsets = printed.rpartition(":")
    start, end = map(int, offsets.split("-"))
    return sentence, start, end


def _standing(headings: Sequence[str], spans: Iterable[Span], source: _Text) -> Iterator[str]:
    """How often and where it stands, in a line that opens: the headings, then the sentences with the words marked."""
    sentences = [(sentence, [found[1:] for found in group]) for sentence, group in groupby(spans, lambda span: span[0])]
    count = len(headings) + sum(len(found) for _, found in sentences)
    where = _where([*headings, *(sentence for sentence, _ in sentences)], source.units)
    yield f"<details><summary>{count} 处：{where}</summary><ul>"
    for id_ in headings:
        yield f"<li>{link(address(source.base, id_), source.headings[id_])}（标题）</li>"
    for id_, found in sentences:
        sentence = source.sentences[id_]
        yield f"<li>{link(address(source.base, id_), sentence['label'])}：{_quote(sentence['text'], found)}</li>"
    yield "</ul></details></div>"


def _where(ids: Iterable[str], units: Mapping[str, str]) -> str:
    """标题、引言、第三部分、第（四）（六）条: the units that ids stand in, in the order of the text."""
    here = {unit_of(id_) for id_ in ids}
    others = [name for unit, name in units.items() if unit in here and not clause_number(unit)]
    clauses = "".join(name for unit, name in units.items() if unit in here and clause_number(unit))
    return "、".join([*others, *([f"第{clauses}条"] if clauses else [])])


def _quote(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    """The sentence with the names marked; of a long one the statements, cut at ；and ：, that hold a name."""
    statements = [(found.start(), found.end()) for found in re.finditer("[^；：]+[；：]?", sentence)]
    if len(sentence) <= _LONG:
        statements = [(0, len(sentence))]
    pieces, at = [], 0
    for start, end in statements:
        here = [span for span in spans if start <= span[0] < end]
        if here:
            pieces.append(("…" if start > at else "") + _marked(sentence, start, end, here))
            at = end
    return "".join(pieces) + ("…" if at < len(sentence) else "")


def _marked(sentence: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    pieces = []
    for first, last in spans:
        pieces += [text(sentence[start:first]), f"<mark>{text(sentence[first:last])}</mark>"]
        start = last
    return "".join([*pieces, text(sentence[start:end])])
