"""Text → sentences, and whether a text ends as one does."""

from __future__ import annotations

import re

from gongwen.model import Sentence

_SENTENCE = re.compile(r"[^。？！]*(?:[。？！][”’）》」』】]*)+|[^。？！]+")

_STOP = re.compile(r"[。；：！？;:!?…][”’）》」』】)\]\"]*(?:[（(][^（）()]*[）)])?$")
_LONGEST_BRACKET = 400


def ends(text: str) -> bool:
    """Whether a text ends as a sentence does, with what closes behind it and a bracket such as （卫生部负责）."""
    return bool(_STOP.search(text[-_LONGEST_BRACKET:]))


def cut(text: str) -> list[str]:
    """The sentences of a text: they end at 。？！ with a closing quote or bracket that follows; ； does not end one."""
    return _SENTENCE.findall(text)


def sentences(text: str, paragraph: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph with their ids: ``c8-p1-s1``."""
    return tuple(Sentence(f"{paragraph}-s{number}", found) for number, found in enumerate(cut(text), 1))
