"""The bridge with real connections: what aiortc does not document is held to here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from fair.rooms.media.bridge import Bridge, Full, Outdated
from fair.rooms.media.descriptions import Malformed
from fair.rooms.media.doors import Doors
from fair.rooms.media.leg import prepare
from tests.rooms.peers import Peer

DOORS = Doors(41_000, 41_199)
LAN_HZ, MEI_HZ = 440, 880
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@asynccontextmanager
async def a_bridge(*, most: int = 5, fast: bool = True) -> AsyncIterator[Bridge]:
    prepare()
    bridge = Bridge(DOORS, most, fast=fast)
    try:
        yield bridge
    finally:
        await bridge.close()


@asynccontextmanager
async def peers(*tones: int) -> AsyncIterator[list[Peer]]:
    made = [Peer(hz) for hz in tones]
    try:
        yield made
    finally:
        for one in made:
            await one.close()


async def join(bridge: Bridge, peer: Peer, side: str, call: str = "c1", epoch: int = 1) -> None:
    await peer.settle(await bridge.describe(call, side, (epoch, 1), await peer.describe()))


@pytest.mark.parametrize("fast", [True, False], ids=["from socket to socket", "by the library"])
async def test_each_side_hears_the_other_one_and_not_itself(fast: bool) -> None:
    async with a_bridge(fast=fast) as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
        await asyncio.gather(lan.hears(MEI_HZ), mei.hears(LAN_HZ))
        state = bridge.state()
    assert state["calls"] == 1
    assert state["legs"] == 2
    assert state["came"] > 5
    assert state["went"] > 5
