"""Covering ways to reach somebody outside: what is covered, what stays, and what it costs."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fair.contacts.masking import _covered, _joined, by_rule, masked, ways_out
from fair.contacts.reading import MASK, read

# One of each kind of repetition that a pattern could be caught by.
UNITS = [
    *("1", "1 ", "1-", "1,", "1+", "1x", "1の", "1哈", "one ", "double ", "一", "いち", "a", "a."),
    *("a_", "a at ", "a@", "微信", "line ", "qq 12345 ", "昵称 ", "头像", "扫", "先1", "http://"),
    *("no. 12 ", "licence ", "政府", "12人", "¥1", "1月1日", "🌸", "点a", "#0001", "(", "同名"),
    *("a,", "add me. ", "a-12-", "12. "),
]


@given(st.text(max_size=300))
def test_what_is_not_covered_stays_as_it_was_typed(text):
    kept = [text[end:start] for end, start in _between(text)]

    assert masked(text) == MASK.join(kept)


@given(st.text("0123456789 -.一二三微信qqline:@abcかに\n", max_size=120))
@example("qq一000c0に00一")
@example("0000か@0000:a0b微")
def test_what_is_left_after_covering_holds_no_way_out_that_a_rule_knows(text):
    assert _covered_by_rule(masked(text)) == masked(text)


def _covered_by_rule(text):
    return _covered(text, _joined(by_rule(text)))[0]


def _between(text):
    ends = [0]
    for start, end in ways_out(text):
        ends += [start, end]
    return zip(ends[::2], [*ends[1::2], len(text)], strict=True)


@pytest.mark.parametrize(
    ("before", "text", "shown"),
    [
        ("", "138 0013 8000", MASK),
        ("138 0013 ", "8000", MASK),
        ("my wechat is\n", "zhao_lan88 ok", f"{MASK} ok"),
        ("138 0013 ", "thanks", "thanks"),
        ("0000000 ", "8000", MASK),
    ],
)
def test_what_was_written_just_before_is_read_along_and_not_shown_again(before, text, shown):
    assert masked(text, after=before) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("工资 4500 5000", "月薪 4500 5500 6500 三档", "月給 230000 250000", "12333 政府热线"),
        *("Shift A 0600 1400, shift B 1400 2200", "15.000.000 đ/tháng", "130元 5000元 6000元"),
    ],
)
def test_amounts_hours_and_public_lines_stay_in_a_row_too(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    "text", ["138元0013元8000元", "room 138 room 0013 room 8000", "加我 lan88"]
)
def test_a_number_is_one_whatever_is_said_to_count_it(text):
    assert MASK in masked(text)


def test_a_sign_that_stands_for_a_sentence_costs_no_more_than_a_word():
    assert len(read("ﷺ" * 100).text) <= 400


@pytest.mark.parametrize("unit", UNITS)
def test_eight_times_as_long_a_text_costs_about_eight_times_as_much(unit):
    short, long = (unit * (length // len(unit)) for length in (1_000, 8_000))

    assert _cost(long) < 24 * _cost(short)  # 64 times where each sign were compared with each


def _cost(text):
    costs = []
    for _ in range(2):
        before = time.process_time()
        ways_out(text)
        costs.append(time.process_time() - before)
    return max(min(costs), 0.001)
