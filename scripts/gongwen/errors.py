"""One family of errors: where, what was expected, what was found, how to mend it."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_LONGEST = 280
"""Of a message, in characters: a cell or a line of the text may have thousands."""


@dataclass
class GongwenError(Exception):
    """Input that a stage cannot go on with; prints as one line.

    >>> print(GongwenError("guideline.txt", 12, "clause （五）", "clause （六）", "restore the missing clause"))
    guideline.txt:12: expected clause （五）, found clause （六）; to mend: restore the missing clause
    """

    file: str
    line: int | None
    expected: str
    found: str
    mend: str
    column: int | None = None

    def __str__(self) -> str:
        return self.line_in("expected {expected}, found {found}; to mend: {mend}", str)

    def line_in(self, form: str, part: Callable[[str], str]) -> str:
        """The error as one line of the ``form``, each ``part`` of it in the words of its language."""
        places = "".join(f":{part}" for part in (self.line, self.column) if part is not None)
        parts = [visible(self.file), *(visible(part(words)) for words in (self.expected, self.found, self.mend))]
        over = sum(map(len, parts)) - (_LONGEST - len(places) - len(": expected , found ; to mend: "))
        while over > 0:  # at the cost of the longest part, which is a quotation
            longest = max(range(len(parts)), key=lambda at: len(parts[at]))
            shorter = _shortened(parts[longest], max(len(parts[longest]) - over, _LONGEST // 8))
            over -= len(parts[longest]) - len(shorter)
            parts[longest] = shorter
        file, expected, found, mend = parts
        return f"{file}{places}: " + form.format(expected=expected, found=found, mend=mend)


def visible(text: str) -> str:
    """``text`` in one line, and what cannot be printed by its number: ``U+200B``."""
    line = re.sub(r"[ \t\r\n\xa0\u3000]+", " ", text)
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in line)


def _shortened(text: str, length: int) -> str:
    """The middle left out, so that a quotation keeps both its marks: “关于…意见”."""
    return text[: length - length // 4 - 1] + "…" + text[len(text) - length // 4 :]


class FormatError(GongwenError):
    """A file of a kind that is not read, or whose bytes make no text."""


@dataclass
class DamageError(GongwenError):
    """Damage of the page that no rule and no signed repair undoes."""

    page: str = ""
    """The text that is damaged."""
    rows: tuple[Any, ...] = ()
    """What a person has to sign, as :class:`~gongwen.restore.unsigned.Row`."""


class StructureError(GongwenError):
    """A document whose numbering or order is broken."""


class ExtractionError(GongwenError):
    """Words of the text that name nothing known, or more than one thing."""


class DataError(GongwenError):
    """A data file that does not follow its schema."""


class LibraryError(GongwenError):
    """A library that is built otherwise than where this project takes hold of it."""


class DiskError(GongwenError):
    """A file or folder that cannot be read or written."""

    @classmethod
    def of(cls, problem: OSError) -> DiskError:
        """What the system says, as one of our lines.

        >>> print(DiskError.of(PermissionError(errno.EACCES, "Permission denied", "site")))
        site: expected to read and write there, found Permission denied; to mend: give yourself the right, or name
        another folder
        """
        file = str(problem.filename2 or problem.filename or "the disk")  # of two, the one that is written
        return cls(file, None, "to read and write there", problem.strerror or str(problem), _mend(problem.errno))


def _mend(code: int | None) -> str:
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "give yourself the right, or name another folder"
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "make room, or name a folder on another disk"
    return "see that it is there, and a folder where one belongs"
