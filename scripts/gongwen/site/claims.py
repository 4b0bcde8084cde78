"""A file of the built site → what it claims that the text says, whatever kind of file it is.

A claim is made by an id: an element, a record or a line that carries the id of a passage says its words. Where words
are quoted, the passage is the one that the place links to. All else is loose: words without an id.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree, html

from gongwen.site.claim import HEADING, LINE, LOOSE, QUOTE, WHOLE, Claim
from gongwen.site.names import INVISIBLE
from gongwen.site.office_claims import read_word
from gongwen.site.passages import Passages
from gongwen.site.record_claims import read_csv, read_json, read_script, read_workbook

_MAY_QUOTE = re.compile(r"[^\x00-\x7f]{2}|&#|\\u[3-9a-fA-F]")
"""Chinese as it is, or as HTML or JSON may write it; most files of the theme have none."""

CODE = (".css", ".js", ".map", ".mjs")
"""Ends of the names of files that may have characters which nobody sees: in a pattern, in a list of signs."""


def claims(name: str, content: bytes, passages: Passages) -> Iterator[Claim]:
    """What the file ``name`` claims. A kind that is not known is read as text; what is no text claims nothing.

    ``{"id": "c8-p1-s3", "text": "西部地区要…"}`` claims the whole of ``c8-p1-s3``, in whatever JSON it stands.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if content.startswith(b"PK\x03\x04"):
        yield from _OFFICE.get(suffix, _read_nothing)(name, content, passages)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from claims(f"{name}/{member}", archive.read(member), passages)
        return
    if content.startswith(b"\x1f\x8b"):
        yield from claims(name.removesuffix(".gz"), gzip.decompress(content), passages)
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if suffix not in (*CODE, ".json"):
        lines = (line for line in text.splitlines() if INVISIBLE.search(line))
        yield from (Claim(name, LOOSE, (), line) for line in lines)
    if _MAY_QUOTE.search(text):
        yield from _READERS.get(suffix, _read_lines)(name, text, passages)


