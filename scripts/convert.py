"""Print a document as JSON: ``python scripts/convert.py FILE``; ``--help`` says what it takes."""

from __future__ import annotations

import sys

from gongwen.command.main import main as command


def main() -> int:
    return command("convert.py")


if __name__ == "__main__":
    sys.exit(main())
