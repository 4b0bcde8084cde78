"""Runs one exchange again and again, each time ended at its next moment, and tells what stood there afterwards.

``python every.py FOLDER KIND [slowly]`` prints a JSON line for each moment: ``{"status": -9, "ended": "mixed", "site":
"old", "about": [".pending"], "undone": ["old"], "left": []}``: how the program ended; whether its files were then old,
new or mixed; which site there was; what lay about; and all that again after undoing it. With ``slowly`` the system has
no call by which two folders change places, and undoing, where there is something to undo, is ended at each of its own
moments, too.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sitecustomize import arm

from gongwen.exchange import contents, exchange, undo

FOLDER, KIND, AT_ONCE = Path(sys.argv[1]), sys.argv[2], sys.argv[3:] != ["slowly"]
PROJECT, COPY = FOLDER / "project", FOLDER / "copy"
PENDING, SITE, FRESH = PROJECT / ".pending", PROJECT / "site", PROJECT / ".site.pending/site"
BY_HAND = {"docs/about.md": "by hand", "source/guideline.txt": "the source"}
OLD = {"docs/full.md": "old", "docs/clauses/1.md": "old", "docs/clauses/9.md": "stale", "source/register.tsv": "/a"}
NEW = {"docs/full.md": "new", "docs/clauses/1.md": "new", "docs/data/1.csv": "", "source/register.tsv": "/a /b"}
SITES = {"old": {"index.html": "old", "9/index.html": "old"}, "new": {"index.html": "new", "data/1.csv": ""}}

UNREACHED = 9
"""The status of a process that came to its end before its moment."""


def main() -> None:
    for number in count(1):
        write(PROJECT, BY_HAND | OLD)
        write(SITE, SITES["old"])
        write(FRESH, SITES["new"])
        status = ended(number, change)
        told = {"status": status, "ended": files(), "site": site(), "about": about(), "undone": [], "left": []}
        shutil.copytree(PROJECT, COPY)
        for again in count(1):
            over = AT_ONCE or told["ended"] == told["site"] or ended(again, put_back) == UNREACHED
            put_back()
            told["undone"].append(files() if files() == site() else f"files {files()}, site {site()}")
            told["left"] += about()
            shutil.rmtree(PROJECT)
            if over:
                break
            shutil.copytree(COPY, PROJECT)
        shutil.rmtree(COPY)
        print(json.dumps(told))
        if status == UNREACHED:
            break


def change() -> None:
    before = contents(PROJECT / "docs") | contents(PROJECT / "source")
    after = {PROJECT / name: NEW[name].encode() if name in NEW else None for name in OLD | NEW}
    exchange(PENDING, before, after, {SITE: FRESH})


def put_back() -> None:
    """What the next command begins with."""
    undo(PENDING)
    undo(FRESH.parent, {SITE: FRESH})


def ended(number: int, do: Callable[[], None]) -> int:
    """How a process ended that did this: by a signal (-9), with an error (1), well (0), or before that moment."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        reached = arm(KIND, number, at_once=AT_ONCE)
        try:
            do()
        except (OSError, KeyboardInterrupt):
            os._exit(1)
        os._exit(0 if reached() else UNREACHED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def read(*folders: Path) -> dict[str, str]:
    found = {path: content for folder in folders for path, content in contents(folder).items()}
    return {path.relative_to(PROJECT).as_posix(): content.decode() for path, content in found.items()}


def files() -> str:
    found = read(PROJECT / "docs", PROJECT / "source")
    return "old" if found == BY_HAND | OLD else "new" if found == BY_HAND | NEW else "mixed"


def about() -> list[str]:
    return sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.rglob(".*"))


def site() -> str:
    found = {name.removeprefix("site/"): text for name, text in read(SITE).items()}
    return next((name for name, texts in SITES.items() if texts == found), "none")


if __name__ == "__main__":
    main()
