"""The language of the messages: Chinese where the locale is, else English.

An error is put together of what was expected, what was found and how to mend it. Each part is looked up whole; one with
words of the file in it (``“髙” in “宁吉髙”``) by its form, which stands in the catalogue as ``“{}” in “{}”``.
"""

from __future__ import annotations

import argparse
import gettext
import locale
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gongwen.command.catalogue import Catalogue
from gongwen.errors import GongwenError

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says the language of messages; the first that is set decides."""


def speaks_chinese(environment: Mapping[str, str]) -> bool:
    """Whether the locale is Chinese: ``LANG=zh_CN.UTF-8``."""
    told = [environment[name] for name in _VARIABLES if environment.get(name)]
    named = told[0] if told else locale.getlocale()[0] or ""
    return named.lower().startswith(("zh", "chinese"))


@cache
def translations() -> gettext.NullTranslations:
    """The translations for the locale of this process."""
    if not speaks_chinese(os.environ):
        return gettext.NullTranslations()
    found = Catalogue(Path(__file__).with_name("zh.po"))
    # argparse asks gettext for its words in a domain of its own, for which there is no other way in.
    for name in ("gettext", "ngettext"):
        setattr(argparse, "_" if name == "gettext" else name, getattr(found, name))
    return found


def _(message: str) -> str:
    """A message in the language of the locale."""
    return translations().gettext(message)


def plural(one: str, many: str, number: int) -> str:
    """``1 document``, ``2 documents``: the form for a number, which is put in for ``{}``."""
    return translations().ngettext(one, many, number).format(f"{number:,}")


def told(error: GongwenError) -> str:
    """An error in one line, in the language of the locale."""
    if not isinstance(translations(), Catalogue):
        return str(error)
    return error.line_in(_("expected {expected}, found {found}; to mend: {mend}"), part)


def part(words: str) -> str:
    """A part of an error in the language of the locale: ``an empty file``, ``“髙” in “宁吉髙”``."""
    whole = _(words)
    if whole != words:
        return whole
    for form, wanted in _forms():
        if found := form.fullmatch(words):
            return wanted.format(*(_(piece) for piece in found.groups()))
    return words


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The messages with a place for words, as patterns; the longest, which say most, first."""
    entries = getattr(translations(), "entries", {})
    forms = sorted((message for message in entries if "{}" in message), key=len, reverse=True)
    return tuple((re.compile(re.escape(form).replace(r"\{\}", "(.*)"), re.DOTALL), entries[form]) for form in forms)
