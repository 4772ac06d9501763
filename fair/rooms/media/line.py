"""One voice that a side of a call is sent: whose it is, how it is numbered, what became of it.

A side has one for each other person in the call. Nothing is mixed: the browser plays them.
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import Packet as Encoded

from fair.rooms.media import rtp
from fair.rooms.media.reports import Downstream

MOST_WAITING = 50
NTP_EVERY = 16
_NTP_EPOCH = 2_208_988_800


class Fed(MediaStreamTrack):
    """A track of what we are given, encoded as it came. By technique E nobody gives it anything."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._frames: asyncio.Queue[Any] = asyncio.Queue(MOST_WAITING)

    def feed(self, payload: bytes, timestamp: int) -> None:
        """Hand over one frame; where too many wait it is lost, as on any network."""
        encoded = Encoded(payload)
        encoded.pts, encoded.time_base = timestamp, Fraction(1, rtp.CLOCK)
        with contextlib.suppress(asyncio.QueueFull):
            self._frames.put_nowait(encoded)

    async def recv(self) -> Any:
        """Return the next frame."""
        if self.readyState != "live":
            raise MediaStreamError
        return await self._frames.get()


class Line:
    """Sends one talker's packets to one side; `went` counts them."""

    def __init__(self, *, fast: bool, clock: Callable[[], float]) -> None:
        self._fast = fast
        self.track = Fed()
        self.downstream = Downstream(clock)
        self.went = self._payload_type = self._twice = 0
        self._series = rtp.Series(secrets.randbelow(1 << 15), secrets.randbits(32))
        self._sender: Any = None

    @property
    def ssrc(self) -> int:
        """Return as whom the side hears this talker."""
        return int(self._sender._ssrc)

    def hook(self, sender: Any, payload_type: int, twice: int = 0) -> None:
        """Send by this sender of the library from now on, and hear the reports about it.

        `twice` is the number by which the side takes packets with earlier ones in them, or 0.
        """
        self._sender, self._payload_type, self._twice = sender, payload_type, twice
        onward = sender._handle_rtcp_packet

        async def reported(packet: Any) -> None:
            self.downstream.note(sender._ssrc, packet)
            await onward(packet)

        sender._handle_rtcp_packet = reported

    def send(self, source: object, packet: rtp.Packet, now: float) -> None:
        """Send what the talker says, numbered as one series."""
        numbers = self._series.numbers(source, packet, now) if self._sender else None
        if numbers is None:
            return
        if not self._fast:
            self.track.feed(packet.payload, numbers[1])
            self.went += 1
            return
        dtls = self._sender.transport
        session, pair = dtls._tx_srtp, dtls.transport._connection._nominated.get(1)
        if session is None or pair is None:
            return
        kind, payload = self._written(packet)
        if payload is None:
            return
        written = rtp.write(packet, payload, kind, self._sender._ssrc, numbers)
        pair.protocol.transport.sendto(session.protect(written), pair.remote_addr)
        self.went += 1
        self._count(numbers[1], len(payload))

    def _written(self, packet: rtp.Packet) -> tuple[int, bytes | None]:
        """Return the sound as this side can read it, and by which number."""
        if not packet.twice:
            return self._payload_type, packet.payload
        if self._twice:
            return self._twice, rtp.renumbered(packet.payload, self._payload_type)
        return self._payload_type, rtp.alone(packet.payload)

    def _count(self, timestamp: int, octets: int) -> None:
        """Keep what the library's sender reports say of this stream."""
        sender = self._sender
        sender._RTCRtpSender__packet_count += 1
        sender._RTCRtpSender__octet_count += octets
        if self.went % NTP_EVERY == 1:
            sender._RTCRtpSender__rtp_timestamp = timestamp
            sender._RTCRtpSender__ntp_timestamp = ntp()


def ntp() -> int:
    """Return the time as RTP's reports write it: seconds since 1900, in parts of 2**32."""
    return int((time.time_ns() / 1e9 + _NTP_EPOCH) * (1 << 32))
