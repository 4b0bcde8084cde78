"""What every build of a site ends with, whichever document it shows: furniture for the pages, files, checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page

from gongwen.errors import GongwenError
from gongwen.site.linkcheck import dead_links
from gongwen.site.policy import HEADERS, print_headers
from gongwen.site.service_worker import SERVICE_WORKER, print_service_worker

FURNITURE = Path(__file__).with_name("furniture.yml")
"""The settings of MkDocs that all sites share; a site's own inherit them."""
THEME = Path(__file__).parent.parent / "theme"
"""The templates and assets that all sites share, over those of Material."""
OWN = THEME / "assets"


def plain_head(page: Page, title: str = "") -> None:
    """Titles and descriptions are text: Material prints them as they are, and macros would render braces.

    ``{title}`` stands for the ``title`` of the document.

    MkDocs' own search index stays empty: ours is baked from the document, not from its pages.
    """
    page.meta["search"] = {"exclude": True}
    for key in ("title", "description"):
        if key in page.meta:
            said = str(page.meta[key]).replace("{title}", title) if title else page.meta[key]
            page.meta[key] = Markup(str(escape(said)).replace("{", "&#123;"))


def put_in(
    site: Path, files: Mapping[str, bytes], forms_to: str = "", fit: Callable[[Path], None] = lambda site: None
) -> None:
    """Write what MkDocs does not make, ``fit`` it, then what speaks of all files: ``_headers``, the service worker.

    ``forms_to`` is where forms may lead besides the site itself.
    """
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    fit(site)
    (site / HEADERS).write_text(print_headers(site, forms_to), encoding="utf-8", newline="\n")
    (site / SERVICE_WORKER).write_text(print_service_worker(site), encoding="utf-8", newline="\n")


def expect_no_dead_links(site: Path) -> None:
    """Raise :class:`~gongwen.errors.GongwenError` for the first link that leads nowhere."""
    dead = dead_links(site)
    if dead:
        more = f", and {len(dead) - 1} more" if len(dead) > 1 else ""
        raise GongwenError(str(site), None, "links that lead somewhere", f"{dead[0]}{more}", "mend what wrote the link")


def expect_replaceable(site: Path, mark: str = "sitemap.xml") -> None:
    """What the new site replaces is gone for good: a folder of something else is not taken for an older site.

    ``mark`` is a file that every site of its kind has. Raises :class:`~gongwen.errors.GongwenError`.
    """
    found = {path.name for path in site.iterdir()} - {".DS_Store"} if site.exists() else set()
    hidden = {name for name in found if name.startswith(".")}  # no page: .git, .htaccess
    whole = "index.html" in found and (site / mark).is_file()
    if hidden or (found and not whole):
        raise GongwenError(str(site), None, "a built site, or nothing", min(hidden or found), "name another folder")
