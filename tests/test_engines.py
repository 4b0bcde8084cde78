"""The list of what only Chromium can show names tests that are there."""

from __future__ import annotations

import re

from support import ROOT

from gongwen.tables import TEXT, read_table


def test_the_list_of_chromium_only_names_tests_that_are_there() -> None:
    rows = read_table(ROOT / "tests/engines/chromium-only.tsv", {"test": TEXT, "why": TEXT}, unique="test")
    assert rows
    for row in rows:
        file, _, test = row["test"].partition("::")
        name = test.partition("[")[0]
        assert re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text(encoding="utf-8"), re.MULTILINE), row
