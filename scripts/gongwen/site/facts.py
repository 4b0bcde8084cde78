"""Edition → what each record of a data file must say, field by field, by the ids of the records.

``pair-5`` → ``{"supporter": {"佛山市"}, "supporter_code": {"440600"}, "quote": {"佛山市帮扶…"}, …}``: computed from
the edition, by another way than the one that writes the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

from gongwen.ids import paragraph_of, unit_of
from gongwen.model import Reference
from gongwen.publish.markdown import locate, name_of
from gongwen.records import Duty, Edition, Pairing, Place

Facts = Mapping[str, Mapping[str, frozenset[str]]]
"""What may stand in each field. A place is an entry of the places and of the terms: its fields may say either."""

_FLAGS = {True: "是", False: "否"}
"""As a workbook has them."""


def facts_of(edition: Edition) -> Facts:
    """The fields of every record that has an id; a list is joined by ``|``, as in the CSV files."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for id_, record in _records(edition):
        fields_ = found.setdefault(id_, {})
        for key, value in record.items():
            ways = {said(value), _FLAGS[value]} if isinstance(value, bool) else {said(value)}
            fields_[key] = fields_.get(key, frozenset()) | ways
    return found


def _records(edition: Edition) -> Iterator[tuple[str, Mapping[str, object]]]:
    document = edition.document
    spanned: tuple[Pairing | Duty | Reference, ...] = (*edition.pairings, *edition.duties, *edition.references)
    for found in spanned:
        span = found.span
        where = {"sentence": span.sentence, "clause": unit_of(span.sentence), "start": span.start, "end": span.end}
        yield found.id, {"quote": document.quote(span), **where, **dict(_fields(found))}
    for duty in edition.duties:
        yield duty.id, {"field": name_of(document, duty.clause)}
    for reference in edition.references:
        yield reference.id, {"from": reference.source, "to": reference.target}
    for cited in edition.cited:
        yield cited.id, dict(_fields(cited)) | {"note_source": cited.source}
    for place in edition.paired_places:
        supports = [pair.recipient.name for pair in edition.pairings if pair.supporter == place]
        supported = [pair.supporter.name for pair in edition.pairings if pair.recipient == place]
        yield place.id, {**dict(_fields(place)), "supports": supports, "supported_by": supported}
    for term in edition.terms:
        spans = [f"{span.sentence}:{span.start}-{span.end}" for span in term.spans]
        inside = [*dict.fromkeys(span.sentence for span in term.spans)]
        counted = {"spans": spans, "sentences": inside, "count": len(spans) + len(term.headings)}
        yield term.id, {**dict(_fields(term)), **counted}
    for sentence in document.sentences():
        where = {"clause": unit_of(sentence.id), "paragraph": paragraph_of(sentence.id)}
        code = sha256(sentence.text.encode()).hexdigest()
        yield sentence.id, {"label": locate(document, sentence.id), "text": sentence.text, "sha256": code, **where}


def said(value: object) -> str:
    """A value as the CSV files have it: ``("安顺", "安顺州")`` → ``安顺|安顺州``, ``False`` → ``false``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "|".join(map(said, value))
    return "" if value is None else str(value)


def _fields(record: Any) -> Iterator[tuple[str, object]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Place):
            yield from ((field.name, value.name), (f"{field.name}_code", value.code))
            yield f"{field.name}_province", value.province
        elif field.name not in ("span", "spans"):
            yield field.name, value
