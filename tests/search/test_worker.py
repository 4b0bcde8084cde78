"""What the worker answers: the rules of the search, one by one, and input that no reader means."""

from __future__ import annotations

import re

import pytest

from gongwen.model import Document
from search.conftest import Ask


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("（自治区,直辖市）", {"c4"}),
        ("(自治区、直辖市)", {"c4"}),
        ("自治区直辖市", set()),
        ("支教、支医", {"c9"}),
        ("“千校行动”", {"c8"}),
        ("提高使用效益。", {"c10"}),
        ("形成脱贫合力。要切实加强资金监管", {"c10"}),
        ("２０２０年", {"c2"}),
    ],
)
def test_punctuation_stands_for_any_and_is_never_skipped(ask: Ask, query: str, expected: set[str]) -> None:
    [result] = ask([f'"{query}"'])
    assert result.clauses == expected


def test_a_mark_in_the_text_is_not_skipped(ask: Ask) -> None:
    [result] = ask(['"支援资金"'])
    assert result.clauses == {"c10"}  # 对口支援资金, but not 人才支援、资金支持 in c14


@pytest.mark.parametrize(
    "query",
    [
        "第八条",
        "第8条",
        "第８条",
        "（八）",
        "(八)",
        "(8)",
        "8",
        "⑧",
        "㈧",
        "第八",
        "八条",
        "c8",
        "第 8 条",
        "8、",
        "条款8",
        "八、组织劳务协作",
        "第八条的内容",
        "C8",
    ],
)
def test_a_clause_by_its_number(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert result.ids == ["c8"]
    assert re.sub("</?mark>", "", result.items[0][0]["title"]) == "（八）组织劳务协作"


def test_numbers_that_are_text_or_nothing(ask: Ask) -> None:
    bare, range_, missing, both = ask(["八", "第八条至第十条", "第九十九条", "第八条 落户"])
    assert bare.ids[0] == "c1"  # 十八大
    assert range_.ids == ["c8", "c9", "c10"]
    assert missing.ids == []
    assert both.ids == ["c8"]
    assert "<mark>落户</mark>" in both.items[0][1]["text"]


@pytest.mark.parametrize(
    "query",
    ["第八条至第十条", "第八至十条", "第8-10条", "8～10", "第八条–第十条", "第八、九、十条", "第八和第九条、第十条"],
)
def test_lists_and_ranges_of_numbers(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert result.ids == ["c8", "c9", "c10"]


@pytest.mark.parametrize(
    ("query", "anchor"),
    [
        ("第八条第三句", "c8-p1-s3"),
        ("第四条第二段", "c4-p2-s1"),
        ("第三条第二段第二句", "c3-p2-s2"),
        ("c4-p2", "c4-p2-s1"),
        ("C8-P1-S3", "c8-p1-s3"),
    ],
)
def test_a_paragraph_or_sentence_by_its_number(ask: Ask, query: str, anchor: str) -> None:
    [result] = ask([query])
    assert result.items[0][1]["location"].endswith(f"#{anchor}")


def test_a_number_that_is_none_of_ours(ask: Ask) -> None:
    missing, wrong, code, absent = ask(["第十五条", "第一二条", "alert(1)", "第一条 落户"])
    assert (missing.items, missing.notice) == ([], "文中没有“第十五条”")
    assert wrong.ids != ["c2"]
    assert code.items == []
    assert absent.ids == ["c1"]
    assert absent.near


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("5 6", ["c5", "c6"]),
        ("第（八）条", ["c8"]),
        ("第三部分第八条", ["c8", "part-3"]),
        ("指导意见第九条", ["c9"]),
        ("落户 8", ["c8"]),
    ],
)
def test_numbers_among_other_words(ask: Ask, query: str, ids: list[str]) -> None:
    [result] = ask([query])
    assert result.ids == ids
    assert result.notice == ""


def test_a_sentence_or_clause_that_is_not_there(ask: Ask) -> None:
    sentence, clause, idle = ask(["第八条第二十句", "第十五条 考核", "第十五条的内容"])
    assert (sentence.ids, sentence.notice) == (["c8"], "所指的条款没有这一句")
    assert clause.notice.startswith("文中没有“第十五条”")
    assert "c14" in clause.ids
    assert (idle.items, idle.notice) == ([], "文中没有“第十五条”")


