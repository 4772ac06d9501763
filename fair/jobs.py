"""What waits for the writer: everybody's jobs in turn, handed out in batches for one commit."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from time import monotonic
from typing import Any

from fair import log_marks
from fair.budgets import whose
from fair.decisions import Actor, Busy
from fair.turns import Turns
from fair.watchdog import Watchdog

MOST_WORKS = 200
MOST_SECONDS = 0.02
MOST_WAITING = 5000


class CannotBegin(Exception):
    """No work could even be begun: the database is not to be had."""


class CommitLost(Exception):
    """The commit itself failed, so nobody knows whether it happened."""


class Job:
    """One work to be done; its future is answered once."""

    __slots__ = ("actor", "asked_by", "future", "run", "what")

    def __init__(self, run: Callable[[Any], Any], actor: Actor, what: str) -> None:
        self.run, self.actor, self.what = run, actor, what
        self.asked_by = log_marks.request()
        self.future: Future[Any] = Future()


class Jobs:
    """The queue between everybody and the writer; safe between threads.

    One asker's jobs stay in order, and askers take turns: who sends a hundred great works delays
    each of the others by one of them.
    """

    def __init__(self, watchdog: Watchdog, most: int = MOST_WAITING) -> None:
        self._watchdog = watchdog
        self._waiting: Turns[Job] = Turns(most)
        self._stirred = threading.Condition()
        self._closed = False

    def put(self, job: Job) -> None:
        """Let a job wait. Where too many do, one of whoever has most is refused as `Busy`."""
        with self._stirred:
            gone = self._waiting.put(whose(job.actor), job)
            self._stirred.notify()
        if gone is not None and gone.future.set_running_or_notify_cancel():
            gone.future.set_exception(Busy())

    def close(self) -> None:
        """Take nothing more: what waits is still handed out."""
        with self._stirred:
            self._closed = True
            self._stirred.notify()

    def wait(self) -> bool:
        """Wait until there is a job; False once there will be none any more."""
        with self._stirred:
            while not len(self._waiting):
                if self._closed:
                    return False
                self._stirred.wait()
            return True

    def batch(self) -> Iterator[Job]:
        """Yield what to do before the next commit: at most 200 jobs, and begun within 20 ms.

        A job that costs more than that, as those of its kind did lately, comes first or not at
        all: nobody else's answer waits for it. Cancelled ones are left out.
        """
        began = monotonic()
        for number in range(MOST_WORKS):
            with self._stirred:
                job = self._waiting.first()
                if job is None or (number and self._too_long(job, monotonic() - began)):
                    return
                self._waiting.take()
            if job.future.set_running_or_notify_cancel():
                yield job

    def all_that_wait(self) -> Iterator[Job]:
        """Yield everything that waits now, to be refused."""
        with self._stirred:
            jobs = []
            while (job := self._waiting.first()) is not None:
                self._waiting.take()
                jobs.append(job)
        yield from (job for job in jobs if job.future.set_running_or_notify_cancel())

    def _too_long(self, job: Job, spent_s: float) -> bool:
        return spent_s + self._watchdog.expected_s(job.what) > MOST_SECONDS
