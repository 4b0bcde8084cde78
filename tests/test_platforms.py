"""How the sites of two platforms are compared: what is missing or otherwise is found, what only names them is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from platforms import configure, different_files, different_pages, read_pages

PAGE = '<!doctype html><meta name="generator" content="{}"><article><h1 id="a">甲</h1>{}</article>'
TABLE = "<table><tr><th>省</th><td id='b'>市</td></tr></table>"


def site(folder: Path, name: str, body: str) -> Path:
    (folder / "a").mkdir(parents=True)
    (folder / "a/index.html").write_text(PAGE.format(name, body), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("body", "count"), [(TABLE, 0), (TABLE.replace("市", "县"), 1)])
def test_files_are_the_same_but_for_the_generators_name(tmp_path: Path, body: str, count: int) -> None:
    one, other = site(tmp_path / "one", "MkDocs", TABLE), site(tmp_path / "other", "ProperDocs", body)
    assert len([*different_files(one, other)]) == count
    (other / "more.txt").touch()
    assert "more.txt: in one only" in [*different_files(one, other)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<button>复制</button>\n<p class='tools'>工具</p>{TABLE}", []),
        (TABLE.replace("id='b'", ""), ["/a/: 1 of 2 anchors missing, first #b"]),
        (TABLE.replace("市", "县"), ["/a/: expected “甲省市”, found “甲省县”", "/a/: tables differ"]),
    ],
)
def test_pages_must_have_the_same_anchors_words_and_tables(tmp_path: Path, body: str, found: list[str]) -> None:
    pages = read_pages(site(tmp_path / "one", "", TABLE))
    assert [*different_pages(pages, read_pages(site(tmp_path / "other", "", body)))] == found
    assert [*different_pages(pages, {})] == ["/a/: missing"]


def test_the_other_configuration_has_what_hooks_would_say() -> None:
    settings = {"hooks": ["x.py"], "strict": True, "theme": {"custom_dir": "y"}, "extra": {"a": 1}}
    settings["nav"] = [{"条款": ["clauses/index.md"]}, {"关于": "about.md"}]
    assert configure(settings, ["clauses/1.md"], {"data/a.xlsx": 5}) == {
        "theme": {"name": "material", "language": "zh"},
        "extra": {"a": 1, "made": {"data/a.xlsx": 5}},
        "nav": [{"条款": ["clauses/index.md", "clauses/1.md"]}, {"关于": "about.md"}],
    }
