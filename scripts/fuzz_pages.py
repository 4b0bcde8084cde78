"""Pages to fuzz with: passages of real documents and documents of a small grammar, changed at random; and seed files.

A page is kept as runs, so that a seed of 20,000 brackets is a short file::

    {"why": "time grew with the square", "page": [["（完）", 20000], "x"]}
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.numerals import to_numeral
from gongwen.restore.characters import not_standard

_DATA = Path(__file__).resolve().parent.parent / "tests/fuzz"
Page = tuple[tuple[str, int], ...]
"""Pieces of the text and how often each stands in a row."""

_PIECES: tuple[str, ...] = tuple(json.loads((_DATA / "pieces.json").read_text(encoding="utf-8")))
"""What stands in damaged pages and in documents of other forms, and what no page should have."""
_ENDS = ("。", "。", "；", "：", "！", "？", "。”", "。）", "，", "", "（甲）", "（一）", "二、")


@dataclass(frozen=True)
class Material:
    """What pages are made of."""

    lines: tuple[str, ...]
    """Of real documents, damaged ones too."""
    clean: tuple[str, ...]
    """Those that a clean text may have."""
    seeds: tuple[Page, ...]


def read_material(texts: Sequence[Path], seeds: Sequence[Path]) -> Material:
    """The lines of texts that are longer than a few characters, and the pages of seed files."""
    found = (line.strip() for path in texts for line in path.read_text(encoding="utf-8").split("\n"))
    lines = tuple(line for line in found if len(line) > 3)
    clean = tuple(line for line in lines if re.fullmatch(r"[\u4e00-\u9fff\d，。、；：！？（）“”《》—]+", line))
    return Material(lines, tuple(line for line in clean if not not_standard(line)), tuple(map(read_seed, seeds)))


def make_page(rng: random.Random, given: Material) -> Page:
    """A page; the same one for an ``rng`` in the same state and the same material."""
    kind = rng.random()
    if kind < 0.0005:
        return _long(rng, 20_000)
    if kind < 0.01:
        return _long(rng, 300)
    if kind < 0.1:
        text = "".join(rng.choices(_PIECES, k=rng.randint(1, 20)))
    elif kind < 0.15:
        text = "".join(_character(rng) for _ in range(rng.randint(1, 40)))
    elif kind < 0.25 and given.seeds:
        text = text_of(tuple((piece, min(count, 20)) for piece, count in rng.choice(given.seeds)))
    elif kind < 0.45:
        text = "\n".join(_excerpt(rng, given.lines) for _ in range(rng.randint(1, 3)))
    else:
        text = _document(rng, given.clean)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 6))):
        text = _mutated(rng, text, given.lines)
    return ((text, 1),)


def text_of(page: Page) -> str:
    """The page as the text that is restored."""
    return "".join(piece * count for piece, count in page)


def read_seed(path: Path) -> Page:
    """The page of a seed file."""
    runs = json.loads(path.read_text(encoding="utf-8"))["page"]
    return tuple((run, 1) if isinstance(run, str) else (run[0], run[1]) for run in runs)


def print_seed(page: Page, why: str) -> str:
    """A page as a seed file, in ASCII but for Chinese: what cannot be seen could not be read there."""
    runs = [piece if count == 1 else [piece, count] for piece, count in page]
    written = json.dumps({"why": why, "page": runs}, ensure_ascii=True)
    shown = re.sub(r"(?<!\\)\\u([3-9][0-9a-f]{3}|ff[0-5][0-9a-f])", lambda code: chr(int(code[1], 16)), written)
    return f"{shown}\n" if json.loads(shown) == json.loads(written) else f"{written}\n"


def smaller(page: Page) -> Iterator[Page]:
    """Pages with less of it, the smallest first: for :func:`fuzz.minimised`."""
    for at, (piece, count) in enumerate(page):
        before, behind = page[:at], page[at + 1 :]
        yield (*before, *behind)
        yield from ((*before, (piece, fewer), *behind) for fewer in (1, count // 2) if 0 < fewer < count)
        if count > 1:
            continue
        size = len(piece) // 2
        while size:
            for start in range(0, len(piece), size):
                yield (*before, (piece[:start] + piece[start + size :], 1), *behind)
            size //= 2


def _long(rng: random.Random, most: int) -> Page:
    """A few pieces that stand many times in a row: what takes time with the square of it takes too long here."""
    runs = []
    for _ in range(rng.randint(1, 3)):
        piece = "".join(rng.choices(_PIECES, k=rng.randint(1, 3)))
        runs.append((piece, rng.choice((1, rng.randint(1, most), most))))
    opening = rng.choice(("", "", "国", "甲\n", "关于甲的意见\n", "关于甲的意见\n一、总\n（一）目。"))
    return ((opening, 1), *runs, (rng.choice(("", "x", "国", "。", "\n", "\n（完）")), 1))


def _document(rng: random.Random, passages: Sequence[str]) -> str:
    """A document as the official form has it, sometimes as a page of the known kind of damage."""
    lines = [rng.choice(("关于甲的意见", "某省\n关于甲的\n实施意见", "甲规定", "关于加强乙的通知（试行）"))]
    lines += rng.sample(("国办发〔2018〕1号", "（2018年1月1日）", "各省人民政府："), k=rng.choice((0, 0, 1, 2)))
    lines += [_sentences(rng, passages) for _ in range(rng.choice((0, 1, 1, 2)))]
    number = 0
    for part in range(1, rng.randint(1, 3) + 1):
        lines.append(f"{to_numeral(part)}、{_heading(rng, passages)}")
        for _ in range(rng.randint(1, 3)):
            number += 1
            heading, text = f"（{to_numeral(number)}）{_heading(rng, passages)}", _sentences(rng, passages)
            lines += [f"{heading}。{text}"] if rng.random() < 0.7 else [heading, text]
            lines += [rng.choice(("", "——")) + _sentences(rng, passages) for _ in range(rng.choice((0, 0, 0, 1, 2)))]
    lines += rng.choice(((), (), ("某省办公厅", "2018年12月26日"), ("2018年1月1日", "（此件公开发布）")))
    text = rng.choice(("\n", "\n", "\n", "\r\n", "\n\n", "\n\u3000\u3000")).join(lines)
    if rng.random() < 0.3:
        text = text.translate(str.maketrans("，：；（）“”", ',:;()""'))
    if rng.random() < 0.1:
        text = f"首页\n甲印发《{text.replace(chr(10), '》全文如下。' + chr(10), 1)}\n（完）\n更多"
    return text + rng.choice(("", "\n"))


def _heading(rng: random.Random, passages: Sequence[str]) -> str:
    return re.sub(r"\W", "", _excerpt(rng, passages))[: rng.randint(2, 12)] or "目标"


def _sentences(rng: random.Random, passages: Sequence[str]) -> str:
    """A paragraph, mostly whole: 各地要….各地对…。"""
    found = (re.sub("[。（）]", "", _excerpt(rng, passages)) for _ in range(rng.randint(1, 3)))
    return "".join(f"各地{sentence}{rng.choice(_ENDS)}" for sentence in found) + rng.choice("。" * 30 + "；，")


def _excerpt(rng: random.Random, passages: Sequence[str]) -> str:
    line = rng.choice(passages)
    start = rng.randrange(len(line))
    return line[start : start + rng.choice((10, 30, 30, 80))]


def _character(rng: random.Random) -> str:
    """Any character at all, half ones too; mostly one of those that are often read."""
    low, high = rng.choice(((0, 0x250), (0x2000, 0x30FF), (0x4E00, 0x9FFF), (0xF900, 0xFFFF), (0, 0x10FFFF)))
    return chr(rng.randint(low, high))


def _mutated(rng: random.Random, text: str, passages: Sequence[str]) -> str:
    """The text with one change: something put in, left out, twice, often, elsewhere or in the place of another."""
    start = rng.randint(0, len(text))
    end = min(start + rng.choice((0, 1, 1, 2, 5, 20)), len(text))
    piece = rng.choice((rng.choice(_PIECES), rng.choice(_PIECES), _character(rng), _excerpt(rng, passages)))
    match rng.randrange(6):
        case 0:
            return text[:start] + piece + text[start:]
        case 1:
            return text[:start] + text[end:]
        case 2:
            return text[:end] + text[start:end] * rng.choice((1, 1, 2, 9)) + text[end:]
        case 3:
            other = rng.randint(0, len(text))
            rest = text[:start] + text[end:]
            return rest[:other] + text[start:end] + rest[other:]
        case 4:
            return text[:start] + piece * rng.choice((1, 2, 3, 20)) + text[end:]
        case _:
            lines = text.split("\n")
            lines.insert(rng.randint(0, len(lines)), rng.choice((rng.choice(lines), piece)))
            return "\n".join(lines)
