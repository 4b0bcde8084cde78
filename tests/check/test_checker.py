"""The quotation checker: measured on quotations written before it, and used on its page as a reader uses it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support import ROOT, OpenPage

from gongwen.check import check_data
from gongwen.edition import make_edition
from gongwen.model import Document
from gongwen.parse import parse_text
from gongwen.publish.citations import cite, read_forms

NOW, TODAY = datetime(2026, 11, 23, 20, 0, tzinfo=UTC), date(2026, 11, 24)
FIND = """async texts => {
  const here = document.querySelector("script[type=module]").src
  const { createFinder } = await import(new URL("check-find.js", here))
  const find = createFinder(await (await fetch(new URL("check.json", here))).json())
  return texts.map(text => find(text))
}"""
PASTED = """（本报讯）记者获悉，文件要求帮扶双方要建立健全劳务输出精准对接机制，提高劳务输出脱贫的组织化程度。现已开工。
王某某（2018）认为，「東部省份要把解決西部貧困人口穩定就業作為幫扶重要內容……保障穩定就業」，这一判断与实践相符。
报告又称，东部省份要根据财力增长情况，逐步增加扶贫协作和对口支援财政投入，并列入年度预算。西部地区要以扶贫规划为引领，
整合扶贫协作和对口支援资金，聚焦脱贫攻坚，形成脱贫合力。"""


def quotations(half: str) -> list[dict[str, str]]:
    lines = (ROOT / "tests/check/quotations.tsv").read_text(encoding="utf-8").splitlines()
    names, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for row in found:
        for written, meant in (("\\r", "\r"), ("\\n", "\n"), ("\\u200b", "\u200b"), ("\\ufeff", "\ufeff")):
            row["text"] = row["text"].replace(written, meant)
    return [row for row in found if row["half"] == half]


def sentences(document: Document, runs: str) -> set[str]:
    """``c8-p1-s2..c8-p1-s4 c10-p1-s1`` → the ids of these sentences."""
    ids, found = list(document.sentence), set[str]()
    for run in runs.split():
        first, _, last = run.partition("..")
        found |= {*ids[ids.index(first) : ids.index(last or first) + 1]}
    return found


@pytest.mark.parametrize(("half", "count", "least"), [("tune", 97, 0.98), ("held", 97, 0.98), ("hard", 60, 0.96)])
def test_it_knows_quotations_and_only_these(
    page: Page, document: Document, half: str, count: int, least: float, record_property: Callable[[str, object], None]
) -> None:
    rows = quotations(half)
    assert len(rows) >= count
    page.goto("check/")
    right = told = meant = verdicts = judged = 0
    for row, found in zip(rows, page.evaluate(FIND, [row["text"] for row in rows]), strict=True):
        wanted = sentences(document, row["passages"])
        got = {id_ for quotation in found for id_ in quotation["ids"] if "-s" in id_}
        right, told, meant = right + len(wanted & got), told + len(got), meant + len(wanted)
        if row["exact"] in ("yes", "no") and found:
            judged += 1
            verdicts += all(quotation["exact"] for quotation in found) == (row["exact"] == "yes")
    figures = (right / told, right / meant, verdicts / judged)
    record_property(f"quotations, {half}", "precision {:.3f}, recall {:.3f}, verdicts {:.3f}".format(*figures))
    assert min(figures) >= least, figures


def test_the_clean_text_is_all_quotation(page: Page, document: Document) -> None:
    text = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
    page.goto("check/")
    [found] = page.evaluate(FIND, [text])
    assert [quotation for quotation in found if not (quotation["exact"] and quotation["whole"])] == []
    assert [id_ for quotation in found for id_ in quotation["ids"] if "-s" in id_] == list(document.sentence)


def test_both_texts_can_be_put_together_again(page: Page, document: Document) -> None:
    """What is told of a quotation is all of it, on both sides: nothing that differs is left out."""
    plain = re.compile(r"[\W_]")
    rows = [row for row in quotations("tune") if row["exact"] in ("yes", "no")]
    page.goto("check/")
    for row, found in zip(rows, page.evaluate(FIND, [row["text"] for row in rows]), strict=True):
        for quotation in found:
            whole = "".join(document.sentence[id_].text for id_ in quotation["ids"] if "-s" in id_)
            ours, theirs = ("".join(piece[side] for piece in quotation["pieces"]) for side in ("ours", "theirs"))
            assert plain.sub("", ours) in plain.sub("", whole), row["id"]
            said = row["text"].encode("utf-16-le")[2 * quotation["start"] : 2 * quotation["end"]].decode("utf-16-le")
            assert plain.sub("", theirs) == re.sub("中略|略", "", plain.sub("", said)), row["id"]


def test_any_document_is_data_for_it() -> None:
    text = "关于修路的通知\n一、总体要求\n（一）目标。两年内把路修通。\n二、措施\n（二）资金。市出一半。县出一半。\n"
    data = json.loads(check_data(parse_text(text, "a.txt")))
    assert [id_ for id_, _ in data["units"]] == ["part-1", "c1", "c1-p1-s1", "part-2", "c2", "c2-p1-s1", "c2-p1-s2"]
    assert data["units"][1][1] == "（一）目标"
    assert "两兩" in data["variants"].split(" ")


def test_a_reader_checks_a_passage(open_page: OpenPage, site_url: str) -> None:
    page = open_page(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        timezone_id="Asia/Shanghai",
    )
    page.clock.set_fixed_time(NOW)
    page.goto("check/", wait_until="networkidle")
    expect(page.locator(".check[aria-busy]")).to_have_count(0)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    field, items = page.get_by_role("textbox", name="要核对的文字"), page.locator(".check ol > li")
    field.fill(PASTED)
    expect(page.locator(".check output")).to_have_text("找到 3 处引文：2 处与原文一致，1 处与原文不同")
    expect(items.get_by_role("heading")).to_have_text(
        ["第（八）条第1句1 处与原文不同", "第（八）条第5句与原文一致，有省略", "第（十）条第1至2句与原文一致"]
    )
    expect(items.nth(0).locator("del")).to_have_text(["健全"])
    expect(items.nth(0).locator("ins")).to_have_text(["和完善"])
    expect(items.nth(0).get_by_role("listitem")).to_have_text(["原文“和完善”，所引“健全”"])
    # By the keyboard, from the field on.
    items.nth(2).get_by_role("button", name="引用…").focus()
    page.keyboard.press("Enter")
    edition, forms = make_edition(ROOT / "source"), read_forms(ROOT / "source" / "citations.toml")
    arguments: tuple[Any, ...] = (edition.document, edition.provenance, "c10-p1-s1", site_url, TODAY, "c10-p1-s2")
    expect(page.locator("[role=menuitem] span")).to_have_text([cite(form, *arguments) for form in forms])
    page.keyboard.press("Escape")
    expect(items.nth(2).get_by_role("button", name="引用…")).to_be_focused()
    items.nth(2).get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("status").last).to_contain_text("已复制链接")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}clauses/10/?to=c10-p1-s2#c10-p1-s1"
    # What is pasted stays in the page.
    assert [line for line in sent if not re.search(r"/(popup\.css|citations\.json) $", line)] == []
    assert page.url == f"{site_url}check/"
    stored = page.evaluate("JSON.stringify([Object.values(localStorage), Object.values(sessionStorage)])")
    assert "劳务" not in stored
    field.fill("某市今年共减贫一万二千人，贫困发生率降到百分之三以下。")
    expect(page.locator(".check output")).to_have_text(re.compile("^没有找到本文件的文字"))
    page.locator(".check .said").get_by_role("button", name="清空").click()
    expect(field).to_be_focused()
    expect(page.locator(".check output")).to_have_text("")


def test_what_was_typed_before_the_script_came_is_checked(page: Page) -> None:
    page.route("**/check.json", lambda route: (page.locator(".check textarea").fill(PASTED), route.continue_()))
    page.goto("check/")
    expect(page.locator(".check ol > li")).to_have_count(3)


def test_it_says_when_it_could_not_load(open_page: OpenPage) -> None:
    page = open_page()
    page.route("**/check.json", lambda route: route.fulfill(status=200, body="<html>"))
    page.goto("check/")
    expect(page.locator(".check output")).to_contain_text("没有载入")
