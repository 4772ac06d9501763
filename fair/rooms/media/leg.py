"""One leg at the bridge: the connection to one side's browser, and what goes in and out of it.

By technique E packets pass from socket to socket without waiting for the library's own loop; by
technique C, for versions of the library that we do not know, through its documented track.
"""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.codecs import CODECS
from pylibsrtp import Error as NotAuthentic

from fair.rooms.media import rtp
from fair.rooms.media.descriptions import LEVEL_URI, Malformed, twice_of, voices, with_twice
from fair.rooms.media.doors import Door, Doors, open_doors
from fair.rooms.media.line import Line
from fair.rooms.media.reports import Reported

log = logging.getLogger("fair.media")
OPUS = "audio/opus"
MOST_A_SECOND = 250  # five times what a browser sends
SOURCE_GONE_S = 1.0


def prepare() -> None:
    """Say in each answer that error correction is wanted; the library leaves it out."""
    for codec in CODECS["audio"]:
        if codec.mimeType.lower() == OPUS:
            codec.parameters.update({"minptime": 10, "useinbandfec": 1})


class BridgeLeg:
    """A side's connection; `came` counts its packets, `went` those it was sent.

    `lines` are what it is sent, one for each other person that its browser has room for;
    `heard_by` are the lines of others on which it is heard.
    """

    def __init__(
        self, where: Doors, *, fast: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._where, self._fast, self._clock = where, fast, clock
        self.lines: list[Line] = []
        self.heard_by: tuple[Line, ...] = ()
        self.came = self.thrown = 0
        self.level: int | None = None
        self.made_at = self.seen_at = clock()
        self.heard_at: float | None = None
        self.answer = ""
        self._ssrc, self._second, self._in_second = 0, 0, 0
        self.doors: list[Door] = []
        self._pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._statistics: Reported | None = None
        self._payload_type = self._twice = self._level_id = 0
        self._receiver: Any = None

    # --- the connection --------------------------------------------------------------------------

    async def accept(self, description: str) -> str:
        """Take the browser's description and return ours; refuses what is none with `Malformed`."""
        pc = self._pc
        try:
            known = RTCRtpSender.getCapabilities("audio").codecs
            preferred = [one for one in known if one.mimeType.lower() == OPUS]
            for _ in range(voices(description)):
                line = Line(fast=self._fast, clock=self._clock)
                self.lines.append(line)
                # Their browser speaks on the first alone, as its description says.
                pc.addTransceiver(line.track, direction="sendrecv").setCodecPreferences(preferred)
            self._receiver = pc.getTransceivers()[0].receiver
            await pc.setRemoteDescription(RTCSessionDescription(sdp=description, type="offer"))
            self.doors = await open_doors(
                self._dtls.transport._connection,
                self._where,
                self._sound if self._fast else None,
            )
            await pc.setLocalDescription(await pc.createAnswer())
            # The library knows nothing of it: by technique C it would not read such packets.
            self._twice = twice_of(description) if self._fast else 0
            self._hook(pc.getTransceivers())
        except Exception as error:
            # Whatever the library stumbles over, it stumbled over what a browser said.
            log.debug("a description was refused", exc_info=True)
            await self.close()
            raise Malformed from error
        for door in self.doors:
            door.seen = self._seen
        said = pc.localDescription.sdp
        self.answer = with_twice(said, self._twice) if self._twice else said
        return self.answer

    @property
    def _dtls(self) -> Any:
        return self._receiver.transport

    def _hook(self, made: Sequence[Any]) -> None:
        """Take over what comes in and the reports about what goes out."""
        for line, sending in zip(self.lines, made, strict=True):
            [opus] = [one for one in sending._codecs if one.mimeType.lower() == OPUS]
            line.hook(sending.sender, opus.payloadType, self._twice)
            self._payload_type = self._payload_type or opus.payloadType
        told = [one.id for one in made[0]._headerExtensions if one.uri == LEVEL_URI]
        self._level_id = told[0] if told else 0
        if not self._fast:
            self._receiver._handle_rtp_packet = self._sound_by_library

    async def close(self) -> None:
        """Let go of everything; whoever heard this leg hears nothing more of it."""
        self.heard_by = ()
        for line in self.lines:
            line.track.stop()
        await self._pc.close()

    @property
    def sender_ssrc(self) -> int:
        """Return as whom this side hears the other one."""
        return self.lines[0].ssrc

    @property
    def went(self) -> int:
        """Return how many packets this side was sent."""
        return sum(line.went for line in self.lines)

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
        packet.twice = packet.payload_type == self._twice > 0
        if not (packet.twice or packet.payload_type == self._payload_type) or self._too_many(now):
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
        for line in self.heard_by:
            line.send((self, packet.ssrc), packet, now)

    @property
    def _lost_further_on(self) -> int:
        return max((line.downstream.lost for line in self.heard_by), default=0)

    def _too_many(self, now: float) -> bool:
        if int(now) != self._second:
            self._second, self._in_second = int(now), 0
        self._in_second += 1
        return self._in_second > MOST_A_SECOND
