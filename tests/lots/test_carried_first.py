"""Closing and opening again: who was cut off still goes on first, and all have waited as long."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from fair.contract.booths import BoothOpen
from fair.contract.rooms import HangUp
from fair.db import utc_now
from fair.glossary import Lane
from fair.queue import reads as queue
from fair.queue.store import ticket_table
from tests.booths.scene import seen
from tests.queue.day import Day, a_day


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def twenty_minutes_ago(day):
    """Let everybody have joined twenty minutes ago."""
    ago = utc_now() - timedelta(minutes=20)
    await day.world.work(lambda work: work.write(update(ticket_table).values(joined_at=ago)))


async def cut_off(day):
    who = await day.seeker()
    ticket = await day.join(who)
    call = (await day.call()).call_id
    await day.answer(who, call)
    await day.world.do(HangUp(call_id=call), who)
    return who, ticket


async def opened_again(day):
    await day.close()
    await day.world.do(BoothOpen(booth_id=day.booth_id), day.scene.recruiter)


def mine(day, who):
    return day.world.look(queue.live_ticket, who.person_id, day.booth_id)


async def test_closing_and_opening_again_costs_nobody_the_place_or_the_waiting_time(day):
    people = [who for who, _ in await day.waiting(5)]
    first, _ = await cut_off_last(day)
    await twenty_minutes_ago(day)

    await opened_again(day)

    places = [one.person_id for one in day.world.look(queue.in_order, day.booth_id)]
    assert places == [first.person_id, *(one.person_id for one in people)]
    assert mine(day, first).lane is Lane.HANDED_ON
    assert {mine(day, one).waited_s(utc_now()) // 60 for one in (first, *people)} == {20}


async def cut_off_last(day):
    """Call the last of the line by rank: the others are behind an older number."""
    who = await day.seeker()
    ticket = await day.join(who)
    await day.world.work(
        lambda work: work.write(
            update(ticket_table).where(ticket_table.c.id == ticket).values(rank=1)
        )
    )
    call = (await day.call()).call_id
    assert day.ticket(ticket).call_id == call
    await day.answer(who, call)
    await day.world.do(HangUp(call_id=call), who)
    await day.world.work(
        lambda work: work.write(
            update(ticket_table).where(ticket_table.c.id == ticket).values(rank=1 << 40)
        )
    )
    return who, ticket


async def test_who_was_cut_off_reads_that_and_not_that_it_never_was_their_turn(day):
    who, _ = await cut_off(day)
    await day.close()

    page = await seen(day.scene, "/queues", day.tokens[who.person_id])

    assert "You go on first when they call people again" in page
    assert "closed before your turn" not in page


async def test_where_nobody_was_heard_no_answer_is_owed_and_the_place_is_carried(day):
    await cut_off(day)
    await day.close()

    desk = await seen(day.scene, f"/desk/{day.booth_id}", "recruiter")

    assert "None. Everybody has an answer." in desk
