"""Serve a built site on this machine: ``python scripts/serve.py site --port 8000``.

A plain static server, nothing that another web server would not do: ``404.html`` for what is missing, UTF-8 said of
everything that is text, gzip for who takes it, and the headers that ``_headers`` names. The tests use it too, on a
free port and, to stand in for a project page, below a prefix.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from gongwen.errors import GongwenError
from gongwen.site.hosting import Answer, Host

HOST = "127.0.0.1"
LAST_PORT, TRIED_PORTS = 65535, 10
NONE: Mapping[str, str] = {}
_NOTHING = Answer(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}, "没有这一页\n".encode())


def server(site: Path, port: int = 0, prefix: str = "/", headers: Mapping[str, str] = NONE) -> ThreadingHTTPServer:
    """A server of ``site`` that already listens, with further ``headers`` on every answer; port 0 takes a free one.

    Raises ``OSError`` when the port is taken.
    """
    return _Server((HOST, port), partial(_Handler, host=Host(site), site=site, prefix=prefix, headers=headers))


def listen(site: Path, named: str) -> ThreadingHTTPServer:
    """A server at the port ``named``, or at the first free one of the next few.

    Raises :class:`~gongwen.errors.GongwenError` where there is none.
    """
    first = int(named) if named.isascii() and named.isdigit() else -1
    if not 0 <= first <= LAST_PORT:
        raise GongwenError("--port", None, f"a number from 0 to {LAST_PORT}", f"“{named}”", "make serve PORT=8000")
    last = min(first + TRIED_PORTS, LAST_PORT + 1) - 1
    for port in range(first, last + 1):
        try:
            running = server(site, port)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                mend = "name a port above 1023: make serve PORT=8000"
                raise GongwenError(f"port {port}", None, "leave to serve at it", str(problem), mend) from problem
            continue
        if port > first:
            print(f"Port {first} is in use; taking {running.server_port}.", file=sys.stderr)
        return running
    mend = "end what serves there, or name another: make serve PORT=…"
    raise GongwenError(f"port {first}", None, f"a free port from {first} to {last}", "all in use", mend)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that turns away in the middle of an answer is no error of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, host: Host, site: Path, prefix: str, headers: Mapping[str, str]) -> None:
        self.host, self.prefix, self.further = host, prefix, headers
        super().__init__(*args, directory=str(site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        path = Path(self.translate_path(asked.path[len(self.prefix) - 1 :]))
        plain = unquote(asked.path)
        # A path that leads up or doubles a slash, however it is written, is nobody's address.
        inside = asked.path.startswith(self.prefix) and ".." not in plain and "//" not in plain
        folder = os.path.isdir(path)  # which is false, too, of what is no path at all
        if inside and folder and not asked.path.endswith("/"):
            self._send(_to(asked._replace(scheme="", netloc="", path=f"{asked.path}/").geturl()))
            return
        if folder or asked.path.endswith("/"):
            path /= "index.html"
        said = {name.lower(): value for name, value in self.headers.items()}
        found = self.host.answer(path, said) if inside else None
        missing = Path(self.directory, "404.html")
        self._send(found or self.host.answer(missing, said, HTTPStatus.NOT_FOUND) or _NOTHING)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        address = "/" + self.path.removeprefix(self.prefix)
        for name, value in {**answer.headers, **self.host.headers(address), **self.further}.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: what a reader of the site requests is nobody's news."""


def _to(address: str) -> Answer:
    return Answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": address}, b"")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("site", type=Path)
    parser.add_argument("--port", default="8000")
    options = parser.parse_args()
    try:
        if not (options.site / "index.html").is_file():
            raise GongwenError(str(options.site), None, "a built site", "no index.html there", "make build")
        running = listen(options.site, options.port)
    except GongwenError as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return 2
    address = f"http://{HOST}:{running.server_port}/"
    answering = Thread(target=running.serve_forever, daemon=True)
    try:
        answering.start()
        _wait_for_answer(running.server_port)
        print(f"Serving {options.site}/ at {address} (Ctrl-C stops it)", flush=True)
        answering.join()
    except KeyboardInterrupt:
        print()
    return 0


def _wait_for_answer(port: int) -> None:
    connection = HTTPConnection(HOST, port)
    connection.request("HEAD", "/")
    connection.getresponse()
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
