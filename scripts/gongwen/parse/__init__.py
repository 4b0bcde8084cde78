"""Text → tree: any official document (公文, law, report) as units with ids. This is the specification.

::

    document   = text
    text       = letterhead? title head body closing (text | annex)*
    letterhead = note number                                                 某某市人民政府文件 / 某政发〔2018〕1号
    head       = (number | addressee | date | history | issuer | toc)*       国办发〔2018〕127号 / 各省人民政府：
    body       = preamble? (division | provision | list | paragraph | table)*
    preamble   = (paragraph | list | table)+                                 before the first number or heading
    division   = (seg | book | subbook | ch | sec | part | no | h) inside*   第一编（篇） 第一章 一、 1.2.1
    provision  = (a | c | part | no) inside*                                 第十二条 （八） 一、…。
    inside     = division | provision | paragraph | list | table             a provision holds no division
    list       = item+                                                       （一）…； 1. （1） 1） ①
    item       = label text (paragraph | list)*
    closing    = closing-p* (annexes | issuer* date | note)*                 特此通知。 / 国务院 / 2018年12月26日
    text       , inside another: its own title stood in 《》 above
    annex      = (附件 | 附录 | 附) N? title text

Labels and forms are read in either script (第一條, 公佈); no word of a text is changed for that.

The stages, a module each: ``reading`` (text → lines), ``blocks`` (broken lines joined, quotations), ``decimals``
(1 above 1.1), ``texts`` (texts
inside texts, ``head`` and ``closing`` around them by their ``forms``), ``headings``, ``resolve`` (labels that count),
``tree`` (what hangs where), ``shape`` (titles, first paragraphs, preamble), ``doubts``, ``naming`` (ids), ``view``.

1. **Texts.** A title that stood in 《》 opens ``textN``; what is printed 附件, 附录 or 附 below the closing
   ``annexN``. Above signature and date 附件：… is the list ``annexes``, and so are names with nothing behind them.
   Inside, everything counts anew. An annex belongs to the innermost open text that lists annexes and waits for its
   number.
2. **Before and behind the numbers.** Unnumbered text before the first number or heading is the preamble; in a text
   with neither it is ``p1`` …. Behind the last article it is the next 款. Behind other last numbers the closing
   begins at the first formula (特此…, 本规定自…施行, 各位代表！), or where no sister written alike (heading alone, or
   text run in) has text there; else it is the next paragraph. A unit without text yet takes it first.
3. **What an id hangs on.** Articles hang on the text, unless they begin again; any other series hangs on the text if
   it runs on over two divisions or there is only one, else on what it begins under. A series hangs on a heading
   without number only where nothing numbered stands above it and it begins with 一.
4. **Divisions, provisions, items.** 一、 with text run in is a provision, on its own line a division. （一） at top
   or below a division is a provision, unless its first line ends in ； ; below a provision it is an item. 一、 that
   ends in ； below a line that ends in ： is an item too. A lone sentence of up to 30 characters is the heading of
   （一） if plain text follows, of any if all its sisters have one; with nothing below it is text (一、原则同意。).
   Where 1.1 stands, 1. and a bare 1 before a blank count with it.
5. **Headings run in** (（八）组织劳务协作。…) are headings only where nearly every sister has one: three for each odd
   one, or one for each that another mark parts (（五）指导思想：…), of which a person is told; never in an article or
   item; also where the text behind them leads to a list (（一）降低成本。做好以下工作：). Else a label's line that
   ends in ： and has units of its own is a caption: its title. An article's never is; its title is a short line below
   each bare label (第一条 / 人的范围).
6. **Lists** hang on the paragraph above, else on the unit; their letters ``i n m k`` go by depth. A line without
   label belongs to the innermost item whose list goes on behind it, else to one with a caption, or to the last if
   that ends in ： or hangs on a division, else to the provision or division.
7. **Quotations**: lines from a “ that begins one, or that a label's line leaves open, to the first line that ends in
   ”. Their labels are words; so are 第一，, 一是, and 第六条：… beside 一、. A line that begins with a label and goes
   on with the next numbers behind stops is a list.
8. **Broken lines.** A line without label goes on with one that ends in ，、《（“ or in 一是, or opens a bracket that
   it closes, or if it begins with 。，、》）”; over a page mark, over a soft break inside a sentence, and where blank
   lines part paragraphs without one, also if the line above has no stop. So does any line of a text that is broken at
   a fixed width (``wrapping``), behind a full one. ——, rows and marked headings never do. A name on a line of its own
   goes on between a line that breaks off behind a sentence and one that ends as a sentence does.
9. **Doubts** are told as warnings, never settled in silence: numbers that skip, repeat (``_2``) or go back; text
   behind the last number; headings without number in a numbered text; lines without stop, or like a date, a
   signature, a label; short sentences on a line of their own; a title of several lines; an annex that no list names;
   a quotation that nothing closes. Only a text without words, or without any below its title, is refused.

A heading without number is what the source marks, or one line or two without stop between lines that have one or a
label, up to 80 characters, without ： or ＝, and no caption 表1, 图1; in a text with articles only above an article. It
stands in the numbered unit whose series goes on behind it, else in the text.

The sequence of Han characters, digits and letters of all units is that of the source less what was ``dropped``.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.errors import StructureError
from gongwen.lines import Dropped, Line
from gongwen.model import Document
from gongwen.parse.blocks import Block, find_quotes, read_blocks
from gongwen.parse.closing import take_closing
from gongwen.parse.decimals import count_bare
from gongwen.parse.doubts import look_around, look_over
from gongwen.parse.head import take_head
from gongwen.parse.headings import find_headings
from gongwen.parse.naming import name_units
from gongwen.parse.nodes import Node, Remarks
from gongwen.parse.reading import read_lines
from gongwen.parse.resolve import resolve_labels
from gongwen.parse.sentences import sentences
from gongwen.parse.shape import DASH, give_shape
from gongwen.parse.texts import Text, cut_texts
from gongwen.parse.tree import Tree
from gongwen.parse.view import print_text, view

__all__ = ["DASH", "parse_lines", "parse_text", "print_text", "read_lines", "sentences"]


def parse_text(text: str, file: str, title: str = "") -> Document:
    """Parse the clean text of the document ``file``: :func:`read_lines` and :func:`parse_lines`.

    ``（八）组织劳务协作。帮扶双方要…`` becomes the provision ``c8`` with the paragraph ``c8-p1``. ``title`` names a
    document that prints none.
    """
    return parse_lines(*read_lines(text), file, title)


def parse_lines(lines: Sequence[Line], dropped: Sequence[Dropped], file: str, title: str = "") -> Document:
    """Parse lines, whatever file they came in: a document with its units, its parts and clauses, its doubts.

    ``dropped`` is handed on. Raises :class:`StructureError` for a document without words, or with none below its
    title; time and memory grow as the text does.
    """
    if not lines:
        raise StructureError(file, 1, "a text", "none", "see that the file is the right one")
    remarks = Remarks()
    blocks, unclosed = find_quotes(count_bare(read_blocks(lines, remarks.found)))
    for block in unclosed:
        remarks.add(block, "引号没有闭合")
    text = cut_texts(blocks, title, remarks)
    if not text.node.title:
        remarks.add(blocks[0], "第一行不是标题")
    _grow(text, remarks)
    root = text.node
    if root.title:
        root.take([*text.above, Node("title", "title", text=root.title, line=root.line), *root.children])
    if len(root.children) < 2 and root.title:
        raise StructureError(file, root.line, "text below the title", "none", "see that the file is whole")
    units = name_units(root, remarks)
    return view(units, tuple(dropped), tuple(sorted(remarks.found, key=lambda remark: remark.line)))


def _grow(text: Text, remarks: Remarks) -> None:
    """Hang all units of a text, and of the texts inside, on its node."""
    head, start = take_head(text.blocks, text.node.title)
    end, closing = take_closing(text.blocks[start:])
    body: list[Block] = resolve_labels(find_headings(text.blocks[start : start + end], remarks), remarks)
    Tree(text.node, body, remarks).grow()
    give_shape(text.node, remarks)
    look_over(text.node, remarks)
    look_around((*head, *closing), remarks)
    for inner in text.texts:
        _grow(inner, remarks)
    text.node.take([*head, *text.node.children, *closing, *(inner.node for inner in text.texts)])
