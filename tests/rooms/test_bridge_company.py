"""Three and four in a call over the bridge, with real connections."""

import asyncio

import pytest

from fair.rooms.media.bridge import Full, Outdated
from fair.rooms.media.descriptions import Malformed
from tests.rooms.peers import Peer
from tests.rooms.test_bridge import LAN_HZ, MEI_HZ, a_bridge, join

IDA_HZ, WEI_HZ = 1320, 1760
IDA, WEI = "guest:g1", "guest:g2"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def roomy(*tones: int) -> list[Peer]:
    return [Peer(hz, room=3) for hz in tones]


@pytest.mark.parametrize("fast", [True, False], ids=["from socket to socket", "by the library"])
async def test_four_hear_the_three_others_each_on_a_line_of_its_own(fast: bool) -> None:
    lan, mei, ida, wei = everybody = await roomy(LAN_HZ, MEI_HZ, IDA_HZ, WEI_HZ)
    try:
        async with a_bridge(fast=fast) as bridge:
            sides = ("seeker", "recruiter", IDA, WEI)
            for one, side in zip(everybody, sides, strict=True):
                await join(bridge, one, side)
            await asyncio.gather(
                lan.hears_all(MEI_HZ, IDA_HZ, WEI_HZ),
                mei.hears_all(LAN_HZ, IDA_HZ, WEI_HZ),
                ida.hears_all(LAN_HZ, MEI_HZ, WEI_HZ),
                wei.hears_all(LAN_HZ, MEI_HZ, IDA_HZ),
            )
            fifth = Peer(600, room=3)
            with pytest.raises(Full):
                await bridge.describe("c1", "guest:g3", (1, 1), await fifth.describe())
            await fifth.close()
    finally:
        await asyncio.gather(*(one.close() for one in everybody))


async def test_who_is_put_out_is_sent_nothing_more_and_is_heard_by_nobody() -> None:
    lan, mei, ida, again = everybody = await roomy(LAN_HZ, MEI_HZ, IDA_HZ, IDA_HZ)
    try:
        async with a_bridge() as bridge:
            await join(bridge, lan, "seeker")
            await join(bridge, mei, "recruiter")
            await join(bridge, ida, IDA, epoch=2)
            await asyncio.gather(lan.hears_all(MEI_HZ, IDA_HZ, 0), ida.hears_all(LAN_HZ, MEI_HZ, 0))
            leg = bridge.calls["c1"][IDA].leg

            bridge.put_out("c1", IDA, 2)
            went, came = leg.went, leg.came
            await mei.hears_more(100)
            assert leg.went == went
            assert leg.heard_by == ()
            assert leg.came - came < 20
            assert bridge.state()["legs"] == 2
            with pytest.raises(Outdated):
                await bridge.describe("c1", IDA, (2, 2), await again.describe())
            await join(bridge, again, IDA, epoch=3)
            await again.hears_all(LAN_HZ, MEI_HZ, 0)
    finally:
        await asyncio.gather(*(one.close() for one in everybody))


async def test_who_connects_while_being_put_out_is_not_let_in() -> None:
    lan, ida = everybody = await roomy(LAN_HZ, IDA_HZ)
    try:
        async with a_bridge() as bridge:
            await join(bridge, lan, "seeker")
            said = await ida.describe()
            connecting = asyncio.create_task(bridge.describe("c1", IDA, (1, 1), said))
            await asyncio.sleep(0)
            bridge.put_out("c1", IDA, 1)
            with pytest.raises(Outdated):
                await connecting
            assert bridge.state()["legs"] == 1
    finally:
        await asyncio.gather(*(one.close() for one in everybody))


async def test_more_sounds_than_a_call_has_people_or_over_several_connections_are_refused() -> None:
    peer = Peer(LAN_HZ, room=3)
    said = await peer.describe()
    await peer.close()
    head, *sounds = said.split("m=audio ")
    crowd = "m=audio ".join([head, *sounds, sounds[-1]])
    apart = "\r\n".join(one for one in said.split("\r\n") if not one.startswith("a=group"))
    half = said.replace("a=group:BUNDLE 0 1 2", "a=group:BUNDLE 0 1")
    async with a_bridge() as bridge:
        for wrong in (crowd, apart, half):
            assert wrong != said
            with pytest.raises(Malformed):
                await bridge.describe("c1", "seeker", (1, 1), wrong)
        assert bridge.state()["legs"] == 0
