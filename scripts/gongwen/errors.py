"""One family of errors: where, what was expected, what was found, how to mend it."""

from __future__ import annotations

import errno
from dataclasses import dataclass


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
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        message = f"{where}: expected {self.expected}, found {self.found}; to mend: {self.mend}"
        return " ".join(message.split())


class DamageError(GongwenError):
    """Damage of the page that no rule and no signed repair undoes."""


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
