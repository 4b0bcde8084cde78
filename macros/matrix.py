"""Duties → who must do what in which field: a table of cells, a picture, and the deadlines in their order.

A field of work is a clause that sets duties, by its heading; an actor is whoever the duties name, in the order of the
text. Nothing is sorted into fields by hand: a duty lies in the field of its clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from gongwen.extract.deadlines import on_line
from gongwen.ids import clause_number
from macros.data import Record, address, attributes, link, load, text
from macros.pictures import save_links
from macros.timeline import LEGEND, timeline

_NAME, _CELL, _ROW, _TOP = 250, 40, 40, 150
"""Of the picture: the room for an actor, a field's column, a row and the headings'."""
_UNNAMED = "未写明主体"


def matrix_table(base: str = "../../") -> str:
    """The cells that have duties, a row each, grouped by actor: field, words with links, deadline."""
    rows = list(load("duty_matrix"))
    if not rows:
        return "<p>本文件没有写明责任。</p>"
    body, before = [], None
    for row in rows:
        if row["actor"] != before:
            before = row["actor"]
            count = sum(row["actor"] == before for row in rows)
            name = f"{text(_who(row))}<small>（{count} 项）</small>"
            body.append(f'<tr><th scope="rowgroup" colspan="3">{name}</th></tr>')
        field = link(address(base, row["clause"]), row["field"])
        words = link(f"{base}duties/#{row['id']}", "清单")
        said = f"<q>{text(row['quote'])}</q>（{link(_sentence(base, row), '原文')}，{words}）"
        body.append(
            f'<tr><td data-column="领域">{field}</td><td data-column="责任">{said}</td>'
            f'<td data-column="期限">{text(row["deadline"]) or "—"}</td></tr>'
        )
    head = "".join(f'<th scope="col">{column}</th>' for column in ("领域", "责任", "期限"))
    return "\n".join(
        [
            '<div class="table matrix"><table class="data"><caption>责任矩阵</caption>',
            f"<thead><tr>{head}</tr></thead><tbody>",
            *body,
            "</tbody></table></div>",
        ]
    )


def matrix_picture(base: str = "../../") -> str:
    """Actors down, fields across, in each cell how many duties; what each says stands in the table."""
    rows = list(load("duty_matrix"))
    return _picture(rows, base) if rows else ""


def matrix_drawing(base: str = "../../") -> str:
    """What is saved as a file: the picture, and below it the line of time."""
    rows = list(load("duty_matrix"))
    return _picture(rows, base, _published()) if rows else ""


def _picture(rows: list[Record], base: str, published: str = "") -> str:
    """With the day of publication the line of time stands below."""
    actors = list(dict.fromkeys(row["actor"] for row in rows))
    fields = {row["clause"]: row["field"] for row in sorted(rows, key=lambda row: clause_number(row["clause"]) or 0)}
    columns = {clause: _NAME + 10 + at * _CELL for at, clause in enumerate(fields)}
    width, height = _NAME + 10 + len(fields) * _CELL + 60, _TOP + len(actors) * _ROW + 10
    below, more = "", 0
    if published:
        place = {"x": 0, "y": height + 30, "width": width - 60}
        below, more = timeline(_with_deadline(rows), published, **place)
    summary = f"{len(actors)} 类主体，{len(fields)} 个领域，共 {len(rows)} 项责任；格中数字是项数，内容与下表相同。"
    named = 'role="group" aria-labelledby="matrix-title matrix-desc"'
    lines = [
        f'<svg class="pairs grid" viewBox="0 0 {width} {height + (more and more + 40)}" {named}>',
        f'<title id="matrix-title">责任矩阵图</title><desc id="matrix-desc">{text(summary)}</desc>',
    ]
    for clause, field in fields.items():
        x = columns[clause] + _CELL / 2
        turned = f"rotate(-50 {x:g} {_TOP - 12})"
        label = f"<text{attributes(x=f'{x:g}', y=_TOP - 12, transform=turned)}>{text(_short(field))}</text>"
        lines.append(f"<a{attributes(href=address(base, clause))}><title>{text(field)}</title>{label}</a>")
    for at, actor in enumerate(actors):
        y = _TOP + at * _ROW
        lines.append(f'<path d="M0 {y}H{_NAME + 10 + len(fields) * _CELL}"/>')
        lines.append(f"<text{attributes(x=_NAME, y=y + 25, text_anchor='end')}>{text(_cut(actor or _UNNAMED))}</text>")
        for clause in fields:
            own = [row for row in rows if (row["actor"], row["clause"]) == (actor, clause)]
            lines += _mark(own, columns[clause] + _CELL / 2, y + _ROW / 2, base)
    return "\n".join([*lines, below, "</svg>"])


def matrix_timeline() -> str:
    """The deadlines on a line of time; the list below says the same in words."""
    drawn, _ = timeline(_with_deadline(load("duty_matrix")), _published())
    return f'<figure class="time">{drawn}<figcaption>{LEGEND}</figcaption></figure>' if drawn else ""


def matrix_deadlines(base: str = "../../") -> str:
    """The deadlines that the text has, in their order: what recurs, what lasts, then the years."""
    rows = _with_deadline(load("duty_matrix"))
    if not rows:
        return "<p>本文件没有写明期限。</p>"
    items = []
    for row in rows:
        words = f"{text(_who(row))}：<q>{text(row['quote'])}</q>（{link(_sentence(base, row), '原文')}）"
        items.append(f"<li><b>{text(row['deadline'])}</b> {words}</li>")
    return '<ol class="timeline" role="list">' + "".join(items) + "</ol>"


def matrix_downloads(base: str = "../../", made: Collection[str] = ()) -> str:
    """The rows as data, the picture as a file."""
    return save_links(base, "duty_matrix", made) if load("duty_matrix") else ""


def _mark(rows: list[Record], x: float, y: float, base: str) -> Iterator[str]:
    """A disc with a number, which leads to the first of the cell's duties."""
    if rows:
        name = f"{_who(rows[0])}：{rows[0]['field']}：{len(rows)} 项"
        number = attributes(class_="count", x=f"{x:g}", y=f"{y + 5:g}", text_anchor="middle")
        disc = f'<circle cx="{x:g}" cy="{y:g}" r="13"/><text{number}>{len(rows)}</text>'
        yield f"<a{attributes(href=f'{base}duties/#' + rows[0]['id'], aria_label=name)}>{disc}</a>"


def _who(row: Record) -> str:
    return str(row["actor"] or _UNNAMED)


def _short(field: str) -> str:
    """（八）组织劳务协作 → 组织劳务协作, as long as there is room."""
    return _cut(field.partition("）")[2], 10)


def _cut(name: str, most: int = 17) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _sentence(base: str, row: Record) -> str:
    return address(base, row["sentence"])


def _published() -> str:
    return str(load("guideline")["provenance"]["published"])


def _with_deadline(rows: Iterable[Record]) -> list[Record]:
    """What recurs first, then terms of time, then years."""
    order = {"each": 0, "lasts": 1, "year": 2}

    def when(row: Record) -> tuple[float, ...]:
        place = on_line(str(row["deadline"]))
        return (order[place.kind], place.most) if place else (1, 0)

    return sorted((row for row in rows if row["deadline"]), key=when)
