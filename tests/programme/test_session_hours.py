"""A session opens and ends at its hours, and its end is a closing: nobody loses a place by it."""

from datetime import timedelta
from pathlib import Path

import pytest

from fair.booths import reads as booths
from fair.booths.booth import Cause
from fair.contract.booths import BoothOpen
from fair.contract.programme import CloseFair, PauseFair, ResumeFair
from fair.contract.programme_halls import AddSession, EndSession, OpenSession
from fair.contract.queue import JoinQueue, LookAtQueue
from fair.days import typed_of
from fair.db import utc_now
from fair.glossary import SessionState, TicketState
from fair.hours import Hours
from fair.programme import reads
from fair.programme.refusals import BetweenSessions, HoursPast, SessionsOver
from fair.queue import reads as queue
from fair.tickets.refusals import BoothIsClosed
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import texted
from tests.values import some
from tests.world import World, running

PLANNED, OPEN, PAUSED, OVER = SessionState


async def a_session(day: Day, begins: float, lasts: float) -> str:
    """Plan a session that begins in so many minutes and lasts so many."""
    at = utc_now() + timedelta(minutes=begins)
    zone = some(day.world.look(reads.fair, day.scene.fair_id)).zone
    planned = AddSession(
        fair_id=day.scene.fair_id,
        opens_at=typed_of(at, zone),
        closes_at=typed_of(at + timedelta(minutes=lasts), zone),
    )
    return str((await day.world.do(planned, day.scene.organiser)).session_id)


async def passes(day: Day, minutes: float) -> None:
    """Let it be so many minutes later than now, and let hours act."""
    later = utc_now() + timedelta(minutes=minutes)
    day.world.clock(later)
    await Hours(day.world.server.dispatch).look(later)


async def told(day: Day) -> None:
    while await day.world.server.leader.fire(day.world.database._last_now):
        pass


def states(day: Day) -> list[SessionState]:
    return [one.state for one in day.world.look(reads.sessions, day.scene.fair_id)]


async def two_sessions(world: World) -> Day:
    """Return a day with a session from now on for ten minutes, and one after a break of two."""
    day = await a_day(world)
    await a_session(day, 0, 10)
    await a_session(day, 12, 10)
    await passes(day, 0.1)
    return day


async def opens_booth(day: Day) -> None:
    await day.world.do(BoothOpen(booth_id=day.booth_id), day.scene.recruiter)


async def test_a_session_opens_and_ends_at_its_hours_and_so_does_the_next(world):
    day = await two_sessions(world)
    assert states(day) == [OPEN, PLANNED]
    await passes(day, 9.9)
    assert states(day) == [OPEN, PLANNED]
    await passes(day, 10.1)
    assert states(day) == [OVER, PLANNED]
    await passes(day, 12.1)
    assert states(day) == [OVER, OPEN]
    await passes(day, 22.1)
    assert states(day) == [OVER, OVER]


async def test_the_end_of_a_session_is_a_closing_and_who_waits_is_carried_into_the_next(world):
    day = await two_sessions(world)
    people = await day.waiting(2)
    await passes(day, 10.1)

    booth = some(day.world.look(booths.booth, day.booth_id))
    assert (booth.open, booth.cause) == (False, Cause.SESSION)
    for _, mine in people:
        ticket = day.ticket(mine)
        assert (ticket.state, ticket.cause) == (TicketState.CLOSED, "session_over")
        assert ticket.choice == "carried"
    await told(day)
    assert "has closed before it was your turn" in texted(day, people[0][0].person_id)[-1]

    await passes(day, 12.1)
    await opens_booth(day)
    line = [day.ticket(one.ticket_id) for one in day.world.look(queue.in_order, day.booth_id)]
    assert [one.after_id for one in line] == [mine for _, mine in people]


async def test_a_talk_goes_on_to_its_end_when_its_session_is_over(world):
    day = await two_sessions(world)
    ((who, mine),) = await day.waiting(1)
    called = await day.call()
    await day.answer(who, called.call_id)
    await passes(day, 10.1)
    assert day.ticket(mine).state is TicketState.TALKING


