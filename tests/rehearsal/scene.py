"""A fair of tomorrow, and its rehearsal with somebody on duty."""

from datetime import timedelta
from typing import Any

from fair.booths import reads as booths
from fair.contract.booths import BoothOpen, DutyStart
from fair.contract.programme import ChangeFair, OpenFair, PublishFair
from fair.contract.queue import CallNext
from fair.contract.rehearsal import BeginRehearsal
from fair.contract.rooms import HangUp, TakeLeg
from fair.db import utc_now
from fair.decisions import Actor
from fair.programme import reads as programme
from fair.rehearsing import Rehearsing
from tests.booths.scene import Scene, a_scene
from tests.world import World, some


async def tomorrow(world: World, **hours: Any) -> Scene:
    """Make a fair that is announced and opens in a day; its employer's licence is verified."""
    scene = await a_scene(world)
    await scene.licensed()
    opens_at = utc_now() + hours.get("opens_in", timedelta(days=1))
    await world.do(
        ChangeFair(
            fair_id=scene.fair_id, title="Spring fair", zone="Asia/Shanghai", opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=8),
        ),
        scene.organiser,
    )  # fmt: skip
    await world.do(PublishFair(fair_id=scene.fair_id), scene.organiser)
    return scene


async def rehearsed(scene: Scene) -> str:
    """Let the organiser press *Rehearse now*; return the booth of the employer there."""
    begun = await scene.world.do(BeginRehearsal(fair_id=scene.fair_id), scene.organiser)
    (booth,) = scene.world.look(booths.booths_of_fair, begun.fair_id)
    return str(booth.id)


async def on_duty(scene: Scene, who: Actor, booth_id: str) -> None:
    """Let a recruiter go on duty there, and open the booth."""
    await scene.world.do(DutyStart(booth_id=booth_id), who)
    await scene.world.do(BoothOpen(booth_id=booth_id), who)


async def look(scene: Scene, times: int = 1) -> None:
    """Let the made-up people do what is next for them, as the leader lets them."""
    crowd = Rehearsing(scene.world.server.dispatch)
    for _ in range(times):
        await crowd.look(max(utc_now(), scene.world.database.last_now))


async def a_talk(scene: Scene, who: Actor, booth_id: str, seconds: int = 20) -> str:
    """Let somebody made up come, be called and talk so long; return the call."""
    await look(scene)
    rung = await scene.world.do(CallNext(booth_id=booth_id), who)
    await look(scene)  # the ring is shown
    later(scene, 3)
    await scene.world.do(TakeLeg(call_id=rung.call_id, tab="desk"), who)
    await look(scene, 3)  # it is answered, heard, and something is said
    later(scene, seconds)
    await scene.world.do(HangUp(call_id=rung.call_id), who)
    return str(rung.call_id)


def later(scene: Scene, seconds: float) -> None:
    """Let so many seconds go by."""
    world = scene.world
    world.clock(max(world.database.last_now, utc_now()) + timedelta(seconds=seconds))


async def opens(scene: Scene) -> None:
    """Let the organiser open the real fair."""
    await scene.world.do(OpenFair(fair_id=scene.fair_id), scene.organiser)


def fair_of(scene: Scene, booth_id: str) -> Any:
    """Return the fair of a booth."""
    booth = some(scene.world.look(booths.booth, booth_id))
    return some(scene.world.look(programme.fair, booth.fair_id))
