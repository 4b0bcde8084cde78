"""Edition → ``/collation/``: what was changed on the way from the page to the text, and what other copies confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.ids import unit_of
from gongwen.model import Document, Repair
from gongwen.numerals import to_numeral
from gongwen.parse import print_text
from gongwen.publish.markdown import escape, front_matter, locate, name_of, page_of
from gongwen.records import Confirmation, Edition

RULES = {
    "signed": ("人工判定", "规则无法复原、由编者署名判定的文字。"),
    "byte-shift": ("字节错位", "拼音插进了两个汉字的中间，使其后的 GBK 字节错位；按字节重排即可复原，无须猜测。"),
    "variant": ("异体字形", "OpenCC 的繁简对照表不收的字形。"),
    "encoding": ("字符编码", "网页写成实体（如 `&ldquo;`）或部首（如 ⼯）的字符，改回通用的字符。"),
    "furniture": ("页面杂项", "网页的导航、播发机构的导语、编辑署名与其他新闻标题，不属于文件。"),
    "reading": ("夹注拼音", "网页在汉字之后夹注的拼音；括号内确为前一字的读音才删除，原文的括号一律保留。"),
    "script": ("繁体转简体", "用 OpenCC 词级对照（t2s）转回简体。"),
    "punctuation": ("标点", "半角标点改回公文所用的全角标点。"),
    "blank": ("空白", "行首、行末和“一、”之后的空白，公文格式没有。"),
    "doubled": ("重复标点", "网页重复的标点。"),
}
"""What a reader is told of each rule, the most interesting first."""


@dataclass(frozen=True)
class Collated:
    """The changes that one rule made in one passage."""

    label: str
    address: str
    changes: tuple[tuple[str, str, int], ...]
    """Before, after and how often, in the order of the text."""


def collate(document: Document, repairs: tuple[Repair, ...], rule: str) -> tuple[Collated, ...]:
    """The repairs of ``rule`` (the first that worked on them), a passage each, in the order of the text.

    A passage is a line of the clean text: ``國→国`` of 引言 stands in one row with its count.
    """
    places = list(_lines(document))
    starts = [0]
    for printed in print_text(document).splitlines(keepends=True):
        starts.append(starts[-1] + len(printed))
    found: dict[int, Counter[tuple[str, str]]] = {}
    shift, line = 0, 0
    for repair in repairs:
        at = repair.offset + shift
        shift += len(repair.after) - len(repair.before)
        while line + 1 < len(places) and starts[line + 1] <= at:
            line += 1
        if repair.rule.split("+")[0] == rule:
            found.setdefault(line, Counter())[repair.before, repair.after] += 1
    return tuple(
        Collated(*places[line], tuple((*change, count) for change, count in counter.items()))
        for line, counter in found.items()
    )


def confirmed_share(document: Document, confirmations: tuple[Confirmation, ...]) -> float:
    """The share of the text's characters, 0 to 1, in passages that another copy confirms whole.

    Passages confirmed in part are left out, so the true share is a little higher.
    """
    whole = {confirmation.passage for confirmation in confirmations if confirmation.extent == "whole"}
    paragraphs = list(document.paragraphs())
    lengths = {True: 0, False: 0}
    for paragraph in paragraphs:
        lengths[bool(whole & {paragraph.id, unit_of(paragraph.id)})] += len(paragraph.text)
    return lengths[True] / sum(lengths.values())


def render_collation(edition: Edition) -> str:
    """The Markdown of ``/collation/``."""
    document, provenance = edition.document, edition.provenance
    count = Counter(repair.rule.split("+")[0] for repair in edition.repairs)
    description = f"《{document.title}》文本的来源、逐处修复与核对情况。"
    lines = [
        front_matter("校勘", description),
        "# 校勘 {: #collation }",
        "",
        f"本站文本出自一个{escape(provenance.note)}。网页{'原样保存，' if provenance.as_received else ''}"
        f"SHA-256 为 `{provenance.sha256}`；"
        + (
            f"从网页到本站文本共 {len(edition.repairs)} 处修复，每一处都记录在案："
            "依次施行即得本站文本，依次撤销即得原网页，一个字节也不差。"
            "逐处清单见 [repairs.json](data/repairs.json)（位置、修复前、修复后、规则）。"
            if edition.repairs
            else "网页没有须修复之处，本站文本与之逐字相同。"
        )
        + "公布以后的改动，见[更正记录](corrections.md)。",
        "",
        *_confirmed(edition),
        *_repaired(count),
    ]
    for rule, (name, _) in RULES.items():
        if count[rule]:
            lines += [f"### {name}（{count[rule]}） {{: #{rule} }}", "", *_table(document, edition.repairs, rule), ""]
    return "\n".join(lines)


def _repaired(count: Counter[str]) -> Iterator[str]:
    if count:
        yield "## 修复 {: #repairs }\n"
        yield "| 规则 | 处数 | 说明 |\n| --- | ---: | --- |"
        for rule, (name, why) in RULES.items():
            if count[rule]:
                yield f"| [{name}](#{rule}) | {count[rule]} | {why} |"
        yield "" if count["signed"] else "\n这一网页没有须由人工判定的损坏。"
        yield ""


def _confirmed(edition: Edition) -> Iterator[str]:
    document = edition.document
    yield "## 核对 {: #confirmed }\n"
    if not edition.confirmations:
        yield "全文据转载网页整理，尚未与其他副本核对。\n"
        return
    share = confirmed_share(document, edition.confirmations)
    partly = sum(found.extent != "whole" for found in edition.confirmations)
    rest = f"，另有 {partly} 段部分核对" if partly else ""
    yield (
        f"下列段落已与其他网站的副本逐字核对一致；整段核对的占全文字数的 {share:.0%}{rest}。"
        "其余段落**据转载网页整理，尚未核对**：每条规则只凭网页本身判定，未发现与任何副本矛盾之处。\n"
    )
    yield "| 段落 | 范围 | 副本 |\n| --- | --- | --- |"
    for found in edition.confirmations:
        extent = "整段" if found.extent == "whole" else found.extent
        passage = f"[{escape(name_of(document, found.passage))}]({page_of(found.passage)})"
        yield f"| {passage} | {escape(extent)} | {escape(found.copy)} |"
    yield ""


def _table(document: Document, repairs: tuple[Repair, ...], rule: str) -> Iterator[str]:
    yield "| 段落 | 处数 | 修复前 → 修复后 |\n| --- | ---: | --- |"
    for passage in collate(document, repairs, rule):
        total = sum(count for *_, count in passage.changes)
        changes = "　".join(_change(*change) for change in passage.changes)
        yield f"| [{passage.label}]({passage.address}) | {total} | {changes} |"


def _change(before: str, after: str, count: int) -> str:
    times = f" ×{count}" if count > 1 else ""
    return f"<del>{escape(_excerpt(before))}</del>{f'<ins>{escape(after)}</ins>' if after.strip() else ''}{times}"


def _excerpt(text: str) -> str:
    """Long passages shortened, blanks made visible."""
    text = text.replace("\n", "⏎").replace(" ", "␣")
    return text if len(text) <= 60 else f"{text[:28]}…（{len(text)} 字）…{text[-28:]}"


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    """For each line of the clean text what to call it and where it stands."""
    yield "标题", "full.md#title"
    yield from (("文头", "full.md#title") for _ in document.head)
    for paragraph in document.preamble:
        yield locate(document, paragraph.id), page_of(paragraph.id)
    for part in document.parts:
        yield f"第{to_numeral(part.number)}部分标题", f"full.md#{part.id}"
        for clause in document.clauses_of(part):
            if not clause.run_in:
                yield f"第（{to_numeral(clause.number)}）条标题", page_of(clause.id)
            for paragraph in clause.paragraphs:
                yield locate(document, paragraph.id), page_of(paragraph.id)
    yield from (("文尾", "full.md#title") for _ in document.closing)
