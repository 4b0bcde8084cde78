"""A whole site built from a poisoned page and poisoned tables: all of it is text, in files and on pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support import PAGES, OpenPage, build, come_alive, copy_project, search

from fuzz_tables import READ, poisoned
from probe import serving

IN_A_HEADING = "{{7}}<img onerror=x>*_`"
"""No heading is longer than thirty characters."""
IN_A_SENTENCE = "与".join(
    (
        *("{{ config }}", "{% include 'x' %}", "{#注#}", "<svg onload=hacked=2>", "<iframe srcdoc='<s>'></iframe>"),
        *(
            "</main>",
            "[钩]（JavaScript:hacked=2）",
            "{: id=c9 }",
            "{:.x onfocus=hacked=2}",
            "]]>",
            "--!>",
            "`a`",
            "**乙**",
        ),
        *("=1+2", "@SUM（1）", "|", "\\", "c9-p1-s1", "$$"),
    )
)
"""Code of every place that the text travels to, and ids of ours, with the brackets as restoring leaves them.

It is another than the tables are filled with: words of theirs that were nearly the text's would be noticed. What one
cannot see is refused, which tests/proof tries.
"""
IN_THE_FACTS = "{{ 5*5 }}<svg onload=hacked=3>]]>"
FOUND = """() => [typeof hacked,
  document.querySelectorAll("[onclick], [onerror], [onmouseover], [onfocus], [onload], [href^='javascript:' i]").length,
  document.querySelectorAll("article :is(script, img, iframe)").length]"""


@pytest.fixture(scope="module")
def poisoned_site(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("poisoned") / "project", snapshot)
    source = project / "source"
    with (source / "guideline.repairs.tsv").open("a", encoding="utf-8") as file:
        # The title itself also stands on pages written by hand, and one that differs from theirs stops the build:
        # tests/export tries titles.
        file.write(f"組織勞務(wù)協(xié)作\t组织劳务协作{IN_A_HEADING}\tA. Editor\twhy {IN_A_SENTENCE}\n")
        file.write(f"提高勞務(wù)\t提高{IN_A_SENTENCE}劳务\tA. Editor\twhy\n")
    for name, columns in READ.items():
        table = source / name
        table.write_text(poisoned(table.read_text(encoding="utf-8"), columns), encoding="utf-8")
    facts = source / "guideline.toml"
    said = json.dumps(f"新华社{IN_THE_FACTS}", ensure_ascii=False)
    facts.write_text(facts.read_text(encoding="utf-8").replace('"新华社"', said), encoding="utf-8")
    for name in ("register.tsv", "wordings.tsv"):  # as if nothing of it had been published: a change would need a log
        (source / name).unlink()
    result = build(project, project / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


@pytest.fixture(scope="module")
def poisoned_url(poisoned_site: Path) -> Iterator[str]:
    with serving(poisoned_site) as url:
        yield url


def test_the_data_hold_it_as_it_is(poisoned_site: Path) -> None:
    data = json.loads((poisoned_site / "data/guideline.json").read_text(encoding="utf-8"))
    assert data["clauses"][7]["title"] == f"组织劳务协作{IN_A_HEADING}"
    [sentence] = re.findall("提高.*?劳务", (poisoned_site / "data/guideline.txt").read_text(encoding="utf-8"))
    assert sentence == f"提高{IN_A_SENTENCE}劳务"


def test_no_page_takes_it_for_code(open_page: OpenPage, poisoned_url: str) -> None:
    """A script that the policy stops would be told as an error of the page, which ``open_page`` refuses."""
    page = open_page(base_url=poisoned_url, viewport={"width": 1280, "height": 800})
    shown = 0
    for address in PAGES:
        page.goto(address)
        come_alive(page)
        assert page.evaluate(FOUND) == ["undefined", 0, 0], address
        shown += "hacked=" in page.locator("body").inner_text()
    assert shown > 20, "the words came onto hardly a page"


def test_what_scripts_show_of_it_is_text(open_page: OpenPage, poisoned_url: str) -> None:
    page = open_page(base_url=poisoned_url, viewport={"width": 1280, "height": 800})
    page.goto("clauses/8/")
    expect(page.locator("#c8")).to_contain_text(IN_A_HEADING, use_inner_text=True)
    assert IN_A_HEADING in page.title()
    assert IN_A_SENTENCE in page.locator("#c8-p1-s1").inner_text()
    expect(search(page, "组织劳务协作").first).to_contain_text(IN_A_HEADING, use_inner_text=True)
    page.goto("search/?q=%E5%8A%B3%E5%8A%A1%E5%8D%8F%E4%BD%9C")
    expect(page.get_by_role("main")).to_contain_text(IN_A_HEADING, use_inner_text=True)
    page.goto("pairings/")
    come_alive(page)
    page.locator("figure input").first.fill("昭通")
    expect(page.locator("figure [aria-live]")).to_contain_text("东莞市")
    assert page.evaluate("() => typeof hacked") == "undefined"
