"""One leg at the bridge: the connection to one side's browser, and what goes in and out of it.

By technique E packets pass from socket to socket without waiting for the library's own loop; by
technique C, for versions of the library that we do not know, through its documented track.
"""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.codecs import CODECS
from aiortc.mediastreams import MediaStreamError
from av import Packet as Encoded
from pylibsrtp import Error as NotAuthentic

from fair.rooms.media import rtp
from fair.rooms.media.descriptions import LEVEL_URI, Malformed
from fair.rooms.media.doors import Door, Doors, open_doors
from fair.rooms.media.reports import Downstream, Reported

log = logging.getLogger("fair.media")
OPUS = "audio/opus"
MOST_A_SECOND = 250  # five times what a browser sends
SOURCE_GONE_S = 1.0
NTP_EVERY = 16
MOST_WAITING = 50
_NTP_EPOCH = 2_208_988_800


def prepare() -> None:
    """Say in each answer that error correction is wanted; the library leaves it out."""
    for codec in CODECS["audio"]:
        if codec.mimeType.lower() == OPUS:
            codec.parameters.update({"minptime": 10, "useinbandfec": 1})


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


class BridgeLeg:
    """A side's connection. `other` is the leg that hears it; `came` and `went` count packets."""

    def __init__(
        self, where: Doors, *, fast: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._where, self._fast, self._clock = where, fast, clock
        self.other: BridgeLeg | None = None
        self.came = self.went = self.thrown = 0
        self.level: int | None = None
        self.made_at = self.seen_at = clock()
        self.heard_at: float | None = None
        self.answer = ""
        self.downstream = Downstream(clock)
        self.series = rtp.Series(secrets.randbelow(1 << 15), secrets.randbits(32))
        self.track = Fed()
        self._ssrc, self._second, self._in_second = 0, 0, 0
        self.doors: list[Door] = []
        self._pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._statistics: Reported | None = None
        self._payload_type = self._level_id = 0
        self._sender: Any = None
        self._receiver: Any = None

    # --- the connection --------------------------------------------------------------------------

    async def accept(self, description: str) -> str:
        """Take the browser's description and return ours; refuses what is none with `Malformed`."""
        pc = self._pc
        try:
            sending = pc.addTransceiver(self.track, direction="sendrecv")
            known = RTCRtpSender.getCapabilities("audio").codecs
            sending.setCodecPreferences([one for one in known if one.mimeType.lower() == OPUS])
            self._sender, self._receiver = sending.sender, sending.receiver
            await pc.setRemoteDescription(RTCSessionDescription(sdp=description, type="offer"))
            [sending] = pc.getTransceivers()
            self.doors = await open_doors(
                self._dtls.transport._connection,
                self._where,
                self._sound if self._fast else None,
            )
            await pc.setLocalDescription(await pc.createAnswer())
            self._hook(sending)
        except Exception as error:
            # Whatever the library stumbles over, it stumbled over what a browser said.
            log.debug("a description was refused", exc_info=True)
            await self.close()
            raise Malformed from error
        for door in self.doors:
            door.seen = self._seen
        self.answer = pc.localDescription.sdp
        return self.answer

    @property
    def _dtls(self) -> Any:
        return self._receiver.transport

    def _hook(self, sending: Any) -> None:
        """Take over what comes in and the reports about what goes out."""
        [opus] = [one for one in sending._codecs if one.mimeType.lower() == OPUS]
        self._payload_type = opus.payloadType
        told = [one.id for one in sending._headerExtensions if one.uri == LEVEL_URI]
        self._level_id = told[0] if told else 0
        onward = self._sender._handle_rtcp_packet

        async def reported(packet: Any) -> None:
            self.downstream.note(self._sender._ssrc, packet)
            await onward(packet)

        self._sender._handle_rtcp_packet = reported
        if not self._fast:
            self._receiver._handle_rtp_packet = self._sound_by_library

    async def close(self) -> None:
        """Let go of everything; whoever heard this leg hears nothing more of it."""
        self.other = None
        self.track.stop()
        await self._pc.close()

    @property
    def sender_ssrc(self) -> int:
        """Return as whom this side hears the other one."""
        return int(self._sender._ssrc)

    @property
    def latest(self) -> int:
        """Return the highest number of this side's packets so far."""
        return (self._statistics.max_seq or 0) if self._statistics else 0

    @property
    def over(self) -> bool:
        """True once the library has given this connection up."""
        return self._pc.connectionState in ("closed", "failed")

    @property
    def refused(self) -> int:
        """Return how many packets were thrown away, at the socket or after it."""
        return self.thrown + sum(door.refused for door in self.doors)

    def _seen(self) -> None:
        self.seen_at = self._clock()

    # --- what comes in ---------------------------------------------------------------------------

    def _sound(self, data: bytes) -> None:
        """Technique E: straight from the socket to the other side's socket."""
        session = self._dtls._rx_srtp
        if session is None or len(data) < rtp.LEAST or not self._known(rtp.ssrc_of(data)):
            self.thrown += 1
            return
        try:
            packet = rtp.read(session.unprotect(data), self._level_id)
        except NotAuthentic:
            self.thrown += 1
            return
        if packet:
            self._pass_on(packet)

    async def _sound_by_library(self, packet: Any, arrival_time_ms: int) -> None:  # noqa: ARG002
        """Technique C: the library has read the packet; it goes on as an encoded frame."""
        if not self._known(packet.ssrc):
            self.thrown += 1
            return
        level = packet.extensions.audio_level
        self._pass_on(
            rtp.Packet(
                payload_type=packet.payload_type,
                marker=bool(packet.marker),
                padded=False,
                sequence_number=packet.sequence_number,
                timestamp=packet.timestamp,
                ssrc=packet.ssrc,
                payload=packet.payload,
                level=level[1] if level else None,
            )
        )

    def _known(self, ssrc: int) -> bool:
        """One source a leg: another counts only once the first has been silent for a second."""
        if ssrc == self._ssrc or not self._ssrc:
            return True
        return self.heard_at is None or self._clock() - self.heard_at > SOURCE_GONE_S

    def _pass_on(self, packet: rtp.Packet) -> None:
        now = self._clock()
        if packet.payload_type != self._payload_type or self._too_many(now):
            self.thrown += 1
            return
        if packet.ssrc != self._ssrc or self._statistics is None:
            self._ssrc = packet.ssrc
            self._statistics = Reported(rtp.CLOCK, lambda: self._lost_further_on)
            streams = self._receiver._RTCRtpReceiver__remote_streams
            streams.clear()
            streams[packet.ssrc] = self._statistics
        self._statistics.add(packet)  # type: ignore[arg-type]
        self.came += 1
        self.heard_at = now
        if packet.level is not None:
            self.level = packet.level
        if self.other:
            self.other.send((self, packet.ssrc), packet, now)

    @property
    def _lost_further_on(self) -> int:
        return self.other.downstream.lost if self.other else 0

    def _too_many(self, now: float) -> bool:
        if int(now) != self._second:
            self._second, self._in_second = int(now), 0
        self._in_second += 1
        return self._in_second > MOST_A_SECOND

    # --- what goes out ---------------------------------------------------------------------------

    def send(self, source: object, packet: rtp.Packet, now: float) -> None:
        """Send this side what the other says, numbered as one series."""
        numbers = self.series.numbers(source, packet, now)
        if numbers is None:
            return
        if not self._fast:
            self.track.feed(packet.payload, numbers[1])
            self.went += 1
            return
        dtls, ice = self._dtls, self._dtls.transport._connection
        session, pair = dtls._tx_srtp, ice._nominated.get(1)
        if session is None or pair is None:
            return
        written = rtp.write(packet, self._payload_type, self._sender._ssrc, numbers)
        pair.protocol.transport.sendto(session.protect(written), pair.remote_addr)
        self.went += 1
        self._count(numbers[1], len(packet.payload))

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
