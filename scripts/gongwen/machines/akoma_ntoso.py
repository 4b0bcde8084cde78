"""Edition → the document in Akoma Ntoso, the OASIS standard for legislative documents in XML.

Elements and attributes are those of Akoma Ntoso 3.0 (LegalDocML, OASIS Standard of 2018-08-29, part 2), identifiers
those of its naming convention (part 3): ``eId`` says what an element is and where it stands
(``cl_8__para_1__span_3``), ``wId`` is the id under which this site publishes it for good (``c8-p1-s3``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from gongwen.model import Unit
from gongwen.records import Edition
from gongwen.work import Work, work_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_BY = {"source": "#editor"}
"""Who marked it up: the editors of this site."""

_NOBODY = "文中未写明"
_STEP = re.compile(r"(?:^|-)([a-z]+)(?:-?(\d[\d.]*(?:_\d+)?)|_(\d+))?")
_ELEMENTS = {
    "book": ("book", "book"),
    "ch": ("chapter", "chp"),
    "sec": ("section", "sec"),
    "part": ("part", "part"),
    "a": ("article", "art"),
    "c": ("clause", "cl"),
    "p": ("paragraph", "para"),
    **dict.fromkeys(("i", "n", "m", "k"), ("point", "point")),
    "s": ("span", "span"),
}
"""By the mark of a step in our ids the element, and what the naming convention calls it; others are containers."""
_HEAD = ("title", "number", "addressee", "date", "history", "issuer", "toc")
_END = ("closing", "issuer", "date", "note", "annexes", "number", "addressee", "history")
_OTHERS = ("text", "annex")


def akoma_ntoso(edition: Edition) -> str:
    """The XML of ``/data/guideline.akn.xml``: the text in its structure and what is known of it, no editor's word.

    Broken into lines between elements only, so that what stands in an element is its words: ``<clause eId="cl_8"
    wId="c8">`` has ``<num>（八）</num>``, ``<heading>组织劳务协作</heading>`` and a ``<paragraph>``.
    """
    return print_work(edition.document.units, work_of(edition))


def print_work(units: Iterable[Unit], work: Work) -> str:
    """The same for any document with a day, without which the standard allows none (``work.day``)."""
    root = _E.akomaNtoso(_document(tuple(units), _meta(work, work.title), work.stem, work))
    _break_lines(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _document(units: Iterable[Unit], meta: Any, name: str, work: Work) -> Any:
    """A text of its own: the whole, or one that is issued or annexed with it."""
    own = [unit for unit in units if unit.kind not in _OTHERS]
    head = [*takewhile(lambda unit: unit.kind in _HEAD, own)]
    body = [unit for unit in own[len(head) :] if unit.kind not in (*_END, "preamble")]
    end = [unit for unit in own[len(head) :] if unit.kind in _END]
    preamble = [_preamble(unit) for unit in own if unit.kind == "preamble"]
    others = [_attachment(unit, work) for unit in units if unit.kind in _OTHERS]
    return _E.doc(
        meta,
        *([_E.preface(*(line for unit in head for line in _lines(unit)))] if head else ()),
        *preamble,
        _E.mainBody(*(map(_unit, body) if body else [_E.p()])),
        *([_E.conclusions(*(line for unit in end for line in _lines(unit)))] if end else ()),
        *([_E.attachments(*others)] if others else ()),
        name=name,
    )


def _attachment(unit: Unit, work: Work) -> Any:
    heading = " ".join(filter(None, (unit.label, unit.title)))
    inner = _document(unit.units, _meta(work, unit.title, _eid(unit.id)), unit.kind, work)
    return _E.attachment(*([_E.heading(heading)] if heading else ()), inner, eId=_eid(unit.id), wId=unit.id)


def _meta(work: Work, title: str, component: str = "main") -> Any:
    """What the standard asks of every document. Where the text names no issuer, that is said in its place."""
    uri = f"/akn/cn/doc/{work.first}/{work.stem}"
    expression = f"{uri}/zho@{work.day}"
    issuers = {f"organization_{number}": issuer for number, issuer in enumerate(work.issuers or (_NOBODY,), 1)}

    def frbr(uri: str, suffix: str, day: str, *by: str) -> list[Any]:
        names = [_E.FRBRthis(value=f"{uri}/!{component}{suffix}"), _E.FRBRuri(value=f"{uri}{suffix}")]
        dated = _E.FRBRdate(date=day, name=work.dated_by)
        return [*names, dated, *(_E.FRBRauthor(href=f"#{id_}") for id_ in by)]

    of_work = frbr(uri, "", work.first, *issuers)
    of_work[2:2] = [_E.FRBRalias(value=title, name="title")] if title else []
    identification = _E.identification(
        _E.FRBRWork(*of_work, _E.FRBRcountry(value="cn")),
        _E.FRBRExpression(*frbr(expression, "", work.day, *issuers), _E.FRBRlanguage(language="zho")),
        _E.FRBRManifestation(*frbr(expression, ".xml", work.day, "editor")),
        **_BY,
    )
    if component != "main":
        return _E.meta(identification)
    organizations = [_organization(id_, issuer) for id_, issuer in issuers.items()]
    known = work.published and work.publisher
    published = [_E.publication(date=work.published, name=work.publisher, showAs=work.publisher)] if known else []
    references = _E.references(*organizations, _organization("editor", "本站编者"), **_BY)
    return _E.meta(identification, *published, references)


def _organization(id_: str, name: str) -> Any:
    return _E.TLCOrganization(eId=id_, href=f"/akn/ontology/organization/cn/{name}", showAs=name)


def _preamble(unit: Unit) -> Any:
    title = [_E.p(unit.title)] if unit.title else []
    inner = [line for found in unit.units for line in _lines(found)]
    return _E.preamble(*title, *inner, eId=_eid(unit.id), wId=unit.id)


def _unit(unit: Unit) -> Any:
    """``c8`` → ``<clause>`` with number, heading and paragraphs; what the standard has no word for is a container."""
    mark = _STEP.findall(unit.id)[-1][0]
    element, more = (_ELEMENTS[mark][0], {}) if mark in _ELEMENTS else ("hcontainer", {"name": unit.kind})
    found: list[Any] = []
    if unit.label:
        found.append(_E.num(unit.label))
    if unit.title:
        found.append(_E.heading(unit.title))
    if not unit.units:
        found.append(_E.content(*(_paragraphs(unit) or [_E.p()])))
    elif unit.text:
        found.append(_E.intro(*_paragraphs(unit)))
    return _E(element, *found, *map(_unit, unit.units), **more, eId=_eid(unit.id), wId=unit.id)


def _lines(unit: Unit) -> Iterator[Any]:
    """A unit of head, preamble or end, as paragraphs that carry its id themselves."""
    for found in unit.walk():
        if found.kind == "title":
            yield _E.p(_E.docTitle(found.text, eId=_eid(found.id), wId=found.id))
            continue
        first, *others = _paragraphs(found) or [_E.p(found.title)]
        first.text = found.label + (first.text or "")
        first.attrib.update({"eId": _eid(found.id), "wId": found.id})
        yield from (first, *others)


def _paragraphs(unit: Unit) -> list[Any]:
    """The words of a unit: a ``<span>`` a sentence, a ``<p>`` a line where it has no sentences."""
    if unit.sentences:
        return [_E.p(*(_E.span(found.text, eId=_eid(found.id), wId=found.id) for found in unit.sentences))]
    return [_E.p(line) for line in unit.text.split("\n")] if unit.text else []


def _eid(id_: str) -> str:
    """``c8-p1-s3`` → ``cl_8__para_1__span_3``, by the abbreviations of the naming convention."""
    steps = (
        (_ELEMENTS[mark][1] if mark in _ELEMENTS else mark, number or again)
        for mark, number, again in _STEP.findall(id_)
    )
    id_ = "__".join(f"{mark}_{number}" if number else mark for mark, number in steps)
    return re.sub("(preamble|closing)__para", r"\1__p", id_)  # a plain <p>: no paragraph has a place there


def _break_lines(root: Any) -> None:
    """Nowhere inside a paragraph: a break between two sentences would be a blank."""
    for element in root.iter(etree.Element):
        if element.tag == f"{{{NAMESPACE}}}p" or not len(element):
            continue
        element.text = "\n"
        for child in element:
            child.tail = "\n"
