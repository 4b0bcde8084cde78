"""`make check-links`: every registered address is tried against a served site, and what is missing is listed."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from support import ROOT

from check_links import check, fetch
from gongwen.errors import GongwenError
from gongwen.permanence.registry import read_register
from probe import serving

KNOWN = read_register(ROOT / "source/register.tsv")


def run(site: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/check_links.py", site]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_the_built_site_has_every_address_below_any_path(site_dir: Path) -> None:
    with serving(site_dir, prefix="/guide/") as url:
        result = run(url)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{url}: {len(KNOWN)} registered addresses, 0 missing\n"


def test_what_is_missing_is_listed(site_dir: Path, tmp_path: Path) -> None:
    site = shutil.copytree(site_dir, tmp_path / "site")
    (site / "clauses/14/index.html").unlink()
    (site / "data/terms.csv").unlink()
    for name, before, after in (
        ("clauses/8", 'id="c8-p1-s3"', 'id="other"'),
        ("clauses/9", 'id="c9-p1-s2"', 'id="c9-p1-s1"'),
    ):
        page = site / name / "index.html"
        text = page.read_text(encoding="utf-8")
        assert text.count(before) == 1
        page.write_text(text.replace(before, after), encoding="utf-8")
    shutil.copy(site / "404.html", site / "duties/index.html")  # as a host answers that has a page for everything
    with serving(site) as url:
        result = run(url)
    *lines, last = result.stdout.splitlines()
    pages = {address for address in KNOWN if address.startswith(("/clauses/14/", "/data/terms.csv"))}
    duties = [address for address in KNOWN if address.startswith("/duties/#")]
    assert {*lines} == {
        *(f"{address}: status 404" for address in pages),
        *(f"{address}: no such id on the page" for address in ("/clauses/8/#c8-p1-s3", "/clauses/9/#c9-p1-s2")),
        "/clauses/9/#c9-p1-s1: 2 times on the page",
        "/duties/: the page for addresses that are none",
        *(f"{address}: no such id on the page" for address in duties),
    }
    assert last == f"{url}: {len(KNOWN)} registered addresses, {len(lines)} missing"
    assert (result.returncode, result.stderr) == (1, "")


def test_no_site_is_one_line() -> None:
    result = run("")
    assert (result.returncode, result.stdout) == (2, "")
    assert re.fullmatch(r"check_links\.py: SITE: expected .*, found “”; to mend: name it: .*\n", result.stderr)


@pytest.mark.parametrize("site", ["http://[bad", "http://example.org:port/", "http://exa mple.org/", "http://.:99999"])
def test_an_address_that_cannot_be_read_is_one_line(site: str) -> None:
    result = run(site)
    assert (result.returncode, result.stdout) == (2, "")
    assert re.fullmatch(rf"check_links\.py: SITE: expected .*, found “{re.escape(site)}”; to mend: .*\n", result.stderr)


@pytest.mark.parametrize("site", ["example.org", "ftp://example.org/", "https://", "file:///etc/", "https://x.org/?q"])
def test_what_is_no_site_is_named(site: str) -> None:
    with pytest.raises(
        GongwenError, match=f"^SITE: expected the address of a deployed site, found “{re.escape(site)}”"
    ):
        check(site, KNOWN)


def test_a_site_that_does_not_answer_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens there
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(GongwenError) as error:
            check(url, KNOWN, pauses=(0,))
    assert re.match(rf"{url}: expected an answer, found <urlopen error .*; to mend: see that", str(error.value))


class _Busy(BaseHTTPRequestHandler):
    """Is busy every other time; nothing is at ``/gone/``, and it hangs up on who asks for ``/down/``."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/down/":
            return
        busy = self.asked.count(self.path) % 2
        self.send_response(404 if self.path == "/gone/" else 503 if busy else 200)
        self.end_headers()
        self.wfile.write(b"" if busy else b"<p id=a>")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def busy() -> Iterator[str]:
    _Busy.asked.clear()
    with HTTPServer(("127.0.0.1", 0), _Busy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_server_that_is_busy_is_asked_again_and_what_is_gone_is_not(busy: str) -> None:
    assert check(busy, ["/", "/x/#a", "/gone/"], pauses=(0,)) == ["/gone/: status 404"]
    assert sorted(_Busy.asked) == ["/", "/", "/gone/", "/x/", "/x/"]
    assert fetch(f"{busy}/y/", pauses=()) == 503
    with pytest.raises(GongwenError, match="/down/: expected an answer, found Remote end closed connection"):
        check(busy, ["/", "/down/"], pauses=(0,))
