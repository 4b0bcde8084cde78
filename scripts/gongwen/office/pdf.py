"""The same paragraphs as in Word → a PDF, by WeasyPrint: tagged (PDF/UA-1), with an outline, its fonts embedded.

WeasyPrint and the fonts stand outside the site's own packages (``make files`` gets them), so this module is imported
where a PDF is asked for and nowhere else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from gongwen.office import layout
from gongwen.office.blocks import Block, Table
from gongwen.office.code import draw_code
from gongwen.office.files import Paper
from gongwen.office.fonts import font_faces, own
from gongwen.office.remarks import Remark
from gongwen.work import Work

_CLOSER = 0.25
"""Points taken from a character of the text, a little more than the 0.21 by which 28 of them fill a line."""


def pdf(work: Work, paper: Paper, addresses: Mapping[str, str], width: int, fonts: Mapping[str, bytes]) -> bytes:
    """The PDF of a paper; ``addresses`` and ``width`` as for :func:`~gongwen.office.word.word`.

    ``fonts`` are those of :func:`~gongwen.office.fonts.small_fonts`. Every passage can be linked to by its id:
    ``guideline.pdf#c8-p1-s3``. The same bytes for the same text and fonts: its dates are those of the text, none where
    it has none, and its identifier is made of what it says.
    """
    page = "".join(_page(work, paper, addresses, width))
    known = FontConfiguration()
    style = weasyprint.CSS(string=f"{font_faces(fonts)}\n{print_css()}", font_config=known)
    made = weasyprint.HTML(string=page).render(stylesheets=[style], font_config=known, pdf_variant="pdf/ua-1")
    return bytes(made.write_pdf(pdf_identifier=sha256(page.encode()).digest()[:16], pdf_variant="pdf/ua-1"))


def print_css() -> str:
    """The layout as a style sheet: page, number on the outer side, a class for each way to set a paragraph."""
    top, right, bottom, left = layout.TOP, layout.RIGHT, layout.BOTTOM, layout.BINDING
    number = own(layout.FONTS["number"].family)
    place = (
        f'content: "— " counter(page) " —"; vertical-align: top; padding: {layout.NUMBER_BELOW}mm 1em 0; '
        f"font: {layout.NUMBER_SIZE}pt {number};"
    )
    rules = [
        f"@page {{ size: A4; margin: {top}mm {right}mm {bottom}mm {left}mm; }}",
        f"@page :right {{ @bottom-right {{ {place} }} }}",
        f"@page :left {{ @bottom-left {{ {place} }} }}",
        "body { margin: 0; }",  # else it has 8 px on each side, and a line holds 27 characters
        "h1, h2, h3, h4, p, table { margin: 0; font-weight: 400; orphans: 2; widows: 2; }",
        "a { color: inherit; text-decoration: none; }",
        *(_rule(key, style) for key, style in layout.STYLES.items()),
        *(
            f".head-{level} {{ font-family: {own(layout.FONTS[font].family)}; }} "
            f".head-{level}, .heading-{level} {{ bookmark-level: {level}; bookmark-label: content(text); }}"
            for level, font in layout.RUN_IN.items()
        ),
        # Of several texts in one document each is in the outline, the document itself is not.
        ".title { bookmark-level: none; } .text-title { bookmark-level: 1; bookmark-label: content(text); }",
        "table { width: 100%; border-collapse: collapse; margin-bottom: 12pt; }",
        "th, td { border: 0.5pt solid; padding: 1pt 4pt; } tr { break-inside: avoid; }",
        ".note { text-indent: 0; } .note b { font-weight: 400; }",
        f".end {{ border-top: 0.75pt solid; margin-top: {layout.LINE}pt; padding-top: 8pt; break-inside: avoid; }}",
        ".end img { width: 24mm; margin-top: 6pt; }",
    ]
    return "\n".join(rules)


def _rule(key: str, style: layout.Style) -> str:
    font = own(layout.FONTS[style.font].family)
    align = {"both": "justify"}.get(style.align, style.align)
    closer = _CLOSER if style.size == layout.TEXT_SIZE else 0
    together = " break-after: avoid;" if style.together else ""
    return (
        f".{key} {{ font: {style.size}pt/{style.line}pt {font}; letter-spacing: -{closer}pt; text-align: {align}; "
        f"text-indent: {style.indent * (style.size - closer)}pt; padding-right: {style.right * style.size}pt; "
        f"margin-top: {style.before}pt; margin-bottom: {style.after}pt;{together} }}"
    )


def _page(work: Work, paper: Paper, addresses: Mapping[str, str], width: int) -> Iterator[str]:
    heads = [block.text for block in paper.text if block.set == "title"]
    title = heads[0] if heads else work.title
    yield f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    if work.issuers:
        yield f'<meta name="author" content="{escape("、".join(work.issuers))}">'
    for name in ("created", "modified") if work.day else ():
        yield f'<meta name="dcterms.{name}" content="{work.day}T00:00:00Z">'
    yield "</head><body>"
    for block in paper.text:
        yield from _block(block, addresses, width)
    if paper.table:
        yield from _table(paper.table, addresses)
    yield from _end(paper.end)
    yield "</body></html>"


def _block(block: Block, addresses: Mapping[str, str], width: int) -> Iterator[str]:
    key = layout.style_of(block.set, block.level)
    element = {"title": "h1", "heading": f"h{min(block.level + 1, 4)}"}.get(block.set, "p")
    side = max((layout.AREA[0] * layout.POINT - width * layout.TITLE_SIZE) / 2 - 5, 0)
    style = f' style="padding: 0 {side:.1f}pt"' if block.set == "title" and not block.level else ""
    titled = " text-title" if block.set == "title" and block.level else ""
    yield f'<{element} class="{key}{titled}"{style}>'
    for at, run in enumerate(block.runs):
        yield from (f'<span id="{escape(id_)}">' for id_, start, _ in block.marks if start == at)
        words = escape(run.text).replace("\n", "<br>")
        leads = next((addresses[id_] for id_ in run.ids if id_ in addresses), "")
        if leads and (run.heading or block.set == "title"):
            words = f'<a href="{escape(leads)}">{words}</a>'
        named = f' id="{escape(run.ids[0])}"' if run.ids else ""
        level = f' class="head-{run.heading}"' if run.heading and run.ids and block.set == "text" else ""
        yield f"<span{named}{level}>{words}</span>" if named or level else words
        yield from ("</span>" for _, _, behind in block.marks if behind == at + 1)
    yield f"</{element}>"


def _table(table: Table, addresses: Mapping[str, str]) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield from (f'<th class="caption" scope="col">{escape(head)}</th>' for head in table.head)
    yield "</tr></thead><tbody>"
    for id_, cells in table.rows:
        first, *others = map(escape, cells)
        leads = f'<a href="{escape(addresses[id_])}">{first}</a>' if id_ in addresses else first
        yield (
            f'<tr id="{escape(id_)}">' + "".join(f'<td class="cell">{cell}</td>' for cell in (leads, *others)) + "</tr>"
        )
    yield "</tbody></table>"


def _end(lines: tuple[Remark, ...]) -> Iterator[str]:
    yield '<div class="end">'
    for line in lines:
        words = f'<a href="{escape(line.link)}">{escape(line.text)}</a>' if line.link else escape(line.text)
        yield f'<p class="note"><b class="caption">{escape(line.label)}：</b>{words}</p>'
    for line in lines:
        if line.link:
            code = b64encode(draw_code(line.link)).decode()
            yield f'<p class="note"><img src="data:image/svg+xml;base64,{code}" alt="二维码：{escape(line.link)}"></p>'
    yield "</div>"
