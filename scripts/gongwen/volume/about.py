"""What is known of a document besides its text: ``document.toml`` in its folder, every key of which may be left out.

::

    [document]
    file = "law.docx"            # which file of the folder is the text; needed where there are several
    title = "某某办法"            # where the text prints none
    issuers = ["国务院"]
    number = "国发〔2019〕5号"
    publisher = "中国政府网"
    published = 2019-01-27
    [page]
    address = "https://…"        # where the text was taken from
    note = "据公报第3期录入。"

What it leaves out comes from the text; what the text does not print is not said anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongwen.model import Document, Unit
from gongwen.parse.forms import PERSON, SPEAKER
from gongwen.settings import ADDRESS, DAY, LINE, LINES, Form, read_settings

FILE = "document.toml"
_KEYS: Mapping[str, Mapping[str, Form]] = {
    "document": {
        **dict.fromkeys(("file", "title", "number", "publisher"), LINE),
        "issuers": LINES,
        "published": DAY,
    },
    "page": {"address": ADDRESS, "note": LINE},
}
_ISSUED = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")


@dataclass(frozen=True)
class About:
    """The facts of a document; empty where neither its editor nor its text says any."""

    file: str = ""
    title: str = ""
    number: str = ""
    """国发〔2019〕5号."""
    issuers: tuple[str, ...] = ()
    dated: str = ""
    """The date below the text, as printed: 2019年1月27日."""
    history: tuple[str, ...] = ()
    """Adoption, amendment, publication, as printed, a line each."""
    publisher: str = ""
    published: str = ""
    """ISO date."""
    address: str = ""
    note: str = ""

    @property
    def byline(self) -> tuple[str, ...]:
        """What stands below the title on the home page: 国务院, 国发〔2019〕5号, 2019年1月27日."""
        shown = ("、".join(self.issuers), self.number, self.dated)
        return tuple(filter(None, shown)) or self.history[-2:]

    @property
    def day(self) -> str:
        """2016年12月7日, of the publication; empty where it is not known."""
        return "{}年{}月{}日".format(*map(int, self.published.split("-"))) if self.published else ""


def read_about(path: Path) -> About:
    """The facts in ``document.toml``; raises :class:`~gongwen.errors.DataError`, with its line, for what is none."""
    settings = read_settings(path, "facts of a document, as TOML", "see gongwen/volume/about.py for its keys")
    settings.expect_tables(_KEYS)
    found = {key: value for name in settings.data for key, value in settings.table(name, {}, _KEYS[name]).items()}
    facts: dict[str, Any] = {key: tuple(value) if key == "issuers" else str(value) for key, value in found.items()}
    return About(**facts)


def complete(known: About, document: Document) -> About:
    """The facts with what the text itself prints in the place of what the editor left out.

    The issuers are those that sign, the number and the date those of the head and the closing.
    """
    own = [unit for unit in document.units if unit.kind not in ("text", "annex")]
    said = {kind: tuple(_words(unit) for unit in own if unit.kind == kind) for kind in ("number", "issuer", "date")}
    return About(
        file=known.file,
        title=known.title or document.title,
        number=known.number or "".join(said["number"][:1]),
        issuers=known.issuers or _issuers(said["issuer"]),
        dated="".join(said["date"][-1:]),
        history=tuple(_words(unit) for unit in own if unit.kind == "history"),
        publisher=known.publisher,
        published=known.published,
        address=known.address,
        note=known.note,
    )


def _issuers(lines: Iterable[str]) -> tuple[str, ...]:
    """Who signs: 教育部　　财政部 are two; 国务院总理 above 李克强 is one, 国务院总理　李克强."""
    found: list[str] = []
    for name in (name for line in lines for name in re.split(r"[\s　]{2,}", line)):
        if found and SPEAKER.fullmatch(found[-1]) and PERSON.fullmatch(name):
            found[-1] += f"　{name}"
        else:
            found.append(name)
    return tuple(found)


def iso_day(printed: str) -> str:
    """2019年1月27日 → ``2019-01-27``; empty for a date of another form, or of no calendar."""
    match = _ISSUED.fullmatch(printed)
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def _words(unit: Unit) -> str:
    return f"{unit.label}{unit.text}".replace("\n", " ")
