"""The baked data, and HTML made safe."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from gongwen.ids import clause_number

DATA = Path(os.environ.get("STAGED_DOCS", Path(__file__).parent.parent / "docs")) / "data"
"""As ``docs_dir`` in mkdocs.yml: a build reads the pages that it is about to put there."""

Record = Mapping[str, Any]


def load(name: str) -> Any:
    """The contents of ``docs/data/NAME.json``."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def all_names(place: Record) -> str:
    """What a place is called, for filters: ``凉山彝族自治州 凉山 凉山州``."""
    return " ".join([place["name"], place["short"], *place["aliases"]])


def attributes(**pairs: object) -> str:
    """HTML attributes, escaped; None is left out: ``attributes(id="pair-5")`` → `` id="pair-5"``."""
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in pairs.items() if value is not None
    )


def link(address: str, label: str, **pairs: object) -> str:
    """A link with a text label."""
    return f"<a{attributes(href=address, **pairs)}>{text(label)}</a>"


def address(base: str, id_: str) -> str:
    """Where a passage is read: ``c8-p1-s3`` → ``clauses/8/#c8-p1-s3``, ``part-2`` → ``full/#part-2``."""
    number = clause_number(id_)
    return f"{base}clauses/{number}/#{id_}" if number else f"{base}full/#{id_}"


def level(code: str) -> str:
    """省级 for a province or municipality, 市州 below: a six-digit code says which."""
    return "省级" if code.endswith("0000") else "市州"


def text(value: object) -> str:
    """Text as text, for HTML that Jinja, Markdown or a template may still read."""
    return escape(str(value)).replace("{", "&#123;").replace("\n", " ")
