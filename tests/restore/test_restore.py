"""Restoration: a case for each rule, the guarantees on any page, and pages damaged on purpose."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import opencc
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin
from support import ROOT

from gongwen.edition import convert
from gongwen.errors import DamageError, DataError, GongwenError
from gongwen.model import Repair
from gongwen.restore import RULES, Restoration, SignedRepair, apply, read_variants, restore_page, undo
from gongwen.restore.characters import HAN, read_standard
from gongwen.restore.draft import Draft, Edit

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
VARIANTS = read_variants()
PAGE = (ROOT / "source/guideline.txt").read_bytes().decode()
CLEAN = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
_traditional = opencc.OpenCC("s2t")


def restored(page: str, signed: tuple[SignedRepair, ...] = ()) -> Restoration:
    return restore_page(page, "page.txt", signed, VARIANTS)


def _sections(case: Path) -> Mapping[str, str]:
    r"""``== page`` and what stands below it; a case has a text and perhaps its repairs, or an error.

    ``\u200b`` in a page stands for a character that could not be seen there.
    """
    text = case.read_text(encoding="utf-8")
    pieces = re.split(r"^== (\w+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def _visible(text: str) -> str:
    return text.translate(str.maketrans({" ": "␣", "\t": "␉", "\n": "⏎", "\r": "␍"}))


def _signed(lines: str) -> Iterator[SignedRepair]:
    for number, line in enumerate(lines.splitlines(), 1):
        before, after = line.split(" → ")
        yield SignedRepair(before, after, "signed.tsv", number)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_rule(case: Path) -> None:
    sections = _sections(case)
    page = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), sections["page"])
    signed = tuple(_signed(sections.get("signed", "")))
    if "error" in sections:
        with pytest.raises(GongwenError) as error:
            restored(page, signed)
        assert f"{error.value}\n" == sections["error"]
        return
    found = restored(page, signed)
    assert found.text == (sections["text"] or "\n")
    assert_sound(found)
    if "repairs" in sections:
        lines = [f"{r.offset} {r.rule} {_visible(r.before)} → {_visible(r.after)}" for r in found.repairs]
        assert lines == sections["repairs"].splitlines()


def assert_sound(found: Restoration) -> None:
    """Nothing lost, nothing invented: the repairs lead there and back, in order, and only where something changed."""
    assert apply(found.source, found.repairs) == found.text
    assert undo(found.text, found.repairs) == found.source
    end = 0
    for repair in found.repairs:
        assert end <= repair.offset
        end = repair.offset + len(repair.before)
        assert found.source[repair.offset : end] == repair.before != repair.after
        assert set(repair.rule.split("+")) <= set(RULES)


def assert_settled(found: Restoration) -> None:
    """Restoring the clean text again changes nothing."""
    assert restored(found.text).repairs == ()
    assert restored(found.text).text == found.text


@pytest.fixture(scope="module")
def guideline() -> Restoration:
    return convert(ROOT / "source/guideline.txt")[0]


def test_guideline_is_sound_to_the_byte(guideline: Restoration) -> None:
    assert_sound(guideline)
    assert_settled(guideline)
    assert undo(guideline.text, guideline.repairs).encode() == (ROOT / "source/guideline.txt").read_bytes()


def test_published_repairs_lead_from_the_page_to_the_text_and_back() -> None:
    rows = json.loads((ROOT / "docs/data/repairs.json").read_text(encoding="utf-8"))
    repairs = tuple(Repair(**row) for row in rows)
    assert apply(PAGE, repairs) == CLEAN
    assert undo(CLEAN, repairs) == PAGE


def test_every_rule_has_a_use_in_a_case() -> None:
    lines = [line for case in CASES for line in _sections(case).get("repairs", "").splitlines()]
    assert {rule for line in lines for rule in line.split(" ")[1].split("+")} == set(RULES)


# What a draft does, against plain strings.

SOME = st.text("甲乙(a)，\n", max_size=4)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and rounds of sorted edits that do not overlap, each round upon the result of the one before."""
    source = text = draw(st.text("甲乙丙(a)，\n", max_size=12))
    made = []
    for _ in range(draw(st.integers(1, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
        edits = [Edit(start, end, draw(SOME)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
        made.append(edits)
        text = replaced(text, edits)
    return source, made


def replaced(text: str, edits: list[Edit]) -> str:
    """The naive way: from the end, so that no edit moves another."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text


@given(rounds())
@settings(derandomize=True, max_examples=300, deadline=None)
def test_draft_edits_like_plain_replacement(case: tuple[str, list[list[Edit]]]) -> None:
    source, made = case
    draft, text = Draft(source), source
    for number, edits in enumerate(made):
        draft, text = draft.edit(edits, f"rule {number}"), replaced(text, edits)
        assert draft.text == text
        repairs = draft.repairs()
        assert apply(source, repairs) == text
        assert undo(text, repairs) == source


def test_a_repair_names_only_the_rules_that_had_a_hand_in_it() -> None:
    draft = Draft("甲乙丙").edit([Edit(0, 1, "丁")], "first").edit([Edit(1, 2, "")], "second")
    assert draft.repairs() == (Repair(0, "甲", "丁", "first"), Repair(1, "乙", "", "second"))


# Pages damaged on purpose.

STYLES = ("({})", " ({})", "({} )", "( {})", "（{}）", "【{}】", "({0})({0})", "(plain)")
HALVES = str.maketrans("，：；（）", ",:;()")
LINES = CLEAN.splitlines()


def lossless(line: str) -> bool:
    """Whether traditional script is a way back: not for 拚命, which comes back as 拼命."""
    return restored(_traditional.convert(line)).text == f"{line}\n"


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """Some words of the clean text, and what a converter of the kind would make of them."""
    line = draw(st.sampled_from(LINES))
    start = draw(st.integers(0, max(len(line) - 30, 0)))
    clean = line[start : start + 30]
    readings = [found[0] for found in pinyin(clean, style=Style.TONE, errors=list)]
    pieces = []
    for char, reading in zip(_traditional.convert(clean), readings, strict=True):
        style = draw(st.sampled_from(("", "", *STYLES)))
        if not "\u4e00" <= char <= "\u9fff":
            char, style = (char.translate(HALVES) if draw(st.booleans()) else char), ""
        plain = pinyin(char, style=Style.NORMAL)[0][0]
        pieces.append(char + style.format(reading).replace("plain", plain))
    return clean, "".join(pieces)


@given(damaged())
@settings(derandomize=True, max_examples=200, deadline=None)
def test_damage_of_the_known_kinds_is_undone(case: tuple[str, str]) -> None:
    clean, page = case
    assume(lossless(clean))
    found = restored(page)
    assert found.text == f"{clean}\n"
    assert_sound(found)


def test_the_whole_guideline_survives_the_way_to_traditional_and_back() -> None:
    assert [line for line in LINES if not lossless(line)] == []


PIECES = (
    *("國", "国", "著", "乾", "縣", "见微知著", "𫟦", "⼯", "(guó)", "(guó", "guó)", "當?shù)禺a", "編輯:", "(完)"),
    *(
        "（",
        "）",
        "(",
        ")",
        ",",
        "，",
        ":",
        "、",
        "。",
        "?",
        '"',
        "'",
        "「",
        "』",
        "&ldquo;",
        "&amp;",
        "amp;",
        "一、",
        "(一)",
    ),
    *("《", "》", "《甲》全文如下。", "甲", "a", "A", "1", " ", "\u3000", "\xa0", "\n", "\r", "\t", "\u200b", "\ufeff"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(derandomize=True, max_examples=1000, deadline=None)
def test_any_page_is_restored_soundly_or_refused_in_one_line(page: str) -> None:
    found = _attempt(page)
    if isinstance(found, Restoration):
        assert_sound(found)
        assert_settled(found)
        return
    assert re.fullmatch(r"page\.txt:\d+:\d+: expected .+, found .+; to mend: .+", str(found))
    lines = f"{page}\n".split("\n")
    assert 1 <= (found.column or 0) <= len(lines[(found.line or 0) - 1]) + 1


@given(st.text(st.characters() | st.characters(categories=["Cs", "Lo", "Po"]), max_size=20))
@settings(derandomize=True, max_examples=500, deadline=None)
def test_any_characters_are_restored_soundly_or_refused_in_one_line(page: str) -> None:
    found = _attempt(page)
    if isinstance(found, Restoration):
        assert_sound(found)
        assert_settled(found)
    else:
        assert str(found).isprintable()
        assert len(str(found)) <= 300


STANDARD = read_standard(ROOT / "scripts/gongwen/restore/standard.tsv")
CHARACTERS = "".join(STANDARD.values())


def test_the_standard_characters_are_those_of_the_table() -> None:
    """As the table of 2013 counts them; all common characters of GB2312 but the three it replaced are among them."""
    assert [len(STANDARD[level]) for level in "123"] == [3500, 3000, 1605]
    assert len(set(CHARACTERS)) == 8105
    assert [STANDARD[level][0] + STANDARD[level][-1] for level in "123"] == ["一矗", "乂齉", "亍蠼"]
    first = (bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    assert {char for char in first if char} - set(CHARACTERS) == set("矽硷磺")
    assert set("瞭浉鄠喆镕堃") <= set(CHARACTERS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text.replace("一乙", "一一", 1),
            r"^standard.tsv:\d+: expected each character once, found “一” again",
        ),
        (lambda text: text.replace("一乙", "一", 1), r"^standard.tsv: expected 3500 characters of level 1, found 3499"),
        (lambda text: text.replace("一乙", "一b", 1), r"^standard.tsv:\d+: expected characters to match"),
    ],
)
def test_a_table_of_characters_that_is_not_whole_is_named(
    tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    table = tmp_path / "standard.tsv"
    whole = (ROOT / "scripts/gongwen/restore/standard.tsv").read_text(encoding="utf-8")
    table.write_text(change(whole), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_standard(table)


@given(st.text(CHARACTERS + "，。、（）“”：；1甲\n", max_size=30))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_a_page_of_standard_characters_keeps_every_one(page: str) -> None:
    """乾县, 於潜, 菜薹 and whatever else is right: marks that stand twice and blanks may go, no character changes."""
    assume("（完）" not in page)  # an agency's end of a dispatch, none of the document's words
    found = _attempt(page)
    if isinstance(found, Restoration):
        assert re.findall(HAN, found.text) == re.findall(HAN, page)
    else:
        assert found.expected in ("no trace of a wrong encoding", "quotation marks in pairs")


@pytest.mark.parametrize("page", sorted((Path(__file__).parent / "clean").glob("*.txt")), ids=lambda page: page.stem)
def test_a_clean_document_changes_in_width_and_blanks_alone(page: Path) -> None:
    """Documents of state organs, as they are published: no copyright (Copyright Law, article 5)."""
    text = page.read_text(encoding="utf-8")
    found = restored(text)
    assert "".join(wide(found.text).split()) == "".join(wide(text).split())
    assert_settled(found)


def wide(text: str) -> str:
    return text.translate(str.maketrans(",:;!()", "，：；！（）"))


def test_a_long_run_of_ends_is_read_in_one_go() -> None:
    """Time that grew with the square of it would not come to an end here."""
    run = "（完）" * 50_000
    assert restored(f"甲{run}乙").text == f"甲{run}乙\n"
    assert restored("国" + "(" * 50_000).text == "国" + "（" * 50_000 + "\n"


def test_a_line_of_the_clean_text_is_found_in_the_page() -> None:
    found = restored("首頁\r\n\r\n《甲乙》全文如下。\r\n\r\n  國(guó)家，\r\n(完)\r\n")
    assert found.text == "甲乙\n国家，\n"
    assert [found.page_line(line) for line in (1, 2)] == [3, 5]


def _attempt(page: str) -> Restoration | DamageError:
    try:
        return restored(page)
    except DamageError as error:
        return error


def shifted(line: str, at: int) -> str | None:
    """當地產業 → 當?shù)禺a業: a reading set behind the bytes that only seem to be one character, here 數 (94 B5).

    None where the second byte of ``line[at]`` and the first of the next make no Chinese character, or what follows
    does not come into step again before the line ends.
    """
    try:
        before, after = line[at].encode("gbk"), line[at + 1 :].encode("gbk")
        misread = (before[1:] + after[:1]).decode("gbk")
        end = next(n for n in range(1, len(after), 2) if after[n] < 0x80)
        rest = after[1:].decode("gbk")
    except (UnicodeError, StopIteration):
        return None
    in_step = len(before) == 2 and "\u4e00" <= misread <= "\u9fff" and after[end] >= 0x40
    return f"{line[: at + 1]}?{pinyin(misread)[0][0]}){rest}" if in_step else None


def test_no_byte_shift_is_mended_wrongly() -> None:
    """Every shift that a line of the guideline could have suffered is undone, or refused where two characters fit."""
    undone = refused = 0
    for line in LINES:
        traditional = _traditional.convert(line)
        for at in range(len(line) - 1):
            page = shifted(traditional, at)
            if page is None:
                continue
            try:
                assert restored(page).text == f"{line}\n", page
                undone += 1
            except DamageError:
                refused += 1
    print(f"\nbyte shifts: {undone} undone, {refused} refused")
    assert undone > 0
    assert refused > 0
