"""A booth that calls nobody: it is said, and nobody is told to get ready for it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.contract.queue import JoinQueue
from fair.db import utc_now
from tests.lots.morning import a_morning, draws, opens
from tests.queue.day import Day, a_day
from tests.queue.test_ticket_says import page, plain, says


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def later(day: Day, **time: float) -> None:
    day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(**time))


async def quiet_for(day: Day, **time: float) -> None:
    """Let all that was a sign of the booth be older."""
    by = timedelta(**time) // timedelta(microseconds=1)
    for table, column in (("duty", "since"), ("ticket", "joined_at"), ("ticket", "since_at")):
        older = text(f"UPDATE {table} SET {column} = {column} - {by}")
        await day.world.work(lambda work, older=older: work.write(older))


async def test_a_silent_booth_is_said_and_warns_nobody(day):
    who, other = await day.seeker(), await day.seeker()
    ticket_id = await day.join(who)
    await day.look()
    assert (await says(day, who))[0].startswith("Get ready: we ring you")
    assert day.ticket(ticket_id).warned_at is not None

    await quiet_for(day, minutes=6)
    second = await day.join(other)
    await day.look()

    assert day.ticket(second).warned_at is None
    for one in (who, other):
        (sentence,) = await says(day, one)
        assert "They have called nobody since" in sentence
        assert "Is there a shorter queue for the same work?" in sentence
    await day.call()
    assert "They have called nobody" not in await page(day, other)


async def test_who_stands_where_nobody_talks_is_told_of_no_long_talks(day):
    ((who, _),) = await day.waiting(1)
    await day.look()
    for _ in range(6):
        later(day, minutes=4)
        await day.look()

    said = plain(await page(day, who))
    assert "Later now: nobody is called there at this moment." in said
    assert "the talks take longer" not in said


async def test_ready_now_said_before_the_fair_opens_is_no_notice_of_a_ring(world):
    day = await a_morning(world)
    who = await day.seeker()
    assert "When can you talk?" not in await page(day, who, f"/booths/{day.booth_id}")
    reply = await day.world.do(JoinQueue(booth_id=day.booth_id, ready_in=0), who)
    assert day.ticket(reply.ticket_id).warned_at is None

    await opens(day)
    await draws(day)
    later(day, minutes=3)
    called = await day.call()
    (ring,) = day.world.rows(f"SELECT ring_s FROM call WHERE id = '{called.call_id}'")
    assert ring.ring_s == 90
