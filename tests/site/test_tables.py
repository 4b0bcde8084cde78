"""The tables and the diagram: filter, sort, group, explore; every row leads to the words it was read from."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ROOT, OpenPage

Rows = list[dict[str, str]]
GROUPS = {"supporter": 21, "recipient": 31, "recipient_province": 14}
COLUMNS = {"supporter": "帮扶方", "recipient": "受帮扶方", "recipient_province": "受帮扶方所在省"}


@pytest.fixture(scope="module")
def pairings() -> Rows:
    """What the table must show."""
    with (ROOT / "docs/data/pairings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def table(page: Page) -> Locator:
    """The table of the pairings with its controls."""
    page.goto("pairings/")
    table = page.locator("[data-table]").first
    expect(table.locator("[id^=pair-]")).to_have_count(32)
    return table


def _column(table: Locator, name: str) -> list[str]:
    return [text.strip() for text in table.locator(f"[id^=pair-]:visible td[data-column={name}]").all_inner_texts()]


def test_table_shows_the_pairings_in_the_order_of_the_text(table: Locator, pairings: Rows) -> None:
    for key, name in COLUMNS.items():
        assert _column(table, name) == [pairing[key] for pairing in pairings]


def test_filtering_narrows_as_one_types(table: Locator) -> None:
    box = table.get_by_role("searchbox")
    box.press_sequentially("昭通")
    assert _column(table, "受帮扶方") == ["昭通市", "昭通市"]
    expect(table.get_by_role("status")).to_contain_text("2")
    box.fill("没有这个地方")
    assert _column(table, "受帮扶方") == []
    expect(table.get_by_role("status")).to_contain_text("0")
    box.fill("")
    assert len(_column(table, "受帮扶方")) == 32


def test_sorting_goes_both_ways_and_says_so(table: Locator, page: Page) -> None:
    head = table.get_by_role("columnheader", name=re.compile("^受帮扶方(?!所)"))
    collate = "names => names.sort(new Intl.Collator('zh-CN-u-co-pinyin').compare)"
    by_pinyin = page.evaluate(collate, _column(table, "受帮扶方"))
    assert by_pinyin[0] == "阿坝藏族羌族自治州" or by_pinyin[0].startswith("安")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert _column(table, "受帮扶方") == by_pinyin
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert _column(table, "受帮扶方") == by_pinyin[::-1]
    table.get_by_role("columnheader", name="序号").get_by_role("button").click()
    expect(head).not_to_have_attribute("aria-sort", "descending")
    assert _column(table, "序号") == [str(number) for number in range(1, 33)]


@pytest.mark.parametrize("key", GROUPS)
def test_grouping_gathers_every_pair_under_its_name(table: Locator, pairings: Rows, key: str) -> None:
    table.get_by_label("分组").select_option(label=f"按{COLUMNS[key]}")
    groups = table.locator("th[scope=rowgroup]")
    expect(groups).to_have_count(GROUPS[key])
    heads = [re.sub(r"（\d+）", "", text).strip() for text in groups.all_inner_texts()]
    expected = list(dict.fromkeys(pairing[key] for pairing in pairings))
    assert len(expected) == GROUPS[key]
    assert sorted(heads) == sorted(expected)
    group, under = "", []
    for row in table.locator("tbody tr").all():
        if row.locator("th").count():
            group = re.sub(r"（\d+）", "", row.inner_text()).strip()
        else:
            under.append((row.get_attribute("id"), group))
    assert sorted(under) == sorted((pairing["id"], pairing[key]) for pairing in pairings)


def test_every_row_leads_to_the_words_it_was_read_from(table: Locator, page: Page, pairings: Rows) -> None:
    addresses = [
        link.evaluate("link => link.href") for link in table.locator("[id^=pair-] td[data-column=原文] a").all()
    ]
    assert len(addresses) == 32
    for pairing, address in zip(pairings, addresses, strict=True):
        assert urlsplit(address).path.endswith("/clauses/4/")
        assert urlsplit(address).fragment == pairing["sentence"]
    for pairing, address in list(zip(pairings, addresses, strict=True))[::10]:
        page.goto(address)
        sentence = page.locator(f"#{pairing['sentence']}")
        words = sentence.inner_text()[int(pairing["start"]) : int(pairing["end"])]
        marked = page.evaluate("() => [...(CSS.highlights.get('quoted') ?? [])].map(String).join('')")
        assert marked == words
        expect(page.locator(f"#{pairing['sentence']}:target")).to_be_visible()


def test_downloads_are_the_data(page: Page, site_dir: Path) -> None:
    page.goto("pairings/")
    for name in ("pairings.csv", "pairings.json"):
        address = page.locator(f'article a[href$="{name}"]').first.evaluate("link => link.href")
        assert page.request.get(address).body() == (ROOT / "docs/data" / name).read_bytes()


def test_diagram_links_each_name_and_follows_dark_mode(open_page: OpenPage, pairings: Rows) -> None:
    strokes = set()
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme, viewport={"width": 1280, "height": 800})
        page.goto("pairings/")
        diagram = page.locator("figure svg").first
        expect(diagram.locator("path")).to_have_count(32)
        expect(diagram.locator("title")).to_have_text(re.compile("结对"))
        expect(diagram.locator("desc")).to_have_text(re.compile("21.*31.*32"))
        expect(diagram.locator("a")).to_have_count(52)
        for code in {pairing["recipient_code"] for pairing in pairings}:
            expect(diagram.locator(f'a[href$="#place-{code}"]')).to_have_count(1)
            expect(page.locator(f"#place-{code}")).to_have_count(1)
        strokes.add(diagram.locator("path").first.evaluate("path => getComputedStyle(path).stroke"))
    assert len(strokes) == 2, "the lines look the same in the dark"


@pytest.mark.parametrize("way", ["typed", "clicked", "by keyboard"])
def test_choosing_a_place_shows_its_partners(page: Page, way: str) -> None:
    page.goto("pairings/", wait_until="networkidle")  # until its script runs a name is a link
    figure = page.locator("figure").first
    if way == "typed":
        finder(figure).fill("昭通")
    else:
        name = figure.locator('a[href$="#place-530600"]')
        name.click() if way == "clicked" else name.press("Enter")
    answer = figure.locator("[aria-live]")
    for words in ("昭通市", "东莞市", "中山市", "市州"):
        expect(answer).to_contain_text(words)
    expect(answer.locator("q").first).to_contain_text("昭通市")
    expect(figure.locator("path.on")).to_have_count(2)


def test_a_place_is_found_by_its_other_names(page: Page) -> None:
    page.goto("pairings/", wait_until="networkidle")
    figure = page.locator("figure").first
    answer = figure.locator("[aria-live]")
    finder(figure).fill("凉山州")
    expect(answer).to_contain_text("佛山市")
    finder(figure).fill("江西")
    expect(answer).to_have_text("结对关系中没有这个地方")
    table = page.locator("[data-table]").first
    table.get_by_label("筛选").fill("广东 凉山州")
    expect(table.locator("tbody tr:visible")).to_have_count(1)


def finder(figure: Locator) -> Locator:
    return figure.get_by_role("combobox").or_(figure.get_by_role("searchbox"))


def test_duties_filter_by_actor_and_clause(page: Page) -> None:
    page.goto("duties/")
    table = page.locator("[data-table]").first
    rows = table.locator("tbody tr:visible")
    everything = rows.count()
    table.get_by_label("条款").select_option(label="（十三）")
    assert 0 < rows.count() < everything
    assert set(table.locator("tbody tr:visible td[data-column=条款]").all_inner_texts()) == {"（十三）"}
    table.get_by_label("主体").select_option(label="审计机关")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("审计监督")
