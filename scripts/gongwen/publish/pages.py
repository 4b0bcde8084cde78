"""Edition → everything that is generated below ``docs/``, and the addresses that it publishes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.errors import DataError
from gongwen.ids import PREAMBLE, is_printed, paragraph_number, sentence_number
from gongwen.publish.collation import render_collation
from gongwen.publish.corrections import render_corrections
from gongwen.publish.export import data_files
from gongwen.publish.render import byline, entry_links, render_clause, render_full
from gongwen.records import Edition

_GENERATED = re.compile(r"(full|collation|corrections)\.md|clauses/\d+\.md|data/(?!index\.md$|.*\.schema\.json$).*")


def is_generated(name: str) -> bool:
    """Whether a file below ``docs/`` is generated rather than written by hand."""
    return bool(_GENERATED.fullmatch(name))


def render_docs(edition: Edition) -> dict[str, str]:
    """The generated files below ``docs/``, by name.

    Raises :class:`~gongwen.errors.DataError` for an addition at an address that the site does not have.
    """
    _expect_known(edition)
    document, links, source = edition.document, entry_links(edition), edition.provenance
    issued = byline(source.issuers, source.publisher, source.published)
    pages = {
        "full.md": render_full(document, links, issued, edition.corrections),
        "collation.md": render_collation(edition),
        "corrections.md": render_corrections(edition, wordings(edition)),
    }
    for clause in document.clauses:
        pages[f"clauses/{clause.number}.md"] = render_clause(edition, clause, links)
    return {**pages, **{f"data/{name}": text for name, text in data_files(edition).items()}}


def _expect_known(edition: Edition) -> None:
    """What is said to be added is there."""
    known = {address for address, _ in published(edition)} if edition.additions else set()
    for found in edition.additions:
        if found.address not in known:
            mend = "write the address as register.tsv has it"
            raise DataError("additions.tsv", found.line, "an address of the site", f"“{found.address}”", mend)


def published(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every address that readers may link to, with what it means."""
    document = edition.document
    for page in (
        *("", "full/", "clauses/", "pairings/", "duties/", "terms/", "data/", "collation/", "search/", "about/"),
        *("duties/matrix/", "check/", "packages/", "hosting/", "platform/", "permanence/", "accessibility/"),
        "corrections/",
    ):
        yield f"/{page}", page
    yield "/full/#title", document.title
    for part in document.parts:
        yield f"/full/#{part.id}", part.title
    if document.preamble:
        yield "/full/#preamble", document.title
    for paragraph in document.preamble:
        yield f"/full/#{paragraph.id}", paragraph.text
        for sentence in paragraph.sentences:
            yield f"/full/#{sentence.id}", sentence.text
    for clause in document.clauses:
        yield f"/clauses/{clause.number}/", clause.title
        yield f"/embed/clauses/{clause.number}/", clause.title
        anchors = [(clause.id, clause.title)]
        for paragraph in clause.paragraphs:
            anchors += [(paragraph.id, paragraph.text), *((found.id, found.text) for found in paragraph.sentences)]
        for id_, meaning in anchors:
            yield f"/clauses/{clause.number}/#{id_}", meaning
            yield f"/full/#{id_}", meaning
    for pairing in edition.pairings:
        yield f"/pairings/#{pairing.id}", f"{pairing.supporter.name}→{pairing.recipient.name}"
    for id_, name in edition.paired_names.items():
        yield f"/pairings/#{id_}", name
    paired = {place.id for place in edition.paired_places}
    for term in edition.terms:
        if term.id not in paired:
            yield f"/terms/#{term.id}", term.name
    for cited in edition.cited:
        yield f"/terms/#{cited.id}", cited.name
    for duty in edition.duties:
        yield f"/duties/#{duty.id}", duty.quote
    made = ("guideline.schema.json", "guideline.ris", "guideline.csl.json", "datapackage.json")
    office = ("guideline.docx", "guideline.xlsx", *(["pairings.docx"] if edition.pairings else []))
    clauses = (f"clauses/{clause.number}.docx" for clause in document.clauses)
    for name in (*data_files(edition), *made, *office, *clauses):
        yield f"/data/{name}", name


def wordings(edition: Edition) -> dict[str, str]:
    """The texts that addresses stand for, each once: ``/clauses/8/#c8-p1-s3`` → 西部地区要…, ``/pairings/#pair-5`` → ….

    A page has no words of its own, nor what is whole in others: a paragraph is its sentences.
    """
    texts: dict[str, tuple[str, str]] = {}
    for address, text in published(edition):
        id_ = address.partition("#")[2]
        if id_ and not _is_made_of_others(id_):
            texts.setdefault(id_, (address, text))
    return dict(texts.values())


def _is_made_of_others(id_: str) -> bool:
    paragraph = is_printed(id_) and paragraph_number(id_) is not None and sentence_number(id_) is None
    return paragraph or id_ == PREAMBLE
