"""Edition → every file for the programs of an office, by its name in the site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.model import Clause, Unit
from gongwen.office.blocks import Block, Run, Table, blocks
from gongwen.office.datapackage import datapackage
from gongwen.office.layout import title_width
from gongwen.office.remarks import Remark, remarks
from gongwen.office.schema import read_schema
from gongwen.office.word import word
from gongwen.office.workbook import workbook
from gongwen.publish.export import data_files
from gongwen.publish.pages import published
from gongwen.records import Edition
from gongwen.work import work_of

FOLDER = "data/"
_OFFERED = {"下载 Word": ".docx", "下载 PDF": ".pdf"}
_TABLES = ("pairings/", "duties/", "terms/")
"""The pages of tables, which the workbook has."""
Cut = Callable[[str], list[str]]
"""Text → its words, which together are the text."""


@dataclass(frozen=True)
class Paper:
    """What is printed as a file of its own: the whole, a clause, the pairings."""

    name: str
    """``clauses/8``, below ``/data/``, without the suffix."""
    text: tuple[Block, ...]
    end: tuple[Remark, ...]
    table: Table | None = None

    @property
    def words(self) -> str:
        """All that stands on it, in order."""
        rows = (self.table.head, *(cells for _, cells in self.table.rows)) if self.table else ()
        end = (f"{line.label}：{line.text}" for line in self.end)
        return "".join([*(block.text for block in self.text), *(cell for row in rows for cell in row), *end])


def office_files(edition: Edition, cut: Cut, site: str) -> dict[str, bytes]:
    """``{"data/guideline.docx": …, "data/clauses/8.docx": …, "data/guideline.xlsx": …}`` for a site at ``site``.

    Without a public address (``site`` empty) no file has one: no live permalinks, no code to photograph, and no line
    that names it. ``cut`` finds the words between which a title may break.
    """
    schema, stem = read_schema(), Path(edition.provenance.file).stem
    work, addresses, width = work_of(edition), addresses_of(edition, site), title_width_of(edition, cut)
    files = {
        f"{stem}.xlsx": workbook(edition, schema, addresses, site and f"{site}full/"),
        "datapackage.json": datapackage(edition, schema, data_files(edition), site).encode(),
    }
    for paper in papers(edition, site):
        files[f"{paper.name}.docx"] = word(work, paper.text, paper.end, addresses, width, paper.table)
    return {FOLDER + name: content for name, content in files.items()}


def papers(edition: Edition, site: str) -> Iterator[Paper]:
    """The whole document, each clause below the headings that it stands under, and the pairings if there are any."""
    document, stem = edition.document, Path(edition.provenance.file).stem
    yield Paper(stem, tuple(blocks(document.units)), remarks(edition, site and f"{site}full/"))
    for clause in document.clauses:
        end = remarks(edition, site and f"{site}clauses/{clause.number}/", clause)
        yield Paper(f"clauses/{clause.number}", tuple(_one(edition, clause)), end)
    if edition.pairings:
        end = remarks(edition, site and f"{site}pairings/", what="结对关系，由程序从下列文件提取，地名用全称。")
        yield Paper("pairings", (Block("title", (Run("结对关系"),)),), end, _pairings(edition))


def _one(edition: Edition, clause: Clause) -> list[Block]:
    """The document's title, the headings above, and the clause."""
    units = edition.document.units
    found = next(path for top in units if (path := _way(top, clause.id)))
    above = [Unit(unit.id, unit.kind, unit.label, unit.title, line=unit.line) for unit in found[:-1]]
    return blocks([*(unit for unit in units if unit.kind == "title"), *above, found[-1]])


def _way(unit: Unit, id_: str) -> list[Unit]:
    """From a unit down to the one with an id, both included; empty if there is none."""
    if unit.id == id_:
        return [unit]
    below = next((way for inner in unit.units if (way := _way(inner, id_))), [])
    return [unit, *below] if below else []


def _pairings(edition: Edition) -> Table:
    rows = []
    for pair in edition.pairings:
        sides = (pair.supporter.name, pair.supporter.province, pair.recipient.name, pair.recipient.province)
        rows.append((pair.id, (pair.id.rpartition("-")[2], *sides)))
    return Table(("序号", "帮扶方", "所在省级行政区", "受帮扶方", "所在省级行政区"), tuple(rows))


def title_width_of(edition: Edition, cut: Cut) -> int:
    """How wide the title is set, in its own characters; it breaks neither in a word nor in a name of the index."""
    return width_without_breaks(edition.document.title, (term.name for term in edition.terms), cut)


def width_without_breaks(title: str, names: Iterable[str], cut: Cut) -> int:
    """The same for any title, with the names that it must not break in."""
    ends, at = set[int](), 0
    for word_ in cut(title):
        at += len(word_)
        ends.add(at)
    for name in names:
        start = title.find(name)
        if start >= 0:
            ends -= set(range(start + 1, start + len(name)))
    return title_width(title, sorted(ends))


def downloads(edition: Edition, page: str, made: Collection[str]) -> list[tuple[str, str]]:
    """What a page offers to keep, by its label, of the files that are ``made``: 下载 Word → ``data/clauses/8.docx``."""
    whole = Path(edition.provenance.file).stem
    stem = whole if page == "full/" else page.rstrip("/")
    files = [(label, f"{FOLDER}{stem}{suffix}") for label, suffix in _OFFERED.items()]
    if page in _TABLES:
        files.append(("下载 Excel", f"{FOLDER}{whole}.xlsx"))
    return [(label, file) for label, file in files if file in made]


def addresses_of(edition: Edition, site: str) -> dict[str, str]:
    """Where each id leads, by the first page that has it: ``c8-p1`` → ``https://…/clauses/8/#c8-p1``."""
    found: dict[str, str] = {}
    for address, _ in published(edition) if site else ():
        if id_ := address.partition("#")[2]:
            found.setdefault(id_, site + address[1:])
    return found
