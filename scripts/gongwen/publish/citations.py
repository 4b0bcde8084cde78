"""How to cite a passage: as a link, as text with its source, by GB/T 7714, for a reference manager.

The forms are templates in ``source/citations.toml``, each with the sources that back it. :func:`cite` fills one here;
the menu behind a permalink fills the very same ones from :func:`browser_data`, which it fetches when it opens, and
:func:`reference_files` fills those that reference managers read for the document as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

from gongwen.errors import DataError
from gongwen.ids import holds, part_number
from gongwen.model import Document
from gongwen.numerals import to_numeral
from gongwen.publish.markdown import locate, locate_run, page_of
from gongwen.records import Edition, Provenance
from gongwen.settings import LINE, LINES, read_settings
from gongwen.settings import Form as Shape

_FIELDS = frozenset(
    (
        *("quote", "place", "passage", "title", "authors", "publisher"),
        *("published", "year", "day", "url", "accessed", "key"),
    )
)
"""What a template may name."""

_FOR_FILES = {"ris", "csl"}
"""The forms that :func:`entries` fills."""
_TEXT = Shape("a text", lambda value: isinstance(value, str), "write it between quotes")
_NEEDED = {"name": LINE, "label": LINE, "template": _TEXT, "sources": LINES}
_FURTHER = {
    "join": _TEXT,
    "brief": Shape("true or false", lambda value: isinstance(value, bool), "write it without quotes"),
    "escape": Shape("tables [[form.escape]]", lambda value: isinstance(value, list), "see the comments of the file"),
}


@dataclass(frozen=True)
class Form:
    """One way to cite."""

    name: str
    label: str
    """What the menu says: 带出处的文字."""
    template: str
    sources: tuple[str, ...]
    join: str
    """Between issuers."""
    escape: Mapping[str, Mapping[str, str]]
    """By field, what replaces which of its characters: the inner marks of a quotation."""
    brief: bool = False
    """Whether it is for programs: the menu shows its name alone."""


def read_forms(path: Path) -> tuple[Form, ...]:
    """The forms in ``citations.toml``; raises :class:`~gongwen.errors.DataError` for one that is not whole."""
    settings = read_settings(path, "forms of citation: [[form]]", "see its comments")
    settings.expect_tables(("form",))
    forms = settings.data.get("form")
    lines = [at for at, line in enumerate(settings.text.split("\n"), 1) if re.match(r"\s*\[\[\s*form\s*\]\]", line)]
    if not isinstance(forms, list) or len(forms) != len(lines):
        found = f"{len(lines)} such lines"
        raise settings.error("each form below a line [[form]]", found, "see its comments", "form")
    read = tuple(_read_form(form, path.name, line) for form, line in zip(forms, lines, strict=True))
    for number, form in enumerate(forms):
        settings.checked(form, "form", _NEEDED, _FURTHER, number)
    names = [form.name for form in read]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise settings.error("a name of one form only", f"“{name}”", "give it another", "form", "name", number)
    if lacking := _FOR_FILES - {*names}:
        mend = "keep their names"
        raise settings.error("forms named ris and csl, for files", f"none named {min(lacking)}", mend, "form")
    return read


def _read_form(form: dict[str, Any], file: str, line: int) -> Form:
    """One table ``[[form]]`` that begins in this line."""
    try:
        template = form["template"].strip("\n")
        unknown = {*Template(template).get_identifiers()} - _FIELDS
        if unknown or not Template(template).is_valid():
            raise ValueError(f"the template “{template}”")
        for rule in form.get("escape", ()):
            if not {*rule["fields"]} <= _FIELDS or not all(isinstance(other, str) for other in rule["map"].values()):
                raise ValueError(f"what is rewritten in {rule['fields']}")
        if form["name"] == "csl":
            _ = [item.items() for item in json.loads(Template(template).substitute(dict.fromkeys(_FIELDS, "")))]
        return Form(
            name=form["name"],
            label=form["label"],
            template=template,
            sources=tuple(form["sources"]),
            join=form.get("join", ""),
            escape={name: rule["map"] for rule in form.get("escape", ()) for name in rule["fields"]},
            brief=bool(form.get("brief")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        found = f"none of “{problem.args[0]}”" if isinstance(problem, KeyError) else str(problem)
        fields = "one with name, label, sources, and a template of the fields that its comments list"
        raise DataError(file, line, f"a form of citation, {fields}", found, "see its comments") from problem


def cite(
    form: Form, document: Document, provenance: Provenance, id_: str, site: str, accessed: date, to: str = ""
) -> str:
    """The passage ``id_`` in this form, by its permalink below the address ``site``; a run up to the sentence ``to``.

    ``c10-p1-s3`` as text is “要切实加强资金监管，提高使用效益。”（…第（十）条第3句，新华社2016年12月7日播发）.
    """
    shared = _shared(document, provenance)
    quote = _words(document, id_, to)
    place = locate_run(document, id_, to) if to else _place(document, id_)
    fields = shared | {
        "key": f"{shared['key']}-{id_}" + (f"-to-{to}" if to else ""),
        "quote": quote,
        "place": place,
        "passage": f"{place}：{quote}" if quote else place,
        "url": site + page_of(id_).replace(".md#", f"/?to={to}#" if to else "/#"),
        "accessed": accessed.isoformat(),
    }
    return _fill(form, fields)


def reference_files(forms: Iterable[Form], edition: Edition, site: str) -> dict[str, bytes]:
    """The document as a whole for reference managers: ``guideline.ris`` and ``guideline.csl.json``.

    The forms of the menu, without what only a passage or a reader has: no place, no day of access, and no address in a
    build that has no public one (``site`` empty).
    """
    url = site and site + page_of("title").replace(".md", "/")
    return entries(forms, _shared(edition.document, edition.provenance), Path(edition.provenance.file).stem, url)


def entries(forms: Iterable[Form], shared: Mapping[str, str], stem: str, url: str) -> dict[str, bytes]:
    """The entry of any document, ``STEM.ris`` and ``STEM.csl.json``; what is empty among its facts stands in neither.

    ``shared`` are the fields that all citations of it share, ``forms`` have one named ris and one named csl.
    """
    fields = {**dict.fromkeys(_FIELDS, ""), **shared, "url": url}
    texts = {form.name: _fill(form, fields) for form in forms}
    ris = [line for line in texts["ris"].split("\n") if line.startswith("ER") or line.partition("  - ")[2]]
    items = [{key: value for key, value in item.items() if _says(value)} for item in json.loads(texts["csl"])]
    return {
        f"{stem}.ris": "".join(f"{line}\n" for line in ris).encode(),
        f"{stem}.csl.json": (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode(),
    }


def _says(value: object) -> bool:
    """Whether a value of CSL-JSON is more than an empty text or date."""
    return value not in ("", [{"literal": ""}], {"date-parts": [[""]]})


def _fill(form: Form, fields: Mapping[str, str]) -> str:
    """The template with the fields, each escaped as the form asks."""
    escaped = {**fields}
    escaped |= {name: "".join(table.get(c, c) for c in fields[name]) for name, table in form.escape.items()}
    return Template(form.template).substitute(escaped, authors=escaped["authors"].replace("\n", form.join))


def browser_data(forms: tuple[Form, ...], document: Document, provenance: Provenance) -> str:
    """JSON for the menu: what all citations share, the forms, and every passage with its place in words."""
    passages = ["preamble", *(part.id for part in document.parts), *(clause.id for clause in document.clauses)]
    for paragraph in document.paragraphs():
        passages += [paragraph.id, *(sentence.id for sentence in paragraph.sentences)]
    data = {
        "shared": _shared(document, provenance),
        "forms": [{key: value for key, value in vars(form).items() if key != "sources"} for form in forms],
        "places": {id_: _place(document, id_) for id_ in passages},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _shared(document: Document, provenance: Provenance) -> dict[str, str]:
    published = date.fromisoformat(provenance.published)
    return {
        "authors": "\n".join(provenance.issuers),
        "title": document.title,
        "publisher": provenance.publisher,
        "published": provenance.published,
        "year": str(published.year),
        "day": f"{published.year}年{published.month}月{published.day}日",
        "key": f"{Path(provenance.file).stem}{published.year}",
    }


def _words(document: Document, id_: str, to: str) -> str:
    """What a passage says, or a run of sentences from ``id_`` to ``to``."""
    sentences = document.sentence
    if to:
        ids = list(sentences)
        return "".join(sentences[found].text for found in ids[ids.index(id_) : ids.index(to) + 1])
    return "".join(found.text for found in sentences.values() if holds(id_, found.id))


def _place(document: Document, id_: str) -> str:
    number = part_number(id_)
    return f"第{to_numeral(number)}部分" if number else locate(document, id_)
