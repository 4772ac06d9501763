"""Get ready: who is told that the turn is near, and when."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from fair.interviews.forecast import Point, range_at
from fair.queue.order import Standing

WARN_S = 180


def near(
    line: Sequence[Standing], known: Sequence[Point], made_at: datetime, now: datetime
) -> Iterator[Standing]:
    """List those whose early end is under three minutes away, but nobody who talks elsewhere."""
    for place, one in enumerate(line, 1):
        found = range_at(known, place, made_at)
        if found is None or (found.p10_at - now).total_seconds() >= WARN_S:
            return
        if one.free:
            yield one
