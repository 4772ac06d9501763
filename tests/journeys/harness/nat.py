"""Address translation of the two hard kinds, on packets as bytes. Pure.

Both give each connection a random port and let nobody in who was not spoken to. `restricted` keeps
one port for all who are spoken to from one socket; `symmetric` takes another port for each, so
that what a socket learns of its own address from one server is of no use to anybody else.
"""

import random
import struct
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from typing import Literal

Kind = Literal["restricted", "symmetric"]
Place = tuple[bytes, int]
TCP, UDP = 6, 17
_CHECKSUM_AT = {TCP: 16, UDP: 6}
_LEAST = 20


def protocol_of(packet: bytes) -> int:
    """Return the number of the protocol that an IPv4 packet carries; 0 where it is none."""
    return packet[9] if len(packet) >= _LEAST and packet[0] >> 4 == 4 else 0


def ends_of(packet: bytes) -> tuple[Place, Place] | None:
    """Return where a packet of UDP or TCP comes from and where it goes."""
    head = (packet[0] & 0x0F) * 4 if packet else 0
    if protocol_of(packet) not in _CHECKSUM_AT or len(packet) < head + 8:
        return None
    source, goal = struct.unpack_from("!HH", packet, head)
    return (packet[12:16], source), (packet[16:20], goal)


@dataclass
class Nat:
    """One person's router towards the world, at the address `public`."""

    kind: Kind
    public: str
    seed: int = 1
    _ports: dict[tuple[int, Place, Place | None], int] = field(default_factory=dict)
    _inside: dict[tuple[int, int], Place] = field(default_factory=dict)
    _spoken: set[tuple[int, int, Place]] = field(default_factory=set)
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def rebind(self, public: str) -> None:
        """Have another address, and forget every connection, as at a change of cell or lease."""
        self.public = public
        self._ports.clear()
        self._inside.clear()
        self._spoken.clear()

    def out(self, packet: bytes) -> bytes | None:
        """Return a packet as the world sees it."""
        if (ends := ends_of(packet)) is None:
            return None
        (own, other), protocol = ends, protocol_of(packet)
        key = (protocol, own, other if self.kind == "symmetric" else None)
        port = self._ports.get(key)
        if port is None:
            while port is None or (protocol, port) in self._inside:
                port = self._dice.randrange(20_000, 60_000)
            self._ports[key] = port
            self._inside[protocol, port] = own
        self._spoken.add((protocol, port, other))
        return _from(packet, (IPv4Address(self.public).packed, port))

    def back(self, packet: bytes) -> bytes | None:
        """Return a packet as the inside sees it; None where nobody there spoke to its sender."""
        if (ends := ends_of(packet)) is None:
            return None
        (other, (_, port)), protocol = ends, protocol_of(packet)
        if (protocol, port, other) not in self._spoken:
            return None
        return _to(packet, self._inside[protocol, port])


def _from(packet: bytes, place: Place) -> bytes:
    return _with(packet, place, address_at=12, port_at=0)


def _to(packet: bytes, place: Place) -> bytes:
    return _with(packet, place, address_at=16, port_at=2)


def _with(packet: bytes, place: Place, *, address_at: int, port_at: int) -> bytes:
    found, head = bytearray(packet), (packet[0] & 0x0F) * 4
    port_at += head
    old = bytes(found[address_at : address_at + 4]), bytes(found[port_at : port_at + 2])
    new = place[0], struct.pack("!H", place[1])
    found[address_at : address_at + 4], found[port_at : port_at + 2] = new
    _mend(found, 10, old[0], new[0])
    sum_at = head + _CHECKSUM_AT[packet[9]]
    if packet[9] == TCP or found[sum_at : sum_at + 2] != b"\0\0":
        _mend(found, sum_at, old[0] + old[1], new[0] + new[1])
    return bytes(found)


def _mend(packet: bytearray, at: int, old: bytes, new: bytes) -> None:
    """Let a checksum follow what changed (RFC 1624)."""
    [total] = struct.unpack_from("!H", packet, at)
    total = ~total & 0xFFFF
    for was, now in zip(struct.iter_unpack("!H", old), struct.iter_unpack("!H", new), strict=True):
        total += (~was[0] & 0xFFFF) + now[0]
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    struct.pack_into("!H", packet, at, ~total & 0xFFFF)
