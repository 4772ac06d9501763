"""The bridge with real connections: what aiortc does not document is held to here."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket, RtpPacket

from fair.rooms.media.bridge import UNANSWERED_S, Bridge, Full, Outdated
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


@pytest.mark.parametrize("fast", [True, False], ids=["from socket to socket", "by the library"])
async def test_a_side_that_comes_afresh_is_heard_again_in_the_same_call(fast: bool) -> None:
    async with a_bridge(fast=fast) as bridge, peers(LAN_HZ, MEI_HZ, LAN_HZ) as (lan, mei, again):
        await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
        await mei.hears(LAN_HZ)
        await lan.close()
        await join(bridge, again, "seeker", epoch=2)
        await asyncio.gather(again.hears(MEI_HZ), mei.hears_more(50))
        assert bridge.state()["calls"] == 1
        assert bridge.state()["legs"] == 2


async def test_the_same_description_again_gets_the_same_answer_and_no_second_leg() -> None:
    async with a_bridge() as bridge, peers(LAN_HZ) as (lan,):
        said = await lan.describe()
        first = await bridge.describe("c1", "seeker", (3, 2), said)
        assert await bridge.describe("c1", "seeker", (3, 2), said) == first
        for earlier in ((3, 1), (2, 9)):
            with pytest.raises(Outdated):
                await bridge.describe("c1", "seeker", earlier, said)
        assert bridge.state()["legs"] == 1


async def test_one_call_too_many_is_told_so_and_those_that_talk_go_on() -> None:
    async with a_bridge(most=1) as bridge, peers(LAN_HZ, MEI_HZ, 1320) as (lan, mei, bo):
        await join(bridge, lan, "seeker")
        said = await bo.describe()
        with pytest.raises(Full):
            await bridge.describe("c2", "seeker", (1, 1), said)
        await join(bridge, mei, "recruiter")
        await lan.hears(MEI_HZ)

        bridge.end("c1")
        await bo.settle(await bridge.describe("c2", "seeker", (1, 1), said))
        assert bridge.state()["calls"] == 1


BROKEN = {
    "nothing": lambda _: "",
    "no description": lambda _: "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n",
    "two media": lambda said: said + said[said.index("m=audio") :],
    "video": lambda said: said.replace("m=audio", "m=video"),
    "a giant": lambda said: said + "a=x\r\n" * 8000,
    "many lines": lambda said: said + "a=x\r\n" * 500,
    "no fingerprint": lambda said: "\r\n".join(
        line for line in said.split("\r\n") if not line.startswith("a=fingerprint")
    ),
    "no Opus": lambda said: said.replace("opus/48000/2", "nosuch/48000/2"),
    "odd numbers": lambda said: said.replace("m=audio 9", "m=audio -999999999999"),
    "an odd fingerprint": lambda said: said.replace("sha-256 ", "sha-256 \x00zz"),
    "an odd mid": lambda said: said.replace("a=mid:0", "a=mid:" + "9" * 9000),
}


@pytest.mark.parametrize("how", BROKEN)
async def test_what_is_no_description_is_refused_and_the_call_that_talks_goes_on(how: str) -> None:
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ, 1320) as (lan, mei, crook):
        await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
        await mei.hears(LAN_HZ)
        spoiled = BROKEN[how](await crook.describe())

        # Some of them the library takes: then it is a leg of the crook's own call, and no other's.
        with contextlib.suppress(Malformed):
            await bridge.describe("c2", "seeker", (1, 1), spoiled)
        # In his own call, which is this one, he loses nothing but his own try.
        with contextlib.suppress(Malformed):
            await bridge.describe("c3", "recruiter", (1, 1), spoiled)

        await asyncio.gather(mei.hears_more(25), lan.hears_more(25))


async def test_no_address_that_a_browser_names_is_ever_asked() -> None:
    """A crook who names an address in the house would have us knock there."""
    knocked: list[bytes] = []

    class House(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, _addr: object) -> None:
            knocked.append(data)

    loop = asyncio.get_running_loop()
    here = DOORS.addresses()[0][0]
    transport, _ = await loop.create_datagram_endpoint(House, local_addr=(here, 0))
    port = transport.get_extra_info("sockname")[1]
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ, 1320) as (lan, mei, crook):
        said = await crook.describe()
        named = f"a=candidate:1 1 udp 2130706431 {here} {port} typ host\r\n"
        await bridge.describe("c2", "seeker", (1, 1), said + named)
        await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
        await mei.hears(LAN_HZ)
    transport.close()
    assert not knocked


async def test_garbage_and_floods_at_the_ports_harm_nobody_and_are_counted() -> None:
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
        await mei.hears(LAN_HZ)
        doors = [
            door.transport.get_extra_info("sockname")
            for seated in bridge.calls["c1"].values()
            for door in seated.leg.doors
            if ":" not in door.transport.get_extra_info("sockname")[0]
        ]
        stun = b"\x00\x01\x00\x04\x21\x12\xa4\x42" + bytes(12) + b"\x00\x06\xff\xff"
        rtp = b"\x80\x6f" + bytes(10) + b"sound" * 30
        rtcp = b"\x80\xc8\x00\x06" + bytes(24)
        dtls = b"\x16\xfe\xff" + bytes(60)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as crook:
            for _ in range(300):
                for to in doors:
                    for junk in (b"", b"\x00", b"\x80", b"\xff" * 1400, stun, rtp, rtcp, dtls):
                        crook.sendto(junk, to)
                await asyncio.sleep(0)
        await asyncio.gather(mei.hears_more(50), lan.hears_more(50))
        await asyncio.gather(mei.hears(LAN_HZ), lan.hears(MEI_HZ))
        assert bridge.state()["refused"] > 1000


async def test_a_side_that_floods_is_cut_to_what_a_talker_needs() -> None:
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        await asyncio.gather(join(bridge, lan, "seeker"), join(bridge, mei, "recruiter"))
        await mei.hears(LAN_HZ)
        sender = lan.pc.getSenders()[0]
        packet = RtpPacket(payload_type=96, sequence_number=1, timestamp=0)
        packet.ssrc, packet.payload = sender._ssrc, b"x" * 80
        before = bridge.state()
        next_one = bridge.calls["c1"]["seeker"].leg.latest + 50
        for number in range(3000):
            packet.sequence_number = (next_one + number) % 65_536
            await sender.transport._send_rtp(packet.serialize())
            if number % 100 == 0:
                await asyncio.sleep(0)
        async with asyncio.timeout(10):
            while bridge.state()["refused"] < before["refused"] + 1000:
                await asyncio.sleep(0.02)
        await lan.hears_more(25)
        after = bridge.state()
    assert after["went"] - before["went"] < 1500


async def test_a_peer_that_never_comes_and_one_that_vanished_give_their_place_back() -> None:
    now = 0.0
    async with peers(LAN_HZ) as (lan,):
        prepare()
        bridge = Bridge(DOORS, 1, clock=lambda: now)
        await bridge.describe("c1", "seeker", (1, 1), await lan.describe())
        now = UNANSWERED_S - 1
        bridge.sweep()
        assert bridge.state()["calls"] == 1
        now = UNANSWERED_S + 1
        bridge.sweep()
        assert bridge.state()["calls"] == 0
        await bridge.close()


async def test_the_talker_hears_of_loss_on_the_listeners_half_and_is_asked_for_correction() -> None:
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        said = await lan.describe()
        answer = await bridge.describe("c1", "seeker", (1, 1), said)
        assert "useinbandfec=1" in answer
        await lan.settle(answer)
        await join(bridge, mei, "recruiter")
        await mei.hears(LAN_HZ)

        legs = {side: seated.leg for side, seated in bridge.calls["c1"].items()}
        report = RtcpReceiverInfo(
            ssrc=legs["recruiter"].sender_ssrc, fraction_lost=51, packets_lost=9,
            highest_sequence=1, jitter=0, lsr=0, dlsr=0,
        )  # fmt: skip
        receiver, sender = mei.pc.getReceivers()[0], lan.pc.getSenders()[0]
        async with asyncio.timeout(10):
            while (await lost_by(sender)) < 51:
                await receiver._send_rtcp(RtcpRrPacket(ssrc=7, reports=[report]))
                await asyncio.sleep(0.02)


def able(said: str, number: int) -> str:
    """Say in a browser's description that it takes packets with earlier ones in them."""
    head, audio = said.split("m=audio ", 1)
    first, rest = audio.split("\r\n", 1)
    return (
        f"{head}m=audio {first} {number}\r\n{rest}"
        f"a=rtpmap:{number} red/48000/2\r\na=fmtp:{number} 96/96\r\n"
    )


