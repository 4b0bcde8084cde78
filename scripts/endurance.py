"""How the converter stands long and hostile texts: seconds and memory up to 10 MB, and a megabyte of one mark."""

from __future__ import annotations

import itertools
import math
import re
import resource
import time
from contextlib import suppress

from gongwen.conversion import convert_file
from gongwen.errors import GongwenError

_LOST = re.compile("[\ue000-\uf8ff]")
"""A line with a character that was lost, for which a text is refused."""


def grow(texts: list[str]) -> None:
    """Seconds and memory from 1 KB to 10 MB of the same texts, and the exponent between 100 KB and 10 MB."""
    lines = [line for text in texts for line in text.split("\n") if not _LOST.search(line)]
    points = []
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        chosen: list[str] = ["某办法"]
        for line in itertools.cycle(lines):
            size -= len(line.encode()) + 1
            if size < 0:
                break
            chosen.append(line)
        data = "\n".join(chosen).encode()
        points.append((len(data), _seconds(data)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{points[-1][0]:>10,} bytes {points[-1][1]:8.3f} s {peak:6.0f} MiB at most so far")
    (small, first), (large, last) = points[2], points[-1]
    print(f"exponent {math.log(last / first) / math.log(large / small):.2f}")


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
