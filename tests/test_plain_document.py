"""A document that pairs nobody, sets no duty and names nothing known: it is published, and nothing empty is shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.publish.pages import published, render_docs
from gongwen.search.records import read_lexicon

SOURCE = ROOT / "source"
PLAIN = "关于测试的说明\n一、总则\n（一）范围。本说明适用于各处。\n（二）解释。本说明的文字以原文为准。\n"
EMPTIED = (
    *("actors", "duty_words", "task_verbs", "deadlines", "title_kinds", "relation_words", "reference_words"),
    *("documents", "lexicon", "places"),
)
"""Tables whose rows may all be missing."""


def source_with(tmp_path: Path, page: str | None = None, emptied: str = "") -> Path:
    source = shutil.copytree(SOURCE, tmp_path / "source")
    if page is not None:
        (source / "guideline.txt").write_text(page, encoding="utf-8")
        (source / "guideline.repairs.tsv").unlink()
    if emptied:
        table = source / f"{emptied}.tsv"
        lines = table.read_text(encoding="utf-8").splitlines()
        header = next(line for line in lines if line and not line.startswith("#"))
        table.write_text(f"{header}\n", encoding="utf-8")
    return source


def empty_sections(page: str) -> list[str]:
    """Headings with nothing below them, tables without rows, containers without content."""
    lines = [line for line in page.split("\n") if line.strip()]
    levels = [len(line) - len(line.lstrip("#")) for line in lines] + [1]
    ends = [at for at, level in enumerate(levels[:-1]) if 0 < levels[at + 1] <= level]
    others = (r"^\| ---.*\n(?!\|)", r"<div[^>]*>\s*</div>")
    return [lines[at] for at in ends] + [found for other in others for found in re.findall(other, page, re.MULTILINE)]


def test_what_is_empty_is_noticed() -> None:
    assert empty_sections("# A\n\n## B\n\ntext\n\n## C\n\n## D\n\ntext\n") == ["## C"]
    assert empty_sections("text\n\n## E\n") == ["## E"]
    assert empty_sections("| a |\n| --- |\n\ntext\n") == ["| --- |\n"]
    assert empty_sections('<div id="x">\n\n</div>\n') == ['<div id="x">\n\n</div>']


def test_nothing_empty_is_shown(tmp_path: Path) -> None:
    edition = make_edition(source_with(tmp_path, PLAIN))
    assert (edition.pairings, edition.terms, edition.references, edition.duties, edition.repairs) == ((),) * 5
    pages = render_docs(edition)
    for name in ("full.md", "collation.md", "clauses/1.md", "clauses/2.md"):
        assert empty_sections(pages[name]) == [], name
        assert "共 0 " not in pages[name]
    assert pages["clauses/1.md"].rstrip().endswith("{: #c1-p1 }"), "no section of duties or links"
    assert "/full/#preamble" not in dict(published(edition))
    assert pages["data/pairings.csv"].count("\n") == pages["data/duties.csv"].count("\n") == 1


def test_nothing_empty_is_shown_of_the_guideline() -> None:
    pages = render_docs(make_edition(SOURCE))
    shown = [name for name in pages if name.endswith(".md") and not name.startswith("data/")]
    assert len(shown) > 14
    assert [(name, empty) for name in shown for empty in empty_sections(pages[name])] == []


@pytest.mark.parametrize("table", EMPTIED)
def test_a_table_may_be_without_rows(tmp_path: Path, table: str) -> None:
    source = source_with(tmp_path, emptied=table)
    edition = make_edition(source)
    assert render_docs(edition)
    read_lexicon(source, edition.pairings, edition.terms)


def test_without_a_verb_nobody_is_paired_and_without_verbs_no_task_is_set(tmp_path: Path) -> None:
    assert make_edition(source_with(tmp_path / "a", emptied="relation_words")).pairings == ()
    duties = make_edition(source_with(tmp_path / "b", emptied="task_verbs")).duties
    assert duties
    assert all(duty.duty_word for duty in duties)
