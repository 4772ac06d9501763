"""A fair that is announced and opens in half an hour, for the tests of `lots`."""

from datetime import timedelta
from typing import Any

from fair.board.rows_reads import verify_rows
from fair.contract.booths import BoothOpen, DutyStart
from fair.contract.lots import CloseLots, DrawLot
from fair.contract.programme import ChangeFair, OpenFair, PublishFair
from fair.db import utc_now
from fair.lots import reads as lots
from fair.programme import reads as programme
from tests.booths.scene import a_scene
from tests.programme.agreeing import agree
from tests.queue.day import Day
from tests.world import World


async def hours(day: Day, *, opens_in: timedelta, **more: Any) -> None:
    """Let the fair open so long from now."""
    fair = day.world.look(programme.fair, day.scene.fair_id)
    opens_at = utc_now() + opens_in
    said = {
        "fair_id": fair.id, "title": fair.title, "about": fair.about, "zone": "UTC",
        "opens_at": f"{opens_at:%Y-%m-%dT%H:%M:%S}",
        "closes_at": f"{fair.closes_at:%Y-%m-%dT%H:%M}",
        "most_tickets": fair.most_tickets, "languages": fair.languages,
    } | more  # fmt: skip
    await agree(day.world, ChangeFair.model_validate(said), day.scene.organiser)


async def a_morning(world: World) -> Day:
    """Return a day whose fair is announced and opens in half an hour; nobody is on duty yet."""
    scene = await a_scene(world)
    day = Day(world, scene, booths=[scene.booth_id])
    await scene.licensed()
    await hours(day, opens_in=timedelta(minutes=30))
    await world.do(PublishFair(fair_id=scene.fair_id), scene.organiser)
    return day


async def opens(day: Day) -> None:
    """Open the fair, and the booth with a recruiter."""
    await day.world.do(OpenFair(fair_id=day.scene.fair_id), day.scene.organiser)
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.recruiter)
    await day.world.do(BoothOpen(booth_id=day.booth_id), day.scene.recruiter)


async def draws(day: Day) -> Any:
    """Let the first five minutes be over, sign a head, and draw; return the lot."""
    if not day.world.look(lots.lot, day.booth_id):
        await day.world.do(CloseLots(fair_id=day.scene.fair_id))
    anchors = day.world.server.anchors
    await anchors.begin()
    await anchors.drop()
    await day.world.do(DrawLot(booth_id=day.booth_id))
    return day.world.look(lots.lot, day.booth_id)


def wrong_rows(world: World) -> list[str]:
    """Return what the ledger says otherwise than the rows of lines and lots."""
    ours = {"ticket", "queue", "overtake", "lot", "forecast"}
    return [str(one) for one in world.look(verify_rows).differences if one.table in ours]
