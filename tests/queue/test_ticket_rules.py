"""The life of a ticket: each step of each state, and what each costs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.decisions import WrongState, move
from fair.glossary import Lane, TicketState
from fair.tickets import closing, leaving
from fair.tickets import refusals as queue_refusals
from fair.tickets import ticket as rules
from fair.tickets.ticket import MOVES_TICKET, Ticket

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
W, C, T, P = TicketState.WAITING, TicketState.CALLED, TicketState.TALKING, TicketState.PARKED
S, G, L, X = TicketState.SERVED, TicketState.LAPSED, TicketState.LEFT, TicketState.CLOSED
# PRODUCT.md, "The lives of things", said once more; silence costs nobody who is parked a place.
# A talk by telephone of which only the recruiter tells parks; once it is known, it has served.
LIFE = {
    W: {C, P, L, X}, C: {T, W, P, G, L, X}, T: {S, W, P, L, X}, P: {W, S, L, X},
    S: set(), G: set(), L: {W}, X: set(),
}  # fmt: skip

VERBS = sorted({verb for moves in MOVES_TICKET.values() for verb in moves})


def a_ticket(state=W, **given) -> Ticket:
    values = {
        "id": "t1", "fair_id": "f1", "booth_id": "b1", "person_id": "p1", "number": 7,
        "rank": rules.rank_of(7), "lane": Lane.STANDARD, "state": state, "vacancy_ids": (),
        "joined_at": AT, "since_at": AT, "version": 1, **given,
    }  # fmt: skip
    return Ticket(**values)


@pytest.mark.parametrize("state", list(TicketState))
@pytest.mark.parametrize("to", list(TicketState))
def test_the_life_is_the_one_that_was_promised(state, to):
    assert (to in MOVES_TICKET[state].values()) == (to in LIFE[state])


@pytest.mark.parametrize("state", list(TicketState))
@pytest.mark.parametrize(
    "verb", sorted({verb for moves in MOVES_TICKET.values() for verb in moves})
)
def test_every_other_step_is_refused(state, verb):
    if verb in MOVES_TICKET[state]:
        assert move(MOVES_TICKET, state, verb)
    else:
        with pytest.raises(WrongState):
            move(MOVES_TICKET, state, verb)


def test_a_real_miss_parks_and_keeps_the_number():
    missed = rules.miss(a_ticket(C), real=True, now=AT)
    assert (missed.state, missed.misses, missed.number) == (P, 1, 7)


def test_the_second_real_miss_lapses():
    missed = rules.miss(a_ticket(C, misses=1), real=True, now=AT)
    assert missed.state is G
    assert closing.chooses(missed)


def test_a_miss_without_notice_costs_nothing():
    missed = rules.miss(a_ticket(C), real=False, now=AT)
    assert (missed.state, missed.misses, missed.rank) == (W, 0, rules.rank_of(7))
    assert missed.held == rules.UNREACHED


def test_the_third_unshown_ring_in_a_row_parks_and_is_no_miss():
    ticket = a_ticket(C)
    for _ in range(2):
        ticket = replace(rules.unreached(ticket, "unshown"), state=C)
    parked = rules.unreached(ticket, "unshown")
    assert (parked.state, parked.misses) == (P, 0)


def test_an_answer_ends_the_row_of_unshown_rings():
    ticket = rules.answer(a_ticket(C, unreached=2))
    assert ticket.unreached == 0


def test_five_more_minutes_are_free_once():
    first = rules.postpone(a_ticket())
    assert (first.state, first.held, first.rank) == (W, rules.FIVE, rules.rank_of(7))
    with pytest.raises(queue_refusals.AlreadyPostponed):
        rules.postpone(first)


def test_five_more_minutes_at_the_ring_keep_the_place_once_and_park_the_second_time():
    first = rules.postpone_call(a_ticket(C))
    assert (first.state, first.held, first.postponed) == (W, rules.FIVE, True)
    assert rules.postpone_call(replace(first, state=C)).state is P


def test_after_five_minutes_get_ready_goes_out_afresh():
    ticket = rules.free(rules.postpone(a_ticket(warned_at=AT)))
    assert (ticket.held, ticket.warned_at) == ("", None)


def test_who_comes_back_stands_by_number_but_behind_the_one_at_the_head():
    head = rules.rank_of(10)
    back = rules.come_back(a_ticket(P), head, AT)
    assert head < back.rank < rules.rank_of(11)
    assert rules.come_back(a_ticket(P), rules.rank_of(3), AT).rank == rules.rank_of(7)
    assert rules.come_back(a_ticket(P), None, AT).rank == rules.rank_of(7)


def test_who_comes_back_behind_one_that_came_back_stands_behind_that_one():
    first = rules.come_back(a_ticket(P, number=5), rules.rank_of(10), AT)
    second = rules.come_back(a_ticket(P, number=3), first.rank, AT)
    assert first.rank < second.rank < rules.rank_of(11)


def test_a_cut_off_talk_goes_on_first_and_the_second_time_by_its_place():
    cut = closing.cut_off(a_ticket(T), AT)
    assert (cut.state, cut.lane, cut.held) == (W, Lane.HANDED_ON, "")
    again = closing.cut_off(replace(cut, state=T), AT)
    assert (again.state, again.lane, again.held) == (W, Lane.STANDARD, rules.UNREACHED)


def test_parking_takes_somebody_out_of_a_special_lane():
    assert rules.park(a_ticket(C, lane=Lane.HANDED_ON), "declined").lane is Lane.STANDARD


@pytest.mark.parametrize("state", [X, G])
def test_after_a_closing_or_a_lapse_a_choice_is_owed(state):
    assert closing.chooses(a_ticket(state))
    assert not closing.chooses(a_ticket(state, choice="leave"))


def test_every_step_raises_the_version_by_one():
    steps = [
        rules.warn(a_ticket(), AT), rules.make_ready(a_ticket(), AT), rules.postpone(a_ticket()),
        rules.free(a_ticket(held="five")), rules.call(a_ticket(), "c", "a", AT),
        rules.answer(a_ticket(C)), rules.keep(a_ticket(C), ""), rules.unreached(a_ticket(C), ""),
        rules.unreached(a_ticket(C, unreached=2), ""), rules.postpone_call(a_ticket(C)),
        rules.postpone_call(a_ticket(C, postponed=True)),
        rules.miss(a_ticket(C), real=True, now=AT), rules.miss(a_ticket(C), real=False, now=AT),
        rules.miss(a_ticket(C, misses=1), real=True, now=AT), rules.park(a_ticket(C), ""),
        rules.come_back(a_ticket(P), None, AT), rules.serve(a_ticket(T), AT),
        closing.cut_off(a_ticket(T), AT), leaving.leave(a_ticket(), "", AT),
        closing.close(a_ticket(), "", AT),
    ]  # fmt: skip
    assert [step.version for step in steps] == [2] * len(steps)


def test_after_a_talk_there_are_two_quiet_minutes():
    """PRODUCT.md, "Rules of the queue": a number that changes must change there too."""
    assert rules.QUIET_S == 2 * 60


def test_nobody_may_be_phoned_or_helped_or_typed_with_who_did_not_ask_for_it():
    ticket = a_ticket()
    assert (ticket.phone_ok, ticket.helper, ticket.text_only) == (False, False, False)


@pytest.mark.parametrize(
    ("called_after", "now_after", "waited"),
    [(None, 60, 60), (None, 0, 0), (30, 60, 30), (30.5, 60, 30), (None, -5, 0), (0, 60, 0)],
)
def test_a_wait_counts_until_the_call_and_is_never_less_than_nothing(
    called_after, now_after, waited
):
    called_at = None if called_after is None else AT + timedelta(seconds=called_after)
    ticket = a_ticket(called_at=called_at)
    assert ticket.waited_s(AT + timedelta(seconds=now_after)) == waited


def test_ready_is_the_notice_of_who_had_none_and_ends_the_row_of_unshown_rings():
    later = AT + timedelta(minutes=5)
    ready = rules.make_ready(a_ticket(held="five", unreached=2), later)
    assert (ready.warned_at, ready.ready_at, ready.held, ready.unreached) == (later, later, "", 0)
    assert rules.make_ready(a_ticket(warned_at=AT), later).warned_at == AT


def test_who_comes_back_or_was_parked_begins_a_new_row_of_unshown_rings():
    assert rules.come_back(a_ticket(P, unreached=2), None, AT).unreached == 0
    assert rules.unreached(a_ticket(C, unreached=2), "unshown").unreached == 0
    assert rules.unreached(a_ticket(C), "unshown").unreached == 1


def test_two_who_come_back_one_after_the_other_stand_right_behind_the_head():
    """Room for a million returns behind one head, and for two million numbers in a database."""
    head = rules.rank_of(10)
    assert rules.rank_after(rules.rank_of(3), head) == head + 1
    assert rules.rank_of(11) - head > 1_000_000
    assert rules.rank_of(2_000_000) < 1 << 62


@pytest.mark.parametrize("state", [W, C, T, P])
def test_a_recruiters_word_alone_parks_and_what_makes_it_known_serves(state):
    kept = closing.unconfirmed(a_ticket(state, misses=1, lane=Lane.HANDED_ON))
    assert (kept.state, kept.cause, kept.misses) == (P, "unconfirmed", 1)
    assert kept.unconfirmed
    served = closing.by_phone(kept, AT)
    assert (served.state, served.ended_at) == (S, AT)


def test_who_is_parked_for_another_reason_or_is_back_is_not_asked_how_it_was():
    assert not rules.park(a_ticket(C), "declined").unconfirmed
    back = rules.come_back(closing.unconfirmed(a_ticket(T)), None, AT)
    assert not back.unconfirmed


@pytest.mark.parametrize(
    ("wishes", "medium", "may_ring"),
    [
        ({}, "voice", False),
        ({"text_only": True}, "text", False),
        ({"phone_ok": True}, "voice", True),
        ({"phone_first": True}, "phone", True),
        ({"phone_first": True, "text_only": True}, "phone", True),
    ],
)
def test_the_telephone_that_was_chosen_goes_before_what_was_wished(wishes, medium, may_ring):
    ticket = a_ticket(**wishes)
    assert (ticket.medium, ticket.may_ring) == (medium, may_ring)
