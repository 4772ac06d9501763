"""The reading threads: two lanes, so that visitors never starve those who are signed in.

Whoever asks takes turns with the others of a lane; nobody gets all threads by asking more often.
Only so much waits: what comes on top is refused as `Busy`, from whoever has most waiting.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fair.budgets import network
from fair.decisions import Actor, Busy
from fair.glossary import Role
from fair.turns import Turns
from fair.watchdog import Watchdog

T = TypeVar("T")
BUSY_S = 5
# Of so many reads that start while both lanes wait, one is a visitor's.
SHARE = 4


@dataclass(frozen=True, slots=True)
class _Read:
    run: Callable[[], Any]
    what: str
    where: str
    future: "Future[Any]" = field(default_factory=Future)


class Readers:
    """Threads that read. Visitors have at most `strangers` of them, and those signed in the rest.

    `most` reads may wait in each lane.
    """

    def __init__(
        self, watchdog: Watchdog, *, threads: int = 4, strangers: int = 2, most: int = 400
    ) -> None:
        self._watchdog = watchdog
        self._strangers, self._reading_strangers = strangers, 0
        self._known: Turns[_Read] = Turns(most)
        self._visitors: Turns[_Read] = Turns(most)
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
        stranger = actor.role is Role.VISITOR
        who = network(actor.address) if stranger else actor.key
        with self._stirred:
            gone = (self._visitors if stranger else self._known).put(who, read)
            if not self._threads[0].ident:
                for thread in self._threads:
                    thread.start()
            self._stirred.notify()
        if gone is not None and gone.future.set_running_or_notify_cancel():
            gone.future.set_exception(Busy(seconds=BUSY_S))
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
        while (found := self._next()) is not None:
            read, stranger = found
            self._carry_out(read)
            with self._stirred:
                self._reading_strangers -= stranger
                self._stirred.notify()

    def _next(self) -> tuple[_Read, bool] | None:
        with self._stirred:
            while True:
                if (found := self._choose()) is not None:
                    return found
                if self._over and not len(self._known) and not len(self._visitors):
                    return None
                self._stirred.wait()

    def _choose(self) -> tuple[_Read, bool] | None:
        free = len(self._visitors) > 0 and self._reading_strangers < self._strangers
        if free and (not len(self._known) or self._known_in_a_row >= SHARE - 1):
            read = self._visitors.take()
            self._known_in_a_row = 0
            self._reading_strangers += 1
            return (read, True) if read else None
        read = self._known.take()
        self._known_in_a_row += 1
        return (read, False) if read else None

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
