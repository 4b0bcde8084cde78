"""Build the site of any document: ``python scripts/site_of.py 监督法.docx``, or of a folder with ``document.toml``.

It is written to ``sites/NAME/``, beside the guideline's and never over it; the register of its addresses lies with the
document. What a document has no material for is left out.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.volume.press import build_site, site_name

SITES = Path(__file__).resolve().parent.parent / "sites"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="a text, Markdown, web page or Word file, or a folder with one")
    parser.add_argument("--site-dir", type=Path, help="where to (sites/NAME)")
    parser.add_argument("--print-dir", action="store_true", help="print where to, and build nothing")
    options = parser.parse_args()
    target = options.site_dir or SITES / site_name(options.source)
    if options.print_dir:
        print(target)
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # what is half made is cleared away
    try:
        book = build_site(options.source, target)
    except GongwenError as error:
        print(f"site_of.py: {error}", file=sys.stderr)
        return 2
    warnings = f", {len(book.document.warnings)} places to look at (notes/)" if book.document.warnings else ""
    line = f"{target}: {book.title}, {len(book.leaves)} pages of provisions{warnings}\n"
    sys.stdout.buffer.write(line.encode())  # whatever the locale can print
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