async def heard_of(peer: Peer, seconds: float = 10) -> RtpPacket:
    """Return the next packet that comes to a side and was sent by hand: its sound says so."""
    found: asyncio.Future[RtpPacket] = asyncio.get_running_loop().create_future()
    receiver = peer.pc.getReceivers()[0]
    onward = receiver.transport._handle_rtp_data

    async def came(data: bytes, arrival_time_ms: int) -> None:
        packet = RtpPacket.parse(data)
        if b"by hand" in packet.payload and not found.done():
            found.set_result(packet)
        await onward(data, arrival_time_ms)

    receiver.transport._handle_rtp_data = came  # type: ignore[method-assign]
    async with asyncio.timeout(seconds):
        return await found


EARLIER = bytes([0x80 | 96, 3840 >> 8, 3840 & 0xFF | 0, 7, 96]) + b"earlier" + b"by hand"


@pytest.mark.parametrize(
    ("number", "arrives"),
    [(63, (63, EARLIER)), (50, (50, EARLIER)), (0, (96, b"by hand"))],
    ids=["as it came", "by the listener's own number", "cut to the newest for who knows no better"],
)
async def test_a_packet_that_carries_the_one_before_it_arrives_as_the_listener_can_read_it(
    number: int, arrives: tuple[int, bytes]
) -> None:
    async with a_bridge() as bridge, peers(LAN_HZ, MEI_HZ) as (lan, mei):
        said = await lan.describe()
        answer = await bridge.describe("c1", "seeker", (1, 1), able(said, 63))
        assert "a=rtpmap:63 red/48000/2" in answer
        assert answer.index("a=rtpmap:96") < answer.index("a=rtpmap:63")
        await lan.settle(answer)
        said = await mei.describe()
        answer = await bridge.describe(
            "c1", "recruiter", (1, 1), able(said, number) if number else said
        )
        assert ("red/48000" in answer) is bool(number)
        await mei.settle(answer)
        await mei.hears(LAN_HZ)

        sender = lan.pc.getSenders()[0]
        packet = RtpPacket(payload_type=63, timestamp=960)
        packet.ssrc, packet.payload = sender._ssrc, EARLIER
        packet.sequence_number = (bridge.calls["c1"]["seeker"].leg.latest + 50) % 65_536
        waits = asyncio.create_task(heard_of(mei))
        await asyncio.sleep(0)
        await sender.transport._send_rtp(packet.serialize())
        found = await waits
    assert (found.payload_type, found.payload) == arrives


@pytest.mark.parametrize("number", [0, 8, 70, 96, 128])
async def test_a_number_that_no_packet_can_have_is_not_agreed_on(number: int) -> None:
    async with a_bridge() as bridge, peers(LAN_HZ) as (crook,):
        said = able(await crook.describe(), number)
        assert "red/48000" not in await bridge.describe("c1", "seeker", (1, 1), said)


@pytest.mark.parametrize("number", [72, 999])
async def test_a_description_with_a_number_of_no_sound_is_refused(number: int) -> None:
    async with a_bridge() as bridge, peers(LAN_HZ) as (crook,):
        said = able(await crook.describe(), number)
        with pytest.raises(Malformed):
            await bridge.describe("c1", "seeker", (1, 1), said)


async def test_by_the_library_no_packet_twice_is_agreed_on_for_it_could_not_be_read() -> None:
    async with a_bridge(fast=False) as bridge, peers(LAN_HZ) as (lan,):
        said = able(await lan.describe(), 63)
        assert "red/48000" not in await bridge.describe("c1", "seeker", (1, 1), said)


async def lost_by(sender) -> int:
    stats = await sender.getStats()
    return max(
        (one.fractionLost for one in stats.values() if one.type == "remote-inbound-rtp"), default=0
    )
