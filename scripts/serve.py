"""Serve a built site on this machine: ``python scripts/serve.py site --port 8000``.

A plain static server, nothing that another web server would not do: ``404.html`` for what is missing and UTF-8 said
of everything that is text. The tests use it too, on a free port and, to stand in for a project page, below a prefix.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

HOST = "127.0.0.1"
NONE: Mapping[str, str] = {}
TEXT_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")


def server(site: Path, port: int = 0, prefix: str = "/", headers: Mapping[str, str] = NONE) -> ThreadingHTTPServer:
    """A server of ``site`` that already listens, with further ``headers`` on every answer; port 0 takes a free one.

    Raises ``OSError`` when the port is taken.
    """
    return _Server((HOST, port), partial(_Handler, directory=str(site), prefix=prefix, headers=headers))


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
        if self.path.startswith(self.prefix):
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("site", type=Path)
    options.add_argument("--port", type=int, default=8000)
    arguments = options.parse_args()
    for port in range(arguments.port, arguments.port + 10):
        try:
            running = server(arguments.site, port)
            break
        except OSError as problem:
            print(f"Port {port} is not to be had ({problem.strerror}); trying {port + 1}.", file=sys.stderr)
    else:
        sys.exit("No free port found; name one with: make serve PORT=…")
    print(f"Serving {arguments.site}/ at http://{HOST}:{running.server_port}/ (Ctrl-C stops it)", flush=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
