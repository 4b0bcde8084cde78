"""A text in paragraphs → a document for Word and WPS (``.docx``), laid out as an office expects it (``layout``).

What stands in it is the text and nothing else, up to the lines at its end that say what the file is. Each heading
leads to its place on the site, where the site has an address; each passage has its id as a bookmark.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from gongwen.office import layout
from gongwen.office.archive import settle
from gongwen.office.blocks import Block, Table
from gongwen.office.code import draw_code
from gongwen.office.remarks import Remark
from gongwen.office.schema import width_of
from gongwen.office.word_parts import character_id, print_fonts, print_settings, print_styles, style_id
from gongwen.work import Work

_LONGEST = 40
"""Characters of a bookmark's name (Word's limit)."""
_QR = 24.0
"""Millimetres: a telephone reads it at arm's length."""
_NEEDLESS = ("customXml", "numbering", "thumbnail", "theme", "stylesWithEffects", "webSettings")
"""Parts of the library's template that nothing here needs."""


def word(
    work: Work,
    text: Sequence[Block],
    end: Iterable[Remark],
    addresses: Mapping[str, str],
    width: int,
    table: Table | None = None,
) -> bytes:
    """The ``.docx`` of these blocks, below them a ``table`` perhaps, last the lines ``end``.

    ``addresses`` leads from an id to where it is read, empty for a site without an address; the title is ``width``
    characters wide. The first cell of a table's row leads where its id does.
    """
    file = _blank(work)
    made = _Made(file, addresses)
    for block in text:
        made.block(block, width)
    if table:
        made.table(table)
    made.end(list(end))
    for root in (file.element, *(footer._element for footer in _footers(file))):
        _order(root)
    content = io.BytesIO()
    file.save(content)
    return settle(content.getvalue(), work.day)


def _footers(file: Word) -> tuple[Any, Any]:
    return file.sections[0].footer, file.sections[0].even_page_footer


_ORDER = {
    "pPr": ("pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc"),
    "rPr": ("rStyle", "rFonts"),
    "tblPr": ("tblStyle", "tblW", "tblBorders", "tblLayout", "tblLook"),
}
"""Properties in the order that the schema asks for; Word takes a file in another one for a damaged one."""


def _order(root: Any) -> None:
    for name, order in _ORDER.items():
        for properties in root.iter(qn(f"w:{name}")):
            places = {qn(f"w:{child}"): at for at, child in enumerate(order)}
            properties[:] = sorted(properties, key=lambda child: places[child.tag])


def _blank(work: Work) -> Word:
    """A document without text: our styles, fonts and settings, the page and its number."""
    file = docx.Document()
    part = file.part
    for owner in (part, part.package):
        for id_, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in _NEEDLESS:
                owner.rels.pop(id_)
    part._styles_part._element = parse_xml(print_styles().encode())
    part._settings_part._element = parse_xml(print_settings().encode())
    next(
        rel.target_part for rel in part.rels.values() if rel.reltype == RELATION.FONT_TABLE
    )._blob = print_fonts().encode()
    section = file.sections[0]
    section.page_width, section.page_height = map(Mm, layout.PAGE)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.BINDING), Mm(layout.RIGHT)
    number = layout.STYLES["number"]
    section.footer_distance = Mm(layout.BOTTOM - layout.NUMBER_BELOW) - Pt(number.line)
    section.header_distance = Mm(15)
    for grid in section._sectPr.findall(qn("w:docGrid")):  # its lines are 18 pt
        section._sectPr.remove(grid)
    for footer, right in zip(_footers(file), (True, False), strict=True):
        footer.is_linked_to_previous = False
        _number(footer.paragraphs[0], right)
    core = file.core_properties
    core.title, core.author, core.language = work.title, "、".join(work.issuers), "zh-CN"
    core.last_modified_by, core.comments, core.keywords = "", "非官方文本，以正式公布的文件为准", ""
    return file


