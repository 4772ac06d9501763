"""The reading threads: two lanes, so that visitors never starve those who are signed in.

Whoever asks takes turns with the others of a lane; nobody gets all threads by asking more often.
Only so much waits: what comes on top is refused as `Busy`, from whoever has most waiting.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from fair.budgets import whose
from fair.decisions import Actor, Busy
from fair.glossary import Role
from fair.turns import Turns
from fair.watchdog import Watchdog

T = TypeVar("T")
# Of so many reads that start while both lanes wait, one is a visitor's.
SHARE = 4
# How many reads of one asker go on at a time: the other threads are for the others.
EACH = 2


class _Read:
    __slots__ = ("future", "lane", "run", "what", "where", "who")

    def __init__(self, run: Callable[[], Any], what: str, where: str) -> None:
        self.run, self.what, self.where = run, what, where
        self.lane, self.who = HOUSE, ""
        self.future: Future[Any] = Future()


HOUSE, KNOWN, VISITORS = range(3)


class Readers:
    """Threads that read. The house itself comes first (who is asking, what is due, the news).

    Visitors have at most `strangers` threads, and one asker at most two; the rest is for others.
    `most` reads may wait in each lane.
    """

    def __init__(
        self, watchdog: Watchdog, *, threads: int = 4, strangers: int = 2, most: int = 400
    ) -> None:
        self._watchdog = watchdog
        self._strangers = strangers
        self._lanes: tuple[Turns[_Read], ...] = (Turns(10 * most), Turns(most), Turns(most))
        self._going = [0, 0, 0]
        self._going_of: dict[str, int] = defaultdict(int)
        self._known_in_a_row = 0
        self._stirred = threading.Condition()
        self._over = False
        self._threads = [
            threading.Thread(target=self._run, name=f"reader_{number}", daemon=True)
            for number in range(threads)
        ]

    def submit(
        self, run: Callable[[], T], actor: Actor, what: str, where: str = "reader"
    ) -> "Future[T]":
        """Queue `run`. The future gives its result, or raises what it raised or `Busy`."""
        read = _Read(run, what, where)
        read.who = whose(actor)
        read.lane = {Role.SYSTEM: HOUSE, Role.VISITOR: VISITORS}.get(actor.role, KNOWN)
        with self._stirred:
            gone = self._lanes[read.lane].put(read.who, read)
            if not self._threads[0].ident:
                for thread in self._threads:
                    thread.start()
            self._stirred.notify()
        if gone is not None and gone.future.set_running_or_notify_cancel():
            gone.future.set_exception(Busy())
        return read.future

    def shutdown(self) -> None:
        """Finish what waits, then end the threads."""
        with self._stirred:
            self._over = True
            self._stirred.notify_all()
        for thread in self._threads:
            if thread.ident:
                thread.join()

    def _run(self) -> None:
        while (read := self._next()) is not None:
            self._carry_out(read)
            with self._stirred:
                self._count(read, -1)
                self._stirred.notify_all()

    def _next(self) -> _Read | None:
        with self._stirred:
            while True:
                if (read := self._choose()) is not None:
                    self._count(read, 1)
                    return read
                if self._over and not any(map(len, self._lanes)):
                    return None
                self._stirred.wait()

    def _choose(self) -> _Read | None:
        if found := self._lanes[HOUSE].take():
            return found[1]
        turn = self._known_in_a_row >= SHARE - 1
        for lane in (VISITORS, KNOWN) if turn else (KNOWN, VISITORS):
            if lane == VISITORS and self._going[VISITORS] >= self._strangers:
                continue
            if found := self._lanes[lane].take(self._may):
                self._known_in_a_row = self._known_in_a_row + 1 if lane == KNOWN else 0
                return found[1]
        return None

    def _may(self, who: str) -> bool:
        return self._going_of.get(who, 0) < EACH

    def _count(self, read: _Read, by: int) -> None:
        self._going[read.lane] += by
        self._going_of[read.who] += by
        if not self._going_of[read.who]:
            del self._going_of[read.who]

    def _carry_out(self, read: _Read) -> None:
        if not read.future.set_running_or_notify_cancel():
            return
        try:
            with self._watchdog.timing(read.where, read.what):
                result = read.run()
        except BaseException as error:  # noqa: BLE001 - handed to the caller
            read.future.set_exception(error)
        else:
            read.future.set_result(result)
