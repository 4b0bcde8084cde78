"""The tables and the diagram: filter, sort, group, explore; every row leads to the words it was read from."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ROOT, OpenPage, bring_into_view, click_in_picture

from engines import tap

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
    await_life(table)
    return table


def await_life(part: Locator) -> None:
    """Wait until the controls no longer say that they are not ready."""
    expect(part.locator(".controls")).not_to_have_attribute("aria-busy", "true")


def rows_of(table: Locator) -> Locator:
    return table.locator("tbody tr:visible")


def _column(table: Locator, name: str) -> list[str]:
    return [text.strip() for text in table.locator(f"[id^=pair-]:visible td[data-column={name}]").all_inner_texts()]


def test_table_shows_the_pairings_in_the_order_of_the_text(table: Locator, pairings: Rows) -> None:
    for key, name in COLUMNS.items():
        assert _column(table, name) == [pairing[key] for pairing in pairings]


def test_filtering_narrows_as_one_types(table: Locator) -> None:
    box = table.get_by_role("searchbox")
    status = table.get_by_role("status")
    expect(status).to_have_text("共 32 项")
    box.press_sequentially("昭通")
    expect(status).to_have_text("显示 2 项，共 32 项")
    assert _column(table, "受帮扶方") == ["昭通市", "昭通市"]
    box.fill("没有这个地方")
    expect(status).to_have_text("显示 0 项，共 32 项")
    assert _column(table, "受帮扶方") == []
    box.fill("")
    expect(status).to_have_text("共 32 项")
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


PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def figure(page: Page) -> Locator:
    """The diagram with its finder, alive."""
    page.goto("pairings/")
    figure = page.locator("figure").first
    await_life(figure)
    return figure


@pytest.mark.parametrize("way", ["typed", "clicked", "by keyboard"])
def test_choosing_a_place_shows_its_partners(figure: Locator, way: str) -> None:
    if way == "typed":
        finder(figure).fill("昭通")
    else:
        name = figure.locator('a[href$="#place-530600"]')
        click_in_picture(name) if way == "clicked" else name.press("Enter")
    answer = figure.locator("[aria-live]")
    for words in ("昭通市", "东莞市", "中山市", "市州"):
        expect(answer).to_contain_text(words)
    expect(answer.locator("q").first).to_contain_text("昭通市")
    expect(figure.locator("path.on")).to_have_count(2)
    answer.get_by_role("button", name="关闭").click()
    expect(answer).to_be_empty()
    expect(figure.locator("path.on")).to_have_count(0)
    expect(finder(figure)).to_have_value("")


def test_a_province_is_answered_with_all_its_places(figure: Locator) -> None:
    finder(figure).fill("贵州")
    answer = figure.locator("[aria-live]")
    for line in ("六盘水市：由大连市帮扶", "毕节市：由广州市帮扶", "铜仁市：由苏州市帮扶"):
        expect(answer.locator("dd").filter(has_text=line)).to_have_count(1)
    expect(figure.locator("path.on")).to_have_count(8)


def test_a_name_that_begins_several_lets_one_choose(figure: Locator) -> None:
    finder(figure).fill("黔")
    answer = figure.locator("[aria-live]")
    for name in ("黔东南苗族侗族自治州", "黔南布依族苗族自治州", "黔西南布依族苗族自治州"):
        expect(answer.get_by_role("button", name=name)).to_be_visible()
    answer.get_by_role("button", name="黔南").click()
    expect(answer.locator("dt")).to_contain_text("黔南布依族苗族自治州")
    expect(answer).to_contain_text("由广州市帮扶")


@pytest.mark.parametrize(
    ("typed", "supporter"),
    [("凉山州", "佛山市"), ("liangshan", "佛山市"), ("涼山", "佛山市"), ("谁帮扶凉山", "佛山市"), ("畢節", "广州市")],
)
def test_the_finder_understands_what_the_search_does(figure: Locator, typed: str, supporter: str) -> None:
    finder(figure).fill(typed)
    expect(figure.locator("[aria-live]")).to_contain_text(f"由{supporter}帮扶")


def test_the_finder_says_when_there_is_nothing(figure: Locator) -> None:
    for typed in ("江西", "不是地名"):
        finder(figure).fill(typed)
        expect(figure.locator("[aria-live] p")).to_have_text(f"结对关系中没有“{typed}”")
    expect(figure.locator("path.on")).to_have_count(0)


def test_the_finder_loads_the_search_on_first_use_only(page: Page) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto("pairings/", wait_until="networkidle")
    assert not [url for url in requested if "engine" in url]
    with page.expect_response(re.compile("engine")):
        finder(page.locator("figure").first).focus()


def test_the_answer_is_in_sight_where_one_tapped(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    page.goto("pairings/")
    figure = page.locator("figure").first
    await_life(figure)
    for code in ("110000", "520300", "530600", "150000"):
        name = figure.locator(f'a[data-place="{code}"]')
        bring_into_view(name)
        tap(name)
        answer = figure.locator("[data-answer]")
        expect(answer).to_be_in_viewport(ratio=0.99)
        expect(name).to_be_in_viewport(ratio=0.99)
        box, shown = answer.bounding_box(), name.bounding_box()
        assert box
        assert shown
        assert shown["y"] + shown["height"] <= box["y"] + 1 or shown["y"] >= box["y"] + box["height"] - 1
        assert box["height"] <= 0.41 * 800
    height = figure.locator("a rect").first.bounding_box()
    assert height
    assert height["height"] >= 44, "too low for a finger"
    # What marks the passage of an address, some seconds after all has come, leaves what was chosen alone.
    page.clock.install()
    page.goto("pairings/")
    await_life(figure)
    name = figure.locator('a[data-place="530600"]')
    bring_into_view(name)
    tap(name)
    page.clock.run_for(5000)
    expect(name).to_be_in_viewport(ratio=0.99)


def test_a_focused_name_is_scrolled_into_sight(page: Page) -> None:
    page.goto("pairings/")
    figure = page.locator("figure").first
    await_life(figure)
    names = figure.locator("a[data-place]")
    names.nth(40).focus()
    page.keyboard.press("Tab")
    expect(names.nth(41)).to_be_focused()
    expect(names.nth(41)).to_be_in_viewport(ratio=0.99)


def test_the_table_knows_other_names_and_provinces(table: Locator) -> None:
    table.get_by_label("筛选").fill("广东 凉山州")
    expect(rows_of(table)).to_have_count(1)


def test_a_link_leads_to_a_row_that_was_filtered_away(table: Locator, page: Page) -> None:
    table.get_by_label("筛选").fill("昭通")
    expect(rows_of(table)).to_have_count(2)
    page.locator('#place-513400 a[href="#pair-29"]').click()
    expect(page.locator("#pair-29:target")).to_be_in_viewport()
    expect(table.get_by_label("筛选")).to_have_value("")


def finder(figure: Locator) -> Locator:
    return figure.get_by_role("combobox").or_(figure.get_by_role("searchbox"))


def test_paper_has_the_diagram_on_a_page_and_no_controls(page: Page) -> None:
    page.set_viewport_size({"width": 627, "height": 933})  # A4 within its margins
    page.goto("pairings/")
    await_life(page.locator("figure").first)
    page.emulate_media(media="print")
    box = page.locator("figure svg").bounding_box()
    assert box
    assert 500 < box["height"] < 933 - 180
    expect(page.locator("#place-520000")).to_have_css("break-inside", "avoid")
    for control in page.locator(".controls, .answer, figure button").all():
        expect(control).to_be_hidden()
    heads = page.locator("[data-table] thead")
    expect(heads).to_have_css("display", "table-header-group")
    # Chromium repeats no head that holds a button's box.
    expect(heads.locator("button").first).to_have_css("display", "contents")
    sign = "button => getComputedStyle(button, '::after').content"
    assert heads.locator("button").first.evaluate(sign) == "none"


def test_duties_filter_by_actor_and_clause(page: Page) -> None:
    page.goto("duties/")
    table = page.locator("[data-table]").first
    await_life(table)
    everything = rows_of(table).count()
    table.get_by_label("条款").select_option(label="（十三）")
    expect(table.get_by_role("status")).to_contain_text("显示")
    assert 0 < rows_of(table).count() < everything
    assert set(table.locator("tbody tr:visible td[data-column=条款]").all_inner_texts()) == {"（十三）"}
    table.get_by_label("主体").select_option(label="审计机关")
    expect(rows_of(table)).to_have_count(1)
    expect(rows_of(table)).to_contain_text("审计监督")
