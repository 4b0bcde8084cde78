"""Book → what one carries out of its site: the document for Word, for Excel, for reference managers, in Akoma Ntoso.

They are made by what makes the guideline's (:mod:`gongwen.office`, :mod:`gongwen.machines`). A PDF and the picture that
a shared link shows need more than the packages of the site, and are made where they are asked for.
"""

from __future__ import annotations

from pathlib import Path

from gongwen.machines.akoma_ntoso import print_work
from gongwen.office.blocks import blocks
from gongwen.office.files import Cut, Paper, width_without_breaks
from gongwen.office.remarks import UNOFFICIAL, Remark
from gongwen.office.schema import read_schema
from gongwen.office.word import word
from gongwen.office.workbook import print_workbook
from gongwen.volume.book import Book
from gongwen.volume.citing import reference_files
from gongwen.volume.data import TABLES, tables
from gongwen.volume.known import STEM, work_of
from gongwen.volume.picture import PICTURE, draw_picture

WORD, PDF, EXCEL, AKN = f"{STEM}.docx", f"{STEM}.pdf", f"{STEM}.xlsx", f"{STEM}.akn.xml"
_WHAT = {
    WORD: "全文，公文版式，用 Word、WPS 打开",
    PDF: "全文，公文版式，PDF：有书签和标签，内嵌字体",
    EXCEL: "全部表格，用 Excel、WPS 打开，每张表一个工作表",
    f"{STEM}.ris": "书目条目，供文献管理软件导入",
    f"{STEM}.csl.json": "书目条目，供文献管理软件导入（CSL-JSON）",
    AKN: "全文，Akoma Ntoso 3.0，供程序读取",
    PICTURE: "分享网页时显示的图",
}


def carried_files(book: Book, cut: Cut, site: str, printed: bool = False) -> dict[str, tuple[bytes, str]]:
    """The files by name, each with what it is in words, for a site at ``site`` (empty without a public address).

    Akoma Ntoso asks for a day: a document that has none has no such file. ``printed`` asks for the PDF and, where a
    link can be shared, for its picture: one PDF of the whole, in which every provision can be linked to, as one of each
    would take a long law minutes. Raises :class:`~gongwen.errors.GongwenError` where a PDF says something else than
    the text.
    """
    work = work_of(book.about, book.title)
    addresses = {id_: site + book.address(id_) for id_ in (*book.places, *book.sentences)} if site else {}
    width = width_without_breaks(book.title, (entry.name for entry in book.entries if entry.kind != "cited"), cut)
    paper = paper_of(book, site)
    schema = read_schema(Path(__file__).parent, TABLES)
    files = {
        WORD: word(work, paper.text, paper.end, addresses, width),
        EXCEL: print_workbook(work, paper.end, schema, tables(book), addresses),
        **reference_files(book, site),
    }
    if work.day:
        files[AKN] = print_work(book.document.units, work).encode()
    if printed:
        from gongwen.office.pdfs import pdf_files  # it needs more than the packages of the site
        from gongwen.office.png import png

        [files[PDF]] = pdf_files(work, [paper], addresses, width).values()
        if site:
            files[PICTURE] = png(draw_picture(book, cut), zoom=1)
    return {name: (files[name], what) for name, what in _WHAT.items() if name in files}


def paper_of(book: Book, site: str) -> Paper:
    """What is printed of the document: all of it, and the lines that say what it is."""
    return Paper(STEM, tuple(blocks(book.document.units)), remarks(book, site and f"{site}full/"))


def remarks(book: Book, address: str) -> tuple[Remark, ...]:
    """The lines below the text: not official, what it is, from what, how far it is checked, and its ``address``."""
    about, doubts = book.about, len(book.document.warnings)
    issued = "，".join(filter(None, (about.number, f"{'、'.join(about.issuers)}印发" if about.issuers else "")))
    published = " ".join(filter(None, (about.publisher, about.day)))
    told = f"，其中 {doubts} 处需要核对，列在网页的整理说明中" if doubts else ""
    lines = (
        Remark(UNOFFICIAL, "供阅读和引用，以正式公布的文件为准。"),
        Remark("文件", f"{book.named}{f'，{issued}' if issued else ''}。"),
        Remark("来源", f"{f'{published}公布；' if published else ''}由程序据 {book.name} 整理。"),
        Remark("核对", f"文字未经正式核对{told}。"),
    )
    return (*lines, Remark("网址", address, address)) if address else lines
