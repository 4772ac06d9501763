"""The forecast: honest with nobody on duty, monotone, and right about as often as it says."""

import random
from datetime import UTC, datetime, timedelta
from heapq import heapify, heapreplace
from itertools import pairwise
from math import exp
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.interviews import forecast
from fair.interviews.forecast import at_place, points, range_at
from fair.interviews.plays import Load, lengths_of, rest
from tests.values import some

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
LOADS = st.builds(
    Load,
    busy_s=st.lists(st.floats(0, 3600), max_size=6).map(tuple),
    idle=st.integers(0, 6),
    lengths=st.lists(st.floats(30, 2400), max_size=50).map(tuple),
    unanswered=st.floats(0, 0.6),
    away_s=st.lists(st.floats(-600, 900), max_size=3).map(tuple),
    leaves=st.sampled_from([0.0, 1e-5, 1 / 3600]),
)


# What was told once is told again from the same state, to the second, so that a stored forecast
# can be recomputed: (busy, idle, lengths, unanswered, held), waiting, and every point.
TOLD = [
    (
        Load((), 1),
        0,
        ((1, 0, 15, 48),),
    ),
    (
        Load((), 1),
        7,
        ((1, 0, 15, 48), (2, 82, 378, 1178), (3, 361, 832, 2325), (5, 938, 1986, 4354),
         (8, 1673, 3463, 7834)),
    ),
    (
        Load((30.0,), 0),
        3,
        ((1, 175, 459, 925), (2, 362, 888, 1956), (3, 643, 1376, 2889),
         (5, 1320, 2461, 4978)),
    ),
    (
        Load((30.0, 900.0), 2, (240.0, 300.0, 420.0, 500.0)),
        12,
        ((1, 0, 8, 43), (2, 0, 21, 65), (3, 30, 160, 456), (5, 189, 409, 743),
         (8, 403, 746, 1205), (13, 900, 1420, 2211)),
    ),
    (
        Load((), 3, tuple(200.0 + 7 * n for n in range(60)), 0.3, (2, 3, 9)),
        20,
        ((1, 0, 5, 38), (2, 0, 15, 61), (3, 0, 15, 61), (5, 0, 25, 69),
         (8, 221, 666, 1027), (13, 915, 1310, 1694), (21, 1654, 2317, 2710)),
    ),
    (
        Load((10.0, 2000.0), 1, (600.0,) * 13, 0.0, (1,)),
        40,
        ((1, 0, 15, 48), (2, 0, 15, 63), (3, 298, 591, 892), (5, 642, 1098, 1671),
         (8, 1179, 1773, 2699), (13, 2014, 2970, 4425), (21, 2999, 4802, 6691),
         (34, 5054, 7862, 10469), (55, 9060, 12734, 17007)),
    ),
    (
        Load((), 40),
        90,
        ((1, 0, 1, 26), (2, 0, 1, 39), (3, 0, 2, 40), (5, 0, 4, 45), (8, 0, 6, 45),
         (13, 0, 11, 50), (21, 0, 18, 51), (34, 0, 29, 60), (55, 201, 455, 767),
         (89, 535, 1142, 1959), (144, 1116, 2242, 3847)),
    ),
    (
        Load((7000.0,), 0),
        1,
        ((1, 463, 1843, 4437), (2, 1238, 3101, 7558)),
    ),
    (
        Load((60.0,), 1, away_s=(300.0, -20.0), leaves=1 / 5400, picks_s=(40.0, 90.0)),
        13,
        ((1, 0, 30, 102), (2, 27, 111, 399), (3, 115, 301, 477), (5, 291, 474, 883),
         (8, 435, 841, 1450), (13, 750, 1369, 2497), (21, 957, 2098, 3218)),
    ),
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
    if not load.serves:
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
    open_line = forecast.played(Load((), 1), 4)
    held = forecast.played(Load((), 1, held=(1, 2)), 4)
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
        begun, away = 0.0, list[float]()
        for _ in range(place):
            while away and min(away) <= free[0]:  # half of those who did not answer come back
                away.remove(min(away))
                heapreplace(free, free[0] + dice.choice(lengths))
            begun = free[0]
            lost = dice.random() < 0.12
            if lost and dice.random() < 0.5:
                away.append(begun + dice.uniform(60, 600))
            heapreplace(free, begun + (45 if lost else dice.choice(lengths)))
        inside += early <= begun <= late
        too_early += begun < early
    assert inside / 400 > 0.72
    assert too_early / 400 < 0.18


def test_a_reader_notices_a_minute_but_not_the_passing_of_time():
    old = ((1, 60, 120, 240), (2, 300, 500, 700))
    same = tuple((p, a - 30, b - 30, c - 30) for p, a, b, c in old)
    assert not forecast.moved(old, AT, same, AT + timedelta(seconds=30))
    later = tuple((p, a + 90, b + 90, c + 90) for p, a, b, c in old)
    assert forecast.moved(old, AT, later, AT)
    assert forecast.moved(old, AT, (), AT)


def test_a_booth_has_its_fairs_minutes_until_it_has_lengths_of_its_own():
    known = lengths_of((), 540)
    assert exp(known.log_mean) == pytest.approx(540)
    assert fmean(known.shape) == pytest.approx(1)


@pytest.mark.parametrize(("own", "mean"), [(1, 350), (5, 240), (40, 205), (100, 202)])
def test_its_own_lengths_count_more_the_more_there_are(own, mean):
    lengths = [100.0, 300.0] * (own // 2) + [200.0] * (own % 2)
    assert exp(lengths_of(lengths, 540).log_mean) == pytest.approx(mean, rel=0.1)


def test_a_mean_known_from_few_talks_is_in_doubt():
    doubts = [lengths_of([200.0, 400.0] * many, 540).doubt for many in (0, 1, 5, 40)]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts[0] > 0.4
    assert doubts[-1] < 0.1


def test_talks_that_run_long_count_before_they_end():
    ended, running = [100.0] * 6, [600.0, 700.0]
    assert lengths_of(ended, 540, running).log_mean > lengths_of(ended, 540).log_mean + 0.3


@pytest.mark.parametrize(
    ("elapsed", "share", "left"),
    [(0.0, 0.0, 1.0), (0.0, 0.99, 4.0), (1.0, 0.0, 1.0), (1.5, 0.5, 1.5), (3.5, 0.0, 0.5)],
)
def test_a_running_talk_ends_as_those_that_lasted_longer_did(elapsed, share, left):
    assert rest([1.0, 2.0, 3.0, 4.0], elapsed, share) == left


def test_a_talk_longer_than_any_goes_on_the_longer_it_has_lasted():
    assert rest([1.0, 2.0], 4.0, 0.5) == pytest.approx(1.1, abs=0.05)
    assert rest([1.0, 2.0], 8.0, 0.5) == pytest.approx(2.2, abs=0.05)
    assert rest([1.0, 2.0], 4.0, 0.0) == 0


# --- breaks, leaving, no answer, reaching for the button ------------------------------------------


def middle(load, place):
    return some(at_place(points(load, place), place))[1]


def test_a_recruiter_on_a_break_is_there_again_when_announced():
    alone = Load((100.0,), 0)
    breaks = Load((100.0,), 0, away_s=(600.0,))
    two = Load((100.0,), 1)
    assert middle(two, 8) < middle(breaks, 8) < 0.75 * middle(alone, 8)


def test_while_all_are_on_a_break_the_first_turn_comes_at_its_end_and_not_before():
    early, first, late = some(at_place(points(Load((), 0, away_s=(600.0,)), 0), 1))
    assert early >= 570
    assert 600 <= first <= 720
    assert late < 900


def test_a_break_that_should_be_over_is_over_soon_nobody_knows_when():
    early, _, late = some(at_place(points(Load((), 0, away_s=(-60.0,)), 0), 1))
    assert early < 60
    assert late > 300


def test_where_people_leave_a_long_line_is_shorter_than_it_looks():
    patient, leaving = (middle(Load((), 1, leaves=rate), 21) for rate in (0.0, 1 / 3600))
    assert leaving < 0.6 * patient


def test_far_back_too_the_line_grows_shorter_by_those_who_leave():
    near, far = (middle(Load((), 1, leaves=1 / 3600), place) for place in (34, 144))
    assert near < far < 2.2 * near


def test_who_does_not_answer_costs_a_ring_now_and_half_of_them_a_talk_later():
    waits = [middle(Load((), 1, unanswered=share), 13) for share in (0.0, 0.5)]
    assert 0.65 * waits[0] < waits[1] < 0.95 * waits[0]


def test_an_idle_booth_does_not_pick_within_half_a_minute_by_itself():
    slow = Load((), 1, picks_s=(180.0, 240.0, 300.0, 320.0))
    assert some(at_place(points(slow, 0), 1))[2] >= 300
    waited = Load((), 1, picks_s=(180.0, 240.0, 300.0, 320.0), idle_s=(200.0,))
    assert middle(waited, 1) < middle(slow, 1)


def test_who_talks_elsewhere_is_called_before_those_behind_once_free_again():
    held = points(Load((), 1, held=(1, 2)), 21)
    open_line = points(Load((), 1), 21)
    assert some(at_place(held, 3)) < some(at_place(open_line, 3))
    assert some(at_place(held, 13))[1] > 0.9 * some(at_place(open_line, 13))[1]


def test_a_look_a_moment_later_is_the_same_look():
    looks = (Load((100.3,), 1, idle_s=(7.9,), away_s=(61.2,)), Load((101.0,), 1, (), idle_s=(8.0,),
             away_s=(60.5,)))  # fmt: skip
    assert forecast.steady(looks[0]) == forecast.steady(looks[1])


# --- what a booth's own day says ------------------------------------------------------------------


def test_the_fairs_minutes_are_those_of_its_talks_once_there_are_some():
    assert forecast.usual_s(0, 0) == 540
    assert forecast.usual_s(10, 3000) == (480 + 300) / 2 + 60
    assert forecast.usual_s(1000, 300_000) == pytest.approx(360, abs=3)


def test_a_break_after_a_talk_is_part_of_what_a_turn_takes():
    turns = forecast.with_wrap([(300.0, 660.0), (300.0, None), (200.0, 60.0)])
    assert turns[0] == 960
    assert turns[1] == pytest.approx(300 + (660 + 60 + 3 * 60) / 5)
    assert turns[2] == 260


def test_how_long_a_recruiter_takes_to_call_is_known_from_three_times_on_without_breaks():
    assert forecast.picks([(300.0, 40.0), (300.0, 700.0), (1.0, None), (9.0, 20.0)]) == ()
    assert forecast.picks([(300.0, 40.0), (300.0, 700.0), (1.0, 5.0), (9.0, 20.0)]) == (40, 5, 20)


def test_nobody_is_expected_to_leave_where_hours_of_waiting_saw_none_leave():
    assert forecast.leaves(0, 0) == pytest.approx(0.25 / 10_800)
    assert forecast.leaves(10, 36_000) == pytest.approx(10.25 / 46_800)
    assert forecast.leaves(0, 1_000_000) == 0


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
