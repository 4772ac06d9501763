"""Several servers write to one PostgreSQL in turn: what one has checked still holds at its commit.

Whichever database the other tests use, these start a PostgreSQL.
"""

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fair.contract.booths import DutyStart
from fair.contract.hiring import AcceptOffer, DeclineOffer, OpenTerms
from fair.contract.queue import JoinQueue
from fair.contract.rooms import CancelCall
from fair.db import Work, utc_now
from fair.decisions import SYSTEM, Actor, Refusal
from fair.glossary import OfferState, Role
from fair.hiring import reads
from fair.instants import MICROSECOND
from fair.queue import reads as queue
from fair.rooms.refusals import AlreadyCalling
from fair.tickets.refusals import TooManyQueues
from tests import databases
from tests.booths.scene import a_scene, staff
from tests.hiring.stage import a_stage
from tests.queue.day import Day
from tests.world import World, running

# Three servers and a PostgreSQL start for these.
pytestmark = pytest.mark.timeout(300)
SERVERS = 3


class Houses(World):
    """Several servers on one database: each command goes to the next of them."""

    def __init__(self, worlds: list[World]) -> None:
        super().__init__(worlds[0].server)
        self.worlds = worlds
        self._next = itertools.cycle(worlds)

    async def do(self, command: Any, actor: Actor = SYSTEM, command_id: str = "") -> Any:
        """Carry out one command at the server whose turn it is."""
        return await World.do(next(self._next), command, actor, command_id)


@pytest.fixture
async def houses(tmp_path: Path) -> AsyncIterator[Houses]:
    """Three servers on one PostgreSQL."""
    url = databases.make_on_postgres(tmp_path)
    async with contextlib.AsyncExitStack() as opened:
        worlds = [
            await opened.enter_async_context(running(tmp_path, database_url=url))
            for _ in range(SERVERS)
        ]
        yield Houses(worlds)


@pytest.fixture
async def day(houses: Houses) -> Day:
    """A day at a booth that all three serve."""
    scene = await a_scene(houses)
    await scene.started()
    return Day(houses, scene)


async def test_nobody_gets_past_the_limit_of_three_queues(day: Day, houses: Houses) -> None:
    """Everybody stands in two queues and joins three more at once, each at another server.

    The rows of three queues have nothing in common: only the turn keeps the rule.
    """
    people = [await day.seeker() for _ in range(25)]
    for booth_id in (day.booth_id, await day.another_booth()):
        for who in people:
            await day.join(who, booth_id)
    doors = [(world, await day.another_booth()) for world in houses.worlds]

    async def join(world: World, who: Actor, booth_id: str) -> str:
        try:
            await world.do(JoinQueue(booth_id=booth_id), who)
        except TooManyQueues:
            return "too many"
        return "joined"

    said = await asyncio.gather(*(join(world, who, at) for world, at in doors for who in people))

    assert Counter(said) == {"joined": 25, "too many": 50}
    have = [day.world.look(queue.tickets_of_person, who.person_id) for who in people]
    assert {len(tickets) for tickets in have} == {3}
    assert day.world.chain_holds()


async def test_a_hundred_joins_at_once_get_a_hundred_numbers(day: Day) -> None:
    people = [await day.seeker() for _ in range(100)]

    tickets = await asyncio.gather(*(day.join(who) for who in people))

    numbers = sorted(day.ticket(ticket).number for ticket in tickets)
    assert numbers == list(range(1, 101))


async def test_one_command_sent_to_all_servers_at_once_counts_once(day: Day) -> None:
    who = await day.seeker()
    command = JoinQueue(booth_id=day.booth_id)

    replies = await asyncio.gather(*(day.world.do(command, who, "the same") for _ in range(9)))

    assert len({reply.ticket_id for reply in replies}) == 1
    assert len(day.world.look(queue.tickets_of_person, who.person_id)) == 1


