"""The language of the command: every message has its Chinese, and no message of an error is forgotten."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import gongwen
from gongwen.command import messages
from gongwen.command.catalogue import Catalogue, read_entries
from gongwen.command.messages import part, speaks_chinese, told
from gongwen.errors import GongwenError

PACKAGE = Path(gongwen.__file__).parent
PO = PACKAGE / "command/zh.po"
STAGES = ("intake", "restore", "command", "parse")
OTHERS = ("tables.py", "conversion.py", "errors.py")
"""Where errors arise that a document may cause."""
OWN = ("characters.py", "variants.py")
EDITORS = {"{} parted by single |", "an empty one in “{}”", "remove the | too many", "strings that one can see whole"}
"""What only those meet who edit the tables of the package."""


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    catalogue = Catalogue(PO)
    monkeypatch.setattr(messages, "translations", lambda: catalogue)
    messages._forms.cache_clear()
    yield catalogue
    messages._forms.cache_clear()


def test_our_reader_reads_as_babel_does() -> None:
    theirs = read_po(io.BytesIO(PO.read_bytes()))
    assert not list(theirs.check())
    wanted = {
        message.id if isinstance(message.id, str) else message.id[0]: (
            message.string if isinstance(message.string, str) else message.string[0]
        )
        for message in theirs
        if message.id
    }
    assert dict(read_entries(PO.read_text(encoding="utf-8"))) == wanted
    assert all(wanted.values())


def test_every_message_of_the_command_is_translated() -> None:
    asked = {
        call.args[0].value
        for path in (PACKAGE / "command").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "plural")
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(asked) > 20
    assert asked - Catalogue(PO).entries.keys() == set()


def places(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sr]|%[sr]|\{\w*\}", re.sub(r"\{\d\}", "{}", text)))


def test_translations_keep_their_places() -> None:
    for message, translation in Catalogue(PO).entries.items():
        assert places(message) == places(translation), message
        assert translation[-1:] not in "。." or message[-1:] == ".", message


def error_words() -> Iterator[str]:
    """The words of errors as the code has them, with {} for what is put in."""
    files = [path for stage in STAGES for path in (PACKAGE / stage).rglob("*.py")]
    for path in (*(path for path in files if path.name not in OWN), *(PACKAGE / name for name in OTHERS)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            if name.endswith("Error") or name in ("error", "_error", "_Refused"):
                for argument in call.args:
                    if words := literal(argument):
                        yield words
        for assignment in ast.walk(tree):
            named = getattr(assignment.targets[0], "id", "") if isinstance(assignment, ast.Assign) else ""
            if named in ("mend", "found") and (words := literal(assignment.value)):
                yield words


def literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(piece.value if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
    return ""


def test_every_word_of_an_error_is_translated() -> None:
    said = {words for words in error_words() if " " in words}
    assert len(said) > 40
    assert said - Catalogue(PO).entries.keys() == EDITORS


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("an empty file", "空文件"),
        ("“髙” in “宁吉髙报道”", "“宁吉髙报道”中的“髙”"),
        ("the byte FF behind “关于”", "“关于”之后的字节 FF"),
        ("sign 3 rows, which `convert.py --repairs` prints", "为 3 处修补签名，用 `convert.py --repairs` 印出"),
        ("what nobody has translated", "what nobody has translated"),
        ("braces {0} of a file", "braces {0} of a file"),
        ("“{0}” in “{x}”", "“{x}”中的“{0}”"),
    ],
)
def test_parts_of_errors(chinese: Catalogue, words: str, wanted: str) -> None:
    assert part(words) == wanted


def test_an_error_is_one_line_in_chinese(chinese: Catalogue) -> None:
    error = GongwenError("a.txt", 3, "no byte that was lost", "“?” in “甲?乙\n丙”", "write it there")
    assert told(error) == "a.txt:3: 应为没有缺损的文字，实为“甲?乙 丙”中的“?”；办法：在该处写上"


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANGUAGE": "zh:en", "LANG": "C.UTF-8"}, True),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "", "LANG": "zh_CN"}, True),
    ],
)
def test_which_language(environment: dict[str, str], wanted: bool) -> None:
    assert speaks_chinese(environment) is wanted
