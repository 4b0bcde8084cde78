"""Addresses that whoever builds or tries a site names: of a site, and of where readers report errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from gongwen.errors import GongwenError

_UNSAFE = r"[\x00-\x20\x7f<>\"'()\\^`{|}]"
"""What no address has that is written into Markdown, HTML and headers as it is."""


def is_web(address: str) -> bool:
    """Whether it is an address of the web: ``https://example.org/guide/``, and not ``http://[bad``."""
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a bracket without its other, a port that is no number
        return False
    return bool(named) and not re.search(_UNSAFE, address)


def is_site(address: str) -> bool:
    """Whether a site can stand there: a page of it hangs on its end, so it has no query and no fragment."""
    return is_web(address) and not re.search("[?#@]", address)


def is_mail(address: str) -> bool:
    """Whether it is somebody's mail: ``mailto:editor@example.org``."""
    return bool(re.fullmatch(rf"mailto:(?!/)(?:(?!{_UNSAFE}).)+", address))


def public_address(environment: Mapping[str, str]) -> str:
    """What ``SITE_URL`` says; empty where it says nothing.

    Raises :class:`~gongwen.errors.GongwenError` where no site can stand.
    """
    address = environment.get("SITE_URL", "")
    if address and not is_site(address):
        mend = "write it as https://example.org/guide/"
        raise GongwenError("SITE_URL", None, "the public address of the site", f"“{address}”", mend)
    return address


def report_address(environment: Mapping[str, str]) -> str:
    """What ``REPORT_URL`` says; empty where it says nothing.

    Raises :class:`~gongwen.errors.GongwenError` for what is neither a page of the web nor somebody's mail.
    """
    address = environment.get("REPORT_URL", "")
    if address and not is_web(address) and not is_mail(address):
        mend = "write it as https://example.org/issues or mailto:editor@example.org"
        raise GongwenError("REPORT_URL", None, "where readers report errors", f"“{address}”", mend)
    return address
