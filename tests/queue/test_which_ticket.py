"""What tells a seeker's tickets apart, and the hours that stand under them."""

from datetime import timedelta

import pytest

from fair.programme import reads as programme
from tests.booths.scene import seen
from tests.programme.test_session_hours import two_sessions
from tests.queue.day import Day, a_day
from tests.values import some


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def test_two_tickets_at_two_booths_of_one_employer_name_the_booth(day):
    who = await day.seeker()
    await day.join(who)
    alone = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert " · Booth" not in alone
    await day.join(who, await day.another_booth())

    both = await seen(day.scene, "/queues", day.tokens[who.person_id])

    assert " · Booth 1" in both.replace("\u2068", "").replace("\u2069", "")
    assert " · Booth 2" in both.replace("\u2068", "").replace("\u2069", "")


async def test_the_hours_under_a_ticket_are_those_of_the_session_that_runs(world):
    day = await two_sessions(world)
    ((who, _),) = await day.waiting(1)
    fair = some(world.look(programme.fair, day.scene.fair_id))
    first, _ = world.look(programme.sessions, fair.id)

    foot = (await seen(day.scene, "/queues", day.tokens[who.person_id])).partition("kept-foot")[2]

    hours = foot.partition("Hours")[2][:600]
    assert first.closes_at.isoformat() in hours
    assert fair.closes_at.isoformat() not in hours
    assert first.closes_at < fair.closes_at - timedelta(minutes=1)
