"""Edition → the files by which programs find and search a site: ``opensearch.xml``, ``llms.txt``, ``robots.txt``,
``feed.xml``.

And from the change log, when which page last changed, for the site map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from lxml.builder import ElementMaker

from gongwen.errors import DataError
from gongwen.machines.feed import FEED, feed
from gongwen.machines.metadata import OPENSEARCH
from gongwen.publish.markdown import heading
from gongwen.records import Edition

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_E = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
_BRACKET = re.compile(r"[\[\]\\]")
"""What would end the words of a link in Markdown."""
_DAY, _ADDRESS = "### ", re.compile(r"`(/[^`#\s]*)[^`]*`")


def discovery_files(edition: Edition, name: str, description: str, site: str) -> dict[str, bytes]:
    """The files by name, for a site called ``name`` at the address ``site``.

    Without a public address (``site`` empty) there is only ``llms.txt``: the others need one. ``robots.txt`` counts
    at the root of a host alone (RFC 9309, 2.3).
    """
    files = {"llms.txt": _llms(edition, description, site)}
    if site:
        files[OPENSEARCH] = opensearch(name, description, site)
        files[FEED] = feed(edition, name, site)
        if urlsplit(site).path == "/":
            files["robots.txt"] = robots(site)
    return {file: text.encode() for file, text in files.items()}


def robots(site: str) -> str:
    """Everything may be read, and where the site map is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n"


def opensearch(name: str, description: str, site: str) -> str:
    """What a browser needs to search here from its address bar (OpenSearch 1.1, draft 6).

    ``<Url type="text/html" template="https://example.org/guide/search/?q={searchTerms}"/>``; a short name has at most
    16 characters, a description 1,024.
    """
    root = _E.OpenSearchDescription(
        _E.ShortName(name[:16]),
        _E.Description(description[:1024]),
        _E.Url(type="text/html", method="get", template=f"{site}search/?q={{searchTerms}}"),
        _E.Image(f"{site}assets/favicon.svg", type="image/svg+xml", width="16", height="16"),
        _E.Language("zh-CN"),
        _E.InputEncoding("UTF-8"),
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode", pretty_print=True)}'


def llms(title: str, description: str, example: str, sections: Mapping[str, Sequence[str]]) -> str:
    """What a language model reads first (llmstxt.org): what there is, and where it stands as Markdown.

    ``example`` is the address of a sentence, empty where there is none; a section without rows (:func:`llms_row`) is
    left out.
    """
    cited = f"引用某一句，用该句的固定地址，如 {example}。" if example else ""
    lines = [f"# {title}", "", f"> {description}", "", f"非官方整理本，以正式公布的文件为准。{cited}", ""]
    for name, rows in sections.items():
        lines += [f"## {name}", "", *rows, ""] if rows else []
    return "\n".join(lines)


def llms_row(name: str, address: str, more: str = "") -> str:
    """``- [（八）组织劳务协作](data/clauses/8.md): clauses/8/``: a row of :func:`llms`."""
    said = _BRACKET.sub(r"\\\g<0>", name)
    return f"- [{said}]({address}){more}"


def _llms(edition: Edition, description: str, site: str) -> str:
    document = edition.document
    example = f"{site}clauses/{document.clauses[0].number}/#{document.clauses[0].sentences[0].id}"
    sections = {
        "全文": [
            llms_row("Markdown", f"{site}data/guideline.md"),
            llms_row("JSON", f"{site}data/guideline.json", "：部分、条、段、句及其编号"),
            llms_row("Akoma Ntoso", f"{site}data/guideline.akn.xml"),
        ],
        "条款": [
            llms_row(heading(clause), f"{site}data/clauses/{clause.number}.md", f": {site}clauses/{clause.number}/")
            for clause in document.clauses
        ],
        "数据": [llms_row("数据文件及其各列", f"{site}data/")],
    }
    return llms(document.title, description, example, sections)


def last_changes(log: Path) -> Callable[[str], str]:
    """When the page at an address last changed: ``/packages/`` → ``2026-11-26``; empty if the log has no day.

    A section of ``CHANGELOG.md`` is headed by its day (``### 2026-11-26``) and names in backticks the pages that it is
    about. What none names is as it was on the first day of all.

    Raises :class:`~gongwen.errors.DataError` for such a heading that is no day.
    """
    changed: dict[str, str] = {}
    days = [""]
    for number, line in enumerate(log.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(_DAY):
            days.append(_day(line.removeprefix(_DAY), log.name, number))
        for address in _ADDRESS.findall(line):
            changed[address] = max(days[-1], changed.get(address, ""))
    first = min(days[1:], default="")
    return lambda address: changed.get(address) or first


def _day(text: str, file: str, line: int) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as problem:
        expected = "the day of the changes below: ### 2026-11-26"
        raise DataError(file, line, expected, f"“{text}”", "write the day, or another level of heading") from problem
