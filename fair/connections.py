"""The connections that are open in this process: how many there may be, and whose room is made.

Where there are as many as may be, one that asks for nothing goes, so that nobody is kept out by
connections that are held for their own sake.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice
from time import monotonic
from typing import Protocol

from fair.addresses import is_trusted
from fair.budgets import Budgets

AFTER_ANSWER_S = 20.0
AT_A_TIME, BETWEEN_S = 25, 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bounds of one connection, in seconds and bytes, and how many connections there may be."""

    connections: int = 4000
    of_network: int = 400
    proxies: str = ""
    head_s: float = 15
    head_bytes: int = 32_000
    address_bytes: int = 8_000
    headers: int = 100
    body_grace_s: float = 30
    body_bytes_a_second: float = 2_000
    after_answer_bytes: int = 8_000_000  # of one network, in twenty seconds
    unread_s: float = 60
    linger_s: float = 2
    waiting: int = 16
    look_s: float = 1


class Missed(IntEnum):
    """How much a connection would be missed that is ended for another one."""

    NOT = 0  # nothing is asked: its browser opens another one when it needs it
    HARDLY = 1  # a stranger's request is not whole
    SOMEWHAT = 2  # nothing is asked, and a login was shown on it
    MUCH = 3


class Connection(Protocol):
    """What is asked of a connection here."""

    peer: str
    network: str
    loop: asyncio.AbstractEventLoop

    @property
    def missed(self) -> Missed:
        """How much it would be missed."""

    def make_room(self) -> None:
        """End it for another one."""

    def look(self, now: float) -> None:
        """End it where it takes longer than it may."""


@dataclass(slots=True)
class Open:
    """The connections that are open in this process; looked at once in a while."""

    bounds: Bounds
    all: set[Connection] = field(default_factory=set)
    # In the order in which they came.
    of_network: dict[str, dict[Connection, None]] = field(default_factory=dict)
    looking: bool = False
    thrown: Budgets = field(default_factory=lambda: Budgets(most=5000))

    def add(self, one: Connection) -> bool:
        """Count a connection; False where too many ask for something."""
        proxy = is_trusted(one.peer, self.bounds.proxies)
        beside = self.of_network.get(one.network, {})
        if not proxy and len(beside) >= self.bounds.of_network and not self._make_room(beside):
            return False
        if len(self.all) >= self.bounds.connections:
            many = max(self.of_network, key=lambda whose: len(self.of_network[whose]))
            if not self._make_room(self.of_network[many]):
                return False
        self.all.add(one)
        self.of_network.setdefault(one.network, {})[one] = None
        if not self.looking:
            self.looking = True
            one.loop.call_later(self.bounds.look_s, self.look, one.loop)
        return True

    def may_throw_away(self, one: Connection, size: int) -> bool:
        """Count what still comes after its answer: a browser that hears no until then reads it."""
        if is_trusted(one.peer, self.bounds.proxies):
            return True
        rate = (float(self.bounds.after_answer_bytes), AFTER_ANSWER_S)
        return not self.thrown.try_to_spend("thrown away", one.network, rate, size)

    def remove(self, one: Connection) -> None:
        """Forget a connection that ended, or became a socket."""
        if one in self.all:
            self.all.remove(one)
            del self.of_network[one.network][one]
            if not self.of_network[one.network]:
                del self.of_network[one.network]

    def _make_room(self, among: Iterable[Connection]) -> bool:
        """End the connection that is missed least; False where each is being answered."""
        least = min(among, key=lambda one: one.missed)  # the first that came, of several
        if least.missed >= Missed.MUCH:
            return False
        self.remove(least)
        least.make_room()
        return True

    def look(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the connections that take too long, a few at a time.

        Hundreds may have begun in the same second, and whoever asks meanwhile waits for a few.
        """
        self._look_on(loop, iter(tuple(self.all)))

    def _look_on(self, loop: asyncio.AbstractEventLoop, rest: Iterator[Connection]) -> None:
        now, looked = monotonic(), 0
        for one in islice(rest, AT_A_TIME):
            looked += 1
            if one in self.all:
                one.look(now)
        if looked:
            loop.call_later(BETWEEN_S, self._look_on, loop, rest)
            return
        self.looking = bool(self.all)
        if self.looking:
            loop.call_later(self.bounds.look_s, self.look, loop)