async def test_nobody_opens_a_booth_or_joins_a_closed_one_between_two_sessions(world):
    day = await two_sessions(world)
    await passes(day, 10.1)
    with pytest.raises(BetweenSessions) as said:
        await opens_booth(day)
    assert ":" in said.value.values["opens"]
    with pytest.raises(BoothIsClosed):
        await day.world.do(JoinQueue(booth_id=day.booth_id), await day.seeker())
    await passes(day, 22.1)
    with pytest.raises(SessionsOver):
        await opens_booth(day)


async def test_sessions_keep_their_hours_over_a_restart_and_an_outage(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        day = await two_sessions(world)
        ((_, mine),) = await day.waiting(1)
    async with running(tmp_path) as world:
        day = Day(world, day.scene)
        await passes(day, 13)
        assert states(day) == [OVER, OPEN]
        assert day.ticket(mine).choice == "carried"


async def test_a_session_that_an_outage_swallowed_whole_is_over(world):
    day = await two_sessions(world)
    await passes(day, 30)
    assert states(day) == [OVER, OVER]


async def test_on_a_pause_a_session_ends_at_its_hour_and_none_begins(world):
    day = await two_sessions(world)
    await day.waiting(1)
    fair = {"fair_id": day.scene.fair_id}
    await day.world.do(PauseFair(**fair), day.scene.organiser)
    assert states(day) == [PAUSED, PLANNED]
    await passes(day, 12.1)
    assert states(day) == [OVER, PLANNED]
    await day.world.do(ResumeFair(**fair), day.scene.organiser)
    await passes(day, 12.3)
    assert states(day) == [OVER, OPEN]


async def test_a_session_that_an_organiser_ends_is_a_closing_too(world):
    day = await two_sessions(world)
    ((_, mine),) = await day.waiting(1)
    first = day.world.look(reads.sessions, day.scene.fair_id)[0]
    await day.world.do(EndSession(session_id=first.id), day.scene.organiser)
    assert day.ticket(mine).cause == "session_over"


async def test_the_closing_of_the_fair_is_said_as_that_and_not_as_the_end_of_a_session(world):
    day = await two_sessions(world)
    ((_, mine),) = await day.waiting(1)
    await day.world.do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)
    assert day.ticket(mine).cause == "fair_closed"
    assert states(day) == [OVER, OVER]


async def test_a_window_that_is_past_is_opened_by_nobody(world):
    day = await two_sessions(world)
    late = day.world.look(reads.sessions, day.scene.fair_id)[1]
    later = late.closes_at + timedelta(minutes=1)
    day.world.clock(later)
    first = day.world.look(reads.sessions, day.scene.fair_id)[0]
    await day.world.do(EndSession(session_id=first.id), day.scene.organiser)
    with pytest.raises(HoursPast):
        await day.world.do(OpenSession(session_id=late.id), day.scene.organiser)


async def test_a_fair_without_sessions_stays_as_it_is(world):
    day = await a_day(world)
    ((_, mine),) = await day.waiting(1)
    await passes(day, 30)
    assert day.ticket(mine).state is TicketState.WAITING


async def test_last_call_is_by_the_end_of_the_session_and_not_of_the_fair(world):
    day = await two_sessions(world)
    people = await day.waiting(6)
    await day.world.do(LookAtQueue(booth_id=day.booth_id))
    said = texted(day, people[-1][0].person_id)
    assert any("a turn for number 6 is unlikely before they close" in one for one in said)
    assert not any("unlikely" in one for one in texted(day, people[0][0].person_id))


async def test_pages_name_the_end_of_the_session_where_one_runs(world):
    day = await two_sessions(world)
    people = await day.waiting(6)
    await day.world.do(LookAtQueue(booth_id=day.booth_id))
    newcomer = await day.seeker()
    for who, page in ((people[-1][0], "/queues"), (newcomer, f"/booths/{day.booth_id}")):
        async with day.world.web(day.tokens[who.person_id]) as web:
            said = (await web.get(page)).text
        assert "This session ends at" in said
        assert "The fair closes at" not in said


async def test_the_closing_notice_stands_once_however_many_queues_one_waits_in(world):
    day = await two_sessions(world)
    who = await day.seeker()
    for booth_id in (day.booth_id, await day.another_booth()):
        await day.join(who, booth_id)
    async with day.world.web(day.tokens[who.person_id]) as web:
        page = (await web.get("/queues")).text
    assert page.count('data-standing="closing"') == 1
