"""The reading threads: two lanes, so that visitors never starve those who are signed in.

Whoever asks takes turns with the others of a lane; nobody gets all threads by asking more often.
Only so much waits: what comes on top is refused as `Busy`, from whoever has most waiting.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic, process_time, thread_time
from typing import Any, TypeVar

from fair import log_marks
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
# Where this process is busy for so much of the time, which part of a core visitors' reads have
# while somebody signed in has asked within so long, and how much of it they may have at once.
BUSY, LOOK_S = 0.4, 0.2
VISITORS_SHARE = 0.2
LATELY_S = 5.0
AT_ONCE_S = 0.1


class _Read:
    __slots__ = ("asked_by", "future", "lane", "run", "what", "where", "who")

    def __init__(self, run: Callable[[], Any], what: str, where: str) -> None:
        self.run, self.what, self.where = run, what, where
        self.lane, self.who, self.asked_by = HOUSE, "", log_marks.request()
        self.future: Future[Any] = Future()


HOUSE, KNOWN, VISITORS = range(3)


class Readers:
    """Threads that read. The house itself comes first (who is asking, what is due, the news).

    Visitors have at most `strangers` threads, and one asker at most two; the rest is for others.
    Where the process is busy and anybody signed in is here, visitors have a part of a core. `most`
    reads may wait in each lane.
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
        self._known_at = self._visitors_from = 0.0
        self._busy, self._looked = False, (monotonic(), process_time())
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
            if read.lane == KNOWN:
                self._known_at = monotonic()
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
            spent = thread_time()
            self._carry_out(read)
            spent = thread_time() - spent
            with self._stirred:
                self._count(read, -1)
                if read.lane == VISITORS:
                    self._visitors_rest(spent)
                self._stirred.notify_all()

    def _next(self) -> _Read | None:
        with self._stirred:
            while True:
                if (read := self._choose()) is not None:
                    self._count(read, 1)
                    return read
                if self._over and not any(map(len, self._lanes)):
                    return None
                self._stirred.wait(self._until_visitors())

    def _choose(self) -> _Read | None:
        if found := self._lanes[HOUSE].take():
            return found[1]
        turn = self._known_in_a_row >= SHARE - 1
        for lane in (VISITORS, KNOWN) if turn else (KNOWN, VISITORS):
            if lane == VISITORS and not self._visitors_may():
                continue
            if found := self._lanes[lane].take(self._may):
                self._known_in_a_row = self._known_in_a_row + 1 if lane == KNOWN else 0
                return found[1]
        return None

    def _visitors_may(self) -> bool:
        now = monotonic()
        # Each thread that runs beside the loop makes it wait for its turn.
        most = 1 if self._is_strained(now) else self._strangers
        return self._going[VISITORS] < most and (self._visitors_from <= now or self._over)

    def _is_strained(self, now: float) -> bool:
        """True where the signed in would wait for visitors."""
        since, spent = self._looked
        if now - since >= LOOK_S:
            self._busy = process_time() - spent > BUSY * (now - since)
            self._looked = now, process_time()
        return self._busy and now - self._known_at < LATELY_S

    def _visitors_rest(self, spent_s: float) -> None:
        """Let visitors' next reads wait until what this one cost is their share of the time."""
        now = monotonic()
        if self._is_strained(now):
            since = max(self._visitors_from, now - AT_ONCE_S / VISITORS_SHARE)
            self._visitors_from = since + spent_s / VISITORS_SHARE

    def _until_visitors(self) -> float | None:
        """Return for how long nothing is to be done, where only visitors' reads wait."""
        rest_s = self._visitors_from - monotonic()
        return rest_s if len(self._lanes[VISITORS]) and rest_s > 0 else None

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
            with (
                log_marks.asked_by(read.asked_by),
                self._watchdog.timing(read.where, read.what),
            ):
                result = read.run()
        except BaseException as error:  # noqa: BLE001 - handed to the caller
            read.future.set_exception(error)
        else:
            read.future.set_result(result)