def test_what_is_called_by_number_in_other_ways(ask: Ask) -> None:
    paragraph, numeral, preamble = ask(["第八条第二款", "十三", "引言"])
    assert paragraph.ids == ["c8"]
    assert numeral.ids == ["c13"]  # 十三 stands nowhere in the text
    assert preamble.ids == ["preamble"]


def test_initials_of_two_places_name_their_pairing(ask: Ask) -> None:
    for query, pairing in {"闽宁协作": "pair-18", "沪滇": "pair-7", "蒙京对口帮扶": "pair-1"}.items():
        [result] = ask([query])
        assert result.ids[0] == pairing, query
    [others] = ask(["沪渝协作"])
    assert others.notice == "文中上海市和重庆市之间没有结对关系，以下是它们各自的结对关系"
    assert others.ids[:3] == ["pair-7", "pair-8", "pair-21"]


def test_an_initial_lists_its_pairings_before_what_it_stands_in(ask: Ask) -> None:
    absent, inside = ask(["渝", "冀"])
    assert absent.ids == ["pair-21", "c4"]
    assert absent.notice == "已按“重庆市”检索"
    assert inside.ids[:3] == ["pair-2", "pair-3", "pair-5"]
    assert inside.clauses == {"c6"}  # 京津冀
    assert inside.notice == ""


@pytest.mark.parametrize("query", ["江西", "河南", "山西", "深圳"])
def test_a_place_that_the_text_does_not_mention_is_no_slip(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert result.items == []
    assert result.notice == f"文中没有提到“{query}”"


@pytest.mark.parametrize("query", ["江西 劳务", "深圳帮扶昭通", "广东深圳", "河南落户政策"])
def test_a_place_that_is_not_mentioned_is_not_dropped_in_silence(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert result.near
    assert result.notice.startswith("文中没有提到“")


def test_words_that_stand_nowhere_together(ask: Ask) -> None:
    [result] = ask(["劳务协作 凉山"])
    assert result.notice == "没有一处同时含有“劳务协作”和“凉山”，以下含其中之一"
    assert result.near
    assert {"c8", "c14", "pair-29", "c4"} <= set(result.ids)
    [loose] = ask(["劳务协作 、 凉山"])
    assert loose == result


@pytest.mark.parametrize("query", ["闽宁协作", "什么是建档立卡", "建挡立卡", "云南昭通", "落户吗", "扶贫"])
def test_marks_at_the_end_of_a_question_change_nothing(ask: Ask, query: str) -> None:
    plain, *marked = ask([query, f"{query}？", f"{query}！！", f"{query}……", f"{query}..."])
    assert all(answer == plain for answer in marked)


@pytest.mark.parametrize("query", ["背景", "医院", "乐山", "浦东", "出口", "丰富", "贫困线"])
def test_ordinary_words_are_not_taken_for_slips(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert not result.notice.startswith("已按")


@pytest.mark.parametrize("query", ["你好", "光伏", "消费", "审议", "题目", "打印", "两年", "四个", "劳动力", "大别山"])
def test_short_words_are_not_taken_for_others(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert result.near or result.items == []


def test_an_id_leads_to_what_it_names(ask: Ask) -> None:
    sentence, pairing, part = ask(["c8-p1-s3", "pair-5", "part-2"])
    assert sentence.items[0][1]["location"] == "clauses/8/#c8-p1-s3"
    assert pairing.ids == ["pair-5"]
    assert part.items[0][1]["location"] == "full/#part-2"


def test_what_is_asked_may_stand_in_the_text(ask: Ask) -> None:
    [result] = ask(["怎样形成帮扶合力"])
    assert result.ids == ["c3"]
    assert result.notice == "已按“形成帮扶合力”检索"


def test_a_part_is_a_record_of_its_own(ask: Ask) -> None:
    by_number, by_title = ask(["第三部分", "主要任务"])
    for result in (by_number, by_title):
        assert result.items[0][1]["location"] == "full/#part-3"
    assert by_title.clauses == set()


def test_the_title_of_the_document_is_no_clause(ask: Ask) -> None:
    [result] = ask(["指导意见"])
    assert result.ids == ["document"]


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("建挡立卡", "建档立卡"),
        ("jdlk", "建档立卡"),
        ("jiàn dàng lì kǎ", "建档立卡"),
        ("凉山州", "凉山彝族自治州"),
        ("凉山自治州", "凉山彝族自治州"),
        ("发改委", "国家发展改革委"),
        ("口对支援", "对口支援"),
        ("什么是建档立卡", "建档立卡"),
    ],
)
def test_what_was_understood_is_said(ask: Ask, query: str, understood: str) -> None:
    found, literal = ask([query, understood])
    assert found.notice.startswith(f"已按“{understood}”")
    assert found.clauses == literal.clauses
    assert not found.near


def test_what_was_understood_is_said_once_and_in_full(ask: Ask) -> None:
    by_other_word, twice = ask(["昭通结对子", "凉山彝族自治州 帮扶城市"])
    assert by_other_word.notice == "以下是昭通市的结对关系"
    assert twice.notice.count("凉山彝族自治州") <= 1


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("产业扶贫", "c7"),  # 产业 and 扶贫 stand together only in passing
        ("教育扶贫", "c8"),
        ("扶贫目标", "c2"),
        ("东西部劳务协作", "c8"),
        ("干部培训", "c9"),
        ("资金监管", "c10"),
    ],
)
def test_words_written_as_one_lead_to_what_is_about_them(ask: Ask, query: str, first: str) -> None:
    [result] = ask([query])
    assert result.ids[0] == first


