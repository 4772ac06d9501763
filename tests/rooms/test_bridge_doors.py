"""Who knocks at the bridge's ports: only the leg's own browser is answered, from few places."""

import asyncio
import socket
from typing import Any

import pytest
from aioice import stun

from fair.rooms.media.bridge import Bridge
from fair.rooms.media.doors import MOST_PLACES
from tests.rooms.peers import Peer
from tests.rooms.test_bridge import LAN_HZ, MEI_HZ, a_bridge, join, peers

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def knock(ice: Any, *, password: str = "", name: str = "") -> bytes:
    """A check of the path as this connection's browser sends it, or as a stranger guesses it."""
    asked = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.REQUEST)
    asked.attributes["USERNAME"] = name or f"{ice.local_username}:{ice.remote_username}"
    asked.attributes["PRIORITY"] = 1
    asked.attributes["ICE-CONTROLLING"] = 1
    asked.add_message_integrity((password or ice.local_password).encode())
    return bytes(asked)


async def a_talk(bridge: Bridge, lan: Peer, mei: Peer) -> tuple[Any, tuple[str, int]]:
    """Return Lan's connection at the bridge while both talk, and one of its doors."""
    await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
    await mei.hears(LAN_HZ)
    leg = bridge.calls["c1"]["seeker"].leg
    places = [door.transport.get_extra_info("sockname") for door in leg.doors]
    return leg._dtls.transport._connection, next(one for one in places if ":" not in one[0])


async def answers(said: bytes, to: tuple[str, int], within_s: float = 2) -> bytes | None:
    """Return what comes back of a packet; None where nothing does although the next one's does."""
    loop = asyncio.get_running_loop()
    with socket.socket(type=socket.SOCK_DGRAM) as own:
        own.setblocking(False)
        await loop.sock_sendto(own, said, to)
        try:
            async with asyncio.timeout(within_s):
                return await loop.sock_recv(own, 2000)
        except TimeoutError:
            return None


async def test_who_does_not_know_the_legs_password_gets_no_answer_at_all() -> None:
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        ice, door = await a_talk(bridge, lan, mei)
        before = bridge.state()["refused"]
        for wrong in (
            knock(ice, password="a-guess-of-22-characters"),
            knock(ice, name="somebody:else"),
            bytes(stun.Message(stun.Method.BINDING, stun.Class.REQUEST)),
            bytes(stun.Message(stun.Method.ALLOCATE, stun.Class.REQUEST)),
        ):
            assert await answers(wrong, door, within_s=0.3) is None
        assert bridge.state()["refused"] - before == 4
        assert await answers(knock(ice), door)
        await asyncio.gather(mei.hears_more(25), lan.hears_more(25))


async def test_a_browser_that_knocks_from_everywhere_makes_the_bridge_knock_at_few_places() -> None:
    """A crook in a call of his own writes the addresses of others on his packets."""
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        ice, door = await a_talk(bridge, lan, mei)
        for _ in range(MOST_PLACES + 40):
            with socket.socket(type=socket.SOCK_DGRAM) as crook:
                crook.sendto(knock(ice), door)
                await asyncio.sleep(0)
        async with asyncio.timeout(10):
            while bridge.state()["refused"] < 40:
                await asyncio.sleep(0.02)
        assert len(ice._remote_candidates) <= MOST_PLACES + len(lan.pc.getSenders())
        await asyncio.gather(mei.hears_more(25), lan.hears_more(25))
