"""Our own great works in a fair with thousands of tickets: how long each holds the writer.

Booths full of people who wait, then all that touches everybody: an announcement, a pause, a booth
and a fair that close, somebody who is erased, an anchor, a day's replies that are forgotten.
"""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.joins import _booths, _seekers
from benchmarks.worst import Cost, Scale
from fair.budgets import Budgets
from fair.contract.booths import BoothClose
from fair.contract.people import Erase
from fair.contract.programme import CloseFair, PauseFair, ResumeFair
from fair.contract.programme_halls import PostAnnouncement
from fair.contract.queue import JoinQueue
from fair.db import utc_now
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from tests.booths.scene import Scene, a_scene
from tests.world import World, running

JOINS = 3


async def measure(folder: Path, *, people: int) -> dict[str, Any]:
    """Return what each great work cost the writer: the longest work of it, and in all."""
    async with running(folder) as world:
        scene = await a_scene(world)
        await scene.started()
        booths = await _booths(world, scene)
        await _seekers(world, scene, people)
        await _waiting(world, booths)
        found = [await one for one in _works(world, scene, booths)]
    found.sort(key=lambda one: -one["longest_ms"])
    return {"people": people, "tickets": people * JOINS, "works": found}


async def _waiting(world: World, booths: list[str]) -> None:
    ids = [row.id for row in world.rows("select id from person")]
    for turn in range(JOINS):
        for start in range(0, len(ids), 200):
            world.server.dispatch.budgets = Budgets()
            await asyncio.gather(
                *(
                    world.do(
                        JoinQueue(booth_id=booths[(number + turn * 7) % len(booths)]),
                        Actor(Role.SEEKER, person_id=person_id),
                    )
                    for number, person_id in enumerate(ids[start : start + 200], start)
                )
            )


def _works(world: World, scene: Scene, booths: list[str]) -> Any:
    who, fair = scene.organiser, {"fair_id": scene.fair_id}
    person_id = world.rows("select id from person")[0].id
    lan = Actor(Role.SEEKER, person_id=person_id)
    everybody = PostAnnouncement(**fair, text="The hall closes for lunch.")
    yield _weighed(world, "announcement", lambda: world.do(everybody, who))
    yield _weighed(world, "ledger anchor", world.server.anchors.drop)
    yield _weighed(world, "heartbeat and outage", world.server.leader.wake)
    yield _weighed(world, "what is due", lambda: world.server.leader.fire(utc_now()))
    yield _weighed(world, "erasing", lambda: world.do(Erase(sure="yes"), lan))
    yield _weighed(world, "pausing a fair", lambda: world.do(PauseFair(**fair), who))
    yield _weighed(world, "resuming a fair", lambda: world.do(ResumeFair(**fair), who))
    booth = BoothClose(booth_id=booths[0])
    yield _weighed(world, "closing a booth", lambda: world.do(booth, scene.recruiter))
    yield _weighed(world, "closing a fair", lambda: world.do(CloseFair(**fair), who))
    world_is_old = "UPDATE reply SET at = 0"
    yield _weighed(
        world, "a day's replies",
        lambda: world.work(lambda work: work.connection.exec_driver_sql(world_is_old)),
    )  # fmt: skip
    yield _weighed(world, "forgetting replies", lambda: world.server.sweeper.round(utc_now()))


async def _weighed(world: World, what: str, do: Any) -> dict[str, Any]:
    scale = Scale()
    world.database.watchdog.timing = scale.timing  # type: ignore[method-assign]
    world.server.dispatch.budgets = Budgets()
    scale.begin(world)
    try:
        await do()
        answer = "ok"
    except Refusal as refusal:
        answer = refusal.code
    writer, _beside, statements = scale.read(world)
    cost = Cost(what, writer_ms=writer, statements=statements, answer=answer)
    return {**asdict(cost), "longest_ms": round(scale.longest * 1000, 2)}
