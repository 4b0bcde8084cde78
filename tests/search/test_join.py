"""The browser's modules in one script: what is joined, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Route
from support import OpenPage, assets

from gongwen.errors import DataError
from gongwen.search.bake import BROWSER, ENGINE
from gongwen.search.join import join_modules

USES = 'import { fold } from "./fold.js"\n\nexport const find = fold\n'
QUERIES = ["落户", "谁帮扶昭通", "jdlk", "建挡立卡", "第八条 落户", "河南", "打工的人能不能落户", "“千校行动”"]


def test_modules_stand_behind_what_they_import() -> None:
    scripts = {
        "engine.js": 'import { find } from "./find.js"\nimport { fold } from "./fold.js"\nfind(fold)\n',
        "find.js": 'import { fold } from "./fold.js"\nexport const find = fold\n',
        "fold.js": "export function fold() {}\n",
        "alone.js": "never()\n",
    }
    assert join_modules(scripts, "engine.js") == "function fold() {}\n\nconst find = fold\n\nfind(fold)\n"


@pytest.mark.parametrize(
    ("fold", "message"),
    [
        (None, r"find\.js:1: expected a module fold\.js, found none"),
        ("const fold = 1\n", r"find\.js:1: expected fold\.js to export fold, found no such export"),
        ('import { find } from "./find.js"\nexport const fold = 1\n', r"found find\.js → fold\.js → find\.js"),
        ("export const fold = 1\nconst find = 2\n", r"find\.js:3: expected find once, found it in fold\.js too"),
        ("export const fold = 1, find = 2\n", r"find\.js:3: expected find once, found it in fold\.js too"),
        ("export const fold = 1\nconst [other, find] = []\n", r"find\.js:3: expected find once"),
        ("export default fold\n", r"fold\.js:1: expected import \{ name \}.*found “export default fold”"),
        ('import * as all from "./x.js"\nexport const fold = 1\n', r"fold\.js:1: expected import \{ name \}"),
    ],
)
def test_what_cannot_be_joined_is_named(fold: str | None, message: str) -> None:
    scripts = {"find.js": USES} | ({"fold.js": fold} if fold else {})
    with pytest.raises(DataError, match=message):
        join_modules(scripts, "find.js")


def test_the_modules_say_all_that_they_use(open_page: OpenPage, site_dir: Path) -> None:
    """Chromium loads them one by one, each in a scope of its own, and they answer as the joined script does."""
    [engine] = (assets(site_dir) / "search").glob("engine.*.js")
    before, _, call = engine.read_text(encoding="utf-8").partition("self.answer=createEngine(")
    lunr, _, body = before.partition("(()=>{")
    [names] = (assets(site_dir) / "search").glob("names.*.js")

    def module(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(body=(BROWSER / name).read_text(encoding="utf-8"), content_type="text/javascript")

    page = open_page(bypass_csp=True)  # the joined script is put in by hand
    page.route("**/modules/*.js", module)
    page.goto("about/")
    page.add_script_tag(content=lunr + names.read_text(encoding="utf-8"))
    apart, joined = page.evaluate(f"""async () => {{
      const data = {call.removesuffix(")})()" + chr(10))}
      const apart = (await import("/modules/{ENGINE}")).createEngine
      {body}
      return [apart, createEngine].map(create => {json.dumps(QUERIES)}.map(create(data)))
    }}""")
    assert apart == joined
    assert "已按" in str(joined)
