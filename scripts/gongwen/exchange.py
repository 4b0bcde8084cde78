"""Exchange any set of files, and folders, for new ones: together or not at all, however the program ends.

What is new, and a copy of what it replaces, is written into a room of its own on the same file system, and a journal of
both. Only then each file takes its place by a rename, folders last, and all is done at the moment the journal is gone.
A journal that still lies there tells that the program was killed, and :func:`undo` puts back what was. Nothing goes by
the clock or by the times of files: what was put somewhere is known by its SHA-256, so that what others have written
since is never undone.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from gongwen.errors import DiskError

_JOURNAL = "journal.json"
_HERE, _EXCHANGE = -100, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux: renameat2(2)."""


@contextmanager
def alone(folders: Iterable[Path], tell: Callable[[str], None]) -> Iterator[tuple[int, ...]]:
    """Keep other programs that ask for any of these ``folders`` waiting while the block runs; they ``tell`` so once.

    The lock is the system's own, on the folders themselves (flock(2)): it leaves no file behind and ends with the last
    process that holds the descriptors given here. Whoever starts a process that writes there hands them on.
    """
    with ExitStack() as stack:
        places: dict[tuple[int, int], int] = {}
        for folder in folders:
            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            about = os.fstat(descriptor)
            places[about.st_dev, about.st_ino] = descriptor  # a folder may have two names
        for _, descriptor in sorted(places.items()):  # all in one order, so that no two wait for each other
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell("another build is at work here; waiting until it ends")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            except OSError:
                tell("the file system keeps no locks; see that no other build runs here")
        yield tuple(places.values())


def contents(folder: Path) -> dict[Path, bytes]:
    """The files below ``folder``, by path, without hidden ones."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    visible = (path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return {path: path.read_bytes() for path in visible}


def write(path: Path, content: bytes) -> None:
    """Write a file. An error names it, which Python's own does only where it cannot be opened."""
    try:
        path.write_bytes(content)
    except OSError as problem:
        problem.filename = problem.filename or str(path)
        raise


def exchange(
    room: Path,
    before: Mapping[Path, bytes],
    after: Mapping[Path, bytes | None],
    folders: Mapping[Path, Path] | None = None,
) -> None:
    """Put ``after`` where it belongs, by path (None: the file is to go), and for each of ``folders`` what is staged.

    ``exchange(room, {full: b"old"}, {full: b"new", stale: None}, {site: staged})``. ``before`` is all that was read to
    compute what is new; files that need no change are not touched. ``room`` is a folder that does not exist yet, on the
    file system of the files; what is staged lies on that of its folder, and is the old folder afterwards.

    Raises :class:`~gongwen.errors.DiskError` where one of ``before`` is not any more what was read, ``OSError`` where
    the disk refuses. All is then as it was.
    """
    for path in {**before, **after}:
        if (path.read_bytes() if path.is_file() else None) != before.get(path):
            raise DiskError(str(path), None, "the file as it was when the build began", "another", "build again")
    changed = {path: content for path, content in after.items() if before.get(path) != content}
    new = {folder: staged for folder, staged in (folders or {}).items() if _print(folder) != _print(staged)}
    try:
        if changed:
            _prepare(room, before, changed, new)
        for number, (path, content) in enumerate(changed.items()):
            if content is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                _new(room, number).replace(path)
        for folder, staged in new.items():
            _swap(folder, staged)
        (room / _JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(room, ignore_errors=True)
    except BaseException:
        undo(room, new)
        raise


def undo(room: Path, folders: Mapping[Path, Path] | None = None) -> None:
    """Put back what stood before an exchange that did not come to its end, and clear its ``room``.

    ``undo(room, {site: staged})`` is what a program begins with; nothing happens where there is nothing to undo. It may
    be killed, too: the next one goes on. Raises ``OSError`` where the disk refuses; the journal then stays.
    """
    journal = room / _JOURNAL
    put = json.loads(journal.read_bytes()) if journal.exists() else {"files": [], "folders": []}
    _settle(folders or {})
    for name, kept, what in put["folders"]:
        folder, staged = room / name, room / kept
        _settle({folder: staged})
        if _print(folder) == what:
            _swap(folder, staged)
    for number, (name, what) in enumerate(put["files"]):
        if _print(path := room / name) == what:
            if _old(room, number).exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                _old(room, number).replace(path)
            else:
                path.unlink(missing_ok=True)
    journal.unlink(missing_ok=True)
    shutil.rmtree(room, ignore_errors=True)


def _prepare(
    room: Path, before: Mapping[Path, bytes], changed: Mapping[Path, bytes | None], folders: Mapping[Path, Path]
) -> None:
    """Write all that the exchange and its undoing need; the journal, which makes it count, last and whole.

    It tells of places as seen from the room, so that a clone may be moved in between.
    """
    room.mkdir()
    for number, (path, content) in enumerate(changed.items()):
        for file, written in ((_old(room, number), before.get(path)), (_new(room, number), content)):
            if written is not None:
                write(file, written)
    files = [
        (_from(room, path), None if content is None else sha256(content).hexdigest())
        for path, content in changed.items()
    ]
    staged = [(_from(room, folder), _from(room, kept), _print(kept)) for folder, kept in folders.items()]
    draft = room / "draft"
    write(draft, json.dumps({"files": files, "folders": staged}).encode())
    with draft.open("rb") as journal:
        os.fsync(journal.fileno())  # or a power cut could leave one that is there and empty
    draft.rename(room / _JOURNAL)


def _old(room: Path, number: int) -> Path:
    return room / f"{number}.old"


def _new(room: Path, number: int) -> Path:
    return room / f"{number}.new"


def _from(room: Path, path: Path) -> str:
    return os.path.relpath(path.parent.resolve() / path.name, room.resolve())


def _print(path: Path) -> str | None:
    """What a file or a whole folder is known by; None where there is nothing."""
    if path.is_dir():
        files = (file for file in sorted(path.rglob("*")) if file.is_file())
        lines = (f"{_print(file)} {file.relative_to(path)}\0" for file in files)
        return sha256(os.fsencode("".join(lines))).hexdigest()
    return sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _swap(folder: Path, staged: Path) -> None:
    """Let two folders change places, or one move to where the other is missing.

    In one step where the system can, so that readers of the folder never find none; else by a third name.
    """
    staged.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        staged.rename(folder)
    elif not staged.exists():
        folder.rename(staged)
    elif not _swap_at_once(folder, staged):
        folder.rename(_aside(staged))
        staged.rename(folder)
        _aside(staged).rename(staged)


def _swap_at_once(one: Path, other: Path) -> bool:
    """Whether the system could; Linux can, on its own file systems."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _aside(staged: Path) -> Path:
    return staged.with_name(f"{staged.name}.aside")


def _settle(folders: Mapping[Path, Path]) -> None:
    """End a change of places that stopped half way."""
    for folder, staged in folders.items():
        if _aside(staged).exists():
            _aside(staged).rename(staged if folder.exists() else folder)
