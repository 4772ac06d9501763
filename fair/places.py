"""Places for requests that are open at once: whoever finds none waits a moment for one, in turn.

Pure of whose they are: a place is counted under several names, each with a bound.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fair.decisions import Busy

WAIT_S = 4.0
MOST_WAITING = 1500
OF_ONE = 3  # so many times its bound may wait under one name: a hall that loads the fair at once

Bound = tuple[str, int]


class Waiter:
    """One who waits for a place under all these names."""

    def __init__(self, bounds: tuple[Bound, ...]) -> None:
        self.bounds = bounds
        self.let_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Places:
    """The places of this process. Who waits is let in in turns between the first names."""

    def __init__(self, wait_s: float = WAIT_S) -> None:
        self._wait_s = wait_s
        self._held: Counter[str] = Counter()
        self._waiting: dict[str, deque[Waiter]] = {}
        self._many = 0

    def held(self, name: str) -> int:
        """Return how many places are held under a name."""
        return self._held[name]

    @asynccontextmanager
    async def hold(self, *bounds: Bound) -> AsyncIterator[None]:
        """Hold a place under each (name, most), the narrowest first.

        Refuses `Busy` where none is free for a while, or where too many wait already.
        """
        if bounds[0][0] not in self._waiting and self._free(bounds):
            self._take(bounds)
        else:
            await self._wait(bounds)
        try:
            yield
        finally:
            self._give_back(bounds)

    def _free(self, bounds: tuple[Bound, ...]) -> bool:
        return all(self._held[name] < most for name, most in bounds)

    def _take(self, bounds: tuple[Bound, ...]) -> None:
        for name, _most in bounds:
            self._held[name] += 1

    def _give_back(self, bounds: tuple[Bound, ...]) -> None:
        for name, _most in bounds:
            self._held[name] -= 1
            if not self._held[name]:
                del self._held[name]
        self._let_in()

    async def _wait(self, bounds: tuple[Bound, ...]) -> None:
        who, most = bounds[0]
        queue = self._waiting.setdefault(who, deque())
        if len(queue) >= most * OF_ONE or self._many >= MOST_WAITING:
            self._forget_empty(who)
            raise Busy
        waiter = Waiter(bounds)
        queue.append(waiter)
        self._many += 1
        try:
            await asyncio.wait([waiter.let_in], timeout=self._wait_s)
        except asyncio.CancelledError:
            self._leave(who, waiter)
            if waiter.let_in.done():
                self._give_back(bounds)
            raise
        if not waiter.let_in.done():
            self._leave(who, waiter)
            raise Busy

    def _leave(self, who: str, waiter: Waiter) -> None:
        if waiter in self._waiting.get(who, ()):
            self._waiting[who].remove(waiter)
            self._many -= 1
        self._forget_empty(who)
        self._let_in()

    def _forget_empty(self, who: str) -> None:
        if who in self._waiting and not self._waiting[who]:
            del self._waiting[who]

    def _let_in(self) -> None:
        for who in list(self._waiting):
            queue = self._waiting[who]
            if not self._free(queue[0].bounds):
                continue
            waiter = queue.popleft()
            self._many -= 1
            self._take(waiter.bounds)
            waiter.let_in.set_result(None)
            del self._waiting[who]
            if queue:
                self._waiting[who] = queue  # at the end: others come first next time
