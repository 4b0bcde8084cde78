"""The documents for Word and WPS, read back with python-docx: the text, how it is set, where it leads."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph
from support import ROOT

from gongwen.edition import convert
from gongwen.errors import GongwenError
from gongwen.office.blocks import blocks
from gongwen.office.code import draw_code
from gongwen.office.files import office_files, papers
from gongwen.office.layout import title_width
from gongwen.parse import parse_text, print_text
from gongwen.records import Edition
from gongwen.search.segment import Segment
from gongwen.site.passages import Passages
from gongwen.site.proof import ProofError, prove_file

HOME = "https://example.org/guide/"
WHOLE, EIGHT, PAIRS = "data/guideline.docx", "data/clauses/8.docx", "data/pairings.docx"
SAMPLES = sorted([*(ROOT / "tests/restore/clean").glob("*.txt"), *(ROOT / "tests/structure/samples").glob("*.*")])


def opened(content: bytes) -> Word:
    return docx.Document(io.BytesIO(content))


def text_of(file: Word) -> list[Paragraph]:
    """The paragraphs above the lines that say what the file is."""
    return [paragraph for paragraph in file.paragraphs if paragraph.style.name != "附注"]


def end_of(file: Word) -> str:
    return "\n".join(paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "附注")


@pytest.fixture(scope="module")
def whole(files: dict[str, bytes]) -> Word:
    return opened(files[WHOLE])


def test_its_text_is_the_text(whole: Word, site_dir: Path) -> None:
    text = "".join(f"{paragraph.text}\n" for paragraph in text_of(whole))
    assert text == (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
    built = opened((site_dir / WHOLE).read_bytes())
    assert [found.text for found in text_of(built)] == [found.text for found in text_of(whole)]


def test_its_levels_are_told_by_the_names_of_styles(whole: Word, edition: Edition) -> None:
    found: dict[str, list[str]] = {}
    for paragraph in text_of(whole):
        found.setdefault(paragraph.style.name, []).append(paragraph.text)
    document = edition.document
    assert found["Title"] == [document.title]
    assert [line.partition("、")[2] for line in found["Heading 1"]] == [part.title for part in document.parts]
    alone = [clause.title for clause in document.clauses if not clause.run_in]
    assert [line.partition("）")[2] for line in found["Heading 2"]] == alone
    run_in = [clause.title for clause in document.clauses if clause.run_in]
    assert [re.split("[）。]", line)[1] for line in found["二级标题（接排）"]] == run_in
    assert set(found) == {"Title", "Heading 1", "Heading 2", "二级标题（接排）", "Normal"}
    heads = {
        run.text
        for paragraph in text_of(whole)
        for link in paragraph.hyperlinks
        for run in link.runs
        if run.style.name == "heading 2 Char"
    }
    assert {head.partition("）")[2] for head in heads} == set(run_in)


@pytest.mark.parametrize(
    ("style", "font", "points", "line"),
    [
        ("Title", "方正小标宋简体", 22, 36),
        ("Heading 1", "黑体", 16, 28.95),
        ("Heading 2", "楷体_GB2312", 16, 28.95),
        ("Heading 3", "仿宋_GB2312", 16, 28.95),
        ("Heading 4", "仿宋_GB2312", 16, 28.95),
        ("Normal", "仿宋_GB2312", 16, 28.95),
        ("二级标题（接排）", "仿宋_GB2312", 16, 28.95),
    ],
)
def test_it_is_set_as_the_standard_asks(whole: Word, style: str, font: str, points: float, line: float) -> None:
    found = whole.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == points
    assert found.paragraph_format.line_spacing.pt == pytest.approx(line)
    indent = found.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars"))
    assert indent == ("0" if style == "Title" else "200")


def test_its_page_is_the_one_of_the_standard(whole: Word) -> None:
    (section,) = whole.sections
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(measure.mm) for measure in measures] == [210, 297, 37, 28]
    assert round(Emu(section.page_width - section.left_margin - section.right_margin).mm) == 156
    assert round(Emu(section.page_height - section.top_margin - section.bottom_margin).mm) == 225
    # 22 lines, 28 characters less what is taken from each of them
    assert 22 * 28.95 <= 225 * 72 / 25.4
    closer = int(whole.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + closer) <= 156 * 72 / 25.4 < 29 * (16 + closer)


def test_its_pages_are_numbered_on_the_outer_side(whole: Word) -> None:
    (section,) = whole.sections
    assert whole.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert [found.text for found in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_fonts_that_a_machine_lacks_have_others_in_their_place(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[WHOLE])) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert re.search(r'w:name="仿宋_GB2312"><w:altName w:val="[^"]*\b仿宋,', table)
    assert re.search(r'w:name="楷体_GB2312"><w:altName w:val="[^"]*\b楷体,', table)
    assert re.search(r'w:name="方正小标宋简体"><w:altName w:val="[^"]*华文中宋', table)


def test_each_heading_leads_to_its_place(whole: Word, site_dir: Path, edition: Edition) -> None:
    links = {link.text: link.url for paragraph in text_of(whole) for link in paragraph.hyperlinks}
    assert links["（八）组织劳务协作"] == f"{HOME}clauses/8/#c8"
    assert links["（三）基本原则"] == f"{HOME}clauses/3/#c3"
    assert len(links) == 1 + len(edition.document.parts) + len(edition.document.clauses)
    for url in links.values():
        page, _, anchor = url.removeprefix(HOME).partition("#")
        assert f'id="{anchor}"' in (site_dir / page / "index.html").read_text(encoding="utf-8")


def test_each_passage_has_its_id_for_a_bookmark(whole: Word, edition: Edition) -> None:
    names = [start.get(qn("w:name")) for start in whole.element.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    passages = {found.id for found in (*edition.document.sentences(), *edition.document.paragraphs())}
    assert passages <= set(names)


@pytest.mark.parametrize("name", [WHOLE, EIGHT, PAIRS])
def test_it_says_what_it_is_and_where_it_is_read(files: dict[str, bytes], name: str) -> None:
    end = end_of(opened(files[name]))
    address = HOME + {WHOLE: "full/", EIGHT: "clauses/8/", PAIRS: "pairings/"}[name]
    for words in ("非官方文本：", "新华社 2016 年 12 月 7 日播发", "核对：", f"网址：{address}"):
        assert words in end
    with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
        assert archive.read("word/media/image1.png") == draw_code(address, "png")
        assert f'descr="二维码：{address}"' in archive.read("word/document.xml").decode()


def test_without_an_address_it_names_none(site_dir: Path) -> None:
    for name in (WHOLE, EIGHT, PAIRS):
        with zipfile.ZipFile(site_dir / name) as archive:
            whole = b"".join(map(archive.read, archive.namelist()))
            assert "word/media/image1.png" not in archive.namelist()
        assert b"127.0.0.1" not in whole
        assert b"hyperlink" not in whole
        assert "网址" not in end_of(opened((site_dir / name).read_bytes()))


def test_a_clause_stands_below_its_part(files: dict[str, bytes], edition: Edition) -> None:
    lines = [paragraph.text for paragraph in text_of(opened(files[EIGHT]))]
    assert lines[:2] == [edition.document.title, "三、主要任务"]
    assert lines[2].startswith("（八）组织劳务协作。帮扶双方要建立和完善")
    assert len(lines) == 3
    clauses = [name for name in files if re.fullmatch(r"data/clauses/\d+\.docx", name)]
    assert len(clauses) == len(edition.document.clauses)


def test_the_pairings_are_a_table(files: dict[str, bytes], edition: Edition) -> None:
    (table,) = opened(files[PAIRS]).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 1 + len(edition.pairings)
    assert rows[5] == ["5", "天津市", "天津市", "承德市", "河北省"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    (link,) = table.rows[5].cells[0].paragraphs[0].hyperlinks
    assert link.url == f"{HOME}pairings/#pair-5"


def test_nothing_in_it_is_of_this_day_or_machine(files: dict[str, bytes], edition: Edition) -> None:
    for name in (WHOLE, EIGHT, PAIRS):
        core = opened(files[name]).core_properties
        assert core.created.date().isoformat() == core.modified.date().isoformat() == edition.provenance.published
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not [part for part in archive.namelist() if "thumbnail" in part or "customXml" in part]


def test_a_clause_weighs_little(files: dict[str, bytes], record_property: Callable[[str, object], None]) -> None:
    weights = {name: len(content) for name, content in files.items() if name.endswith((".docx", ".xlsx"))}
    for name, weight in weights.items():
        record_property("office files, bytes", f"{name} {weight:,}")
    assert max(weight for name, weight in weights.items() if "clauses" in name) < 12 * 1024


def test_properties_stand_in_the_order_of_the_schema(files: dict[str, bytes]) -> None:
    """ECMA-376, part 1, 17.3.1.26 and 17.3.2.28; Word takes a file with another one for a damaged one."""
    paragraph = ("pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc", "outlineLvl")
    run = ("rStyle", "rFonts", "spacing", "sz", "szCs", "lang")
    for name in (WHOLE, EIGHT, PAIRS):
        file = opened(files[name])
        (section,) = file.sections
        roots = (file.element, file.styles.element, section.footer._element, section.even_page_footer._element)
        for kind, order in (("w:pPr", paragraph), ("w:rPr", run)):
            for properties in (found for root in roots for found in root.iter(qn(kind))):
                places = [order.index(child.tag.partition("}")[2]) for child in properties]
                assert places == sorted(set(places))


def changed(content: bytes, was: str, instead: str, part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            if name == part:
                assert was.encode() in text
                text = text.replace(was.encode(), instead.encode(), 1)
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "was", "instead"),
    [
        (WHOLE, "组织化程度", "组织化程序"),
        (WHOLE, "（八）组织劳务协作", "（九）组织劳务协作"),
        (WHOLE, "三、主要任务", "三、主要任各"),
        (WHOLE, "西部地区要摸清底数", "西部地区摸清底数"),
        (EIGHT, "人岗对接", "人岗对按"),
        (EIGHT, "三、主要任务", "二、主要任务"),
        (PAIRS, "承德市", "承得市"),
        (PAIRS, "凉山彝族自治州", "凉山藏族自治州"),
    ],
)
def test_one_character_is_noticed(files: dict[str, bytes], edition: Edition, name: str, was: str, instead: str) -> None:
    passages = Passages(edition)
    prove_file(name, files[name], passages)
    with pytest.raises(ProofError, match=rf"^{name}.*: expected "):
        prove_file(name, changed(files[name], was, instead), passages)


def test_a_sentence_that_is_gone_is_noticed(files: dict[str, bytes], edition: Edition) -> None:
    document = zipfile.ZipFile(io.BytesIO(files[EIGHT])).read("word/document.xml").decode()
    gone = re.search(r'<w:bookmarkStart w:id="(\d+)" w:name="c8-p1-s3"/>.*?<w:bookmarkEnd w:id="\1"/>', document)
    assert gone
    with pytest.raises(ProofError):
        prove_file(EIGHT, changed(files[EIGHT], gone[0], ""), Passages(edition))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_any_document_is_set_as_it_is_printed(path: Path) -> None:
    try:
        document = convert(path)[1]
    except GongwenError:
        return
    lines = [line for block in blocks(document.units) for line in block.text.split("\n")]
    assert [line.rstrip() for line in lines] == print_text(document).splitlines()


def test_any_document_becomes_a_file(edition: Edition, cut: Segment) -> None:
    text = "关于某事的通知\n各单位：\n一、总则\n（一）目标。做好工作。\n特此通知。\n办公厅\n2020年1月1日\n"
    document = parse_text(text, "notice.txt")
    known = replace(edition.provenance, file="notice.txt")
    other = replace(
        edition, document=document, provenance=known, pairings=(), terms=(), duties=(), references=(), cited=()
    )
    other = replace(other, confirmations=(), corrections=(), repairs=())
    file = opened(office_files(other, cut, "")["data/notice.docx"])
    assert [paragraph.text for paragraph in text_of(file)] == print_text(document).splitlines()
    styles = {paragraph.text[:4]: paragraph.style.name for paragraph in text_of(file)}
    assert styles["各单位："] == "主送机关"
    assert styles["办公厅"] == styles["2020"] == "落款"
    assert styles["一、总则"] == "Heading 1"
    assert not [paper for paper in papers(other, "") if paper.table]


def test_a_title_breaks_between_words_and_evenly(edition: Edition) -> None:
    title = edition.document.title
    assert title_width(title, [2, 5, 7, 14, 16, 17, 19, 21]) == 14
    assert title_width("短标题", [1, 3]) == 20
    assert title_width(title, []) == 20
