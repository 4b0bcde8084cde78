"""Edition → the duties of a clause, as the Markdown of a section of its page."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.model import Clause, Document
from gongwen.publish.markdown import escape, locate, page_of, quoted
from gongwen.records import Duty, Edition

UNNAMED = "未写明主体"
"""Where a duty has no actor: the sentence names nobody, or its subject is a work (对口支援工作要…)."""


def render_duties(edition: Edition, clause: Clause) -> Iterator[str]:
    """Who, what in the words of the text, by when, an item a duty; nothing for a clause without any.

    ``- **西部地区**：“要做好…”（[第3句](…)，[清单](…)）``
    """
    duties = [duty for duty in edition.duties if duty.clause == clause.id]
    if duties:
        yield "## 责任 {: #duties }\n"
        yield f"由程序从原文提取，共 {len(duties)} 项；引号内为原文。各条合在一起，见[责任清单](../duties.md)。\n"
        yield from (_item(edition.document, clause, duty) for duty in duties)
        yield ""


def _item(document: Document, clause: Clause, duty: Duty) -> str:
    remarks = [f"期限：{escape(duty.deadline)}"] if duty.deadline else []
    remarks += [_sentence(document, clause, duty.sentence), f"[清单](../duties.md#{duty.id})"]
    return f"- {_who(document, clause, duty)}：{quoted(_words(duty))}（{'，'.join(remarks)}）"


def _who(document: Document, clause: Clause, duty: Duty) -> str:
    """The actor, where it is taken over from, or the matter where nobody is named; an aim says that it is one."""
    notes = ["目标"] if duty.kind == "aim" else []
    if duty.inherited:
        same = duty.inherited_from == duty.sentence
        notes.append(f"主体见{'本句前文' if same else _sentence(document, clause, duty.inherited_from)}")
    if duty.matter:
        notes.append(f"事项：{escape(duty.matter)}")
    return f"**{escape(duty.actor) or UNNAMED}**" + (f"（{'，'.join(notes)}）" if notes else "")


def _words(duty: Duty) -> str:
    """The words quoted, without the actor in front, who is named before them."""
    return duty.quote.removeprefix(duty.actor).lstrip("，")


def _sentence(document: Document, clause: Clause, sentence: str) -> str:
    """A link to a sentence of the clause, called by where it stands in it: 第3句."""
    label = locate(document, sentence).removeprefix(locate(document, clause.id)) or "原文"
    return f"[{label}]({page_of(sentence, '../')})"
