"""What follows a talk that broke off, a closing, and who is told to get ready: pure rules."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fair.decisions import WrongState
from fair.glossary import Lane, TicketState
from fair.interviews import forecast
from fair.rooms import call as rooms
from fair.tickets import closing, leaving, order
from fair.tickets import ticket as rules
from fair.tickets.order import Standing
from tests.queue.test_ticket_rules import AT, C, G, L, P, S, T, W, X, a_ticket
from tests.rooms.test_call_rules import at, ringing


@pytest.mark.parametrize(
    ("cause", "talk_s", "answered", "none"),
    [
        ("recruiter", 300, False, False),
        ("cut_off", 300, False, True),
        ("cut_off", 300, True, False),
        ("seeker", 0, False, True),
        ("seeker", 0, True, False),
    ],
)
def test_a_call_in_which_nobody_was_heard_or_that_broke_off_was_no_talk(
    cause, talk_s, answered, none
):
    assert closing.no_talk(cause, talk_s, answered=answered) is none


def test_who_was_cut_off_goes_on_next_unless_the_booth_has_closed():
    again = closing.after_cut(a_ticket(T), AT, closed=False)
    assert (again.state, again.lane, again.cause) == (W, Lane.HANDED_ON, "cut_off")
    closed = closing.after_cut(a_ticket(T), AT, closed=True)
    assert (closed.state, closed.cause, closing.chooses(closed)) == (X, "cut_off", True)


@pytest.mark.parametrize(
    ("booth", "ticket"),
    [("fair", "fair_closed"), ("licence", "licence"), ("hand", "booth_closed")],
)
def test_a_ticket_says_why_its_booth_closed(booth, ticket):
    assert closing.cause_of(booth) == ticket


def test_one_chooses_once_and_only_after_an_end_without_a_talk():
    chosen = closing.choose(a_ticket(X), "phone_me", AT)
    assert (chosen.choice, chosen.version) == ("phone_me", 2)
    for ticket in (chosen, a_ticket(), a_ticket(S)):
        with pytest.raises(WrongState):
            closing.choose(ticket, "leave", AT)


def test_only_who_chose_it_is_phoned_and_once():
    spoken = closing.phoned(a_ticket(X, choice="phone_me"))
    assert (spoken.choice, spoken.version) == ("phoned", 2)
    for ticket in (spoken, a_ticket(X), a_ticket(X, choice="leave")):
        with pytest.raises(WrongState):
            closing.phoned(ticket)


@pytest.mark.parametrize("state", [W, C, P])
def test_one_leaves_a_queue_but_not_a_talk(state):
    assert leaving.give_up(a_ticket(state), "own_wish", AT).state is L


@pytest.mark.parametrize("state", [T, S, G, L, X])
def test_a_talk_goes_on_to_its_end_and_what_is_over_stays_so(state):
    with pytest.raises(WrongState):
        leaving.give_up(a_ticket(state), "own_wish", AT)


@pytest.mark.parametrize(
    ("ticket", "parks"),
    [(a_ticket(C), True), (a_ticket(unreached=1), True), (a_ticket(), False), (a_ticket(P), False)],
    ids=["rung", "no ring reached", "waits", "parked"],
)
def test_a_recruiter_says_not_there_of_who_is_rung_or_whom_no_ring_reached(ticket, parks):
    if parks:
        parked = rules.not_there(ticket)
        assert (parked.state, parked.cause, parked.misses) == (P, "not_there", 0)
    else:
        with pytest.raises(WrongState):
            rules.not_there(ticket)


@pytest.mark.parametrize("state", [C, P, S])
def test_only_who_waits_is_ready_or_asks_for_five_minutes(state):
    with pytest.raises(WrongState):
        rules.make_ready(a_ticket(state), AT)
    with pytest.raises(WrongState):
        rules.postpone(a_ticket(state))


def test_what_nothing_holds_back_is_not_freed():
    for ticket in (a_ticket(), a_ticket(P, held="five")):
        assert rules.free(ticket) is ticket


def test_five_minutes_hold_longer_than_a_ring_that_reached_nobody():
    assert a_ticket(held=rules.FIVE).held_s == 300
    assert a_ticket(held=rules.UNREACHED).held_s == 90


# --- who is near, and what the forecast counts ----------------------------------------------------


def standing(number: int, **given) -> Standing:
    return Standing(f"t{number}", f"p{number}", number, rules.rank_of(number), Lane.STANDARD,
                    **given)  # fmt: skip


def test_those_are_told_to_get_ready_whose_early_end_is_under_three_minutes_away():
    known = ((1, 0, 30, 60), (2, 179, 200, 260), (3, 180, 400, 500), (5, 600, 700, 800))
    line = [standing(1), standing(2), standing(3)]

    assert [one.number for one in order.near(line, known, AT, AT)] == [1, 2]
    later = AT + timedelta(seconds=1)
    assert [one.number for one in order.near(line, known, AT, later)] == [1, 2, 3]


def test_nobody_is_told_while_talking_elsewhere_and_nobody_without_a_forecast():
    line = [standing(1, busy=True), standing(2, quiet=True), standing(3)]

    assert [one.number for one in order.near(line, ((1, 0, 0, 0), (5, 0, 0, 0)), AT, AT)] == [3]
    assert not list(order.near(line, (), AT, AT))


def test_a_booth_s_own_share_of_unanswered_calls_counts_the_more_the_more_calls_there_are():
    assert forecast.unanswered(0, 0) == 2 / 16
    assert forecast.unanswered(184, 184) == 2 / 200
    assert forecast.unanswered(1000, 0) == 0.6
    assert forecast.unanswered(3, 5) == 2 / 19


def test_no_more_recruiters_are_busy_than_are_on_duty():
    assert forecast.busy([30.0, 200.0], 1, 3) == (200.0, 30.0, 0.0)
    assert forecast.busy([30.0, 200.0], 1, 2) == (200.0, 30.0)


def test_the_order_remembers_as_many_calls_as_it_looks_back_on():
    recent: list[Lane] = []
    for lane in (Lane.STANDARD, Lane.PRIORITY, *[Lane.STANDARD] * 4):
        recent = order.recent_after(recent, lane)
    assert recent == [Lane.STANDARD] * 4
    assert order.recent_after([], Lane.HANDED_ON) == [Lane.HANDED_ON]


def test_a_ticket_knows_whether_it_waits_rings_or_hopes_for_a_talk():
    tickets = {state: a_ticket(state) for state in TicketState}
    told = {state: (one.waits, one.rings, one.queuing) for state, one in tickets.items()}
    assert told[W] == (True, False, True)
    assert told[C] == (False, True, True)
    assert told[P] == (False, False, True)
    assert not any(any(told[state]) for state in (T, S, G, L, X))


@pytest.mark.parametrize(("silent_s", "in_s"), [(0, 30), (29, 1), (29.5, 1), (30, 0), (31, 0)])
def test_half_a_minute_without_sound_in_all_shows_the_agreed_number(silent_s, in_s):
    ticket = a_ticket(T, phone_ok=True)
    talks = rooms.answer(ringing(), at(0))
    heard = replace(talks, talked_s=100.0)
    now = at(100 + silent_s)
    assert closing.phone_instead_in_s(ticket, heard, now) == in_s
    assert closing.phone_instead_in_s(replace(ticket, phone_ok=False), heard, now) is None
    assert closing.phone_instead_in_s(ticket, replace(heard, runs_since=at(99)), now) is None
