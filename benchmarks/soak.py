"""Calls come and go at the bridge: `python -m benchmarks soak [--minutes 15]`.

The media process is started by its keeper as `fair serve` starts it. Calls of `load_legs.py` last
some seconds each and end in every way that calls end: hung up, both gone without a word, one side
come afresh, one side that never came. After a first round, and again when all is over and swept,
its memory, threads, sockets and files are counted.
"""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from benchmarks.bridging import bridge, cpu_s, described
from benchmarks.load_legs import Leg, pair
from fair.glossary import Role
from fair.rooms.media import memory
from fair.rooms.media.keeper import Keeper

AT_ONCE = 8
LASTS_S = (1.0, 6.0)
FIRST_ROUND = 2 * AT_ONCE
EMPTY_S = 90.0
ENDS = ("hung up", "gone", "afresh", "never came")


async def measure(*, minutes: float, ends: Sequence[str] = ENDS) -> dict[str, Any]:
    """Let calls come, and go in these ways, for so long; return what was held before and after."""
    loop = asyncio.get_running_loop()
    async with bridge(most=4 * AT_ONCE) as (keeper, pid):
        await _calls(keeper, FIRST_ROUND, ends)
        await _empty(keeper)
        before, began = held(pid), loop.time()
        until, came = began + 60 * minutes, 0
        rounds = [before]
        while loop.time() < until:
            came += await _calls(keeper, 2 * AT_ONCE, ends)
            rounds.append(held(pid))
        await _empty(keeper)
        after = held(pid)
        used = cpu_s(pid)
    most = {what: max(one[what] for one in rounds) for what in before}
    return {
        "calls": came,
        "at_once": AT_ONCE,
        "before": before,
        "most": most,
        "after": after,
        "cpu_s": round(used, 1),
    }


def held(pid: int) -> dict[str, int]:
    """Return what a process holds now: kilobytes, threads, sockets, other files."""
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    links = []
    for one in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.append(str(one.readlink()))
        except OSError:
            continue  # closed meanwhile
    sockets = sum(link.startswith("socket:") for link in links)
    return {
        "kb": int(status["VmRSS"].split()[0]),
        "threads": int(status["Threads"]),
        "sockets": sockets,
        "files": len(links) - sockets,
    }


async def _calls(keeper: Keeper, many: int, ends: Sequence[str]) -> int:
    """Let so many calls come and go, some at once, each way of ending in its turn."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with free:
            await _call(keeper, ends[number % len(ends)])

    await asyncio.gather(*(one(number) for number in range(many)))
    return many


async def _call(keeper: Keeper, end: str) -> None:
    call_id = secrets.token_hex(6)
    async with _legs() as (lan, mei):
        await _join(keeper, call_id, Role.SEEKER, lan)
        if end == "never came":
            return
        await _join(keeper, call_id, Role.RECRUITER, mei)
        await asyncio.gather(lan.talk(), mei.talk())
        await asyncio.sleep(random.uniform(*LASTS_S))
        if end == "afresh":
            async with _legs() as (again, _):
                await _join(keeper, call_id, Role.SEEKER, again, epoch=2)
                await again.talk()
                await asyncio.sleep(random.uniform(*LASTS_S))
    if end != "gone":
        keeper.end(call_id)


@asynccontextmanager
async def _legs() -> AsyncIterator[tuple[Leg, Leg]]:
    legs = pair()
    try:
        yield legs
    finally:
        await asyncio.gather(*(leg.close() for leg in legs))


async def _join(keeper: Keeper, call_id: str, side: Role, leg: Leg, epoch: int = 1) -> None:
    await leg.settle(await described(keeper, call_id, side, await leg.offer(), epoch))


async def _empty(keeper: Keeper) -> None:
    """Wait until the bridge has let go of every call, also of those who went without a word."""
    async with asyncio.timeout(EMPTY_S):
        while keeper.state().get("calls", 1):
            await asyncio.sleep(0.5)
    await asyncio.sleep(memory.EVERY_S + 2)
