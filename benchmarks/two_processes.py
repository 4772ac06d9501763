"""From a command in one process to a page at another; and how soon what Redis lost is mended.

`python -m benchmarks.two_processes` starts PostgreSQL, Redis and two `fair serve` of one fair, lets
a page at the second watch a booth where the first is told things, and prints both.
"""

import asyncio
import itertools
import json
import tempfile
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any

from tests.others.hosts import Hosts, hosts, two_servers
from tests.others.pair import Page, page
from tests.sockets.attackers import Town, ask

ROUNDS, PAUSE_S, OUTAGES, SETTLES_S = 25, 2.1, 5, 3.0


async def measure(folder: Path) -> dict[str, Any]:
    """Return from the answer at one server to hearing at either; and how soon a loss is mended.

    Two seekers leave and join as often as each may; a page at each server watches their queue.
    """
    async with AsyncExitStack() as stack:
        own = await stack.enter_async_context(hosts(folder))
        a, b = await stack.enter_async_context(two_servers(own, folder))
        booth, tokens, world = own.meeting.scene.booth_id, own.meeting.tokens, own.meeting.world
        at_a, at_b = Town(world, a.port), Town(world, b.port)
        same, other = [
            await stack.enter_async_context(page(town, tokens["recruiter"], f"queue:{booth}"))
            for town in (at_a, at_b)
        ]
        seekers = {
            name: await stack.enter_async_context(at_a.page(tokens[name])) for name in ("lan", "bo")
        }
        queue = _Queue(seekers, dict(own.meeting.tickets), booth)
        took: dict[str, list[float]] = {"same": [], "other": []}
        for _ in range(ROUNDS):
            for name in seekers:
                for change in (queue.leave, queue.join):
                    many = len(same.heard("queue.changed")), len(other.heard("queue.changed"))
                    began = monotonic()
                    await change(name)
                    took["same"].append(await _heard_at(same, many[0] + 1) - began)
                    took["other"].append(await _heard_at(other, many[1] + 1) - began)
                    await asyncio.sleep(PAUSE_S / 4)
        mended = [await _outage(own, queue, other) for _ in range(OUTAGES)]
    return {
        "at_the_same_ms": _figures(took["same"]),
        "at_the_other_ms": _figures(took["other"]),
        "mended_while_redis_is_dead_s": [round(one, 2) for one in mended],
    }


class _Queue:
    """Two seekers at one server who leave and join."""

    def __init__(self, seekers: Mapping[str, Any], tickets: dict[str, str], booth: str) -> None:
        self._seekers, self._tickets, self._booth = seekers, tickets, booth
        self._numbers = itertools.count(1)

    async def leave(self, name: str) -> None:
        await self._ask(name, "ticket.leave", ticket_id=self._tickets[name])

    async def join(self, name: str) -> None:
        reply = await self._ask(name, "ticket.join", booth_id=self._booth)
        self._tickets[name] = reply["ticket_id"]

    async def _ask(self, name: str, command: str, **payload: str) -> Any:
        number = next(self._numbers)
        said = {"id": f"bench-{number}", "payload": payload}
        answer = await ask(self._seekers[name], command, said, number=number)
        return answer["ok"]


async def _heard_at(there: Page, many: int) -> float:
    await there.hears("queue.changed", many)
    return [at for name, _, at in there.told if name == "queue.changed"][many - 1]


async def _outage(own: Hosts, queue: _Queue, there: Page) -> float:
    """Return how long after it was asked something is mended that happened without Redis."""
    await own.redis.kill()
    await asyncio.sleep(SETTLES_S)
    before, began = len(there.heard("news.lost")), monotonic()
    await queue.leave("lan")
    await there.hears("news.lost", before + 1)
    took = monotonic() - began
    await queue.join("lan")
    await own.redis.start()
    await asyncio.sleep(SETTLES_S)
    return took


def _figures(took: list[float]) -> dict[str, float]:
    cut = quantiles(sorted(took), n=100)
    return {"p50": round(cut[49] * 1000, 1), "p99": round(cut[98] * 1000, 1)}


async def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(await measure(Path(folder))))


if __name__ == "__main__":
    asyncio.run(main())
