"""The life of a call, its clock and its legs, as pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.decisions import WrongState, move
from fair.glossary import CallState, Role
from fair.rooms import call as rules
from fair.rooms import leg as legs
from fair.rooms import refusals as rooms_refusals
from fair.rooms import ring as rings
from fair.rooms.call import MOVES_CALL, OPEN, TALK, Call
from fair.rooms.leg import Leg

T0 = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def ringing(*, warned: bool = True, ring_s: int = 45) -> Call:
    return Call(
        id="c1", fair_id="f1", booth_id="b1", ticket_id="t1", person_id="p1", account_id="a1",
        state=CallState.RINGING, post="Sewing", ring_s=ring_s, warned=warned, rang_at=T0,
    )  # fmt: skip


LIFE = {
    ("ringing", "answer"): "connecting",
    ("ringing", "miss"): "missed",
    ("ringing", "decline"): "declined",
    ("ringing", "postpone"): "postponed",
    ("ringing", "give_up"): "unshown",
    ("ringing", "cancel"): "cancelled",
    ("connecting", "hear"): "live",
    ("connecting", "lose"): "reconnecting",
    ("connecting", "end"): "ended",
    ("live", "lose"): "reconnecting",
    ("live", "end"): "ended",
    ("reconnecting", "hear"): "live",
    ("reconnecting", "end"): "ended",
}
VERBS = sorted({verb for _, verb in LIFE})


@pytest.mark.parametrize("state", list(CallState))
@pytest.mark.parametrize("verb", VERBS)
def test_every_step_is_in_the_table_or_refused(state, verb):
    expected = LIFE.get((state.value, verb))
    if expected is None:
        with pytest.raises(WrongState):
            move(MOVES_CALL, state, verb)
    else:
        assert move(MOVES_CALL, state, verb) == expected


def test_every_state_of_the_glossary_has_its_row():
    assert set(MOVES_CALL) == set(CallState)
    assert TALK < OPEN
    assert CallState.RINGING in OPEN


def test_a_ring_shown_for_its_whole_length_is_a_real_miss():
    call = ringing()
    for second in range(2, 48, 8):
        call = rings.show(call, at(second))

    assert rings.is_miss(call, at(47))
    assert rings.ring_out(call, at(47)).state is CallState.MISSED


@pytest.mark.parametrize(
    ("seen", "end"),
    [((), 45), ((20, 28, 36, 44), 45), ((2, 10), 47)],
    ids=["never on a screen", "came onto the screen late", "the page was closed meanwhile"],
)
def test_a_ring_that_was_not_shown_throughout_is_no_real_miss(seen, end):
    call = ringing()
    for second in seen:
        call = rings.show(call, at(second))

    assert not rings.is_miss(call, at(end))


@pytest.mark.parametrize(
    ("shown", "last_seen", "end", "real"),
    [
        (2, 46, 46, True),
        (2, 46, 45.9, False),
        (2, 30, 46, True),
        (2, 29.9, 46, False),
    ],
    ids=["a second short", "more than a second short", "seen 16 s ago", "seen earlier than that"],
)
def test_the_whole_length_of_a_ring_is_meant_to_the_second(shown, last_seen, end, real):
    call = replace(ringing(), shown_at=at(shown), seen_at=at(last_seen))
    assert rings.is_miss(call, at(end)) is real


def test_a_ring_that_came_onto_a_screen_without_a_sign_of_staying_is_no_real_miss():
    assert not rings.is_miss(replace(ringing(), shown_at=at(1)), at(60))
    assert not rings.is_miss(replace(ringing(), seen_at=at(59)), at(60))


@pytest.mark.parametrize(("shown", "in_time"), [(None, False), (0, True), (5, True), (5.1, False)])
def test_a_ring_has_five_seconds_to_come_onto_a_screen(shown, in_time):
    call = ringing() if shown is None else rings.show(ringing(), at(shown))
    assert rings.shown_in_time(call) is in_time


@pytest.mark.parametrize(("waited", "unshown"), [(0, False), (5, False), (5.1, True)])
def test_after_five_seconds_on_no_screen_a_ring_counts_as_unshown(waited, unshown):
    assert rings.stays_unshown(ringing(), at(waited)) is unshown
    assert not rings.stays_unshown(rings.show(ringing(), at(0)), at(waited))


@pytest.mark.parametrize(("waited", "left"), [(0, 5.1), (4.9, 0.2), (5.1, 0.0), (40, 0.0)])
def test_a_page_looks_again_when_a_ring_has_just_stayed_unshown(waited, left):
    assert rings.unshown_in_s(ringing(), at(waited)) == pytest.approx(left)
    assert rings.stays_unshown(ringing(), at(waited + left))


def test_the_times_are_those_that_people_are_told():
    """A number that changes here changes a promise: PRODUCT.md, and the sentences of the call."""
    assert rings.SHOWN_WITHIN_S == 5
    assert rules.LOST_AFTER_S == 60
    assert rules.MOST_NOTES == 4000


def test_a_clock_that_runs_backwards_takes_no_second_away():
    call = rules.hear(rules.answer(ringing(), at(1)), at(30))
    assert call.talk_s(at(29)) == 0
    assert call.talk_s(at(30.5)) == 0.5
    assert rules.answer(ringing(), at(1)).talk_s(at(9)) == 0


def test_missing_a_ring_without_notice_costs_nothing():
    call = ringing(warned=False, ring_s=90)
    for second in range(1, 92, 8):
        call = rings.show(call, at(second))

    assert not rings.is_miss(call, at(92))


def test_a_ring_that_no_screen_ever_had_ends_as_unshown():
    assert rings.ring_out(ringing(), at(45)).state is CallState.UNSHOWN


def test_stopping_a_ring_in_the_first_seconds_is_the_recruiter_s_doing():
    assert rings.call_off(ringing(), at(3)).state is CallState.CANCELLED


def test_going_on_to_the_next_after_five_seconds_on_no_screen_is_not_the_seeker_s_fault():
    assert rings.call_off(ringing(), at(6)).state is CallState.UNSHOWN
    assert rings.call_off(rings.show(ringing(), at(4)), at(20)).state is CallState.CANCELLED


def test_the_clock_counts_only_while_the_connection_is_up():
    call = rules.answer(ringing(), at(10))
    assert call.talk_s(at(30)) == 0

    call = rules.hear(call, at(30))
    call = rules.lose(call, at(90))
    call = rules.hear(call, at(200))
    call = rules.end(call, at(230))

    assert call.talk_s(at(999)) == 60 + 30
    assert call.live_at == at(30)


def test_a_call_is_extended_once():
    call = rules.hear(rules.answer(ringing(), at(1)), at(2))

    longer = rules.extend(call)

    assert longer.extra_s == 300
    with pytest.raises(rooms_refusals.AlreadyExtended):
        rules.extend(longer)
    with pytest.raises(rooms_refusals.CallOver):
        rules.extend(rules.end(call, at(3)))


def test_a_reload_takes_the_leg_over_with_a_new_epoch():
    leg = legs.take(Leg("c1", Role.SEEKER), "tab-a", at(0), insist=False)
    again = legs.take(leg, "tab-a", at(2), insist=False)

    assert (leg.epoch, again.epoch) == (1, 2)
    with pytest.raises(rooms_refusals.LegMoved):
        legs.check_epoch(again, 1)
    assert legs.check_epoch(again, 2) == again


def test_a_second_tab_is_asked_about_and_may_insist():
    leg = legs.take(Leg("c1", Role.SEEKER), "tab-a", at(0), insist=False)

    with pytest.raises(rooms_refusals.LegTaken):
        legs.take(leg, "tab-b", at(5), insist=False)

    assert legs.take(leg, "tab-b", at(5), insist=True).epoch == 2


def test_a_page_that_was_closed_long_ago_does_not_hold_the_leg():
    leg = legs.take(Leg("c1", Role.SEEKER), "tab-a", at(0), insist=False)

    assert legs.take(leg, "tab-b", at(40), insist=False).epoch == 2


@pytest.mark.parametrize(("away", "held"), [(0, True), (30, True), (30.1, False)])
def test_a_leg_is_held_for_half_a_minute_after_the_last_sign(away, held):
    leg = legs.take(Leg("c1", Role.SEEKER), "tab-a", at(0), insist=False)
    if held:
        with pytest.raises(rooms_refusals.LegTaken):
            legs.take(leg, "tab-b", at(away), insist=False)
    else:
        assert legs.take(leg, "tab-b", at(away), insist=False).tab == "tab-b"


def test_who_takes_a_leg_has_a_line_again():
    fresh = Leg("c1", Role.SEEKER)
    assert not fresh.down
    assert not legs.take(replace(fresh, down=True), "tab-a", at(0), insist=False).down


def test_nobody_signals_from_a_leg_that_was_never_taken():
    with pytest.raises(rooms_refusals.LegMoved):
        legs.check_epoch(Leg("c1", Role.SEEKER), 0)
    with pytest.raises(rooms_refusals.LegMoved):
        legs.check_epoch(None, 1)


def test_only_its_two_sides_are_in_a_call():
    call = ringing()

    assert call.side_of("p1", "") is Role.SEEKER
    assert call.side_of("", "a1") is Role.RECRUITER
    assert call.side_of("p2", "") is None
    assert call.side_of("", "") is None
    assert call.side_of("", "a2") is None
    assert replace(call, person_id="").side_of("", "") is None
    assert replace(call, account_id="").side_of("", "") is None
    assert replace(call, account_id="").side_of("p2", "a1") is None


def test_the_talk_runs_once_both_have_typed_with_or_without_sound():
    call = rules.answer(ringing(), at(5))

    assert not rules.typing_begins(call, {"seeker"})
    assert rules.typing_begins(call, {"seeker", "recruiter"})
    assert not rules.typing_begins(rules.hear(call, at(6)), {"seeker", "recruiter"})


def test_a_call_has_its_minutes_and_five_more_and_says_what_it_costs():
    call = rules.hear(rules.answer(ringing(), at(1)), at(2))

    assert rules.budget_s(call, 10) == 600
    assert rules.budget_s(rules.extend(call), 10) == 900
    assert rules.cost(10) == {"minutes": 8, "size": 5}
    assert rules.cost(1) == rules.cost(0) == {"minutes": 1, "size": 1}


def test_a_telephone_talk_is_asked_about_once_its_time_is_over():
    talk = replace(ringing(), state=CallState.LIVE, medium="phone", live_at=T0, runs_since=T0)
    later = T0 + timedelta(minutes=4)
    assert rules.lost_after_s(talk, 10, later) == 6 * 60 + rules.ASKED_FOR_S
    assert rules.lost_after_s(talk, 10, T0 + timedelta(hours=1)) == rules.ASKED_FOR_S
    assert rules.lost_cause(talk) == "unsaid"
    over_at = T0 + timedelta(minutes=15)
    assert rules.asked_in_s(talk, over_at, later) == 6 * 60
    assert rules.asked_in_s(talk, over_at, T0 + timedelta(minutes=10)) == 0
    assert rules.asked_in_s(talk, None, later) is None  # the booth is paused
    assert rules.asked_in_s(replace(talk, medium="voice"), over_at, later) is None
    assert rules.lost_after_s(replace(talk, medium="voice"), 10, later) == rules.LOST_AFTER_S
