"""The server of ``make serve``: it tells its address when it answers, and in one line why it cannot."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from support import ROOT

import serve
from gongwen.errors import GongwenError


def _command(site: Path, port: object) -> list[str]:
    return [sys.executable, "scripts/serve.py", str(site), f"--port={port}"]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port in use."""
    with socket.socket() as held:
        held.bind((serve.HOST, 0))
        held.listen()
        yield held.getsockname()[1]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page."""
    (tmp_path / "index.html").write_text("<!doctype html><title>首页</title>", encoding="utf-8")
    return tmp_path


def test_the_address_that_is_told_answers_and_an_interrupt_ends_it_quietly(site: Path) -> None:
    serving = subprocess.Popen(
        _command(site, 0), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert serving.stdout
    address = re.findall(r"http://\S+/", serving.stdout.readline())[0]
    with urlopen(address) as answer:
        assert "首页" in answer.read().decode()
    serving.send_signal(signal.SIGINT)
    output, errors = serving.communicate(timeout=60)
    assert (serving.returncode, output.strip(), errors) == (0, "", "")


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "http", "８０００", ""])
def test_a_port_that_is_none_is_refused_in_one_line(site: Path, port: str) -> None:
    result = subprocess.run(_command(site, port), cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 2
    told = rf"serve\.py: --port: expected a number from 0 to 65535, found “{port}”; to mend: make serve PORT=8000\n"
    assert re.fullmatch(told, result.stderr)


def test_ports_that_are_all_in_use_are_told(site: Path, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "TRIED_PORTS", 1)
    told = rf"^port {taken}: expected a free port from {taken} to {taken}, found all in use; to mend: .*$"
    with pytest.raises(GongwenError, match=told):
        serve.listen(site, str(taken))


def test_the_next_free_port_is_taken_and_told(site: Path, taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    with serve.listen(site, str(taken)) as running:
        assert running.server_port > taken
    assert capsys.readouterr().err == f"Port {taken} is in use; taking {running.server_port}.\n"


def test_a_port_without_leave_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As whoever is not root sees it; root may take any port."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(serve, "server", refuse)
    with pytest.raises(GongwenError, match=r"^port 80: expected leave .* Permission denied; .* above 1023"):
        serve.listen(site, "80")


def test_a_folder_that_is_no_site_is_refused_in_one_line(tmp_path: Path) -> None:
    result = subprocess.run(_command(tmp_path / "site", 0), cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 2
    assert re.fullmatch(r"serve\.py: .*/site: expected a built site, .*; to mend: make build\n", result.stderr)
