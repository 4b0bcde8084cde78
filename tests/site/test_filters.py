"""A filter shows what it holds: typed before its script came, put back by the browser, never while letters compose."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from support import NOT_KEPT, OpenPage

from engines import InputMethod

TYPED = (
    ("pairings/", "[data-table]", "input", "昭通", "显示 2 项，共 32 项"),
    ("duties/", "[data-table]", "input", "审计机关", "显示 1 项，共 45 项"),
    ("terms/", "[data-index]", "input", "jdlk", "显示 1 项，共"),
)
SCRIPTS = {"[data-table]": "tables.js", "[data-index]": "index.js", "[data-explore]": "diagram.js"}


def part(page: Page, name: str) -> Locator:
    return page.locator(name).first


def status(part: Locator) -> Locator:
    return part.get_by_role("status")


def is_not_ready(part: Locator) -> bool:
    field = part.locator(".controls :is(input, select)").first
    return bool(field.evaluate("field => getComputedStyle(field).borderStyle === 'dashed'"))


@pytest.mark.parametrize(("address", "name", "field", "typed", "shown"), TYPED)
def test_what_is_typed_before_the_script_comes_counts(
    page: Page, address: str, name: str, field: str, typed: str, shown: str
) -> None:
    held: list[Route] = []
    with page.expect_request(f"**/{SCRIPTS[name]}"):
        page.route(f"**/{SCRIPTS[name]}", lambda route: held.append(route))
        page.goto(address, wait_until="domcontentloaded")
    controls = part(page, name)
    controls.locator(field).fill(typed)
    assert is_not_ready(controls), "looks ready before it is"
    expect(status(controls)).to_have_text("共 32 项" if address == "pairings/" else status(controls).inner_text())
    held[0].continue_()
    expect(status(controls)).to_contain_text(shown)
    assert not is_not_ready(controls)


def test_the_finder_too(page: Page) -> None:
    held: list[Route] = []
    with page.expect_request("**/diagram.js"):
        page.route("**/diagram.js", lambda route: held.append(route))
        page.goto("pairings/", wait_until="domcontentloaded")
    figure = part(page, "[data-explore]")
    figure.locator("input").fill("昭通")
    assert is_not_ready(figure)
    held[0].continue_()
    expect(figure.locator("[data-answer]")).to_contain_text("由中山市、东莞市帮扶")


@pytest.mark.parametrize("kept", [True, False], ids=["page kept", "page made anew"])
@pytest.mark.parametrize(("address", "name", "field", "typed", "shown"), TYPED)
def test_going_back_finds_it_as_it_was(
    returning_page: Page, address: str, name: str, field: str, typed: str, shown: str, kept: bool
) -> None:
    _filter(returning_page, address, name, typed, shown)
    _leave_and_return(returning_page, kept)
    expect(part(returning_page, name).locator(field)).to_have_value(typed)
    expect(status(part(returning_page, name))).to_contain_text(shown)


@pytest.mark.parametrize("kept", [True, False], ids=["page kept", "page made anew"])
def test_choices_are_kept_as_well(returning_page: Page, kept: bool) -> None:
    returning_page.goto("duties/")
    table = part(returning_page, "[data-table]")
    table.get_by_label("条款").select_option(label="（十三）")
    expect(status(table)).to_contain_text("显示")
    said = status(table).inner_text()
    _leave_and_return(returning_page, kept)
    expect(table.get_by_label("条款")).to_have_value("（十三）")
    expect(status(table)).to_have_text(said)


def _leave_and_return(page: Page, kept: bool) -> None:
    page.evaluate("globalThis.kept = true")
    if not kept:
        page.evaluate(NOT_KEPT)
    page.goto("about/")
    page.go_back(wait_until="commit")
    page.locator(".controls").first.wait_for()
    assert page.evaluate("globalThis.kept === true") == kept


def _filter(page: Page, address: str, name: str, typed: str, shown: str) -> None:
    page.goto(address)
    part(page, name).locator("input").fill(typed)
    expect(status(part(page, name))).to_contain_text(shown)


@pytest.mark.parametrize(("address", "name"), [("pairings/", "[data-table]"), ("terms/", "[data-index]")])
def test_letters_that_compose_do_not_filter(open_page: OpenPage, address: str, name: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    controls = part(page, name)
    expect(controls.locator(".controls input").first).to_have_css("border-top-style", "solid")
    everything = status(controls).inner_text()
    controls.locator("input").focus()
    method = InputMethod(page)
    method.show("qwx")
    expect(controls.locator("input")).to_have_value("qwx")
    assert status(controls).inner_text() == everything
    method.end("定西")
    expect(controls.locator("input")).to_have_value("定西")
    expect(status(controls)).to_contain_text("显示 1 项")


@pytest.mark.parametrize("address", ["pairings/", "duties/", "terms/"])
def test_a_finger_hits_every_control(open_page: OpenPage, address: str) -> None:
    page = open_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(address)
    fields = page.locator(".controls :is(input, select), .table th button, .entry summary, .letters a")
    heights = fields.evaluate_all("fields => fields.map(field => field.getBoundingClientRect().height)")
    assert heights
    assert min(heights) >= 44