@pytest.mark.parametrize("query", ["什么时候脱贫", "何时脱贫", "哪年脱贫", "脱贫 何时", "脱贫时间"])
def test_when_is_answered_with_a_date(ask: Ask, query: str) -> None:
    [result] = ask([query])
    assert result.ids[0] == "c2"
    assert "到<mark>2020年</mark>" in result.items[0][1]["text"]


def test_two_places_of_one_side_list_the_pairings_of_each(ask: Ask) -> None:
    [result] = ask(["保定和张家口谁帮扶"])
    assert set(result.ids[:2]) == {"pair-2", "pair-3"}


def test_who_supports_a_place_that_has_no_pairing(ask: Ask) -> None:
    inside, outside = ask(["谁帮扶西藏", "成都由谁帮扶"])
    assert inside.ids[0] == "c6"
    assert (outside.items, outside.notice) == ([], "文中没有提到“成都”")


def test_syllables_by_themselves_say_nothing(ask: Ask) -> None:
    lone, among = ask(["yi dai yi lu", "shui bangfu liangshan"])
    assert lone.items == []
    assert among.ids[0] == "pair-29"


@pytest.mark.parametrize(("query", "place"), [("fs", "佛山"), ("xz", "西藏"), ("nx", "宁夏"), ("shanhai", "上海")])
def test_letters_name_places_before_common_words(ask: Ask, query: str, place: str) -> None:
    [result] = ask([query])
    assert result.notice.startswith(f"已按“{place}")


def test_the_nearest_words_come_first(ask: Ask) -> None:
    [result] = ask(["情况 创造"])
    assert result.ids[0] == "c3"  # in one sentence; elsewhere they stand far apart


def test_a_word_that_stands_in_names_and_besides_lists_the_clause_first(ask: Ask) -> None:
    [result] = ask(["自治区"])
    assert result.ids[0] == "c4"


def test_literal_hits_say_nothing(ask: Ask) -> None:
    for result in ask(["建档立卡", "建檔立卡", "第八条", "劳务 落户", '"两到三年"']):
        assert result.items
        assert result.notice == ""
        assert "tags" not in result.items[0][0]


def test_near_matches_say_that_they_are(ask: Ask) -> None:
    [result] = ask(["挂职期限多久"])
    assert result.near
    assert "相近" in result.notice
    assert all(group[0]["tags"] for group in result.items)


