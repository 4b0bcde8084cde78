"""Book → the data files below ``/data/``, as name → contents."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.parse import print_text
from gongwen.publish.as_json import document_json, reference_row, to_json
from gongwen.publish.export import COLUMNS, Rows, to_csv
from gongwen.volume.book import Book, Place, heading, slug

TABLES = {
    "sentences": ("id", "unit", "page", "place", "text"),
    "references": COLUMNS["references"],
    "terms": ("id", "kind", "name", "count", "sentences"),
}
"""The columns of the tables, in their order."""
_IN_WORDS = {
    "sentences": "逐句一行：编号、所在页面、出处、文字",
    "references": "文内引用：从哪一句引到哪一条，所据文字",
    "terms": "术语和引用的文件",
}


def data_files(book: Book) -> dict[str, tuple[bytes, str]]:
    """The files by name, each with what it is in words: ``{"document.txt": (b"…", "全文"), …}``."""
    about = {key: value for key, value in vars(book.about).items() if value}
    whole = {
        **document_json(book.document),
        "about": about,
        "source": {"file": book.name, "sha256": book.sha256},
    }
    files = {
        "document.txt": (print_text(book.document), "全文，纯文本，每段一行"),
        "document.md": (_markdown(book.places.values()), "全文，Markdown"),
        "document.json": (to_json(whole), "结构：编、章、条、款、项、句及其编号，引用，需要核对之处，略去的内容"),
    }
    for name, rows in tables(book).items():
        if rows:
            files[f"{name}.csv"] = (to_csv(rows, TABLES[name]), _IN_WORDS[name])
    return {name: (text.encode(), what) for name, (text, what) in files.items()}


def tables(book: Book) -> dict[str, Rows]:
    """The rows of each table by its name, the keys of a row in the order of its columns (:data:`TABLES`)."""
    sentences = [
        {"id": id_, "unit": unit.id, "page": "/" + book.page(id_), "place": book.place(id_), "text": sentence.text}
        for id_, (sentence, unit) in book.sentences.items()
    ]
    entries = [
        {
            "id": entry.id,
            "kind": entry.kind,
            "name": entry.name,
            "count": len(entry.spans),
            "sentences": tuple(dict.fromkeys(span.sentence for span in entry.spans)),
        }
        for entry in book.entries
    ]
    references = [reference_row(reference) for reference in book.document.references]
    return {"sentences": sentences, "references": references, "terms": entries}


def page_texts(book: Book) -> dict[str, bytes]:
    """The Markdown of each page of a unit, by name: ``{"clauses/a2.md": "# 第二条\\n\\n本法所称网站，…", …}``.

    A division in it that has a page of its own stands only there.
    """
    return {
        f"clauses/{slug(leaf.id)}.md": _markdown(
            (book.places[unit.id] for unit in leaf.walk() if book.leaf_of[unit.id] == leaf.id),
            len(book.places[leaf.id].around) + 1,
        ).encode()
        for leaf in book.leaves
    }


def _markdown(places: Iterable[Place], above: int = 0) -> str:
    """A heading or a paragraph a block; ``above`` is how many levels of headings are left out."""
    blocks: list[str] = []
    for place in places:
        unit, depth = place.unit, len(place.around) - above
        if unit.kind == "title":
            blocks.append(f"# {unit.text}")
        elif unit.kind in ("division", "text", "annex", "provision", "preamble"):
            said = heading(unit)
            blocks += [f"{'#' * min(depth + 2, 6)} {said}"] if said else []
        elif said := f"{unit.label}{unit.title}{unit.text}":
            rows = "\n".join("| " + row.replace("\t", " | ") + " |" for row in unit.text.split("\n"))
            blocks.append(rows if unit.kind == "table" else said)
    return "\n\n".join(blocks) + "\n"
