"""The oldest browser that the scripts are for: nothing that we ship asks for more, and below it the text reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Route
from support import ROOT, OpenPage

from gongwen.tables import ANY, TEXT, read_table

FLOOR = 86
ROWS = read_table(
    ROOT / "tests/site/newer.tsv",
    {"kind": "js|css", "pattern": TEXT, "since": r"\d+", "unless": ANY, "look": "yes|"},
    unique="pattern",
)


def shipped(site: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of every script and style that a reader's browser gets, those inside pages too."""
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.suffix in (".js", ".css"):
            yield path.suffix[1:], name, path.read_text(encoding="utf-8")
        elif path.suffix == ".html":
            page = html.document_fromstring(path.read_bytes())
            for script in page.xpath("//script[not(@src) and not(contains(@type, 'json'))]"):
                yield "js", name, script.text or ""


def test_nothing_asks_for_a_newer_browser(site_dir: Path) -> None:
    files = list(shipped(site_dir))
    assert {kind for kind, _, _ in files} == {"js", "css"}
    assert all(int(row["since"]) > FLOOR for row in ROWS)
    folders: dict[str, list[str]] = defaultdict(list)
    for _, name, text in files:
        folders[name.rpartition("/")[0]].append(text)
    wrong = {
        f"{name}: {row['pattern']} came with {row['since']}"
        for kind, name, text in files
        for row in ROWS
        if row["kind"] == kind and not row["look"] and re.search(row["pattern"], text)
        if not (row["unless"] and any(re.search(row["unless"], beside) for beside in folders[name.rpartition("/")[0]]))
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [("js", "names.at(-1)"), ("js", "Object.hasOwn(a, b)"), ("css", "a { color: color-mix(in srgb, red, blue) }")],
)
def test_what_is_newer_is_noticed(kind: str, text: str) -> None:
    assert any(row["kind"] == kind and re.search(row["pattern"], text) for row in ROWS)


def test_no_script_asks_for_an_order_of_the_browser(site_dir: Path) -> None:
    """What ``Intl`` sorts and cuts differs with the ICU in the browser."""
    ours = [(name, text) for kind, name, text in shipped(site_dir) if kind == "js" and "assets/javascripts" not in name]
    assert ours
    assert [name for name, text in ours if re.search(r"\bIntl\.|localeCompare", text)] == []


def test_the_scripts_work_without_what_came_after_the_floor(open_page: OpenPage) -> None:
    """In this browser with the newer functions taken away, and the styles with the newer rules taken out."""
    page = open_page(viewport={"width": 1280, "height": 800})
    names = ("Array.prototype.at", "String.prototype.at", "Object.hasOwn", "Array.prototype.findLast")
    take = "; ".join(f"delete {name}" for name in names)
    page.add_init_script(take)
    looks = [re.compile(row["pattern"]) for row in ROWS if row["kind"] == "css"]

    def older(route: Route) -> None:
        response = route.fetch()
        if not response.url.endswith(".css"):
            text = f"{take};{response.text()}"
        else:
            rules = re.split(r"(?<=[{}])", response.text())
            newer = [rule.endswith("{") and any(look.search(rule) for look in looks) for rule in rules]
            text = "".join(".none{" if is_newer else rule for rule, is_newer in zip(rules, newer, strict=True))
        route.fulfill(response=response, body=text)

    page.route("**/*.css", older)
    page.route("**/search/worker.js", older)
    page.goto("clauses/8/")
    assert page.locator("#c8-p1-s3").is_visible()
    page.get_by_role("search").get_by_role("textbox").fill("建挡立卡")
    page.get_by_role("search").get_by_role("link").first.wait_for()
    assert "建档立卡" in page.locator(".md-search-result__meta").inner_text()
