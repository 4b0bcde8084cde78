"""Book → its pages, each as HTML with what its head and its place among the others need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape as t
from typing import Any

from gongwen.errors import visible
from gongwen.model import Reference, Remark, Unit
from gongwen.volume.book import Book, heading, slug
from gongwen.volume.text import Way, leaf, opening, whole

_LISTED = 80
"""So many provisions fit on the home page, each with its first words."""
_KINDS = {"defined": "文中定义的术语", "short": "文中约定的简称", "cited": "引用的文件"}
_LEVELS = (("编", "编"), ("章", "章"), ("节", "节"))
_QUOTED = 40
_BARE: dict[str, object] = {"hide": ["toc"]}


@dataclass(frozen=True)
class Sheet:
    """A page: ``clauses/a12.md`` with its content."""

    name: str
    title: str
    description: str
    html: str
    toc: tuple[dict[str, Any], ...] = ()
    """The contents list, as Markdown's extension names it: ``{"id", "name", "level", "children"}``."""
    meta: dict[str, object] = field(default_factory=dict)
    in_nav: bool = True


def make_pages(book: Book, files: Mapping[str, tuple[int, str]], embedding: str) -> tuple[Sheet, ...]:
    """The pages in their order; what the document has no material for has none.

    ``files`` are the data: their bytes, counted, and what they are in words. ``embedding`` is the HTML that says how
    other sites show a provision.
    """
    doubts, loose = _doubts(book)
    pages = [_home(book), _full(book, doubts)]
    if book.leaves:
        pages += [_list(book), *(_leaf(book, at, doubts) for at in range(len(book.leaves)))]
    if book.entries:
        pages.append(_terms(book))
    return (*pages, _data(book, files, embedding), _search(book), _check(book), _notes(book, loose))


def description(book: Book) -> str:
    """What the site is, in a line."""
    return f"{book.named}：全文、逐条页面、检索和数据。"


def leaves_name(book: Book) -> str:
    """What the units with a page are called: 条款, or 章节 in a document without provisions."""
    return "条款" if any(unit.kind == "provision" for unit in book.leaves) else "章节"


def _home(book: Book) -> Sheet:
    way = Way(book, "")
    lines = [f'<h1 class="display">{t(book.title)}</h1>']
    if book.about.byline:
        lines.append(f'<p class="byline">{t("　".join(book.about.byline))}</p>')
    if book.about.publisher or book.about.published:
        lines.append(f'<p class="byline">{t(book.about.publisher)} {book.about.day}公布</p>')
    lines.append(f'<p class="figures">{"".join(_figures(book))}</p>')
    lines.append('<div class="actions"><p><a href="full/">阅读全文</a> <a href="search/">检索</a></p></div>')
    if (first := opening(_first(book), 120)) and not book.leaves:
        lines.append(f'<p class="lead">{t(first)}</p>')
    lines += _overview(book, way, len(book.leaves) <= _LISTED, 2)
    return Sheet("index.md", book.title, description(book), "\n".join(lines), meta=_BARE)


def _first(book: Book) -> Unit:
    body = (unit for unit in book.document.units if unit.kind in ("preamble", "paragraph", "division", "provision"))
    return next(body, book.document.units[-1])


def _figures(book: Book) -> Iterator[str]:
    """4 章, 48 条, 312 句: counted; what there is none of is left out."""
    units = [place.unit for place in book.places.values()]
    labels = [unit.label for unit in units if unit.kind == "division"]
    levels = [(sum(label.endswith(mark) for label in labels), name) for mark, name in _LEVELS]
    other = sum(not label.endswith(tuple(mark for mark, _ in _LEVELS)) for label in labels)
    provisions = sum(unit.kind == "provision" for unit in units)
    annexes = sum(unit.kind in ("annex", "text") for unit in units)
    counts = [*levels, (other, "个部分"), (provisions, "条"), (annexes, "件附文"), (len(book.sentences), "句")]
    return (f"<span><b>{count}</b> {name}</span>" for count, name in counts if count)


