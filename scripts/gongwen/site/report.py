"""``REPORT_URL`` → the form by which a reader reports an error, with the address of the page filled in.

Nothing is sent by the site: the form opens the page for a new issue, or a letter, and the reader sends that. It is
plain HTML, so it needs no script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from gongwen.site.address import is_mail, is_web

TEMPLATE = "error.yml"
"""The issue form, in ``.github/ISSUE_TEMPLATE/``; its fields have the names that are used here."""


@dataclass(frozen=True)
class Report:
    """Where a report goes, and how its parts are called there."""

    action: str
    """``https://github.com/owner/name/issues/new``, ``mailto:editor@example.org``."""
    allowed: str
    """What the page's policy must let a form open: ``https://github.com``, ``mailto:``."""
    title: str
    """The field of the title: ``title``, ``subject``."""
    what: str
    """The field of what is wrong: ``what``, ``body``."""
    place: str = ""
    """The field of the page's address; empty where it has none, and the address begins ``what``."""
    hidden: tuple[tuple[str, str], ...] = ()
    """Further fields and their values: ``("template", "error.yml")``."""


def report_form(address: str) -> Report | None:
    """The form for ``address``: a list of issues or somebody's mail. None where it is another page, or there is none.

    >>> report_form("https://github.com/owner/name/issues").action
    'https://github.com/owner/name/issues/new'
    """
    if not is_web(address) and not is_mail(address):
        return None
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        further = tuple(pair for pair in parse_qsl(parts.query) if pair[0] not in ("subject", "body"))
        return Report(f"mailto:{parts.path}", "mailto:", "subject", "body", hidden=further)
    if not re.search(r"/issues(/new)?/?$", parts.path):
        return None
    new = re.sub(r"(/new)?/?$", "/new", parts.path, count=1)
    action, origin = urlunsplit((parts.scheme, parts.netloc, new, "", "")), f"{parts.scheme}://{parts.netloc}"
    if "/-/issues" in parts.path:  # GitLab
        return Report(action, origin, "issue[title]", "issue[description]")
    return Report(action, origin, "title", "what", "permalink", (("template", TEMPLATE),))
