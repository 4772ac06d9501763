"""What each socket was told so far, by number: so a page learns within seconds what it lost.

News may be lost on their last way: the library drops a packet, a browser that sleeps lets one fall.
A page that counts what it heard and is told, a little later, how much that was, knows it without
anything else happening. Counted is what went to each audience, not what went into each socket: else
a packet that was lost before its socket would not be missed.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from fair.contract.news import NewsTold

# A page is right within 15 s: a round, what it waits so that not all fetch at once, its fetch.
ROUND_S = 12.0
# What is said may be lost too, so it is said again; then a page where nothing happens is let sleep.
TIMES = 4
SLICE = 50
Emit = Callable[..., Awaitable[None]]


@dataclass(slots=True)
class _Socket:
    since: dict[str, int] = field(default_factory=dict)
    before: int = 0
    said: int = 0
    left: int = 0


class ToldSoFar:
    """Counts the packets of each audience, and says to each socket how many were for it.

    `emit` sends a named packet to the `room` of one socket.
    """

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._sockets: dict[str, _Socket] = {}
        self._packets: Counter[str] = Counter()
        self._hearers: Counter[str] = Counter()

    def join(self, sid: str, audience: str) -> None:
        """From now on the packets of this audience are for this socket as well."""
        socket = self._sockets.setdefault(sid, _Socket())
        if audience not in socket.since:
            socket.since[audience] = self._packets[audience]
            self._hearers[audience] += 1

    def leave(self, sid: str, audience: str) -> None:
        """From now on they are not."""
        if (socket := self._sockets.get(sid)) and audience in socket.since:
            socket.before += self._packets[audience] - socket.since.pop(audience)
            self._hearers[audience] -= 1
            if not self._hearers[audience]:
                del self._hearers[audience], self._packets[audience]

    def forget(self, sid: str) -> None:
        """This socket is gone."""
        if socket := self._sockets.get(sid):
            for audience in tuple(socket.since):
                self.leave(sid, audience)
            del self._sockets[sid]

    def sent(self, audience: str) -> None:
        """One packet goes to this audience."""
        if self._hearers[audience]:
            self._packets[audience] += 1

    def upto(self, sid: str) -> int:
        """Return how many packets were for this socket, since it came."""
        socket = self._sockets[sid]
        return socket.before + sum(
            self._packets[audience] - since for audience, since in socket.since.items()
        )

    async def run(self) -> None:
        """Say it to all sockets, those of a slice at a time, all of them once in each round."""
        while True:
            all_of_them = tuple(self._sockets)
            slices = [all_of_them[at : at + SLICE] for at in range(0, len(all_of_them), SLICE)]
            for one in slices or [()]:
                await self.say(one)
                await asyncio.sleep(ROUND_S / max(1, len(slices)))

    async def say(self, sids: Sequence[str]) -> None:
        """Say it to these sockets, where there is something that they may not know."""
        for sid in sids:
            if (socket := self._sockets.get(sid)) is None:
                continue  # gone meanwhile
            packets = self.upto(sid)
            if packets != socket.said:
                socket.said, socket.left = packets, TIMES
            if socket.left:
                socket.left -= 1
                told = NewsTold(packets=packets)
                await self._emit(told.name, told.model_dump(mode="json"), room=sid)
