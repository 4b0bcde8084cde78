"""What is baked: the same index in Python and in the browser, the same bytes wherever it is built."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index
from mkdocs.contrib import search as mkdocs_search
from playwright.sync_api import Page
from support import ROOT, assets

from gongwen.errors import DataError, LibraryError
from gongwen.parse import parse_text
from gongwen.search.bake import PRECISION, _pack, build_index, find_lunr, read_scripts
from gongwen.search.records import Group, Lexicon, Passage, make_groups, read_lexicon
from gongwen.search.segment import make_segmenter

Baked = tuple[tuple[Group, ...], Lexicon]
SCRIPTS = ROOT / "scripts/gongwen/search/browser"
LUNR = Path(mkdocs_search.__file__).parent / "templates/search/lunr.js"

RANK = """queries => {
  const index = lunr.Index.load(unpack(words, data.steps, data.scores))
  const ask = terms => index.query(query => terms.forEach(term => query.term(term, { usePipeline: false })))
  return queries.map(terms => ask(terms).map(({ ref, score }) => [ref, score]))
}"""
SCORES = """runs => {
  const scoresOf = createRanker(words, data.steps, data.scores)
  return runs.map(run => [...scoresOf(run)])
}"""
BAKE = """
from hashlib import sha256
from pathlib import Path
from gongwen.search.bake import bake_search, read_scripts
from gongwen.edition import make_edition
from gongwen.search.records import make_groups, read_lexicon

