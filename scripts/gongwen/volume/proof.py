"""A built site → nothing, if every file of it says what the text says; else the first place that does not.

Whatever carries the id of a unit or a sentence, in a page, a record or a table, must say all of it and no more. The
full text must have every unit once and in order, the pages of the units theirs.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from lxml import etree, html

from gongwen.errors import GongwenError
from gongwen.parse import print_text
from gongwen.publish.export import unguarded
from gongwen.site.embed import EMBED
from gongwen.site.office_claims import word_paragraphs
from gongwen.volume.book import Book, heading
from gongwen.volume.carried import AKN

_MEND = "see which module of gongwen/volume has changed last"
_HEADED = ("division", "text", "annex", "provision", "preamble")
_DRAWN = ("permalink",)
_OWN = ("num", "heading", "intro", "content")
"""What of an element in Akoma Ntoso are its own words, where it has others inside."""


class ProofError(GongwenError):
    """A published file that does not say what the text says."""


def prove(site: Path, book: Book) -> None:
    """Raise :class:`ProofError` for the first file below ``site`` that says something else than the text."""
    said, pages = _said(book), _expected(book)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            ids = _prove_page(name, html.document_fromstring(path.read_bytes().decode()), said)
            expected = pages.get(name.removeprefix(EMBED).removesuffix("index.html"))
            if expected and ids != expected:
                whole = f"{len(expected)} passages, once and in order"
                raise ProofError(name, None, whole, _first(expected, ids), _MEND)
        elif path.suffix == ".json" and path.name.startswith("check."):
            for id_, words, _, number in json.loads(path.read_bytes())["units"]:
                _check(name, id_, words[number:], said)
        elif path.suffix == ".json":
            _prove_value(name, json.loads(path.read_bytes()), said)
        elif path.suffix == ".csv":
            for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")):
                _prove_value(name, {key: unguarded(value) for key, value in row.items()}, said)
        elif path.suffix == ".xml" and name.endswith(AKN):
            _prove_elements(name, etree.fromstring(path.read_bytes()), said)
        elif path.suffix == ".docx":
            _prove_word(name, path.read_bytes(), print_text(book.document), said)
        elif name.startswith("assets/") and path.name.startswith("engine."):
            _prove_script(name, path.read_text(encoding="utf-8"), said)
    text = (site / "data/document.txt").read_bytes().decode()
    if text != print_text(book.document):
        raise ProofError("data/document.txt", None, "the text as it was parsed", "another", _MEND)


def _said(book: Book) -> dict[str, tuple[str, ...]]:
    """By id what may stand there, blanks aside."""
    said: dict[str, tuple[str, ...]] = {}
    for id_, place in book.places.items():
        unit = place.unit
        forms = [f"{unit.label}{unit.title}{unit.text}", unit.text, unit.title, heading(unit)]
        if unit.kind in _HEADED:
            forms = [heading(unit), unit.label, unit.title]
        said[id_] = tuple(dict.fromkeys(map(_bare, forms)))
    return said | {id_: (_bare(sentence.text),) for id_, (sentence, _) in book.sentences.items()}


def _expected(book: Book) -> dict[str, list[str]]:
    """The ids that the pages of the text must have, in order, by their addresses."""
    pages: dict[str, list[str]] = {"full/": [], **{address: [] for address in book.leaf_at}}
    for id_, place in book.places.items():
        for page in dict.fromkeys(("full/", book.page(id_))):
            pages[page] += _ids(place.unit)
    return pages


def _ids(unit: Any) -> Iterator[str]:
    yield unit.id
    yield from (sentence.id for sentence in unit.sentences)


def _prove_page(name: str, root: Any, said: dict[str, tuple[str, ...]]) -> list[str]:
    ids = []
    for element in root.iter(etree.Element):
        id_ = element.get("id")
        if id_ in said:
            ids.append(id_)
            _check(name, id_, "".join(_words(element)), said)
    return ids


def _prove_elements(name: str, root: Any, said: dict[str, tuple[str, ...]]) -> None:
    """Akoma Ntoso: each id of ours once, at an element that says its words, and no other id."""
    seen = set[str]()
    for element in root.iter(etree.Element):
        id_ = element.get("wId")
        if id_ is None:
            continue
        if id_ not in said or id_ in seen:
            raise ProofError(name, None, "each passage once", f"{id_} {'twice' if id_ in seen else 'of none'}", _MEND)
        seen.add(id_)
        _check(name, id_, "".join(piece for part in _own(element) for piece in part.itertext()), said)
    if lacking := said.keys() - seen:
        raise ProofError(name, None, f"{len(said)} passages", f"none of {min(lacking)}", _MEND)


def _own(element: Any) -> list[Any]:
    """What of an element in Akoma Ntoso says its own words, where there are others inside or behind.

    The lines of a printed list of contents are paragraphs, of which the first has the id.
    """
    name = etree.QName(element).localname
    if name == "preamble":
        return [child for child in element if not child.xpath("descendant-or-self::*[@wId]")][:1]
    if name != "p":
        return [child for child in element if etree.QName(child).localname in _OWN] or [element]
    behind = takewhile(lambda found: not found.xpath("descendant-or-self::*[@wId]"), element.itersiblings())
    return [element, *behind]


def _prove_word(name: str, content: bytes, text: str, said: dict[str, tuple[str, ...]]) -> None:
    """Its paragraphs are the lines of the text, and each bookmark has all of its passage."""
    paragraphs = [*word_paragraphs(content)]
    lines = text.splitlines()
    found = [paragraph.words for paragraph in paragraphs][: len(lines)]
    for line, words in zip(lines, [*found, *[""] * len(lines)], strict=False):
        if _bare(line) != _bare(words):
            raise ProofError(name, None, f"“{line[:40]}”", f"“{words[:40]}”", _MEND)
    for paragraph in paragraphs:
        for id_, words in paragraph.marked.items():
            if id_ in said:
                _check(name, id_, words, said)


def _words(element: Any) -> Iterator[str]:
    """The text of an element without what the site draws into it."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("class") not in _DRAWN:
            yield from _words(child)
        yield child.tail or ""


