"""A web page in one file, as browsers save it and some programs put it into Word files (``.mht``) → the page."""

from __future__ import annotations

import email
import email.policy

from gongwen.errors import FormatError


def page_of(data: bytes, name: str) -> bytes:
    """The page of a web archive, as it was: the first part that is HTML.

    Raises :class:`~gongwen.errors.FormatError` for an archive without one.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise FormatError(name, None, "a web archive with a page in it", "none", "save the page anew, as “HTML only”")
