"""The command on several files: what it writes, tells and ends with; what it prints as text and to be signed."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT

from corpus import words
from gongwen.command.main import main

GOOD = "关于协作的意见\n一、要求\n（一）目标。实现脱贫。\n"
LAW = "某法\n第一条 做。\n第二条 依照前条和《某某法》第三条办理。\n"
PAGE = "目\ue010尺寸。\n"
COMMAND = [sys.executable, "-m", "gongwen"]


@pytest.fixture
def command(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main("gongwen", [str(argument) for argument in arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people have it: two documents, one below, a PDF, a table and what an office program left."""
    inside = tmp_path / "in"
    (inside / "laws").mkdir(parents=True)
    (inside / "a.txt").write_text(GOOD, encoding="utf-8")
    (inside / "laws/b.md").write_text(LAW, encoding="utf-8")
    (inside / "c.pdf").write_bytes(b"%PDF-1.7\n")
    (inside / "index.tsv").write_text("a\tb\n", encoding="utf-8")
    (inside / "~$a.docx").write_bytes(b"\0")
    (inside / ".hidden.txt").write_text(GOOD, encoding="utf-8")
    return inside


def written(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_is_written_and_what_is_refused_is_told(
    command: Command, folder: Path, tmp_path: Path, jobs: int
) -> None:
    out = tmp_path / "out"
    status, told, errors = command(folder, "--out", out, "--jobs", jobs)
    assert status == 1
    assert written(out) == ["a.json", "laws/b.json"]
    assert json.loads((out / "laws/b.json").read_text(encoding="utf-8"))["title"] == "某法"
    lines = told.splitlines()
    assert re.fullmatch(
        r"2 documents converted, 1 refused, 1 file of another kind left alone, in \d+\.\d seconds", lines[0]
    )
    assert lines[1:] == [
        "Units: provision 3, paragraph 3, title 2, division 1",
        "References: 1 lead to a place in their document, 1 to another text, 0 fit nowhere, or in several places",
        "0 passages for a person to look at",
    ]
    assert errors == (
        f"gongwen: {folder}/c.pdf: expected a text, Markdown, a web page or a Word file (.docx), found a PDF, which "
        "holds pages; to mend: open it, copy its text into a .txt file and compare\n"
    )


def test_the_same_whether_one_at_a_time_or_two(command: Command, folder: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        command(folder, "--out", tmp_path / str(jobs), "--jobs", jobs)
    for name in written(tmp_path / "1"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_statuses(command: Command, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert command(folder / "a.txt", folder / "laws", "--out", out)[0] == 0
    assert written(out) == ["a.json", "b.json"]
    assert command(folder / "c.pdf", "--out", out)[0] == 2
    assert command(folder / "a.txt", folder / "c.pdf")[0] == 2
    assert command()[0] == 2
    assert command("--help")[0] == 0
    assert written(out) == ["a.json", "b.json"]


WRONG = {
    "no folder for several": (("a.txt", "c.pdf"), "several documents are written to a folder: name it with --out DIR"),
    "a PDF of no site": (("a.txt", "--files"), "--files is for the site of a document: name its folder"),
    "rows of a folder": (("a.txt", "--repairs", "--out", "out"), "--repairs prints the rows of one document"),
    "no number": (("a.txt", "--jobs", "0"), "a number from 1 on is needed, and not 0"),
    "text and rows": (("a.txt", "--text", "--repairs"), "not allowed with argument --text"),
    "an unknown option": (("a.txt", "--txt"), "unrecognized arguments: --txt"),
    "a folder without any": (("empty", "--out", "out"), "empty: expected a folder with documents in it, found none"),
    "a file as folder": (("a.txt", "--out", "c.pdf"), "c.pdf: expected to read and write there, found File exists"),
    "one name for two": (
        ("a.txt", "laws/a.txt", "--out", "out"),
        "out/a.txt.json: expected one document for each file",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_one_line_and_writes_nothing(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    arguments, message = WRONG[case]
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    (folder / "laws/a.txt").write_text(GOOD, encoding="utf-8")
    before = written(folder)
    status, told, errors = command(*arguments)
    assert (status, told) == (2, "")
    assert errors.startswith("gongwen: ")
    assert message in errors
    assert errors.count("\n") == 1
    assert written(folder) == before


def test_two_kinds_of_one_name_keep_their_endings(command: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "a.md").write_text(LAW, encoding="utf-8")
    command(folder, "--out", tmp_path / "out")
    assert written(tmp_path / "out") == ["a.md.json", "a.txt.json", "laws/b.json"]


def test_what_is_written_inside_the_folder_is_not_read_again(command: Command, folder: Path) -> None:
    for _ in range(2):
        command(folder, "--text", "--out", folder / "out")
    assert written(folder / "out") == ["a.txt", "laws/b.txt"]


def test_text_is_the_document_to_be_compared(command: Command, folder: Path) -> None:
    assert command(folder / "a.txt", "--text")[1] == GOOD
    for page in (ROOT / "tests/structure/samples").glob("*-*"):
        status, told, _ = command(page, "--text")
        found = json.loads(command(page)[1])
        left = [line.strip() for line in page.read_text(encoding="utf-8").split("\n")]
        for dropped in found["dropped"]:
            left[dropped["line"] - 1] = left[dropped["line"] - 1].replace(dropped["text"], "", 1)
        assert (status, words(told)) == (0, words("\n".join(left))), page.name


def test_rows_to_sign_are_printed_and_a_signed_table_is_used(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(GOOD + PAGE, encoding="utf-8")
    assert command(page)[2].endswith("to mend: sign 1 row, which `convert.py --repairs` prints\n")
    status, rows, errors = command(page, "--repairs")
    assert (status, errors) == (0, "")
    assert rows.endswith("# line 4: no byte that was lost\n目\ue010尺寸。\t目〔？〕尺寸。\t\t\n")
    table = tmp_path / "page.repairs.tsv"
    table.write_text(rows, encoding="utf-8")
    assert "page.repairs.tsv:4: expected signed to match .+, found “”" in command(page)[2]
    table.write_text(rows.replace("〔？〕", "的", 2).replace("\t\t\n", "\tA. Editor\tthe print\n"), encoding="utf-8")
    status, told, errors = command(page, "--text")
    assert (status, told.splitlines()[-1], errors) == (0, "目的尺寸。", "")
    assert command(page, "--repairs")[1].count("\n") == 2


def test_messages_are_chinese_where_the_locale_is(folder: Path) -> None:
    def said(*arguments: str, **environment: str) -> str:
        environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **environment}
        done = subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
        return (done.stdout + done.stderr).decode()

    assert said("c.pdf", LANG="zh_CN.UTF-8") == (
        "gongwen: c.pdf: 应为文本、Markdown、网页或 Word 文件（.docx），实为PDF（只有版面）；"
        "办法：打开后把文字复制到 .txt 文件，并与原件核对\n"
    )
    assert said(LANG="zh_CN.UTF-8") == "gongwen: 缺少参数：文件；详见 --help\n"
    help_ = said("--help", LANGUAGE="zh")
    assert "用法：gongwen [-h]" in help_
    assert "显示本帮助后退出" in help_
    assert not re.findall(r"\b(?!usage)[a-z]{4,} [a-z]{2,}\b", help_)
    assert said("c.pdf", LANG="de_DE.UTF-8").startswith("gongwen: c.pdf: expected a text, Markdown")
    assert said("a.txt", "laws", "--out", "out", LANG="zh_CN").startswith("转换 2 份文件，用时 ")


def test_a_bar_fills_on_a_terminal(folder: Path, tmp_path: Path) -> None:
    terminal, theirs = pty.openpty()
    command = [*COMMAND, str(folder / "a.txt"), str(folder / "laws"), "--out", str(tmp_path / "out")]
    environment = os.environ | {"TERM": "xterm", "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(terminal, 4096):
                shown += piece
        except OSError:  # the other side is closed
            pass
        assert process.stdout
        assert process.stdout.read().startswith(b"2 documents converted, in ")
    os.close(terminal)
    assert process.returncode == 0
    assert "Converting" in shown.decode()
    assert "100%" in shown.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_without_a_traceback(folder: Path, tmp_path: Path, jobs: str) -> None:
    """While it waits for a file that somebody is still writing."""
    pipe, out = folder / "pipe.txt", tmp_path / "out"
    os.mkfifo(pipe)
    arguments = [str(folder / "a.txt"), str(pipe), "--out", str(out), "--jobs", jobs]
    with (
        subprocess.Popen(
            [*COMMAND, *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        ) as process,
        pipe.open("wb"),
    ):  # returns when the command has opened it too
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == (b"", b"")
    assert written(out) in ([], ["a.json"])
