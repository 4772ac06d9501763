"""What a server costs while nobody comes: the leader's rounds, with nothing ahead and with much.

Each round is that of `fair serve`: the heartbeat, a look at what is due, and a look into the
outbox, twice a second. The ratio says what deadlines that lie ahead cost; the index makes it one.
"""

from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import insert

from fair.db import Work, utc_now
from fair.signals.carriers import Outbox
from fair.signals.delivery import Delivery
from fair.timers import deadline
from tests.world import World, running

ROUNDS, ROUNDS_A_SECOND = 120, 2
AN_HOUR_S = 3600


async def measure(folder: Path, *, ahead: int) -> dict[str, Any]:
    """Return the share of a core that an idle server takes, without deadlines and with `ahead`."""
    async with running(folder) as world:
        await _core(world)  # what is made once is made before
        nothing = await _core(world)
        await world.work(lambda work: _deadlines(work, ahead))
        much = await _core(world)
    return {
        "deadlines": ahead,
        "idle_core": round(nothing, 4),
        "idle_core_with_deadlines": round(much, 4),
        "ratio": round(much / nothing, 2),
    }


def _deadlines(work: Work, ahead: int) -> None:
    later = {"kind": "test", "fair_id": "f", "booth_id": "b", "left_s": AN_HOUR_S, "version": 1}
    when = {"running_since": work.now, "due_at": work.now.replace(year=work.now.year + 1)}
    work.write(insert(deadline), [{**later, **when, "ref": f"r{n}"} for n in range(ahead)])


async def _core(world: World) -> float:
    delivery = Delivery(world.database, {"text": Outbox()})
    began = process_time()
    for _ in range(ROUNDS):
        await world.server.leader.turn()
        await delivery.turn(utc_now())
    return (process_time() - began) / ROUNDS * ROUNDS_A_SECOND
