"""Change the tables of source/ at random: each build stops with file and line, or its text is untouched and no code.

Everything but MkDocs itself: source → edition → docs → Markdown with macros → finished pages → proof.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
import markdown
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import macros.data  # noqa: E402
from gongwen.edition import complete, convert  # noqa: E402
from gongwen.errors import GongwenError  # noqa: E402
from gongwen.model import Document  # noqa: E402
from gongwen.packages import read_packages  # noqa: E402
from gongwen.permanence.redirects import read_redirects  # noqa: E402
from gongwen.publish.citations import browser_data, cite, read_forms  # noqa: E402
from gongwen.publish.pages import render_docs  # noqa: E402
from gongwen.restore import Restoration, apply  # noqa: E402
from gongwen.search.records import read_examples, read_lexicon  # noqa: E402
from gongwen.site.finish import finish  # noqa: E402
from gongwen.site.passages import Passages  # noqa: E402
from gongwen.site.proof import ProofError, prove_file  # noqa: E402
from macros import define_env  # noqa: E402

HOSTILE = (
    *("{{ 7*7 }}", "{% raw %}", "{# 注", "<script>hacked=1</script>", "<img src=x onerror=hacked=1>", "]]>", "-->"),
    *("[链](javascript:hacked=1)", "{: #c8 }", "{: onclick=hacked=1 }", '" onmouseover="hacked=1', "' x='", "</span>"),
    *("=cmd|'/C calc'!A0", "\0", "\u202e", "\u200b", "\ufeff", "\x1b[31m", "c8-p1-s1", "#c8", "\n", "|", "||", "\\"),
    *(
        "**粗**",
        "`码`",
        "&lt;",
        "&#60;",
        "$title",
        "（",
        "（?",
        "[",
        "*",
        "(?i)",
        ".*",
        "",
        " ",
        "　",
        "地区",
        "的",
    ),
)
"""What cells are filled with: code of every place that text travels to, ids of ours, and nothing."""
FORMS = (
    *(
        "…",
        "由…负责由…负责",
        "…报告",
        ".*",
        "(?:[一-龥]+)+年底前",
        "(?:[一-龥]{1,9}){1,9}前",
        "[一-龥]{1,9}",
        "年?" * 30,
        "年|",
    ),
    *(
        "(?:年",
        "[年",
        "[龥-一]",
        "年{3,2}",
        "(?!年)",
        "[一-龥]{1,99}[一-龥]{1,99}",
        "2016-99-20",
        "2016-02-30",
        "9999-12-31",
    ),
    *("2016-12-31/2016-01-01", "2016-12-07T00:00:00", "http://[bad", "/javascript:x/", "/../", "#", "####", "sì shěng"),
)
"""What looks like a cell of some form and is none, or a pattern that would run for ever."""
VALUES = (
    *('""', '" "', '"a"', '"a\\nb"', "[]", "[1]", '[""]', '["a"]', '["a", "a"]', "{}", "{ a = 1 }", "0", "-5", "1e400"),
    *("true", "nan", "2016-12-07", "2016-12-07T00:00:00", "12:00:00", "9999-12-31", "0001-01-01", '"2016-12-07"', "x"),
    *('"http://[bad"', '"javascript:x"', "'" + "0" * 64 + "'", '"$nobody"', '"""\n[page]\n"""'),
)
"""What a key of a TOML file is given: values of every type, days to come, lists with nothing in them."""
SECONDS = 100
"""No change takes so long, on any machine: what does, hangs."""
READ = {
    "reference-kinds.tsv": ("label", "inverse", "explanation"),
    "documents.tsv": ("name", "aliases", "title", "number", "note", "source"),
    "lexicon.tsv": ("aliases", "note", "note_source"),
    "places.tsv": ("short", "aliases"),
    "confirmed.tsv": ("extent", "copy"),
    "additions.tsv": ("what",),
    "packages.tsv": ("use", "licence", "maintainer", "instead"),
}
"""The columns whose words come onto pages, in tables whose ids and kinds are checked by their form."""
_RESTORING = ("guideline.repairs.tsv",)
"""The tables of the folder that have a say in the text; each change is a repair that names its rule."""

_OF_THE_BUILD = ("register.tsv", "wordings.tsv")
"""The tables that the build writes."""


class FindingError(Exception):
    """Neither an error with file and line nor a text untouched."""


@dataclass(frozen=True)
class Baseline:
    """What the tables as they are give."""

    restoration: Restoration
    document: Document
    docs: Mapping[str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    end, count, findings, stopped = time.monotonic() + options.seconds, 0, 0, 0
    with TemporaryDirectory() as folder:
        source = Path(shutil.copytree(ROOT / "source", Path(folder) / "source"))
        first = baseline(source)
        for seed in range(options.seed, options.seed + 10**9):
            if time.monotonic() > end:
                break
            count += 1
            try:
                stopped += bool(fire(seed, source, first))
            except FindingError as found:
                findings += 1
                print(found)
    print(f"{count} mutations from seed {options.seed}: {stopped} stopped with one line, {findings} findings")
    return 1 if findings else 0


def baseline(source: Path) -> Baseline:
    """The edition as it is."""
    restoration, document = convert(source / "guideline.txt")
    return Baseline(restoration, document, render_docs(complete(source, "guideline", restoration, document)))


def fire(seed: int, source: Path, first: Baseline) -> str:
    """One mutation of one table in ``source``, put back afterwards; the line that stopped the build, or nothing.

    Raises :class:`FindingError` with the seed for anything else, and for a change that hangs.
    """
    rng = random.Random(seed)
    paths = sorted(
        path for path in source.iterdir() if path.suffix in (".tsv", ".toml") and path.name not in _OF_THE_BUILD
    )
    path = rng.choice(paths)
    change = mutate_facts if path.suffix == ".toml" else mutate
    return try_out(path, change(path.read_bytes().decode("utf-8"), rng), first, f"seed {seed}")


def try_out(path: Path, changed: str, first: Baseline, what: str) -> str:
    """A file of the folder with other contents, put back afterwards; the line that stopped the build, or nothing.

    Raises :class:`FindingError`, which says ``what`` was tried, for anything else, and for a change that hangs.
    """
    before = path.read_bytes()
    path.write_bytes(changed.encode())
    last = signal.signal(signal.SIGALRM, _hang)
    signal.alarm(SECONDS)
    try:
        publish(path.parent, first, path.name)
    except ProofError as problem:
        raise FindingError(f"{what}, {path.name}: {problem}") from problem
    except GongwenError as error:
        named = re.fullmatch(r"[\w.-]+(:\d+)*: expected .+, found .*; to mend: .+", str(error), re.DOTALL)
        placed = error.line is not None or error.file != path.name or path.suffix == ".toml"
        if not named or not placed or len(str(error)) > 300 or not str(error).isprintable():
            raise FindingError(f"{what}, {path.name}: {error}") from error
        return str(error)
    except Exception as problem:
        raise FindingError(f"{what}, {path.name}: {problem!r}") from problem
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, last)
        path.write_bytes(before)
    return ""


def _hang(*_: object) -> None:
    raise FindingError(f"no end within {SECONDS} seconds")


def mutate_facts(text: str, rng: random.Random) -> str:
    """A TOML file with something wrong in it: a value of another type, a key or a table lost, doubled or renamed."""
    lines = text.split("\n")
    keys = [at for at, line in enumerate(lines) if re.match(r"\w+ = ", line)]
    at = rng.choice(keys if rng.random() < 0.9 else [at for at, line in enumerate(lines) if line.startswith("[")])
    key, equals, value = lines[at].partition(" = ")
    change = rng.randrange(10)
    if change == 0:
        del lines[at]
    elif change == 1:
        lines.insert(rng.randrange(len(lines)), lines[at])
    elif change == 2 or not equals:
        lines[at] = lines[at].replace(key, key[:-1] + "x" + key[-1] if key.endswith("]") else f"{key}x")
    elif change == 3:
        lines[at] = f"{key} = {value[0]}{rng.choice((*HOSTILE, *FORMS))}{value[1:]}"
    elif change == 4:
        lines[at] = f"{key} = {lines[rng.choice(keys)].partition(' = ')[2]}"
    else:
        lines[at] = f"{key} = {rng.choice(VALUES)}"
    return "\n".join(lines)


def mutate(text: str, rng: random.Random) -> str:
    """A table with something wrong in it: a cell emptied, doubled, swapped, with separators, with markup."""
    lines = text.split("\n")
    rows = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")][1:] or [len(lines) - 1]
    at = rng.choice(rows)
    cells = lines[at].split("\t")
    cell = rng.randrange(len(cells))
    kinds: tuple[Callable[[str], str], ...] = (
        lambda _: "",
        lambda value: value + value,
        lambda value: f"{value}|",
        lambda value: f"|{value}",
        lambda value: value.replace("|", "||", 1),
        lambda value: value + rng.choice(HOSTILE),
        lambda value: rng.choice(HOSTILE) + value,
        lambda value: f"{value}|{rng.choice(HOSTILE)}",
        lambda _: rng.choice(HOSTILE),
        lambda _: rng.choice(FORMS),
        lambda value: value + rng.choice(FORMS),
        lambda value: value[: len(value) // 2] + rng.choice(HOSTILE) + value[len(value) // 2 :],
        lambda _: rng.choice(lines[rng.choice(rows)].split("\t")),
        lambda value: value[:-1],
        lambda value: value[::-1],
    )
    change = rng.randrange(len(kinds) + 2)
    if change == len(kinds):  # two cells of a row change places
        other = rng.randrange(len(cells))
        cells[cell], cells[other] = cells[other], cells[cell]
    elif change > len(kinds):  # one row twice, or in the place of another
        lines.insert(rng.choice(rows), lines[at])
        return "\n".join(lines)
    else:
        cells[cell] = kinds[change](cells[cell])
    lines[at] = "\t".join(cells)
    return "\n".join(lines)


def poisoned(table: str, columns: Sequence[str]) -> str:
    """A table with another piece of code behind the words of each cell of these columns, in every row."""
    lines = table.split("\n")
    head = next(at for at, line in enumerate(lines) if line and not line.startswith("#"))
    names = lines[head].split("\t")
    pieces = [piece for piece in HOSTILE if piece.strip() and piece.isprintable() and "|" not in piece]
    for at, line in enumerate(lines[head + 1 :], head + 1):
        cells = line.split("\t")
        if len(cells) == len(names) and not line.startswith("#"):
            for number, column in enumerate(columns):
                cells[names.index(column)] += f"{pieces[(at + number * 7) % len(pieces)]}{at}"
            if {"note", "note_source"} <= {*columns}:  # the one needs the other
                cells[names.index("note")] += "注"
                cells[names.index("note_source")] += "源"
            lines[at] = "\t".join(cells)
    return "\n".join(lines)


def publish(source: Path, first: Baseline, table: str = "") -> None:
    """All that the build does with the tables; only what differs from the first is looked at.

    A text that no table but those of restoring reads is restored once.

    Raises a :class:`~gongwen.errors.GongwenError`, or :class:`FindingError` for code and for a text that has changed.
    """
    restored = convert(source / "guideline.txt") if table in _RESTORING else (first.restoration, first.document)
    edition = complete(source, "guideline", *restored)
    read_lexicon(source, edition.pairings, edition.terms)
    read_examples(source / "query_examples.tsv")
    read_packages(source / "packages.tsv", ROOT / "requirements")
    read_redirects(source / "redirects.tsv")
    forms = read_forms(source / "citations.toml")
    for form in forms:
        cite(form, edition.document, edition.provenance, "c1", "http://127.0.0.1/", date(2020, 1, 1))
    docs = render_docs(edition)
    if edition.document != first.document and apply(edition.source, edition.repairs) != edition.text:
        raise FindingError(f"{table} changes the text, and no repair says so")
    passages = Passages(edition)
    prove_file("assets/citations.json", browser_data(forms, edition.document, edition.provenance).encode(), passages)
    changed = {name: text for name, text in docs.items() if first.docs.get(name) != text}
    for name, text in changed.items():
        if name.startswith("data/"):
            prove_file(name, text.encode(), passages)
        else:
            page = to_html(text)
            inert(page, name)
            prove_file(f"{name.removesuffix('.md')}/index.html", page.encode(), passages)
    if any(name.startswith("data/") for name in changed) or table == "packages.tsv":
        for name, page in drawn(docs).items():
            inert(page, name)
            prove_file(name, page.encode(), passages)


def to_html(page: str) -> str:
    """A generated page as MkDocs finishes it: without its head, through the macros' templates, through Markdown."""
    body = page.split("\n---\n", 1)[1]
    if jinja2.Environment(keep_trailing_newline=True).from_string(body).render() != body:
        raise FindingError("a template would change the page")
    return finish(markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "toc"]))


