"""How long 500 texts take at a gateway of 200 ms, their CPU, and what an idle outbox costs.

`python -m benchmarks.texts` prints both. The gateway is on loopback in the same process, and its
CPU is counted, too.
"""

import asyncio
import json
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import func, insert, select

from fair import signals
from fair.db import Work, utc_now
from fair.languages import DEFAULT
from fair.signals import signal
from fair.signals.carriers import Outbox
from fair.signals.delivery import Delivery
from fair.signals.said import Said
from tests.gateway import a_gateway
from tests.world import World, running

TEXTS, LATENCY_S = 500, 0.2
SAID = Said("ready", DEFAULT, {}, "Your turn")
OLD_ROWS, IDLE_TURNS, TURNS_A_SECOND = 100_000, 1000, 2


async def measure(folder: Path) -> dict[str, float]:
    """Return texts per second, and the share of a core that looking into an idle outbox takes."""
    async with running(folder) as world:
        per_s, cpu_ms = await _texts_per_s(world)
        await world.work(_old_rows)
        return {
            "texts": TEXTS,
            "texts_per_s": per_s,
            "last_out_s": round(TEXTS / per_s, 1),
            "cpu_ms_each": cpu_ms,
            "old_rows": OLD_ROWS,
            "idle_core": await _idle(world),
        }


async def _texts_per_s(world: World) -> tuple[float, float]:
    async def slow(_text: dict[str, Any]) -> int:
        await asyncio.sleep(LATENCY_S)
        return 200

    await world.work(_texts)
    async with a_gateway() as gateway:
        gateway.answer = slow
        carrier = gateway.carrier()
        began, cpu = perf_counter(), process_time()
        await Delivery(world.database, {"text": carrier}).drain()
        took, cpu = perf_counter() - began, process_time() - cpu
        await carrier.close()
    (left,) = world.rows(select(func.count()).where(signals.waiting))
    assert left[0] == 0
    return round(TEXTS / took, 1), round(1000 * cpu / TEXTS, 2)


def _texts(work: Work) -> None:
    for n in range(TEXTS):
        signals.send(
            work, person_id=f"p{n}", recipient=f"+86{n}", said=SAID, dedupe=f"t{n}",
            lasts_s=600,
        )  # fmt: skip


def _old_rows(work: Work) -> None:
    old = {
        "person_id": "p", "recipient": "+86", "text": "", "made_at": work.now, "tries": 0,
        "expires_at": work.now, "next_try_at": work.now, "ended": "expired", "ended_at": work.now,
    }  # fmt: skip
    work.write(insert(signal), [{**old, "id": f"o{n}", "dedupe": f"o{n}"} for n in range(OLD_ROWS)])


async def _idle(world: World) -> float:
    delivery = Delivery(world.database, {"text": Outbox()})
    began = process_time()
    for _ in range(IDLE_TURNS):
        await delivery.turn(utc_now())
    return round((process_time() - began) / IDLE_TURNS * TURNS_A_SECOND, 5)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(asyncio.run(measure(Path(made)))))
