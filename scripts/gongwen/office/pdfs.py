"""Papers → their PDFs, each checked before it is handed on. Needs what ``make files`` gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongwen.office.files import FOLDER, Paper
from gongwen.office.fonts import small_fonts
from gongwen.office.pdf import pdf
from gongwen.office.pdf_check import check_pdf
from gongwen.work import Work


def pdf_files(work: Work, made: Sequence[Paper], addresses: Mapping[str, str], width: int) -> dict[str, bytes]:
    """``{"data/guideline.pdf": …, "data/clauses/8.pdf": …, "data/pairings.pdf": …}``.

    ``addresses`` and ``width`` as for :func:`~gongwen.office.word.word`. Raises
    :class:`~gongwen.errors.GongwenError` for one that does not say what it should, or where a font is missing.
    """
    fonts = small_fonts("".join(paper.words for paper in made))
    files = {}
    for paper in made:
        name = f"{FOLDER}{paper.name}.pdf"
        files[name] = pdf(work, paper, addresses, width, fonts)
        check_pdf(name, files[name], paper)
    return files
