"""The arguments of the command, and its help."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gongwen.command.messages import _


def read_arguments(program: str, arguments: list[str] | None = None) -> argparse.Namespace:
    """The arguments; ends the process with status 2 and one line where they do not fit."""
    parser = _Parser(
        prog=program,
        description=_(
            "Print an official document (公文, law, regulation, report) as JSON: its units with their\n"
            "ids, its references, what was left out, and what a person should look at."
        ),
        epilog=_(
            "It reads text and Markdown in UTF-8, UTF-16, GB18030 or Big5, saved web pages (.html,\n"
            ".mht) and Word files (.docx). It refuses .doc, .wps, .ofd, PDF and pictures, and says\n"
            "what to do instead. A text keeps its words; a page that a converter damaged is restored,\n"
            "with the repairs that somebody signed beside it, in NAME.repairs.tsv for NAME.txt.\n"
            "\n"
            "Status 0: all converted; 1: some refused, the others written; 2: nothing converted, or\n"
            "arguments that do not fit."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", type=Path, nargs="+", metavar=_("FILE"), help=_("a document, or a folder of documents")
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--text", action="store_true", help=_("print the document as text in its official form, to be compared")
    )
    what.add_argument(
        "--repairs", action="store_true", help=_("print the rows that a person has to sign for a damaged page")
    )
    what.add_argument("--site", type=Path, metavar=_("DIR"), help=_("build the whole site of one document there"))
    parser.add_argument(
        "--files",
        dest="printed",
        action="store_true",
        help=_("with --site: a PDF too, and the picture of shared links; they need more packages, which it names"),
    )
    parser.add_argument(
        "--out", type=Path, metavar=_("DIR"), help=_("write a file for each document there; for several or a folder")
    )
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help=_("so many at a time (as many as there are processors)")
    )
    options = parser.parse_args(arguments)
    if options.site and (len(options.files) > 1 or options.out):
        parser.error(_("--site builds the site of one document: name one file or folder, and no --out"))
    if options.printed and not options.site:
        parser.error(_("--files is for the site of a document: name its folder with --site DIR"))
    several = not options.site and (len(options.files) > 1 or options.files[0].is_dir())
    if several and not options.out:
        parser.error(_("several documents are written to a folder: name it with --out DIR"))
    if options.repairs and options.out:
        parser.error(_("--repairs prints the rows of one document: name one file, and no --out"))
    options.jobs = options.jobs or _processors()
    return options


class _Parser(argparse.ArgumentParser):
    """Says in one line what does not fit."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{self.prog}: {message}{_('; --help tells more')}\n")


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(_("a number from 1 on is needed, and not {}").format(text))
    return number


def _processors() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
