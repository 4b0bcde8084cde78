"""Book → pages of single provisions that other sites may embed, ``/embed/clauses/a2/``, and the lines that do so.

The frame, its policy and its scripts are the guideline's (:mod:`gongwen.site.embed`).
"""

from __future__ import annotations

from html import escape

from lxml import html

from gongwen.model import Unit
from gongwen.site.embed import Embedded, embed_files, print_line, print_script
from gongwen.volume.book import Book, heading, slug
from gongwen.volume.pages import leaves_name
from gongwen.volume.text import Way, leaf

_STYLE = "embed-document.css"
"""What a provision needs besides the guideline's ``embed.css``: tables, headings, labels in front of a text."""
_HERE = "https://…/"


def embedded_pages(book: Book, assets: str, site: str) -> dict[str, bytes]:
    """The pages by their names in the site, none of a document without provisions that have a page.

    ``assets`` is the folder of the styles, ``site`` the public address or "".
    """
    styles = (f"{assets}embed.css", f"{assets}{_STYLE}")
    return embed_files((_shown(book, unit) for unit in book.leaves), styles, site) if book.leaves else {}


def embedding(book: Book, site: str) -> str:
    """HTML for the page of the data: the line for the first provision, and the one for the height."""
    if not book.leaves:
        return ""
    first, address = book.leaves[0], site or _HERE
    line = print_line(address, slug(first.id), book.place(first.id))
    remark = "" if site else f"<p>本次生成没有指定公开地址，<code>{_HERE}</code> 请换成网站的地址。</p>"
    return (
        '<h2 id="embed">嵌入别的网页</h2>'
        f"<p>单独成页的{leaves_name(book)}都可以嵌入别的网页，只有正文和出处，高度固定，可以滚动。"
        f"嵌入{escape(book.place(first.id))}的一行如下，其余的换上各自网址中的编号：</p>"
        f"<pre><code>{escape(line)}</code></pre>"
        f"<p>要让高度随内容而定，另加一行：</p><pre><code>{escape(print_script(address))}</code></pre>{remark}"
    )


def _shown(book: Book, unit: Unit) -> Embedded:
    text = html.fragments_fromstring(leaf(unit, Way(book, "../../../"), {}))
    published = f"，{book.about.publisher}公布。" if book.about.publisher else "。"
    elements = [element for element in text if not isinstance(element, str)]
    more = "引用与关联"
    return Embedded(unit.id, slug(unit.id), heading(unit), book.title, book.named, published, more, elements)
