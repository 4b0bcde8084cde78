"""What stands around the text of a document: title, number, addressees, history; signature, date, notes, annexes.

::

    head    = title (number | addressee | date | history | issuer | toc)*
    closing = (issuer* date | note | annexes)*
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongwen.parse.blocks import Block
from gongwen.parse.labels import BLANKS, DIVISIONS, read_label
from gongwen.parse.nodes import Node, Remarks

_B = rf"[{BLANKS}]*"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:\d{4}|[一二三四五六七八九零〇○◯0０]{4})"
_DATE = rf"{_YEAR}{_B}年{_B}{_DAY}{_B}月{_B}{_DAY}{_B}日"
_BODY_END = "(?:[院厅部委会局署办室组府行社省市区县州]|中心|机关|法院|公司)"
_BODY = rf"[^\W\d_]{{1,25}}{_BODY_END}"
"""A body by the end of its name: 国务院扶贫开发领导小组."""
_OFFICE = "(?:主席|总理|主任|[省市县区州部局署行会]长)"
_SIGNATURE = re.compile(rf"{_BODY}(?:[{BLANKS}、]+{_BODY})*|\w{{0,20}}{_OFFICE}[{BLANKS}]+\w{{2,4}}")
_SPEAKER = re.compile(rf"\w{{0,20}}{_OFFICE}")
_PERSON = re.compile(rf"[^\W\d_]{{1,2}}{_B}[^\W\d_]{{1,2}}")
_ONLY_DATE = re.compile(_DATE)
_PRINTED = re.compile(rf"(?:{_BODY}{_B})?{_DATE}{_B}印发")
_SIGNED_DATE = re.compile(rf"(?P<issuer>{_BODY}){_B}(?P<date>{_DATE})")
_COPIES = re.compile("(?:抄送|抄报|主送)：.*")
_MARGIN = "附件|附表|附录|附"
_NOTE = re.compile(rf"[（(](?!{_MARGIN}|(?:[一二三四五六七八九十]+|\d+)[）)])[^（）()]+[）)]")
_CLOSING_NOTE = re.compile("[（(].*(?:公开|删减|发布|此件|印发).*[）)]")
_NUMBER_FORM = rf"(?:[^，。；：{BLANKS}]{{1,20}}{_B}[〔﹝\[［【（(]\d{{4}}[〕﹞\]］】）)]{_B}第?{_B}\d+{_B}号|第{_B}\d+{_B}号)"
_NUMBER = re.compile(_NUMBER_FORM)
_DATE_AND_NUMBER = re.compile(rf"(?P<a>{_DATE}|{_NUMBER_FORM})[{BLANKS}]+(?P<b>{_DATE}|{_NUMBER_FORM})")
_ADDRESSEE = re.compile(
    rf"(?!.*(?:[如以]下|下列))[^。；：:]*(?:{_BODY_END}|机构|单位|部门|企业|学校|高校|地区|团体|同志|代表|委员|主席|总理|各位\w+)"
    r"(?:（[^（）]*）)?[：:]"
)
_FORCE = "公布|发布|通过|修订|修正|修改|施行|批准|印发|生效|实施|会议|废止|制定"
_HISTORY = re.compile(rf"[（(].*|(?=《|第\d+次|.*之日).*(?:{_FORCE}).*|(?:——)?{_DATE}.*")
"""A line that dates adoption, amendment, publication or force, or stands in brackets under the title."""
_KIND = re.compile(
    ".*(?:决议|决定|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|复函|答复|议案|函|纪要|法"
    "|方案|规划|计划|办法|规定|条例|细则|纲要|要点|制度|规则|措施|解释|安排|名单|规程|规范)(?:[（(][^（）]+[）)])?》?"
)
"""How a title ends, by the kinds of official documents."""
_ANNEX = re.compile(
    rf"(?P<label>(?:附件|附录|附)(?:{_B}(?P<number>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?=[：:{BLANKS}]|$))?{_B}[：:]?)(?P<title>.*)"
)
_LONGEST_TITLE = 8
"""Lines, also of those who sign."""
_LONGEST_LINE = 200
"""Characters of a line of a title."""
_LONGEST_LIST = 100
"""Lines of a list of annexes."""
_LONGEST_ENTRY = 80
"""Characters of a line in a table of contents."""


def bare(text: str) -> str:
    """Words without blanks: 协 调 委 员 会 → 协调委员会."""
    return re.sub(f"[{BLANKS}]", "", text)


def is_title(text: str) -> bool:
    """Whether ``text`` ends as the title of an official document does: …的通知."""
    return bool(_KIND.fullmatch(text))


def annex_label(block: Block) -> re.Match[str] | None:
    """附件1：名单, 附：, 附件; not 附件的名称."""
    if block.label or block.quote or block.row:
        return None
    found = _ANNEX.fullmatch(block.text)
    if not found or not (found["number"] or found["label"][-1] in "：:" or not found["title"]):
        return None
    return found


def seems(text: str) -> str:
    """Which unit of head or closing a text looks like, in Chinese; empty for none."""
    forms = ((_NUMBER, "文号"), (_ONLY_DATE, "日期"), (_SIGNED_DATE, "落款"), (_SIGNATURE, "落款"), (_PRINTED, "版记"))
    return next((name for form, name in forms if form.fullmatch(text)), "")


def is_signature(block: Block) -> bool:
    """国务院办公厅, 总理 李克强."""
    return block.names and bool(_SIGNATURE.fullmatch(block.text))


def is_date(block: Block) -> bool:
    """2018年12月26日 and nothing else, or with who signs in front."""
    return not block.label and bool(_ONLY_DATE.fullmatch(block.text) or _SIGNED_DATE.fullmatch(block.text))


def signs(last: Block, block: Block) -> bool:
    """Whether ``block`` is the date below a signature: 国务院 / 2018年12月26日."""
    return is_date(block) and (is_signature(last) or not _ONLY_DATE.fullmatch(block.text))


def is_closing_note(block: Block) -> bool:
    """（此件公开发布）, 抄送：…, …印发."""
    forms = (_NOTE, _COPIES, _PRINTED)
    return not block.label and any(form.fullmatch(block.text) for form in forms)


def signed_at(blocks: Sequence[Block], at: int) -> bool:
    """Whether signature and date stand from ``at`` on."""
    last = at + _LONGEST_TITLE
    while at < min(len(blocks), last) and is_signature(blocks[at]):
        at += 1
    return at < len(blocks) and is_date(blocks[at])


def take_title(blocks: Sequence[Block], remarks: Remarks) -> int:
    """How many blocks at the head are the title: the printed lines above all else."""
    marked = 0
    while marked < len(blocks) and blocks[marked].heading == 1 and not blocks[marked].label:
        marked += 1
    if marked:
        return marked
    end = 0
    while end < min(len(blocks), _LONGEST_TITLE) and _may_title(blocks[end]):
        if _head_mark(blocks, end, end > 0) and (blocks[end].text[0] != "《" or is_title(_words(blocks[:end]))):
            break
        end += 1
    if end < len(blocks) and not _head_mark(blocks, end, end > 0):
        whole = [at for at in range(1, end + 1) if is_title(_words(blocks[:at]))]
        end = whole[-1] if whole else min(end, 1)
    if end > 1 and not all(_goes_on(blocks[:at], blocks[at]) for at in range(1, end)):
        remarks.add(blocks[0], "标题由几行连成，请核对")
    return end


def _may_title(block: Block) -> bool:
    return block.names and not block.heading and len(block.text) <= _LONGEST_LINE


def _words(blocks: Sequence[Block]) -> str:
    return "".join(block.text for block in blocks)


def _goes_on(title: Sequence[Block], block: Block) -> bool:
    """Whether a title goes on with ``block``: 国务院 / 关于开展协作的 / 指导意见, but not 首页 / 关于协作的意见."""
    words = _words(title)
    if not words or "关于" in words:
        return not is_title(words) or not is_title(block.text)
    signed = bool(_SIGNATURE.fullmatch(title[-1].text))
    return signed and (block.text.startswith("关于") or bool(_SIGNATURE.fullmatch(block.text)))


def _head_mark(blocks: Sequence[Block], at: int, titled: bool) -> str:
    """Which unit of the head the block is; empty for none."""
    block = blocks[at]
    text = block.text
    if block.row or block.quote:
        return ""
    if _NUMBER.fullmatch(block.printed):
        return "number"
    if block.label:
        return ""
    if _DATE_AND_NUMBER.fullmatch(text):
        return "both"
    if _ONLY_DATE.fullmatch(text):
        return "date"
    if bare(text) == "目录":
        return "toc"
    if _ADDRESSEE.fullmatch(text):
        return "addressee"
    if titled and not block.stops and _HISTORY.fullmatch(text):
        return "history"
    return ""


def take_head(blocks: Sequence[Block], title: str) -> tuple[list[Node], int]:
    """The units of the head below the title, and how many blocks they are."""
    nodes: list[Node] = []
    titled, at = bool(title), 0
    while at < len(blocks):
        block, mark = blocks[at], _head_mark(blocks, at, titled)
        if again := _repeats(blocks, at, title):
            nodes.append(Node("title", "title", text=_words(blocks[at : at + again]), line=block.line))
            at += again - 1
        elif mark == "both":
            found = _DATE_AND_NUMBER.fullmatch(block.text)
            for words in (found["a"], found["b"]) if found else ():
                kind = "date" if _ONLY_DATE.fullmatch(words) else "number"
                nodes.append(Node(kind, kind, text=words, line=block.line))
        elif end := _toc_end(blocks, at):
            titled_toc = bare(block.text) == "目录"
            entries = blocks[at + titled_toc : end]
            text = "\n".join(entry.plain.text for entry in entries)
            nodes.append(Node("toc", "toc", title=block.text if titled_toc else "", text=text, line=block.line))
            at = end - 1
        elif mark and mark != "toc":
            nodes.append(Node(mark, mark, text=block.plain.text, line=block.line))
        elif titled and at + 1 < len(blocks) and _speaks(block, nodes, blocks[at + 1]):
            nodes.append(Node.of("issuer", "issuer", block))
        else:
            break
        at += 1
    return nodes, at


def _repeats(blocks: Sequence[Block], at: int, title: str) -> int:
    """How many blocks print the title once more."""
    words = ""
    for length, block in enumerate(blocks[at : at + _LONGEST_TITLE], 1):
        words += bare(block.text)
        if not block.names or not bare(title).startswith(words):
            return 0
        if words == bare(title):
            return length
    return 0


def _speaks(block: Block, nodes: list[Node], below: Block) -> bool:
    """国务院总理 / 李克强 under the title of a speech."""
    if not block.names or not nodes:
        return False
    greeted = nodes[-1].kind == "history" and bool(_ADDRESSEE.fullmatch(below.text))
    named = (nodes[-1].kind == "issuer" or greeted) and bool(_PERSON.fullmatch(block.text))
    speaker = bool(_SPEAKER.fullmatch(block.text)) or is_signature(block) and block.text[-1] not in "：:"
    return named or (nodes[-1].kind == "history" and speaker)


def _toc_end(blocks: Sequence[Block], at: int) -> int:
    """Where a table of contents that begins at ``at`` ends; 0 where none begins.

    It is 目录 and the lines down to where the first of them stands again, or a run of headings that all stand again.
    """
    titled = bare(blocks[at].text) == "目录" and not blocks[at].label
    if not titled and not (blocks[at].label and not blocks[at].stops):
        return 0
    counts = Counter(_entry(block) for block in blocks[at:])
    seen: set[str] = set()
    end = at + titled
    while end < len(blocks) and not blocks[end].stops and counts[_entry(blocks[end])] > 1:
        if _entry(blocks[end]) in seen:
            break
        seen.add(_entry(blocks[end]))
        end += 1
    return end if titled and seen or len(seen) > 1 else 0


def _entry(block: Block) -> str:
    """A heading as its line in the contents compares: 第一章 总 则……1 → 第一章总则."""
    words = bare(block.printed[:_LONGEST_ENTRY])
    return re.sub(r"[.．·…\d]+$", "", words)


def take_closing(blocks: Sequence[Block]) -> tuple[int, list[Node]]:
    """Where the closing begins, and its units."""
    lists = [at for at, block in enumerate(blocks) if annex_label(block)]
    if not lists:
        start = _signed_from(blocks)
        return start, _signed(blocks[start:])
    first = lists[0]
    start = _signed_from(blocks[:first])
    nodes = _signed(blocks[start:first])
    at = first
    while at < len(blocks):
        if annex_label(blocks[at]):
            node, at = _annexes(blocks, at)
            nodes.append(node)
        else:
            nodes += _signed(blocks[at : at + 1])
            at += 1
    return start, nodes


def _annexes(blocks: Sequence[Block], at: int) -> tuple[Node, int]:
    """附件：1.甲 / 2.乙: a unit with its items; one name without a number is its text."""
    block, found = blocks[at], annex_label(blocks[at])
    if not found:
        raise ValueError(block)
    node = Node("annexes", "annexes", label=found["label"], line=block.line)
    several = found["number"] and at + 1 < len(blocks) and annex_label(blocks[at + 1])
    entries = [Block(found["title"], block.line)] if found["title"] else []
    if several:
        node.label, entries = "", [block]
    at += 1
    while at < len(blocks) and (annex_label(blocks[at]) if several else _is_entry(blocks[at])):
        entries.append(blocks[at])
        at += 1
    for entry in entries:
        label, again = entry.label or read_label(entry.text), annex_label(entry) if several else None
        if again:
            node.add(Node("item", "1.", label=again["label"], text=again["title"], line=entry.line))
        elif label:
            node.add(Node("item", "1.", label.number, label.printed, text=label.rest, line=entry.line))
        elif len(entries) > 1:
            node.add(Node("item", "1.", text=entry.text, line=entry.line))
        else:
            node.text = entry.text
    return node, at


def _is_entry(block: Block) -> bool:
    return bool(block.label and block.label.mark in ("1.", "(1)", "part") and not re.search("。.", block.text))


def annex_list_at(blocks: Sequence[Block], at: int) -> bool:
    """Whether the 附件 at ``at`` is the list of annexes, and not an annex itself.

    It is if it goes on with 1., if signature and date come behind it, or if it has a name and nothing comes behind it.
    """
    found = annex_label(blocks[at])
    if not found:
        return False
    label = read_label(found["title"])
    end = at + 1
    last = min(len(blocks), at + _LONGEST_LIST)
    while end < last and (_is_entry(blocks[end]) or (found["number"] and annex_label(blocks[end]))):
        end += 1
    if end < len(blocks) and signed_at(blocks, end):
        return True
    numbered = bool(label and label.mark in ("1.", "(1)") and label.number == (1,))
    named = bool(found["title"]) and not found["number"]
    return numbered or (named and (end == len(blocks) or bool(annex_label(blocks[end]))))


def _signed_from(blocks: Sequence[Block]) -> int:
    at = len(blocks)
    while at and (is_closing_note(blocks[at - 1]) or is_date(blocks[at - 1])):
        at -= 1
    if not any(is_date(block) or _PRINTED.fullmatch(block.text) for block in blocks[at:]):
        while at < len(blocks) and not _CLOSING_NOTE.fullmatch(blocks[at].text):
            at += 1
        return at
    while at and is_signature(blocks[at - 1]):
        at -= 1
    return at


def _signed(blocks: Sequence[Block]) -> list[Node]:
    nodes = []
    for block in blocks:
        both = _SIGNED_DATE.fullmatch(block.text)
        if both and not block.label:
            nodes.append(Node("issuer", "issuer", text=both["issuer"], line=block.line))
            nodes.append(Node("date", "date", text=both["date"], line=block.line))
        elif is_date(block):
            nodes.append(Node.of("date", "date", block))
        elif is_closing_note(block):
            nodes.append(Node.of("note", "note", block))
        elif is_signature(block):
            nodes.append(Node.of("issuer", "issuer", block))
        else:
            nodes.append(Node.of("closing", "closing", block.plain))
    return nodes

