"""Edition → all PDFs, each checked before it is handed on. Needs what ``make files`` gets."""

from __future__ import annotations

from gongwen.model import Edition
from gongwen.office.files import FOLDER, Cut, addresses_of, papers, title_width_of
from gongwen.office.fonts import small_fonts
from gongwen.office.pdf import pdf
from gongwen.office.pdf_check import check_pdf


def pdf_files(edition: Edition, cut: Cut, site: str) -> dict[str, bytes]:
    """``{"data/guideline.pdf": …, "data/clauses/8.pdf": …, "data/pairings.pdf": …}``.

    Raises :class:`~gongwen.errors.GongwenError` for one that does not say what it should, or where a font is missing.
    """
    made, addresses, width = list(papers(edition, site)), addresses_of(edition, site), title_width_of(edition, cut)
    fonts = small_fonts("".join(paper.words for paper in made))
    files = {}
    for paper in made:
        name = f"{FOLDER}{paper.name}.pdf"
        files[name] = pdf(edition, paper, addresses, width, fonts)
        check_pdf(name, files[name], paper)
    return files
