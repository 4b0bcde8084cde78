"""The baked data, and HTML made safe."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "docs" / "data"

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


def text(value: object) -> str:
    """Text as text, for HTML that Jinja, Markdown or a template may still read."""
    return escape(str(value)).replace("{", "&#123;").replace("\n", " ")
