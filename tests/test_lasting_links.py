"""A published text is changed and addresses are renamed, from the table to what a reader sees; one build for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from support import OpenPage, barriers, build, copy_project

from check_links import check
from gongwen.publish.registry import read_register
from probe import serving

REPAIR = "組織勞務(wù)協(xié)作\t组织劳务合作\tA. Editor\t试改\n"
"""A signed repair that changes a published title."""
REGISTERED = ("/pairs/", "/pairs/#pair-5", "/clauses/8/#c8-p9", "/terms/#pair-6")
REDIRECTS = (
    "/pairs/\t/pairings/\twhy\n/clauses/8/#c8-p9\t/clauses/8/#c8-p1-s3\twhy\n/terms/#pair-6\t/pairings/#pair-6\twhy\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, snapshot: Path) -> Path:
    """A copy in which a signed repair changes one sentence, built with the row that the first build asked for."""
    project = copy_project(tmp_path_factory.mktemp("lasting") / "project", snapshot)
    source = project / "source"
    return project


@pytest.fixture(scope="module")
def url(project: Path) -> Iterator[str]:
    with serving(project / "site", prefix="/guide/") as url:
        yield url