async def test_a_hundred_presses_at_three_servers_never_ring_one_seeker_twice(day: Day) -> None:
    await day.waiting(30)
    recruiters = [day.scene.recruiter, day.scene.colleague]
    for number in range(3):
        made, _ = await staff(day.world, f"R{number}", Role.RECRUITER, day.scene.employer_id)
        recruiters.append(made)
    for one in recruiters[1:]:
        await day.world.do(DutyStart(booth_id=day.booth_id), one)

    async def press(by: Actor) -> str:
        try:
            called = await day.call(by)
        except AlreadyCalling:
            return ""
        await day.world.do(CancelCall(call_id=called.call_id), by)
        return str(called.call_id)

    rung = [call for call in await asyncio.gather(*map(press, recruiters * 20)) if call]

    assert len(rung) == len(set(rung)) >= 5
    assert not day.world.rows(
        "SELECT a.id FROM call a JOIN call b ON a.person_id = b.person_id AND a.id < b.id "
        "WHERE a.rang_at < b.ended_at AND b.rang_at < a.ended_at"
    )
    assert day.world.chain_holds()


async def test_a_hundred_offers_at_three_servers_never_exceed_the_head_count(
    houses: Houses,
) -> None:
    stage = await a_stage(houses, head_count=7)
    recruiters = [stage.mei, stage.scene.colleague]
    people = [await stage.talked(f"P{n}") for n in range(100)]

    async def one(n: int, person: Actor) -> str:
        try:
            await houses.do(stage.making(person), recruiters[n % 2])
        except Refusal as refusal:
            return refusal.code
        return "made"

    made = Counter(await asyncio.gather(*(one(n, person) for n, person in enumerate(people))))

    assert made == {"made": 7, "beyond-head-count": 93}
    assert stage.openings() == ("filled", 7, 0)


async def test_answers_at_three_servers_keep_openings_and_offers_equal(houses: Houses) -> None:
    stage = await a_stage(houses, head_count=10)
    other = await stage.post(10, title="Cutter")
    commands: list[tuple[Any, Actor]] = []
    for n in range(20):
        person = await stage.talked(f"P{n}")
        first = await stage.offered(person, as_reserve=n >= 10)
        second = await stage.offered(person, other, as_reserve=n >= 10)
        for offer_id in (first, second):
            await houses.do(OpenTerms(offer_id=offer_id), person)
            commands.append((AcceptOffer(offer_id=offer_id), person))
        commands += [(DeclineOffer(offer_id=second), person)] if n % 3 == 0 else []

    async def one(command: Any, person: Actor) -> None:
        with contextlib.suppress(Refusal):
            await houses.do(command, person)

    await asyncio.gather(*(one(*each) for each in commands * 2))

    offers = houses.look(reads.offers_of_fair, stage.scene.fair_id)
    for vacancy_id in (stage.vacancy_id, other):
        held = [one.opening for one in offers if one.vacancy_id == vacancy_id]
        _, firm, accepted = stage.openings(vacancy_id)
        assert (held.count("firm"), held.count("accepted")) == (firm, accepted)
        assert firm + accepted <= 10
    who = [one.person_id for one in offers if one.state is OfferState.ACCEPTED]
    assert who
    assert len(who) == len(set(who))
    assert houses.chain_holds()


async def test_time_goes_back_in_no_process(houses: Houses) -> None:
    """What a server writes whose clock runs ahead by a minute, the others come after."""
    ahead, behind = houses.worlds[:2]
    ahead.clock(utc_now() + timedelta(minutes=1))

    seen, _ = await ahead.database.write(_now, SYSTEM)
    after, _ = await behind.database.write(_now, SYSTEM)

    assert after == seen + MICROSECOND


async def test_a_clock_that_is_wrong_by_a_day_stops_no_other(houses: Houses) -> None:
    ahead, behind = houses.worlds[:2]
    ahead.clock(utc_now() + timedelta(days=1))

    await ahead.database.write(_now, SYSTEM)
    after, _ = await behind.database.write(_now, SYSTEM)

    assert after - utc_now() < timedelta(minutes=1)


def _now(work: Work) -> Any:
    work.wrote = True
    return work.now