def drawn(docs: Mapping[str, str]) -> dict[str, str]:
    """The pages with macros, drawn from the data in ``docs``."""
    pages = {}
    with TemporaryDirectory() as folder:
        data, last = Path(folder), macros.data.DATA
        for name, text in docs.items():
            if name.startswith("data/") and name.endswith(".json") and name.count("/") == 1:
                (data / name.removeprefix("data/")).write_text(text, encoding="utf-8")
        macros.data.DATA = data
        try:
            for name in ("index", "pairings", "duties", "duties/matrix", "terms", "packages"):
                environment = jinja2.Environment()
                environment.globals["config"] = {"extra": {"made": {}}}
                define_env(_Env(environment))  # type: ignore[arg-type]
                body = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
                extensions = ["attr_list", "md_in_html", "tables", "toc"]
                page = markdown.markdown(environment.from_string(body).render(), extensions=extensions)
                pages[f"{name}/index.html"] = finish(page)
        finally:
            macros.data.DATA = last
    return pages


class _Env:
    """What mkdocs-macros hands to ``define_env``."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self.environment = environment

    def macro(self, function: Callable[..., str]) -> None:
        self.environment.globals[function.__name__] = function


def inert(page: str, name: str) -> None:
    """Raise :class:`FindingError` for an element or attribute that could run, or load from elsewhere."""
    root = html.fragment_fromstring(page, create_parent="div")
    for element in root.iter("*"):
        if element.tag in ("script", "img", "iframe", "object", "embed", "style", "link", "meta", "base"):
            raise FindingError(f"{name}: <{element.tag}>")
        for key, value in element.attrib.items():
            scheme = value.strip().lower().partition(":")[0] if key in ("href", "src", "action") else ""
            if key.startswith("on") or scheme in ("javascript", "data", "vbscript"):
                raise FindingError(f"{name}: {key}={value}")


if __name__ == "__main__":
    sys.exit(main())
