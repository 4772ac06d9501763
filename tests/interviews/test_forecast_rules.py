"""The forecast: honest with nobody on duty, monotone, and right about as often as it says."""

import random
from datetime import UTC, datetime, timedelta
from heapq import heapify, heapreplace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.interviews import forecast
from fair.interviews.forecast import Load, at_place, points, range_at
from tests.values import some

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
LOADS = st.builds(
    Load,
    busy_s=st.lists(st.floats(0, 3600), max_size=6).map(tuple),
    idle=st.integers(0, 6),
    lengths=st.lists(st.floats(30, 2400), max_size=50).map(tuple),
    unanswered=st.floats(0, 0.6),
)


# What was told once is told again from the same state, to the second, so that a stored forecast
# can be recomputed: (busy, idle, lengths, unanswered, held), waiting, and every point.
TOLD = [
    (Load((), 1), 0, ((1, 2, 17, 29),)),
    (
        Load((), 1),
        7,
        ((1, 2, 17, 29), (2, 75, 466, 880), (3, 466, 977, 1601), (5, 1165, 2016, 2722),
         (8, 2184, 3330, 4703)),
    ),
    (
        Load((30.0,), 0),
        3,
        ((1, 164, 527, 1122), (2, 521, 1027, 1679), (3, 818, 1510, 2307), (5, 1505, 2569, 3451)),
    ),
    (
        Load((30.0, 900.0), 2, (240.0, 300.0, 420.0, 500.0)),
        12,
        ((1, 1, 9, 23), (2, 10, 22, 29), (3, 58, 252, 252), (5, 252, 418, 580),
         (8, 510, 739, 925), (13, 894, 1231, 1580)),
    ),
    (
        Load((), 3, tuple(200.0 + 7 * n for n in range(60)), 0.3, (2, 3, 9)),
        20,
        ((1, 1, 7, 20), (2, 8, 16, 25), (3, 8, 16, 25), (5, 10, 23, 29), (8, 101, 492, 611),
         (13, 588, 1003, 1183), (21, 1284, 1854, 2194)),
    ),
    (
        Load((10.0, 2000.0), 1, (600.0,) * 13, 0.0, (1,)),
        40,
        ((1, 2, 17, 29), (2, 2, 17, 29), (3, 62, 262, 499), (5, 590, 615, 627),
         (8, 1190, 1216, 1240), (13, 1984, 2289, 2390), (21, 3541, 3742, 3983),
         (34, 5941, 6246, 6547), (55, 9880, 10268, 10555)),
    ),
    (
        Load((), 40),
        90,
        ((1, 0, 1, 2), (2, 0, 1, 3), (3, 1, 2, 4), (5, 1, 4, 7), (8, 3, 6, 9), (13, 6, 9, 14),
         (21, 11, 15, 19), (34, 21, 25, 27), (55, 35, 40, 43), (89, 59, 64, 68),
         (144, 97, 104, 109)),
    ),
    (Load((7000.0,), 0), 1, ((1, 161, 1108, 1667), (2, 684, 1515, 2320))),
]  # fmt: skip


@pytest.mark.parametrize(("load", "waiting", "told"), TOLD)
def test_what_was_told_once_is_told_again_from_the_same_state(load, waiting, told):
    assert points(load, waiting) == told


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


def test_a_booth_has_eight_minutes_and_one_more_until_it_has_lengths_of_its_own():
    usual = sorted(forecast._usual())
    assert sum(usual) / len(usual) == pytest.approx(9 * 60, rel=0.02)


def test_of_the_own_lengths_the_last_forty_count_and_the_last_ten_twice():
    lengths = [1.0] * 5 + [2.0] * 30 + [3.0] * 10
    pool = forecast._pool(lengths)
    assert (pool.count(1.0), pool.count(2.0), pool.count(3.0)) == (0, 30, 20)
    assert len(pool) == 50 + 4


@pytest.mark.parametrize(("own", "usual"), [(0, 12), (11, 12), (12, 4), (40, 4)])
def test_the_usual_lengths_count_less_as_soon_as_there_are_twelve_own(own, usual):
    assert len(forecast._pool([1.0] * own)) == usual + own + min(own, 10)


