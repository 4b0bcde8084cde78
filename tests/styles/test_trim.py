"""The theme's style sheet without what no page uses: nothing else goes, and what changed in the theme is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, Route
from support import OpenPage, come_alive, search, theme_sheet

from gongwen.errors import DataError, LibraryError
from gongwen.styles.names import TABLE, Names, find_names
from gongwen.styles.site import fit_styles, trim_for
from gongwen.styles.trim import trim

PAGE = html.document_fromstring(
    '<html dir="ltr"><p id="c8-p1" class="principle">全文<a class="permalink" href="#c8-p1"></a></p></html>'
)
DIFFERENT = """async () => {
  const look = () => [...document.querySelectorAll("body, body *")].flatMap(element => [null, "::before", "::after"]
    .map(part => [part, getComputedStyle(element, part)]).filter(([part, { content }]) => !part || content !== "none")
    .map(([part, style]) => {
      const names = [...style].filter(name => !name.startsWith("--"))
      return [element.outerHTML.slice(0, 90) + part, names.map(name => `${name}: ${style.getPropertyValue(name)}`)]
    }))
  const sheet = document.querySelector("link[href*='stylesheets/theme']"), before = look()
  const come = new Promise(done => { sheet.onload = done; })
  sheet.href = new URL("whole.css", sheet.href)
  await come
  const after = look()
  if (!after.length || before.length !== after.length) return [["elements", before.length, after.length]]
  return before.flatMap(([what, values], at) => values.filter((value, index) => value !== after[at][1][index])
    .map(value => [what, value])).slice(0, 5)
}"""
"""The values that differ when the whole sheet takes the place of the trimmed one."""
QUIET = "*, ::before, ::after, ::placeholder { transition: none !important; animation: none !important; }"


@pytest.fixture
def names() -> Names:
    return find_names([PAGE], ["element.className = `md-tag--${kind}`; node.dataset.mdState = 'near'"])


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".permalink{top:0}", ".permalink{top:0}"),
        (".permalink,.tabbed-set{top:0}", ".permalink{top:0}"),
        (".md-typeset .permalink{top:0}", ""),
        (":is(.tabbed-set,.principle) a{top:0}", ":is(.tabbed-set,.principle) a{top:0}"),
        (":is(.tabbed-set,.highlight) a{top:0}", ""),
        ("p:not(.tabbed-set)::before{top:0}", "p:not(.tabbed-set)::before{top:0}"),
        ("p:has(>.tabbed-set){top:0}", ""),
        ("p:not([class]){top:0}", ""),
        (".permalink p:not([class]) a{top:0}", ""),
        (".permalink:not([class]),a:hover:not([class]){top:0}", ".permalink:not([class]),a:hover:not([class]){top:0}"),
        ("html:not([class])>p{top:0}", "html:not([class])>p{top:0}"),
        ("#c8-p1,#c9{top:0}", "#c8-p1{top:0}"),
        ("[dir=ltr] p,[dir=rtl] p{top:0}", "[dir=ltr] p{top:0}"),
        ("[class*=mark] p{top:0}", "[class*=mark] p{top:0}"),
        (".near,.md-tag--law,[data-md-state=near]{top:0}", ".near,.md-tag--law,[data-md-state=near]{top:0}"),
        ("p,.tabbed-set::-webkit-scrollbar{top:0}", "p,.tabbed-set::-webkit-scrollbar{top:0}"),
        ("@media print{.tabbed-set{top:0}}", ""),
        ("@media print{p{top:0}.tabbed-set{top:0}}", "@media print{p{top:0}}"),
        ("p{--a:1px;--b:var(--c);--c:1px;top:var(--b)}", "p{--b:var(--c);--c:1px;top:var(--b)}"),
        ("p{--of-ours:1px}", "p{--of-ours:1px}"),
        ("@keyframes a{to{top:0}}@keyframes b{to{top:0}}p{animation:b 1s}", "@keyframes b{to{top:0}}p{animation:b 1s}"),
    ],
)
def test_what_no_element_can_be_goes(names: Names, css: str, left: str) -> None:
    assert trim(css, names, ["a{top:var(--of-ours)}"], "main.css").css == left


@pytest.mark.parametrize("css", ["p{top:0", "p{top:0;a{left:0}}", "}", "@view-transition{navigation:auto}", "p{top}"])
def test_what_is_not_known_stops_the_build(names: Names, css: str) -> None:
    if css == "p{top:0":
        assert trim(css, names, [], "main.css").css == "p{top:0}"  # CSS ends what is open
        return
    with pytest.raises(LibraryError, match=r"^main.css:1: expected .*trim.py"):
        trim(css, names, [], "main.css")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("md-annotation\t.permalink\twhy", "expected no page that makes the theme's script give it, found .permalink"),
        ("md-annotation\t\t", "expected why to match .+"),
    ],
)
def test_a_row_that_is_wrong_by_now_is_named(site_dir: Path, tmp_path: Path, row: str, message: str) -> None:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("md-annotation\t")]
    table = tmp_path / TABLE.name
    table.write_text("\n".join([*lines, row]), encoding="utf-8")
    with pytest.raises(DataError) as error:
        trim_for(site_dir, theme_sheet(), table)
    assert str(error.value).startswith(f"{TABLE.name}:{len(lines) + 1}: {message}")


def test_every_row_leaves_something_out(site_dir: Path) -> None:
    rows = {line.split("\t")[0] for line in TABLE.read_text("utf-8").splitlines() if line[:1] not in ("", "#")}
    assert len(rows) > 10
    assert rows - trim_for(site_dir, theme_sheet()).needed == {"name"}


@pytest.mark.parametrize("count", [0, 2])
def test_a_theme_with_other_sheets_stops_the_build(tmp_path: Path, count: int) -> None:
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    for number in range(count):
        (tmp_path / f"assets/stylesheets/main.{number}.min.css").touch()
    with pytest.raises(LibraryError, match=rf"^assets/stylesheets: expected one style sheet main.….css, found {count}"):
        fit_styles(tmp_path)


def _menu(page: Page) -> None:
    page.locator(".permalink").nth(2).press("Enter")
    page.get_by_role("status").get_by_role("button").click()
    page.get_by_role("menu").wait_for()  # it is loaded when it is asked for


def _results(page: Page) -> None:
    search(page, "劳务协作")
    page.locator("body[data-md-scrolllock]").wait_for()  # in a narrow window, a little later


@pytest.mark.parametrize(
    ("address", "bring"),
    [
        ("", lambda page: page.locator("header button[for=__drawer]").click()),
        ("clauses/4/", _results),
        ("clauses/8/", _menu),
        ("hosting/", lambda page: page.emulate_media(media="print")),
    ],
    ids=["drawer", "search", "menu", "print"],
)
def test_pages_look_as_with_the_whole_sheet(open_page: OpenPage, address: str, bring: object) -> None:
    def whole(route: Route) -> None:
        route.fulfill(body=theme_sheet(), content_type="text/css")

    page = open_page(viewport={"width": 700, "height": 800}, bypass_csp=True)
    page.route("**/whole.css", whole)
    page.goto(address)
    page.add_style_tag(content=QUIET)
    come_alive(page)
    bring(page)  # type: ignore[operator]
    page.mouse.move(2, 790)  # what the pointer is over may change with the sheet
    assert page.evaluate(DIFFERENT) == []
