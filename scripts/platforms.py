"""Build the site with what may follow MkDocs, and compare the pages: ``make platforms``.

ProperDocs continues MkDocs 1 and must give the same files, but for its name. Zensical, by the authors of the theme,
knows neither our hooks nor our templates: it gets a configuration without them and must give the same addresses,
anchors, words and tables from the same Markdown. What it lacks is said in ``docs/platform.md``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml  # type: ignore[import-untyped]
from lxml import html
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parent.parent
_NAME = re.compile(rb'<meta name="generator" content="[^"]*">')
_DIGESTS = "service-worker.js"
"""It has the digests of all files, so it differs where one does."""
_OURS = "tools", "permalink", "headerlink", "notice", "md-content__button"
"""Classes of what hooks and templates add to the words of a page."""
_OWN_TEMPLATES = ("check/", "search/")
"""Pages whose words stand in a template, not in Markdown."""


@dataclass(frozen=True)
class Page:
    """What of a page must stay, whatever makes it."""

    ids: tuple[str, ...]
    words: str
    tables: tuple[str, ...]


def main() -> int:
    with TemporaryDirectory() as folder:
        at = Path(folder)
        sites = {name: _build(name, at / name) for name in ("mkdocs", "properdocs")}
        if None in sites.values():
            return 1
        found = [*different_files(at / "mkdocs", at / "properdocs")]
        _tell(f"ProperDocs {version('properdocs')}: {sites['mkdocs']} files", found)
        zensical = _build_zensical(at, at / "mkdocs")
        pages = {address: page for address, page in read_pages(at / "mkdocs").items() if address not in _OWN_TEMPLATES}
        lacking = [*different_pages(pages, read_pages(zensical))] if zensical else ["built nothing"]
        _tell(f"Zensical {version('zensical')}: {len(pages)} pages", lacking)
        print(f"  not compared, made by a template of ours: {', '.join(f'/{name}' for name in _OWN_TEMPLATES)}")
        return 1 if found or lacking else 0


def different_files(one: Path, other: Path) -> Iterator[str]:
    """The files of two sites that are not the same, but for the name of what made them."""
    names = [{path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in (one, other)]
    yield from (f"{name}: in one only" for name in sorted(names[0] ^ names[1]))
    for name in sorted(names[0] & names[1] - {_DIGESTS}):
        if len({_NAME.sub(b"", (site / name).read_bytes()) for site in (one, other)}) > 1:
            yield f"{name}: differs"


def different_pages(pages: Mapping[str, Page], others: Mapping[str, Page]) -> Iterator[str]:
    """What of ``pages`` the ``others`` lack or say otherwise."""
    for address, page in pages.items():
        other = others.get(address)
        if other is None:
            yield f"/{address}: missing"
            continue
        if lacking := [id_ for id_ in page.ids if id_ not in other.ids]:
            yield f"/{address}: {len(lacking)} of {len(page.ids)} anchors missing, first #{lacking[0]}"
        if page.words != other.words:
            at = next(at for at in range(len(page.words) + 1) if not other.words.startswith(page.words[: at + 1]))
            said, found = (each.words[max(at - 8, 0) : at + 12] for each in (page, other))
            yield f"/{address}: expected “{said}”, found “{found}”"
        if page.tables != other.tables:
            yield f"/{address}: tables differ"


def read_pages(site: Path) -> dict[str, Page]:
    """The pages of a site with an article, by address: ``clauses/8/``."""
    pages = {}
    for path in sorted(site.rglob("index.html")):
        articles = html.parse(path, html.HTMLParser(encoding="utf-8")).getroot().xpath("//article")
        if articles:
            address = path.parent.relative_to(site).as_posix()
            pages["" if address == "." else f"{address}/"] = _read(articles[0])
    return pages


def _read(article: html.HtmlElement) -> Page:
    for name in _OURS:
        for element in article.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            element.drop_tree()
    for element in article.xpath(".//script | .//style | .//svg | .//button | .//form"):
        element.drop_tree()
    tables = tuple(" | ".join(_plain(cell) for cell in table.xpath(".//th | .//td")) for table in article.iter("table"))
    return Page(tuple(article.xpath(".//@id")), _plain(article), tables)


def _plain(element: html.HtmlElement) -> str:
    return re.sub(r"\s", "", element.text_content())


def _build(generator: str, site: Path) -> int | None:
    """The site as ``make build`` makes it, strictly; how many files it has, None where it failed."""
    command = [sys.executable, "scripts/build.py", "--site-dir", str(site)]
    built = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "GENERATOR": generator}, capture_output=True, text=True
    )
    if built.returncode:
        print(f"{generator}: {built.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return sum(path.is_file() for path in site.rglob("*"))


def _build_zensical(at: Path, site: Path) -> Path | None:
    """The same Markdown and macros by Zensical, from a copy of the project; None where it failed.

    The sizes of the files that hooks make, which a page shows, are those of ``site``.
    """
    project = at / "zensical"
    for name in ("docs", "macros", "requirements", "source"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for page in (project / "docs").rglob("*.md"):
        words = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^template: .*\n", "", words, flags=re.MULTILINE), encoding="utf-8")
    clauses = sorted((project / "docs/clauses").glob("[0-9]*.md"), key=lambda path: int(path.stem))
    made = {path.relative_to(site).as_posix(): path.stat().st_size for path in (site / "data").rglob("*.*")}
    made = {
        name: size
        for name, size in made.items()
        if not (project / "docs" / name).exists() and not name.endswith(".html")
    }
    with (ROOT / "mkdocs.yml").open("rb") as file:
        settings = configure(yaml_load(file), [f"clauses/{path.name}" for path in clauses], made)
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=300)
    if built.returncode:
        print(f"zensical: {(built.stderr.strip() or 'failed').splitlines()[-1]}", file=sys.stderr)
        return None
    return project / "site"


def configure(settings: Mapping[str, Any], clauses: list[str], made: Mapping[str, int]) -> dict[str, Any]:
    """``mkdocs.yml`` without what Zensical does not know: hooks, the templates that need them, our words for the theme.

    The navigation lists the clauses, and ``extra`` has what a hook would put there. Not strict, as a page links to
    files that a hook adds.
    """
    dropped = ("hooks", "extra_css", "extra_javascript", "strict", "docs_dir")
    kept = {key: value for key, value in settings.items() if key not in dropped}
    kept["theme"] = {"name": "material", "language": "zh"}
    kept["extra"] = {**settings.get("extra", {}), "made": dict(made)}
    kept["nav"] = [
        {name: [*pages, *clauses] if pages == ["clauses/index.md"] else pages for name, pages in item.items()}
        for item in settings["nav"]
    ]
    return kept


def _tell(what: str, found: list[str]) -> None:
    print(f"{what}, {f'{len(found)} differences' if found else 'all the same'}", *found[:40], sep="\n  ", flush=True)


if __name__ == "__main__":
    sys.exit(main())
