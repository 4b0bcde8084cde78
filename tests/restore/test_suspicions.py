"""What may be damage in a text that nobody damaged: told once for each kind, with its line; never mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.conversion import convert_file
from gongwen.errors import DataError
from gongwen.restore.variants import read_radicals

PAGE = "关于协作的意见\n一、总体要求\n（一）指导思想。坚持{}协作。\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('"四风"', "直引号"),
        ("「四风」", "直角引号"),
        ("??", "丢失了字符的问号"),
        ("â€œ四风", "用错编码"),
        ("Ã©", "用错编码"),
        ("□", "方框"),
        ("〝四风〞", "公文不用的标点"),
        ("«四风»", "公文不用的标点"),
        ("ｱ", "半角假名"),
        ("<b>四风</b>", "网页的标记"),
        ("“四风", "引号不成对"),
        ("”四风“", "引号不成对"),
    ],
)
def test_what_may_be_damage_is_told_and_stays(words: str, why: str) -> None:
    found = convert_file(PAGE.format(words).encode(), "page.txt")
    assert [remark.line for remark in found.document.warnings if why in remark.why] == [3]
    assert words in found.text


@pytest.mark.parametrize("words", ["“四风”", "‘四风’", "20%", "R&D", "café", "玛丽·居里", "O'Neil", "《办法》〔2016〕"])
def test_what_is_right_is_not_told(words: str) -> None:
    assert convert_file(PAGE.format(words).encode(), "page.txt").document.warnings == ()


def test_corners_belong_to_a_text_in_traditional_script() -> None:
    page = "關於協作的意見\n一、總體要求\n（一）指導思想。堅持「四風」協作。\n"
    assert convert_file(page.encode(), "page.txt").document.warnings == ()


def test_a_radical_stands_for_a_character_of_official_documents(tmp_path: Path) -> None:
    assert read_radicals()["⻓"] == "长"
    table = tmp_path / "radicals.tsv"
    table.write_text("radical\tcharacter\n⻌\t辶\n", encoding="utf-8")
    with pytest.raises(DataError, match="通用规范汉字表"):
        read_radicals(table)
