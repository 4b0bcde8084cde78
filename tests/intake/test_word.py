"""Word files: read as Word shows them, with the numbers that it makes itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import read, shown
from word_files import archive, listed, lists, plain, word_file

from gongwen.errors import FormatError
from gongwen.intake import read_file
from gongwen.intake.word.numbering import written

FILES = sorted((Path(__file__).parent / "files").glob("*.docx"))


def text(body: str, **parts: str) -> str:
    found = read_file(word_file(body, **parts), "a.docx")
    return shown(found.lines, found.dropped)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_of_an_office_program(file: Path) -> None:
    found = read(file)
    assert shown(found.lines, found.dropped) == file.with_suffix(".txt").read_text(encoding="utf-8")


# ------------------------------------------------------------------ numbers

REGULATION = lists("chineseCountingThousand 第%1章", "chineseCountingThousand 第%2条", "chineseCounting （%3）")
STARTS_ANEW = (
    '<num numId="2"><abstractNumId val="0"/><lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride></num>'
)
RUNS_ON = REGULATION.replace('<lvl ilvl="1">', '<lvl ilvl="1"><lvlRestart val="0"/>')
STYLED = (
    '<abstractNum abstractNumId="0">'
    '<lvl ilvl="0"><start val="1"/><numFmt val="japaneseCounting"/><pStyle val="H1"/><lvlText val="%1、"/></lvl>'
    '<lvl ilvl="1"><start val="1"/><numFmt val="japaneseCounting"/><pStyle val="H2"/><suff val="nothing"/>'
    '<lvlText val="（%2）"/></lvl></abstractNum><num numId="7"><abstractNumId val="0"/></num>'
)
STYLES = (
    '<style type="paragraph" default="1" styleId="N"><name val="Normal"/></style>'
    '<style type="paragraph" styleId="T"><name val="Title"/><rPr><b/></rPr></style>'
    '<style type="paragraph" styleId="H1"><name val="heading 1"/><basedOn val="N"/>'
    '<pPr><numPr><numId val="7"/></numPr><outlineLvl val="0"/></pPr></style>'
    '<style type="paragraph" styleId="H2"><name val="heading 2"/><basedOn val="H1"/>'
    '<pPr><numPr><ilvl val="1"/></numPr><outlineLvl val="1"/></pPr></style>'
    '<style type="paragraph" styleId="H3"><name val="mine"/><basedOn val="H2"/></style>'
    '<style type="character" styleId="B"><name val="Strong"/><rPr><b/></rPr></style>'
    '<style type="character" styleId="V"><name val="unseen"/><rPr><vanish/></rPr></style>'
)


def styled(words: str, style: str) -> str:
    return f'<p><pPr><pStyle val="{style}"/></pPr><r><t>{words}</t></r></p>'


NUMBERS = {
    "a level starts anew below one above it": (
        [
            listed("总则"),
            listed("甲", 1),
            listed("乙", 2),
            listed("丙", 1),
            listed("丁", 2),
            listed("附则"),
            listed("戊", 1),
        ],
        REGULATION,
        ["第一章 总则", "第一条 甲", "（一） 乙", "第二条 丙", "（一） 丁", "第二章 附则", "第一条 戊"],
    ),
    "unless it runs on: articles through all chapters": (
        [listed("总则"), listed("甲", 1), listed("附则"), listed("乙", 1), listed("丙", 2)],
        RUNS_ON,
        ["第一章 总则", "第一条 甲", "第二章 附则", "第二条 乙", "（一） 丙"],
    ),
    "a list that starts anew; the two go on together": (
        [listed("甲"), listed("乙", 0, 2), listed("丙", 0, 2), listed("丁")],
        REGULATION + STARTS_ANEW,
        ["第一章 甲", "第五章 乙", "第六章 丙", "第七章 丁"],
    ),
    "a level above that has no paragraph yet": ([listed("甲", 1)], lists("decimal %1", "decimal %1.%2"), ["1.1 甲"]),
    "all levels in figures": (
        [listed("甲"), listed("乙", 1)],
        lists(
            "chineseCounting 第%1章",
            '<start val="3"/><numFmt val="decimal"/><isLgl/><suff val="space"/><lvlText val="%1.%2"/>',
        ),
        ["第一章 甲", "1.3 乙"],
    ),
    "a bullet that is a picture is no word, one that is a sign is": (
        [listed("甲"), listed("乙", 1), listed("丙", 2)],
        lists(
            '<numFmt val="bullet"/><lvlText val="\uf06c"/>',
            '<numFmt val="bullet"/><lvlText val="l"/><rPr><rFonts ascii="Wingdings"/></rPr>',
            '<numFmt val="bullet"/><suff val="nothing"/><lvlText val="——"/>',
        ),
        ["甲", "乙", "——丙"],
    ),
    "a paragraph taken out of its list": (
        [listed("甲"), listed("乙", 0, 0), listed("丙")],
        REGULATION,
        ["第一章 甲", "乙", "第二章 丙"],
    ),
    "an empty paragraph of a list": (
        [listed("甲"), listed(""), listed("丙")],
        REGULATION,
        ["第一章 甲", "第二章", "第三章 丙"],
    ),
    "a list that is not there": ([listed("甲", 0, 9)], REGULATION, ["甲"]),
    "a list in a cell and behind it": (
        [listed("甲"), f"<tbl><tr><tc>{listed('乙')}</tc></tr></tbl>", listed("丙")],
        REGULATION,
        ["第一章 甲", "第二章 乙", "第三章 丙"],
    ),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_numbers_of_lists(case: str) -> None:
    body, numbering, expected = NUMBERS[case]
    found = read_file(word_file("".join(body), numbering=numbering), "a.docx")
    assert [line.text for line in found.lines] == expected


def test_numbers_of_styles() -> None:
    body = "".join([styled("甲", "H1"), styled("乙", "H2"), styled("丙", "H3"), styled("丁", "H1"), styled("戊", "H2")])
    expected = "1 h1 一、 甲\n2 h2 （一）乙\n3 h2 （二）丙\n4 h1 二、 丁\n5 h2 （一）戊\n"
    assert text(body, numbering=STYLED, styles=STYLES) == expected


def test_two_kinds_of_lists_count_apart() -> None:
    other = (
        '<abstractNum abstractNumId="4"><lvl ilvl="0"><numFmt val="decimal"/><lvlText val="%1."/></lvl></abstractNum>'
    )
    numbering = REGULATION + other + '<num numId="3"><abstractNumId val="4"/></num>'
    assert (
        text(listed("甲") + listed("乙", 0, 3) + listed("丙"), numbering=numbering)
        == "1 第一章 甲\n2 1. 乙\n3 第二章 丙\n"
    )


def test_numbers_of_a_list_style() -> None:
    numbering = (
        '<abstractNum abstractNumId="0"><numStyleLink val="L"/></abstractNum>'
        '<abstractNum abstractNumId="1"><styleLink val="L"/><lvl ilvl="0"><start val="2"/>'
        '<numFmt val="upperRoman"/><lvlText val="%1."/></lvl></abstractNum>'
        '<num numId="1"><abstractNumId val="0"/></num>'
    )
    assert text(listed("甲"), numbering=numbering) == "1 II. 甲\n"


FORMS = {
    "decimal": "1 9 10 11 20 21 99 100 101 110 1005",
    "decimalZero": "01 09 10 11 20 21 99 100 101 110 1005",
    "decimalFullWidth": "１ ９ １０ １１ ２０ ２１ ９９ １００ １０１ １１０ １００５",
    "chineseCounting": "一 九 十 十一 二十 二十一 九十九 一○○ 一○一 一一○ 一○○五",
    "chineseCountingThousand": "一 九 十 十一 二十 二十一 九十九 一百 一百〇一 一百一十 一千〇五",
    "taiwaneseCountingThousand": "一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零五",
    "japaneseCounting": "一 九 十 十一 二十 二十一 九十九 百 百一 百十 千五",
    "ideographDigital": "一 九 一〇 一一 二〇 二一 九九 一〇〇 一〇一 一一〇 一〇〇五",
    "chineseLegalSimplified": "壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹仟零伍",
    "decimalEnclosedCircle": "① ⑨ ⑩ ⑪ ⑳ 21 99 100 101 110 1005",
    "decimalEnclosedCircleChinese": "① ⑨ ⑩ 11 20 21 99 100 101 110 1005",
    "decimalEnclosedParen": "⑴ ⑼ ⑽ ⑾ ⒇ 21 99 100 101 110 1005",
    "ideographTraditional": "甲 壬 癸 11 20 21 99 100 101 110 1005",
    "upperLetter": "A I J K T U UUUU VVVV WWWW FFFFF 1005",
    "lowerRoman": "i ix x xi xx xxi xcix c ci cx mv",
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_numbers(form: str) -> None:
    numbers = (1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 1005)
    assert [written(number, form, "a.docx") for number in numbers] == FORMS[form].split()


def test_a_form_that_is_not_known_is_refused() -> None:
    with pytest.raises(FormatError) as error:
        text(listed("甲"), numbering=lists("hindiVowels %1"))
    assert "the form hindiVowels" in str(error.value)


# ------------------------------------------------------------------ what is shown, and what is not

RUN = "<r><t>{}</t></r>"
SHOWN = {
    "a soft break": ("<p><r><t>关于甲的</t><br/><t>通知</t></r></p>", "1 关于甲的\n1 通知\n"),
    "a page break": ('<p><r><t>甲</t><br type="page"/></r></p><p><r><t>乙</t></r></p>', "1 甲\n2 gap 乙\n"),
    "an empty paragraph is a gap": (f"{plain('甲')}<p/>{plain('乙')}", "1 甲\n3 gap 乙\n"),
    "tabs and hyphens": ("<p><r><t>甲</t><tab/><t>乙</t><noBreakHyphen/><t>丙</t></r></p>", "1 甲 乙-丙\n"),
    "bold by the run, its style, or its paragraph's": (
        '<p><r><rPr><b/></rPr><t>甲</t></r><r><rPr><rStyle val="B"/></rPr><t>乙</t></r></p>'
        + styled("丙", "T")
        + '<p><r><rPr><b/></rPr><t>丁</t></r><r><rPr><b val="0"/></rPr><t>戊</t></r></p>',
        "1 bold 甲乙\n2 h1 bold 丙\n3 丁戊\n",
    ),
    "links, controls and simple fields": (
        f"<p><hyperlink>{RUN.format('甲')}</hyperlink><sdt><sdtContent>{RUN.format('乙')}</sdtContent></sdt>"
        f"<fldSimple>{RUN.format('丙')}</fldSimple><smartTag>{RUN.format('丁')}</smartTag></p>"
        f"<sdt><sdtContent>{plain('戊')}</sdtContent></sdt>",
        "1 甲乙丙丁\n2 戊\n",
    ),
    "a placeholder": (
        f"<p><sdt><sdtPr><showingPlcHdr/></sdtPr><sdtContent>{RUN.format('点击输入')}</sdtContent></sdt></p>",
        "- 1 placeholder: 点击输入\n",
    ),
    "a field: its result, not its code": (
        '<p><r><fldChar fldCharType="begin"/><instrText>REF 甲</instrText><fldChar fldCharType="separate"/></r>'
        '<r><t>第三条</t></r><r><fldChar fldCharType="end"/><t>。</t></r></p>',
        "1 第三条。\n",
    ),
    "a field in the code of a field": (
        '<p><r><fldChar fldCharType="begin"/><fldChar fldCharType="begin"/><fldChar fldCharType="separate"/>'
        '<t>码</t><fldChar fldCharType="end"/><fldChar fldCharType="separate"/><t>果</t>'
        '<fldChar fldCharType="end"/></r></p>',
        "1 果\n",
    ),
    "changes as accepted": (
        f"<p>{RUN.format('甲')}<del><r><delText>乙</delText></r></del><ins>{RUN.format('丙')}</ins>"
        f"<moveFrom>{RUN.format('丁')}</moveFrom></p><p><moveTo>{RUN.format('丁')}</moveTo></p>",
        "1 甲丙\n2 丁\n- 1 deleted: 乙\n- 1 moved away: 丁\n",
    ),
    "a paragraph whose end is deleted goes on in the next": (
        f"<p><pPr><rPr><del/></rPr></pPr>{RUN.format('甲')}</p>{plain('乙')}{plain('丙')}",
        "2 甲乙\n3 丙\n",
    ),
    "hidden words": (
        f'<p>{RUN.format("甲")}<r><rPr><vanish/></rPr><t>乙</t></r><r><rPr><rStyle val="V"/></rPr><t>丙</t></r></p>',
        "1 甲\n- 1 hidden: 乙\n- 1 hidden: 丙\n",
    ),
    "a reading above a character": (
        f"<p><r><ruby><rt>{RUN.format('guó')}</rt><rubyBase>{RUN.format('国')}</rubyBase></ruby></r></p>",
        "1 国\n- 1 reading: guó\n",
    ),
    "a sign of a font of pictures": (
        '<p><r><t>甲</t><sym font="Wingdings" char="F0FE"/></r></p>',
        "1 甲\n- 1 symbol: Wingdings F0FE\n",
    ),
    "a table of data": (
        f"<tbl><tr><tc>{plain('省')}</tc><tc>{plain('扩招')}{plain('（人）')}</tc></tr>"
        f"<tr><trPr><ins/></trPr><tc><p/></tc><tc>{plain('100')}</tc></tr>"
        f"<tr><trPr><del/></trPr><tc>{plain('京')}</tc><tc>{plain('5')}</tc></tr></tbl>{plain('丁')}",
        "1 row 省 | 扩招 （人）\n4 row  | 100\n6 丁\n- 5 deleted: 京5\n",
    ),
    "a table that only lays out": (
        f"<tbl><tr><tc>{plain('国发')}</tc><tc>{plain('签发人')}</tc></tr></tbl>",
        "1 国发\n2 签发人\n",
    ),
    "a text box, once, behind its paragraph": (
        "<p><r><mc:AlternateContent><mc:Choice><drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>"
        f"<txbxContent>{plain('机密')}</txbxContent></wps:txbx></wps:wsp></a:graphic></wp:inline></drawing></mc:Choice>"
        f"<mc:Fallback><pict><v:shape><v:textbox><txbxContent>{plain('机密')}</txbxContent></v:textbox></v:shape></pict>"
        "</mc:Fallback></mc:AlternateContent></r><r><t>甲</t></r></p>",
        "1 甲\n2 机密\n",
    ),
    "an old text box": (
        f"<p><r><pict><v:shape><v:textbox><txbxContent>{plain('机密')}</txbxContent></v:textbox></v:shape></pict></r></p>",
        "2 gap 机密\n",
    ),
}


@pytest.mark.parametrize("case", SHOWN)
def test_what_word_shows(case: str) -> None:
    body, expected = SHOWN[case]
    assert text(body, styles=STYLES) == expected


def test_a_web_page_inside_is_read() -> None:
    page = "<html><body><h1>某某法</h1><p>第一条 甲。</p></body></html>"
    body = f'{plain("乙")}<altChunk r:id="r1"/>{plain("丙")}'
    assert text(body, aFChunk=page) == "1 乙\n2 h1 某某法\n2 第一条 甲。\n3 丙\n"


NOTES = (
    '<footnote type="separator" id="0"><p/></footnote>'
    '<footnote id="2"><p><r><footnoteRef/><t> 注甲。</t></r></p></footnote>'
    '<footnote id="3"><p><r><footnoteRef/><t> 注乙。</t></r></p></footnote>'
)


def test_notes_stand_behind_the_text_in_the_order_of_their_marks() -> None:
    body = '<p><r><t>甲</t><footnoteReference id="3"/><t>乙</t><footnoteReference id="2"/></r></p>' + plain("丙")
    assert text(body, footnotes=NOTES) == "1 甲[1]乙[2]\n2 丙\n3 [1] 注乙。\n4 [2] 注甲。\n"


def test_notes_have_the_marks_that_the_document_asks_for() -> None:
    body = (
        '<p><r><t>甲</t><footnoteReference id="2"/></r>'
        '<r><footnoteReference customMarkFollows="1" id="3"/><t>＊</t></r></p>'
        '<sectPr><footnotePr><numFmt val="decimalEnclosedCircleChinese"/></footnotePr></sectPr>'
    )
    assert text(body, footnotes=NOTES) == "1 甲①＊\n2 ① 注甲。\n3 注乙。\n"


def test_what_stands_beside_the_text_is_dropped() -> None:
    aside = {
        "header": plain("页眉"),
        "footer": plain("第 页"),
        "comments": f'<comment id="1">{plain("批注")}</comment>',
    }
    assert text(plain("甲"), **aside) == "1 甲\n- 1 page header: 页眉\n- 1 page footer: 第 页\n- 1 comment: 批注\n"


# ------------------------------------------------------------------ refused

LISTNUM = '<p><r><fldChar fldCharType="begin"/><instrText> LISTNUM </instrText><fldChar fldCharType="end"/></r></p>'
REFUSED = {
    "a number made by a field": (word_file(LISTNUM), "a field that only Word can number"),
    "another file inside": (word_file('<altChunk r:id="r1"/>', aFChunk="{\\rtf"), "another file inside"),
    "no main document": (archive({"word/a.xml": "<a/>"}), "an archive without a main document"),
    "a part that is no XML": (archive({"word/a.xml": "", "_rels/.rels": "<a>"}), "one that is broken"),
    "declarations": (archive({"word/a.xml": "", "_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "declarations"),
    "a part too large": (archive({"word/a.xml": "", "_rels/.rels": b" " * (2**27 + 1)}), "a part of more than 128 MB"),
    "elements too deep": (word_file("<sdt>" * 300 + "</sdt>" * 300), "one that is broken"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    data, found = REFUSED[case]
    with pytest.raises(FormatError) as error:
        read_file(data, "a.docx")
    assert found in str(error.value)


# ------------------------------------------------------------------ counting, against a naive count

PARAGRAPHS = st.lists(st.integers(0, 2), max_size=30)


@given(PARAGRAPHS)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_lists_count_like_a_naive_count(levels: list[int]) -> None:
    numbering = lists("decimal %1", "decimal %1.%2", "decimal %1.%2.%3")
    found = read_file(
        word_file("".join(listed("甲", level) for level in levels) + plain("乙"), numbering=numbering), "a.docx"
    )
    expected = []
    for at, level in enumerate(levels):
        path = []
        for depth in range(level + 1):
            start = next((b + 1 for b in range(at, -1, -1) if levels[b] < depth), 0)
            path.append(max(levels[start : at + 1].count(depth), 1))
        expected.append(".".join(map(str, path)))
    assert [line.text.removesuffix(" 甲") for line in found.lines[:-1]] == expected
