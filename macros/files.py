"""The files of ``/data/`` with their sizes, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from gongwen.tables import TEXT, Row, read_table
from macros.data import DATA, link, text

_LIST = Path(__file__).with_name("files.tsv")
_SCHEMA = {"pattern": TEXT, "opens": TEXT, "what": TEXT}
_PAGE = "index.md"


def file_table(made: Mapping[str, int]) -> str:
    """A row for each line of ``files.tsv`` that a file matches, with its bytes; several are counted together.

    ``made`` are the sizes of files that stand in no folder: a build makes them, ``{"data/guideline.xlsx": 59551}``.
    """
    sizes = {path.relative_to(DATA).as_posix(): path.stat().st_size for path in DATA.rglob("*") if path.is_file()}
    sizes |= {name.removeprefix("data/"): size for name, size in made.items() if name.startswith("data/")}
    sizes.pop(_PAGE, None)
    rows = read_table(_LIST, _SCHEMA, unique="pattern")
    found: dict[str, list[str]] = {row["pattern"]: [] for row in rows}
    for name in sorted(sizes):
        found[_row(rows, name)["pattern"]].append(name)
    body = [_line(row, {name: sizes[name] for name in found[row["pattern"]]}) for row in rows if found[row["pattern"]]]
    head = "".join(f'<th scope="col">{name}</th>' for name in ("文件", "内容", "用什么打开", "字节"))
    return "\n".join(["<table><thead><tr>", head, "</tr></thead><tbody>", *body, "</tbody></table>"])


def _row(rows: tuple[Row, ...], name: str) -> Row:
    """The first line that a file matches; Python's ``*`` goes over folders, so those with one are asked for theirs."""
    matching = (row for row in rows if fnmatchcase(name, row["pattern"]) and ("/" in name) == ("/" in row["pattern"]))
    row = next(matching, None)
    if row is None:
        raise rows[-1].error("a line for every file of /data/", f"none that {name} matches", "add one")
    return row


def _line(row: Row, sizes: Mapping[str, int]) -> str:
    names = "、".join(link(name, name) for name in sizes) if len(sizes) == 1 else text(row["pattern"])
    size = f"{sum(sizes.values()):,}" if len(sizes) == 1 else f"{len(sizes)} 个，共 {sum(sizes.values()):,}"
    cells = (names, text(row["what"]), text(row["opens"]))
    return f'<tr>{"".join(f"<td>{cell}</td>" for cell in cells)}<td class="right">{size}</td></tr>'
