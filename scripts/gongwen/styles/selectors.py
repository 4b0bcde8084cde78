"""Selectors of a rule → those that can fit an element, and for each other the name that no element can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from gongwen.styles.names import CLASSLESS, Names

Tokens = Sequence[Any]
"""Component values of CSS Syntax Module Level 3, as tinycss2 gives them."""
_ONE_OF = ("is", "where", "matches", "-webkit-any", "-moz-any", "has")


def split(prelude: Tokens) -> list[list[Any]]:
    """``.a, .b > .c`` → ``.a`` and ``.b > .c``."""
    found: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def lacking(selector: Tokens, names: Names) -> frozenset[str]:
    """The names that a selector asks for and no element can have: ``.md-typeset .tabbed-set`` → ``{".tabbed-set"}``.

    What stands in ``:not()`` is asked of nobody, save that ``table:not([class])`` asks for a table that has none; of
    ``:is(.a, .b)`` one will do. Where a name is missing that no script says, those that are missing by the table alone
    are not told: there it is not needed.
    """
    missing = frozenset(name for name in _asked(selector, names) if not names.allow(name))
    return frozenset(name for name in missing if not names.spoken_of(name)) or missing


def _asked(selector: Tokens, names: Names) -> Iterator[str]:
    before = tag = ""
    for token in selector:
        if token.type == "ident" and before != ":":
            yield f".{token.value}" if before == "." else token.lower_value
        elif tag and f":{token.serialize()}" == CLASSLESS:
            yield f"{tag}{CLASSLESS}"
        elif token.type == "hash":
            yield f"#{token.value}"
        elif token.type == "[] block":
            yield from _attribute(token.content)
        elif token.type == "function" and token.lower_name in _ONE_OF:
            found = [lacking(one, names) for one in split(token.arguments)]
            if all(found):
                yield from chain(*found)
        if token != ":":
            tag = token.lower_value if token.type == "ident" and not before else ""
        before = token.value if token.type == "literal" else ""


def _attribute(content: Tokens) -> Iterator[str]:
    """``[dir=rtl]`` asks for the attribute with the value, ``[class*=icon]`` for the attribute."""
    name, *rest = [token for token in content if token.type != "whitespace"]
    yield f"[{name.value}"
    if len(rest) == 2 and rest[0] == "=":
        yield f"[{name.value}={rest[1].value}"