edition = make_edition(Path("source"))
derived = edition.pairings, edition.terms
lexicon = read_lexicon(Path("source"), *derived)
files = bake_search(make_groups(edition.document, *derived), lexicon, read_scripts())
print({name: sha256(content).hexdigest() for name, content in sorted(files.items())})
"""
UNPACK = """
const printed = JSON.stringify([data.groups, data.lists, data.aliases])
const { simple } = readCharacters(data.characters, new Set(printed))
const { documents } = createTexts(data, createFold(simple), [])
const words = readWords(data.words, documents.map(unit => unit.folded).join(""));
"""

SMALL = """关于试行检索的意见
为试行检索，提出如下意见。
一、总体要求
（一）目标。到2020年建成。
（二）原则
——便民。方便群众。
"""


def test_groups_are_what_a_reader_finds() -> None:
    groups = make_groups(parse_text(SMALL, "small.txt"))
    listed = [(found.kind, found.location, found.label, found.title, found.number, found.part) for found in groups]
    assert listed == [
        ("document", "full/", "", "关于试行检索的意见", 0, 0),
        ("preamble", "full/", "引言", "", 0, 0),
        ("part", "full/", "第一部分 总体要求", "", 1, 1),
        ("clause", "clauses/1/", "（一）", "目标", 1, 1),
        ("clause", "clauses/2/", "（二）", "原则", 2, 1),
    ]
    passages = [(found.anchor, found.text) for group in groups for found in group.passages]
    assert passages == [
        ("preamble-p1-s1", "为试行检索，提出如下意见。"),
        ("part-1", "总体要求"),
        ("c1-p1-s1", "到2020年建成。"),
        ("c2-p1-s1", "便民。"),
        ("c2-p1-s2", "方便群众。"),
    ]


def test_words_are_cut_for_search_with_the_words_of_the_trade() -> None:
    segment = make_segmenter(["建档立卡贫困人口", "土家族"])
    assert segment("建档立卡贫困人口") == ["建档", "贫困", "困人", "人口", "建档立卡贫困人口"]
    assert "土家族" in segment("恩施土家族苗族自治州")
    assert segment("，。和 的") == []


@pytest.mark.parametrize(
    ("synonym", "short", "message"),
    [
        ("like\t款\t资金", "发改委", r"synonyms\.tsv:3: expected kind to match"),
        ("same\t款|钱\t资金", "发改委", r"synonyms\.tsv:3: expected words once, found “钱” also in line 2"),
        ("same\t款\t资金", "发改委|款", r"abbreviations\.tsv:2: expected a name that synonyms\.tsv does not have"),
        ("same\t款\t资金", "发展改革委", r"abbreviations\.tsv:2: expected a name that is no part of the full one"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, synonym: str, short: str, message: str) -> None:
    (tmp_path / "abbreviations.tsv").write_text(f"short\tfull\n{short}\t国家发展改革委\n")
    (tmp_path / "synonyms.tsv").write_text(f"kind\twords\tmeans\nsame\t钱\t资金\n{synonym}\n")
    (tmp_path / "related.tsv").write_text("names\tnear\n")
    (tmp_path / "elsewhere.tsv").write_text("kind\tname\taliases\n")
    with pytest.raises(DataError, match=message):
        read_lexicon(tmp_path)


def test_the_browser_unpacks_the_very_index_that_lunr_py_wrote(page: Page, site_dir: Path, baked: Baked) -> None:
    page.goto("about/")
    expected = build_index(*baked)
    unpacked = json.loads(page.evaluate(f"{_browser(site_dir)} JSON.stringify(unpack(words, data.steps, data.scores))"))
    assert unpacked == json.loads(json.dumps(expected))


def test_characters_outside_the_bmp_shift_nothing(page: Page, site_dir: Path) -> None:
    """𠮷 is one character here and two units in the browser; and a step of any size is a character, no surrogate."""
    page.goto("about/")
    texts = [f"𠮷林省{'𠮷' * 3}劳务协作", "文" * 60_000, "扶贫协作与劳务输出"]
    passages = tuple(Passage(f"c1-p1-s{number}", text) for number, text in enumerate(texts, 1))
    group = Group("clause", "clauses/1/", "（一）", "目标", 1, 1, passages)
    lexicon = Lexicon(aliases=(), meanings=(), places=())
    index = build_index([group], lexicon)
    packed = _pack(index, ["目标", *texts])
    call = f"unpack(readWords({json.dumps(packed['words'])}, {json.dumps('目标' + ''.join(texts))})"
    call += f", {json.dumps(packed['steps'])}, {json.dumps(packed['scores'])})"
    assert json.loads(page.evaluate(f"{_browser(site_dir)} JSON.stringify({call})")) == json.loads(json.dumps(index))


def test_python_and_the_browser_rank_alike(page: Page, site_dir: Path, baked: Baked) -> None:
    """Scores are sums of products of floats, taken in another order: they agree to nine places."""
    page.goto("about/")
    serialised = build_index(*baked)
    index = Index.load(serialised)
    vocabulary = [word for word, _ in serialised["invertedIndex"]]
    chance = random.Random(20161207)
    queries = [[word] for word in vocabulary] + [chance.sample(vocabulary, 3) for _ in range(300)]
    answers = page.evaluate(f"{_browser(site_dir)} {LUNR.read_text(encoding='utf-8')}; ({RANK})({json.dumps(queries)})")
    for terms, theirs in zip(queries, answers, strict=True):
        ours = {found["ref"]: found["score"] for found in _query(index, terms)}
        assert ours.keys() == {ref for ref, _ in theirs}
        for ref, score in theirs:
            assert ours[ref] == pytest.approx(score, abs=1e-9)


def test_the_engine_reads_the_scores_that_lunr_gives(page: Page, site_dir: Path, baked: Baked) -> None:
    """For every title and sentence, the sum of what lunr gives for each of the words that stand in it."""
    page.goto("about/")
    groups, lexicon = baked
    serialised = build_index(groups, lexicon)
    index = Index.load(serialised)
    alone = {word: _query(index, [word]) for word, _ in serialised["invertedIndex"]}
    runs = [passage.text[:40] for group in groups if group.kind == "clause" for passage in group.passages]
    answers = page.evaluate(f"{_browser(site_dir)} ({SCORES})({json.dumps(runs)})")
    for run, theirs in zip(runs, answers, strict=True):
        ours: dict[int, float] = defaultdict(float)
        for word, found in alone.items():
            for _ in re.finditer(f"(?={word})", run):
                for one in found:
                    ours[int(one["ref"])] += one["score"]
        assert dict(theirs) == pytest.approx(ours, abs=1e-9)


def test_rounding_moves_no_score_by_more_than_half_a_step(baked: Baked, monkeypatch: pytest.MonkeyPatch) -> None:
    rounded = build_index(*baked)["fieldVectors"]
    monkeypatch.setattr("gongwen.search.bake.PRECISION", 10**6)
    exact = build_index(*baked)["fieldVectors"]
    for (field, near), (same, vector) in zip(rounded, exact, strict=True):
        assert field == same
        assert near[::2] == vector[::2]
        assert all(abs(one - other) <= 0.5 / PRECISION + 1e-6 for one, other in zip(near, vector, strict=True))


def test_the_bytes_are_the_same_in_another_locale_time_zone_and_hash_seed() -> None:
    settings = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
    ]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", BAKE],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": "scripts"} | setting,
            capture_output=True,
            check=True,
        ).stdout
        for setting in settings
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("package", ["mkdocs", "properdocs"])
def test_lunr_comes_from_whichever_package_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str
) -> None:
    """Looked for, not imported: the one that is there says where its files are."""
    folder = tmp_path / package / "contrib/search/templates/search"
    folder.mkdir(parents=True)
    (tmp_path / package / "__init__.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    (folder / "lunr.js").write_bytes(LUNR.read_bytes())
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "mkdocs", raising=False)
    assert find_lunr() == LUNR.read_bytes()
    assert "lunr.js" in read_scripts(SCRIPTS)
    (folder / "lunr.js").write_text("another", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"^lunr\.js: expected 2\.3\.9, SHA-256 "):
        read_scripts(SCRIPTS)
    (folder / "lunr.js").unlink()
    assert find_lunr() == b""


def test_lunr_is_the_one_that_mkdocs_ships() -> None:
    ours, theirs = read_scripts(SCRIPTS)["lunr.js"], LUNR.read_text(encoding="utf-8")
    assert 'lunr.version = "2.3.9"' in ours
    assert "lunr.Index.load = " in ours
    assert len(ours) < len(theirs) / 3


@pytest.mark.parametrize("change", [("lunr.TokenSet", "lunr.Tokens"), ("2.3.9", "2.4.0"), (";", "; ")])
def test_another_lunr_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: tuple[str, str]) -> None:
    other = tmp_path / "mkdocs/contrib/search/templates/search/lunr.js"
    other.parent.mkdir(parents=True)
    (tmp_path / "mkdocs/__init__.py").touch()
    other.write_bytes(LUNR.read_text(encoding="utf-8").replace(*change, 1).encode())
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "mkdocs", raising=False)
    with pytest.raises(LibraryError, match=r"^lunr\.js: expected 2\.3\.9, SHA-256 c1a28d9e…, found "):
        read_scripts(SCRIPTS)
    other.unlink()
    with pytest.raises(LibraryError, match=r"^lunr\.js: expected 2\.3\.9"):
        read_scripts(SCRIPTS)


def test_the_engine_is_named_after_its_content(site_dir: Path) -> None:
    [engine] = (assets(site_dir) / "search").glob("engine.*.js")
    assert engine.name == f"engine.{sha256(engine.read_bytes()).hexdigest()[:8]}.js"
    assert engine.name in (assets(site_dir) / "search/worker.js").read_text(encoding="utf-8")


def _browser(site_dir: Path) -> str:
    """The engine's file up to its last call, with its data at hand instead."""
    [engine] = (assets(site_dir) / "search").glob("engine.*.js")
    before, _, rest = engine.read_text(encoding="utf-8").partition("self.answer=createEngine(")
    data = rest.removesuffix(")})()\n")
    lunr, _, body = before.partition("(()=>{")
    return f"{lunr};{body};const data = {data};{UNPACK}"


def _query(index: Index, terms: list[str]) -> list[dict[str, Any]]:
    query = index.create_query()
    for term in terms:
        query.term(term, use_pipeline=False)
    found: list[dict[str, Any]] = index.query(query)
    return found
