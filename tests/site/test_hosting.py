"""A host's answers: what is compressed, for whom, whether a client's copy is still the same, and what else is said."""

from __future__ import annotations

import gzip
import os
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gongwen.site.hosting import Answer, Host, accepts_gzip
from probe import serving

PAGE = "<!doctype html><title>首页</title>" + "东西部扶贫协作" * 100
HEADERS = "/*\n  X-Content-Type-Options: nosniff\n/assets/*\n  Cache-Control: max-age=60\n"
GZIP = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A page, a missing page, a script, a picture, a file without a known kind and one too short to compress."""
    for name, content in {
        "index.html": PAGE.encode(),
        "404.html": PAGE.replace("首页", "没有").encode(),
        "assets/code.js": b"let a = 1\n" * 100,
        "assets/dot.png": b"\x89PNG" + bytes(1000),
        "data/book.xlsx": b"PK" + bytes(1000),
        "short.txt": "短".encode(),
        "_headers": HEADERS.encode(),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def _answer(host: Host, path: Path, **asked: str) -> Answer:
    answer = host.answer(path, {name.replace("_", "-"): value for name, value in asked.items()})
    assert answer
    return answer


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip, deflate, br", True),
        ("GZIP", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("gzip ; q=1", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("x-gzip2", False),
    ],
)
def test_gzip_is_for_who_takes_it(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize("name", ["index.html", "assets/code.js"])
def test_text_is_compressed_and_comes_out_whole(site: Path, name: str) -> None:
    host, content = Host(site), (site / name).read_bytes()
    packed, plain = (_answer(host, site / name, **asked) for asked in ({"accept_encoding": "gzip"}, {}))
    assert gzip.decompress(packed.body) == plain.body == content
    assert len(packed.body) < len(content) / 4
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Content-Type"].endswith("; charset=utf-8")


@pytest.mark.parametrize("name", ["assets/dot.png", "data/book.xlsx", "short.txt"])
def test_what_gains_nothing_is_sent_as_it_is(site: Path, name: str) -> None:
    answer = _answer(Host(site), site / name, accept_encoding="gzip")
    assert answer.body == (site / name).read_bytes()
    assert not {"Content-Encoding", "Vary"} & {*answer.headers}


def test_a_client_that_has_the_file_is_told_so(site: Path) -> None:
    host, page = Host(site), site / "index.html"
    packed, plain = (_answer(host, page, **asked).headers for asked in ({"accept_encoding": "gzip"}, {}))
    later, earlier = "Fri, 01 Jan 2100 00:00:00 GMT", "Thu, 01 Jan 2015 00:00:00 GMT"
    for asked, status in [
        ({"if-none-match": plain["ETag"]}, HTTPStatus.NOT_MODIFIED),
        ({"if-none-match": f'"other", W/{plain["ETag"]}'}, HTTPStatus.NOT_MODIFIED),
        ({"if-none-match": "*"}, HTTPStatus.NOT_MODIFIED),
        (GZIP | {"if-none-match": packed["ETag"]}, HTTPStatus.NOT_MODIFIED),
        (GZIP | {"if-none-match": plain["ETag"]}, HTTPStatus.OK),
        ({"if-none-match": '"other"', "if-modified-since": later}, HTTPStatus.OK),
        ({"if-modified-since": plain["Last-Modified"]}, HTTPStatus.NOT_MODIFIED),
        ({"if-modified-since": earlier}, HTTPStatus.OK),
        ({"if-modified-since": later}, HTTPStatus.OK),
        ({"if-modified-since": "yesterday"}, HTTPStatus.OK),
    ]:
        answer = host.answer(page, asked)
        assert answer, asked
        assert answer.status == status, asked
        assert (answer.body == b"") == (status == HTTPStatus.NOT_MODIFIED), asked
        assert answer.headers["ETag"], asked


def test_a_file_that_changes_is_read_again_and_one_that_stays_is_not(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, page = Host(site), site / "index.html"
    read: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path), read_bytes(path))[1])
    first = _answer(host, page, accept_encoding="gzip")
    assert _answer(host, page, accept_encoding="gzip").body == first.body
    assert read == [page]
    page.write_text(PAGE.replace("东西部", "西东部"), encoding="utf-8")  # as long as it was
    os.utime(page, ns=(0, 1_480_982_400_000_000_000))
    second = _answer(host, page, accept_encoding="gzip")
    assert "西东部" in gzip.decompress(second.body).decode()
    assert second.headers["ETag"] != first.headers["ETag"]
    assert second.headers["Last-Modified"] == "Tue, 06 Dec 2016 00:00:00 GMT"


def test_headers_are_those_of_the_file_for_the_address(site: Path) -> None:
    host, nosniff = Host(site), {"X-Content-Type-Options": "nosniff"}
    assert host.headers("/") == host.headers("/clauses/8/") == nosniff
    assert host.headers("/assets/code.js") == nosniff | {"Cache-Control": "max-age=60"}
    (site / "_headers").unlink()
    assert host.headers("/") == {}


def _get(url: str, address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(url).netloc)
    connection.request(method, address, headers={"Accept-Encoding": "gzip", **headers})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_the_server_sends_it_so(site: Path) -> None:
    with serving(site, prefix="/guide/") as url:
        response, body = _get(url, "/guide/")
        head, nothing = _get(url, "/guide/", "HEAD")
        assert (response.status, gzip.decompress(body).decode()) == (HTTPStatus.OK, PAGE)
        assert response.getheader("X-Content-Type-Options") == "nosniff"
        assert (head.getheader("Content-Length"), nothing) == (str(len(body)), b"")
        again, body = _get(url, "/guide/", **{"If-None-Match": response.getheader("ETag") or ""})
        assert (again.status, body, again.getheader("Content-Length")) == (HTTPStatus.NOT_MODIFIED, b"", None)


@pytest.mark.parametrize(
    "address", ["/guide/nowhere", "/elsewhere/", "/guide/assets/", "/guide/%00", "/guide/index.html/", "/" + "a" * 999]
)
def test_what_is_missing_is_the_page_that_says_so(site: Path, address: str) -> None:
    with serving(site, prefix="/guide/") as url:
        response, body = _get(url, address)
    assert response.status == HTTPStatus.NOT_FOUND
    assert "没有" in gzip.decompress(body).decode()
    assert response.getheader("ETag") is None


def test_nothing_outside_the_site_is_sent(site: Path) -> None:
    (site.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with serving(site) as url:
        for address in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"):
            assert _get(url, address)[0].status == HTTPStatus.NOT_FOUND


def test_a_folder_has_a_slash_behind_it(site: Path) -> None:
    with serving(site) as url:
        response, _ = _get(url, "/data?q=1")
    assert (response.status, response.getheader("Location")) == (HTTPStatus.MOVED_PERMANENTLY, "/data/?q=1")
