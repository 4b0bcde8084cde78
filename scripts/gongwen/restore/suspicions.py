"""What stays in a text and may be damage: told with its line, never mended, for it may be right as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from gongwen.lines import Line
from gongwen.model import Remark
from gongwen.restore.characters import is_traditional
from gongwen.restore.marks import FOREIGN, WIDE, unpaired

_CORNERS = "像繁体文本的直角引号"
_FORMS = {
    "直引号，公文用弯引号": rf"(?<={WIDE})[\"＂＇]|[\"＂＇](?={WIDE})|(?<={WIDE})'(?={WIDE})",
    _CORNERS: "[「」『』｢｣]",
    "像丢失了字符的问号": r"\?{2,}",
    "像用错编码读出的字符": "â[€\x80]|[ÂÃ][\x80-\xb6\xb8-\xbf€‚„…†‡]|ï¼|[ã-ï][\x80-\xb6\xb8-\xbf]",
    "像缺字的方框": "[□▯◻◽]",
    "公文不用的标点": rf"{FOREIGN}|''",
    "半角假名": "[\uff66-\uff9f]",
    "像网页的标记": r"</?[A-Za-z][^<>\n]{0,300}>|&#?[A-Za-z0-9]{2,8}[;；]",
}
_PAIR = "引号不成对"


def suspicions(lines: Sequence[Line]) -> Iterator[Remark]:
    """One remark for each kind of what may be damage, at the first line that has it, with how many there are.

    ``"四风"`` in a text of which no other rule says that it was damaged; 「」 only beside simplified script.
    """
    text = "\n".join(line.text for line in lines)
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    found = {why: [match.start() for match in re.finditer(form, text)] for why, form in _FORMS.items()}
    found[_PAIR] = list(unpaired(text))
    if found[_CORNERS] and is_traditional(text):
        found[_CORNERS] = []
    at = 0
    for place, why, count in sorted((places[0], why, len(places)) for why, places in found.items() if places):
        while starts[at + 1] <= place:
            at += 1
        line = lines[at]
        begin = max(0, place - starts[at] - 8)
        yield Remark(line.number, line.text[begin : begin + 30], f"{why}，请核对（这里共{count}处）")