def _overview(book: Book, way: Way, opened: bool, level: int) -> Iterator[str]:
    """Divisions and what has a page in them; with its first words where there are few."""
    pages = {unit.id for unit in book.leaves}
    rows: list[str] = []

    def flush() -> Iterator[str]:
        if rows:
            yield f"<ol>{''.join(rows)}</ol>"
            rows.clear()

    titled = any(unit.title for unit in book.leaves)
    yield f'<div class="overview{"" if titled else " bare"}">'
    for id_, place in book.places.items():
        unit = place.unit
        if unit.kind in ("division", "text", "annex") and (opened or len(place.around) < 2 or id_ not in pages):
            if not heading(unit):
                continue
            yield from flush()
            depth = min(level + sum(one.kind in ("division", "text", "annex") for one in place.around), 6)
            target = f"{way.base}clauses/{slug(id_)}/" if id_ in pages else f"{way.base}full/#{id_}"
            span = "" if opened else _range(book, unit)
            yield f'<h{depth}><a href="{target}">{t(heading(unit))}</a>{span}</h{depth}>'
            if opened and id_ in pages and opening(unit, 80):
                rows.append(_row(unit, way, named=False))
        elif opened and id_ in pages:
            rows.append(_row(unit, way))
    yield from flush()
    yield "</div>"


def _row(unit: Unit, way: Way, named: bool = True) -> str:
    name = f"<b>{t(heading(unit))}</b>" if named else ""
    said = f"<span>{t(opening(unit, 80))}</span>"
    return f'<li><a href="{way.base}clauses/{slug(unit.id)}/">{name}{said}</a></li>'


def _range(book: Book, unit: Unit) -> str:
    """第一条至第十二条, behind a chapter whose articles are not listed."""
    inner = [one for one in unit.walk() if one.kind == "provision" and book.leaf_of.get(one.id) == one.id]
    labels = [one.label for one in (*inner[:1], *inner[-1:])]
    return f" <small>{t('至'.join(dict.fromkeys(labels)))}</small>" if labels else ""


def _full(book: Book, doubts: dict[str, list[Remark]]) -> Sheet:
    html = whole(Way(book, "../", full=True), doubts)
    if not any(unit.kind == "title" for unit in book.document.units):
        html = f"<h1>{t(book.title)}</h1>\n{html}"
    toc = tuple(entry for unit in book.document.units for entry in _toc(unit, 2, len(book.leaves) <= _LISTED))
    described = f"{book.named}全文，逐条、逐段、逐句可以引用链接。"
    return Sheet("full.md", "全文", described, f'<div class="document">\n{html}\n</div>', toc)


def _toc(unit: Unit, level: int, short: bool) -> Iterator[dict[str, Any]]:
    """The contents list of the full text: headings; provisions with a title, and all of them in a short document."""
    titled = unit.kind in ("division", "text", "annex") or (unit.kind == "provision" and (unit.title or short))
    name = heading(unit) if titled else "引言" if unit.kind == "preamble" else ""
    inner = [entry for one in unit.units for entry in _toc(one, level + bool(name), short)]
    if name:
        yield {"id": unit.id, "name": t(name), "html": t(name), "level": level, "children": inner}
    else:
        yield from inner


def _list(book: Book) -> Sheet:
    way, name = Way(book, "../"), leaves_name(book)
    html = "\n".join([f"<h1>{name}</h1>", *_overview(book, way, True, 2)])
    return Sheet("clauses/index.md", name, f"{book.named}的{name}，每条一页。", html, meta={"hide": ["toc"]})


def _leaf(book: Book, at: int, doubts: dict[str, list[Remark]]) -> Sheet:
    unit = book.leaves[at]
    way, title = Way(book, "../../"), heading(unit)
    around = [one for one in book.places[unit.id].around if heading(one)]
    lines = ['<div class="document">']
    if around:
        path = " · ".join(f'<a href="../../full/#{one.id}">{t(heading(one))}</a>' for one in around)
        lines.append(f'<p class="part">{path}</p>')
    links = " · ".join(_steps(book, at))
    lines += [f'<p class="steps">{links}</p>', f'<h1 id="{unit.id}">{t(title)}</h1>']
    lines += [leaf(unit, way, doubts), *_relations(book, unit, way), "</div>"]
    place = book.place(unit.id)
    described = f"{book.named}{place}：{opening(unit, 80)}"
    within = next((one.title for one in reversed(around) if one.kind in ("text", "annex")), "")
    shown = title if unit.title or not within else f"{within} {title}"
    return Sheet(
        f"clauses/{slug(unit.id)}.md", shown, described, "\n".join(lines), meta={"hide": ["toc"]}, in_nav=False
    )


