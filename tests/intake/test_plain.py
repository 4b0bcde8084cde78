"""Text and Markdown: what is a line, what only marks one, what is no word of the document."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shown import shown, words

from gongwen.intake import read_file

TEXT = {
    "blanks at edges, of any width": ("　　第一条　总则 \n\u200b甲\ufeff\n", "1 第一条　总则\n2 甲\n"),
    "line ends of all systems": ("甲\r\n乙\r丙\n丁", "1 甲\n2 乙\n3 丙\n4 丁\n"),
    "a soft break keeps the number of its line": ("甲\u2028乙\v丙\n丁", "1 甲\n1 乙\n1 丙\n2 丁\n"),
    "a blank line is a gap": ("甲\n\n　\n乙\n丙", "1 甲\n4 gap 乙\n5 丙\n"),
    "a line of what has no width is a new page": ("甲\n\u200b\n乙", "1 甲\n3 torn 乙\n"),
    "a row of a table": (
        "| 省 | 1996 年 |\n|-----|:--:|\n| | 100 |\n",
        "1 row 省 | 1996 年\n3 row  | 100\n",
    ),
    "rows with tabs, as pasted from a sheet": (
        "甲\t乙\n丙\t1\n丁。\n戊\t己\n第一条\t甲。\n第二条\t乙。\n国务院\t中央军委\n财政部\t民政部\n2018年1月2日\n",
        "1 row 甲 | 乙\n2 row 丙 | 1\n3 丁。\n4 戊 | 己\n5 第一条 | 甲。\n6 第二条 | 乙。\n7 国务院 | 中央军委\n"
        "8 财政部 | 民政部\n9 2018年1月2日\n",
    ),
    "a page's number tears": (
        "甲\n— 1 —\n乙\n\n- 2 -\n\n丙\n第 3 页 共 3 页\n",
        "1 甲\n3 torn 乙\n7 gap torn 丙\n- 2 page number: — 1 —\n- 5 page number: - 2 -\n"
        "- 8 page number: 第 3 页 共 3 页\n",
    ),
    "markup that is no character": (
        "国务院办公厅 &sp;\n&ldquo;",
        "1 国务院办公厅\n2 &ldquo;\n- 1 left-over markup: &sp;\n",
    ),
    "Markdown is none": ("#一\n**二**\n- 三\n", "1 #一\n2 **二**\n3 - 三\n"),
    "but with a heading": ("# 一\n**二**\n", "1 h1 一\n2 bold 二\n"),
    "a licence note runs to the end": (
        "谢谢！\n本作品是中华人民共和国的\n法律\n。",
        "1 谢谢！\n- 2 licence note: 本作品是中华人民共和国的\n- 3 licence note: 法律\n- 4 licence note: 。\n",
    ),
    "words of a licence note inside are the text's": (
        "本作品是中华人民共和国的\n" + "甲。\n" * 30,
        "1 本作品是中华人民共和国的\n" + "".join(f"{line} 甲。\n" for line in range(2, 32)),
    ),
    "a catalogue card above the title": (
        "索 引 号：1/2022\t主题分类：城乡建设\n发文字号：国办发〔2022〕3号\n某意见\n主题词：乡村\n",
        "3 某意见\n4 主题词：乡村\n- 1 catalogue card: 索 引 号：1/2022 | 主题分类：城乡建设\n"
        "- 2 catalogue card: 发文字号：国办发〔2022〕3号\n",
    ),
    "two such lines are none": ("发文机关：甲\n成文日期：乙\n丙\n", "1 发文机关：甲\n2 成文日期：乙\n3 丙\n"),
    "what a page has for its readers": (
        "当前位置：首页 > 政策\n【字体：大 中 小】\n甲。\n（责任编辑：张三）\n上一篇：无",
        "3 甲。\n- 1 where one is: 当前位置：首页 > 政策\n- 2 font size: 【字体：大 中 小】\n"
        "- 4 editor: （责任编辑：张三）\n- 5 next page: 上一篇：无\n",
    ),
}
MARKDOWN = {
    "headings": ("# 某某法\n\n## 第一章　总则 ##", "1 h1 某某法\n3 h2 gap 第一章　总则\n"),
    "a comment, in several lines too": (
        "甲\n<!-- INFO\nEND -->\n乙<!-- 二 -->",
        "1 甲\n4 gap 乙\n- 2 comment: <!-- INFO\nEND -->\n- 4 comment: <!-- 二 -->\n",
    ),
    "front matter": ("---\ntitle: 甲\n---\n乙", "4 gap 乙\n- 1 front matter: ---\ntitle: 甲\n---\n"),
    "a bold line": ("**第一条** 甲\n**第二条**\n__三__", "1 第一条 甲\n2 bold 第二条\n3 bold 三\n"),
    "stars that mark a note stay": ("甲*、乙*\n*丙*", "1 甲*、乙*\n2 丙\n"),
    "links, bullets, quotations, tags, escapes": (
        "> 《[公司法](https://a.cn/b)》\n- 甲\n<center>乙<br>丙</center>\n1\\. 丁",
        "1 《公司法》\n2 甲\n3 乙\n3 丙\n4 1. 丁\n",
    ),
    "a picture": ("甲\n![国徽](a.png)\n乙", "1 甲\n3 gap 乙\n- 2 picture: ![国徽](a.png)\n"),
    "numbers stay as written": ("3. 甲\n3. 乙\n1．丙", "1 3. 甲\n2 3. 乙\n3 1．丙\n"),
}


@pytest.mark.parametrize("case", TEXT)
def test_text(case: str) -> None:
    text, expected = TEXT[case]
    found = read_file(text.encode(), "a.txt")
    assert shown(found.lines, found.dropped) == expected


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown(case: str) -> None:
    text, expected = MARKDOWN[case]
    found = read_file(text.encode(), "a.md")
    assert shown(found.lines, found.dropped) == expected


@given(st.text("第一条甲a1 　|-#*_[]()!>&;\\`~\n\r\t\u200b\u2028", min_size=1))
@settings(derandomize=True, max_examples=500, deadline=None)
def test_no_word_of_a_text_is_lost(text: str) -> None:
    assume(text.strip())
    found = read_file(text.encode(), "a.txt")
    assert len(words(line.text for line in found.lines) + words(left.text for left in found.dropped)) == len(
        words(text)
    )


@pytest.mark.parametrize(
    "piece", ["[", "![", "# ", "**a", "<!--", "|", "&a", "　", "(", "-", "\\", "*a* ", "（一）", "一、甲。"]
)
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    for name in ("a.txt", "a.md"):
        read_file((piece * (2**20 // len(piece.encode())) + "甲").encode(), name)
