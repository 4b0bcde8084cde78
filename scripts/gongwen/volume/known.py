"""Facts of a document → the work that reference managers, Word and Akoma Ntoso are told of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongwen.volume.about import About, iso_day
from gongwen.work import Work

STEM = "document"
"""What the files of any document's site are called."""
_DATED = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)([^\d]*(?:\d(?!\d{3}年)[^\d]*)*)")
_MADE, _IN_FORCE = re.compile("通过|批准|公布|发布|颁布|印发|修订|修正|修改"), re.compile("施行|实施|生效")


def work_of(about: About, title: str) -> Work:
    """What is known: the day of publication, else that below the text, else those of its adoption and amendments.

    A day from which a text is in force is none of its own: （2019年1月1日通过，自2019年3月1日起施行） is of 2019-01-01.
    """
    days = history_days(about.history)
    day = about.published or iso_day(about.dated) or (days[-1] if days else "")
    return Work(
        stem=STEM,
        title=title,
        issuers=about.issuers,
        number=about.number,
        publisher=about.publisher,
        published=about.published,
        day=day,
        first=about.published or min([*days, day], default=""),
    )


def history_days(history: Iterable[str]) -> list[str]:
    """The days of adoption, publication and amendment that the lines name, in order of time, as ISO dates.

    ``["2002年8月29日通过　2018年12月29日修正"]`` → ``["2002-08-29", "2018-12-29"]``.
    """
    found = set[str]()
    for line in history:
        for printed, said in _DATED.findall(re.sub(r"(?<=\d) ?([年月日]) ?(?=\d)?", r"\1", line)):
            day = iso_day(printed)
            if day and (_MADE.search(said) or not _IN_FORCE.search(said)):
                found.add(day)
    return sorted(found)
