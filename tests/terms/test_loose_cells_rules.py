"""Cells as job boards write them: ranges, 万 and 千, hours of work, parts of a text."""

import time

import pytest

from fair.terms import loose_cells


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("18-36万", "180000 - 360000"),
        ("18万-36万", "180000 - 360000"),
        ("0–135000", "0 - 135000"),
        ("1.5-2万/月", "15000 - 20000 per month"),
        ("年薪18-36万", "180000 - 360000 per year"),
        ("15-25K·13薪", "15000 - 25000"),
        ("月薪6千", "6000 per month"),
        ("900 per two weeks", "900 per two weeks"),
        ("900/week", "900 per week"),
        ("時給1,200円", "1200 per hour"),
        ("6000-8000元/月", "6000 - 8000 per month"),
        ("面议", ""),
        ("Negotiable", ""),
        ("応相談", ""),
        ("36万-18万", None),  # upside down
        ("月薪18万/年", None),  # two times
        ("good pay", None),
        ("6000 or more, 8000 at night", None),
    ],
)
def test_a_pay_is_read_as_boards_write_it_or_not_at_all(text, said):
    assert loose_cells.pay(text) == said


def test_scale_and_time_of_the_map_count_where_the_cell_says_none():
    assert loose_cells.pay("18-36", scale=10_000, period="year") == "180000 - 360000 per year"
    assert loose_cells.pay("18-36万/月", scale=1_000, period="year") == "180000 - 360000 per month"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("08:00-17:00", "no"),
        ("20:00-08:00", "yes"),
        ("20:00～次日8:00", "yes"),
        ("8:30~12:00 13:00～22:00", "no"),
        ("13:00-22:01", "yes"),
        ("05:59-14:00", "yes"),
        ("06:00-14:00", "no"),
        ("two shifts", None),
        ("8:00-25:30", None),
    ],
)
def test_hours_decide_whether_work_is_at_night(text, said):
    assert loose_cells.night(text) == said


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("Sewer (Pinghu)", "*({})*", "Pinghu"),
        ("Sewer (Pinghu)", "{}(*", "Sewer"),
        ("Job 12: Sewer", "Job *: {}", "Sewer"),
        ("Sewer", "*({})", ""),
        ("xJob 12", "Job {}", ""),
        ("(((", "*({})*", ""),
    ],
)
def test_a_pattern_takes_what_stands_at_its_place(text, pattern, found):
    assert loose_cells.taken(text, pattern) == found


def test_a_cell_is_split_and_its_parts_are_taken_by_number():
    assert [loose_cells.part("a / b/c", "/", one) for one in (1, 2, 3, 4)] == ["a", "b", "c", ""]


def test_no_pattern_and_no_cell_takes_long():
    began = time.process_time()
    loose_cells.taken("a" * 100_000, "*a*a*a*a*a*a*a*{}b*c*d*")
    loose_cells.pay("1,111" * 40_000)
    loose_cells.pay("9" * 100_000 + "万")
    loose_cells.night("1:11" * 40_000)
    assert time.process_time() - began < 1