def _prove_value(name: str, value: Any, said: dict[str, tuple[str, ...]]) -> None:
    if isinstance(value, dict):
        id_ = value.get("id")
        if isinstance(id_, str) and id_ in said:
            for key in ("text", "title"):
                if value.get(key):
                    _check(name, id_, str(value[key]), said)
        for inner in value.values():
            _prove_value(name, inner, said)
    elif isinstance(value, list):
        for inner in value:
            _prove_value(name, inner, said)


def _prove_script(name: str, text: str, said: dict[str, tuple[str, ...]]) -> None:
    """The search's data: rows in which an id stands before its words."""
    data, _ = json.JSONDecoder().raw_decode(text, text.index('{"more":'))
    for row in data["groups"]:
        for id_, words in zip(row[6::2], row[7::2], strict=True):
            if id_ in said:
                _check(name, id_, words, said)


def _check(name: str, id_: str, words: str, said: dict[str, tuple[str, ...]]) -> None:
    found = _bare(words)
    if found not in said[id_]:
        wanted = said[id_][0]
        at = next((at for at, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), 0)
        start = max(at - 8, 0)
        expected = f"{id_} “{wanted[start : at + 12]}”"
        raise ProofError(name, None, expected, f"“{found[start : at + 12]}”", _MEND)


def _first(expected: list[str], found: list[str]) -> str:
    pairs = zip([*expected, ""], [*found, ""], strict=False)
    return next((f"{there or 'nothing'} for {wanted}" for wanted, there in pairs if wanted != there), "more")


@cache
def _blanks() -> dict[int, None]:
    return {ord(blank): None for blank in " \t\r\n\u3000\u00a0"}


def _bare(text: str) -> str:
    return text.translate(_blanks())
