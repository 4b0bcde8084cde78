"""Edition → what readers are told of a text that was changed: a note where it stands, and ``/corrections/``,
which lists what was added, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongwen.ids import is_printed, paragraph_of, part_number, sentence_number
from gongwen.model import Document
from gongwen.numerals import to_numeral
from gongwen.publish.markdown import escape, front_matter, name_of
from gongwen.records import Addition, Correction, Edition


def notes(corrections: Iterable[Correction], place: str, base: str = "") -> Iterator[str]:
    """Below a heading or paragraph, what was changed in it: ``更正（2027-01-31，第3句）：原为 甲，改为 乙。…``."""
    for found in corrections:
        if is_printed(found.id) and place == (paragraph_of(found.id) or found.id):
            number = sentence_number(found.id)
            when = f"{found.date}，第{number}句" if number else found.date
            why = escape(found.why.rstrip("。"))
            yield f"[更正]({base}corrections.md)（{when}）：{_change(found)}。{why}。\n{{: .correction }}\n"


def render_corrections(edition: Edition, now: Mapping[str, str]) -> str:
    """The Markdown of ``/corrections/``; ``now`` is what each address says, see ``wordings.tsv``."""
    title = edition.document.title
    lines = [
        front_matter("更正记录", f"《{title}》在本站公布之后改动过的文字：日期、位置、改动前后和理由。"),
        "# 更正记录 {: #corrections }",
        "",
        "文字公布以后如有改动，逐处记在这里：何日、何处、原来怎样、改成怎样、为什么；正文改动之处也有说明。"
        "没有记录的改动，网站不能生成。公布以前对转载网页的修复，见[校勘](collation.md)。",
        "",
    ]
    if not edition.corrections:
        # True because what is not logged stops the build: gongwen.permanence.wordings.
        lines += [f"至今没有更正：已登记的 {len(now)} 处文字（标题、各句和各条目），都与首次公布时相同。", ""]
    else:
        lines += [f"至今共 {len(edition.corrections)} 处更正，最近的在前。", ""]
        lines += ["| 日期 | 位置 | 更正 | 理由 |", "| --- | --- | --- | --- |"]
        for found in reversed(edition.corrections):
            place = _place(edition.document, found, now)
            lines.append(f"| {found.date} | {place} | {_change(found)} | {escape(found.why)} |")
        lines.append("")
    return "\n".join([*lines, *_additions(edition.additions)])


def _additions(additions: tuple[Addition, ...]) -> Iterator[str]:
    """What was added, the newest first: a page or a file, and what it has more."""
    if additions:
        yield from ("## 增补 {: #additions }", "", "公布以后增加的内容，最近的在前。", "")
        yield from ("| 日期 | 位置 | 增加的内容 |", "| --- | --- | --- |")
        for found in reversed(additions):
            place = f"[`{found.address}`]({_file(found.address)})"
            yield f"| <time>{found.date}</time> | {place} | {escape(found.what)} |"
        yield ""


def _file(address: str) -> str:
    """``/clauses/8/#c8`` → ``clauses/8.md#c8``, ``/data/`` → ``data/index.md``, ``/data/a.csv`` → ``data/a.csv``."""
    page, _, id_ = address.lstrip("/").partition("#")
    if page in ("", "clauses/", "data/"):
        page += "index.md"
    elif page.endswith("/"):
        page = f"{page.rstrip('/')}.md"
    return f"{page}#{id_}" if id_ else page


def _change(correction: Correction) -> str:
    before, after = f"<del>{escape(correction.before)}</del>", f"<ins>{escape(correction.after)}</ins>"
    if not correction.before:
        return f"增补 {after}"
    return f"原为 {before}，改为 {after}" if correction.after else f"删去 {before}"


def _place(document: Document, correction: Correction, now: Mapping[str, str]) -> str:
    """A link to what was corrected; a name alone where its address leads elsewhere now."""
    label = place_name(document, correction.id) or f"`{correction.address}`"
    page = correction.address.partition("/#")[0].lstrip("/")
    return f"[{label}]({page}.md#{correction.id})" if correction.address in now else label


def place_name(document: Document, id_: str) -> str:
    """What a place of the text is called: 第（八）条第3句, 第三部分标题, 标题; empty for what is no part of it."""
    if part := part_number(id_):
        return f"第{to_numeral(part)}部分标题"
    if id_ == "title":
        return "标题"
    return name_of(document, id_) if is_printed(id_) else ""
