"""Try every registered address against a deployed site: pages and files are there, and each id stands once on its page.

Exit status 0 if all are there, 1 if some are missing, 2 if the site does not answer at all.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from lxml import html

from gongwen.errors import GongwenError
from gongwen.permanence.registry import read_register
from gongwen.site.address import is_site

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

    Raises :class:`~gongwen.errors.GongwenError` where the site gives no answer: then nothing is known to be missing.
    """
    if not is_site(site):
        mend = "name it: make check-links SITE=https://example.org/"
        raise GongwenError("SITE", None, "the address of a deployed site", f"“{site}”", mend)
    pages: dict[str, list[str]] = {}
    for address in addresses:
        page, _, id_ = address.partition("#")
        pages.setdefault(page, []).extend([id_] if id_ else [])
    urls = [site.rstrip("/") + quote(page) for page in pages]
    with ThreadPoolExecutor(CONNECTIONS) as pool:  # whose map asks for no more pages once one has raised
        answers = pool.map(partial(fetch, pauses=pauses), urls)
        found = zip(pages.items(), answers, strict=True)
        return [line for (page, ids), answer in found for line in _lost(page, ids, answer)]


def fetch(url: str, pauses: tuple[float, ...] = PAUSES) -> bytes | int:
    """What stands at ``url``, or the status that it is refused with: 404.

    A server that is busy or silent is asked again after each of the ``pauses``, in seconds. Raises
    :class:`~gongwen.errors.GongwenError` if there is no answer then.
    """
    for pause in (0.0, *pauses):
        time.sleep(pause)
        try:
            with urlopen(Request(url, headers={"User-Agent": "check-links"}), timeout=SECONDS) as response:
                return bytes(response.read())
        except HTTPError as problem:
            refused: int | Exception = problem.code
            if problem.code != HTTPStatus.TOO_MANY_REQUESTS and problem.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                return problem.code
        except (OSError, HTTPException, ValueError) as problem:
            refused = problem
    if isinstance(refused, int):
        return refused
    mend = "see that the address is right and that this machine reaches it"
    raise GongwenError(url, None, "an answer", str(refused) or repr(refused), mend) from refused


def _lost(page: str, ids: list[str], answer: bytes | int) -> Iterator[str]:
    if isinstance(answer, int):
        yield f"{page}: status {answer}"
        yield from (f"{page}#{id_}: status {answer}" for id_ in ids)
    elif page.endswith("/"):
        root = html.document_fromstring(answer.strip() or b"<p>")
        found = Counter(root.xpath("//@id"))
        if "missing" in found:  # the page that says so, sent as if it were there
            yield f"{page}: the page for addresses that are none"
        for id_ in ids:
            if found[id_] != 1:
                yield f"{page}#{id_}: {f'{found[id_]} times' if id_ in found else 'no such id'} on the page"


if __name__ == "__main__":
    sys.exit(main())
