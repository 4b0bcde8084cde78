"""The forms of what stands around a text: numbers, dates, signatures, addressees, titles, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.parse.blocks import Block
from gongwen.parse.dates import DATE as _DATE
from gongwen.parse.dates import DATED, SEALED, YEAR, is_day
from gongwen.parse.labels import BLANKS
from gongwen.parse.script import both

_B = rf"[{BLANKS}]*"
_BODY_END = both("(?:[院厅部委会局署办室组府行社省市区县州]|中心|机关|法院|公司)")
_BODY = rf"[^\W\d_]{{1,25}}{_BODY_END}"
"""A body by the end of its name: 国务院扶贫开发领导小组."""
_OFFICE = both(rf"(?:主{_B}席|总{_B}理|主{_B}任|[省市县区州部局署行会]{_B}长)")
_OTHERS = both(
    "机构|单位|部门|企业|学校|高校|地区|团体|兵团|军区|部队|集团|银行|同志|代表|委员|主席|总理|各位\\w+|\\w们"
)
_MARGIN = "附件|附表|附录|附"
_FORCE = both("公布|公佈|发布|通过|修订|修正|修改|施行|批准|印发|生效|实施|会议|废止|制定")
_BRACKETED_YEAR = rf"[〔﹝\[［【（(「〈《｛{{<]{_B}{YEAR}{_B}[〕﹞\]］】）)」〉》｝}}>]"
_COUNT = r"(?:\d+|[一二三四五六七八九十百千零〇○]+)"
_NUMBER = (
    rf"(?:[^，。；：{BLANKS}]{{1,20}}{_B}{_BRACKETED_YEAR}{_B}第?{_B}{_COUNT}{_B}[号號]|第{_B}\d+{_B}[号號]"
    r"|第\d+/\d{4}[号號]\w{2,6})"
)
_KINDS = both(
    "决议|决定|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|复函|答复|议案|函|纪要|法|方案|规划|计划|办法|规定"
    "|条例|细则|纲要|要点|制度|规则|措施|解释|安排|名单|规程|规范"
)
"""How a title ends, by the kinds of official documents."""

SIGNATURE = re.compile(
    rf"{_BODY}(?:[{BLANKS}、]+{_BODY})*{SEALED}|\w{{0,20}}{_OFFICE}[{BLANKS}]+\w{{1,2}}{_B}\w{{1,3}}"
)
"""国务院 中央军委, 总理 李克强, 总　理　李　鹏."""
SPEAKER = re.compile(rf"\w{{0,20}}{_OFFICE}")
"""国务院总理."""
PERSON = re.compile(rf"[^\W\d_]{{1,2}}{_B}[^\W\d_]{{1,2}}")
DATE = re.compile(DATED)
SIGNED_DATE = re.compile(rf"(?P<issuer>{_BODY}{SEALED}){_B}(?P<date>{DATED})")
"""国务院办公厅2018年12月26日."""
PRINTED = re.compile(rf"(?:(?P<issuer>{_BODY}){_B})?(?P<date>{_DATE}{_B}印[发發])")
"""国务院办公厅2018年12月26日印发."""
COPIES = re.compile(both("(?:抄送|抄报|主送)：.*"))
NOTE = re.compile(rf"[（(](?!{_MARGIN}|(?:[一二三四五六七八九十]+|\d+)[）)])[^（）()]+[）)]")
CLOSING_NOTE = re.compile("[（(].*(?:公开|删减|发布|此件|印发).*[）)]")
"""（此件公开发布）: what a note says that closes a document without a date."""
NUMBER = re.compile(_NUMBER)
"""国办发〔2018〕127号, 第707号, 第2/2020號法律."""
NUMBER_BELOW = re.compile(
    rf"(?:[^，。；：]{{0,30}}(?:令|公告|通告|公報){_B})?(?:{YEAR}{_B}年{_B})?"
    rf"第{_B}{_COUNT}{_B}[号號期]|{_BRACKETED_YEAR}{_B}第?{_B}{_COUNT}{_B}[号號期]"
    rf"|[^，。；：第{BLANKS}]{{0,20}}{_B}(?:{YEAR}{_B}年?{_B})?第?{_B}{_COUNT}{_B}[号號](?:文件?)?"
)
"""What is a number under a title only: 第七十五号, 海州市人民政府令第31号, 2021年第3号, 国办发2016年1号, 1号文."""
MARGIN = re.compile(
    rf"(?:(?:特提|特急|加急|急件|平急|紧急)|(?:绝密|機密|机密|秘密)(?:{_B}[★☆]{_B}\w{{0,8}})?|[{BLANKS}★]){{1,4}}"
)
"""How urgent or secret a document is: 特急, 机密★1年."""
DATE_AND_NUMBER = re.compile(rf"(?P<first>{_DATE}|{_NUMBER})[{BLANKS}]+(?P<second>{_DATE}|{_NUMBER})")
ADDRESSEE = re.compile(
    rf"(?!.*(?:[如以]下|下列))[^。；：:]*(?:{_BODY_END}|{_OTHERS})(?:（[^（）]*）)?[：:]|各位(?:代表|委员|同志)[！!]"
)
"""各省、自治区、直辖市人民政府：, 各位代表！, but not 现提出如下意见：."""
HISTORY = re.compile(rf"[（(【［\[〔].*|(?=《|第\d+次|.*之日).*(?:{_FORCE}).*|(?:——)?{_DATE}.*")
"""A line that dates adoption, amendment, publication or force, or stands in brackets under the title."""
_TITLE = re.compile(rf".*(?:{_KINDS})(?:[（(][^（）]+[）)])?》?")
_ANNEX = re.compile(
    rf"(?P<label>(?:附件|附[录錄]|附)(?:{_B}(?P<number>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?=[：:{BLANKS}]|$))?"
    rf"{_B}[：:]?)(?P<title>.*)"
)

FOREWORD = ("序言", "前言", "引言", "序")
"""How a preamble is headed."""
CONTENTS = ("目录", "目錄", "目次")
"""How a table of contents is headed."""
LETTERHEAD = re.compile(rf".*{_BODY_END}文件")
"""某某市人民政府文件, which stands in red above number and title."""


def bare(text: str) -> str:
    """Words without blanks: 协 调 委 员 会 → 协调委员会."""
    return re.sub(f"[{BLANKS}]", "", text)


def named(text: str) -> str:
    """A title without blanks, and without the 《》 that it may be printed in."""
    found = bare(text)
    return found[1:-1] if re.fullmatch("《[^《》]*(?:《[^《》]*》[^《》]*)*》", found) else found


def words(blocks: Sequence[Block]) -> str:
    """The words of several blocks, joined."""
    return "".join(block.text for block in blocks)


def is_title(text: str) -> bool:
    """Whether ``text`` ends as the title of an official document does: …的通知."""
    return bool(_TITLE.fullmatch(text))


def seems(text: str) -> str:
    """Which unit of head or closing a text looks like, in Chinese; empty for none."""
    if DATE.fullmatch(text) and not is_day(text):
        return "日期（历法上没有这一天）"
    forms = ((NUMBER, "文号"), (DATE, "日期"), (SIGNED_DATE, "落款"), (SIGNATURE, "落款"), (PRINTED, "版记"))
    return next((name for form, name in forms if form.fullmatch(text)), "")


def annex_label(block: Block) -> re.Match[str] | None:
    """附件1：名单, 附：, 附件; not 附件的名称."""
    if block.label or block.quote or block.row:
        return None
    found = _ANNEX.fullmatch(block.text)
    if not found or not (found["number"] or found["label"][-1] in "：:" or not found["title"]):
        return None
    return found


def unlabelled(block: Block) -> str:
    """What a block prints, if its label may be the year of a date: 2016.12.7; nothing if it has another."""
    return block.printed if not block.label or block.label.mark in ("no", "1.") else ""


def is_signature(block: Block) -> bool:
    """国务院办公厅, 总理 李克强."""
    return block.names and bool(SIGNATURE.fullmatch(block.text))


def is_date(block: Block) -> bool:
    """2018年12月26日 and nothing else, or with who signs in front."""
    return bool(DATE.fullmatch(unlabelled(block)) or SIGNED_DATE.fullmatch(unlabelled(block)))


def signs(last: Block, block: Block) -> bool:
    """Whether ``block`` is the date below a signature: 国务院 / 2018年12月26日."""
    return is_date(block) and (is_signature(last) or not DATE.fullmatch(unlabelled(block)))


def is_closing_note(block: Block) -> bool:
    """（此件公开发布）, 抄送：…, …印发."""
    forms = (NOTE, COPIES, PRINTED)
    return not block.label and any(form.fullmatch(block.text) for form in forms)
