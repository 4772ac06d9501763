"""Every call of this process: who is on the bridge, who is let in, and who has gone.

A leg is known by call, side, epoch and number. The same asked again gets the same answer; an
earlier one is refused; a later one is a fresh connection of the same side, joined to the same call.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fair.rooms.media.descriptions import Malformed, cleaned
from fair.rooms.media.doors import Doors
from fair.rooms.media.leg import BridgeLeg

log = logging.getLogger("fair.media")
SWEEP_S = 1.0
UNANSWERED_S = 20.0
SILENT_S = 45.0
PARTING_S = 5.0
SIDES = frozenset({"seeker", "recruiter"})


class Full(Exception):
    """As many calls as this process was measured to carry."""


class Outdated(Exception):
    """A later page, or a later description, of this side is here already."""


@dataclass(slots=True)
class Seated:
    """A leg that is here, and which one of its side's it is."""

    epoch: int
    n: int
    leg: BridgeLeg


@dataclass(slots=True)
class Counts:
    """What this process has done so far."""

    came: int = 0
    went: int = 0
    refused: int = 0


@dataclass(slots=True)
class Bridge:
    """The calls of one process. `most` is how many it takes; `fast` is technique E, otherwise C."""

    doors: Doors
    most: int
    fast: bool = True
    clock: Callable[[], float] = time.monotonic
    calls: dict[str, dict[str, Seated]] = field(default_factory=dict)
    _gone: Counts = field(default_factory=Counts)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    _parting: set[asyncio.Task[None]] = field(default_factory=set)

    async def describe(self, call: str, side: str, numbers: tuple[int, int], said: str) -> str:
        """Connect a side of a call; returns our description.

        `numbers` are the page's epoch and the number of its description. Refuses with `Full`,
        `Outdated` and `Malformed`; nobody else's call is touched by any of them.
        """
        if side not in SIDES:
            raise Malformed
        description = cleaned(said)
        async with self._locks.setdefault(call, asyncio.Lock()):
            return await self._connected(call, side, numbers, description)

    async def _connected(
        self, call: str, side: str, numbers: tuple[int, int], description: str
    ) -> str:
        here = self.calls.get(call, {})
        if was := here.get(side):
            if numbers == (was.epoch, was.n) and not was.leg.over:
                return was.leg.answer
            if numbers < (was.epoch, was.n):
                raise Outdated
        if call not in self.calls and len(self.calls) >= self.most:
            raise Full
        leg = BridgeLeg(self.doors, fast=self.fast, clock=self.clock)
        here = self.calls.setdefault(call, {})
        try:
            answer = await leg.accept(description)
        except Malformed:
            if not here:
                self.calls.pop(call, None)
            raise
        here = self.calls.setdefault(call, {})  # it may have been swept meanwhile
        if was := here.get(side):
            self._let_go(was.leg)
        here[side] = Seated(*numbers, leg)
        _join(here)
        return answer

    def end(self, call: str) -> None:
        """Let go of a call; one that is not here is none the worse."""
        for seated in self.calls.pop(call, {}).values():
            self._let_go(seated.leg)

    async def close(self) -> None:
        """Let go of everything."""
        for call in list(self.calls):
            self.end(call)
        await asyncio.gather(*self._parting, return_exceptions=True)

    def _let_go(self, leg: BridgeLeg) -> None:
        """Close a leg beside whatever goes on: a connection that is slow to end holds nobody up."""
        self._gone.came += leg.came
        self._gone.went += leg.went
        self._gone.refused += leg.refused
        leg.other = None
        task = asyncio.create_task(_closed(leg))
        self._parting.add(task)
        task.add_done_callback(self._parting.discard)

    def sweep(self) -> None:
        """Let go of legs that never came, went without a word, or were given up; and their calls.

        Judged by packets: the library notices a vanished browser after half a minute.
        """
        now = self.clock()
        for call, here in list(self.calls.items()):
            for side, seated in list(here.items()):
                leg = seated.leg
                never = leg.heard_at is None and leg.seen_at == leg.made_at
                patience = UNANSWERED_S if never else SILENT_S
                if leg.over or now - leg.seen_at > patience:
                    del here[side]
                    _join(here)
                    self._let_go(leg)
            if not here:
                self.calls.pop(call, None)
        self._locks = {
            call: lock for call, lock in self._locks.items() if call in self.calls or lock.locked()
        }

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(SWEEP_S)
            self.sweep()

    def state(self) -> dict[str, int]:
        """Return how much goes on here."""
        legs = [seated.leg for here in self.calls.values() for seated in here.values()]
        return {
            "calls": len(self.calls),
            "most": self.most,
            "legs": len(legs),
            "came": self._gone.came + sum(leg.came for leg in legs),
            "went": self._gone.went + sum(leg.went for leg in legs),
            "refused": self._gone.refused + sum(leg.refused for leg in legs),
        }


async def _closed(leg: BridgeLeg) -> None:
    with contextlib.suppress(Exception):
        async with asyncio.timeout(PARTING_S):
            await leg.close()


def _join(here: dict[str, Seated]) -> None:
    """Let the two sides of a call hear each other; whoever is alone is heard by nobody."""
    legs = [seated.leg for seated in here.values()]
    for leg in legs:
        leg.other = next((other for other in legs if other is not leg), None)
