"""Print a document as JSON: ``python scripts/convert.py page.txt``.

Takes any official document with parts 一、 and clauses （一）, clean or damaged; the shape is that of
``/data/guideline.json``. Signed repairs are read from ``page.repairs.tsv`` beside it, if there is one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gongwen.edition import convert_page
from gongwen.errors import GongwenError
from gongwen.publish.export import document_json, to_json

TABLES = Path(__file__).parent.parent / "source"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the page or text, UTF-8")
    try:
        document = convert_page(parser.parse_args().file, TABLES).document
    except GongwenError as error:
        print(f"convert.py: {error}", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(to_json(document_json(document)).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
