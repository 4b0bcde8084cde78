"""One file converted; several at once, each by a process that has the dictionaries loaded already."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from gongwen.command.files import whole_file
from gongwen.command.messages import told
from gongwen.conversion import Conversion
from gongwen.edition import convert_page
from gongwen.errors import DamageError, DiskError, GongwenError
from gongwen.parse import print_text
from gongwen.publish.as_json import document_json, write_json
from gongwen.restore.unsigned import print_rows

JSON, TEXT, REPAIRS = "json", "text", "repairs"
_Wanted = str | dict[str, object]
"""What is written: a text, or what becomes JSON."""


@dataclass(frozen=True)
class Job:
    """A file, what is wanted of it, and where that goes."""

    path: Path
    form: str
    """``json``, ``text`` or ``repairs``."""
    target: Path | None = None
    """The file to write; None where it is printed."""


@dataclass
class Outcome:
    """What became of files: of one, or of all of them together."""

    converted: int = 0
    errors: list[str] = field(default_factory=list)
    """A line for each that was refused."""
    units: Counter[str] = field(default_factory=Counter)
    references: Counter[str] = field(default_factory=Counter)
    warnings: int = 0

    def add(self, other: Outcome) -> None:
        """Count another one in."""
        self.converted += other.converted
        self.errors += other.errors
        self.units += other.units
        self.references += other.references
        self.warnings += other.warnings


def run(job: Job) -> Outcome:
    """Convert one file and write what is wanted; every error that a file can cause is a line of the outcome."""
    wanted: _Wanted
    try:
        conversion = convert_page(job.path)
    except DamageError as error:
        if job.form != REPAIRS or not error.rows:
            return Outcome(errors=[_named(error, job)])
        outcome, wanted = Outcome(converted=1), print_rows(error.page, error.rows)
    except GongwenError as error:
        return Outcome(errors=[_named(error, job)])
    else:
        outcome, wanted = _counted(conversion), _wanted(conversion, job.form)
        del conversion  # the repairs of a damaged page take more memory than its document
    try:
        with whole_file(job.target) if job.target else nullcontext(sys.stdout.buffer) as out:
            _write(wanted, out)  # in UTF-8, whatever the locale can print
    except OSError as problem:
        return Outcome(errors=[told(DiskError.of(problem))])
    return outcome


def run_all(jobs: Sequence[Job], at_a_time: int) -> Iterator[Outcome]:
    """The outcome of each job, in their order."""
    if at_a_time == 1 or len(jobs) == 1:
        yield from map(run, jobs)
        return
    pool = ProcessPoolExecutor(min(at_a_time, len(jobs)), initializer=_end_at_once)
    try:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until each can end without a traceback
        try:
            results = pool.map(run, jobs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _end_at_once() -> None:
    """A process of several goes at Ctrl-C without a word: the one that began them speaks."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _counted(conversion: Conversion) -> Outcome:
    return Outcome(
        converted=1,
        units=Counter(unit.kind for top in conversion.document.units for unit in top.walk()),
        references=Counter(
            resolved=len(conversion.resolved), foreign=len(conversion.foreign), unresolved=len(conversion.unresolved)
        ),
        warnings=len(conversion.document.warnings),
    )


def _wanted(conversion: Conversion, form: str) -> _Wanted:
    if form == REPAIRS:
        return print_rows(conversion.restoration.source, ())
    return print_text(conversion.document) if form == TEXT else document_json(conversion.document)


def _write(wanted: _Wanted, out: BinaryIO) -> None:
    if isinstance(wanted, str):
        out.write(wanted.encode())
    else:
        write_json(wanted, out)


def _named(error: GongwenError, job: Job) -> str:
    """The line of an error; with the whole path where there are several files."""
    if job.target and error.file == job.path.name:
        error.file = str(job.path)
    return told(error)
