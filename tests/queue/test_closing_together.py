"""A booth that closes ends all its tickets at once: what that costs does not grow with the line."""

import asyncio

from benchmarks.joins import _seekers
from fair.budgets import Budgets
from fair.contract.booths import BoothClose
from fair.contract.queue import JoinQueue
from fair.decisions import Actor
from fair.glossary import Role
from tests.booths.scene import a_scene

PEOPLE, MOST_STATEMENTS = 30, 48


async def test_thirty_people_are_told_and_counted_one_by_one_and_written_at_once(world):
    scene = await a_scene(world)
    await scene.started()
    await _seekers(world, scene, PEOPLE)
    world.server.dispatch.budgets = Budgets()
    people = [row.id for row in world.rows("select id from person")]
    await asyncio.gather(
        *(
            world.do(JoinQueue(booth_id=scene.booth_id), Actor(Role.SEEKER, person_id=one))
            for one in people
        )
    )
    version = world.rows("select version from queue")[0].version
    before = world.database.watchdog.statements
    await world.do(BoothClose(booth_id=scene.booth_id), scene.recruiter)

    assert world.database.watchdog.statements - before < MOST_STATEMENTS
    ended = world.rows("select state, cause, ended_at from ticket")
    assert {(one.state, one.cause) for one in ended} == {("closed", "booth_closed")}
    assert all(one.ended_at for one in ended)
    assert world.kinds().count("ticket.closed") == PEOPLE
    assert world.rows("select version from queue")[0].version >= version + PEOPLE
    assert world.chain_holds()
