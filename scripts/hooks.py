"""MkDocs calls these; each only hands on to the stage that does the work."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongwen.check import BROWSER as CHECKER
from gongwen.check import check_data
from gongwen.edition import make_edition
from gongwen.errors import DiskError, GongwenError
from gongwen.machines.discovery import discovery_files, last_changes
from gongwen.machines.feed import FEED
from gongwen.machines.metadata import Address, head_of
from gongwen.office.code import code_name, draw_code
from gongwen.office.files import addresses_of, downloads, office_files, papers, title_width_of
from gongwen.permanence.moved import add_anchors, moved_pages
from gongwen.permanence.registry import moves
from gongwen.publish.citations import browser_data, read_forms, reference_files
from gongwen.records import Edition
from gongwen.search.bake import WORKER, bake_search, first_loaded, read_scripts
from gongwen.search.records import make_groups, read_examples, read_lexicon
from gongwen.search.segment import Segment, make_cutter
from gongwen.site.assets import ASSETS, name_assets, read_assets
from gongwen.site.embed import embed_pages
from gongwen.site.finish import finish
from gongwen.site.proof import prove
from gongwen.site.report import report_form
from gongwen.site.stage import OWN, expect_no_dead_links, plain_head, put_in
from gongwen.site.theme import fit_theme
from gongwen.styles.site import fit_styles
from gongwen.work import work_of
from macros.diagram import pairing_diagram
from macros.matrix import matrix_drawing
from macros.pictures import stand_alone

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"

baked: dict[str, bytes] = {}
"""Our scripts and styles, the search and the citations, made before the pages that name them and written after."""

editions: list[Edition] = []
"""The edition that is published: the text that every file is proved against."""

moved: dict[str, str] = {}
"""Addresses that were renamed, and where they lead."""


class _Stop(MkDocsException):
    """Ends MkDocs with one line behind what it logged."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        print(self.message, file=sys.stderr)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the navigation list the clauses that there are, and the templates know the document and the search."""
    edition = make_edition(SOURCE)
    editions[:] = [edition]
    published = date.fromisoformat(edition.provenance.published)
    config.extra["document"] = {
        "title": escape(edition.document.title),
        "publisher": escape(edition.provenance.publisher),
        "published": f"{published.year} 年 {published.month} 月 {published.day} 日",
        "standing": escape(edition.standing.label) if edition.standing else "",
    }
    config.extra["report"] = report_form(config.extra["report_url"])
    config.extra["feed"] = FEED if _public_address(config) else ""
    examples = read_examples(SOURCE / "query_examples.tsv")
    config.extra["kinds"] = [("clause", "条款"), ("pairing", "结对"), ("term", "术语"), ("other", "引言和部分")]
    config.extra |= {"asked": "词语、条号、地名、拼音、问题……", "parted": True}
    config.extra["examples"] = [(escape(query), escape(why)) for query, why in examples]
    section = next(item["条款"] for item in config.nav or [] if "条款" in item)
    section[1:] = [f"clauses/{clause.number}.md" for clause in edition.document.clauses]
    moved.update(moves(edition, SOURCE))
    folder, files = name_assets(read_assets(OWN) | read_assets(CHECKER) | _bake(edition))
    baked.update(files | moved_pages(moved, config.site_url or "", folder) | _files_for_programs(edition, config))
    baked.update(_pictures(edition, config))
    baked.update(embed_pages(edition, folder, _public_address(config)))
    config.extra["assets"] = folder
    config.extra |= {"worker": WORKER.replace(ASSETS, folder), "ahead": first_loaded(files)}
    config.extra["made"] = {name: len(content) for name, content in baked.items()}
    config.extra["changed"] = last_changes(ROOT / "CHANGELOG.md")
    config.extra_css = [path.replace(ASSETS, folder) for path in config.extra_css]
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue):
            script.path = script.path.replace(ASSETS, folder)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs would copy our scripts and styles as they were written; they come in ``on_post_build``."""
    for name in read_assets(OWN):
        files.remove(files.src_uris[name])
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Titles and descriptions are text, and MkDocs' own search index stays empty."""
    plain_head(page, editions[0].document.title)
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """What the page says of itself to programs, and in print; without a public address it has no canonical one."""
    address = Address(page.url, _public_address(config))
    if address.site:
        context["code"] = code_name(page.url)
        baked[context["code"]] = draw_code(address.site + page.url)
    else:
        page.canonical_url = None
    for edition in editions:
        context["head"] = head_of(edition, address, page.title or "", config.copyright or "")
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give every passage its permalink, titles the places where they may break, and renamed ids an anchor."""
    up = "../" * page.url.count("/")
    kept = [(label, up + file) for edition in editions for label, file in downloads(edition, page.url, baked)]
    return add_anchors(finish(html, _cutter(), kept), page.url, moved)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Fit the theme's page to this site."""
    followed = page.next_page is not None
    return fit_theme(output, page.url, config.extra["worker"], followed=followed, forms_to=_forms_to(config))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for the one page that is none of the document's."""
    if template_name != "404.html":
        return output
    return fit_theme(output, template_name, config.extra["worker"], followed=False, forms_to=_forms_to(config))


