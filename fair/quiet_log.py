"""One line a minute for each cause: whoever makes the same trouble again and again fills no log.

A cause is a sentence of ours, never what somebody sent: nothing that strangers write gets into a
log this way, and there are only so many causes.
"""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic

EVERY_S = 60.0
MOST_CAUSES = 200
_OTHERS = "many different causes"


class QuietLog:
    """Tells a log of each cause at most once in `EVERY_S`, and how often it came since.

    The first of a cause is told at once. What was held back is told with the next one, or, where
    an event loop runs, when the minute is over.
    """

    def __init__(self, log: logging.Logger, clock: Callable[[], float] = monotonic) -> None:
        self._log, self._clock = log, clock
        self._told_at: dict[str, float] = {}
        self._held: dict[str, int] = {}

    def tell(
        self, cause: str, level: int = logging.WARNING, error: BaseException | None = None
    ) -> None:
        """Count `cause`, and log it unless that was done less than a minute ago.

        The traceback of `error` is written with the one that is told at once.
        """
        now = self._clock()
        if cause not in self._told_at and len(self._told_at) >= MOST_CAUSES:
            cause = _OTHERS
        if now - self._told_at.get(cause, -EVERY_S) >= EVERY_S:
            self._say(cause, level, now, 1 + self._held.pop(cause, 0), error)
            return
        self._held[cause] = self._held.get(cause, 0) + 1
        if self._held[cause] == 1:
            self._say_later(cause, level, self._told_at[cause] + EVERY_S - now)

    def _say_later(self, cause: str, level: int, after_s: float) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # the next one of this cause tells it
        loop.call_later(after_s, self._say_held, cause, level)

    def _say_held(self, cause: str, level: int) -> None:
        if held := self._held.pop(cause, 0):
            self._say(cause, level, self._clock(), held)

    def _say(
        self, cause: str, level: int, now: float, times: int, error: BaseException | None = None
    ) -> None:
        self._told_at[cause] = now
        if times == 1:
            self._log.log(level, "%s", cause, exc_info=error)
        else:
            self._log.log(level, "%s (%d times in a minute)", cause, times, exc_info=error)


def hushed(name: str, cause: str, log: logging.Logger) -> logging.Logger:
    """Return a log for a library that writes down what strangers send, with tracebacks.

    Of its errors `log` is told `cause` and the kind of the exception, and nothing else.
    """
    quiet = QuietLog(log)

    def tell(record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        quiet.tell(f"{cause}: {kind.__name__ if kind else record.levelname}", record.levelno)
        return False

    library = logging.getLogger(name)
    library.setLevel(logging.ERROR)
    library.filters = [tell]
    return library
