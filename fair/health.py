"""Whether this server can do its work now: what failed last, and whether its heart beats.

The heart is the leader's round: each second it writes to the database and reads what is due. So
whoever asks whether we are ready is answered from memory, however often.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from fair.quiet_log import QuietLog
from fair.trouble import SAYS, Trouble

SILENT_S = 15.0  # longer than the writer waits for another program's lock
# A clock is corrected by less than this all the time.
SET_BACK = timedelta(seconds=2)
# An instant so far ahead was told by a wrong clock: to wait for it would stop ours.
FAR_AHEAD = timedelta(hours=1)


class Health:
    """Hears of what failed and what worked, from any thread; `trouble` says what is wrong."""

    def __init__(
        self, log: logging.Logger | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self._log = log or logging.getLogger("fair.health")
        self._quiet, self._clock, self._lock = QuietLog(self._log), clock, threading.Lock()
        self._failed: Trouble | None = None
        self._round_failed: Trouble | None = None
        self._failed_at = 0.0
        self._beat_at: float | None = None
        self._behind = False
        self.unsigned = False  # the key of the ledger is missing, or another one
        self._said_silent = False

    def failed(self, trouble: Trouble, error: BaseException) -> None:
        """Note that a write, or the leader's round, failed for this cause; log it once a minute."""
        with self._lock:
            new = self._failed is None
            self._failed = trouble
            if new:
                self._failed_at = self._clock()
            self._say(trouble, error)

    def round_failed(self, trouble: Trouble, error: BaseException) -> None:
        """Note that the leader could not read what is due; its next whole round ends this."""
        with self._lock:
            self._round_failed = trouble
            self._say(trouble, error)

    def _say(self, trouble: Trouble, error: BaseException) -> None:
        # The traceback would name nothing that helps: the error's own line does.
        kind = type(error).__name__
        self._quiet.tell(f"{SAYS[trouble]} ({kind}: {_first_line(error)})", logging.ERROR)

    def wrote(self) -> None:
        """Note that something was committed: whatever was in the way is gone."""
        if self._failed is None:
            return
        with self._lock:
            if self._failed is not None:
                lasted = self._clock() - self._failed_at
                self._log.warning("saving works again, after %.0f s (%s)", lasted, self._failed)
            self._failed = None

    def begin(self) -> None:
        """The leader begins: from now on its silence is noticed."""
        self._beat_at = self._clock()

    def beat(self, now: datetime, latest: datetime) -> None:
        """Note a whole round of the leader; `latest` is the time of the newest work."""
        self._beat_at, self._said_silent, self._round_failed = self._clock(), False, None
        behind = now < latest - SET_BACK
        if behind:
            self._quiet.tell(SAYS[Trouble.CLOCK], logging.ERROR)
        elif self._behind:
            self._log.warning("the clock is right again")
        self._behind = behind

    def trouble(self) -> Trouble | None:
        """Return what is wrong now, the worst first; None where all is well."""
        if found := self._failed or self._round_failed:
            return found
        if self._beat_at is not None and self._clock() - self._beat_at > SILENT_S:
            if not self._said_silent:
                self._said_silent = True
                self._quiet.tell(SAYS[Trouble.SILENT], logging.ERROR)
            return Trouble.SILENT
        return Trouble.CLOCK if self._behind else None


def _first_line(error: BaseException) -> str:
    """Return what an error says of itself; never the statement, whose values are people's."""
    inner = getattr(error, "orig", None) or error.__cause__ or error
    return (str(inner).splitlines() or [""])[0][:200]
