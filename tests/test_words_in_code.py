"""No code knows this guideline: what is peculiar to it stands in ``source/``.

Docstrings and comments may give examples from it, strings may not. A string shares words with the guideline where both
speak the language of official documents; those words are listed here, each with the reason why it is nobody's own.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.records import Edition
from gongwen.tables import ANY, TEXT, read_table

SOURCE = ROOT / "source"
PYTHON = sorted([*(ROOT / "scripts").rglob("*.py"), *(ROOT / "macros").rglob("*.py")])
BROWSER = sorted(path for kind in ("js", "html") for path in (ROOT / "scripts").rglob(f"*.{kind}"))
GENERAL = {
    "自治区": "what some provinces are called",
    "行政区": "part of the titles in the table of divisions",
    "个方面": "how an enumeration is counted",
    "贯彻落实": "what any document does with the spirit of a meeting",
    "座谈会": "a kind of meeting",
    "总体要求": "the usual title of a first part",
    "指导思想": "the usual title of a first clause",
    "有结对关系": "that there are such",
    "结对关系": "what the site calls pairings, and the page that lists them",
    "帮扶省市": "what the diagram calls its sides",
    "帮扶地区": "what the diagram calls its sides",
}
"""Words of three characters and more that a string may share with the guideline."""
_SHORTEST = 3
"""Two characters make any everyday word; a name of the guideline has three."""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a file with their lines; docstrings and comments are none."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        comments = r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->|(?:(?<=\s)|^)//[^\n]*"
        code = re.sub(comments, lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL | re.MULTILINE)
        yield from enumerate(code.split("\n"), 1)
        return
    tree = ast.parse(text)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def in_common(string: str, text: str) -> Iterator[str]:
    """The longest stretches of Han characters that both have."""
    for run in re.findall("[一-鿿]+", string):
        at = 0
        while at + _SHORTEST <= len(run):
            end = at + _SHORTEST
            while run[at:end] in text and end < len(run) and run[at : end + 1] in text:
                end += 1
            if run[at:end] in text:
                yield run[at:end]
                at = end - _SHORTEST + 1
            at += 1


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(SOURCE)


def names(edition: Edition) -> set[str]:
    """What the guideline and its data call their own: every name of three characters and more."""
    provenance = tomllib.loads((SOURCE / "guideline.toml").read_text(encoding="utf-8"))["document"]
    words = read_table(SOURCE / "relation_words.tsv", {"word": TEXT, "kind": ANY})
    found = {name for term in edition.terms for name in (term.name, *term.aliases)}
    found |= {name for cited in edition.cited for name in (cited.name, cited.title, *cited.aliases)}
    found |= {clause.title for clause in edition.document.clauses} | {row["word"] for row in words}
    found |= {place.short for place in edition.paired_places}
    found |= {edition.document.title, *provenance["issuers"], provenance["publisher"]}
    return {name for name in found if len(name) >= _SHORTEST} - set(GENERAL)


def test_strings_share_with_the_guideline_only_general_words(edition: Edition) -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path in (*PYTHON, *BROWSER)
        for line, string in strings(path)
        for word in in_common(string, edition.text)
        if word not in GENERAL
    }
    assert found == set(), "move it to a table in source/, or list it above if any official document may say it"


def test_no_string_has_a_name_of_the_guideline(edition: Edition) -> None:
    known = names(edition)
    assert {"东西部扶贫协作", "新华社", "扶贫协作", "国务院扶贫办"} <= known
    found = {
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in (*PYTHON, *BROWSER)
        for line, string in strings(path)
        for name in known
        if name in string
    }
    assert found == set(), "move it to a table in source/"


def test_docstrings_and_comments_are_no_strings(tmp_path: Path) -> None:
    python, script = tmp_path / "a.py", tmp_path / "a.js"
    python.write_text('"""甲甲甲"""\nX = "乙乙乙"  # 丙丙丙\n"""丁丁丁"""\nY = f"{X}戊戊戊"\n', encoding="utf-8")
    script.write_text('/* 甲甲甲\n */ const x = "乙乙乙" // 丙丙丙\nconst y = "https://丁丁丁"\n', encoding="utf-8")
    assert [word for _, string in strings(python) for word in in_common(string, "甲甲甲乙乙乙丙丙丙丁丁丁戊戊戊")] == [
        "乙乙乙",
        "戊戊戊",
    ]
    assert [
        (line, word) for line, string in strings(script) for word in in_common(string, "甲甲甲乙乙乙丙丙丙丁丁丁")
    ] == [
        (2, "乙乙乙"),
        (3, "丁丁丁"),
    ]


def test_the_longest_stretch_is_named_whole() -> None:
    assert list(in_common("由国务院扶贫办负责，县级政府", "国务院扶贫办、教育部")) == ["国务院扶贫办"]
    assert list(in_common("甲乙丙丁戊己", "甲乙丙 丁戊己")) == ["甲乙丙", "丁戊己"]
    assert list(in_common("甲乙，丙", "甲乙丙")) == []
