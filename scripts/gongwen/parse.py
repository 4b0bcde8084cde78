"""Clean text → Document.

The grammar of the official form (公文), a line each::

    document  = title-line+ head-line* paragraph* part+ closing?
    part      = 「一、总体要求」 clause+
    clause    = 「（一）指导思想。」 text? paragraph*      text runs in behind the heading
              | 「（三）基本原则」 paragraph+
    paragraph = 「——坚持党的领导，社会广泛参与。…」          a principle
              | text
    closing   = 「国务院办公厅」* 「2018年12月26日」 「（此件公开发布）」*

Parts count from 一, clauses from （一） through the whole document, without a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongwen.errors import StructureError
from gongwen.model import Clause, Document, Paragraph, Part, Sentence
from gongwen.numerals import to_int, to_numeral

DASH = "——"
_NUMERAL = "[一二三四五六七八九十]+"
_PART = re.compile(rf"(?P<numeral>{_NUMERAL})、(?P<title>[^。]+)。?")
_CLAUSE = re.compile(rf"（(?P<numeral>{_NUMERAL})）(?P<title>[^。]+)。?(?P<text>.*)")
_DAY = rf"(?:\d{{1,2}}|{_NUMERAL})"
_DATE = re.compile(rf"(?:\d{{4}}|[一二三四五六七八九〇○零]{{4}})年{_DAY}月{_DAY}日")
_SENTENCE = re.compile(r"[^。？！]*(?:[。？！][”’）》」』】]*)+|[^。？！]+")
_ENDS = tuple("。？！；：”’）》")
"""How a paragraph may end; 现提出如下意见： does, a headline does not."""


@dataclass
class _Draft:
    """What the parser has read so far."""

    title: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    preamble: list[Paragraph] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    """Of the clause that is open."""


def parse_text(text: str, file: str) -> Document:
    """Parse the clean text of the document ``file``.

    ``（八）组织劳务协作。帮扶双方要…`` becomes clause ``c8`` with paragraph ``c8-p1``. Raises
    :class:`StructureError` for a gap or a repeat in the numbering, a part with no clause, a clause
    with no text, and for text that belongs nowhere; it names the line of the clean text.
    """
    lines = text.removesuffix("\n").split("\n")
    closing = _closing_at(lines)
    draft = _Draft()
    for number, line in enumerate(lines[:closing], 1):
        where = _Where(f"{file} (clean text)", number, line)
        if part := _PART.fullmatch(line):
            _open_part(draft, where, part)
        elif clause := _CLAUSE.fullmatch(line):
            _open_clause(draft, where, clause)
        else:
            _add_line(draft, where)
    end = _Where(f"{file} (clean text)", len(lines), "the end")
    _close_clause(draft, end)
    _check_whole(draft, end)
    return Document(
        title="".join(draft.title),
        head=tuple(draft.head),
        preamble=tuple(draft.preamble),
        parts=tuple(draft.parts),
        clauses=tuple(draft.clauses),
        closing=tuple(lines[closing:]),
    )


def print_text(document: Document) -> str:
    """The document as the official form prints it; :func:`parse_text` backwards.

    The preamble, then one line for each part heading, clause paragraph and principle.
    """
    lines = [document.title, *document.head, *(paragraph.text for paragraph in document.preamble)]
    for part in document.parts:
        lines.append(f"{to_numeral(part.number)}、{part.title}")
        for clause in document.clauses_of(part):
            heading = f"（{to_numeral(clause.number)}）{clause.title}"
            paragraphs = [(DASH if p.kind == "principle" else "") + p.text for p in clause.paragraphs]
            if clause.run_in:
                heading, paragraphs = f"{heading}。{paragraphs[0]}", paragraphs[1:]
            lines += [heading, *paragraphs]
    return "\n".join([*lines, *document.closing]) + "\n"


def sentences(text: str, paragraph: str) -> tuple[Sentence, ...]:
    """Cut a paragraph at 。？！ with a closing quote or bracket that follows; ； does not end a sentence."""
    return tuple(Sentence(f"{paragraph}-s{number}", found) for number, found in enumerate(_SENTENCE.findall(text), 1))


@dataclass(frozen=True)
class _Where:
    file: str
    line: int
    text: str

    def error(self, expected: str, found: str, mend: str) -> StructureError:
        return StructureError(self.file, self.line, expected, found, mend)

    @property
    def excerpt(self) -> str:
        return f"“{self.text[:20]}{'…' if len(self.text) > 20 else ''}”"


def _open_part(draft: _Draft, where: _Where, match: re.Match[str]) -> None:
    _close_clause(draft, where)
    _refuse_empty_part(draft, where)
    number = _next(where, match["numeral"], len(draft.parts) + 1, "part {}、")
    draft.parts.append(Part(f"part-{number}", number, match["title"]))


def _open_clause(draft: _Draft, where: _Where, match: re.Match[str]) -> None:
    _close_clause(draft, where)
    if not draft.parts:
        raise where.error("a part heading such as 一、总体要求 first", where.excerpt, "restore the part's heading")
    number = _next(where, match["numeral"], len(draft.clauses) + 1, "clause （{}）")
    draft.clauses.append(Clause(f"c{number}", number, draft.parts[-1].id, match["title"], (), bool(match["text"])))
    if match["text"]:
        _refuse_torn(where)
        draft.paragraphs.append(_paragraph("text", match["text"], f"c{number}-p1"))


def _next(where: _Where, numeral: str, expected: int, form: str) -> int:
    number = to_int(numeral)
    if number != expected:
        mend = "number parts and clauses through the whole document without gap or repeat"
        raise where.error(form.format(to_numeral(expected)), where.excerpt, mend)
    return expected


def _close_clause(draft: _Draft, where: _Where) -> None:
    if not draft.clauses or draft.clauses[-1].paragraphs:
        return
    clause = draft.clauses[-1]
    if not draft.paragraphs:
        raise where.error(f"text of clause {clause.id} {clause.title}", where.excerpt, "restore the clause's text")
    draft.clauses[-1] = Clause(
        clause.id, clause.number, clause.part, clause.title, tuple(draft.paragraphs), clause.run_in
    )
    draft.paragraphs = []


def _add_line(draft: _Draft, where: _Where) -> None:
    line = where.text
    before_preamble = not draft.preamble and not draft.parts
    if not draft.title or (before_preamble and not draft.head and not line.endswith(_ENDS) and not _is_head(line)):
        draft.title.append(line)
        return
    if before_preamble and _is_head(line):
        draft.head.append(line)
        return
    _refuse_torn(where)
    if not draft.parts:
        draft.preamble.append(_paragraph("text", line, f"preamble-p{len(draft.preamble) + 1}"))
    elif not draft.clauses or draft.clauses[-1].part != draft.parts[-1].id:
        raise where.error("a clause such as （一）指导思想。 first", where.excerpt, "text must belong to a clause")
    else:
        kind = "principle" if line.startswith(DASH) else "text"
        id_ = f"{draft.clauses[-1].id}-p{len(draft.paragraphs) + 1}"
        draft.paragraphs.append(_paragraph(kind, line.removeprefix(DASH), id_))


def _is_head(line: str) -> bool:
    """Whether the line is a document number (国办发〔2018〕127号) or names the addressees (各省人民政府：)."""
    return bool(re.fullmatch(r".*〔\d{4}〕\d+号|(?!.*[如以]下)[^。]+：", line))


def _refuse_torn(where: _Where) -> None:
    if not where.text.endswith(_ENDS):
        raise where.error("a paragraph that ends in 。", where.excerpt, "complete the line, or drop it from the page")


def _paragraph(kind: str, text: str, id_: str) -> Paragraph:
    return Paragraph(id_, kind, sentences(text, id_))


def _refuse_empty_part(draft: _Draft, where: _Where) -> None:
    if draft.parts and (not draft.clauses or draft.clauses[-1].part != draft.parts[-1].id):
        part = draft.parts[-1]
        raise where.error(f"a clause in part {part.number} {part.title}", where.excerpt, "restore the part's clauses")


def _check_whole(draft: _Draft, end: _Where) -> None:
    if not draft.title:
        raise end.error("a title in the first line", "none", "put the title on a line of its own")
    if not draft.parts:
        raise end.error("a part heading such as 一、总体要求", "none", "this is not a document with parts and clauses")
    _refuse_empty_part(draft, end)


def _is_heading(line: str) -> bool:
    return bool(_PART.fullmatch(line) or _CLAUSE.fullmatch(line))


def _closing_at(lines: list[str]) -> int:
    """Where signature and date begin: 国务院办公厅 / 2018年12月26日 / （此件公开发布）."""
    at = len(lines)
    while at and re.fullmatch(r"（[^（）]+）", lines[at - 1]):
        at -= 1
    if not at or not _DATE.fullmatch(lines[at - 1]):
        return len(lines)
    at -= 1
    while at and len(lines[at - 1]) <= 20 and not lines[at - 1].endswith(_ENDS) and not _is_heading(lines[at - 1]):
        at -= 1
    return at
