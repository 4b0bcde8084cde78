"""The tools of the audit, truly run: the bill of materials, and pip-audit against a service on this machine.

`make audit` runs these; `make test` does not install the tools.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from support import ROOT

LOCKS = [(ROOT / f"requirements/{name}.lock").read_text(encoding="utf-8") for name in ("build", "site")]
FLAW = {
    "id": "PYSEC-0000-1",
    "summary": "made up",
    "affected": [
        {
            "package": {"name": "wheel", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
        }
    ],
}


def call(script: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / script), *map(str, arguments)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=600)


def bill(target: Path, **environment: str) -> bytes:
    result = call("sbom.py", target, **environment)
    assert result.returncode == 0, result.stderr
    return target.read_bytes()


@pytest.fixture(scope="module")
def sbom(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return bill(tmp_path_factory.mktemp("sbom") / "new folder" / "sbom.cdx.json")


def test_the_bill_follows_its_schema_and_has_what_an_attestation_asks_for(sbom: bytes) -> None:
    assert {"bomFormat", "specVersion", "serialNumber"} <= json.loads(sbom).keys()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.decode()) is None


def test_the_bill_lists_every_locked_package_once_with_all_its_hashes(sbom: bytes) -> None:
    pinned = {}
    for lock in LOCKS:
        for name, version, rest in re.findall(r"^([\w.-]+)==(\S+)([^#]*?)(?=^\w|\Z)", lock, re.MULTILINE):
            pinned[f"pkg:pypi/{name}@{version}"] = sorted(re.findall(r"sha256:([0-9a-f]{64})", rest))
    listed = [
        (component["purl"], sorted(found["content"] for found in component["externalReferences"][0]["hashes"]))
        for component in json.loads(sbom)["components"]
    ]
    assert len(pinned) > 20
    assert sorted(listed) == sorted(pinned.items())


def test_the_bill_is_the_same_bytes_for_the_same_locks(sbom: bytes, tmp_path: Path) -> None:
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400"}
    assert bill(tmp_path / "sbom.cdx.json", **elsewhere) == sbom


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = call("sbom.py", tmp_path / "file" / "sbom.cdx.json")
    assert result.returncode == 2
    assert re.fullmatch(r"sbom\.py: no bill of materials: .+\n", result.stderr)


@pytest.fixture
def service() -> Iterator[tuple[str, dict[str, Any]]]:
    """A service that speaks OSV's protocol, on this machine, and its answers by package: {} where there are none."""
    answers: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = json.dumps(answers.get(query["package"]["name"], {})).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", answers
        server.shutdown()


def asking(url: str) -> Mapping[str, str]:
    """Have pip-audit ask the service at ``url`` instead of PyPI's."""
    return {"PIP_AUDIT_VULNERABILITY_SERVICE": "osv", "PIP_AUDIT_OSV_URL": url}


def test_packages_without_a_known_vulnerability_pass(service: tuple[str, dict[str, Any]]) -> None:
    result = call("advisories.py", ROOT / "requirements/build.lock", **asking(service[0]))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("build.lock: 3 packages checked, no known vulnerability\n")


def test_a_known_vulnerability_is_named_with_the_version_that_mends_it(service: tuple[str, dict[str, Any]]) -> None:
    url, answers = service
    answers["wheel"] = {"vulns": [FLAW]}
    result = call("advisories.py", ROOT / "requirements/build.lock", **asking(url))
    assert result.returncode == 1
    assert re.search(r"1 known vulnerabilities: wheel [\d.]+: PYSEC-0000-1 \(mended in 99\.1\)\n\Z", result.stderr)


def test_without_the_service_it_says_so_and_fails() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as closed:
        port = closed.server_port
    locks = [ROOT / "requirements/build.lock", ROOT / "requirements/site.lock"]
    result = call("advisories.py", *locks, **asking(f"http://127.0.0.1:{port}/"))
    assert (result.returncode, result.stdout) == (2, "")
    assert re.fullmatch(r"advisories\.py: .*build\.lock: nothing was checked, pip-audit says: .{,300}\n", result.stderr)


def test_a_lock_with_a_package_without_hash_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "loose.lock"
    lock.write_text("jieba==0.42.1\n", encoding="utf-8")
    result = call("advisories.py", lock)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "hash" in result.stderr