def _number(paragraph: Paragraph, right: bool) -> None:
    """— 1 — a character from the outer edge: odd pages on the right, even ones on the left (7.5)."""
    places = paragraph._p.get_or_add_pPr()
    places[:] = [parse_xml(f'<w:pStyle {_W} w:val="{style_id("number")}"/>')]
    side, other = ("right", "left") if right else ("left", "right")
    space = round(20 * layout.NUMBER_SIZE)
    free = f'w:{side}Chars="100" w:{side}="{space}" w:{other}="0" w:firstLineChars="0" w:firstLine="0"'
    places.append(parse_xml(f"<w:ind {_W} {free}/>"))
    places.append(parse_xml(f'<w:jc {_W} w:val="{side}"/>'))
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            run.append(parse_xml(f'<w:fldChar {_W} w:fldCharType="{kind}"/>'))
        else:
            element = "instrText" if text == "PAGE" else "t"
            run.append(parse_xml(f"<w:{element} {_W}>{text}</w:{element}>"))
    paragraph.add_run(" —")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class _Made:
    """A document as it grows."""

    def __init__(self, file: Word, addresses: Mapping[str, str]) -> None:
        self._file, self._addresses = file, addresses
        self._bookmarks = 0

    def block(self, block: Block, width: int) -> None:
        """One more paragraph of the text."""
        paragraph = self._paragraph(layout.style_of(block.set, block.level))
        if block.set == "title" and not block.level:  # that of an issued text has its own length
            side = round((layout.AREA[0] * layout.POINT - width * layout.TITLE_SIZE) / 2, 1) - 0.5
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(max(side, 0))
        opened: dict[str, int] = {}
        for at, run in enumerate(block.runs):
            for id_, start, _ in block.marks:
                if start == at:
                    opened[id_] = self._open(paragraph, id_)
            inner = [(id_, self._open(paragraph, id_)) for id_ in run.ids]
            address = next((self._addresses[id_] for id_ in run.ids if id_ in self._addresses), "")
            leads = address if run.heading or block.set == "title" else ""
            # A heading that has its line for itself is set by the style of the paragraph.
            self._run(paragraph, run.text, leads, run.heading if block.set == "text" else 0)
            for _, number in inner:
                self._close(paragraph, number)
            for id_, _, behind in block.marks:
                if behind == at + 1:
                    self._close(paragraph, opened[id_])

    def table(self, table: Table) -> None:
        """A table over the width of the text, its head again on each page; the first cell of a row names it."""
        rows = [("", table.head), *table.rows]
        made = self._file.add_table(len(rows), len(table.head))
        made.autofit = False
        made._tbl.tblPr.append(parse_xml(_BORDERS))
        widths = [Mm(layout.AREA[0] * share) for share in _shares([cells for _, cells in rows])]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for number, (row, (id_, cells)) in enumerate(zip(made.rows, rows, strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not number:
                properties.append(OxmlElement("w:tblHeader"))
            for at, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
                cell.width = width
                paragraph = cell.paragraphs[0]
                self._style(paragraph, "cell" if number else "caption")
                marked = self._open(paragraph, id_) if id_ and not at else -1
                self._run(paragraph, text, self._addresses.get(id_, "") if not at else "", 0)
                self._close(paragraph, marked)

    def end(self, lines: Sequence[Remark]) -> None:
        """What the file says of itself, below a rule; last the address as a code to photograph."""
        for at, line in enumerate(lines):
            paragraph = self._paragraph("note")
            if not at:
                paragraph.paragraph_format.space_before = Pt(layout.LINE)
                paragraph._p.get_or_add_pPr().append(parse_xml(_RULE))
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.keep_with_next = at + 1 < len(lines) or bool(lines[-1].link)
            label = paragraph.add_run(f"{line.label}：")
            label._r.get_or_add_rPr().append(parse_xml(f'<w:rFonts {_W} w:eastAsia="{layout.FONTS["hei"].name}"/>'))
            self._run(paragraph, line.text, line.link, 0)
        for line in lines:
            if line.link:
                self._picture(line.link)

    def _picture(self, address: str) -> None:
        paragraph = self._paragraph("note")
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.add_run().add_picture(io.BytesIO(draw_code(address, "png")), width=Mm(_QR))
        for drawn in paragraph._p.iter(qn("wp:docPr")):
            drawn.set("name", "二维码")
            drawn.set("descr", f"二维码：{address}")

    def _paragraph(self, key: str) -> Paragraph:
        paragraph = self._file.add_paragraph()
        if key != "text":
            self._style(paragraph, key)
        return paragraph

    def _style(self, paragraph: Paragraph, key: str) -> None:
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:pStyle {_W} w:val="{style_id(key)}"/>'))

    def _run(self, paragraph: Paragraph, text: str, address: str, level: int) -> None:
        """Words, as a link where they lead somewhere, and in the font of a heading that runs in."""
        run = paragraph.add_run(text)
        if level:
            run._r.get_or_add_rPr().append(parse_xml(f'<w:rStyle {_W} w:val="{character_id(level)}"/>'))
        if address:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self._file.part.relate_to(address, RELATION.HYPERLINK, is_external=True))
            link.set(qn("w:history"), "1")
            run._r.addprevious(link)
            link.append(run._r)

    def _open(self, paragraph: Paragraph, id_: str) -> int:
        """The beginning of a bookmark; its number, or -1 where the id is too long for one."""
        if len(id_) > _LONGEST:
            return -1
        self._bookmarks += 1
        start: Any = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), id_)
        paragraph._p.append(start)
        return self._bookmarks

    def _close(self, paragraph: Paragraph, number: int) -> None:
        if number >= 0:
            end: Any = OxmlElement("w:bookmarkEnd")
            end.set(qn("w:id"), str(number))
            paragraph._p.append(end)


_RULE = f'<w:pBdr {_W}><w:top w:val="single" w:sz="6" w:space="8" w:color="auto"/></w:pBdr>'
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_BORDERS = (
    f"<w:tblBorders {_W}><w:top {_LINE}/><w:left {_LINE}/><w:bottom {_LINE}/><w:right {_LINE}/>"
    f"<w:insideH {_LINE}/><w:insideV {_LINE}/></w:tblBorders>"
)


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Of the width by column: as its longest text asks."""
    longest = [max(width_of(row[at]) for row in rows) + 2 for at in range(len(rows[0]))]
    return [length / sum(longest) for length in longest]
