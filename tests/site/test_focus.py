"""Tab through every kind of page, there and back: each stop has a name, is seen, is not covered and shows its focus."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from support import OpenPage, come_alive

KINDS = (
    *("", "full/", "clauses/", "clauses/4/", "clauses/8/", "pairings/", "duties/", "duties/matrix/", "terms/", "data/"),
    *("collation/", "search/?q=劳务", "check/", "about/", "accessibility/", "404.html", "embed/clauses/8/"),
)
MOST = 600
"""More stops than any page has: who is not out by then is trapped."""
WATCH = """() => {
  const look = at => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown(at))
    return outlineStyle === "none" || !parseFloat(outlineWidth) ? "" : outlineColor
  }
  const shown = at => // for a box of the theme its label shows the focus, or the head of what it has opened
    at.matches(".md-nav__toggle:checked") ? at.parentElement.querySelector(":scope > .md-nav > .md-nav__title")
    : at.matches(".md-nav__toggle") ? at.nextElementSibling : at
  const before = new Map([...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")]
    .map(at => [at, look(at)]))
  const rgb = colour => (/color\\(srgb/.test(colour) ? colour.match(/[\\d.]+/g).map((n, i) => i < 3 ? n * 255 : n)
    : colour.match(/[\\d.]+/g)).map(Number)
  const light = colour => rgb(colour).slice(0, 3).map(n => n / 255)
    .map(n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)
    .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = at => { // what an outline is drawn on
    for (let up = at; up; up = up.parentElement) {
      const { backgroundColor } = getComputedStyle(up), [, , , opaque = 1] = rgb(backgroundColor)
      if (opaque > 0.5) return backgroundColor
    }
    return "rgb(255, 255, 255)"
  }
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const name = at => at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? (at.textContent || at.title)
  const over = (at, { x, y, width, height }) => {
    const found = document.elementFromPoint(x + width / 2, y + height / 2)
    return !found ? "outside the window" : at.contains(found) ? "" : `under ${found.outerHTML.slice(0, 60)}`
  }
  Object.assign(globalThis, { contrast, ground, rgb })
  globalThis.faultsOf = at => {
    const box = shown(at), rects = [...box.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
    const seen = box.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && rects.length
    const mark = look(at), inside = parseFloat(getComputedStyle(box).outlineOffset) < 0
    return [
      !name(at).trim() && "no name",
      !seen && "not seen",
      ...(seen ? rects.map(rect => over(box, rect)) : []),
      (!mark || mark === before.get(at)) && "no mark",
      mark && contrast(mark, ground(inside ? box : box.parentElement)) < 3 && `mark ${mark} too faint`,
    ].filter(Boolean)
  }
  const kinds = new Map([...before.keys()] // now: the theme gives whatever has the focus a class
    .map(at => [at, [at, at.parentElement].map(({ tagName, classList: [first] }) => tagName + first).join()]))
  const seen = {}, left = at => (seen[kinds.get(at)] ?? 0) < ALIKE
  const leap = (at, back) => { // over stops like those before, to the last but one in front of another one
    const ahead = back ? [...before.keys()].reverse() : [...before.keys()]
    ahead.splice(0, ahead.indexOf(at) + 1)
    const next = ahead.findIndex(left)
    ahead.slice(0, next).at(-2)?.focus() // without a next one, up to the last
  }
  globalThis.walk = { stops: [], faults: [] }
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  // Looked at behind what the focus brings about: a browser scrolls to it in one of the next frames. `way`: what
  // compareDocumentPosition says of a stop.
  globalThis.look = async way => {
    let at, faults
    for (let frames = 0; frames < FRAMES; frames++) {
      await frame()
      at = document.activeElement
      if (at === document.body) return false
      document.getAnimations().forEach(animation => animation.finish())
      faults = faultsOf(at)
      if (!faults.length) break
    }
    const last = walk.stops.at(-1), ordered = !last || last.compareDocumentPosition(at) & way
    if (!ordered) faults.push("out of order")
    if (faults.length) walk.faults.push(`${at.outerHTML.slice(0, 90)}: ${faults.join(", ")}`)
    seen[kinds.get(at)] = (seen[kinds.get(at)] ?? 0) + 1
    if (!left(at)) leap(at, way === 2)
    return walk.stops.push(at)
  }
}""".replace("ALIKE", "8").replace("FRAMES", "60")
"""Of stops alike the first eight are looked at, and those at which another kind begins."""
SPOILT = {
    "link.style.outline = 'none'": "no mark",
    "link.style.outlineColor = 'rgb(230, 220, 210)'": "mark .* too faint",
    "link.style.opacity = 0": "not seen",
    "link.ariaLabel = ''": "no name",
    "document.body.append(document.createElement('h6')); document.body.lastChild.style.cssText = "
    "'position: fixed; inset: 0; z-index: 9'": "(,?under <h6 .*)+",
}
MEND = """link => {
  link.blur()
  for (const name of ["style", "aria-label"]) link.removeAttribute(name)
  document.querySelector("body > h6")?.remove()
}"""
FAINT = """() => {
  const blend = (colour, opacity, on) => `rgb(${rgb(colour).slice(0, 3).map((n, i) => n * opacity
    + rgb(on)[i] * (1 - opacity))})`
  const [edges, lines] = ["main :is(input:not([type=checkbox], .md-toggle), select, textarea)", ".pairs path"]
    .map(selector => [...document.querySelectorAll(selector)].filter(at => at.checkVisibility()))
  const found = [
    ...edges.map(at => [at, getComputedStyle(at).borderTopColor]),
    ...lines.map(at => [at, blend(getComputedStyle(at).stroke, +getComputedStyle(at).opacity, ground(at))]),
  ]
  if (!found.length) throw new Error("nothing to measure")
  return found.map(([at, colour]) => [at.outerHTML.slice(0, 60), contrast(colour, ground(at.parentElement))])
    .filter(([, found]) => found < 3)
}"""
"""Edges of fields and lines of the picture that stand out less than 3 to 1."""
FORWARDS, BACKWARDS = ("Tab", 4), ("Shift+Tab", 2)


def walk(page: Page, key: str, way: int) -> list[str]:
    """Press ``key`` until the focus leaves the page; what was wrong at the stops on the way."""
    page.evaluate(WATCH)
    for stops in range(MOST):
        page.keyboard.press(key)
        if not page.evaluate("way => look(way)", way):
            assert stops >= 3, "no stops"
            return list(page.evaluate("walk.faults"))
    raise AssertionError(f"no way out: {page.evaluate('document.activeElement.outerHTML')}")


@pytest.mark.parametrize("address", KINDS)
def test_every_stop_is_seen_and_shows_its_focus(open_page: OpenPage, address: str) -> None:
    """Backwards, where pages scroll down from under the header."""
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    come_alive(page)
    assert walk(page, *BACKWARDS) == []


@pytest.mark.parametrize(("address", "scheme"), [("clauses/8/", "dark"), ("", "forced colours")])
def test_the_focus_shows_in_all_colours(open_page: OpenPage, address: str, scheme: str) -> None:
    colours = {"color_scheme": "dark"} if scheme == "dark" else {"forced_colors": "active"}
    page = open_page(viewport={"width": 1280, "height": 800}, **colours)
    page.goto(address)
    come_alive(page)
    assert walk(page, *FORWARDS) == []


@pytest.fixture
def narrow_page(open_page: OpenPage) -> Page:
    """A clause's page in a narrow window, with its list of pages closed."""
    page = open_page(viewport={"width": 320, "height": 400}, reduced_motion="reduce")
    page.goto("clauses/8/")
    button = page.get_by_role("banner").get_by_role("button", name="导航")
    expect(button).to_have_attribute("aria-expanded", "false")
    return page


def test_nothing_of_a_closed_list_of_pages_is_a_stop(narrow_page: Page) -> None:
    assert walk(narrow_page, *FORWARDS) == []


def test_the_list_of_pages_of_a_narrow_window(narrow_page: Page) -> None:
    page, button = narrow_page, narrow_page.get_by_role("banner").get_by_role("button", name="导航")
    page.evaluate(WATCH)
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    section, drawer = page.get_by_role("checkbox", name="条款"), page.locator(".md-sidebar--primary")
    inside = drawer.get_by_role("link", name="（七）开展产业合作")
    press_until(page, section)
    expect(inside).not_to_be_in_viewport()
    page.keyboard.press("Space")
    press_until(page, inside)
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.press("Enter")
    expect(section).to_be_focused()  # it is still open
    button.focus()
    page.keyboard.press("Tab")
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_focus_comes_back_to_where_it_was(page: Page) -> None:
    """From a message and from an answer, though what had the focus is gone."""
    page.goto("clauses/8/")
    sign, message = page.locator("#c8-p1-s3 > .permalink"), page.get_by_role("status").get_by_role("button")
    for key, back in (("Escape", sign), ("Tab", page.locator("#c8-p1-s4 > a").first)):
        sign.press("Enter")
        expect(message).to_be_focused()
        page.keyboard.press(key)
        expect(back).to_be_focused()
        expect(message).to_have_count(0)
    page.goto("pairings/")
    come_alive(page)
    place, close = page.locator("figure svg [data-place]").first, page.get_by_role("button", name="关闭")
    place.press("Enter")
    close.press("Enter")
    expect(place).to_be_focused()


def press_until(page: Page, wanted: Locator) -> None:
    """Go on by Tab to an element, over stops that are seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        assert not page.evaluate("look(6)") or page.evaluate("walk.faults") == []
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
    raise AssertionError("never reached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_fields_and_lines_of_pictures_stand_out(open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    for address in ("pairings/", "search/", "check/"):
        page.goto(address)
        come_alive(page)
        page.evaluate(WATCH)
        assert page.evaluate(FAINT) == [], address
    fade = "field => { field.style.borderColor = getComputedStyle(document.body).backgroundColor; }"
    page.locator("textarea").evaluate(fade)
    assert len(page.evaluate(FAINT)) == 1


def test_what_is_wrong_with_a_stop_is_found(page: Page) -> None:
    page.goto("about/")
    page.evaluate(WATCH)
    link = page.get_by_role("article").get_by_role("link").first
    for spoil, fault in {"": "", **SPOILT}.items():
        found = link.evaluate(f"link => {{ {spoil}; link.focus(); return faultsOf(link).join() }}")
        assert re.fullmatch(fault, found), spoil
        link.evaluate(MEND)
