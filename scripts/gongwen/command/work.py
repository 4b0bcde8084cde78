"""One file converted; several at once, each by a process that has the dictionaries loaded already."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from gongwen.command.files import write_whole
from gongwen.command.messages import told
from gongwen.conversion import Conversion
from gongwen.edition import convert_page
from gongwen.errors import DamageError, DiskError, GongwenError
from gongwen.model import Document
from gongwen.parse import print_text
from gongwen.publish.as_json import document_json, encode_json
from gongwen.restore.unsigned import print_rows

JSON, TEXT, REPAIRS = "json", "text", "repairs"


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
    printed: bytes = b""
    """What is asked for, in UTF-8."""
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
    """Convert one file; every error that a file can cause is a line of the outcome."""
    try:
        conversion = convert_page(job.path)
        outcome = _counted(conversion)
        page, document = conversion.restoration.source, conversion.document
        del conversion  # the repairs of a damaged page take more memory than its document
        outcome.printed = print_rows(page, ()).encode() if job.form == REPAIRS else _printed(document, job.form)
    except DamageError as error:
        if job.form != REPAIRS or not error.rows:
            return Outcome(errors=[_named(error, job)])
        return Outcome(converted=1, printed=print_rows(error.page, error.rows).encode())
    except GongwenError as error:
        return Outcome(errors=[_named(error, job)])
    try:
        if job.target:
            write_whole(job.target, outcome.printed)
            outcome.printed = b""
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


def _printed(document: Document, form: str) -> bytes:
    return print_text(document).encode() if form == TEXT else encode_json(document_json(document))


def _named(error: GongwenError, job: Job) -> str:
    """The line of an error; with the whole path where there are several files."""
    if job.target and error.file == job.path.name:
        error.file = str(job.path)
    return told(error)
