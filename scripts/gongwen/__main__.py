"""``python -m gongwen FILE``."""

import sys

from gongwen.command import main


def run() -> int:
    """The command, as it is called where the package is installed."""
    return main("gongwen")


if __name__ == "__main__":
    sys.exit(run())
