"""The edition and its passages, which these tests only read."""

from __future__ import annotations

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.records import Edition
from gongwen.site.passages import Passages


@pytest.fixture(scope="package")
def edition() -> Edition:
    return make_edition(ROOT / "source")


@pytest.fixture(scope="package")
def passages(edition: Edition) -> Passages:
    return Passages(edition)