def test_quotes_mean_literally(ask: Ask) -> None:
    for result in ask(['"建挡立卡"', "“jdlk”", "「凉山州」"]):
        assert result.items == []


def test_all_words_must_be_there_and_the_nearest_come_first(ask: Ask, document: Document) -> None:
    [result] = ask(["资金 监管"])
    texts = {clause: [clause.title, *(sentence.text for sentence in clause.sentences)] for clause in document.clauses}
    both = {clause.id for clause, found in texts.items() if "资金" in "".join(found) and "监管" in "".join(found)}
    assert result.clauses == both
    assert result.ids[0] == "c10"


def test_a_place_lists_its_pairings_first(ask: Ask) -> None:
    place, province, question = ask(["昭通", "贵州", "谁帮扶凉山"])
    assert place.ids[:3] == ["pair-30", "pair-31", "c4"]
    assert [found for found in province.ids if found.startswith("pair")] == province.ids[:8]
    assert question.ids[:2] == ["pair-29", "c4"]


def test_results_have_materials_form(ask: Ask, document: Document) -> None:
    sentences = {sentence.id: sentence.text for sentence in document.sentences()}
    for result in ask(["劳务", "凉山", "主要任务", "建挡立卡", "第八条", "东西部扶贫协作", "谁来审计资金"]):
        for head, *sections in result.items:
            assert "#" not in head["location"]
            assert all("#" in section["location"] for section in sections)
            for item in (head, *sections):
                assert {"location", "title", "text", "score", "terms"} <= item.keys()
            for section in sections:
                anchor = section["location"].split("#")[1]
                plain = re.sub("</?mark>|…", "", section["text"])
                if anchor in sentences:
                    assert plain in sentences[anchor]
            scores = [section["score"] for section in sections]
            assert scores == sorted(scores, reverse=True)


def test_the_teaser_shows_the_match(ask: Ask) -> None:
    for query in ("恩施土家族苗族自治州", "劳务", "审计监督", "昭通市"):
        [result] = ask([query])
        assert result.items
        for head, *sections in result.items:
            assert sections or "<mark>" in head["title"]
            assert all(f"<mark>{query}" in section["text"] for section in sections)


NONSENSE = (
    *("", " ", "，。！", "?", "*", "+", "-", "~1", "^2", "(", "((", "[", "\\", "$&", '""', "“”", "😀", "👨‍👩‍👧"),
    *("\u200b", "\ufeff", "\0", "\ud800", "劳务\udfff", "\ud83d"),
    *("第一条:附件", "title:劳务", "+劳务 -协作", "劳务*", "劳务~1", "劳务^10", "AND"),
    *("constructor", "__proto__", "toString", "{{ 7 * 7 }}", "${1}", "%00", "' OR 1=1"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;"),
    *(
        "如何，帮扶双方要选派优秀干部挂职",
        "（一）" * 3_000,
        "劳，" * 5_000,
        "第一条" * 3_000,
        "an" * 5_000,
        "“" * 5_000,
    ),
    *("劳" * 10_000, "a" * 10_000, "劳 " * 5_000, "，" * 10_000, "一二三" * 3_000, "8" * 400),
)


def test_nonsense_gets_an_answer_and_injects_nothing(ask: Ask) -> None:
    results = ask(NONSENSE)
    assert len(results) == len(NONSENSE)
    for query, result in zip(NONSENSE, results, strict=True):
        shown = [item[key] for group in result.items for item in group for key in ("title", "text")]
        assert not re.search(r"<(?!/?mark>)", " ".join([result.notice, *shown])), query


@pytest.mark.parametrize("query", ["，", "……", "“”", "《》", "!?*+", "😀", "—— 。"])
def test_punctuation_alone_lists_nothing(ask: Ask, query: str) -> None:
    assert ask([query])[0].items == []


def test_answers_keep_the_order_of_the_queries(ask: Ask) -> None:
    queries = ["劳务协作", "", "第八条", "zhaotong", "劳务协作"]
    assert [result.ids[:1] for result in ask(queries)] == [["c8"], [], ["c8"], ["pair-30"], ["c8"]]
