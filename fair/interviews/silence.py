"""When a booth counts as silent: somebody could be called there, and nobody is. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from fair.booths.booth import Booth

SILENT_AFTER = timedelta(minutes=5)


def is_silent(
    booth: Booth, *, callable_now: bool, signs: Iterable[datetime | None], now: datetime
) -> bool:
    """True where a booth is open, could call somebody of its line, and called nobody for long.

    `signs`: its last ring, the last start of duty, since when its first stands there, and when
    there was nobody to call for the last time.
    """
    return booth.open and callable_now and quiet_for(signs, now) >= SILENT_AFTER


def quiet_for(signs: Iterable[datetime | None], now: datetime) -> timedelta:
    """Return how long ago the last sign of a booth was; zero where there was none yet."""
    known = [at for at in signs if at]
    return now - max(known) if known else timedelta(0)
