"""Bridge, Janus and coturn under one load: `python -m benchmarks bridging [--calls 20,40,80]`.

CPU time of the server's process per packet that it passed on, which a busy machine moves least.
Each peer carries the same legs (load_legs.py) for `--seconds` at each number of calls. Fair's
bridge is started by its keeper as `fair serve` starts it. Through coturn one side is relayed, as
configured in docs/operating.md.

`admit` is what follows for `FAIR_BRIDGE_CALLS`: as many calls as take 60 % of one core at the cost
of a packet that was measured at forty calls (or the most that were).
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiortc import RTCIceServer

from benchmarks.janus import janus
from benchmarks.load_legs import Leg, host, pair, window
from fair import turn_server
from fair.db import utc_now
from fair.glossary import Role
from fair.rooms.leg import ForBridge
from fair.rooms.media.keeper import Keeper
from fair.rooms.refusals import BridgeAway
from fair.settings import Settings
from tests.journeys.harness.coturn import SECRET, coturn

PEERS = ("fair", "janus", "coturn")
PLANNED_SHARE, PACKETS_A_CALL_S, PLANNED_AT = 0.6, 100, 40
READY_S = 30.0
TOGETHER, TRIES = 4, 5
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Peer:
    """A server under load: its process, and how a call comes to it."""

    pid: int
    connect: Callable[[Leg, Leg], Awaitable[None]]
    relay: Callable[[], RTCIceServer | None] = lambda: None


async def measure(
    folder: Path, *, calls: list[int], seconds: float, peers: list[str]
) -> dict[str, Any]:
    """Load one peer after the other; returns what was found of each at each number of calls."""
    found: dict[str, Any] = {"load": [round(one, 2) for one in os.getloadavg()]}
    for name in peers:
        own = folder / name
        own.mkdir()
        async with STARTED[name](own) as peer:
            found[name] = await _loaded(peer, calls, seconds, name)
    if "fair" in found:
        found["admit"] = admit(found["fair"])
        if "janus" in found:
            found["of_janus"] = {
                many: round(one["us_a_packet"] / found["janus"][many]["us_a_packet"], 2)
                for many, one in found["fair"].items()
            }
    return {**found, "load_after": [round(one, 2) for one in os.getloadavg()]}


def admit(fair: dict[str, dict[str, float]]) -> int:
    """Return how many calls take the planned share of a core, by the cost that was measured."""
    at = max((many for many in fair if int(many) <= PLANNED_AT), key=int, default=min(fair))
    return int(PLANNED_SHARE * 1e6 / (fair[at]["us_a_packet"] * PACKETS_A_CALL_S))


async def _loaded(
    peer: Peer, calls: list[int], seconds: float, name: str
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    legs: list[Leg] = []
    try:
        for many in calls:
            while (here := len(legs) // 2) < many:
                some = [pair(peer.relay()) for _ in range(min(TOGETHER, many - here))]
                legs += [leg for one in some for leg in one]
                await asyncio.gather(*(peer.connect(*one) for one in some))
                await asyncio.gather(*(leg.talk() for one in some for leg in one))
            await asyncio.sleep(1)
            before = cpu_s(peer.pid)
            said = await window(legs, seconds)
            used = cpu_s(peer.pid) - before
            found[str(many)] = {
                "us_a_packet": round(1e6 * used / max(1, said["packets"]), 1),
                "core": round(used / seconds, 3),
                **said,
            }
            print(name, many, found[str(many)])
    finally:
        await asyncio.gather(*(leg.close() for leg in legs), return_exceptions=True)
    return found


def cpu_s(pid: int) -> float:
    """Return the seconds of processor that a process has had, in all its threads."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / _TICKS


@asynccontextmanager
async def _fair(_folder: Path) -> AsyncIterator[Peer]:
    async with bridge(most=500) as (keeper, pid):

        async def connect(one: Leg, other: Leg) -> None:
            call_id = secrets.token_hex(6)
            for side, leg in ((Role.SEEKER, one), (Role.RECRUITER, other)):
                await leg.settle(await described(keeper, call_id, side, await leg.offer()))

        yield Peer(pid, connect)


async def described(keeper: Keeper, call_id: str, side: Role, offer: str, epoch: int = 1) -> str:
    """Hand a leg's description to the bridge, as the server does; return how it answers.

    Where it does not answer in time, the same is asked again, as a page does.
    """
    asked = ForBridge(to="", call_id=call_id, side=side, epoch=epoch, n=1, sdp=offer)
    for left in range(TRIES, 0, -1):
        try:
            told: Any = await keeper.describe(asked)
        except BridgeAway:
            if left == 1:
                raise
        else:
            return str(told.sdp)
    raise AssertionError


@asynccontextmanager
async def bridge(*, most: int) -> AsyncIterator[tuple[Keeper, int]]:
    """Start the media process as the server does; it ends with this."""

    async def tell(_event: Any) -> None:
        return None

    settings = Settings(
        calls="auto", bridge_calls=most, bridge_ports="45000-46999", bridge_bind=host()
    )
    keeper = Keeper(settings, tell)
    running = asyncio.create_task(keeper.run())
    try:
        async with asyncio.timeout(READY_S):
            while not keeper.state()["up"]:
                await asyncio.sleep(0.05)
        assert keeper._process is not None
        yield keeper, keeper._process.pid
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def _janus(folder: Path) -> AsyncIterator[Peer]:
    async with janus(folder) as own:
        yield Peer(own.pid, own.connect)


@asynccontextmanager
async def _coturn(folder: Path) -> AsyncIterator[Peer]:
    async with coturn(folder, host=host(), ways=("udp",)) as own:

        def relay() -> RTCIceServer:
            until = utc_now() + timedelta(hours=1)
            made = turn_server.credentials(SECRET, secrets.token_hex(10), until)
            return RTCIceServer(
                urls=[f"turn:{own.host}:{own.port}?transport=udp"],
                username=made.username,
                credential=made.password,
            )

        async def connect(one: Leg, other: Leg) -> None:
            await one.settle(await other.answer(await one.offer()))

        yield Peer(int((folder / "turn.pid").read_text()), connect, relay)


STARTED = {"fair": _fair, "janus": _janus, "coturn": _coturn}
