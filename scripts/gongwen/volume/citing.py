"""Book → how it is cited: ``citations.json`` for the menu behind a permalink, and the entries of the whole.

A form stands in ``citations.toml``. One for people that asks for a fact that nobody knows (an issuer, a day) is left
out; one for programs is offered without the line that asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Template

from gongwen.publish.citations import Form, entries, read_forms
from gongwen.volume.book import Book
from gongwen.volume.known import STEM, work_of

_OPTIONAL = ("authors", "publisher", "published", "year", "day")


def citation_data(book: Book) -> bytes:
    """What the menu reads: ``{"shared": …, "forms": […], "places": {"a12-p2-i3": "第十二条第二款第（三）项", …}}``."""
    shared = _shared(book)
    forms = [{key: value for key, value in vars(form).items() if key != "sources"} for form in _offered(shared)]
    places = {id_: book.place(id_) for id_ in (*book.places, *book.sentences)}
    data = {"shared": shared, "forms": forms, "places": places}
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def reference_files(book: Book, site: str) -> dict[str, bytes]:
    """``document.ris`` and ``document.csl.json``: the document as a whole, by what is known of it.

    Without a public address (``site`` empty) neither has one.
    """
    return entries(_forms(), _shared(book), STEM, site and f"{site}full/")


def _forms() -> tuple[Form, ...]:
    return read_forms(Path(__file__).with_name("citations.toml"))


def _offered(shared: dict[str, str]) -> Iterator[Form]:
    unknown = {name for name in _OPTIONAL if not shared[name]}
    for form in _forms():
        lines = form.template.split("\n")
        known = [line for line in lines if unknown.isdisjoint(Template(line).get_identifiers())]
        if form.brief or known == lines:
            yield replace(form, template="\n".join(known))


def _shared(book: Book) -> dict[str, str]:
    work = work_of(book.about, book.title)
    year = work.day[:4]
    return {
        "authors": "\n".join(work.issuers),
        "title": work.title,
        "publisher": work.publisher,
        "published": work.day,
        "year": year,
        "day": "{}年{}月{}日".format(*map(int, work.day.split("-"))) if work.day else "",
        "key": f"{STEM}{year}",
    }
