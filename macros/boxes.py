"""The home page's overview of parts and clauses, and its figures."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.numerals import to_numeral
from macros.data import Record, attributes, link, load, text


def overview(base: str = "", level: int = 3) -> str:
    """Parts and clauses at a glance, each clause with its opening words; ``level`` is that of the parts' headings."""
    return "\n".join(['<div class="overview">', *_parts(load("guideline"), base, f"h{level}"), "</div>"])


def _parts(document: Record, base: str, heading: str) -> Iterator[str]:
    for part in document["parts"]:
        here, address = f"at-{part['id']}", f"{base}full/#{part['id']}"
        yield f"<section{attributes(aria_labelledby=here)}>"
        title = link(address, to_numeral(part["number"]) + "、" + part["title"])
        yield f"<{heading}{attributes(id=here)}>{title}</{heading}><ol>"
        for clause in document["clauses"]:
            if clause["part"] == part["id"]:
                opening = clause["paragraphs"][0]["sentences"][0]["text"]
                label = f"<b>（{to_numeral(clause['number'])}）{text(clause['title'])}</b><span>{text(opening)}</span>"
                yield f"<li><a{attributes(href=base + 'clauses/' + str(clause['number']) + '/')}>{label}</a></li>"
        yield "</ol></section>"


def figures() -> str:
    """14 条, 32 对: the counts of the home page, counted."""
    document, pairings = load("guideline"), load("pairings")
    principles = [p for clause in document["clauses"] for p in clause["paragraphs"] if p["kind"] == "principle"]
    counts = (
        (len(document["parts"]), "部分"),
        (len(document["clauses"]), "条"),
        (len(principles), "项原则"),
        (len(pairings), "对结对关系"),
    )
    items = (f"<span><b>{count}</b> {name}</span>" for count, name in counts)
    return f'<p class="figures">{"".join(items)}</p>'