def _read_html(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    yield from _read_tree(name, html.document_fromstring(text), passages)


def _read_xml(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        yield from _read_tree(name, etree.fromstring(text.encode(), parser), passages)
    except etree.XMLSyntaxError:
        yield from _read_lines(name, text, passages)


_INLINE = frozenset(("b", "em", "strong", "mark", "wbr", "i", "tspan"))
"""Elements that a text runs through; any other one parts two texts."""
_SHOWN = frozenset(("alt", "aria-label", "content", "data-value", "label", "placeholder", "title", "value"))
"""Attributes with words for readers."""
_NODE = 80
"""A text that is no longer may be a name by itself; others are only read with what is around them."""
_OURS = frozenset(("tools", "byline", "notice", "correction"))
"""Classes of what may stand between passages and is none."""


_IDS = ("id", "wId", "eId", "{http://www.w3.org/XML/1998/namespace}id")
"""Where an element has an id: in HTML, in Akoma Ntoso, in other XML."""


def _read_tree(name: str, root: Any, passages: Passages) -> Iterator[Claim]:
    for element in root.iter(etree.Element):
        id_ = next(filter(None, map(element.get, _IDS)), "")
        if id_ in passages.forms:
            words, linked = _words(element)
            yield Claim(name, WHOLE, (id_,), words, linked)
            yield from _stranger(name, element, passages)
        if element.tag == "q":
            yield Claim(name, QUOTE, _near(element, passages), _words(element)[0])
        elif element.tag == "li":
            yield from _item(name, element, passages)
        elif element.tag == "script":
            yield from read_script(name, element.text or "", passages)
        for key, value in element.attrib.items():
            if key in _SHOWN or _MAY_QUOTE.search(value):
                yield Claim(name, LOOSE, (), value)
        for said in ("" if _is_logged(element, passages.logged) else element.text, element.tail):
            if said and len(said) <= _NODE and _MAY_QUOTE.search(said):
                yield Claim(name, LOOSE, (), said.strip())
        if element.tag == "a":
            yield from _link(name, element, passages)
    for block in _blocks(root, passages.logged):
        yield Claim(name, LOOSE, (), block.strip())


def _link(name: str, link: Any, passages: Passages) -> Iterator[Claim]:
    """A link to a clause or part that says its title says all of it, and what it says behind the title is quoted.

    One that marks words quotes these very words.
    """
    address = urlsplit(urljoin(f"//site/{name}", str(link.get("href", ""))))
    clause = re.fullmatch(r".*/clauses/(\d+)/(?:index\.html)?", address.path)
    id_ = address.fragment or (f"c{clause[1]}" if clause else "")
    words, marked = link.text_content().strip(), parse_qs(address.query).get("mark")
    if marked and id_ in passages.document.sentence:
        yield Claim(name, QUOTE, (f"{id_}:{marked[0]}",), link.get("title") or words)
    elif id_ in passages.headings:
        for said in filter(None, (words, link.get("aria-label"))):
            yield Claim(name, HEADING, (id_,), said)
        label, lead = passages.headings[id_][0], " ".join(words.split())
        if lead.startswith(label) and lead != label:
            yield Claim(name, QUOTE, (id_,), lead.removeprefix(label).strip())


def _words(element: Any) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text of an element without what only lays it out, and the links in it."""
    pieces: list[str] = []
    linked: list[tuple[int, str]] = []

    def walk(node: Any) -> None:
        if node.tag == "a":
            linked.append((sum(map(len, pieces)), str(node.get("href", "")).partition("#")[2]))
        pieces.append(node.text or "" if isinstance(node.tag, str) else "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")

    walk(element)
    return "".join(piece for piece in pieces if piece.strip("\n")), tuple(linked)


def _blocks(root: Any, logged: frozenset[str]) -> list[str]:
    """The texts of a tree, each without a break in it; not what a correction quotes as ``<del>`` or ``<ins>``."""
    pieces: list[str] = []

    def walk(node: Any) -> None:
        inside = isinstance(node.tag, str) and node.tag not in ("script", "style")
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        inside = inside and not _is_logged(node, logged)
        parted = not (tag in _INLINE or (tag == "span" and node.get("id")))
        pieces.append("\0" if parted else "")
        if inside:
            pieces.append(node.text or "")
            for child in node:
                walk(child)
                pieces.append(child.tail or "")
        pieces.append("\0" if parted else "")

    walk(root)
    return [block for block in "".join(pieces).split("\0") if block.strip()]


def _is_logged(node: Any, logged: frozenset[str]) -> bool:
    """Whether an element quotes what a correction changed: ``<del>市名化</del>``."""
    return isinstance(node.tag, str) and node.tag.rpartition("}")[2] in ("del", "ins") and node.text in logged


def _stranger(name: str, element: Any, passages: Passages) -> Iterator[Claim]:
    """An element right behind a passage that is no passage, while one of the same text follows."""
    stranger = element.getnext()
    behind = [found.get("id") for found in element.itersiblings() if found.get("id") in passages.forms]
    if stranger is None or not behind or stranger.get("id") in passages.forms:
        return
    words = stranger.text_content().strip() if hasattr(stranger, "text_content") else ""
    if words and not _OURS & {*stranger.get("class", "").split()} and words not in passages.document.head:
        yield Claim(name, WHOLE, (element.get("id"),), words)


def _item(name: str, item: Any, passages: Passages) -> Iterator[Claim]:
    """An item that quotes: what is in “”, and what stands behind a link and ：, is of what the item links to."""
    ids = _linked(item, passages)
    if not ids:
        return
    words, _ = _words(item)
    first = item[0] if len(item) else None
    if first is not None and first.tag == "a" and not item.text and (first.tail or "").startswith("："):
        yield Claim(name, QUOTE, ids, words.partition("：")[2])
    else:
        for match in re.finditer("“([^“”]+)”", words):
            yield Claim(name, QUOTE, ids, match[1].translate(str.maketrans("‘’", "“”")))


def _near(element: Any, passages: Passages) -> tuple[str, ...]:
    """The passages that a quotation may be from: those that it, or what is closest around it, links to."""
    for outer in (element, *element.iterancestors()):
        if ids := _linked(outer, passages):
            return ids
    return ()


def _linked(element: Any, passages: Passages) -> tuple[str, ...]:
    targets = [str(link.get("href", "")).partition("#")[2] for link in (element, *element.iter("a"))]
    return tuple(target for target in dict.fromkeys(targets) if target in passages.forms)


def _read_lines(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    """A file with as many lines of the text as others has no others."""
    lines = [bare for line in text.splitlines() if (bare := line.strip().lstrip("#").lstrip())]
    other = LINE if 2 * sum(line in passages.lines for line in lines) >= len(lines) else LOOSE
    seen = Counter[str]()
    for line in lines:
        if ids := passages.lines.get(line):
            yield Claim(name, WHOLE, (ids[min(seen[line], len(ids) - 1)],), line)
            seen[line] += 1
        else:
            yield Claim(name, other, (), line)


def _read_ris(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    """Each line is a tag and a value: ``TI  - 关于…的指导意见``."""
    for line in text.splitlines():
        tag, _, value = line.partition("  - ")
        yield Claim(name, WHOLE, ("title",), value) if tag == "TI" else Claim(name, LOOSE, (), value)


def _read_nothing(name: str, content: bytes, passages: Passages) -> Iterator[Claim]:
    yield from ()


_OFFICE: dict[str, Callable[[str, bytes, Passages], Iterator[Claim]]] = {".xlsx": read_workbook, ".docx": read_word}
"""Zips whose files mean something only together; each of them is read by itself as well."""
_READERS: dict[str, Callable[[str, str, Passages], Iterator[Claim]]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), _read_html),
    **dict.fromkeys((".xml", ".svg", ".rels", ".opf", ".ncx", ".atom", ".rss"), _read_xml),
    **dict.fromkeys((".json", ".webmanifest", ".map", ".geojson", ".jsonld"), read_json),
    ".csv": read_csv,
    ".ris": _read_ris,
    **dict.fromkeys((".js", ".mjs", ".jsonl", ".ndjson"), read_script),
}
