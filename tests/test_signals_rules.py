"""When a carrier is left in peace, and when it is tried again: the rule of a lane."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.signals import CALM, MAIL, REFUSED, SENT, SOON, TEXT, URGENT
from fair.signals.carriers import Letter
from fair.signals.endings import Outcome
from fair.signals.lane import AT_ONCE, LONGEST_REST, MANY_FAILED, SPARE, Lane

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def letter(n, urgency=SOON):
    return Letter(f"id{n}", f"+86{n}", "", "text", f"key{n}", urgency)


def failing(lane, *numbers, now=NOW):
    for n in numbers:
        lane.came_back(Outcome(letter(n), ""), now)


def down():
    lane = Lane(TEXT, None)
    failing(lane, *range(MANY_FAILED))
    return lane


@pytest.mark.parametrize("channel", [TEXT, MAIL])
def test_the_last_places_are_for_urgent_ones(channel):
    lane = Lane(channel, None)
    for n in range(AT_ONCE[channel] - SPARE[channel]):
        assert lane.has_place(letter(n, CALM), NOW)
        lane.under_way[f"id{n}"] = letter(n)

    assert not lane.has_place(letter(98, CALM), NOW)
    assert not lane.has_place(letter(98, SOON), NOW)
    assert lane.places(URGENT, NOW) == SPARE[channel]
    assert lane.has_place(letter(99, URGENT), NOW)


def test_one_message_at_a_time_goes_to_the_same_number():
    lane = Lane(TEXT, None)
    lane.under_way["id1"] = letter(1)

    assert not lane.has_place(letter(1, URGENT), NOW)


def test_one_dead_number_never_slows_the_others_down():
    lane = Lane(TEXT, None)
    failing(lane, *[7] * 100)

    assert lane.places(URGENT, NOW) == AT_ONCE[TEXT]


@pytest.mark.parametrize("ended", [SENT, REFUSED])
def test_an_answer_about_one_number_shows_that_the_gateway_lives(ended):
    lane = Lane(TEXT, None)
    failing(lane, *range(MANY_FAILED - 1))
    lane.came_back(Outcome(letter(50), ended), NOW)
    failing(lane, *range(MANY_FAILED - 1))
    assert lane.places(URGENT, NOW) == AT_ONCE[TEXT]

    failing(lane, MANY_FAILED)
    assert lane.places(URGENT, NOW) == 0


def test_while_it_is_down_one_goes_out_after_each_rest():
    lane = down()
    assert lane.places(URGENT, NOW + timedelta(seconds=0.9)) == 0
    assert lane.places(CALM, NOW + timedelta(seconds=1)) == 1

    lane.under_way["id60"] = letter(60)
    assert lane.places(URGENT, NOW + timedelta(seconds=1)) == 0


def test_each_rest_is_twice_as_long_up_to_half_a_minute():
    lane, now, rests = down(), NOW, []
    for n in range(8):
        rests.append(lane.rest.total_seconds())
        now = lane.rests_until
        failing(lane, 100 + n, now=now)

    assert rests == [1, 2, 4, 8, 16, 30, 30, 30]
    assert lane.rest == LONGEST_REST


def test_what_went_out_before_the_rest_makes_it_no_longer():
    lane = down()
    failing(lane, *range(100, 110))

    assert lane.rest == timedelta(seconds=1)


def test_one_success_ends_the_rest():
    lane = down()
    lane.came_back(Outcome(letter(200), SENT), lane.rests_until)

    assert lane.places(URGENT, NOW) == AT_ONCE[TEXT]
