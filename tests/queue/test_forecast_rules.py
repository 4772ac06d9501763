"""The forecast: honest with nobody on duty, monotone, and right about as often as it says."""

import random
from datetime import UTC, datetime, timedelta
from heapq import heapify, heapreplace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.queue import forecast
from fair.queue.forecast import Load, at_place, points, range_at
from tests.values import some

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
LOADS = st.builds(
    Load,
    busy_s=st.lists(st.floats(0, 3600), max_size=6).map(tuple),
    idle=st.integers(0, 6),
    lengths=st.lists(st.floats(30, 2400), max_size=50).map(tuple),
    unanswered=st.floats(0, 0.6),
)


def test_nobody_on_duty_means_no_forecast():
    assert points(Load((), 0), 10) == ()
    assert at_place((), 3) is None
    assert range_at((), 3, AT) is None


@given(LOADS, st.integers(0, 300))
def test_early_is_never_after_late_and_later_places_wait_longer(load, waiting):
    known = points(load, waiting)
    if not load.on_duty:
        assert known == ()
        return
    assert known[-1][0] >= waiting + 1
    for _, early, middle, late in known:
        assert 0 <= early <= middle <= late
    for before, after in pairwise(known):
        assert before[2] <= after[2]


def test_the_same_state_always_gives_the_same_forecast():
    load = Load((100.0, 300.0), 1, (400.0, 500.0))
    assert points(load, 30) == points(load, 30)


def test_more_recruiters_make_it_shorter():
    waits = [some(at_place(points(Load((), idle), 20), 21))[1] for idle in (1, 2, 4)]
    assert waits[0] > 1.7 * waits[1] > 2.5 * waits[2]


def test_a_talk_that_lasts_long_already_is_waited_for_less():
    fresh = some(at_place(points(Load((10.0,), 0), 0), 1))
    late = some(at_place(points(Load((500.0,), 0), 0), 1))
    assert late[1] < fresh[1]


def test_who_would_be_passed_over_does_not_count_as_time():
    open_line = points(Load((), 1), 4)
    held = points(Load((), 1, held=(1, 2)), 4)
    assert at_place(held, 3) == at_place(open_line, 1)


def test_the_booths_own_lengths_count_more_the_more_there_are():
    quick = points(Load((), 1, tuple([120.0] * 40)), 10)
    usual = points(Load((), 1), 10)
    assert some(at_place(quick, 8))[1] < 0.6 * some(at_place(usual, 8))[1]


def test_between_the_points_it_goes_straight():
    known = ((1, 0, 10, 20), (3, 100, 110, 120))
    assert at_place(known, 2) == (50, 60, 70)
    assert at_place(known, 6) == (200, 220, 240)
    assert some(range_at(known, 3, AT)).p90_at == AT + timedelta(seconds=120)


@pytest.mark.parametrize("place", [2, 5, 13, 30])
@pytest.mark.parametrize("recruiters", [1, 3])
def test_eight_of_ten_are_called_inside_the_range(place, recruiters):
    """The world draws talks of a like spread, with other dice than the forecast's own."""
    dice = random.Random(place * 10 + recruiters)
    lengths = tuple(dice.lognormvariate(6.05, 0.5) for _ in range(60))
    early, _, late = some(at_place(points(Load((), recruiters, lengths[:40]), place), place))
    inside = too_early = 0
    for _ in range(400):
        free = [dice.uniform(0, 30) for _ in range(recruiters)]
        heapify(free)
        begun = 0.0
        for _ in range(place):
            begun = free[0]
            lost = dice.random() < 0.12
            heapreplace(free, begun + (45 if lost else dice.choice(lengths)))
        inside += early <= begun <= late
        too_early += begun < early
    assert inside / 400 > 0.68
    assert too_early / 400 < 0.2


def test_a_reader_notices_a_minute_but_not_the_passing_of_time():
    old = ((1, 60, 120, 240), (2, 300, 500, 700))
    same = tuple((p, a - 30, b - 30, c - 30) for p, a, b, c in old)
    assert not forecast.moved(old, AT, same, AT + timedelta(seconds=30))
    later = tuple((p, a + 90, b + 90, c + 90) for p, a, b, c in old)
    assert forecast.moved(old, AT, later, AT)
    assert forecast.moved(old, AT, (), AT)