def _steps(book: Book, at: int) -> Iterator[str]:
    """The ways to the pages before and after: 上一条（第十一条）, 下一部分：二、主要目标."""
    for word, found in (("上一", book.leaves[max(at - 1, 0) : at]), ("下一", book.leaves[at + 1 : at + 2])):
        for one in found:
            level = one.label[-1:] if one.label[-1:] in ("编", "章", "节") else "部分"
            noun = "条" if one.kind == "provision" else level
            called = (
                f"（{one.label.strip('（）()')}）"
                if one.label[:1] in ("第", "（", "(")
                else f"：{heading(one).rstrip('、')}"
            )
            yield f'<a href="../{slug(one.id)}/" title="{t(opening(one))}">{word}{noun}{t(called)}</a>'


def _relations(book: Book, unit: Unit, way: Way) -> Iterator[str]:
    """What the unit refers to, and what refers to it, with the words quoted."""
    own = [sentence.id for inner in unit.walk() for sentence in inner.sentences]
    out = [found for id_ in own for found in book.references_from.get(id_, ())]
    groups = (
        ("引用的条款", [found for found in out if found.target], True),
        ("引用的其他文件的条款", [found for found in out if found.kind == "foreign"], True),
        ("未能确定所指的引用", [found for found in out if found.kind == "unresolved"], True),
        ("引用这里的条款", [found for found in book.references_to.get(unit.id, ()) if found.source not in own], False),
    )
    for name, found, outward in groups:
        if found:
            items = "".join(dict.fromkeys(_relation(book, one, way, outward) for one in found))
            yield f"<h2>{name}</h2><ul class='relations'>{items}</ul>"


