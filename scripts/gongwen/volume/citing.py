"""Book → ``citations.json`` for the menu behind a permalink: the forms that the known facts fill, and all places.

A form stands in ``citations.toml``; one that asks for a fact that nobody knows (an issuer, a day) is left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from string import Template

from gongwen.publish.citations import read_forms
from gongwen.volume.book import Book

_OPTIONAL = ("authors", "publisher", "published", "year", "day")


def citation_data(book: Book) -> bytes:
    """What the menu reads: ``{"shared": …, "forms": […], "places": {"a12-p2-i3": "第十二条第二款第（三）项", …}}``."""
    about = book.about
    shared = {
        "authors": "\n".join(about.issuers),
        "title": book.title,
        "publisher": about.publisher,
        "published": about.published,
        "year": about.published[:4],
        "day": about.day,
        "key": f"document{about.published[:4]}",
    }
    forms = [
        {key: value for key, value in vars(form).items() if key != "sources"}
        for form in read_forms(Path(__file__).with_name("citations.toml"))
        if all(shared[name] for name in Template(form.template).get_identifiers() if name in _OPTIONAL)
    ]
    places = {id_: book.place(id_) for id_ in (*book.places, *book.sentences)}
    data = {"shared": shared, "forms": forms, "places": places}
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
