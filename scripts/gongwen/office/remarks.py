"""What a file says of itself, as it leaves the site: not official, what it is of, whence, and how far it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongwen.model import Clause
from gongwen.publish.collation import confirmed_share
from gongwen.publish.markdown import heading
from gongwen.publish.render import check_state
from gongwen.records import Edition

UNOFFICIAL = "非官方文本"


@dataclass(frozen=True)
class Remark:
    """A line of the end matter: ``Remark("来源", "新华社 2016 年 12 月 7 日播发，…")``."""

    label: str
    text: str
    link: str = ""
    """Where it leads; only an address does."""


def remarks(edition: Edition, address: str, clause: Clause | None = None, what: str = "") -> tuple[Remark, ...]:
    """The lines for the whole document, or for one ``clause``; ``what`` says what a table has of it.

    ``address`` is the page that has the same; empty where the site has no public one, and the line is left out.
    """
    known, title = edition.provenance, f"《{edition.document.title}》"
    day = date.fromisoformat(known.published)
    published = f"{known.publisher} {day.year} 年 {day.month} 月 {day.day} 日播发"
    lines = [
        Remark(UNOFFICIAL, "供阅读和引用，以正式公布的文件为准。"),
        *([Remark("内容", what)] if what else []),
        Remark("文件", f"{title}{heading(clause) if clause else ''}，{'、'.join(known.issuers)}印发。"),
        Remark("来源", f"{published}；据{known.note}整理。"),
        Remark("核对", _check(edition, clause)),
    ]
    return (*lines, Remark("网址", address, address)) if address else tuple(lines)


def _check(edition: Edition, clause: Clause | None) -> str:
    if clause:
        return f"{check_state(edition, clause)}。"
    if not edition.confirmations:
        return "文本据转载网页整理，尚未与其他副本核对。"
    share = confirmed_share(edition.document, edition.confirmations)
    return f"整段已与其他副本逐字核对的占全文字数的 {share:.0%}，其余据转载网页整理，尚未核对。"
