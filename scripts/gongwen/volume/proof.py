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
from pathlib import Path
from typing import Any

from lxml import etree, html

from gongwen.errors import GongwenError
from gongwen.parse import print_text
from gongwen.publish.export import unguarded
from gongwen.volume.book import Book, heading, slug

_MEND = "see which module of gongwen/volume has changed last"
_HEADED = ("division", "text", "annex", "provision", "preamble")
_DRAWN = ("permalink",)


class ProofError(GongwenError):
    """A published file that does not say what the text says."""


def prove(site: Path, book: Book) -> None:
    """Raise :class:`ProofError` for the first file below ``site`` that says something else than the text."""
    said = _said(book)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            ids = _prove_page(name, html.document_fromstring(path.read_bytes().decode()), said)
            expected = _expected(book, name)
            if expected and ids != expected:
                whole = f"{len(expected)} passages, once and in order"
                raise ProofError(name, None, whole, _first(expected, ids), _MEND)
        elif path.suffix == ".json":
            _prove_value(name, json.loads(path.read_bytes()), said)
        elif path.suffix == ".csv":
            for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")):
                _prove_value(name, {key: unguarded(value) for key, value in row.items()}, said)
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


def _expected(book: Book, name: str) -> list[str]:
    """The ids that a page must have, in order; empty for a page that must have none."""
    if name == "full/index.html":
        return [id_ for place in book.places.values() for id_ in _ids(place.unit)]
    leaf = next((unit for unit in book.leaves if name == f"clauses/{slug(unit.id)}/index.html"), None)
    if leaf is None:
        return []
    return [id_ for inner in leaf.walk() if book.leaf_of[inner.id] == leaf.id for id_ in _ids(inner)]


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
