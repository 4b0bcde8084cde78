"""A Word file as a package of parts, and how its styles inherit.

All is read by local names, for strict files use other namespaces.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from gongwen.errors import FormatError

_LARGEST = 128 * 2**20
"""Of a part, unpacked, in bytes: a text of 10 MB has about 60 in Word's XML, a hostile archive any number."""
_OFF = ("0", "false", "off", "none")


def local(element: Any) -> str:
    """The name of an element without its namespace: ``p``."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def children(element: Any, name: str) -> Iterator[Any]:
    """The elements called ``name`` right below another."""
    return (below for below in ([] if element is None else element) if local(below) == name)


def child(element: Any, name: str) -> Any:
    """The first of :func:`children`, or None."""
    return next(children(element, name), None)


def value(element: Any, name: str) -> str:
    """``w:val`` of a child: of ``<w:start w:val="3"/>`` 3; empty where there is none."""
    return attribute(child(element, name), "val")


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file that have words, or say how they are shown."""

    name: str
    document: Any
    styles: Any = None
    numbering: Any = None
    footnotes: Any = None
    endnotes: Any = None
    chunks: Mapping[str, bytes] = field(default_factory=dict)
    """Other files that are put in whole (``altChunk``), by the id of their relation."""
    aside: tuple[tuple[str, Any], ...] = ()
    """Parts whose words are no text of the document, each with the rule that says so: page headers, comments."""

    @property
    def body(self) -> Any:
        """What stands in the document.

        Raises :class:`~gongwen.errors.FormatError` where there is none.
        """
        if (body := child(self.document, "body")) is None:
            raise _error(self.name, "a main document without a body")
        return body

    @cached_property
    def _styles(self) -> dict[str, Any]:
        """By id; the default style of paragraphs by an empty one too."""
        found: dict[str, Any] = {}
        for style in children(self.styles, "style"):
            found[attribute(style, "styleId")] = style
            if attribute(style, "default") in ("1", "true", "on") and attribute(style, "type") == "paragraph":
                found.setdefault("", style)
        return found

    def style_chain(self, id_: str) -> Iterator[Any]:
        """The style ``id_`` and those it is based on; the default paragraph style for an empty id."""
        seen: set[int] = set()
        style = self._styles.get(id_)
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            yield style
            style = self._styles.get(value(style, "basedOn") or "?")

    def is_on(self, property_: str, run: Any, paragraph_style: str) -> bool:
        """Whether a run has a property such as ``b`` (bold) or ``vanish``, itself or by its styles."""
        run_properties = child(run, "rPr")
        holders = [run_properties]
        for style in (value(run_properties, "rStyle") or "?", paragraph_style):
            holders += [child(inherited, "rPr") for inherited in self.style_chain(style)]
        defaults = child(child(child(self.styles, "docDefaults"), "rPrDefault"), "rPr")
        found = next((one for holder in (*holders, defaults) if (one := child(holder, property_)) is not None), None)
        return found is not None and attribute(found, "val") not in _OFF


def open_word(data: bytes, name: str) -> WordFile:
    """The parts of the Word file ``name``, found by their relations, whatever they are called.

    Raises :class:`~gongwen.errors.FormatError` for an archive that is broken, not a Word file or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, etree.XMLSyntaxError) as problem:
        raise _error(name, f"one that is broken: {problem}") from problem


def _parts(archive: zipfile.ZipFile, name: str) -> WordFile:
    main = next((target for _, type_, target in _relations(archive, "", name) if type_ == "officeDocument"), None)
    if main is None or main not in archive.namelist():
        raise _error(name, "an archive without a main document")
    related: dict[str, list[Any]] = {}
    chunks: dict[str, bytes] = {}
    for id_, type_, target in _relations(archive, main, name):
        if type_ == "aFChunk" and target in archive.namelist():
            chunks[id_] = _bytes(archive, target, name)
        elif target in archive.namelist() and target.endswith(".xml"):
            related.setdefault(type_, []).append(_xml(archive, target, name))
    asides = (("header", "page header"), ("footer", "page footer"), ("comments", "comment"))
    drawn = (("diagramData", "diagram"), ("chart", "chart"))
    return WordFile(
        name,
        _xml(archive, main, name),
        **{part: related[part][0] for part in ("styles", "numbering", "footnotes", "endnotes") if part in related},
        chunks=chunks,
        aside=tuple((rule, part) for type_, rule in (*asides, *drawn) for part in related.get(type_, ())),
    )


def _relations(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[tuple[str, str, str]]:
    """The parts that a part uses: the relation's id, the last word of its type, and the part's path."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path in archive.namelist():
        for relation in _xml(archive, path, name):
            target = attribute(relation, "Target")
            if attribute(relation, "TargetMode") != "External":
                type_ = attribute(relation, "Type").rpartition("/")[2]
                yield attribute(relation, "Id"), type_, _path(folder, target)


def _path(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _bytes(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    with archive.open(part) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _error(name, f"a part of more than {_LARGEST // 2**20} MB, {part}")
    return data


def _xml(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    data = _bytes(archive, part, name)
    if re.search(rb"<!DOCTYPE|<!ENTITY", data[:4096]):
        raise _error(name, f"declarations that Word does not write, in {part}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def _error(name: str, found: str) -> FormatError:
    return FormatError(name, None, "a Word file (.docx)", found, "open it in Word or LibreOffice and save it anew")
