"""What the site makes of the theme's pages: the listed changes, nothing else, and a stop where one has no place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jinja2 import BaseLoader, Environment, FileSystemLoader, PackageLoader
from playwright.sync_api import Browser
from support import PAGES, ROOT, build, copy_project

from gongwen.errors import LibraryError
from gongwen.site.theme import fit_theme

WORKER = "assets/search/worker.js?12345678"
KEEP_RAW = """

_fit_page, _fit_template = on_post_page, on_post_template


def _keep(output, config, address):
    raw = Path(config.config_file_path).with_name("raw") / (address + ".txt")
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_text(output, encoding="utf-8")


def on_post_page(output, page, config):
    _keep(output, config, page.url + "index.html")
    return _fit_page(output, page=page, config=config)


def on_post_template(output, template_name, config):
    _keep(output, config, template_name)
    return _fit_template(output, template_name=template_name, config=config)
"""
"""Keeps, beside the site, every page as the theme prints it."""
FIRST_DIFFERENCE = """([raw, fitted]) => {
  const [before, after] = [raw, fitted].map(text => new DOMParser().parseFromString(text, "text/html"))
  const all = selector => [...before.querySelectorAll(selector)]
  const config = page => page.getElementById("__config")

  // What is meant to change, done here by hand.
  after.querySelectorAll("meta[http-equiv=Content-Security-Policy]").forEach(policy => policy.remove())
  all("body script").filter(script => script.text.includes("__tabbed_")).forEach(script => script.remove())
  const sheet = page => page.querySelector("head link[href*='stylesheets/']")
  sheet(before).href = sheet(before).getAttribute("href").replace(/main\\.\\w+\\.min\\.css$/, "")
  sheet(after).href = sheet(after).getAttribute("href").replace(/theme\\.[0-9a-f]{8}\\.css$/, "")
  all("head link[href*='stylesheets/palette'], head link[rel=next]").forEach(link => link.remove())
  if (before.getElementById("search-form")) all("header label[for=__search], .md-search").forEach(part => part.remove())
  all("body script[src*='/javascripts/bundle.']").forEach(script => script.toggleAttribute("defer", true))
  all(".md-search").forEach(search => search.setAttribute("aria-label", "检索"))
  all(".md-search__scrollwrap").forEach(list => list.removeAttribute("tabindex"))
  all(".md-nav__toggle").forEach(toggle => toggle.removeAttribute("checked"))
  all(".md-footer__link").forEach(link => { link.ariaLabel = link.ariaLabel.replace(": ", " "); })
  const [theirs, ours] = [before, after].map(page => JSON.parse(config(page).textContent))
  theirs.search = theirs.search.replace(/assets\\/javascripts\\/workers\\/search\\..*$/, "assets/search/worker.js")
  const named = search => search.replace(/\\?.*/, "").replace(/assets\\/[0-9a-f]{8}\\//, "assets/")
  const resolved = ({ search }) => new URL(named(search), "http://site.invalid/a/b/c/").href
  if (resolved(theirs) !== resolved(ours)) return `worker: ${resolved(ours)}, not ${resolved(theirs)}`
  theirs.search = ours.search
  if (JSON.stringify(theirs) !== JSON.stringify(ours)) return `configuration: ${JSON.stringify(ours)}`
  config(before).textContent = config(after).textContent

  before.normalize()
  // Blank lines and indents between elements become one line break.
  const isBlank = /^[ \\t\\r\\n]*\\n[ \\t\\r\\n]*$/, kept = "pre, textarea, script, style"
  for (const page of [before, after]) {
    const texts = page.createTreeWalker(page, NodeFilter.SHOW_TEXT)
    for (let node; (node = texts.nextNode());)
      if (isBlank.test(node.data) && !node.parentNode.closest(kept)) node.data = "\\n"
  }
  // Blanks between the parts of the page's frame are no part of it.
  for (const page of [before, after]) {
    const frame = [page.documentElement, page.head, page.body]
    for (const part of frame) for (const node of [...part.childNodes]) {
      if (node.nodeType === Node.TEXT_NODE && !node.data.trim()) node.remove()
    }
  }
  const differ = (one, other) => {
    if (one.isEqualNode(other)) return ""
    if (!one.cloneNode().isEqualNode(other.cloneNode())) return `${show(one)} became ${show(other)}`
    const count = Math.max(one.childNodes.length, other.childNodes.length)
    for (let at = 0; at < count; at++) {
      const [left, right] = [one.childNodes[at], other.childNodes[at]]
      if (!left || !right) return `in ${show(one)}: ${show(left)} became ${show(right)}`
      const found = differ(left, right)
      if (found) return found
    }
  }
  const show = node => node ? (node.outerHTML ?? JSON.stringify(node.data)).slice(0, 120) : "nothing"
  if (before.compatMode !== after.compatMode) return after.compatMode
  return differ(before.documentElement, after.documentElement)
}"""


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory, snapshot: Path) -> Path:
    """A site with the theme's own pages in ``raw/``."""
    folder = tmp_path_factory.mktemp("theme")
    project = copy_project(folder / "project", snapshot)
    with (project / "scripts/hooks.py").open("a", encoding="utf-8") as hooks:
        hooks.write(KEEP_RAW)
    result = build(project, folder / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def raw_page(fitted: Path) -> str:
    """The page of a clause as the theme prints it."""
    return (fitted.parent / "project/raw/clauses/8/index.html.txt").read_text(encoding="utf-8")


def test_nothing_changes_but_what_is_meant_to(fitted: Path, browser: Browser) -> None:
    reader = browser.new_page()
    differences = {}
    for address in PAGES:
        name = address if address == "404.html" else f"{address}index.html"
        pair = fitted.parent / f"project/raw/{name}.txt", fitted / name
        texts = [path.read_text(encoding="utf-8") for path in pair]
        differences[name] = reader.evaluate(FIRST_DIFFERENCE, texts)
    reader.close()
    assert {name: found for name, found in differences.items() if found} == {}


def test_only_the_next_page_is_not_fetched_unasked(raw_page: str) -> None:
    page = fit_theme(raw_page, "clauses/8/", WORKER, followed=True)
    assert '<link rel="prev"' in page
    assert '<link rel="next"' not in page


@pytest.mark.parametrize(
    ("place", "instead", "named"),
    [
        ('id="__config"', 'id="__settings"', "__config"),
        ('"search": "', '"worker": "', "search"),
        ('"base": "', '"root": "', "base"),
        ('{"annotate"', "{annotate", "JSON"),
        ('role="dialog"', "", "dialog"),
        ('tabindex="0" data-md-scrollfix', "data-md-scrollfix", "scrollfix"),
        ("/stylesheets/palette.", "/stylesheets/colours.", "palette"),
        ("__tabbed_", "__tabs_", "__tabbed_"),
        ('<meta charset="utf-8">', "", "meta charset"),
        ("/javascripts/bundle.", "/javascripts/main.", "bundle"),
        ('rel="next"', 'rel="follows"', "next"),
    ],
)
def test_a_theme_that_changed_stops_the_build(raw_page: str, place: str, instead: str, named: str) -> None:
    assert raw_page.count(place) == 1
    with pytest.raises(LibraryError, match=f"clauses/8/: expected .*{named}.*theme.py"):
        fit_theme(raw_page.replace(place, instead), "clauses/8/", WORKER, followed=True)


def test_a_header_without_its_search_stops_the_page_that_has_its_own(fitted: Path) -> None:
    raw = (fitted.parent / "project/raw/search/index.html.txt").read_text(encoding="utf-8")
    assert "md-search" not in fit_theme(raw, "search/", WORKER, followed=True)
    for place in ('role="dialog"', 'class="md-header__button md-icon" for="__search"'):
        with pytest.raises(LibraryError, match="search/: expected one element"):
            fit_theme(raw.replace(place, ""), "search/", WORKER, followed=True)


def test_configuration_cannot_end_its_script(raw_page: str) -> None:
    hostile = raw_page.replace('"base": "../.."', '"base": "\\u003c/script>\\u003cscript>hacked=1"')
    page = fit_theme(hostile, "clauses/8/", WORKER, followed=True)
    text = re.findall(r'<script id="__config" type="application/json">(.*?)</script>', page)
    assert json.loads(text[0])["search"] == f"</script><script>hacked=1/{WORKER}"


def _words(loader: BaseLoader, language: str) -> dict[str, str]:
    """The words of a language file of the theme, by their keys."""
    text = loader.get_source(Environment(), f"partials/languages/{language}.html")[0]
    return dict(re.findall(r'^  "([\w.]+)": "(.*)",?$', text, re.MULTILINE))


def test_every_word_of_ours_has_a_place_in_the_theme() -> None:
    ours = _words(FileSystemLoader(ROOT / "scripts/gongwen/theme"), "custom")
    theirs = _words(PackageLoader("material", "templates"), "zh")
    assert len(ours) >= 10
    assert ours.keys() <= theirs.keys()
    assert {key: word for key, word in ours.items() if "搜索" in word} == {}
    assert [key for key, word in ours.items() if word.count("#") != theirs[key].count("#")] == []
