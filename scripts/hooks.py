"""MkDocs calls these; each only hands on to the stage that does the work."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongwen.bake import bake, read_scripts
from gongwen.citations import browser_data, read_forms
from gongwen.edition import make_edition
from gongwen.finish import finish
from gongwen.linkcheck import dead_links
from gongwen.records import make_groups, make_lexicon

ROOT = Path(__file__).parent.parent
SOURCE, OVERRIDES = ROOT / "source", ROOT / "overrides"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the navigation list the clauses that there are, and the templates know the document."""
    document = json.loads((Path(config.docs_dir) / "data" / "guideline.json").read_text(encoding="utf-8"))
    published = date.fromisoformat(document["provenance"]["published"])
    config.extra["document"] = {
        "title": escape(document["title"]),
        "publisher": escape(document["provenance"]["publisher"]),
        "published": f"{published.year} 年 {published.month} 月 {published.day} 日",
    }
    numbers = (path.stem for path in (Path(config.docs_dir) / "clauses").glob("*.md"))
    section = next(item["条款"] for item in config.nav or [] if "条款" in item)
    section[1:] = [f"clauses/{number}.md" for number in sorted(filter(str.isdigit, numbers), key=int)]
    return config


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Titles and descriptions are text: Material prints them as they are, and macros would render braces.

    MkDocs' own search index stays empty: ours is baked from the document, not from its pages.
    """
    page.meta["search"] = {"exclude": True}
    for key in ("title", "description"):
        if key in page.meta:
            page.meta[key] = Markup(str(escape(page.meta[key])).replace("{", "&#123;"))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give every clause, paragraph and sentence its permalink."""
    return finish(html)


def on_post_build(config: MkDocsConfig) -> None:
    """Put in what MkDocs does not make, then look at the site as a whole."""
    site, docs = Path(config.site_dir), Path(config.docs_dir)
    files = {f"data/clauses/{path.name}": path.read_bytes() for path in (docs / "data" / "clauses").glob("*.md")}
    edition = make_edition(SOURCE)
    groups = make_groups(edition.document, edition.pairings, edition.terms)
    lexicon = make_lexicon(SOURCE, edition.pairings, edition.terms)
    files |= bake(groups, lexicon, read_scripts(OVERRIDES / "assets" / "search"))
    forms = read_forms(SOURCE / "citations.toml")
    files["assets/citations.json"] = browser_data(forms, edition.document, edition.provenance).encode()
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    dead = dead_links(site)
    if dead:
        raise Abort("\n".join(["dead links in the built site:", *dead]))
