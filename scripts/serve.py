"""Serve a built site on this machine: ``python scripts/serve.py site --port 8000``.

A plain static server, nothing that another web server would not do: ``404.html`` for what is missing and UTF-8 said
of everything that is text. The tests use it too, on a free port and, to stand in for a project page, below a prefix.
"""

from __future__ import annotations

import argparse
import errno
import io
import sys
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from gongwen.errors import GongwenError

HOST = "127.0.0.1"
LAST_PORT, TRIED_PORTS = 65535, 10
NONE: Mapping[str, str] = {}
TEXT_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")


def server(site: Path, port: int = 0, prefix: str = "/", headers: Mapping[str, str] = NONE) -> ThreadingHTTPServer:
    """A server of ``site`` that already listens, with further ``headers`` on every answer; port 0 takes a free one.

    Raises ``OSError`` when the port is taken.
    """
    return _Server((HOST, port), partial(_Handler, directory=str(site), prefix=prefix, headers=headers))


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

    def __init__(self, *args: object, directory: str, prefix: str, headers: Mapping[str, str]) -> None:
        self.prefix, self.further = prefix, headers
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.path.startswith(self.prefix) and "\0" not in self.translate_path(self.path):
            return super().send_head()
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def end_headers(self) -> None:
        for name, value in self.further.items():
            self.send_header(name, value)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path[len(self.prefix) - 1 :])

    def guess_type(self, path: object) -> str:
        kind = super().guess_type(path)  # type: ignore[arg-type]
        return f"{kind}; charset=utf-8" if kind.startswith(TEXT_TYPES) else kind

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: what a reader of the site requests is nobody's news."""


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
