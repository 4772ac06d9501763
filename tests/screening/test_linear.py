"""The time that a text takes grows with its length: nobody holds the house up with a long one."""

import time

import pytest

from fair.folding import joined
from fair.screening.doubts import doubts_in
from fair.screening.fees import fee_in
from fair.screening.limits import ages_in, limits_in
from fair.screening.phrases import reading
from fair.tabular.headings import Heads
from fair.tabular.line import Line
from tests.screening.test_fees_rules import ASKED
from tests.screening.test_limits_rules import LIMITED

SHORT, LONG = 2_000, 8_000  # four times as long: linear work is 4 times as much, square work 16
MOST = 9
WOVEN = [
    "不", "以及", "押金,", "押金、", "不收", "无押金 ", "除", "先交", "需交", "由公司", "12 ",
    "12岁", "18-45 ", "限男", "女工 1", "性别 ", "民族 : ", "东北", "的", "河南人的", "押 ",
    "金.", "单身", "deposit ", "no, ", "no deposit ", "but pay ", "pay 1", "and a b must ",
    "ask a b for ", "is ", "only ", "without ", "regardless of sex ", "hukou ",
    "no plans to have ", "people from ", "d-", "d.e.", "a*", "1,", "¥ 1", "保証金は", "手数料",
    "ません", "が、", "円", "会社", "東京出身", " ", "\n", ".", "。", "…", "?没", "\u0301",
    "ﾊﾟ", "1",
]  # fmt: skip
AROUND = [
    ("", ""),
    ("不收 ", "押金x"),
    ("No ", " deposit 300"),
    ("限", "户口"),
    ("保証金", "ません"),
]


def judge(text):
    read = reading(text)
    return limits_in(read), fee_in(read), ages_in(read), doubts_in(read)


def cost(do, text):
    """Return the CPU time of the quicker of two goes."""
    goes = []
    for _ in range(2):
        began = time.process_time()
        do(text)
        goes.append(time.process_time() - began)
    return min(goes)


@pytest.mark.parametrize("unit", WOVEN)
def test_a_text_four_times_as_long_is_judged_in_some_four_times_the_time(unit):
    for before, after in AROUND:
        short, long = (before + (unit * size)[:size] + after for size in (SHORT, LONG))

        assert cost(judge, long) < MOST * cost(judge, short), (before, after)


@pytest.mark.parametrize("phrases", [ASKED, LIMITED], ids=["fees", "limits"])
def test_each_phrase_again_and_again_is_judged_in_time(phrases):
    for phrase in {typed for one in phrases for typed in one}:
        short, long = ((phrase * size)[:size] for size in (SHORT, LONG))

        assert cost(judge, long) < MOST * cost(judge, short), phrase


@pytest.mark.parametrize("unit", ["押 ", "a-", "1 ", "ﾞ", "e\u0301", "\u200b", "Ｗ", "\n\n", "()"])
def test_a_text_four_times_as_long_is_joined_in_some_four_times_the_time(unit):
    short, long = ((unit * size)[:size] for size in (SHORT, LONG))

    assert cost(joined, long) < MOST * cost(joined, short)


def test_a_header_of_many_columns_is_read_in_time():
    short, long = ([f"c{place}" for place in range(size)] for size in (SHORT, LONG))

    def read(header):
        return Heads(columns=(), needed=()).of([Line(1, header)])

    assert cost(read, long) < MOST * cost(read, short)
