"""The converter as others call it: JSON of the published shape, or status 2 and one line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from support import ROOT

import convert

SCHEMA = json.loads((ROOT / "docs/data/guideline.schema.json").read_text(encoding="utf-8"))
GOOD = "关于协作的意见\n一、要求\n（一）目标。实现脱贫。\n"


class Result(NamedTuple):
    status: int
    out: str
    err: str


class Convert:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]) -> None:
        self.monkeypatch, self.captured = monkeypatch, captured

    def __call__(self, *arguments: Path | str) -> Result:
        self.monkeypatch.setattr(sys, "argv", ["convert.py", *map(str, arguments)])
        try:
            status = convert.main()
        except SystemExit as ended:  # as argparse ends
            status = int(ended.code or 0)
        out, err = self.captured.readouterr()
        return Result(status, out.decode(), err.decode())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Convert:
    return Convert(monkeypatch, capsysbinary)


def test_the_guideline_gives_its_published_json(run: Convert) -> None:
    result = run(ROOT / "source/guideline.txt")
    assert (result.status, result.err) == (0, "")
    published = json.loads((ROOT / "docs/data/guideline.json").read_text(encoding="utf-8"))
    del published["provenance"]
    assert json.loads(result.out) == published


def test_the_clean_text_gives_the_same(run: Convert) -> None:
    """But for the lines, which are those of the page."""
    clean, page = run(ROOT / "docs/data/guideline.txt").out, run(ROOT / "source/guideline.txt").out
    assert re.sub(r'"line": \d+', "", clean) == re.sub(r'"line": \d+|(?s:(?<="dropped": \[).+?(?=\]))', "", page)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD.replace("\n", "\r\n\r\n"),
        GOOD + "国务院办公厅\n2018年12月26日\n",
        GOOD.replace("一、", "国办发〔2018〕1号\n各省人民政府：\n现提出意见。\n一、") + "——坚持协作。\n",
        GOOD.replace("目标", "{{ 7*7 }}{% raw %}<script>'\"&amp;\\"),
    ],
    ids=["plain", "BOM and CRLF", "signed", "number, addressees, principle", "hostile"],
)
def test_a_good_document_gives_json_of_the_schema(run: Convert, tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(text.encode())
    result = run(page)
    assert (result.status, result.err) == (0, "")
    jsonschema.validate(json.loads(result.out), SCHEMA)


OTHERS = {
    "a law by articles": ("某法\n第一条 为了协作。\n", ["title", "a1", "a1-p1"]),
    "Markdown": ("# 某法\n\n## 第一章 总则\n\n第一条 做。\n", ["title", "ch1", "a1", "a1-p1"]),
    "parts only": ("某通知\n一、要求\n做好工作。\n", ["title", "part-1", "part-1-p1"]),
    "a table": (GOOD + "| 甲 | 乙 |\n", ["title", "part-1", "c1", "c1-p1", "t1"]),
    "clauses anew": (
        GOOD + "二、任务\n（一）目标。做。\n",
        ["title", "part-1", "part-1-c1", "part-1-c1-p1", "part-2", "part-2-c1", "part-2-c1-p1"],
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_any_document_gives_its_tree(run: Convert, tmp_path: Path, kind: str) -> None:
    text, ids = OTHERS[kind]
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    found = json.loads(run(tmp_path / "page.txt").out)
    jsonschema.validate(found, SCHEMA)
    assert list(ids_of(found["units"])) == ids


def ids_of(units: list[dict[str, Any]]) -> Iterator[str]:
    for unit in units:
        yield unit["id"]
        yield from ids_of(unit["units"])


def test_a_doubtful_line_is_told_with_its_line(run: Convert, tmp_path: Path) -> None:
    """Of the page as it lies there, blank lines and all."""
    page = tmp_path / "page.txt"
    page.write_text(GOOD.replace("\n", "\r\n\r\n") + "更多\n", encoding="utf-8")
    told = json.loads(run(page).out)["warnings"]
    assert [(remark["line"], remark["text"]) for remark in told] == [(7, "更多"), (7, "更多")]


BAD = {
    "binary": (b"\x7fELF\x02\x01\x01\x00\xd0\xcf\x11\xe0", "expected a text in UTF-8, UTF-16, GB18030 or Big5"),
    "NUL bytes": (GOOD.encode() + b"\0" * 9, "page.txt:4: expected no invisible character, found “U+0000” in "),
    "PDF": (b"%PDF-1.7\n", "found a PDF, which holds pages; to mend: open it, copy its text into a .txt file"),
    "empty": (b"", "page.txt: expected a text, Markdown, a web page or a Word file (.docx), found an empty file"),
    "blank": (b"\xef\xbb\xbf \n\n\t\n", "page.txt:1: expected a text, found none"),
    "a title alone": ("某通知\r\n\r\n".encode(), "page.txt:1: expected text below the title"),
    "damage": ((GOOD + "\n\n依托當?地。\n").encode(), "page.txt:6: expected no ? between Chinese characters"),
    "a byte lost": (
        (GOOD + "网目小于目2\ue010厘米。\n").encode(),
        "page.txt:4: expected no byte that was lost, found “U+E010”",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_document_gives_status_2_and_one_line(run: Convert, tmp_path: Path, kind: str) -> None:
    content, message = BAD[kind]
    (tmp_path / "page.txt").write_bytes(content)
    assert_refused(run(tmp_path / "page.txt"), message)


def test_a_missing_file_gives_status_2_and_one_line(run: Convert, tmp_path: Path) -> None:
    assert_refused(run(tmp_path / "no\nsuch.txt"), "no such.txt: expected a file, found No such file or directory")
    assert_refused(run(tmp_path), "several documents are written to a folder: name it with --out DIR; --help tells")


ENCODED = {name: GOOD.encode(codec) for name, codec in {"GBK": "gbk", "UTF-16": "utf-16"}.items()}


@pytest.mark.parametrize("encoding", ENCODED)
def test_whatever_the_encoding(run: Convert, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes(ENCODED[encoding])
    assert json.loads(run(tmp_path / "page.txt").out)["clauses"][0]["title"] == "目标"


def test_references_are_told_and_lead_to_units(run: Convert, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("某法\n第一条 做。\n第二条 依照前条和《某某法》第三条办理。\n", encoding="utf-8")
    found = json.loads(run(tmp_path / "page.txt").out)
    jsonschema.validate(found, SCHEMA)
    told = [(one["kind"], one["from"], one["to"], one["evidence"]) for one in found["references"]]
    assert told == [
        ("provision", "a2-p1-s1", "a1", "前条"),
        ("foreign", "a2-p1-s1", "", "《某某法》第三条"),
    ]


CLEAN = {
    "a rare name": "宁吉髙。",
    "traditional script": "國務院扶貧辦在陝西的「對口支援」工作。",
    "a letter": "应当在A级旅游景区设立。",
    "a reading of a rare name": "亳（bó）州。",
    "marks": '他说:"好,好"。',
}


@pytest.mark.parametrize("kind", CLEAN)
def test_a_clean_text_keeps_its_words(run: Convert, tmp_path: Path, kind: str) -> None:
    """But for the width of marks."""
    (tmp_path / "page.txt").write_text(GOOD + CLEAN[kind], encoding="utf-8")
    found = json.loads(run(tmp_path / "page.txt").out)["clauses"][0]["paragraphs"][-1]["sentences"]
    assert "".join(one["text"] for one in found) == CLEAN[kind].replace(":", "：").replace(",", "，")


def test_signed_repairs_are_read_beside_the_page(run: Convert, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(GOOD + "目2\ue010厘米。\n", encoding="utf-8")
    signed = tmp_path / "page.repairs.tsv"
    signed.write_text("before\tafter\tsigned\twhy\n2\ue010厘\t2.厘\tA. Editor\tthe print\n", encoding="utf-8")
    assert "2.厘米。" in run(tmp_path / "page.txt").out
    signed.write_text("before\tafter\tsigned\twhy\n2\ue010厘\t2.厘\t\tthe print\n", encoding="utf-8")
    assert_refused(run(tmp_path / "page.txt"), "page.repairs.tsv:2: expected signed to match .+, found “”")


def assert_refused(result: Result, message: str) -> None:
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("convert.py: ")
    assert message in result.err
    assert result.err.count("\n") == 1
    assert result.err.endswith("\n")


def test_it_runs_from_anywhere_in_any_locale(tmp_path: Path) -> None:
    page = tmp_path / "意见.txt"
    page.write_text(GOOD, encoding="utf-8")
    environment = os.environ | {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    command = [sys.executable, str(ROOT / "scripts/convert.py"), page.name]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert json.loads(result.stdout)["title"] == "关于协作的意见"
    page.write_text("更多\ue004多", encoding="utf-8")
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert result.returncode == 2
    assert result.stderr.count(b"\n") == 1
    assert b"Traceback" not in result.stderr
