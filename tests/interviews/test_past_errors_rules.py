"""Forecasts are set right by what came of earlier ones; who left is not taken for one called."""

import pytest

from fair.interviews import forecast, past_errors
from fair.interviews.forecast_prior import PRIOR
from fair.interviews.past_errors import (
    Past,
    bucket,
    learned,
    quantiles,
    scaled,
    set_right,
    unscaled,
)
from fair.interviews.plays import Load

PLAYED = (600.0, 900.0, 1500.0)
AS_PLAYED = ([-1.2, -1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9, 1.0, 1.2],) * 5


@pytest.mark.parametrize(("place", "group"), [(1, 0), (2, 1), (3, 1), (7, 2), (15, 3), (16, 4)])
def test_places_that_err_alike_learn_together(place, group):
    assert bucket(place) == group


@pytest.mark.parametrize("wait_s", [0.0, 599.0, 900.0, 1000.0, 4000.0])
def test_the_scale_of_the_plays_can_be_gone_back(wait_s):
    assert unscaled(PLAYED, scaled(PLAYED, wait_s)) == pytest.approx(wait_s)


def test_without_anybody_who_left_the_shares_are_those_of_the_called():
    called = [(float(n), True, 1.0) for n in range(1, 11)]
    assert quantiles(called, (0.1, 0.5, 0.9)) == [1, 5, 9]


def test_who_left_first_counts_as_called_later_than_that():
    called = [(float(n), True, 1.0) for n in range(1, 11)]
    left = [(4.5, False, 1.0)] * 10
    assert quantiles([*called, *left], (0.1, 0.5))[1] > quantiles(called, (0.5,))[0]


def test_a_share_that_nobody_was_called_at_stands_at_the_last_call():
    assert quantiles([(1.0, True, 1.0), (2.0, False, 1.0)], (0.1, 0.9)) == [1, 1]
    assert quantiles([], (0.1,)) == [0]


def test_a_booth_whose_calls_come_late_tells_later_ends_there_and_nowhere_else():
    late = [Past(5, PLAYED, 4000.0, called=True)] * past_errors.LAST
    before, now = learned(AS_PLAYED, ()), learned(AS_PLAYED, late)
    assert set_right(PLAYED, 5, now)[2] > 2 * set_right(PLAYED, 5, before)[2]
    assert set_right(PLAYED, 2, now) == set_right(PLAYED, 2, before)


def test_a_booth_whose_calls_come_early_tells_an_earlier_end():
    early = [Past(5, PLAYED, 60.0, called=True)] * past_errors.LAST
    before, now = learned(AS_PLAYED, ()), learned(AS_PLAYED, early)
    assert set_right(PLAYED, 5, now)[0] < set_right(PLAYED, 5, before)[0] - 200


def test_other_booths_of_the_fair_count_but_less():
    late = [Past(5, PLAYED, 4000.0, called=True)] * 45
    own, others = learned(AS_PLAYED, late), learned(AS_PLAYED, (), late)
    before = learned(AS_PLAYED, ())
    assert before[2][1] < others[2][1] <= own[2][1]


def test_a_day_that_goes_as_thought_narrows_the_late_end_and_the_early_one_hardly():
    exact = [Past(5, PLAYED, 900.0, called=True)] * past_errors.LAST
    before, now = (
        set_right(PLAYED, 5, learned(AS_PLAYED, past)) for past in ((), exact)
    )  # fmt: skip
    assert now[2] < before[2] - 300
    assert before[0] < now[0] < before[0] + 100


def test_who_waits_yet_or_has_left_does_not_make_the_forecast_early():
    left = [Past(5, PLAYED, 10.0, called=False)] * past_errors.LAST
    assert learned(AS_PLAYED, left)[2][0] >= learned(AS_PLAYED, ())[2][0]


def test_the_middle_stays_between_the_ends_and_is_the_plays_own():
    for place in (1, 2, 5, 12, 40):
        early, middle, late = set_right(PLAYED, place, forecast.USUAL)
        assert early <= middle == PLAYED[1] <= late


def test_earlier_days_say_that_the_plays_alone_are_too_sure():
    assert len(PRIOR) == len(past_errors.BUCKETS) + 1
    assert all(list(steps) == sorted(steps) for steps in PRIOR)
    load = Load((100.0,), 1, (400.0, 500.0))
    for (place, _, _, high), (_, _, _, late) in zip(
        forecast.played(load, 12), forecast.points(load, 12), strict=True
    ):
        assert late >= high, place
