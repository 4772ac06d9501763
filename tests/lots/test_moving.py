"""A silent booth's queue is asked whether it moves; nobody is moved, a yes is the consent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fair.contract.limits import SetLimits
from fair.contract.lots import MoveTicket
from fair.db import utc_now
from fair.decisions import NotAllowed
from fair.glossary import TicketState
from fair.interviews.forecast import Wait
from fair.lots import moving
from fair.lots.refusals import BoothAnswers, OtherWork
from fair.people import reads as people
from fair.queue import reads
from fair.tickets import carrying
from fair.tickets.refusals import LineFull
from fair.tickets.ticket import rank_of
from tests.booths.scene import seen
from tests.lots.morning import a_morning, draws, opens, wrong_rows
from tests.queue.day import Day, a_day
from tests.queue.test_joining import post
from tests.queue.test_ticket_rules import AT, a_ticket


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def later(day: Day, **time: float) -> None:
    """Let time go by."""
    day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(**time))


async def falls_silent(day: Day) -> None:
    """Let six minutes go by without a call, and the queue be looked after."""
    later(day, minutes=6)
    await day.look()


async def test_a_silent_booth_s_queue_may_go_to_the_same_work_with_its_waiting_time(day):
    other = await day.another_booth()
    await post(day)
    await post(day, booth_id=other)
    me = await day.seeker()
    mine = await day.join(me)
    first = await day.seeker()
    await day.join(first, other)
    later(day, minutes=3)
    late = await day.seeker()
    await day.join(late, other)
    with pytest.raises(BoothAnswers):
        await day.world.do(MoveTicket(ticket_id=mine, booth_id=other), me)
    await falls_silent(day)
    stranger = await day.seeker()
    with pytest.raises(NotAllowed):
        await day.world.do(MoveTicket(ticket_id=mine, booth_id=other), stranger)

    moved = await day.world.do(MoveTicket(ticket_id=mine, booth_id=other), me)

    line = [day.ticket(one.ticket_id) for one in day.world.look(reads.in_order, other)]
    assert [one.person_id for one in line] == [
        first.person_id, me.person_id, late.person_id,
    ]  # fmt: skip
    new, old = day.ticket(moved.ticket_id), day.ticket(mine)
    assert (new.joined_at, new.after_id) == (old.joined_at, old.id)
    assert (old.state, old.cause) == (TicketState.LEFT, "moved")
    assert day.world.look(reads.went_before, line[2]) == {"moved": 1}
    assert day.world.look(people.consented, day.scene.employer_id, me.person_id)
    assert wrong_rows(day.world) == []


async def test_the_first_to_join_an_announced_fair_brings_no_time_from_before_the_lot(world):
    """At a silent booth too the fastest connection wins nothing."""
    day = await a_morning(world)
    me = await day.seeker()
    mine = await day.join(me)
    await opens(day)
    other = await day.another_booth()
    for booth_id in day.booths:
        await post(day, booth_id=booth_id)
    first = await day.seeker()
    await day.join(first, other)
    await draws(day)
    await falls_silent(day)
    moved = await day.world.do(MoveTicket(ticket_id=mine, booth_id=other), me)
    line = [day.ticket(one.ticket_id) for one in day.world.look(reads.in_order, other)]
    assert [one.person_id for one in line] == [first.person_id, me.person_id]
    assert day.ticket(moved.ticket_id).joined_at == day.ticket(mine).joined_at


async def test_a_full_line_takes_nobody_who_moves_there_either(day):
    other = await day.another_booth()
    for booth_id in day.booths:
        await post(day, booth_id=booth_id)
    me = await day.seeker()
    mine = await day.join(me)
    await day.join(await day.seeker(), other)
    full = SetLimits(fair_id=day.scene.fair_id, booth_id=other, capacity=1)
    await day.world.do(full, day.scene.organiser)
    await falls_silent(day)
    with pytest.raises(LineFull):
        await day.world.do(MoveTicket(ticket_id=mine, booth_id=other), me)
    assert day.ticket(mine).waits


async def test_nobody_moves_to_other_work(day):
    other = await day.another_booth()
    await post(day)
    me = await day.seeker()
    mine = await day.join(me)
    await falls_silent(day)
    with pytest.raises(OtherWork):
        await day.world.do(MoveTicket(ticket_id=mine, booth_id=other), me)
    assert day.ticket(mine).waits


async def test_the_page_of_a_shorter_queue_is_its_holder_s_alone(day):
    me, other = await day.seeker(), await day.seeker()
    mine = await day.join(me)
    page = await seen(day.scene, f"/queues/{mine}/shorter", day.tokens[me.person_id])
    assert "No other booth has the same work with a shorter queue now" in page
    async with day.world.web(day.tokens[other.person_id]) as web:
        assert (await web.get(f"/queues/{mine}/shorter")).status_code == 403


def test_a_change_of_booths_is_worth_ten_minutes():
    assert moving.is_shorter(Wait(9, 0, 1200, 1800), Wait(1, 0, 600, 900))
    assert not moving.is_shorter(Wait(9, 0, 1200, 1800), Wait(1, 0, 601, 900))
    assert moving.is_shorter(None, Wait(1, 0, 600, 900))
    assert not moving.is_shorter(None, Wait(1))


def test_who_brings_a_waiting_time_stands_behind_all_who_have_waited_as_long_and_the_head():
    first, second, third = (
        a_ticket(number=at, rank=rank_of(at), joined_at=AT + timedelta(minutes=at))
        for at in (1, 2, 3)
    )
    line, head = [first, second, third], first.rank
    for minute, behind in ((0, first), (1, first), (2, second)):
        rank = carrying.rank_by_time(line, AT + timedelta(minutes=minute), head)
        after = line[line.index(behind) + 1]
        assert rank is not None
        assert behind.rank < rank < after.rank
    assert carrying.rank_by_time(line, AT + timedelta(minutes=3), head) is None
    older_behind = [first, third, replace(second, rank=third.rank + 1)]
    assert carrying.rank_by_time(older_behind, AT + timedelta(minutes=2), head) is None
    assert carrying.rank_by_time([], AT, None) is None
