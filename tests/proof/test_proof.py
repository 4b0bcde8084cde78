"""The built site proves its own text: whatever file is changed by one character, the proof names the file."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from fuzz_tables import to_html
from gongwen.extract.terms import extract_terms
from gongwen.publish.pages import render_docs
from gongwen.records import Edition
from gongwen.site.passages import RUN, Passages
from gongwen.site.proof import ProofError, prove, prove_file

CARRIERS = (
    *("full/index.html", "clauses/4/index.html", "clauses/8/index.html", "index.html", "about/index.html"),
    *("clauses/index.html", "duties/index.html", "pairings/index.html", "terms/index.html", "search/index.html"),
    *("data/guideline.txt", "data/guideline.json", "data/sentences.json", "data/sentences.csv", "data/duties.csv"),
    *("data/pairings.csv", "data/references.json", "data/clauses/5.json", "data/clauses/5.md"),
    *("data/clauses/preamble.json", "assets/*/citations.json", "assets/*/check.json", "assets/*/search/engine.*.js"),
    *("data/guideline.akn.xml", "data/guideline.md", "data/guideline.ris", "data/guideline.csl.json", "llms.txt"),
    "data/datapackage.json",
)
"""A file of every kind that has words of the text."""


def test_the_built_site_is_proved(site_dir: Path, edition: Edition) -> None:
    prove(site_dir, edition)


def runs_of(text: str, passages: Passages) -> list[int]:
    """Where a file has the words of the text, as a naive look for them finds it; names and notes may be like them."""
    found = set[int]()
    for line in passages.printed.splitlines():
        for at in range(len(line) - RUN + 1):
            start = text.find(line[at : at + RUN])
            while start >= 0:
                found.update(range(start, start + RUN))
                start = text.find(line[at : at + RUN], start + 1)
    names = ("攻坚战的决定", "国务院关于打赢", "万企帮万村", "社会工作专业人才", "中全会")
    names = (*names, "族自治州", "东西协作行动计划")
    others = {at for at in found if any(name in text[max(at - 20, 0) : at + 20] for name in names)}
    return sorted(found - others)


@pytest.mark.parametrize("pattern", CARRIERS)
def test_one_character_is_noticed(site_dir: Path, passages: Passages, pattern: str) -> None:
    (path,) = site_dir.glob(pattern)
    name, text = path.relative_to(site_dir).as_posix(), path.read_text(encoding="utf-8")
    places = runs_of(text, passages)
    chance = random.Random(name)
    for at in chance.sample(places, min(len(places), 9)):
        inside = {at - 1, at + 1} <= {*places}  # a quotation that lacks its last character is a quotation
        for instead in ("错", text[at] * 2, *([""] if inside else [])):
            changed = text[:at] + instead + text[at + 1 :]
            with pytest.raises(ProofError) as error:
                prove_file(name, changed.encode(), passages)
            message = str(error.value)
            assert message.startswith(f"{name}: expected "), message
            assert message.isprintable()
            assert len(message) <= 300


def test_every_file_that_has_the_text_is_a_carrier_of_a_kind_above(site_dir: Path, passages: Passages) -> None:
    kinds = {"".join(Path(pattern).suffixes[-1:]) for pattern in CARRIERS}
    for path in site_dir.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if passages.document.sentence["c8-p1-s3"].text[:RUN].encode() in content:
            assert path.suffix in kinds, path


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("data/lines.jsonl", '{{"at": "c8-p1-s3", "words": "{}"}}\n'),
        ("data/akn.xml", '<act><p eId="c8-p1-s3">{}</p></act>'),
        ("data/tei.xml", '<p xml:id="c8-p1-s3">{}</p>'),
        ("data/plain.csv", "no,sentence,body\n1,c8-p1-s3,{}\n"),
        ("data/quotes.bib", "@misc{{c8, note = {{{}}}}}\n"),
        ("data/table.tsv", "c8-p1-s3\t{}\n"),
        ("assets/texts.js", 'self.texts={{"c8-p1-s3":"{}"}};'),
        ("assets/escaped.json", None),
        ("data/book.zip", None),
        ("data/text.json.gz", None),
        ("new/page.html", '<html><body><div><p>说</p><blockquote id="c8-p1-s3">{}</blockquote></div></body></html>'),
        ("new/quoted.html", '<p><a href="../clauses/8/#c8-p1-s3">见</a><q>{}</q></p>'),
        ("new/listed.html", '<ul><li><a href="../clauses/8/#c8-p1-s3">第3句</a>：{}</li></ul>'),
    ],
)
def test_a_kind_of_file_that_does_not_exist_yet(passages: Passages, name: str, form: str | None) -> None:
    right = passages.document.sentence["c8-p1-s3"].text
    wrong = right.replace("多渠道", "多渠渠道")

    def content(text: str) -> bytes:
        if form:
            return form.format(text).encode()
        record = json.dumps({"id": "c8-p1-s3", "text": text})
        if name.endswith(".zip"):
            whole = io.BytesIO()
            with zipfile.ZipFile(whole, "w") as archive:
                archive.writestr("inside/record.json", record)
            return whole.getvalue()
        return gzip.compress(record.encode()) if name.endswith(".gz") else record.encode()

    alone = "expected c8 whole, its sentences once and in order, found c8-p1-s3; "
    assert alone in (said(name, content(right), passages) or alone)
    assert re.match(rf"{name.split('.')[0]}.*多渠", said(name, content(wrong), passages))


def said(name: str, content: bytes, passages: Passages) -> str:
    """What the proof says against a file, or nothing."""
    try:
        prove_file(name, content, passages)
    except ProofError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<span id="c8-p1-s2">', '<span id="other">'),
        ("</span></p>", "</span>（完）</p>"),
        ("（八）组织劳务协作</h3>", "（八）组织劳务</h3>"),
        ('<h3 id="c9">', '<p>一段插进来的话。</p><h3 id="c9">'),
    ],
)
def test_the_structure_of_the_full_text(edition: Edition, passages: Passages, before: str, after: str) -> None:
    page = re.sub('<wbr>|<a class="permalink"[^>]*></a>', "", to_html(render_docs(edition)["full.md"]))
    prove_file("full/index.html", page.encode(), passages)
    assert before in page
    with pytest.raises(ProofError, match=r"^full/index\.html: expected "):
        prove_file("full/index.html", page.replace(before, after, 1).encode(), passages)


def test_a_page_that_is_missing(site_dir: Path, edition: Edition, tmp_path: Path) -> None:
    site = shutil.copytree(site_dir, tmp_path / "site")
    (site / "clauses/8/index.html").unlink()
    with pytest.raises(ProofError, match=r"^clauses/8/index\.html: expected the sentences from c8-p1-s1 to c8-p1-s6"):
        prove(site, edition)


def test_an_entry_without_a_name_is_noticed(edition: Edition) -> None:
    """One | too many behind an alias once made a name of no characters, which stands everywhere."""
    entries = [replace(term, aliases=(*term.aliases, "")) for term in edition.terms if term.kind == "body"]
    terms = extract_terms(edition.document, (), entries)
    hollow = replace(edition, terms=terms)
    with pytest.raises(ProofError, match=r"^clauses/8/index\.html: .* in lexicon\.tsv$"):
        prove_file("clauses/8/index.html", to_html(render_docs(hollow)["clauses/8.md"]).encode(), Passages(hollow))


def test_the_table_behind_is_named(edition: Edition, passages: Passages) -> None:
    page = to_html(render_docs(edition)["clauses/8.md"])
    link = '<a href="../terms.md#term-bangfu-shuangfang">帮扶双方</a>'
    assert link in page
    with pytest.raises(ProofError) as error:
        prove_file("clauses/8/index.html", page.replace(link, link * 2, 1).encode(), passages)
    assert str(error.value) == (
        "clauses/8/index.html: expected c8-p1 “帮扶双方要建立和完善劳务输出精准”, "
        "found “帮扶双方帮扶双方要建立和完善劳务”; to mend: look at term-bangfu-shuangfang in lexicon.tsv"
    )
