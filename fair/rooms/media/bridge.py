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
from fair.rooms.media.line import Line

log = logging.getLogger("fair.media")
SWEEP_S = 1.0
UNANSWERED_S = 20.0
SILENT_S = 45.0
PARTING_S = 5.0
SIDES = ("seeker", "recruiter")
GUEST = "guest:"
MOST_LEGS = 4


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
    legs: int = 0


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
    _barred: dict[str, dict[str, int]] = field(default_factory=dict)

    async def describe(self, call: str, side: str, numbers: tuple[int, int], said: str) -> str:
        """Connect a side of a call; returns our description.

        `numbers` are the page's epoch and the number of its description. Refuses with `Full`,
        `Outdated` and `Malformed`; nobody else's call is touched by any of them.
        """
        if side not in SIDES and not side.startswith(GUEST):
            raise Malformed
        description = cleaned(said)
        async with self._locks.setdefault(call, asyncio.Lock()):
            return await self._connected(call, side, numbers, description)

    async def _connected(
        self, call: str, side: str, numbers: tuple[int, int], description: str
    ) -> str:
        if answer := self._known(call, side, numbers):
            return answer
        leg = BridgeLeg(self.doors, fast=self.fast, clock=self.clock)
        here = self.calls.setdefault(call, {})
        try:
            answer = await leg.accept(description)
        except Malformed:
            if not here:
                self.calls.pop(call, None)
            raise
        if self._is_barred(call, side, numbers[0]):
            self._let_go(leg)  # it was put out while it connected
            raise Outdated
        here = self.calls.setdefault(call, {})  # it may have been swept meanwhile
        if was := here.get(side):
            self._let_go(was.leg)
        here[side] = Seated(*numbers, leg)
        _join(here)
        return answer

    def _known(self, call: str, side: str, numbers: tuple[int, int]) -> str:
        """Return the answer that this description had, or "" where it may connect now."""
        here = self.calls.get(call, {})
        was = here.get(side)
        if was and numbers == (was.epoch, was.n) and not was.leg.over:
            return was.leg.answer
        late = was is not None and numbers < (was.epoch, was.n)
        if late or self._is_barred(call, side, numbers[0]):
            raise Outdated
        crowded = was is None and len(here) >= MOST_LEGS
        if crowded or (call not in self.calls and len(self.calls) >= self.most):
            raise Full
        return ""

    def _is_barred(self, call: str, side: str, epoch: int) -> bool:
        return epoch <= self._barred.get(call, {}).get(side, 0)

    def put_out(self, call: str, side: str, epoch: int) -> None:
        """Let go of one leg at once, and let it in no more before a later epoch."""
        barred = self._barred.setdefault(call, {})
        barred[side] = max(epoch, barred.get(side, 0))
        here = self.calls.get(call, {})
        if (seated := here.get(side)) and seated.epoch <= epoch:
            del here[side]
            _join(here)
            self._let_go(seated.leg)

    def end(self, call: str) -> None:
        """Let go of a call; one that is not here is none the worse."""
        self._barred.pop(call, None)
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
        self._gone.legs += 1
        leg.heard_by = ()
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

    @property
    def let_go(self) -> int:
        """Return how many legs have gone so far."""
        return self._gone.legs

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
    """Let everybody in a call hear all others; whoever is alone is heard by nobody.

    The two who talk have each other on the first line, whoever else comes and goes; who was
    brought in has the seeker there and the recruiter on the second.
    """
    heard: dict[str, list[Line]] = {side: [] for side in here}
    guests = [side for side in here if side not in SIDES]
    for side, seated in here.items():
        others = [other for other in (*SIDES, *guests) if other != side]
        for line, other in zip(seated.leg.lines, others, strict=False):
            if other in heard:
                heard[other].append(line)
    for side, seated in here.items():
        seated.leg.heard_by = tuple(heard[side])
