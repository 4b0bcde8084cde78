"""What the tests of office files share."""

from __future__ import annotations

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.office.files import office_files
from gongwen.records import Edition
from gongwen.search.segment import Segment, make_cutter

HOME = "https://example.org/guide/"


@pytest.fixture(scope="session")
def edition() -> Edition:
    return make_edition(ROOT / "source")


@pytest.fixture(scope="session")
def cut() -> Segment:
    return make_cutter()


@pytest.fixture(scope="session")
def files(edition: Edition, cut: Segment) -> dict[str, bytes]:
    """The files of a site with an address."""
    return office_files(edition, cut, HOME)
