"""Duties → who must do what in which field: a table of cells, a picture, and the deadlines in their order.

A field of work is a clause that sets duties, by its heading; an actor is whoever the duties name, in the order of the
text. Nothing is sorted into fields by hand: a duty lies in the field of its clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gongwen.extract.deadlines import on_line
from gongwen.ids import clause_number
from gongwen.publish.duty_list import UNNAMED
from macros.data import Record, address, attributes, link, load, text
from macros.pictures import save_links
from macros.timeline import LEGEND, timeline

_TOP, _LANE, _DISC = 168, 48, 11
"""Of the picture: the height of the fields' names, of an actor's lane, and the radius of a disc, which a phone's width
leaves apart with a dozen fields."""
_WIDE = 720
"""The width of the picture as a file; on a page it takes what there is."""


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
    """Fields across, actors down, in each cell how many duties; what each says stands in the table."""
    rows = list(load("duty_matrix"))
    return _grid(rows, base)[0] if rows else ""


def matrix_drawing(base: str = "../../") -> str:
    """What is saved as a file: the picture, and below it the line of time."""
    rows = list(load("duty_matrix"))
    if not rows:
        return ""
    grid, high = _grid(rows, base, x=0, y=0, width=_WIDE)
    below, more = timeline(_with_deadline(rows), _published(), x=0, y=high + 30, width=_WIDE)
    return f'<svg viewBox="0 0 {_WIDE} {high + (more and more + 30)}">{grid}{below}</svg>'


def _grid(rows: list[Record], base: str, **more: object) -> tuple[str, int]:
    """The picture and its height. Places across are percentages, as in :mod:`macros.timeline`."""
    actors = list(dict.fromkeys(row["actor"] for row in rows))
    fields = {row["clause"]: row["field"] for row in sorted(rows, key=lambda row: clause_number(row["clause"]) or 0)}
    columns = {clause: f"{100 * (at + 0.5) / len(fields):.4g}%" for at, clause in enumerate(fields)}
    high = _TOP + len(actors) * _LANE
    summary = f"{len(actors)} 类主体，{len(fields)} 个领域，共 {len(rows)} 项责任；圆中数字是项数，内容与下表相同。"
    named = attributes(class_="grid", height=high, role="group", aria_labelledby="matrix-title matrix-desc", **more)
    lines = [
        f"<svg{named}>",
        f'<title id="matrix-title">责任矩阵图</title><desc id="matrix-desc">{text(summary)}</desc>',
    ]
    for clause, field in fields.items():
        down = attributes(class_="field", x=columns[clause], y=_TOP - 10, text_anchor="end", writing_mode="tb")
        label = f"<text{down}>{text(_short(field))}</text>"
        lines.append(f"<a{attributes(href=address(base, clause))}><title>{text(field)}</title>{label}</a>")
    for at, actor in enumerate(actors):
        y = _TOP + at * _LANE
        lines.append(f'<line class="tick" x1="0" y1="{y}" x2="100%" y2="{y}"/>')
        lines.append(f"<text{attributes(x=0, y=y + 18)}>{text(_cut(actor or UNNAMED))}</text>")
        for clause in fields:
            own = [row for row in rows if (row["actor"], row["clause"]) == (actor, clause)]
            lines.append(_mark(own, columns[clause], y + 34, base))
    return "\n".join([*lines, "</svg>"]), high


def matrix_timeline() -> str:
    """The deadlines on a line of time; the list below says the same in words."""
    drawn, _ = timeline(_with_deadline(load("duty_matrix")), _published())
    figure = f'<figure class="time" data-script="diagram.js">{drawn}<figcaption>{LEGEND}</figcaption></figure>'
    return figure if drawn else ""


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


def _mark(rows: list[Record], x: str, y: int, base: str) -> str:
    """A disc with a number, which leads to the first of the cell's duties; a dot where there is none."""
    if not rows:
        return f"<circle{attributes(class_='none', cx=x, cy=y, r=1.5)}/>"
    name = f"{_who(rows[0])}：{rows[0]['field']}：{len(rows)} 项"
    number = attributes(class_="count", x=x, y=y + 5, text_anchor="middle")
    disc = f"<circle{attributes(cx=x, cy=y, r=_DISC)}/><text{number}>{len(rows)}</text>"
    return f"<a{attributes(href=f'{base}duties/#' + rows[0]['id'], aria_label=name)}>{disc}</a>"


def _who(row: Record) -> str:
    return str(row["actor"] or UNNAMED)


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
