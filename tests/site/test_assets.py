"""Our scripts and styles stand in a folder whose name tells their content."""

from __future__ import annotations

import re
from pathlib import Path

from support import PAGES, assets

from gongwen.site.assets import name_assets


def test_every_change_of_a_file_moves_all_of_them() -> None:
    files = {"assets/reader.js": b"a", "assets/search/box.js": b"b", "search/search_index.json": b"{}"}
    folder, named = name_assets(files)
    assert re.fullmatch(r"assets/[0-9a-f]{8}/", folder)
    assert named == {f"{folder}reader.js": b"a", f"{folder}search/box.js": b"b", "search/search_index.json": b"{}"}
    for changed in ({"assets/reader.js": b"aa"}, {"assets/new.css": b""}, {"search/search_index.json": b"[]"}):
        assert name_assets(files | changed)[0] != folder
    assert name_assets(dict(reversed(files.items())))[0] == folder


def test_pages_name_no_file_of_ours_elsewhere(site_dir: Path) -> None:
    folder = assets(site_dir)
    ours = {path.name for path in folder.rglob("*") if path.is_file()}
    for address in PAGES:
        page = site_dir / address / "index.html" if address != "404.html" else site_dir / address
        named = re.findall(r'[\w./-]+/([\w.-]+\.(?:js|css))"', page.read_text("utf-8"))
        found = re.findall(rf'assets/{folder.name}/(?:search/)?([\w.-]+)"', page.read_text("utf-8"))
        assert {"reader.js", "site.css", "box.js"} <= set(found)
        assert [name for name in named if name in ours] == [name for name in found if name in named]
