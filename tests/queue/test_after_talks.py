"""Two minutes before a talk ends the next person is warned by itself, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from fair.db import utc_now
from fair.interviews.store import interview_table
from fair.rooms.call_store import call_table
from fair.tickets.order import after_talks
from tests.queue.day import Day, a_day
from tests.queue.test_order_rules import standing


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def long_talks_so_far(day: Day, count: int) -> None:
    """Let the booth's talks have taken an hour each: then no forecast says that a turn is near."""
    for who, _ in await day.waiting(count):
        await day.talk(who, (await day.call()).call_id)
    at = interview_table.c
    for row in day.world.rows(select(at.id, at.started_at)):
        earlier = row.started_at - timedelta(hours=1)
        await day.world.work(
            lambda work, row=row, earlier=earlier: work.write(
                update(interview_table).where(at.id == row.id).values(started_at=earlier)
            )
        )


async def talked_for(day: Day, call_id: str, minutes: float) -> None:
    since = utc_now() - timedelta(minutes=minutes)
    await day.world.work(
        lambda work: work.write(
            update(call_table).where(call_table.c.id == call_id).values(runs_since=since)
        )
    )


async def test_two_minutes_before_a_talk_ends_the_next_person_is_warned_by_itself_once(day):
    await long_talks_so_far(day, 3)
    (one, _), (_, second), (_, third) = await day.waiting(3)
    called = await day.call()
    await day.answer(one, called.call_id)
    await day.hear(one, called.call_id)

    await talked_for(day, called.call_id, 7.9)
    await day.look()
    assert day.ticket(second).warned_at is None

    await talked_for(day, called.call_id, 8.1)
    await day.look()
    warned = day.ticket(second).warned_at
    assert warned is not None
    assert day.ticket(third).warned_at is None

    await day.look()
    assert day.ticket(second).warned_at == warned
    assert day.world.kinds(day.scene.fair_id).count("ticket.warned") == 1


def test_as_many_are_warned_as_talks_end_and_nobody_who_talks_elsewhere():
    line = [standing(1, busy=True), standing(2), standing(3), standing(4)]
    assert [one.number for one in after_talks(line, 2)] == [2, 3]
    assert after_talks(line, 0) == []
