"""A built site → the same with the theme's style sheet trimmed, under a name that tells its new content."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from lxml import html

from gongwen.errors import LibraryError
from gongwen.site.service_worker import UNUSED
from gongwen.styles.names import TABLE, find_names
from gongwen.styles.trim import Trimmed, trim

FOLDER = "assets/stylesheets"
_MEND = "see what the theme puts there now and adapt scripts/gongwen/styles/site.py"


def trim_for(site: Path, css: str, table: Path = TABLE) -> Trimmed:
    """What the pages and scripts of the built ``site`` leave of the theme's sheet, whose text ``css`` is.

    Raises :class:`~gongwen.errors.LibraryError` for what is no rule, and :class:`~gongwen.errors.DataError` for a row
    of ``table`` that is wrong by now.
    """
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = [html.parse(path).getroot() for name, path in files.items() if name.endswith(".html")]
    ours = {name: path for name, path in files.items() if not UNUSED.fullmatch(name) and not name.startswith(FOLDER)}
    texts = {name: path.read_text(encoding="utf-8") for name, path in ours.items() if name.endswith((".js", ".css"))}
    names = find_names(pages, [text for name, text in texts.items() if name.endswith(".js")], table)
    return trim(css, names, texts.values(), "main.css")


def fit_styles(site: Path) -> None:
    """Put the trimmed sheet in the place of the theme's, in all pages: ``assets/stylesheets/theme.1a2b3c4d.css``.

    Raises :class:`~gongwen.errors.LibraryError` where the theme has not the one sheet, or a page names it twice.
    """
    sheets = list((site / FOLDER).glob("main.*.css"))
    if len(sheets) != 1:
        raise LibraryError(FOLDER, None, "one style sheet main.….css", str(len(sheets)), _MEND)
    old = sheets[0].name.encode()
    content = trim_for(site, sheets[0].read_text(encoding="utf-8")).css.encode()
    name = f"theme.{sha256(content).hexdigest()[:8]}.css"
    for path in site.rglob("*.html"):
        page = path.read_bytes()
        if page.count(old) > 1:
            raise LibraryError(path.relative_to(site).as_posix(), None, f"“{sheets[0].name}” once", "it twice", _MEND)
        path.write_bytes(page.replace(old, name.encode()))
    for unused in (site / FOLDER).iterdir():
        unused.unlink()
    (site / FOLDER / name).write_bytes(content)
