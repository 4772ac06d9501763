"""Leaving can be taken back for half a minute, with number and place, by the own tap alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from fair.contract.people import WithdrawConsent
from fair.contract.queue import LeaveQueue, PostponeTicket, StayInQueue
from fair.contract.rooms import DeclineCall
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.glossary import TicketState
from fair.queue import reads
from fair.queue.store import ticket_table
from fair.tickets import leaving, refusals
from fair.tickets import ticket as rules
from tests.queue.day import Day, a_day
from tests.queue.test_ticket_rules import a_ticket
from tests.world import some

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def left(cause=leaving.OUT, **given):
    return a_ticket(TicketState.LEFT, cause=cause, ended_at=AT, **given)


@pytest.mark.parametrize(("seconds", "stays"), [(0, True), (30, True), (35, True), (36, False)])
def test_for_half_a_minute_and_the_way_of_the_tap(seconds, stays):
    now = AT + timedelta(seconds=seconds)
    if stays:
        assert leaving.stay(left(), None, now, held=False).waits
    else:
        with pytest.raises(refusals.LeftForGood):
            leaving.stay(left(), None, now, held=False)
    assert some(leaving.stays_until(left())) == AT + timedelta(seconds=30)


@pytest.mark.parametrize("cause", ["consent", "erased", ""])
def test_only_the_own_wish_is_taken_back(cause):
    assert leaving.stays_until(left(cause)) is None
    with pytest.raises(refusals.LeftForGood):
        leaving.stay(left(cause), None, AT, held=False)


@pytest.mark.parametrize("state", [one for one in TicketState if one is not TicketState.LEFT])
def test_who_has_not_left_takes_nothing_back(state):
    with pytest.raises(refusals.LeftForGood):
        leaving.stay(a_ticket(state, cause=leaving.OUT, ended_at=AT), None, AT, held=False)


def test_out_of_the_line_the_place_is_kept_and_away_from_it_one_stands_behind_the_head():
    head = rules.rank_of(9)
    assert leaving.stay(left(), head, AT, held=False).rank == rules.rank_of(7)
    assert leaving.stay(left(leaving.AWAY), head, AT, held=False).rank == head + 1
    assert leaving.stay(left(held=rules.FIVE), head, AT, held=True).held == rules.FIVE
    assert leaving.stay(left(held=rules.FIVE), head, AT, held=False).held == ""


def numbers(day):
    return [one.number for one in day.world.look(reads.in_order, day.booth_id)]


async def leave(day, who, ticket_id):
    await day.world.do(LeaveQueue(ticket_id=ticket_id), who)


async def stay(day, who, ticket_id):
    await day.world.do(StayInQueue(ticket_id=ticket_id), who)


async def long_ago(day, ticket_id):
    await day.world.work(
        lambda work: work.write(
            update(ticket_table)
            .where(ticket_table.c.id == ticket_id)
            .values(ended_at=utc_now() - timedelta(minutes=1))
        )
    )


async def test_number_and_place_are_kept(day):
    (who, ticket_id), *_ = await day.waiting(3)
    await day.look()
    await leave(day, who, ticket_id)
    assert numbers(day) == [2, 3]
    await stay(day, who, ticket_id)
    assert numbers(day) == [1, 2, 3]
    shown = day.world.rows(f"select result from forecast where ticket_id = '{ticket_id}'")
    assert [row.result for row in shown] == [""]  # counts as if they had never left


async def test_after_half_a_minute_the_place_is_gone(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    await long_ago(day, ticket_id)
    before = day.everything()
    with pytest.raises(refusals.LeftForGood):
        await stay(day, who, ticket_id)
    assert day.everything() == before


async def test_the_tap_in_a_second_tab_is_not_told_that_the_place_is_gone(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    await stay(day, who, ticket_id)
    before = day.everything()
    await stay(day, who, ticket_id)
    assert day.everything() == before
    assert numbers(day) == [1]


async def test_nobody_takes_the_leaving_of_somebody_else_back(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    before = day.everything()
    with pytest.raises(NotAllowed):
        await stay(day, await day.seeker(), ticket_id)
    with pytest.raises(NotAllowed):
        await stay(day, day.scene.recruiter, ticket_id)
    assert day.everything() == before


async def test_leaving_a_ring_and_taking_it_back_gains_no_place(day):
    (who, ticket_id), *_ = await day.waiting(3)
    await day.call()
    await leave(day, who, ticket_id)
    await stay(day, who, ticket_id)
    assert numbers(day) == [2, 1, 3]  # as after *Not now* and *I am back*


async def test_leaving_while_away_and_taking_it_back_is_coming_back(day):
    (who, ticket_id), *_ = await day.waiting(3)
    await day.world.do(DeclineCall(call_id=(await day.call()).call_id), who)
    await leave(day, who, ticket_id)
    await stay(day, who, ticket_id)
    assert numbers(day) == [2, 1, 3]


async def test_five_minutes_that_run_go_on(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.world.do(PostponeTicket(ticket_id=ticket_id), who)
    await leave(day, who, ticket_id)
    await stay(day, who, ticket_id)
    assert day.ticket(ticket_id).held == rules.FIVE


async def test_who_has_joined_again_or_elsewhere_keeps_that(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    await day.join(who)
    with pytest.raises(refusals.AlreadyInQueue):
        await stay(day, who, ticket_id)


async def test_leaving_to_make_room_elsewhere_is_not_taken_back_beyond_the_limit(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    for _ in range(3):
        await day.join(who, await day.another_booth())
    with pytest.raises(refusals.TooManyQueues):
        await stay(day, who, ticket_id)


async def test_a_booth_that_closed_meanwhile_has_no_place_any_more(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    await day.close()
    with pytest.raises(refusals.BoothIsClosed):
        await stay(day, who, ticket_id)


async def test_who_took_the_consent_back_is_not_shown_again_by_it(day):
    ((who, ticket_id),) = await day.waiting(1)
    await leave(day, who, ticket_id)
    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), who)
    with pytest.raises(WrongState):
        await stay(day, who, ticket_id)
