"""Book → what one carries out of its site: the document for Word, for Excel, for reference managers, in Akoma Ntoso.

They are made by what makes the guideline's (:mod:`gongwen.office`, :mod:`gongwen.machines`).
"""

from __future__ import annotations

from pathlib import Path

from gongwen.machines.akoma_ntoso import print_work
from gongwen.office.blocks import blocks
from gongwen.office.files import Cut, width_without_breaks
from gongwen.office.remarks import UNOFFICIAL, Remark
from gongwen.office.schema import read_schema
from gongwen.office.word import word
from gongwen.office.workbook import print_workbook
from gongwen.volume.book import Book
from gongwen.volume.citing import reference_files
from gongwen.volume.data import TABLES, tables
from gongwen.volume.known import STEM, work_of

WORD, EXCEL, AKN = f"{STEM}.docx", f"{STEM}.xlsx", f"{STEM}.akn.xml"
_WHAT = {
    WORD: "全文，公文版式，用 Word、WPS 打开",
    EXCEL: "全部表格，用 Excel、WPS 打开，每张表一个工作表",
    f"{STEM}.ris": "书目条目，供文献管理软件导入",
    f"{STEM}.csl.json": "书目条目，供文献管理软件导入（CSL-JSON）",
    AKN: "全文，Akoma Ntoso 3.0，供程序读取",
}


def carried_files(book: Book, cut: Cut, site: str) -> dict[str, tuple[bytes, str]]:
    """The files by name, each with what it is in words, for a site at ``site`` (empty without a public address).

    Akoma Ntoso asks for a day: a document that has none has no such file.
    """
    work = work_of(book.about, book.title)
    addresses = {id_: site + book.address(id_) for id_ in (*book.places, *book.sentences)} if site else {}
    width = width_without_breaks(book.title, (entry.name for entry in book.entries if entry.kind != "cited"), cut)
    end = remarks(book, site and f"{site}full/")
    schema = read_schema(Path(__file__).parent, TABLES)
    files = {
        WORD: word(work, blocks(book.document.units), end, addresses, width),
        EXCEL: print_workbook(work, end, schema, tables(book), addresses),
        **reference_files(book, site),
    }
    if work.day:
        files[AKN] = print_work(book.document.units, work).encode()
    return {name: (files[name], what) for name, what in _WHAT.items() if name in files}


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
