"""Ends a program, or lets the disk fail it, at one exact moment: just before it changes the disk for the Nth time.

Python loads this by itself from ``PYTHONPATH`` and asks the environment what to do: ``MOMENT=KILL:17`` (or ``TERM``,
``INT``, ``FULL``, ``DENIED``), and in which of several processes: ``MOMENT_OF=mkdocs``, a word of its command line.
``MOMENT_LOG`` names a file that gets a line for each moment.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable

CODES = {"FULL": errno.ENOSPC, "DENIED": errno.EACCES}
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def arm(kind: str, number: int, log: str = "", at_once: bool = True) -> Callable[[], bool]:
    """From now on count the changes of the disk, and do ``kind`` at the one of this ``number`` (0: at none).

    A signal goes to the whole group, and a file that is written has two moments for it: before it is there, and when
    it is there and empty. A disk that is ``FULL`` stays so; ``DENIED`` is one change only. Without ``at_once`` the
    system has no call by which two folders change places. The answer tells whether that moment was reached.
    """
    count, busy = 0, False

    def reach(event: str, path: object) -> None:
        nonlocal count
        count += 1
        if log:
            with open(log, "a", encoding="utf-8") as file:
                file.write(f"{event} {os.fspath(path)}\n")  # type: ignore[call-overload]
        if count == number or (kind == "FULL" and 0 < number <= count):
            if kind in CODES:
                raise OSError(CODES[kind], os.strerror(CODES[kind]), path)
            os.killpg(0, getattr(signal, f"SIG{kind}"))

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal busy
        if event == "ctypes.dlsym" and args[1] == "renameat2" and not at_once:
            raise AttributeError("renameat2")
        named = event == "open" and not isinstance(args[0], int) and args[0] != os.devnull
        # A file without a name, for which its folder is opened, is gone with the program.
        writes = named and isinstance(args[2], int) and args[2] & WRITES and not os.path.isdir(args[0])  # type: ignore
        asks = event == "ctypes.dlsym" and args[1] == "renameat2"
        counts = {"FULL": writes or event == "os.mkdir", "DENIED": writes or event in CHANGES}
        if busy or not counts.get(kind, writes or asks or event in CHANGES):
            return
        busy = True
        try:
            reach(event, args[1] if asks else args[0])
            if writes and kind not in CODES and not args[2] & os.O_EXCL:
                os.close(os.open(args[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644))  # type: ignore[arg-type]
                reach("empty", args[0])
        finally:
            busy = False

    sys.addaudithook(hook)
    return lambda: count >= number


if "MOMENT" in os.environ and os.environ.get("MOMENT_OF", "") in " ".join(sys.orig_argv):
    arm(
        os.environ["MOMENT"].partition(":")[0],
        int(os.environ["MOMENT"].partition(":")[2]),
        os.environ.get("MOMENT_LOG", ""),
    )
