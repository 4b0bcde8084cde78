"""How the converter stands long and hostile texts: seconds and memory up to 10 MB, and a megabyte of one mark."""

from __future__ import annotations

import itertools
import math
import re
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.conversion import convert_file
from gongwen.errors import GongwenError
from growth import Cost, convert

_LOST = re.compile("[\ue000-\uf8ff]")
"""A line with a character that was lost, for which a text is refused."""
_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)


def grow(texts: list[str]) -> None:
    """Seconds from 1 KB to 10 MB of one document again and again, memory at 10 MB, and the exponents.

    Short lines cost more than long ones, so three documents are measured, by the length of their lines, and each text
    has the lines of one: of a mixture that is another at each size one would measure the mixture.
    """
    documents = [[line for line in text.split("\n") if line.strip() and not _LOST.search(line)] for text in texts]
    documents = sorted(filter(None, documents), key=lambda lines: sum(map(len, lines)) / len(lines))
    for lines in (documents[0], documents[len(documents) // 2], documents[-1]):
        print(f"{sum(map(len, lines)) / len(lines):.0f} characters a line: {lines[0][:30]}")
        seconds = {len(data): _best(data) for data in (_repeated(lines, size) for size in _SIZES)}
        for length, taken in seconds.items():
            print(f"{length:>10,} bytes {taken:8.3f} s {taken / length * 1e6:6.2f} s a MB", flush=True)
        cost, memory = _memory(lines)
        answer = "converted" if cost.status == 0 else "refused"
        print(f"{answer} in {cost.memory / 1e6:.0f} MB, {memory:.1f} bytes of memory for a byte")
        (least, first), *_, (middle, second), _, (most, last) = seconds.items()
        ends = ((least, first), (middle, second))
        exponents = [math.log(last / taken) / math.log(most / length) for length, taken in ends]
        print(f"exponent {exponents[0]:.2f} from 1 KB, {exponents[1]:.2f} from 100 KB")


def _repeated(lines: list[str], size: int) -> bytes:
    """A document of a size: its lines again and again."""
    chosen = ["某办法"]
    for line in itertools.cycle(lines):
        size -= len(line.encode()) + 1
        if size < 0:
            break
        chosen.append(line)
    return "\n".join(chosen).encode()


def _best(data: bytes) -> float:
    """What the answer takes, of a short text the least of several times, with the dictionaries loaded."""
    return min(_seconds(data) for _ in range(1 + 300_000 // len(data)))


def _memory(lines: list[str]) -> tuple[Cost, float]:
    """What 10 MB take by a process of their own, and for each byte more than a short text."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "text.txt"
        page.write_bytes(_repeated(lines, 20_000))
        base = convert(page)
        page.write_bytes(_repeated(lines, _SIZES[-1]))
        cost = convert(page)
        return cost, (cost.memory - base.memory) / page.stat().st_size


HOSTILE = {
    "a megabyte of （": "某办法\n" + "（" * 350_000,
    "a megabyte of (": "某办法\n" + "(" * 1_000_000,
    "a megabyte of （一）": "某办法\n" + "（一）" * 116_000,
    "（一） a line": "某办法\n" + "（一）\n" * 100_000,
    "one line": "某办法\n" + "第一条依照前条办理，" * 35_000,
    "a megabyte of “": "某办法\n" + "“" * 350_000,
    "第一条 a line": "某办法\n" + "第一条 依照第一条。\n" * 30_000,
    "一、 in a line": "某办法\n" + "一、甲；" * 80_000,
    "a megabyte of 国?": "某办法\n" + "国?" * 250_000,
    "a megabyte of #": "某办法\n" + "# " * 500_000,
    "a megabyte of <": "<p>某办法</p>" + "<b>" * 330_000,
    "a megabyte of |": "某办法\n" + "|" * 1_000_000 + "\n",
    "a megabyte of [": "# 某办法\n" + "[" * 1_000_000 + "\n",
    "第一条、第二条": "某办法\n第一条 依照" + "第一条、" * 90_000 + "办理。\n",
    "《": "某办法\n" + "《" * 350_000,
}


def withstand() -> None:
    """How long a megabyte takes that nobody wrote for readers."""
    for name, text in HOSTILE.items():
        print(f"{name}: {_seconds(text.encode()):.1f} s", flush=True)


def _seconds(data: bytes) -> float:
    """What the answer takes, whatever it is."""
    start = time.process_time()
    with suppress(GongwenError):
        convert_file(data, "text.txt")
    return time.process_time() - start
