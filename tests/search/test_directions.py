"""Who helps whom, asked in many ways of every place: nothing is said that the pairings do not say.

What must hold is computed from the pairings, naively; how a question was read is not known here, save for which side
it asks for. Where the engine is not sure of a question, it may say less, but nothing else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from support import ROOT

from gongwen.edition import make_edition
from gongwen.records import Pairing, Place
from search.conftest import Ask, Result

PAIRS = make_edition(ROOT / "source").pairings

WHO_HELPS = re.split(
    r"\|",
    "谁帮扶{}|谁在帮扶{}|是谁在帮{}|哪个省帮扶{}|哪里支援{}|有谁帮{}|有哪些地方帮扶{}|{}由谁帮扶|{}由哪个省来帮扶|{}是谁帮扶的|{}是哪个市在帮"
    "|{}谁来帮|{}谁在帮|{}靠谁帮|{}归谁帮扶|{}归哪个城市管帮扶|{}受谁支援|{}接受谁的帮扶|{}得到哪个省的帮扶|{}被哪座城市帮扶|{}的帮扶方"
    "|{}的帮扶方是哪个省|{}有哪些帮扶方|{}有几个帮扶方|{}的帮扶单位是谁|{}的帮扶城市叫什么|{}的对口帮扶城市是哪个|谁是{}的帮扶方"
    "|来{}帮扶的是哪个省|谁来{}帮扶|谁去{}帮扶|到{}帮扶的是哪个市|到{}来帮忙的是谁|帮扶{}的是谁|帮扶{}的有哪些|帮扶{}的城市"
    "|负责帮扶{}的是哪个城市|对口支援{}的是谁|给{}帮忙的是谁|谁给{}帮忙|{}找谁帮忙|{}有没有人帮|有没有人帮{}|没人帮{}吗"
    "|{}那边是谁在帮扶|把{}交给谁帮扶了|{}分给谁帮扶|{}安排给谁帮扶|{}让谁来帮|派人来{}帮扶的是谁|{}有帮扶方吗|{}受帮扶吗"
    "|谁承担{}的帮扶任务|{}的帮扶任务由谁承担|{}由谁结对帮扶|向{}伸出援手的是谁|{}背靠哪个省|援助{}的城市有几个|{}是哪家的帮扶对象"
    "|{}是谁的帮扶对象|{}是哪个省的支援对象|{}指望哪个省帮|{}靠的是哪个省|哪个城市对{}进行帮扶|谁对{}开展对口支援|{}受助于谁"
    "|谁去{}扶贫|{}的结对帮扶方是谁|除了台湾，谁还帮扶{}",
)
"""Questions for who helps a place."""
WHOM_IT_HELPS = re.split(
    r"\|",
    "{}帮扶谁|{}帮扶哪里|{}在帮谁|{}都帮谁|{}要帮扶谁|{}要去帮谁|{}去支援了哪里|{}帮的是谁|{}帮的是哪里|{}帮扶的地方有哪些|{}帮扶的地方"
    "|{}的帮扶对象|{}有哪些帮扶对象|谁是{}的帮扶对象|{}是谁的帮扶方|{}作为帮扶方帮哪里|由{}帮扶的地方|由{}帮扶的是哪里|被{}帮扶的是谁"
    "|受{}支援的是哪个省|谁由{}帮扶|谁被{}帮扶|哪里由{}帮扶|哪些地方是{}帮扶的|哪里得到{}的帮扶|谁接受{}的帮扶|{}到哪里帮扶"
    "|{}去哪个省帮扶|{}负责帮哪个省|{}承担哪个地方的帮扶|{}对口帮扶哪里|{}结对帮扶谁|{}派人去帮哪个市|{}派干部去哪里帮扶"
    "|{}对外帮扶哪些地方|{}对谁帮扶|{}给谁帮忙|{}被安排帮扶谁|{}被指定帮扶哪里|{}被要求支援哪里|{}被派去帮谁|{}由中央安排帮扶谁"
    "|{}把谁当帮扶对象|{}帮扶几个市州|{}有帮扶任务吗|{}要拉谁一把|{}负责哪个省的帮扶|靠{}帮的是谁|归{}帮的地方|{}这边帮谁"
    "|{}一共帮扶几个地方|{}还帮扶哪里|{}也帮扶别的地方吗",
)
"""Questions for whom a place helps."""
AROUND = ("{}", "请问{}", "{}呢", "到底{}？", "我想知道{}啊", "现在{}", "查一下，{}")
TRADITIONAL = str.maketrans(
    "谁帮扶由个哪里对来贵广东云苏杭宁庆厦门陕济岛佛凉遵义", "誰幫扶由個哪裏對來貴廣東雲蘇杭寧慶廈門陝濟島佛涼遵義"
)
WORDS = re.split(
    " ",
    "谁 哪里 哪个省 帮扶 帮 支援 由 被 给 对 来 到 在 是 有 的 帮扶方 帮扶对象 结对 对口 把 交给 城市"
    " 除了 不算 以外 没 了 和 还有 吗",
)
"""Of these, and of places, lines are made up that mean nothing."""


def test_the_side_that_is_asked_for(ask: Ask) -> None:
    """Where the text has it so, it is not called near or the other way round; where it has not, that is said."""
    asked = list(_questions())
    for (query, place, end), result in zip(asked, ask([query for query, _, _ in asked]), strict=True):
        claims, notice = _claims(result), result.notice
        said = f"{query} → {notice}"
        assert result.ids[0] in [pair.id for end_ in (0, 1) for pair in _of(place, end_)], said
        if _of(place, end):
            assert not result.near, said
            assert "相近" not in notice, said
            assert "方向相反" not in str(result.items), said
            assert not any(side == 1 - end and any(_of(place, side)) for side, _ in claims if side >= 0), said
        else:
            assert "没有" in notice, said


def test_whatever_is_said_of_the_pairings_holds(ask: Ask) -> None:
    queries = [query for query, _, _ in _questions()] + list(_exceptions()) + list(_nonsense())
    for query, result in zip(queries, ask(queries), strict=True):
        _claims(result, query)


def test_what_is_left_out_is_not_listed(ask: Ask) -> None:
    queries = _exceptions()
    for query, result in zip(queries, ask(list(queries)), strict=True):
        out = queries[query]
        listed = {found for found in result.ids if found.startswith("pair-")}
        assert not listed & {pair.id for end in (0, 1) for pair in _of(out, end)}, query
        assert f"除去{out}" in result.notice or f"除{out}外" in result.notice, f"{query} → {result.notice}"


def _questions() -> Iterator[tuple[str, str, int]]:
    """Questions, the place that they are of, and on which side of a pair it is then: 0 helps, 1 is helped."""
    names = sorted({(name, place) for pair in PAIRS for found in _ends(pair) for name, place in _names(found)})
    for i, (name, place) in enumerate(names):
        for end, forms in ((1, WHO_HELPS), (0, WHOM_IT_HELPS)):
            # Every way of asking meets a third of the places.
            for j, form in list(enumerate(forms))[i % 3 :: 3]:
                query = AROUND[(i + j) % len(AROUND)].format(form.format(name))
                yield (query.translate(TRADITIONAL) if (i + j) % 5 == 0 else query), place, end


def _exceptions() -> dict[str, str]:
    """Questions that leave out a place, and that place by its name."""
    found = {}
    for pair in PAIRS:
        ours, theirs = pair.supporter, pair.recipient
        for form in (
            "除了{0}，谁还帮扶{1}",
            "除{0}外，还有哪些地方帮扶{1}",
            "{1}不算{0}由谁帮扶",
            "{0}以外，{1}还有谁在帮",
        ):
            found[form.format(ours.short, theirs.short)] = ours.name
        for form in ("除了{1}，{0}还帮扶哪里", "{0}帮扶{1}以外的哪些地方", "除去{1}，由{0}帮扶的地方还有哪些"):
            found[form.format(ours.short, theirs.short)] = theirs.name
    return found


def _nonsense() -> Iterator[str]:
    chance = random.Random(7)
    names = sorted({name for pair in PAIRS for found in _ends(pair) for name, _ in _names(found)})
    for _ in range(3000):
        words = [chance.choice(WORDS) for _ in range(chance.randint(1, 6))]
        for _ in range(chance.randint(1, 2)):
            words.insert(chance.randint(0, len(words)), chance.choice(names))
        yield "".join(words)


def _ends(pair: Pairing) -> tuple[Place, Place]:
    return pair.supporter, pair.recipient


def _names(place: Place) -> Iterator[tuple[str, str]]:
    """What a reader calls a place and its province, each with the official name."""
    yield from ((place.name, place.name), (place.short, place.name), (place.province, place.province))


def _of(name: str, end: int) -> list[Pairing]:
    """The pairs with a place, or one of its places, on a side."""
    return [pair for pair in PAIRS if name in (_ends(pair)[end].name, _ends(pair)[end].province)]


def _both(one: str, other: str) -> list[Pairing]:
    return [pair for pair in _of(one, 0) if pair in _of(other, 1)]


def _plain(names: str) -> list[str]:
    """贵州省各地、遵义市 → their names; 广东省佛山市 is 佛山市."""
    known = sorted({name for pair in PAIRS for place in _ends(pair) for name in (place.name, place.province)})
    return [next((n for n in known if found.endswith(n)), found) for found in names.replace("各地", "").split("、")]


def _claims(result: Result, query: str = "") -> list[tuple[int, list[str]]]:
    """Hold each claim of a notice against the pairings; gives those that answer for a side, with the places."""
    found: list[tuple[int, list[str]]] = []
    notice, said = re.sub("没有逐字相同的内容，", "", result.notice), f"{query} → {result.notice}"
    left_out = "、".join("".join(part) for part in re.findall("已除去(.*)$|^除(.*?)外，", notice))
    left = [name for name in left_out.split("、") if name]
    notice = re.sub("，已除去.*$|^除.*?外，", "", notice)
    listed = {pair for pair in PAIRS if pair.id in result.ids}

    def of(name: str, end: int) -> set[Pairing]:
        return {pair for pair in _of(name, end) if not any(pair in _of(out, side) for out in left for side in (0, 1))}

    def all_of(names: list[str], end: int) -> set[Pairing]:
        assert all(of(name, end) for name in names), said
        return {pair for name in names for pair in of(name, end)}

    subject: list[str] = []
    for part in notice.split("，"):
        if "“" in part or not part:
            continue
        if match := re.fullmatch("(.+)由下列地方帮扶", part):
            found.append((1, subject := _plain(match[1])))
            assert listed == all_of(subject, 1), said
        elif match := re.fullmatch("(.+)帮扶下列地方", part):
            found.append((0, subject := _plain(match[1])))
            assert listed == all_of(subject, 0), said
        elif match := re.fullmatch("以下是帮扶(.+)的地方", part):
            subject = _plain(match[1])
            assert listed == all_of(subject, 1), said
        elif match := re.fullmatch("以下是(.+)帮扶的地方", part):
            subject = _plain(match[1])
            assert listed == all_of(subject, 0), said
        elif match := re.fullmatch("以下是(.+)帮扶(.+)的结对关系", part):
            subject = [match[1], match[2]]
            assert listed, said
            assert listed <= set(_both(*subject)), said
        elif match := re.fullmatch("文中没有地方帮扶(.+)", part):
            names = subject if match[1] in ("它", "它们") else _plain(match[1])
            assert not any(of(name, 1) for name in names), said
        elif match := re.fullmatch("文中没有(.+)帮扶的地方", part):
            names = subject if match[1] in ("它", "它们") else _plain(match[1])
            assert not any(of(name, 0) for name in names), said
        elif match := re.fullmatch("(?:结对关系中没有|而是)?(.+)帮扶(.+)", part):
            subject, none = [match[1], match[2]], part.startswith("结对关系中没有")
            pairs = {pair for one in _plain(match[1]) for other in _plain(match[2]) for pair in _both(one, other)}
            assert bool(pairs & {p for name in _plain(match[1]) for p in of(name, 0)}) != none, said
        elif part == "文中没有反过来的帮扶":
            assert not any(_both(one, other) for one in _plain(subject[1]) for other in _plain(subject[0])), said
        elif match := re.fullmatch("文中(.+)和(.+?)之间没有结对关系", part):
            names = _plain(f"{match[1]}、{match[2]}")
            assert not any(_both(one, other) for one in names for other in names), said
        elif match := re.fullmatch("(?:结对关系中没有|文中没有)(.+?)(?:的结对关系)?", part):
            assert not any(of(name, end) for name in _plain(match[1]) for end in (0, 1)), said
    return found
