"""How time and memory grow with the text: ``scripts/convert.py`` on texts of 1 to 10 MB, in many lines and in one.

The texts are a document's own paragraphs again and again, clean and damaged the way a news page is. Each is converted
by a process of its own; what one takes for a short text, with all dictionaries loaded, is taken off.
"""

from __future__ import annotations

import argparse
import math
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import opencc
from pypinyin import pinyin

from gongwen.parse import parse_text

ROOT = Path(__file__).resolve().parent.parent
MB = 1_000_000
_OPENING = "关于甲的意见\n一、要求\n（一）目标。做好工作。\n"
_MEASURED = """
import sys, time
import convert
began = time.process_time()
status = convert.main()
taken = time.process_time() - began
with open("/proc/self/status") as told:
    peak = next(line.split()[1] for line in told if line.startswith("VmHWM"))
print(taken, peak, file=sys.stderr)
sys.exit(status)
"""
"""`convert.py`, and what its process took: what the system tells of a child counts its parent's memory too."""
_HALF_WIDTH = str.maketrans("，：；（）", ",:;()")


class Cost(NamedTuple):
    """What a conversion took."""

    status: int
    """0 converted, 2 refused in one line."""
    seconds: float
    """Of the processor."""
    memory: int
    """Bytes at the most that were in real memory."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=(1, 2, 5, 10), help="in MB")
    sizes = parser.parse_args().sizes
    names = ("Python " + platform.python_version(), *(f"{name} {version(name)}" for name in ("OpenCC", "pypinyin")))
    print(f"{', '.join(names)}, {platform.machine()}")
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        bases = {}
        for name, damaged in (("clean", False), ("damaged", True)):
            page.write_text(text_of(0.02, damaged=damaged, lines=True), encoding="utf-8")
            bases[name] = base = convert(page)
            print(f"a short text, {name}: {base.seconds:.2f} s, {base.memory / MB:.0f} MB")
        print("\n| text | MB | answer | s | s a MB | MB at the most | bytes a byte |")
        print("| --- | ---: | --- | ---: | ---: | ---: | ---: |")
        grown = [_rows(page, name, bases[name], lines, sizes) for name in bases for lines in (True, False)]
    print("\n" + "\n".join(grown))
    return 0


def convert(page: Path) -> Cost:
    """Convert a file as anybody would, and see what it took."""
    command = [sys.executable, "-c", _MEASURED, str(page)]
    done = subprocess.run(command, cwd=ROOT / "scripts", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds, memory = done.stderr.splitlines()[-1].split()
    return Cost(done.returncode, float(seconds), int(memory) * 1024)


def text_of(size: float, *, damaged: bool, lines: bool) -> str:
    """A document of ``size`` MB: the paragraphs of a real one, in a line each or all in one, in its only clause."""
    clean = (ROOT / "docs/data/guideline.txt").read_text(encoding="utf-8")
    texts = [paragraph.text for paragraph in parse_text(clean, "guideline.txt").paragraphs()]
    if damaged:
        texts = list(map(_damage, texts))
    lengths = [len(text.encode()) for text in texts]
    pieces, left = [_OPENING.removesuffix("\n")], size * MB
    for text, length in cycle(zip(texts, lengths, strict=True)):
        if left < 0:
            break
        pieces.append(text)
        left -= length
    return ("\n" if lines else "").join(pieces) + "\n"


def _damage(text: str) -> str:
    """As a news page has it: traditional, half width, pinyin behind every third character: 國(guó)務院."""
    chars = opencc.OpenCC("s2t").convert(text).translate(_HALF_WIDTH)
    return "".join(
        f"{char}({pinyin(char)[0][0]})" if "\u4e00" <= char <= "\u9fff" and at % 3 == 0 else char
        for at, char in enumerate(chars)
    )


def _rows(page: Path, kind: str, base: Cost, lines: bool, sizes: Sequence[float]) -> str:
    """Print a row for each size; how time and memory grow up to 10 MB."""
    name = f"{kind}, {'many lines' if lines else 'one line'}"
    took = {}
    for size in sizes:
        page.write_text(text_of(size, damaged=kind == "damaged", lines=lines), encoding="utf-8")
        length, cost = page.stat().st_size, convert(page)
        seconds, memory = cost.seconds - base.seconds, cost.memory - base.memory
        answer = {0: "converted", 2: "refused"}.get(cost.status, f"status {cost.status}")
        rates = f"{seconds:.1f} | {seconds / length * MB:.2f} | {cost.memory / MB:.0f} | {memory / length:.1f}"
        print(f"| {name} | {length / MB:.1f} | {answer} | {rates} |", flush=True)
        took[length] = seconds, memory
    within = sorted(length for length in took if length < 10.5 * MB)
    if len(within) < 2:
        return f"{name}: two sizes up to 10 MB are needed for an exponent"
    first, last = within[0], within[-1]
    exponents = [math.log(b / a) / math.log(last / first) for a, b in zip(took[first], took[last], strict=True)]
    return f"{name}: time grows with the power {exponents[0]:.2f} of the length, memory with {exponents[1]:.2f}"


if __name__ == "__main__":
    sys.exit(main())
