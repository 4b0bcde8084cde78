"""MkDocs calls this; it hands on the pages of a book and lets them pass the same stages as the guideline's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from gongwen.check import BROWSER as CHECKER
from gongwen.machines.discovery import opensearch, robots
from gongwen.machines.metadata import OPENSEARCH
from gongwen.office.code import code_name, draw_code
from gongwen.publish.markdown import front_matter
from gongwen.search.bake import WORKER, first_loaded
from gongwen.search.segment import make_cutter
from gongwen.site.assets import ASSETS, name_assets, read_assets
from gongwen.site.finish import finish
from gongwen.site.stage import OWN, expect_no_dead_links, plain_head, put_in
from gongwen.site.theme import fit_theme
from gongwen.volume.book import Book
from gongwen.volume.carried import PDF, WORD, carried_files
from gongwen.volume.citing import citation_data
from gongwen.volume.data import data_files, page_texts
from gongwen.volume.embedded import embedded_pages, embedding
from gongwen.volume.finding import search_files
from gongwen.volume.heads import head_of
from gongwen.volume.machines import LLMS, PACKAGE, llms_file, package_file
from gongwen.volume.pages import Sheet, description, leaves_name, make_pages
from gongwen.volume.picture import PICTURE
from gongwen.volume.quoted import check_data

MARK = "data/document.json"
"""A file that every site of a document has, and the guideline's has not."""
TEMPLATES = Path(__file__).with_name("theme")
_STYLE = "document.css"
_ASSETS = TEMPLATES / "assets"


class Pages(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """The pages of one book."""

    def __init__(self, book: Book, printed: bool = False) -> None:
        self.book = book
        self.cut = make_cutter()
        address = os.environ.get("SITE_URL", "")
        self.site = address and address.rstrip("/") + "/"
        self.files = data_files(book) | carried_files(book, self.cut, self.site, printed)
        if package := package_file(book, {name: content for name, (content, _) in self.files.items()}, self.site):
            self.files[PACKAGE] = package, "各 CSV 的说明（Frictionless Data Package）：每列的类型和含义、主键、外键"
        self.llms = llms_file(book, leaves_name(book), description(book), self.files, self.site)
        listed = self.files | {f"../{LLMS}": (self.llms, "供语言模型读取的目录，列出各页的 Markdown 地址")}
        sizes = {name: (len(content), what) for name, (content, what) in listed.items()}
        pages = make_pages(book, sizes, embedding(book, self.site))
        self.sheets: dict[str, Sheet] = {sheet.name: sheet for sheet in pages}
        self.baked: dict[str, bytes] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        book = self.book
        config.theme["features"] = [*config.theme["features"], "toc.follow"]
        baked = search_files(book) | {"assets/citations.json": citation_data(book)}
        baked["assets/check.json"] = check_data(book).encode()
        folder, self.baked = name_assets(read_assets(OWN) | read_assets(CHECKER) | read_assets(_ASSETS) | baked)
        files = {name: content for name, (content, _) in self.files.items()} | page_texts(book)
        self.baked |= {f"data/{name}": content for name, content in files.items()} | {LLMS: self.llms}
        self.baked |= embedded_pages(book, folder, self.site)
        if self.site:
            self.baked[OPENSEARCH] = opensearch(config.site_name, description(book), self.site).encode()
            if urlsplit(self.site).path == "/":
                self.baked["robots.txt"] = robots(self.site).encode()
        kinds = [("clause", leaves_name(book))] if book.leaves else []
        kinds += [("term", "术语")] if book.entries else []
        config.extra |= {
            "assets": folder,
            "worker": WORKER.replace(ASSETS, folder),
            "ahead": first_loaded(self.baked),
            "changed": lambda address: "",
            "named": escape(book.named),
            "source": escape(book.name),
            "kinds": [*kinds, ("other", "其他")],
            "asked": "词语、条号、拼音",
            "examples": [],
            "parted": any(unit.kind == "division" for unit in book.document.units),
        }
        config.extra_css = [path.replace(ASSETS, folder) for path in (*config.extra_css, f"{ASSETS}{_STYLE}")]
        for script in config.extra_javascript:
            if isinstance(script, ExtraScriptValue):
                script.path = script.path.replace(ASSETS, folder)
        config.nav = [{sheet.title: name} for name, sheet in self.sheets.items() if sheet.in_nav]
        config.nav[0] = {"首页": "index.md"}
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for name in read_assets(OWN) | read_assets(_ASSETS):
            files.remove(files.src_uris[name])
        for name, sheet in self.sheets.items():
            head = front_matter(sheet.title, sheet.description, **sheet.meta)
            file = File.generated(config, name, content=head)
            file.inclusion = InclusionLevel.INCLUDED if sheet.in_nav else InclusionLevel.NOT_IN_NAV
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """The pages in one row: what is not in the navigation has a page before and behind it all the same."""
        pages: list[Page] = []
        for name in self.sheets:
            file = files.src_uris[name]
            pages.append(file.page or Page(None, file, config))
        for at, page in enumerate(pages):
            page.previous_page = pages[at - 1] if at else None
            page.next_page = pages[at + 1] if at + 1 < len(pages) else None
        return nav

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        plain_head(page)
        return ""

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        sheet = self.sheets[page.file.src_uri]
        page.toc = get_toc([cast(Any, entry) for entry in sheet.toc])
        up = "../" * page.url.count("/")
        return finish(sheet.html, self.cut, [(label, up + file) for label, file in self._kept(page.url)], self._label)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        more = cast(dict[str, Any], context)
        if self.site:
            more["code"] = code_name(page.url)
            self.baked[more["code"]] = draw_code(self.site + page.url)
        else:
            page.canonical_url = None
        picture = f"data/{PICTURE}" if PICTURE in self.files else ""
        more["head"] = head_of(self.book, page.url, self.sheets[page.file.src_uri].title, self.site, picture)
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        return fit_theme(output, page.url, config.extra["worker"], followed=page.next_page is not None)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        if template_name != "404.html":
            return output_content
        return fit_theme(output_content, template_name, config.extra["worker"], followed=False)

    def on_post_build(self, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        put_in(site, self.baked)
        expect_no_dead_links(site)

    def _kept(self, url: str) -> list[tuple[str, str]]:
        """What a page offers to keep: the whole, and of a provision its place in the PDF, where there is one."""
        pdf = [("下载 PDF", f"data/{PDF}")] if PDF in self.files else []
        if url == "full/":
            return [("下载 Word", f"data/{WORD}"), *pdf]
        leaf = self.book.leaf_at.get(url)
        return [("全文 PDF 的此处", f"{file}#{leaf.id}") for _, file in pdf if leaf]

    def _label(self, id_: str) -> str:
        """What a screen reader says of a permalink: 第十二条第二款的链接; of what is no unit there is none."""
        book = self.book
        if id_ in book.sentences:
            return f"第{id_.rpartition('-s')[2]}句的链接"
        known = id_ in book.places and book.places[id_].unit.kind not in ("title", "toc", "table")
        return f"{book.place(id_)}的链接" if known else ""
