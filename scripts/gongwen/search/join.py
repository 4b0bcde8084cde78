"""ES modules → one script that needs no loader.

The browser's scripts say with ``import { … } from "./x.js"`` and ``export`` what uses what. They reach the reader as
one file, as a worker loads its scripts at once: the modules in the order of their imports, in one scope, without
these lines. What a bundler would have to rename is refused instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongwen.errors import DataError

_IMPORT = re.compile(r'import \{ ([\w$, ]+) \} from "\./([\w-]+\.js)"')
_DECLARED = re.compile(
    r"(export )?(?:async )?(?:(?:const|let|class|function\*?) ([\w$]+)|(?:const|let) [\[{] ?([\w$, ]+?) ?[\]}] =)"
)
_MORE = re.compile(r", ([\w$]+) = ")
_FORM = 'import { name } from "./module.js", or export in front of a declaration'


@dataclass(frozen=True)
class _Module:
    name: str
    imports: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Line, module and names of each import."""
    declared: tuple[tuple[int, str], ...]
    """Line and name of what is declared at the outermost level."""
    exported: frozenset[str]
    body: str


def join_modules(scripts: Mapping[str, str], entry: str) -> str:
    """The module ``entry`` behind all that it imports, directly or not, as one script: fold.js, texts.js, engine.js.

    Raises :class:`~gongwen.errors.DataError` for a module or a name that is not there, for modules that import each
    other, for a name that two modules declare, and for an import or export in another form.
    """
    found: dict[str, _Module] = {}
    _collect(scripts, entry, (), found)
    owners: dict[str, str] = {}
    for module in found.values():
        for line, name in module.declared:
            if name in owners:
                raise DataError(module.name, line, f"{name} once", f"it in {owners[name]} too", "rename one of them")
            owners[name] = module.name
    return "\n".join(module.body for module in found.values())


def _collect(scripts: Mapping[str, str], name: str, path: tuple[str, ...], found: dict[str, _Module]) -> None:
    """Put the module ``name`` behind its imports; ``path`` leads to it from the entry."""
    if name in found:
        return
    module = _read(name, scripts[name])
    for line, other, names in module.imports:
        if other in (*path, name):
            circle = " → ".join((*path, name, other))
            raise DataError(name, line, "imports without a circle", circle, "move what both use to a module of its own")
        if other not in scripts:
            raise DataError(name, line, f"a module {other}", "none", "correct the name, or add the module")
        _collect(scripts, other, (*path, name), found)
        for missing in sorted(set(names) - found[other].exported):
            raise DataError(name, line, f"{other} to export {missing}", "no such export", "export it there")
    found[name] = module


def _read(name: str, script: str) -> _Module:
    imports, declared, exported, body = [], [], set(), []
    for number, line in enumerate(script.split("\n"), 1):
        if match := _IMPORT.fullmatch(line):
            imports.append((number, match[2], tuple(match[1].split(", "))))
            continue
        names = list(_declarations(line))
        if re.match(r"(import|export)\b", line):
            if not names:
                raise DataError(name, number, _FORM, f"“{line}”", "write it in that form")
            exported |= set(names)
        declared += [(number, found) for found in names]
        body.append(line.removeprefix("export "))
    return _Module(name, tuple(imports), tuple(declared), frozenset(exported), "\n".join(body))


def _declarations(line: str) -> Iterator[str]:
    """The names that a line at the outermost level declares: ``const MARK = "·", ANY = "."`` → MARK, ANY."""
    if match := _DECLARED.match(line):
        yield from match[3].split(", ") if match[3] else (match[2], *_MORE.findall(line))
