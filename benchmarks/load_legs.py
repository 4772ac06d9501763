"""The load of `bridging` and `soak`: legs that connect as a browser does, then send and count.

ICE and DTLS are aiortc's. Afterwards each leg writes packets of the length of Opus through its SRTP
session straight to its socket, fifty a second, and counts what arrives by its header: nothing is
decoded, so that the load costs little beside what it measures. One packet a second is longer than
all others: how late it comes at the other leg is the one-way delay.
"""

import asyncio
import logging
import secrets
import socket
import struct
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import aioice.ice
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.rtcconfiguration import RTCIceTransportPolicy

EVERY_S, STEP = 0.02, 960
SOUND, LONGER = 80, 150
GAP_S = 0.06
CONNECTED_S = 60.0
_RTP, _RTCP = range(128, 192), range(192, 224)
_head = struct.Struct("!BBHII")
logging.getLogger("aiortc").setLevel(logging.CRITICAL)  # it cannot decode what is sent here


def host() -> str:
    """Return the machine's own address: not loopback, nor that of a network which a test made.

    Connecting a datagram socket sends nothing. A machine without a network has loopback alone.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asks:
        try:
            asks.connect(("203.0.113.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(asks.getsockname()[0])


aioice.ice.get_host_addresses = lambda **_: [host()]


class Quiet(MediaStreamTrack):
    """Has nothing to send: the leg does that itself."""

    kind = "audio"

    async def recv(self) -> Any:
        """Wait for ever."""
        await asyncio.Event().wait()


@dataclass(slots=True)
class Heard:
    """What arrived in one window."""

    packets: int = 0
    gaps: int = 0
    delays_ms: list[float] = field(default_factory=list)


class Leg:
    """One side. `other` is who hears it; through a TURN server where `relay` names one."""

    def __init__(self, relay: RTCIceServer | None = None) -> None:
        self.pc = RTCPeerConnection(
            RTCConfiguration(
                iceServers=[relay] if relay else [],
                iceTransportPolicy=RTCIceTransportPolicy.RELAY
                if relay
                else RTCIceTransportPolicy.ALL,
            )
        )
        self.pc.addTrack(Quiet())
        self.other: Leg | None = None
        self.heard = Heard()
        self.long_at = 0.0
        self._last = 0.0
        self._number, self._time = secrets.randbelow(1 << 15), secrets.randbits(31)
        self._task: asyncio.Task[None] | None = None

    async def offer(self) -> str:
        """Describe this leg first."""
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return str(self.pc.localDescription.sdp)

    async def answer(self, offer: str) -> str:
        """Describe this leg after the other one did."""
        await self.pc.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await self.pc.setLocalDescription(await self.pc.createAnswer())
        return str(self.pc.localDescription.sdp)

    async def settle(self, answer: str) -> None:
        """Take the answer."""
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def talk(self) -> None:
        """Wait until it is connected, then send from now on."""
        [sending] = self.pc.getTransceivers()
        dtls = sending.receiver.transport
        ice: Any = dtls.transport._connection
        self._onward = ice.data_received
        ice.data_received = self._came
        async with asyncio.timeout(CONNECTED_S):
            while self.pc.connectionState != "connected":
                if self.pc.connectionState in ("failed", "closed"):
                    raise ConnectionError(self.pc.connectionState)
                await asyncio.sleep(0.05)
        self._task = asyncio.create_task(self._talk(sending, dtls, ice))

    async def _talk(self, sending: Any, dtls: Any, ice: Any) -> None:
        loop = asyncio.get_running_loop()
        kind, ssrc, session = sending._codecs[0].payloadType, sending.sender._ssrc, dtls._tx_srtp
        pair = ice._nominated[1]
        send, to = pair.protocol.transport.sendto, pair.remote_addr
        sound, longer = secrets.token_bytes(SOUND), secrets.token_bytes(LONGER)
        at = loop.time() + secrets.randbelow(20) / 1000
        for number in range(1 << 40):
            await asyncio.sleep(max(0.0, at - loop.time()))
            at += EVERY_S
            self._number, self._time = self._number + 1 & 0xFFFF, self._time + STEP & 0xFFFFFFFF
            head = _head.pack(0x80, kind, self._number, self._time, ssrc)
            marked = number % 50 == 0
            packet = session.protect(head + (longer if marked else sound))
            if marked:
                self.long_at = loop.time()
            send(packet, to)

    def _came(self, data: bytes, component: int) -> None:
        if data[0] not in _RTP or data[1] in _RTCP:
            self._onward(data, component)
            return
        now, heard = asyncio.get_running_loop().time(), self.heard
        heard.packets += 1
        if self._last and now - self._last > GAP_S:
            heard.gaps += 1
        self._last = now
        if len(data) > (SOUND + LONGER) / 2 + _head.size and self.other:
            heard.delays_ms.append((now - self.other.long_at) * 1000)

    async def close(self) -> None:
        """Let go of everything."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.pc.close()


def pair(relay: RTCIceServer | None = None) -> tuple[Leg, Leg]:
    """Return the two legs of a call, the first through a relay where there is one."""
    one, other = Leg(relay), Leg()
    one.other, other.other = other, one
    return one, other


async def window(legs: list[Leg], seconds: float) -> dict[str, float]:
    """Count for so long: packets, how many of those sent, gaps per leg and minute, delays."""
    for leg in legs:
        leg.heard = Heard()
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(seconds)
    took = loop.time() - began
    packets = sum(leg.heard.packets for leg in legs)
    delays = sorted(ms for leg in legs for ms in leg.heard.delays_ms)
    return {
        "packets": packets,
        "arrived": round(packets * EVERY_S / (took * len(legs)), 3),
        "gaps_a_leg_minute": round(
            sum(leg.heard.gaps for leg in legs) / len(legs) / (took / 60), 2
        ),
        "delay_ms": round(median(delays), 2) if delays else 0.0,
        "delay_p95_ms": round(delays[int(len(delays) * 0.95)], 2) if delays else 0.0,
    }
