"""Many are told at once, some in each work: a booth that has closed, and changed hours."""

from datetime import timedelta

import pytest

from fair.contract.programme import ChangeFair
from fair.contract.queue import ChooseAfter
from fair.db import utc_now
from fair.programme import reads as programme
from fair.programme.fair import SETTLED_S
from fair.reach import many_actions
from tests.programme.agreeing import agree
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import texted


@pytest.fixture
async def day(world, monkeypatch) -> Day:
    monkeypatch.setattr(many_actions, "AT_ONCE", 2)  # five people are many here
    return await a_day(world)


async def clock_runs(day, later=0):
    """Let the clock do all that is due so many seconds later, until nothing more comes of it."""
    while await day.world.server.leader.fire(utc_now() + timedelta(seconds=later)):
        pass


async def test_whoever_waited_is_texted_once_that_the_booth_has_closed(day):
    people = await day.waiting(5)
    await day.close()
    await day.world.do(ChooseAfter(ticket_id=people[1][1], choice="leave"), people[1][0])
    await clock_runs(day)
    await clock_runs(day)

    told = [
        sum("has closed before it was your turn" in one for one in texted(day, who))
        for who in (one.person_id for one, _ in people)
    ]
    assert told == [1, 0, 1, 1, 1]


async def changed(day, **hours):
    fair = day.world.look(programme.fair, day.scene.fair_id)
    said = {
        "fair_id": fair.id, "title": fair.title, "about": fair.about, "zone": fair.zone,
        "opens_at": f"{fair.opens_at.astimezone():%Y-%m-%dT%H:%M}",
        "closes_at": f"{fair.closes_at.astimezone():%Y-%m-%dT%H:%M}",
        "most_tickets": fair.most_tickets, "languages": fair.languages,
    } | hours  # fmt: skip
    await agree(day.world, ChangeFair.model_validate(said), day.scene.organiser)
    await clock_runs(day, later=SETTLED_S + 1)


async def test_everybody_who_takes_part_is_texted_changed_hours_and_nothing_else(day):
    people = [await day.seeker() for _ in range(5)]
    fair = day.world.look(programme.fair, day.scene.fair_id)
    later = fair.closes_at + timedelta(hours=1)
    zone = "UTC"
    said = {
        "zone": zone,
        "opens_at": f"{fair.opens_at:%Y-%m-%dT%H:%M}",
        "closes_at": f"{later:%Y-%m-%dT%H:%M}",
    }
    await changed(day, **said)
    await changed(day, title="Another title", **said)

    told = [texted(day, one.person_id) for one in people]
    assert ["its hours have changed. It opens" in one[-1] for one in told] == [True] * 5
    assert [sum("hours have changed" in said for said in one) for one in told] == [1] * 5
