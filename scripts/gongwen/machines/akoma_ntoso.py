"""Edition → the document in Akoma Ntoso, the OASIS standard for legislative documents in XML.

Elements and attributes are those of Akoma Ntoso 3.0 (LegalDocML, OASIS Standard of 2018-08-29, part 2), identifiers
those of its naming convention (part 3): ``eId`` says what an element is and where it stands
(``part_3__cl_8__para_1``), ``wId`` is the id under which this site publishes it for good (``c8-p1``).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from gongwen.ids import PREAMBLE
from gongwen.model import Clause, Document, Edition, Paragraph, Part, Provenance
from gongwen.numerals import to_numeral
from gongwen.parse import DASH

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_BY = {"source": "#editor"}
"""Who marked it up: the editors of this site."""


def akoma_ntoso(edition: Edition) -> str:
    """The XML of ``/data/guideline.akn.xml``: the text in its structure and what is known of it, no editor's word.

    Broken into lines between elements only, so that what stands in an element is its words: ``<clause eId="cl_8"
    wId="c8">`` has ``<num>（八）</num>``, ``<heading>组织劳务协作</heading>`` and a ``<paragraph>``.
    """
    document, name = edition.document, Path(edition.provenance.file).stem
    title = _E.p(_E.docTitle(document.title, eId="preface__doctitle_1", wId="title"))
    root = _E.akomaNtoso(
        _E.doc(
            _meta(edition.provenance, document.title, name),
            _E.preface(title, *map(_E.p, document.head), eId="preface"),
            *_preamble(document.preamble),
            _E.mainBody(*(_part(document, part) for part in document.parts)),
            *([_E.conclusions(*map(_E.p, document.closing), eId="conclusions")] if document.closing else ()),
            name=name,
        )
    )
    _break_lines(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _meta(provenance: Provenance, title: str, name: str) -> Any:
    """What the standard asks of every document. The one date that is known is that of publication."""
    work = f"/akn/cn/doc/{provenance.published}/{name}"
    expression = f"{work}/zho@{provenance.published}"
    issuers = {f"issuer_{number}": issuer for number, issuer in enumerate(provenance.issuers, 1)}

    def published_by(*ids: str) -> list[Any]:
        day = _E.FRBRdate(date=provenance.published, name="publication")
        return [day, *(_E.FRBRauthor(href=f"#{id_}") for id_ in ids)]

    return _E.meta(
        _E.identification(
            _E.FRBRWork(
                *_frbr(work, ""),
                _E.FRBRalias(value=title, name="title"),
                *published_by(*issuers),
                _E.FRBRcountry(value="cn"),
            ),
            _E.FRBRExpression(*_frbr(expression, ""), *published_by(*issuers), _E.FRBRlanguage(language="zho")),
            _E.FRBRManifestation(*_frbr(expression, ".xml"), *published_by("editor")),
            **_BY,
        ),
        _E.publication(date=provenance.published, name=provenance.publisher, showAs=provenance.publisher),
        _E.references(
            *(_organization(id_, issuer) for id_, issuer in issuers.items()),
            _organization("editor", "本站编者"),
            **_BY,
        ),
    )


def _frbr(uri: str, suffix: str) -> tuple[Any, Any]:
    return _E.FRBRthis(value=f"{uri}/!main{suffix}"), _E.FRBRuri(value=f"{uri}{suffix}")


def _organization(id_: str, name: str) -> Any:
    return _E.TLCOrganization(eId=id_, href=f"/akn/ontology/organization/cn/{name}", showAs=name)


def _preamble(paragraphs: Iterable[Paragraph]) -> list[Any]:
    found = [_words(paragraph, f"preamble__p_{n}", wId=paragraph.id) for n, paragraph in enumerate(paragraphs, 1)]
    return [_E.preamble(*found, eId=PREAMBLE, wId=PREAMBLE)] if found else []


def _part(document: Document, part: Part) -> Any:
    return _E.part(
        _E.num(f"{to_numeral(part.number)}、"),
        _E.heading(part.title),
        *map(_clause, document.clauses_of(part)),
        eId=f"part_{part.number}",
        wId=part.id,
    )


def _clause(clause: Clause) -> Any:
    """Clauses count through the whole text, so their ``eId`` needs no part in front."""
    id_ = f"cl_{clause.number}"
    return _E.clause(
        _E.num(f"（{to_numeral(clause.number)}）"),
        _E.heading(clause.title),
        *(_paragraph(paragraph, f"{id_}__para_{n}") for n, paragraph in enumerate(clause.paragraphs, 1)),
        eId=id_,
        wId=clause.id,
    )


def _paragraph(paragraph: Paragraph, id_: str) -> Any:
    mark = [_E.num(DASH)] if paragraph.kind == "principle" else []
    return _E.paragraph(*mark, _E.content(_words(paragraph, id_)), eId=id_, wId=paragraph.id)


def _words(paragraph: Paragraph, id_: str, **attributes: str) -> Any:
    """``<p>`` with a ``<span>`` a sentence."""
    spans = [
        _E.span(sentence.text, eId=f"{id_}__span_{number}", wId=sentence.id)
        for number, sentence in enumerate(paragraph.sentences, 1)
    ]
    return _E.p(*spans, **({"eId": id_} | attributes if attributes else {}))


def _break_lines(root: Any) -> None:
    """Nowhere inside a paragraph: a break between two sentences would be a blank."""
    for element in root.iter(etree.Element):
        if element.tag == f"{{{NAMESPACE}}}p" or not len(element):
            continue
        element.text = "\n"
        for child in element:
            child.tail = "\n"
