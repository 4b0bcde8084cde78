"""A published text changes only by a correction: what is not logged is named, with the row that would log it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from fuzz_tables import HOSTILE, inert, to_html
from gongwen.edition import make_edition
from gongwen.errors import DataError
from gongwen.permanence.wordings import (
    WordingError,
    corrected,
    difference,
    keep_wordings,
    print_wordings,
    read_wordings,
)
from gongwen.publish.corrections import notes
from gongwen.publish.pages import published, render_docs, wordings
from gongwen.records import Correction, Edition
from gongwen.site.passages import Passages
from gongwen.site.proof import ProofError, prove_file

S1, S2, DUTY, PAIR = "/clauses/1/#c1-p1-s1", "/clauses/1/#c1-p1-s2", "/duties/#c1-p1-s1-d1", "/pairings/#pair-1"
FIRST = {S1: "甲方要组织劳务输入。", DUTY: "要组织劳务输入", PAIR: "甲方→乙方", "/clauses/1/#c1": "劳务"}


def entry(address: str, before: str, after: str, line: int = 9) -> Correction:
    return Correction(address, "2027-01-31", before, after, "据公开发行的文本", line)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(ROOT / "source")


def test_every_text_of_an_address_is_kept_once(edition: Edition) -> None:
    kept = wordings(edition)
    ids = [address.partition("#")[2] for address in kept]
    assert len(set(ids)) == len(ids)
    assert set(edition.document.sentence) < set(ids)
    assert {"title", "part-2", "c8", "pair-5", "place-513400", "c8-p1-s3-d1"} < set(ids)
    assert not {"preamble", "c8-p1"} & set(ids)
    others = {address.partition("#")[2] for address, _ in published(edition)} - set(ids) - {"", "preamble"}
    assert {id_ for id_ in others if not re.fullmatch(r"(c\d+|preamble)-p\d+", id_)} == set()
    assert kept["/clauses/8/#c8"] == "组织劳务协作"


def test_what_is_new_comes_behind_and_nothing_known_is_touched() -> None:
    kept = keep_wordings(FIRST, {**FIRST, "/terms/#term-a": "甲", PAIR: "甲方→乙方"}, ())
    assert list(kept.items()) == [*FIRST.items(), ("/terms/#term-a", "甲")]
    assert keep_wordings({}, FIRST, ()) == FIRST


@pytest.mark.parametrize(
    ("address", "text", "expected", "row"),
    [
        (
            S1,
            "甲方要组织劳务输出。",
            "wordings.tsv:2: expected {} to say “劳务输入”, found “劳务输出”",
            "劳务输入|劳务输出",
        ),
        (PAIR, "甲方→丙方", "wordings.tsv:4: expected {} to say “甲方→乙”, found “甲方→丙”", "甲方→乙|甲方→丙"),
        (DUTY, "组织劳务输入", "wordings.tsv:3: expected {} to say “要组织劳”, found “组织劳”", "要组织劳|组织劳"),
        (S2, "乙。", "wordings.tsv: expected nothing new at {}, found “乙。”", "|乙。"),
        (S1, None, "wordings.tsv:2: expected {} to say “甲方要组织劳务输入。”, found nothing", "甲方要组织劳务输入。|"),
    ],
    ids=["a sentence", "a pairing", "a duty whose sentence stayed", "a new sentence", "a sentence gone"],
)
def test_a_change_without_a_correction_is_named_and_its_row_mends_it(
    address: str, text: str | None, expected: str, row: str
) -> None:
    now = {**FIRST, address: text or ""}
    now = {place: words for place, words in now.items() if words}
    with pytest.raises(WordingError) as error:
        keep_wordings(FIRST, now, ())
    mend = f"; to mend: undo it, or log it in corrections.tsv, tabs for |: {address}|DATE|{row}|WHY"
    assert str(error.value) == expected.format(address) + mend
    before, after = row.split("|")
    kept = keep_wordings(FIRST, now, (entry(address, before, after),))
    assert {place: kept[place] for place in FIRST} == FIRST
    assert keep_wordings(kept, now, (entry(address, before, after),)) == kept


def test_a_duty_changes_with_its_sentence() -> None:
    now = {**FIRST, S1: "甲方要组织劳务输出。", DUTY: "要组织劳务输出"}
    log = (entry(S1, "劳务输入", "劳务输出"),)
    assert keep_wordings(FIRST, now, log) == FIRST
    with pytest.raises(WordingError, match=r"劳务输入\|劳务输出"):
        keep_wordings(FIRST, now, ())


def test_corrections_are_made_one_after_the_other() -> None:
    log = (entry(S1, "劳务输入", "劳务输出"), entry(S1, "劳务输出", "劳务协作"))
    assert corrected(FIRST, log)[S1] == "甲方要组织劳务协作。"
    assert corrected(FIRST, (entry(S2, "", "乙。"), entry(S2, "乙", "丙"), entry(S1, FIRST[S1], "")))[S2] == "丙。"
    with pytest.raises(WordingError, match=r"expected .* to say “劳务协作”, found “劳务输出”"):
        keep_wordings(FIRST, {**FIRST, S1: "甲方要组织劳务输出。"}, log)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (
            entry(S1, "劳务协作", "劳务输出"),
            "words that stood there once in “before”, found “劳务协作”; there stood “甲方",
        ),
        (entry(PAIR, "方", "地"), "words that stood there once in “before”, found “方”; there stood “甲方→乙方”"),
        (entry(S2, "甲", "乙"), "words that stood there once in “before”, found no such address in wordings.tsv"),
        (entry(S1, "甲方", ""), "all of the text that stood there in “before”, found “甲方”; there stood “甲方要"),
        (entry(S1, "", "甲方"), "words of the text that stood there in “before”, found “”; there stood “甲方要"),
    ],
)
def test_a_correction_that_fits_nothing_is_named(wrong: Correction, expected: str) -> None:
    with pytest.raises(DataError) as error:
        corrected(FIRST, (wrong,))
    assert str(error.value).startswith(f"corrections.tsv:9: expected {expected}")


WORDS = st.text("甲乙，。", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_the_difference_makes_one_text_the_other(before: str, after: str) -> None:
    """Whatever the texts: the row that a message offers is one that mends it."""
    if before != after:
        words, instead = difference(before, after)
        assert corrected({S1: before}, (entry(S1, words, instead),)) == {S1: after}


@given(st.dictionaries(st.integers(1, 9).map("/full/#c1-p1-s{}".format), st.text("甲\\t\tn。", min_size=1)))
def test_the_table_is_read_as_it_was_printed(tmp_path_factory: pytest.TempPathFactory, first: dict[str, str]) -> None:
    table = tmp_path_factory.getbasetemp() / "wordings.tsv"
    table.write_text(print_wordings(first), encoding="utf-8")
    assert read_wordings(table) == first


def test_the_page_says_that_nothing_was_changed_only_where_nothing_was(edition: Edition) -> None:
    said = "至今没有更正"
    assert said in render_docs(replace(edition, corrections=()))["corrections.md"]
    log = (entry("/clauses/8/#c8", "输出", "协作"),)
    assert said not in render_docs(replace(edition, corrections=log))["corrections.md"]


def test_a_note_stands_where_the_text_was_changed(edition: Edition) -> None:
    log = (
        *(entry("/full/#title", "甲", "乙"), entry("/full/#part-2", "甲", "乙"), entry("/clauses/8/#c8", "甲", "乙")),
        *(entry("/clauses/8/#c8-p1-s3", "", "乙"), entry("/clauses/8/#c8-p1-s9", "甲", ""), entry(PAIR, "甲", "乙")),
        entry("/duties/#c8-p1-s3-d1", "甲", "乙"),
    )
    docs = render_docs(replace(edition, corrections=log))
    assert list(notes(log, "c8-p1", "../")) == [
        "[更正](../corrections.md)（2027-01-31，第3句）：增补 <ins>乙</ins>。据公开发行的文本。\n{: .correction }\n",
        "[更正](../corrections.md)（2027-01-31，第9句）：删去 <del>甲</del>。据公开发行的文本。\n{: .correction }\n",
    ]
    assert docs["full.md"].count("{: .correction }") == 5
    assert docs["clauses/8.md"].count("{: .correction }") == 3
    assert '<span id="c8-p1-s3" class="corrected">' in docs["clauses/8.md"]
    assert all(docs[f"clauses/{other}.md"].count("{: .correction }") == 0 for other in (1, 4, 9))
    assert docs["corrections.md"].count("| 2027-01-31 |") == len(log)
    for place in ("[标题](full.md#title)", "[第二部分标题](full.md#part-2)", "[（八）组织劳务协作](clauses/8.md#c8)"):
        assert place in docs["corrections.md"]
    assert "| 第（八）条第9句 |" in docs["corrections.md"]


def test_what_a_correction_quotes_is_proved_no_further_and_nothing_else_is_let_through(edition: Edition) -> None:
    sentence = edition.document.sentence["c8-p1-s3"].text
    first = sentence.replace("多渠道", "多渠渠道")
    edition = replace(edition, corrections=(entry("/clauses/8/#c8-p1-s3", first, sentence),))
    docs, passages = render_docs(edition), Passages(edition)
    for name in ("full.md", "clauses/8.md", "corrections.md"):
        page, where = to_html(docs[name]), f"{name.removesuffix('.md')}/index.html"
        assert page.count(f"<del>{first}</del>") == 1
        prove_file(where, page.encode(), passages)
        for wrong in (page.replace(f"<del>{first}</del>", f"<b>{first}</b>"), page.replace(first, f"错{first}")):
            with pytest.raises(ProofError):
                prove_file(where, wrong.encode(), passages)


@pytest.mark.parametrize("piece", [piece for piece in HOSTILE if piece.strip() and piece.isprintable()])
def test_words_of_a_correction_are_text(edition: Edition, piece: str) -> None:
    log = (replace(entry("/clauses/8/#c8-p1-s3", f"甲{piece}", f"乙{piece}"), why=f"丙{piece}"),)
    docs = render_docs(replace(edition, corrections=log))
    for name in ("full.md", "clauses/8.md", "corrections.md"):
        page = to_html(docs[name])
        inert(page, name)
        assert page.count("<del>") == page.count("<ins>") == 1


def test_the_committed_table_has_nothing_but_addresses_and_texts() -> None:
    table = ROOT / "source/wordings.tsv"
    assert print_wordings(read_wordings(table)) == Path(table).read_text(encoding="utf-8")
