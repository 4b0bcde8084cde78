"""Pages and scripts → the names that elements can have: tags, classes, ids, attributes and their values.

What a page has is seen. What a script may add to it is not, so each word of each script counts, save those that
``never_given.tsv`` lists with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from gongwen.tables import ANY, TEXT, Row, read_table

TABLE = Path(__file__).with_name("never_given.tsv")
CLASSLESS = ":not([class])"
"""What an element without a class is besides its tag: ``table:not([class])``. Where a sheet asks for it, a browser
styles everything anew that is below an element whose class changes."""
_WORD = re.compile(r"[\w-]+")
_BEGUN = re.compile(r"(?:[a-z]+-)+-?")
"""A word that a script goes on with: ``md-tag--`` of ``md-tag--${name}``."""


@dataclass(frozen=True)
class Names:
    """What elements of a site can be called: ``{".tools", "#c8", "td", "td:not([class])", "[dir=ltr", …}``.

    ``spoken`` are the words of the scripts, ``begun`` those that they go on with, ``never`` the rows of words that a
    script says for something else, or for what no page has.
    """

    seen: frozenset[str]
    spoken: frozenset[str] = frozenset()
    begun: tuple[str, ...] = ()
    never: Mapping[str, Row] = field(default_factory=dict)

    def allow(self, name: str) -> bool:
        """Whether an element may have it: ``.md-search-result__link``, which the script of the search gives."""
        return name in self.seen or (bare(name) not in self.never and self.spoken_of(name))

    def spoken_of(self, name: str) -> bool:
        """Whether a script says it, or can: ``data-md-copying`` also as ``mdCopying``."""
        word = bare(name)
        said = {word, re.sub("-([a-z])", lambda found: found[1].upper(), word.removeprefix("data-"))}
        return bool(said & self.spoken) or word.startswith(self.begun or ("\0",))


def find_names(pages: Iterable[html.HtmlElement], scripts: Iterable[str], table: Path = TABLE) -> Names:
    """The names of ``pages``, and the words of ``scripts`` that are the site's own and the theme's.

    Raises :class:`~gongwen.errors.DataError` for a row of ``table`` whose reason holds no longer: a page has, or its
    settings for the theme name, what would make the script give the word after all.
    """
    rows = read_table(table, {"name": TEXT, "unless": ANY, "why": TEXT}, unique="name")
    seen = frozenset(name for page in pages for name in _names(page))
    for row in rows:
        if given := sorted(seen & set(row.list("unless"))):
            raise row.error("no page that makes the theme's script give it", given[0], "remove the row")
    words = {word for script in scripts for word in _WORD.findall(script)}
    begun = tuple(sorted(word for word in words if _BEGUN.fullmatch(word)))
    return Names(seen, frozenset(words), begun, {row["name"]: row for row in rows})


def _names(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter(etree.Element):
        yield element.tag.lower()
        if "class" not in element.attrib:
            yield f"{element.tag.lower()}{CLASSLESS}"
        for name, value in element.attrib.items():
            yield f"[{name}"
            yield f"[{name}={value}"
        yield from (f".{name}" for name in element.get("class", "").split())
        if "id" in element.attrib:
            yield f"#{element.get('id')}"
        if element.get("id") == "__config":
            yield from json.loads(element.text or "{}").get("features", ())


def bare(name: str) -> str:
    """The word of it that a script would say: ``[dir=rtl`` → ``rtl``, ``table:not([class])`` → ``table``."""
    return name.removesuffix(CLASSLESS).lstrip(".#[").rpartition("=")[2]
