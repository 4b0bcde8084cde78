"""What the arguments ask for, and the status to end with."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterable, Iterator

import click

from gongwen.command.arguments import read_arguments
from gongwen.command.files import find_sources, targets
from gongwen.command.messages import _, plural, told, translations
from gongwen.command.summary import summary
from gongwen.command.work import JSON, REPAIRS, TEXT, Job, Outcome, run, run_all
from gongwen.errors import DiskError, GongwenError

CONVERTED, PARTLY, NOTHING, INTERRUPTED = 0, 1, 2, 130
"""The statuses that the command ends with."""


def main(program: str, arguments: list[str] | None = None) -> int:
    """Do what the arguments say; the status to end with. ``program`` is what the messages call it."""
    translations()
    options = read_arguments(program, arguments)
    try:
        if options.site:
            return _build_site(options)
        return _convert_all(program, options) if options.out else _convert_one(program, options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as problem:
        return _refuse(program, told(DiskError.of(problem)))
    except GongwenError as error:
        return _refuse(program, told(error))


def _build_site(options: argparse.Namespace) -> int:
    from gongwen.volume import build_site  # MkDocs and all: nobody who only converts waits for them

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # what is half made is cleared away
    book = build_site(options.files[0], options.site, printed=options.printed)
    parts = [book.title, plural("{} page of a provision", "{} pages of provisions", len(book.leaves))]
    if doubts := len(book.document.warnings):
        parts.append(plural("{} place to look at (notes/)", "{} places to look at (notes/)", doubts))
    _tell((f"{options.site}: {_(', ').join(parts)}",), sys.stdout)
    return CONVERTED


def _convert_one(program: str, options: argparse.Namespace) -> int:
    began = time.monotonic()
    outcome = run(Job(options.files[0], _form(options)))
    if outcome.errors:
        return _refuse(program, outcome.errors[0])
    sys.stdout.buffer.write(outcome.printed)  # whatever the locale can print
    sys.stdout.flush()
    if sys.stderr.isatty() and not options.repairs:
        _tell(summary(outcome, 0, time.monotonic() - began), sys.stderr)
    return CONVERTED


def _convert_all(program: str, options: argparse.Namespace) -> int:
    began = time.monotonic()
    sources, others = find_sources(options.files, options.out)
    form = _form(options)
    written = targets(sources, options.out, ".txt" if form == TEXT else ".json")
    options.out.mkdir(parents=True, exist_ok=True)
    jobs = [Job(source.path, form, target) for source, target in zip(sources, written, strict=True)]
    whole = Outcome()
    for outcome in _shown(run_all(jobs, options.jobs), len(jobs)):
        whole.add(outcome)
    _tell((f"{program}: {line}" for line in whole.errors), sys.stderr)
    _tell(summary(whole, others, time.monotonic() - began), sys.stdout)
    return CONVERTED if not whole.errors else PARTLY if whole.converted else NOTHING


def _shown(outcomes: Iterable[Outcome], count: int) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar on a terminal that fills."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    with click.progressbar(outcomes, count, _("Converting"), file=sys.stderr) as bar:
        yield from bar


def _form(options: argparse.Namespace) -> str:
    return REPAIRS if options.repairs else TEXT if options.text else JSON


def _refuse(program: str, line: str) -> int:
    _tell((f"{program}: {line}",), sys.stderr)
    return NOTHING


def _tell(lines: Iterable[str], stream: object) -> None:
    for line in lines:
        encoding = getattr(stream, "encoding", None) or "utf-8"
        print(line.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)  # type: ignore[call-overload]
