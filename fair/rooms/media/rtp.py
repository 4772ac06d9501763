"""RTP as bytes: what is read of a packet's header, and how it is numbered for the other side. Pure.

Nothing is decoded: the sound inside stays as the talker's browser encoded it.
"""

import struct
from dataclasses import dataclass

LEAST = 12
CLOCK = 48_000
FRAME = 960
_EXTENDED, _PADDED, _SOURCES = 0x10, 0x20, 0x0F
_ONE_BYTE = 0xBEDE
_ENDS_EXTENSIONS = 15
_HALF = 0x8000
_WORD, _LONG = 0xFFFF, 0xFFFFFFFF
_AGAIN, _AGAIN_HEAD, MOST_AGAIN = 0x80, 4, 4
LATE = 1000  # of a new source, this many packets: one from before its first is thrown away
_head = struct.Struct("!BBHII")
_extension = struct.Struct("!HH")


@dataclass(slots=True)
class Packet:
    """A packet of sound. `level` is how loud the talker's browser says it is: 0 (loud) to 127.

    `twice`: the payload carries earlier packets' sound once more, as RFC 2198 writes it.
    """

    payload_type: int
    marker: bool
    padded: bool
    sequence_number: int
    timestamp: int
    ssrc: int
    payload: bytes
    level: int | None = None
    twice: bool = False


def is_rtcp(data: bytes) -> bool:
    """Return whether this packet reports on sound (RTCP) instead of carrying it."""
    return len(data) > 1 and 192 <= data[1] <= 223  # noqa: PLR2004 - RFC 5761


def ssrc_of(data: bytes) -> int:
    """Return who sends, which stands in the open even where the rest is encrypted."""
    return int.from_bytes(data[8:12], "big")


def read(data: bytes, level_id: int = 0) -> Packet | None:
    """Read a packet; None where it is none. `level_id` names the extension with the level."""
    if len(data) < LEAST or data[0] >> 6 != 2:  # noqa: PLR2004 - the version
        return None
    first, second, sequence_number, timestamp, ssrc = _head.unpack_from(data)
    start, level = LEAST + 4 * (first & _SOURCES), None
    if first & _EXTENDED:
        if len(data) < start + 4:
            return None
        profile, longs = _extension.unpack_from(data, start)
        end = start + 4 + 4 * longs
        if profile == _ONE_BYTE and level_id:
            level = _level(data[start + 4 : end], level_id)
        start = end
    if len(data) <= start:
        return None
    return Packet(
        payload_type=second & 0x7F,
        marker=second > 0x7F,  # noqa: PLR2004 - the highest bit
        padded=bool(first & _PADDED),
        sequence_number=sequence_number,
        timestamp=timestamp,
        ssrc=ssrc,
        payload=data[start:],
        level=level,
    )


def _level(extensions: bytes, level_id: int) -> int | None:
    at = 0
    while at < len(extensions):
        name, length = extensions[at] >> 4, (extensions[at] & 0x0F) + 1
        if name == 0:
            at += 1
            continue
        if name == _ENDS_EXTENSIONS:
            return None
        if name == level_id and at + 1 < len(extensions):
            return extensions[at + 1] & 0x7F
        at += 1 + length
    return None


def write(
    packet: Packet, payload: bytes, payload_type: int, ssrc: int, numbers: tuple[int, int]
) -> bytes:
    """Return the packet as another sender's: its own header, this sound, no extensions."""
    second = payload_type | (0x80 if packet.marker else 0)
    first = 0x80 | (_PADDED if packet.padded else 0)
    return _head.pack(first, second, numbers[0], numbers[1], ssrc) + payload


def alone(payload: bytes) -> bytes | None:
    """Return the newest sound of a payload with earlier ones in it; None where it is no such."""
    at = _newest(payload)
    if at is None:
        return None
    start = at + 1
    for again in range(0, at, _AGAIN_HEAD):
        start += int.from_bytes(payload[again + 2 : again + 4], "big") & 0x3FF
    return payload[start:] or None


def renumbered(payload: bytes, payload_type: int) -> bytes | None:
    """Return it with every sound in it named by the listener's number; None where it is no such."""
    at = _newest(payload)
    if at is None:
        return None
    written = bytearray(payload)
    for again in range(0, at, _AGAIN_HEAD):
        written[again] = _AGAIN | payload_type
    written[at] = payload_type
    return bytes(written)


def _newest(payload: bytes) -> int | None:
    """Return where the newest sound is named: after the names of all that come again."""
    for at in range(0, _AGAIN_HEAD * (MOST_AGAIN + 1), _AGAIN_HEAD):
        if at >= len(payload):
            return None
        if not payload[at] & _AGAIN:
            return at
    return None


class Series:
    """The numbers of what one side is sent: they go on when the talker comes back afresh.

    A talker's new connection begins with numbers of its own. Sent on as they are, the receiver
    would take them for very old and drop them for good.
    """

    def __init__(self, sequence_number: int, timestamp: int) -> None:
        self._sequence_number, self._timestamp = sequence_number & _WORD, timestamp & _LONG
        self._source: object = None
        self._first = self._since = self._by = self._by_time = 0
        self._at = 0.0

    def numbers(self, source: object, packet: Packet, at: float) -> tuple[int, int] | None:
        """Return sequence number and timestamp for this packet; None where it comes too late.

        `source` is the talker's connection, `at` a clock in seconds: a pause stays as long.
        """
        if source is not self._source:
            gone = FRAME if self._source is None else max(FRAME, int((at - self._at) * CLOCK))
            self._source, self._first, self._since = source, packet.sequence_number, 0
            self._by = (self._sequence_number + 1 - packet.sequence_number) & _WORD
            self._by_time = (self._timestamp + gone - packet.timestamp) & _LONG
        elif self._since < LATE:
            self._since += 1
            if (packet.sequence_number - self._first) & _WORD >= _HALF:
                return None
        number = (packet.sequence_number + self._by) & _WORD
        timestamp = (packet.timestamp + self._by_time) & _LONG
        if 0 < (number - self._sequence_number) & _WORD < _HALF:
            self._sequence_number, self._timestamp, self._at = number, timestamp, at
        return number, timestamp