def _relation(book: Book, found: Reference, way: Way, outward: bool) -> str:
    sentence = book.sentences[found.source][0].text
    start, end = max(found.span.start - _QUOTED // 2, 0), found.span.end + _QUOTED // 2
    before, after = sentence[start : found.span.start], sentence[found.span.end : end]
    lead, tail = "…" if start else "", "…" if end < len(sentence) else ""
    quote = f"{lead}{t(before)}<b>{t(found.evidence)}</b>{t(after)}{tail}"
    other = found.target if outward else found.source
    link = f'<a href="{way.to(other)}">{t(book.place(other))}</a>：' if other else ""
    return f"<li>{link}<q>{quote}</q></li>"


def _terms(book: Book) -> Sheet:
    way = Way(book, "../")
    lines = ["<h1>术语</h1>", "<p>只收文中自己写明的：所下的定义、所约定的简称和以书名号引用的文件。</p>"]
    toc = []
    for kind, name in _KINDS.items():
        entries = [entry for entry in book.entries if entry.kind == kind]
        if not entries:
            continue
        toc.append({"id": kind, "name": name, "html": name, "level": 2, "children": []})
        lines.append(f'<h2 id="{kind}">{name}（{len(entries)}）</h2><div class="index">')
        for entry in entries:
            places = [*dict.fromkeys(span.sentence for span in entry.spans)]
            links = "、".join(f'<a href="{way.to(id_)}">{t(book.place(id_))}</a>' for id_ in places)
            said = book.sentences[entry.said.sentence][0].text
            quote = "" if kind == "cited" else f"<p class='note'><q>{t(said)}</q></p>"
            title = f"《{entry.name}》" if kind == "cited" else entry.name
            lines.append(
                f'<div class="entry" id="{entry.id}"><h3>{t(title)}</h3>'
                f'<p class="facts">{len(entry.spans)} 处</p>{quote}<p class="where">{links}</p></div>'
            )
        lines.append("</div>")
    return Sheet("terms.md", "术语", f"{book.named}所定义、简称和引用的。", "\n".join(lines), tuple(toc))


def _data(book: Book, files: Mapping[str, tuple[int, str]], embedding: str) -> Sheet:
    rows = "".join(
        f'<tr><td><a href="{t(name)}">{t(name.removeprefix("../"))}</a></td><td>{t(what)}</td>'
        f'<td class="right">{size:,}</td></tr>'
        for name, (size, what) in files.items()
    )
    head = "<thead><tr><th>文件</th><th>内容</th><th>字节</th></tr></thead>"
    lines = [
        "<h1>数据</h1>",
        "<p>网页由这些文件中的同一份数据生成，编号与网页的固定地址一致。编码 UTF-8，换行 LF。</p>",
        f'<div class="table"><table>{head}<tbody>{rows}</tbody></table></div>',
        f"<p>来源文件 {t(book.name)}，SHA-256 <code>{book.sha256}</code>。</p>",
        embedding,
    ]
    return Sheet("data/index.md", "数据", f"{book.named}的数据文件。", "\n".join(lines), meta=_BARE)


def _search(book: Book) -> Sheet:
    meta: dict[str, object] = {"template": "search.html", "hide": ["toc"]}
    return Sheet("search.md", "检索", f"检索{book.named}。", "<h1>检索</h1>", meta=meta)


def _check(book: Book) -> Sheet:
    html = (
        "<h1>核对引文</h1><p>粘贴一段话，这里找出其中引自本文件的文字，指明出处，并标出与本站文本不同的每一个字。"
        "繁体与简体、全角与半角、空格与换行、引号的样式、条款项的序号有没有，不算不同；用“……”省略的，不算改动。"
        "十来个字以下的零星用语、换了说法的转述，不作引文。粘贴的文字只在浏览器里比对，不发送，不保存。</p>"
    )
    meta: dict[str, object] = {"template": "check.html", "hide": ["toc"]}
    return Sheet("check.md", "核对引文", f"看一段话引的是{book.named}的哪一条，有哪些字不同。", html, meta=meta)


def _notes(book: Book, loose: list[Remark]) -> Sheet:
    about = book.about
    facts = {
        "标题": about.title,
        "发文字号": about.number,
        "署名": "、".join(about.issuers),
        "日期": about.dated,
        "沿革": "；".join(about.history),
        "公布": " ".join(filter(None, (about.publisher, about.day))),
        "来源文件": book.name,
        "来源地址": about.address,
        "说明": about.note,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{_fact(value)}</dd>" for name, value in facts.items() if value)
    lines = [
        "<h1>整理说明</h1>",
        f"<p>本站由程序据 {t(book.name)} 整理，文字未经正式核对，以正式公布的文件为准。每条、每段、每句都有固定地址，"
        "登记以后不再改变。</p>",
        f'<dl class="facts-list">{rows}</dl>',
    ]
    warnings, way = book.document.warnings, Way(book, "../")
    if warnings:
        lines.append(f'<h2 id="doubts">需要核对之处（{len(warnings)}）</h2>')
        lines.append("<p>结构不能完全确定的地方，行号是来源文件的行号。</p><ul>")
        lines += [_remark(book, remark, way) for remark in warnings]
        lines.append("</ul>")
    if unresolved := [found for found in book.document.references if found.kind == "unresolved"]:
        lines.append(f'<h2 id="unresolved">未能确定所指的引用（{len(unresolved)}）</h2><ul>')
        items = (
            f'<li><a href="{way.to(found.source)}">{t(book.place(found.source))}</a>：<q>{t(found.evidence)}</q></li>'
            for found in unresolved
        )
        lines += [*dict.fromkeys(items), "</ul>"]
    if book.document.dropped:
        lines.append(f'<h2 id="dropped">略去的内容（{len(book.document.dropped)}）</h2>')
        lines.append("<p>来源文件中不属于公文本身的文字。</p><ul>")
        lines += [f"<li>第 {one.line} 行：<q>{t(visible(one.text[:120]))}</q></li>" for one in book.document.dropped]
        lines.append("</ul>")
    return Sheet("notes.md", "整理说明", f"{book.named}的来源和需要核对之处。", "\n".join(lines), meta=_BARE)


def _fact(value: str) -> str:
    return f'<a href="{t(value)}">{t(value)}</a>' if value.startswith(("https://", "http://")) else t(value)


def _remark(book: Book, remark: Remark, way: Way) -> str:
    unit = _unit_at(book, remark)
    link = f'<a href="{way.to(unit.id)}">{t(book.place(unit.id))}</a>' if unit else f"第 {remark.line} 行"
    return f"<li>{link}：{t(remark.why)}（<q>{t(remark.text)}</q>）</li>"


def _doubts(book: Book) -> tuple[dict[str, list[Remark]], list[Remark]]:
    """The doubts by the unit that they are shown at, and those that no unit begins with."""
    found: dict[str, list[Remark]] = {}
    loose = []
    for remark in book.document.warnings:
        unit = _unit_at(book, remark)
        if unit:
            found.setdefault(unit.id, []).append(remark)
        else:
            loose.append(remark)
    return found, loose


def _unit_at(book: Book, remark: Remark) -> Unit | None:
    """The unit that begins in the line of a remark: the one whose words it quotes, else the first there."""
    here = book.at_line.get(remark.line, ())
    plain = remark.text[:6]
    quoted = (unit for unit in here if plain and plain in f"{unit.label}{unit.title}{unit.text}")
    return next(quoted, here[0] if here else None)
