"""The form for reports: it opens the page for a new issue, or a letter, with the page's address filled in."""

from __future__ import annotations

import pytest
import yaml
from support import ROOT

from gongwen.site.report import TEMPLATE, report_form


@pytest.mark.parametrize(
    ("address", "action", "allowed", "place"),
    [
        ("https://github.com/o/n/issues", "https://github.com/o/n/issues/new", "https://github.com", "permalink"),
        ("https://github.com/o/n/issues/new", "https://github.com/o/n/issues/new", "https://github.com", "permalink"),
        ("https://git.example:8/o/issues/", "https://git.example:8/o/issues/new", "https://git.example:8", "permalink"),
        ("https://gitlab.com/o/n/-/issues", "https://gitlab.com/o/n/-/issues/new", "https://gitlab.com", ""),
        ("mailto:a@example.org?cc=b@example.org&subject=x", "mailto:a@example.org", "mailto:", ""),
    ],
)
def test_where_a_report_goes(address: str, action: str, allowed: str, place: str) -> None:
    form = report_form(address)
    assert form
    assert (form.action, form.allowed, form.place) == (action, allowed, place)


@pytest.mark.parametrize(
    "address", ["", "https://example.org/contact", "javascript:alert(1)", "mailto:", "//x/issues", "http://[bad/issues"]
)
def test_what_is_no_list_of_issues_has_no_form(address: str) -> None:
    assert report_form(address) is None


def test_the_issue_form_has_the_fields_that_are_filled_in() -> None:
    form = report_form("https://github.com/o/n/issues")
    assert form
    issue = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / TEMPLATE).read_text(encoding="utf-8"))
    assert {form.place, form.what} <= {part.get("id") for part in issue["body"]}
    assert form.hidden == (("template", TEMPLATE),)
