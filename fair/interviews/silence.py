"""When a booth counts as silent: somebody could call, people wait, and nobody is called. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from fair.booths.booth import Booth

SILENT_AFTER = timedelta(minutes=5)


def is_silent(
    booth: Booth, *, waiting: int, in_call: int, signs: Iterable[datetime | None], now: datetime
) -> bool:
    """True where a booth is open, people wait, and nobody was called for five minutes.

    `signs`: its last ring, the last start of duty, and since when its first has waited.
    """
    return bool(booth.open and waiting and not in_call) and quiet_for(signs, now) >= SILENT_AFTER


def quiet_for(signs: Iterable[datetime | None], now: datetime) -> timedelta:
    """Return how long ago the last sign of a booth was; zero where there was none yet."""
    known = [at for at in signs if at]
    return now - max(known) if known else timedelta(0)
