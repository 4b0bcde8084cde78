"""A file of records, JSON in whatever file or a table → what it claims that the text says.

A record with an id has all the fields of what it is the record of, as the edition has them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping

from gongwen.ids import sentence_number
from gongwen.publish.export import unguarded
from gongwen.site.claim import FIELD, LOOSE, NAME, QUOTE, WHOLE, Claim
from gongwen.site.facts import said
from gongwen.site.office_claims import names_in, workbook_records
from gongwen.site.passages import Passages


def read_json(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    """What a file of JSON claims; one that is none is a script."""
    try:
        yield from _of_value(name, json.loads(text), passages)
    except ValueError:
        yield from read_script(name, text, passages)


def read_script(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    """JSON inside a script, whoever gets it, and then the rest."""
    decoder, at, rest = json.JSONDecoder(), 0, []
    for match in re.finditer(r'[{\[]"', text):
        if match.start() >= at:
            try:
                value, end = decoder.raw_decode(text, match.start())
            except ValueError:
                continue
            rest.append(text[at : match.start()])
            at = end
            yield from _of_value(name, value, passages)
    yield Claim(name, LOOSE, (), "".join([*rest, text[at:]]))


def _of_value(name: str, value: object, passages: Passages) -> Iterator[Claim]:
    if isinstance(value, Mapping):
        yield from _of_record(name, value, passages)
    elif isinstance(value, list):
        for before, item in zip([None, *value], value, strict=False):
            if passages.is_id(before) and isinstance(item, str) and not passages.is_id(item):
                yield Claim(name, WHOLE, (str(before),), item)
            elif (id_ := passages.labelled(before)) and isinstance(item, str):
                yield Claim(name, WHOLE, (id_,), item)
            else:
                yield from _of_value(name, item, passages)
    elif isinstance(value, str):
        for line in value.split("\n"):
            id_, _, words = line.partition(" ")
            known = passages.is_id(id_) and words
            yield Claim(name, WHOLE, (id_,), words) if known else Claim(name, LOOSE, (), line)


def _of_record(name: str, record: Mapping[str, object], passages: Passages) -> Iterator[Claim]:
    """All of a passage where ``text`` or ``title`` stands beside its ``id``; words beside any id quote it."""
    ids = tuple(str(value) for value in record.values() if passages.is_id(value))
    facts = passages.facts.get(str(record.get("id")), {})
    for key, value in record.items():
        if key in facts:
            yield Claim(name, FIELD, (str(record["id"]), key), said(value))
        if value == "" and "units" in record:
            continue  # a unit of the tree has a title or a text
        if key in ("text", "title") and passages.is_id(record.get("id")):
            yield Claim(name, WHOLE, (str(record["id"]),), str(value))
        elif passages.is_id(key) and isinstance(value, str) and passages.is_mostly_text(value):
            yield Claim(name, WHOLE, (key,), value)
        elif key in ("quote", "evidence") and ids:
            of = next((id_ for id_ in ids if sentence_number(id_)), "")
            exact = of and {"start", "end"} <= record.keys()
            yield Claim(name, QUOTE, (f"{of}:{record['start']}-{record['end']}",) if exact else ids, str(value))
        elif ids and isinstance(value, str) and value not in ids and not passages.has(value):
            yield Claim(name, QUOTE if passages.is_mostly_text(value) else LOOSE, ids, value)
        else:
            yield from _of_value(name, value, passages)


def read_csv(name: str, text: str, passages: Passages) -> Iterator[Claim]:
    """What the rows of a table claim."""
    for row in csv.DictReader(io.StringIO(text, newline="")):
        cells = {str(key): unguarded(str(value)) for key, value in row.items()}
        yield from _of_record(name, cells, passages)


def read_workbook(name: str, content: bytes, passages: Passages) -> Iterator[Claim]:
    """What the rows of each sheet claim."""
    for sheet, row in workbook_records(content):
        yield from _of_record(name, row, passages)
        names = () if row.get("id") in passages.facts else names_in(row, sheet)
        yield from (Claim(name, NAME, (), words) for words in names)