@pytest.mark.parametrize(
    ("elapsed", "share", "rest"),
    [
        (0.0, 0.0, 100.0), (0.0, 0.99, 400.0), (100.0, 0.0, 100.0), (150.0, 0.5, 150.0),
        (350.0, 0.0, 50.0), (400.0, 0.0, 30.0), (400.0, 0.5, 90.0), (480.0, 1.0, 150.0),
        (4000.0, 0.5, 530.0),
    ],
)  # fmt: skip
def test_a_running_talk_ends_as_those_that_lasted_longer_did(elapsed, share, rest):
    assert forecast._rest([100.0, 200.0, 300.0, 400.0], elapsed, share) == rest


def test_the_points_reach_past_who_joins_next():
    def places(waiting):
        return [point[0] for point in points(Load((), 1), waiting)]

    assert places(0) == [1]
    assert places(1) == [1, 2]
    assert places(2) == [1, 2, 3]
    assert places(4) == [1, 2, 3, 5]
    assert places(5) == [1, 2, 3, 5, 8]
    assert forecast.PLACES[-1] == 4181
    for one, two, three in zip(
        forecast.PLACES, forecast.PLACES[1:], forecast.PLACES[2:], strict=False
    ):
        assert one + two == three


@pytest.mark.parametrize(("seconds", "soon"), [(0, True), (149, True), (150, False), (600, False)])
def test_a_late_end_next_to_now_is_told_as_now(seconds, soon):
    known = ((1, 0, 0, seconds),)
    assert some(range_at(known, 1, AT)).soon(AT) is soon


def test_at_its_own_point_a_place_has_that_forecast_and_beyond_the_last_it_grows_with_it():
    known = ((1, 10, 20, 30), (3, 100, 110, 120))
    assert at_place(known, 1) == (10, 20, 30)
    assert at_place(known, 3) == (100, 110, 120)
    assert at_place(known, 4) == (133, 147, 160)
    assert at_place(((2, 10, 20, 30),), 1) == (10, 20, 30)
    assert at_place(((1, 50, 60, 70), (3, 100, 110, 120)), 2) == (75, 85, 95)
    assert at_place(((1, 1, 2, 3), (2, 20, 40, 60), (5, 100, 150, 200)), 10) == (200, 300, 400)


@pytest.mark.parametrize(
    ("place", "held", "turn"),
    [(1, (), 1), (5, (), 5), (5, (1, 2), 3), (5, (5, 6), 5), (5, (4,), 4), (2, (1,), 1),
     (1, (0,), 1)],
)  # fmt: skip
def test_who_is_passed_over_before_one_takes_no_turn(place, held, turn):
    assert forecast._turn(place, held) == turn


ONE = ((1, 600, 600, 600),)


@pytest.mark.parametrize(
    ("new", "later_s", "noticed"),
    [
        (((1, 660, 660, 660),), 0, False),
        (((1, 600, 600, 666),), 0, False),
        (((1, 600, 600, 668),), 0, True),
        (((1, 540, 540, 540),), 0, False),
        (((1, 539, 600, 600),), 0, True),
        (((1, 538, 538, 538),), 60, False),
        (((1, 600, 600, 600),), 60, False),
        (((1, 600, 600, 600),), 61, True),
        (((1, 0, 0, 0),), 0, False),
        (((1, -5, 1, 600),), 0, True),
        ((), 0, True),
        (((1, 600, 600, 600), (2, 900, 900, 900)), 0, True),
    ],
)
def test_a_minute_or_a_tenth_is_noticed_and_less_is_not(new, later_s, noticed):
    assert forecast.moved(ONE, AT, new, AT + timedelta(seconds=later_s)) is noticed


def test_a_line_that_grew_shorter_is_the_same_news_for_those_who_are_left():
    two = ((1, 600, 600, 600), (2, 900, 900, 900))
    assert not forecast.moved(two, AT, ONE, AT)
    assert not forecast.moved((), AT, (), AT)
    assert forecast.moved((), AT, ONE, AT)
    assert forecast.moved(two, AT, ((1, 600, 600, 600), (2, 900, 900, 800)), AT)


def test_a_long_wait_may_move_by_a_tenth():
    hour = ((1, 3600, 3600, 3600),)
    assert not forecast.moved(hour, AT, ((1, 3300, 3300, 3300),), AT)
    assert not forecast.moved(hour, AT, ((1, 4000, 4000, 4000),), AT)
    assert forecast.moved(hour, AT, ((1, 4001, 4001, 4001),), AT)
    assert forecast.moved(hour, AT, ((1, 3272, 3272, 3272),), AT)
