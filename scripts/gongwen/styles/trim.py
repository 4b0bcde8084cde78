"""A style sheet → the same without what nothing on a site can ask for.

Parsed by tinycss2 and printed from its tree, rule by rule in the old order: what stays is what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2

from gongwen.errors import LibraryError
from gongwen.styles.names import Names, bare
from gongwen.styles.selectors import lacking, split

_HOLDING = ("media", "supports", "layer", "container")
_WHOLE = ("charset", "font-face", "page", "property", "keyframes", "-webkit-keyframes")
_MAKERS = re.compile(r":-(?:webkit|moz|ms|o)-")
_MEND = "see what the theme's style sheet says now and adapt scripts/gongwen/styles/trim.py"
_VARIABLE = re.compile(r"--[\w-]+")


@dataclass(frozen=True)
class Trimmed:
    """What is left of a style sheet, the selectors that went, and the listed words that made one go."""

    css: str
    left_out: tuple[str, ...]
    needed: frozenset[str]


@dataclass
class _Rule:
    """One rule: its head (``.md-typeset a``, ``@media print``), and what it holds: declarations, or rules."""

    head: str
    declarations: Sequence[Any] = ()
    rules: Sequence[_Rule] = ()
    whole: str = ""
    """As it stands, where nothing in it can go: ``@page{margin:1cm}``."""


def trim(css: str, names: Names, others: Iterable[str], name: str) -> Trimmed:
    """``css``, the sheet called ``name``, without the rules whose selectors fit no element of these ``names``.

    Variables go that neither the rest nor the ``others`` (the site's own sheets and scripts) ask for, and animations
    that nobody names. ``.a,.tabbed-set{color:red}`` becomes ``.a{color:red}``.

    Raises :class:`~gongwen.errors.LibraryError` for what is no rule, or an at-rule that is not known here.
    """
    left_out: list[str] = []
    needed: set[str] = set()
    parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    rules = list(_fitting(parsed, names, name, left_out, needed))
    asked = {word for text in others for word in _VARIABLE.findall(text)}
    while True:
        used = asked | {word for rule in _all(rules) for word in _words(rule.declarations)}
        smaller = list(_asked_for(rules, used))
        if _print(smaller) == _print(rules):
            return Trimmed(_print(rules), tuple(left_out), frozenset(needed))
        rules = smaller


def _fitting(nodes: Any, names: Names, name: str, left_out: list[str], needed: set[str]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            kept = _kept(split(node.prelude), names, left_out, needed)
            if kept:
                yield _Rule(",".join(kept), _declarations(node.content, name))
        elif node.type == "at-rule" and node.lower_at_keyword in _HOLDING and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield _Rule(_head(node), rules=list(_fitting(inner, names, name, left_out, needed)))
        elif node.type == "at-rule" and node.lower_at_keyword in _WHOLE:
            yield _Rule(_head(node), node.content or (), whole=node.serialize())
        else:
            raise LibraryError(name, node.source_line, "a rule that is known here", _shown(node), _MEND)


def _kept(selectors: Sequence[Any], names: Names, left_out: list[str], needed: set[str]) -> list[str]:
    """A browser that does not know a maker's own selector passes over all of its rule: such a list stays whole."""
    lacks = [lacking(selector, names) for selector in selectors]
    texts = [tinycss2.serialize(selector).strip() for selector in selectors]
    gone = {text: lack for text, lack in zip(texts, lacks, strict=True) if lack}
    if len(gone) < len(texts) and any(map(_MAKERS.search, gone)):
        return texts
    left_out += gone
    needed |= {bare(name) for lack in gone.values() for name in lack if names.spoken_of(name)}
    return [text for text in texts if text not in gone]


def _declarations(content: Any, name: str) -> list[Any]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for node in found:
        if node.type != "declaration":
            raise LibraryError(name, node.source_line, "declarations in a rule", _shown(node), _MEND)
    return list(found)


def _shown(node: Any) -> str:
    return str(node.message if node.type == "error" else node.serialize())


def _asked_for(rules: Iterable[_Rule], used: set[str]) -> Iterator[_Rule]:
    """Without the variables and animations that nobody uses, and without what is empty then."""
    for rule in rules:
        if rule.whole:
            if "keyframes" not in rule.head or rule.head.split()[1] in used:
                yield rule
            continue
        inner = list(_asked_for(rule.rules, used))
        kept = [node for node in rule.declarations if not node.name.startswith("--") or node.name in used]
        if inner or kept:
            yield _Rule(rule.head, kept, inner)


def _all(rules: Iterable[_Rule]) -> Iterator[_Rule]:
    for rule in rules:
        yield rule
        yield from _all(rule.rules)


def _words(nodes: Iterable[Any]) -> Iterator[str]:
    """The identifiers in values: names of variables and animations among them."""
    for node in nodes:
        if node.type == "ident":
            yield node.value
        elif node.type == "declaration":
            yield from _words(node.value)
        elif node.type == "function":
            yield from _words(node.arguments)
        elif node.type.endswith("block"):
            yield from _words(node.content)


def _head(node: Any) -> str:
    return f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"


def _print(rules: Iterable[_Rule]) -> str:
    return "".join(rule.whole or f"{rule.head}{{{_inside(rule)}}}" for rule in rules)


def _inside(rule: _Rule) -> str:
    return _print(rule.rules) or ";".join(node.serialize().removesuffix(";") for node in rule.declarations)
