"""Whatever stands in a table: the build stops with file and line, or the text is untouched and nothing is code."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from fuzz_tables import READ, Baseline, FindingError, baseline, fire, inert, mutate_facts, poisoned, publish, try_out
from gongwen.edition import make_edition
from gongwen.errors import DamageError, DataError

SEEDS = 12
"""A batch of mutations; `python scripts/fuzz_tables.py --seconds 600` looks further."""
INVISIBLE = ("\0", "\x1b", "\u200b", "\u202e", "\u2066", "\u2028", "\ufe0f", "\U000e0041")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "source", tmp_path_factory.mktemp("fire") / "source"))


@pytest.fixture(scope="module")
def first(source: Path) -> Baseline:
    return baseline(source)


@pytest.fixture
def table(source: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A table that may be changed; what it was stands again afterwards."""
    path = source / request.param
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


@pytest.mark.parametrize("batch", range(4))
def test_a_table_with_something_wrong_in_it(source: Path, first: Baseline, batch: int) -> None:
    stopped = [fire(seed, source, first) for seed in range(batch * SEEDS, (batch + 1) * SEEDS)]
    assert any(stopped), "no mutation was wrong enough to be noticed"
    assert not all(stopped), "no mutation was published"


FORMS_OF = {
    "task_verbs.tsv": {"word": ("向…报告向…报告", "经过…努力经过…努力")},
    "duty_words.tsv": {"word": ("由…负责由…负责",)},
    "deadlines.tsv": {"pattern": (".*", "(?:[一-龥]+)+年底前", "(?:[一-龥]{1,9}){1,9}年底前", "年?" * 60, "年|")},
    "documents.tsv": {"date": ("2016-99-20", "2016-12-31/2016-01-01", "2016-02-30")},
    "additions.tsv": {"date": ("2026-99-20", "2026-02-30"), "address": ("/javascript:x/",)},
    "packages.tsv": {"released": ("2026-02-30",), "checked": ("2026-13-01",)},
    "lexicon.tsv": {"pinyin": ("sì shěng zàng qūsì shěng zàng qū", "甲")},
}
"""Cells that have a form, and what is none or would run for ever."""


@pytest.mark.parametrize(("name", "column"), [(name, column) for name, found in FORMS_OF.items() for column in found])
def test_a_cell_of_another_form_stops_with_its_line(source: Path, first: Baseline, name: str, column: str) -> None:
    text = (source / name).read_text(encoding="utf-8")
    lines = text.split("\n")
    header = next(at for at, line in enumerate(lines) if line and not line.startswith("#"))
    at = len(text.rstrip("\n").split("\n")) - 1
    cells = lines[at].split("\t")
    for cell in FORMS_OF[name][column]:
        cells[lines[header].split("\t").index(column)] = cell
        changed = "\n".join([*lines[:at], "\t".join(cells), ""])
        assert try_out(source / name, changed, first, cell).startswith(f"{name}:{at + 1}: expected "), cell


@pytest.mark.parametrize("name", ["guideline.toml", "citations.toml"])
@pytest.mark.parametrize("batch", range(2))
def test_a_value_of_another_type_in_toml(source: Path, first: Baseline, name: str, batch: int) -> None:
    """Values of every type, days to come, keys lost and doubled."""
    path = source / name
    text = path.read_text(encoding="utf-8")
    seeds = range(batch * SEEDS, (batch + 1) * SEEDS)
    stopped = [try_out(path, mutate_facts(text, random.Random(seed)), first, f"seed {seed}") for seed in seeds]
    assert any(stopped)


@pytest.mark.parametrize("table", READ, indirect=True)
def test_words_of_a_table_are_text(table: Path, source: Path, first: Baseline) -> None:
    """Every row filled with another piece of code, in every column that readers see."""
    table.write_text(poisoned(table.read_text(encoding="utf-8"), READ[table.name]), encoding="utf-8")
    publish(source, first, table.name)


