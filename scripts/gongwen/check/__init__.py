"""What the page of the quotation checker loads: the text with its ids, and the forms that its characters may have.

Everything is compared in the reader's browser (``browser/``): what is pasted there leaves it by no way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongwen.model import Document
from gongwen.numerals import to_numeral
from gongwen.publish.markdown import heading
from gongwen.search.alphabet import pack_variants

BROWSER = Path(__file__).parent / "browser"
"""The folder of the browser's modules and of the page's style."""


def check_data(document: Document) -> str:
    """JSON of all that can be quoted, in the order of the text, and how its characters are written elsewhere.

    ``{"units":[["part-3","三、主要任务"],["c8","（八）组织劳务协作"],["c8-p1-s1","帮扶双方…"],…],"variants":"东東…"}``.
    """
    return pack(_units(document))


def pack(units: Iterable[tuple[str, str] | tuple[str, str, str, int]]) -> str:
    """The same for units of any document: each its id and words, and where the id does not tell it, its page too.

    ``("a2-p2-i1-s1", "（一）首页；", "clauses/a2/", 3)``: so many characters in front are the number printed there,
    which whoever quotes may leave out.
    """
    listed = [list(unit) for unit in units]
    variants = pack_variants("".join(str(unit[1]) for unit in listed), "")
    data = {"units": listed, "variants": variants}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _units(document: Document) -> Iterator[tuple[str, str]]:
    for paragraph in document.preamble:
        yield from ((sentence.id, sentence.text) for sentence in paragraph.sentences)
    for part in document.parts:
        yield part.id, f"{to_numeral(part.number)}、{part.title}"
        for clause in document.clauses_of(part):
            yield clause.id, heading(clause)
            yield from ((sentence.id, sentence.text) for sentence in clause.sentences)
