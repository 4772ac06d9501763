"""The UDP sockets of the bridge: which ports and addresses, and what may come in.

Addresses that a browser names are never asked: it comes to us, proves the password of its leg,
and from then on its leg hears that address alone. So nobody makes this process send anywhere.
"""

import asyncio
import logging
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from aioice import stun
from aioice.candidate import Candidate, candidate_foundation, candidate_priority
from aioice.ice import Connection, StunProtocol, get_host_addresses

from fair.rooms.media import rtp

log = logging.getLogger("fair.media")
LOOPBACK = "127.0.0.1"
MOST_QUEUED = 200
MOST_BYTES = 1500
MOST_PLACES = 16
"""From how many addresses one leg's browser may knock: each is answered by a knock of ours."""
_BUFFER = 1 << 20
_STUN, _RTP = range(4), range(128, 192)


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the bridge listens: ports from `first` to `last`, on these addresses, said as those.

    `bind` empty: every address of this machine. `announce` empty: as they are.
    """

    first: int
    last: int
    bind: tuple[str, ...] = ()
    announce: tuple[str, ...] = ()

    def addresses(self) -> list[tuple[str, str]]:
        """Return each address to listen on, and what browsers are told it is."""
        here = list(self.bind) or get_host_addresses(use_ipv4=True, use_ipv6=True)
        here = [one for one in here if not ip_address(one.partition("%")[0]).is_link_local]
        here = here or [LOOPBACK]
        if not self.announce:
            return [(one, one) for one in here]
        said = []
        for one in here:
            version = ip_address(one).version
            said += [(one, to) for to in self.announce if ip_address(to).version == version]
        return said


class Door(StunProtocol):
    """One socket of one leg. What is no STUN counts only from where the leg's browser is."""

    def __init__(self, connection: Connection, sound: Callable[[bytes], None] | None) -> None:
        super().__init__(connection)
        self.sound = sound
        self.refused = 0
        self._places: set[tuple[Any, ...]] = set()
        self.seen: Callable[[], None] | None = None

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        """Sort what comes in; whatever does not fit is counted and forgotten."""
        if not isinstance(data, bytes) or not 0 < len(data) <= MOST_BYTES:
            self.refused += 1
            return
        if data[0] in _STUN:
            self._stun(data, addr)
            return
        pair = self.receiver._nominated.get(1)
        if pair is None or pair.remote_addr != addr[:2]:
            self.refused += 1
            return
        if self.seen:
            self.seen()
        if self.sound and data[0] in _RTP and not rtp.is_rtcp(data):
            self.sound(data)
        elif self.receiver._queue.qsize() < MOST_QUEUED:
            self.receiver.data_received(data, 1)
        else:
            self.refused += 1

    def _stun(self, data: bytes, addr: tuple[Any, ...]) -> None:
        # Whoever does not prove the password of this leg is not even answered: the address may be
        # somebody else's, who would get what he never asked for.
        try:
            message = stun.parse_message(data)
            if message.message_class is stun.Class.REQUEST and not self._admits(message, addr[:2]):
                self.refused += 1
                return
            super().datagram_received(data, addr)
        except Exception:  # a stranger's packet must not end anything
            self.refused += 1
            log.debug("a packet that looked like STUN", exc_info=True)

    def _admits(self, message: stun.Message, place: tuple[Any, ...]) -> bool:
        said, own = message.attributes, self.receiver
        if "USERNAME" not in said or not own._valid_username(said["USERNAME"]):
            return False
        if not message.check_message_integrity(own.local_password.encode()):
            return False
        if place not in self._places and len(self._places) >= MOST_PLACES:
            return False
        self._places.add(place)
        return True


async def open_doors(
    connection: Connection, doors: Doors, sound: Callable[[bytes], None] | None
) -> list[Door]:
    """Let this connection listen at our ports instead of any; returns its sockets, once open."""
    made: list[Door] = []

    async def ours(component: int, addresses: list[str], timeout: int = 5) -> list[Candidate]:  # noqa: ASYNC109, ARG001 - the library's signature
        found = []
        for address, announced in doors.addresses():
            door = await _bound(lambda: Door(connection, sound), address, doors)
            if door is None:
                continue
            door.local_candidate = Candidate(
                foundation=candidate_foundation("host", "udp", announced),
                component=component,
                transport="udp",
                priority=candidate_priority(component, "host"),
                host=announced,
                port=door.transport.get_extra_info("sockname")[1],
                type="host",
            )
            made.append(door)
            found.append(door.local_candidate)
        connection._protocols += made
        return found

    connection.get_component_candidates = ours  # type: ignore[method-assign]
    await connection.gather_candidates()
    return made


async def _bound(make: Callable[[], Door], address: str, doors: Doors) -> Door | None:
    """Bind a free port of the range, tried from a random one on, so that none is told ahead."""
    loop, many = asyncio.get_running_loop(), doors.last - doors.first + 1
    start = secrets.randbelow(many)
    for step in range(many):
        port = doors.first + (start + step) % many
        try:
            transport, door = await loop.create_datagram_endpoint(make, local_addr=(address, port))
        except OSError:
            continue
        own = transport.get_extra_info("socket")
        if own is not None:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        return door
    log.warning("no port of %s to %s is free on %s", doors.first, doors.last, address)
    return None
