"""What held up the writer, a reader's thread or the loop: counted, and logged once a minute each.

One clock reading before and one after each work is all that this costs.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any

from fair.quiet_log import QuietLog

SLOW_S = 0.05
BEAT_S = 0.1
WRITER = "writer"
# Of the costs of a kind of work, how much the newest one weighs.
_NEWEST = 0.3


@dataclass(frozen=True, slots=True)
class Held:
    """How often a place was held up for over 50 ms since the start, and by what the longest."""

    times: int = 0
    longest_s: float = 0.0
    by: str = ""


class Watchdog:
    """Hears how long each work took. `held` says what a page or a check shows of it."""

    def __init__(self, log: logging.Logger | None = None) -> None:
        self._log = QuietLog(log or logging.getLogger("fair.watchdog"))
        self._lock = threading.Lock()
        self._held: dict[str, Held] = {}
        self._costs: dict[str, float] = {}
        self.statements = 0

    @contextmanager
    def timing(self, where: str, what: str) -> Iterator[None]:
        """Time what is done inside; see `took`."""
        began, before = monotonic(), self.statements
        try:
            yield
        finally:
            seconds = monotonic() - began
            if where == WRITER:
                self._learn(what, seconds)
            self.took(where, what, seconds, self.statements - before if where == WRITER else 0)

    def count(self, *_statement: Any) -> None:
        """Count a statement of the writer: its engine calls this before each."""
        self.statements += 1

    def took(self, where: str, what: str, seconds: float, statements: int = 0) -> None:
        """Note that `where` ("writer", "reader", "judge", "loop") was busy with `what` so long.

        `what` is a name of ours: a command, or a function. Called from any thread.
        """
        if seconds < SLOW_S:
            return
        with self._lock:
            before = self._held.get(where, Held())
            after = replace(before, times=before.times + 1)
            if seconds > before.longest_s:
                after = replace(after, longest_s=seconds, by=what)
            self._held[where] = after
            # The size stands for a kind, so that a cause is the same again the next time.
            self._log.tell(f"{what} held the {where} up for {_about(seconds)}{_in(statements)}")

    def held(self) -> dict[str, Held]:
        """Return what was held up since the start, by place; nothing where all was quick."""
        with self._lock:
            return dict(self._held)

    def _learn(self, what: str, seconds: float) -> None:
        before = self._costs.get(what, seconds)
        self._costs[what] = before + (seconds - before) * _NEWEST

    def expected_s(self, what: str) -> float:
        """Return what a kind of work cost the writer lately; 0.0 where it was never done."""
        return self._costs.get(what, 0.0)

    async def watch_the_loop(self, beat_s: float = BEAT_S) -> None:
        """Notice how late the loop comes back to us, until cancelled."""
        while True:
            asked = monotonic()
            await asyncio.sleep(beat_s)
            self.took("loop", "something", monotonic() - asked - beat_s)


def named(run: Callable[..., Any]) -> str:
    """Return what a function is called, for a log: `fair.leader.Leader.beat`."""
    while isinstance(run, partial):
        run = run.func
    name = getattr(run, "__qualname__", type(run).__qualname__).partition(".<locals>")[0]
    return f"{getattr(run, '__module__', '')}.{name}"


def _about(seconds: float) -> str:
    """Return a duration by its size: over 50 ms, 100 ms, 200 ms, … of a second."""
    size = SLOW_S
    while size * 2 <= seconds:
        size *= 2
    return f"over {round(size * 1000)} ms"


def _in(statements: int) -> str:
    if not statements:
        return ""
    size = 1
    while size * 2 <= statements:
        size *= 2
    return f", in {size} statements or more"
