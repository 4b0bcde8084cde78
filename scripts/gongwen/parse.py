"""Clean text → Document.

The grammar of the official form (公文), a line each::

    document  = title head-line* paragraph* part+ closing?
    title     = 「国务院办公厅」* 「关于开展协作的」* 「指导意见」
    head-line = 「国办发〔2018〕127号」 | 「（试行）」 | 「2018年12月26日」 | 「各省人民政府：」
    part      = 「一、总体要求」 clause+
    clause    = 「（一）指导思想。」 text? paragraph*      text runs in behind the heading
              | 「（三）基本原则」 paragraph+
    paragraph = 「——坚持党的领导，社会广泛参与。…」          a principle
              | text
    closing   = 「国务院办公厅」* 「2018年12月26日」 「（此件公开发布）」*
                「抄送：…」* 「国务院办公厅2018年12月27日印发」?

Parts count from 一, clauses from （一） through the whole document, without a gap. A line that is none of these is
refused: nothing is taken for what it only stands beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gongwen.errors import StructureError
from gongwen.model import Clause, Document, Paragraph, Part, Sentence
from gongwen.numerals import to_int, to_numeral

DASH = "——"
_NUMERAL = "[一二三四五六七八九十百千零〇两之]+"
_PART = re.compile(rf"(?P<numeral>{_NUMERAL})、(?P<title>[^。]+)。?")
_CLAUSE = re.compile(rf"（(?P<numeral>{_NUMERAL})）(?P<title>[^。]+)。?(?P<text>.*)")
_SENTENCE = re.compile(r"[^。？！]*(?:[。？！][”’）》」』】]*)+|[^。？！]+")
_PARAGRAPH = re.compile(r"(?!（[^（）]*）$|[。，、；：！？）》”’])[^|\t]*[。？！；：…](?:[”’）》」』】]|（[^（）]*）)*")
"""现提出如下意见： is one; a headline, a line that is only （…）, a row of a table and the rest of a line are none."""
_MARGIN = "抄送|抄报|主送|附件|附表|附录|附|来源|关键词|责任编辑|编辑|责编"
_OTHER = re.compile(
    rf"第\s*(?:{_NUMERAL}|\d+)\s*(?:[编章节条]|部分)"
    rf"|[（(〔【［\[]\s*(?:{_NUMERAL}|\d+)\s*[）)〕】］\]]|(?:{_NUMERAL}|\d+)\s*[、．.](?!\d)|\d+(?:[.．]\d+)+\s"
    r"|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
    rf"|—(?!—(?!—))|[-–―－•·●■◆#\s]|(?:{_MARGIN})\s*\d*[：:]"
)
"""How a line opens that belongs to no document of this kind: 第三条, (1), 1., ①, •, 附件：."""

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:\d{4}|[一二三四五六七八九零〇○◯0０]{4})"
_DATE = rf"{_YEAR}\s*年\s*{_DAY}\s*月\s*{_DAY}\s*日"
_BODY_END = "(?:[院厅部委会局署办室组府行社省市区县州]|中心|机关|法院|公司)"
_BODY = rf"[^\W\d_]{{1,25}}{_BODY_END}"
"""A body by the end of its name: 国务院扶贫开发领导小组."""
_SIGNATURE = re.compile(rf"{_BODY}(?:[\s、]+{_BODY})*|\w*(?:主席|总理|主任|[省市县区州部局署行会]长)\s+\w{{2,4}}")
_PRINTED = re.compile(rf"(?:{_BODY}\s*)?{_DATE}\s*(?:印发)?")
_COPIES = re.compile(r"抄送：.*")
_NOTE = re.compile(rf"（(?!{_MARGIN}|(?:{_NUMERAL}|\d+)）)[^（）]+）")
_HEAD = re.compile(
    r"[^，。；：\s]{1,20}\s?[〔﹝\[［【（(]\d{4}[〕﹞\]］】）)]\s?第?\d+\s?号"
    rf"|{_DATE}"
    r"|（(?=[^（）：]*年|[^（）：]*(?:[号行案稿]|通过|[公发]布)）)[^（）：]*）"
    rf"|(?!.*[如以]下)[^。；：]*(?:{_BODY_END}|机构|单位|部门|企业|学校|高校|地区|团体|同志)(?:（[^（）]*）)?："
)
"""What stands between title and text: a document number, a date, a bracket that tells the stage, the addressees."""
_KIND = re.compile(
    ".*(?:决议|决定|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
    "|方案|规划|计划|办法|规定|条例|细则|纲要|要点|制度|规则|措施)(?:（[^（）]+）)?》?"
)
"""How a title ends, by the kinds of official documents."""
_LONGEST_HEADING = 30
_MOST_LINES = 60
"""Of a title: the bodies that issue a document together may stand in a line each."""


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
    with no text, and for a line that belongs nowhere; it names the line of the clean text.
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
    _refuse_heading(draft, where, match["title"])
    _close_clause(draft, where)
    _refuse_empty_part(draft, where)
    number = _next(where, match["numeral"], len(draft.parts) + 1, "part {}、")
    draft.parts.append(Part(f"part-{number}", number, match["title"]))


def _open_clause(draft: _Draft, where: _Where, match: re.Match[str]) -> None:
    _refuse_heading(draft, where, match["title"])
    _close_clause(draft, where)
    if not draft.parts:
        raise where.error("a part heading such as 一、总体要求 first", where.excerpt, "restore the part's heading")
    number = _next(where, match["numeral"], len(draft.clauses) + 1, "clause （{}）")
    draft.clauses.append(Clause(f"c{number}", number, draft.parts[-1].id, match["title"], (), bool(match["text"])))
    if match["text"]:
        _refuse_torn(draft, where)
        draft.paragraphs.append(_paragraph("text", match["text"], f"c{number}-p1"))


def _refuse_heading(draft: _Draft, where: _Where, title: str) -> None:
    """A heading above the title, or one that goes on into the text: （一）指导思想：全面贯彻…."""
    if not draft.title:
        raise where.error("a title in the first line", where.excerpt, "put the title on a line of its own")
    if len(title) > _LONGEST_HEADING or title != title.strip() or re.search(r"[：；？！|]", title):
        expected = f"a heading of up to {_LONGEST_HEADING} characters such as （一）指导思想。"
        raise where.error(expected, where.excerpt, "end the heading in 。, no blank before it, or restore its line")


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
    if _OTHER.match(line):
        before = (
            "a part heading such as 一、总体要求, or text before it" if draft.title else "a title in the first line"
        )
        expected = "text, a part or a clause" if draft.parts else before
        raise where.error(expected, where.excerpt, "drop the line from the page, or write it as this form does")
    if not draft.title:
        draft.title.append(line)
        return
    if not draft.preamble and not draft.parts:
        if _HEAD.fullmatch(line):
            draft.head.append(line)
            return
        if not draft.head and _goes_on(draft.title, line):
            draft.title.append(line)
            return
    _refuse_torn(draft, where)
    if not draft.parts:
        draft.preamble.append(_paragraph("text", line, f"preamble-p{len(draft.preamble) + 1}"))
    elif not draft.clauses or draft.clauses[-1].part != draft.parts[-1].id:
        raise where.error("a clause such as （一）指导思想。 first", where.excerpt, "text must belong to a clause")
    else:
        kind = "principle" if line.startswith(DASH) else "text"
        id_ = f"{draft.clauses[-1].id}-p{len(draft.paragraphs) + 1}"
        draft.paragraphs.append(_paragraph(kind, line.removeprefix(DASH), id_))


def _goes_on(title: list[str], line: str) -> bool:
    """Whether ``line`` goes on with a title: 国务院 / 关于开展协作的 / 指导意见, but not 首页 / 关于协作的意见."""
    if len(title) >= _MOST_LINES:
        return False
    if "关于" not in "".join(title):
        return bool(_SIGNATURE.fullmatch(title[-1])) and (line.startswith("关于") or bool(_SIGNATURE.fullmatch(line)))
    return not _KIND.fullmatch(title[-1]) and not _PARAGRAPH.fullmatch(line) and not re.search(r"[|：，。]", line)


def _refuse_torn(draft: _Draft, where: _Where) -> None:
    if draft.parts and _SIGNATURE.fullmatch(where.text):
        mend = "complete the date, or drop the line from the page"
        raise where.error("a date such as 2018年12月26日 below a signature", where.excerpt, mend)
    if not _PARAGRAPH.fullmatch(where.text):
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
    if len(draft.title) > 1 and not _KIND.fullmatch("".join(draft.title)):
        last = replace(end, line=len(draft.title), text=draft.title[-1])
        raise last.error("the end of a title, such as 意见", last.excerpt, "put the whole title on the first line")
    if not draft.parts:
        raise end.error("a part heading such as 一、总体要求", "none", "this is not a document with parts and clauses")
    _refuse_empty_part(draft, end)


def _closing_at(lines: list[str]) -> int:
    """Where signature and date begin: 国务院办公厅 / 2018年12月26日 / （此件公开发布）."""
    at = len(lines)
    while at and any(form.fullmatch(lines[at - 1]) for form in (_PRINTED, _COPIES, _NOTE)):
        at -= 1
    if not any(_PRINTED.fullmatch(line) for line in lines[at:]):
        return at if all(_NOTE.fullmatch(line) for line in lines[at:]) else len(lines)
    while at and _SIGNATURE.fullmatch(lines[at - 1]):
        at -= 1
    return at
