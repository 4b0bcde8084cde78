"""Text → sentences."""

from __future__ import annotations

import re

from gongwen.model import Sentence

_SENTENCE = re.compile(r"[^。？！]*(?:[。？！][”’）》」』】]*)+|[^。？！]+")


def cut(text: str) -> list[str]:
    """The sentences of a text: they end at 。？！ with a closing quote or bracket that follows; ； does not end one."""
    return _SENTENCE.findall(text)


def sentences(text: str, paragraph: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph with their ids: ``c8-p1-s1``."""
    return tuple(Sentence(f"{paragraph}-s{number}", found) for number, found in enumerate(cut(text), 1))
