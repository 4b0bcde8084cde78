"""What of the PDFs needs no Pango: which words they are to have, how they are laid out, what the check refuses."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter
from support import ROOT

from gongwen.errors import GongwenError
from gongwen.office.files import downloads, papers
from gongwen.office.pdf_check import check_pdf
from gongwen.parse import parse_text, print_text
from gongwen.records import Edition
from gongwen.volume.about import About
from gongwen.volume.book import make_book
from gongwen.volume.carried import paper_of


def test_a_paper_has_the_text_and_what_it_is(edition: Edition) -> None:
    whole = next(iter(papers(edition, "")))
    text = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8").replace("\n", "")
    assert whole.words.startswith(text)
    assert "非官方文本：" in whole.words[len(text) :]


@pytest.mark.parametrize("site", ["", "https://example.org/x/"])
def test_any_document_is_a_paper_too(site: str) -> None:
    """What nobody said of it is not made up; an article is called by its number, of which there is a place."""
    text = "某某法\n第一条　做。\n某某目录\n一、甲\n（一）甲一。\n"
    about, document = About(), parse_text(text, "law.txt")
    book = make_book("law.txt", "", about, document, ())
    paper = paper_of(book, site)
    said = print_text(document).replace("\n", "")
    assert paper.words.startswith(said)
    labels = ["非官方文本", "文件", "来源", "核对", *(["网址"] if site else [])]
    assert [line.label for line in paper.end] == labels
    assert [line.link for line in paper.end if line.link] == ([f"{site}full/"] if site else [])
    named = {id_ for block in paper.text for run in block.runs for id_ in run.ids}
    named |= {id_ for block in paper.text for id_, _, _ in block.marks}
    assert named >= {unit.id for unit in book.leaves}


def test_a_pdf_without_the_text_is_refused(edition: Edition) -> None:
    whole = next(iter(papers(edition, "")))
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(content)
    with pytest.raises(GongwenError, match=r"^data/guideline.pdf: expected “关于进一步加强"):
        check_pdf("data/guideline.pdf", content.getvalue(), whole)


def test_a_page_offers_only_what_is_there(edition: Edition) -> None:
    made = {"data/clauses/8.docx", "data/guideline.docx", "data/guideline.xlsx", "data/pairings.pdf"}
    assert downloads(edition, "clauses/8/", made) == [("下载 Word", "data/clauses/8.docx")]
    assert downloads(edition, "full/", made) == [("下载 Word", "data/guideline.docx")]
    assert [label for label, _ in downloads(edition, "pairings/", made)] == ["下载 PDF", "下载 Excel"]
    assert downloads(edition, "about/", made) == []


def test_what_is_missing_is_one_line_that_names_it(tmp_path: Path) -> None:
    """Without Pango or fonts nobody but root gets them: the line says how."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PATH": str(tmp_path)}
    command = [sys.executable, str(ROOT / "scripts/typesetting.py")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "cannot load library pango" in result.stderr
    assert "apt-get install" in result.stderr
    assert "fonts-noto-cjk" in result.stderr


def test_without_a_package_the_site_of_any_document_stays_as_it_is(tmp_path: Path) -> None:
    """WeasyPrint's own notice of many lines is not the answer."""
    (tmp_path / "weasyprint.py").write_text("print('a notice')\nimport pango\n", encoding="utf-8")
    (tmp_path / "law.txt").write_text("某某法\n第一条　做。\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "gongwen", "--files", "--site", str(tmp_path / "site"), str(tmp_path / "law.txt")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "gongwen: --files: expected what sets a PDF, found No module named 'pango'; to mend: pip install weasyprint "
        "resvg-py pypdf\n",
    )
    assert {path.name for path in tmp_path.iterdir()} - {"__pycache__"} == {"weasyprint.py", "law.txt"}