def test_the_look_for_code_sees_it() -> None:
    for page in ("<p><script>x</script></p>", '<a href="javascript:x">x</a>', "<b onclick=x>", '<img src="x">'):
        with pytest.raises(FindingError):
            inert(page, "x")


@pytest.mark.parametrize("table", ["lexicon.tsv", "synonyms.tsv", "actors.tsv", "documents.tsv"], indirect=True)
@pytest.mark.parametrize("char", INVISIBLE, ids=ascii)
def test_what_one_cannot_see_is_refused_in_a_table(table: Path, source: Path, first: Baseline, char: str) -> None:
    lines = table.read_text(encoding="utf-8").rstrip("\n").split("\n")
    cells = lines[-1].split("\t")
    cells[-1] += char
    lines[-1] = "\t".join(cells)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    expected = rf"^{table.name}:{len(lines)}: expected \w+ that one can see whole, found U\+{ord(char):04X};"
    with pytest.raises(DataError, match=expected):
        publish(source, first, table.name)


@pytest.mark.parametrize("table", ["guideline.toml", "citations.toml"], indirect=True)
@pytest.mark.parametrize("written", ["\u202e", "\\u202E", "\\U0000202e"])
def test_what_one_cannot_see_is_refused_in_toml(table: Path, source: Path, first: Baseline, written: str) -> None:
    text = table.read_text(encoding="utf-8")
    key = "publisher = " if table.name == "guideline.toml" else "label = "
    line = text[: text.index(f"\n{key}") + 1].count("\n") + 1
    table.write_text(text.replace(f'\n{key}"', f'\n{key}"{written}', 1), encoding="utf-8")
    with pytest.raises(
        DataError, match=rf"^{table.name}:{line}: expected strings that one can see whole, found U\+202E"
    ):
        publish(source, first, table.name)


@pytest.mark.parametrize("table", ["guideline.repairs.tsv"], indirect=True)
@pytest.mark.parametrize("char", INVISIBLE, ids=ascii)
def test_a_signed_repair_brings_nothing_that_one_cannot_see(table: Path, source: Path, char: str) -> None:
    rows = table.read_text(encoding="utf-8").count("\n") + 1
    with table.open("a", encoding="utf-8") as file:
        file.write(f"組織勞務(wù)協(xié)作\t组织{char}劳务协作\tA. Editor\twhy\n")
    with pytest.raises(DataError, match=rf"^{table.name}:{rows}: expected after that one can see whole, found U\+"):
        make_edition(source)


@pytest.mark.parametrize("table", ["guideline.repairs.tsv"], indirect=True)
def test_a_signature_does_not_cover_what_one_cannot_see(table: Path, source: Path, tmp_path: Path) -> None:
    """What stands in the page itself, inside a passage that somebody signed, is refused; signed away it is gone."""
    copy = Path(shutil.copytree(source, tmp_path / "source"))
    page, repairs = copy / "guideline.txt", copy / "guideline.repairs.tsv"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("組織勞務(wù)協(xié)作", "組織\0勞務(wù)協(xié)作"), encoding="utf-8")
    with pytest.raises(DamageError, match="expected no invisible character, found “U"):
        make_edition(copy)
    with repairs.open("a", encoding="utf-8") as file:
        file.write("組織\0勞務\t组织劳务\tA. Editor\twhy\n")
    assert make_edition(copy).document.clauses[7].title == "组织劳务协作"


@pytest.mark.parametrize("table", ["deadlines.tsv"], indirect=True)
@pytest.mark.parametrize("pattern", ["(?", "[", "*", "(", "(?P<word>年)", "\\"])
def test_a_pattern_that_is_none_is_named(table: Path, source: Path, first: Baseline, pattern: str) -> None:
    rows = table.read_text(encoding="utf-8").count("\n") + 1
    with table.open("a", encoding="utf-8") as file:
        file.write(f"{pattern}\t某年\n")
    with pytest.raises(
        DataError, match=rf"^deadlines\.tsv:{rows}: expected a pattern of characters, .*; to mend: see "
    ):
        publish(source, first, table.name)
