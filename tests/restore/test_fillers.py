"""A sign of private use goes only where no word can have stood, and is told; anywhere else it is damage."""

from __future__ import annotations

import pytest

from gongwen.conversion import convert_file
from gongwen.errors import DamageError
from gongwen.restore import tidy_text, undo

HEAD = "某某规则\n第一条　有下列情形之一的，予以逮捕：\n"
ENDS = {
    "behind ；": "（一）企图自杀的；\ue004\n（二）其他。\n",
    "several, and a blank": "（一）企图自杀的；\ue003\ue004　\n（二）其他。\n",
    "behind a quotation that is closed": "（一）“自杀”（含未遂）。\ue004\n（二）其他。\n",
    "： behind 下列": "（一）应当载明下列内容：\ue004\n甲；\n（二）其他。\n",
}
"""As 人民检察院刑事诉讼规则 has them in a collection; blanks and quotation are written for the test."""
INSIDE = {
    "in a word": "（一）目尺寸小于2\ue0105厘米的渔网。\n",
    "behind a word": "（一）经办人王\ue004\n",
    "behind ： with nothing below": "（一）姓名：\ue004\n（二）其他。\n",
    "： at the end of the text": "（一）下达。\n（二）姓名：\ue004\n",
    "a quotation is open": "（一）称为“自杀。\ue004\n（二）其他。\n",
    "before a word": "\ue004（一）企图自杀的；\n",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_behind_a_stop_it_is_dropped_and_told(end: str) -> None:
    page = HEAD + end
    found = convert_file(page.encode(), "rule.txt")
    signs = "".join(char for char in page if "\ue000" <= char <= "\uf8ff")
    assert [(each.line, each.text, each.rule) for each in found.document.dropped] == [
        (page[: page.index(signs)].count("\n") + 1, signs, "filler behind a stop")
    ]
    assert found.text == page.replace(signs + "　", signs).replace(signs, "")
    assert undo(found.text, found.restoration.repairs) == found.restoration.source
    assert tidy_text(found.text, "rule.txt").repairs == ()


@pytest.mark.parametrize("line", INSIDE.values(), ids=INSIDE.keys())
def test_elsewhere_it_may_be_a_character(line: str) -> None:
    with pytest.raises(DamageError, match=r"expected no byte that was lost, .*sign 1 row"):
        convert_file((HEAD + line).encode(), "rule.txt")