def on_build_error(error: Exception) -> None:
    """One line for what whoever builds can mend; MkDocs would print a traceback. Anything else is a defect of ours."""
    if isinstance(error, OSError):
        error = DiskError.of(error)
    if isinstance(error, GongwenError):
        raise _Stop(str(error)) from None


def on_post_build(config: MkDocsConfig) -> None:
    """Put in what MkDocs does not make, then look at the site as a whole."""
    site, docs = Path(config.site_dir), Path(config.docs_dir)
    texts = [docs / "data" / "guideline.md", *(docs / "data" / "clauses").glob("*.md")]
    markdown = {path.relative_to(docs).as_posix(): path.read_bytes() for path in texts}
    put_in(site, baked | markdown, _forms_to(config), fit_styles)
    for edition in editions:
        prove(site, edition)
    expect_no_dead_links(site)


def _forms_to(config: MkDocsConfig) -> str:
    return config.extra["report"].allowed if config.extra["report"] else ""


@cache
def _cutter() -> Segment:
    return make_cutter()


def _bake(edition: Edition) -> dict[str, bytes]:
    groups = make_groups(edition.document, edition.pairings, edition.terms)
    lexicon = read_lexicon(SOURCE, edition.pairings, edition.terms, edition.mentions)
    files = bake_search(groups, lexicon, read_scripts())
    forms = read_forms(SOURCE / "citations.toml")
    files["assets/citations.json"] = browser_data(forms, edition.document, edition.provenance).encode()
    files["assets/check.json"] = check_data(edition.document).encode()
    return files


def _files_for_programs(edition: Edition, config: MkDocsConfig) -> dict[str, bytes]:
    site = _public_address(config)
    forms = read_forms(SOURCE / "citations.toml")
    references = {f"data/{name}": content for name, content in reference_files(forms, edition, site).items()}
    found = discovery_files(edition, config.site_name, config.site_description or "", site)
    found |= office_files(edition, _cutter(), site)
    if os.environ.get("FILES"):
        from gongwen.office.pdfs import pdf_files  # it needs more than the packages of the site

        made, width = list(papers(edition, site)), title_width_of(edition, _cutter())
        found |= pdf_files(work_of(edition), made, addresses_of(edition, site), width)
    return references | found


def _pictures(edition: Edition, config: MkDocsConfig) -> dict[str, bytes]:
    """The diagrams of pages as files to save. They draw what is staged as data."""
    site, source = _public_address(config), f"《{edition.document.title}》，非官方整理"
    drawn = {"pairings": (pairing_diagram(), "pairings/"), "duty_matrix": (matrix_drawing(), "duties/matrix/")}
    found = {
        f"data/{name}.svg": stand_alone(drawing, site and site + page, source)
        for name, (drawing, page) in drawn.items()
        if drawing
    }
    if os.environ.get("FILES"):
        from gongwen.office.png import png  # as for the PDFs

        found |= {f"{name.removesuffix('svg')}png": png(picture) for name, picture in found.items()}
    return found


def _public_address(config: MkDocsConfig) -> str:
    """Where the site will stand, if whoever builds it says so; else ``site_url`` is this machine's."""
    return str(config.site_url) if os.environ.get("SITE_URL") else ""
