"""Which files are meant, and what each is written to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import DataError
from gongwen.intake.kinds import SUFFIXES


@dataclass(frozen=True)
class Source:
    """A file to convert."""

    path: Path
    below: Path
    """Where it stands below the folder that was named; its name alone where the file was."""


def find_sources(named: Sequence[Path], out: Path | None) -> tuple[list[Source], int]:
    """The files that are meant, and how many others stand in the folders.

    Of a folder, with all below it, those are meant whose names say a kind of document, whether it is read or refused;
    none that is hidden, and none below ``out``. Raises :class:`~gongwen.errors.DataError` for a folder without any.
    """
    found: list[Source] = []
    others = 0
    for name in named:
        if not name.is_dir():
            found.append(Source(name, Path(name.name)))
            continue
        inside = sorted(_inside(name, out))
        meant = [path for path in inside if _is_document(path)]
        if not meant:
            mend = "name another folder, or the files"
            raise DataError(str(name), None, "a folder with documents in it", "none", mend)
        found += (Source(path, path.relative_to(name)) for path in meant)
        others += len(inside) - len(meant)
    return found, others


def targets(sources: Iterable[Source], out: Path, suffix: str) -> list[Path]:
    """What each is written to: ``laws/某法.docx`` to ``out/laws/某法.json``; beside 某法.txt, to ``某法.docx.json``.

    Raises :class:`~gongwen.errors.DataError` where two would be written to one.
    """
    below = [source.below for source in sources]
    short = [path.with_name(f"{path.stem}{suffix}") for path in below]
    taken = Counter(short)
    whole = [
        path if taken[path] == 1 else origin.with_name(f"{origin.name}{suffix}")
        for path, origin in zip(short, below, strict=True)
    ]
    again = [path for path, count in Counter(whole).items() if count > 1]
    if again:
        mend = "give each a folder of its own"
        raise DataError(str(out / again[0]), None, "one document for each file", "several", mend)
    return [out / path for path in whole]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staged.write_bytes(content)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def _inside(folder: Path, out: Path | None) -> Iterable[Path]:
    """All files below a folder that are not hidden."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [
            name for name in folders if name[0] != "." and not (out and out.exists() and out.samefile(here / name))
        ]
        yield from (here / name for name in names if not name.startswith((".", "~$")))


def _is_document(path: Path) -> bool:
    return path.suffix.lower().removeprefix(".") in SUFFIXES
