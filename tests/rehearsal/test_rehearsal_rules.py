"""When a fair may be rehearsed, and what somebody made up does next, at the edges."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.decisions import Actor
from fair.glossary import CallState, FairState
from fair.programme.fair import Fair, visible
from fair.rehearsal import rehearsal
from fair.rehearsal.cast import part
from fair.rehearsal.refusals import (
    NotToRehearse,
    RehearsalRuns,
    RehearsedEnough,
    TooLateToRehearse,
)
from fair.rehearsal.rehearsal import Crowd, Talk, next_acts, who_joins
from fair.roles import EVERYBODY, ORGANISERS, RECRUITERS

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
FAIR = Fair(
    id="f1", title="Spring", about="", state=FairState.PUBLISHED, zone="Asia/Shanghai",
    demo=False, opens_at=NOW + timedelta(days=1), closes_at=NOW + timedelta(days=2),
)  # fmt: skip
PAST = replace(FAIR, id="r1", rehearses="f1", demo=True, state=FairState.CLOSED)
RINGS = Talk(
    person_id="p1", account_id="a1", call_id="c1", state=CallState.RINGING, rang_at=NOW,
    shown=True, live_at=None, epoch=0, theirs=False, answers=0, spoke_at=None,
)  # fmt: skip
LIVE = replace(RINGS, state=CallState.LIVE, live_at=NOW, epoch=1, theirs=True)


@pytest.mark.parametrize("state", [one for one in FairState if one is not FairState.PUBLISHED])
def test_only_an_announced_fair_is_rehearsed(state):
    with pytest.raises(NotToRehearse):
        rehearsal.check(replace(FAIR, state=state), [], NOW)
    rehearsal.check(FAIR, [], NOW)


def test_half_an_hour_before_the_opening_is_the_last_moment():
    soon = replace(FAIR, opens_at=NOW + timedelta(minutes=30))
    rehearsal.check(soon, [], NOW)
    with pytest.raises(TooLateToRehearse):
        rehearsal.check(soon, [], NOW + timedelta(seconds=1))


def test_a_rehearsal_lasts_two_hours_and_never_into_the_fair():
    assert rehearsal.closes_at(FAIR, NOW) == NOW + timedelta(hours=2)
    soon = replace(FAIR, opens_at=NOW + timedelta(hours=1))
    assert rehearsal.closes_at(soon, NOW) == NOW + timedelta(minutes=45)


def test_one_runs_at_a_time_and_ten_are_the_most():
    with pytest.raises(RehearsalRuns):
        rehearsal.check(FAIR, [replace(PAST, state=FairState.OPEN)], NOW)
    rehearsal.check(FAIR, [PAST] * 9, NOW)
    with pytest.raises(RehearsedEnough):
        rehearsal.check(FAIR, [PAST] * 10, NOW)


def test_a_rehearsal_is_never_shown_but_to_staff_whatever_its_state():
    for state in FairState:
        one = replace(PAST, state=state)
        assert {role for role in EVERYBODY if visible(one, Actor(role))} == ORGANISERS | RECRUITERS
        assert one.named("en") == "REHEARSAL · Spring"


def test_a_ring_is_shown_first_and_answered_two_seconds_later():
    assert next_acts(replace(RINGS, shown=False), NOW) == ("show",)
    assert next_acts(RINGS, NOW + timedelta(seconds=1.9)) == ()
    assert next_acts(RINGS, NOW + timedelta(seconds=2)) == ("answer",)


def test_nobody_is_heard_before_the_recruiters_page_is_there():
    answered = replace(LIVE, state=CallState.CONNECTING, live_at=None)
    assert next_acts(replace(answered, epoch=0), NOW) == ("take",)
    assert next_acts(replace(answered, theirs=False), NOW) == ("stay",)
    assert next_acts(answered, NOW) == ("stay", "hear")


def test_they_type_line_by_line_then_wait_and_hang_up_after_a_minute_and_a_quarter():
    assert next_acts(LIVE, NOW) == ("stay", "say")
    spoke = replace(LIVE, answers=1, spoke_at=NOW)
    assert next_acts(spoke, NOW + timedelta(seconds=5.9)) == ("stay",)
    assert next_acts(spoke, NOW + timedelta(seconds=6)) == ("stay", "say")
    done = replace(LIVE, answers=len(rehearsal.LINES), spoke_at=NOW)
    assert next_acts(done, NOW + timedelta(seconds=74.9)) == ("stay",)
    assert next_acts(done, NOW + timedelta(seconds=75)) == ("hang_up",)


def test_a_connection_that_was_lost_is_heard_again():
    lost = replace(LIVE, state=CallState.RECONNECTING, spoke_at=NOW, answers=1)
    assert next_acts(lost, NOW + timedelta(seconds=1)) == ("stay", "hear")


def test_three_wait_at_a_booth_at_most_and_the_emptiest_comes_first():
    crowd = Crowd(people=[], idle=[], been={}, waiting={"full": 3, "two": 2, "none": 0})
    assert who_joins(crowd) == [("none", ""), ("two", "")]


def test_four_come_at_one_look_at_most():
    crowd = Crowd(people=[], idle=[], been={}, waiting={f"b{n}": 0 for n in range(9)})
    assert len(who_joins(crowd)) == 4


def test_who_stands_nowhere_comes_again_but_to_no_booth_twice():
    crowd = Crowd(people=["p1"], idle=["p1"], been={"a": {"p1"}}, waiting={"a": 0, "b": 0})
    assert who_joins(crowd) == [("a", ""), ("b", "p1")]


def test_no_more_people_are_made_up_than_a_rehearsal_may_have():
    most = [f"p{n}" for n in range(rehearsal.MOST_PEOPLE)]
    crowd = Crowd(people=most[:-1], idle=[], been={}, waiting={"a": 0, "b": 0})
    assert who_joins(crowd) == [("a", "")]
    assert who_joins(replace(crowd, people=most)) == []


def test_after_the_last_of_the_cast_the_first_comes_again():
    assert part(0).name
    assert {type(part(n).birth_year) for n in range(0, 400, 7)} == {int}
