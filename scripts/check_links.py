"""Try every registered address against a deployed site: pages and files are there, and each id stands once on its page.

Exit status 0 if all are there, 1 if some are missing, 2 if the site does not answer at all.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from lxml import etree, html

from gongwen.errors import GongwenError
from gongwen.publish.registry import read_register

ROOT = Path(__file__).parent.parent
CONNECTIONS, SECONDS, PAUSES = 2, 20, (1.0, 3.0)
"""Few at a time, so that nobody minds; how long to wait for an answer, and before each further attempt."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", help="where the site is deployed: https://example.org/guide/")
    parser.add_argument("--register", type=Path, default=ROOT / "source/register.tsv")
    options = parser.parse_args()
    try:
        addresses = read_register(options.register)
        missing = check(options.site, addresses)
    except GongwenError as error:
        print(f"check_links.py: {error}", file=sys.stderr)
        return 2
    for line in missing:
        print(line)
    print(f"{options.site}: {len(addresses)} registered addresses, {len(missing)} missing")
    return 1 if missing else 0


def check(site: str, addresses: Iterable[str], pauses: tuple[float, ...] = PAUSES) -> list[str]:
    """What is missing below ``site``, a line each: ``/clauses/8/#c8-p1-s3: no such id on the page``.

    Raises :class:`~gongwen.errors.GongwenError` where the site's first page gets no answer.
    """
    if urlsplit(site).scheme not in ("http", "https") or not urlsplit(site).netloc:
        mend = "name it: make check-links SITE=https://example.org/"
        raise GongwenError("SITE", None, "the address of a deployed site", f"“{site}”", mend)
    pages: dict[str, list[str]] = {}
    for address in addresses:
        page, _, id_ = address.partition("#")
        pages.setdefault(page, []).extend([id_] if id_ else [])
    base = site.rstrip("/")
    answer = fetch(f"{base}/", pauses)
    if isinstance(answer, OSError | HTTPException):
        mend = "see that the address is right and that this machine reaches it"
        raise GongwenError(f"{base}/", None, "an answer", str(answer) or repr(answer), mend) from answer
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = pool.map(partial(fetch, pauses=pauses), [base + page for page in pages])
        return [
            line for (page, ids), found in zip(pages.items(), answers, strict=True) for line in _lost(page, ids, found)
        ]


def fetch(url: str, pauses: tuple[float, ...] = PAUSES) -> bytes | int | OSError | HTTPException:
    """What stands at ``url``; else the status that it is refused with, or why there is no answer.

    A server that is busy or silent is asked again after each of the ``pauses``, in seconds.
    """
    for pause in (*pauses, None):
        try:
            with urlopen(Request(url, headers={"User-Agent": "check-links"}), timeout=SECONDS) as response:
                return bytes(response.read())
        except HTTPError as problem:
            found: int | OSError | HTTPException = problem.code
            if problem.code != 429 and problem.code < 500:
                return found
        except (OSError, HTTPException) as problem:
            found = problem
        if pause is not None:
            time.sleep(pause)
    return found


def _lost(page: str, ids: list[str], answer: bytes | int | OSError | HTTPException) -> Iterator[str]:
    if not isinstance(answer, bytes):
        why = f"status {answer}" if isinstance(answer, int) else f"no answer: {answer}"
        yield f"{page}: {why}"
        yield from (f"{page}#{id_}: {why}" for id_ in ids)
        return
    if not page.endswith("/"):
        return
    try:
        found = html.document_fromstring(answer).xpath("//@id")
    except (etree.ParserError, ValueError):
        found = []
    if "missing" in found:  # the page that says so, sent as if it were there
        yield f"{page}: the page for addresses that are none"
    for id_ in ids:
        if found.count(id_) != 1:
            yield f"{page}#{id_}: {f'{found.count(id_)} times' if id_ in found else 'no such id'} on the page"


if __name__ == "__main__":
    sys.exit(main())
