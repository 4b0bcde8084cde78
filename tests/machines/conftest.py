"""What the tests of the files for programs share: the guideline, and a document whose every word is hostile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import ROOT

from gongwen.edition import make_edition
from gongwen.parse import parse_text
from gongwen.records import Edition

HOSTILE = (
    "关于转发《甲“乙”</script>&amp;'\\》的通知\n国办发〔2018〕127号\n各省人民政府：\n现通知如下。\n"
    "一、<总则>\n（一）范围&围。称<b>甲</b>为]]>乙。再说。\n（二）原则\n"
    "——{{ 一 }}。\n——<!--二。\n国务院办公厅\n2018年12月26日"
)


@pytest.fixture(scope="session")
def edition() -> Edition:
    return make_edition(ROOT / "source")


@pytest.fixture(scope="session")
def hostile(edition: Edition) -> Edition:
    """Head, closing, principles, and what would end an element, an attribute, a script or a comment."""
    document = parse_text(HOSTILE, "hostile.txt")
    known = replace(edition.provenance, issuers=('甲"办', "乙 & 丙<办>"), publisher="某'社")
    return replace(edition, document=document, provenance=known)
