"""`make watch`: what is edited is built again, and the reader's page shows it by itself; a mistake changes nothing."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support import OpenPage, copy_project

BUILDS = 120_000
"""Milliseconds for a build on a busy machine."""


@pytest.fixture
def project(tmp_path: Path, snapshot: Path) -> Path:
    return copy_project(tmp_path / "project", snapshot)


@pytest.fixture
def watched(project: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of the project's pages, watched, and the process that does it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "scripts/watch.py", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        assert process.stdout.readline() == "built\n"
        assert process.stdout.readline().startswith("Watching; ")
        yield f"http://127.0.0.1:{port}/", process
    finally:
        process.terminate()
        process.communicate()


def test_an_edit_is_seen_in_the_browser(
    open_page: OpenPage, project: Path, watched: tuple[str, subprocess.Popen[str]]
) -> None:
    address, process = watched
    page = open_page(base_url=address)
    page.goto("corrections/")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 0
    table = project / "source/additions.tsv"
    good = table.read_text(encoding="utf-8")
    table.write_text(f"{good}2026-11-25\t/data/\t先前的一天\n", encoding="utf-8")
    assert process.stderr
    assert "additions.tsv" in process.stderr.readline()
    assert page.get_by_text("先前的一天").count() == 0
    table.write_text(f"{good}2027-11-26\t/data/\t又一个文件\n", encoding="utf-8")
    expect(page.get_by_role("cell", name="又一个文件")).to_be_visible(timeout=BUILDS)
    page.close()  # before the server, which it asks for the next build


def test_a_port_that_is_taken_is_named_in_a_line(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "scripts/watch.py", "--port", str(taken.getsockname()[1])]
        result = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("watch.py: port ")
