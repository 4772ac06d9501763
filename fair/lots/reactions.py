"""When a fair or a booth opens or closes: the lot's clock, and who goes on from before."""

from datetime import timedelta
from typing import Any

from fair import timers
from fair.booths.facts import BoothOpened
from fair.db import Work
from fair.lots import lot as rules
from fair.programme import reads as programme
from fair.programme.facts import FairChanged, FairClosed, FairOpened, FairPublished
from fair.queue import carry_writes
from fair.queue.carry_writes import LOT


def announced(work: Work, fact: FairPublished | FairChanged) -> None:
    """From now on one may join; the numbers are drawn five minutes after the hour it opens."""
    fair = programme.fair(work.connection, fact.fair_id)
    if fair is None or not (fair.ahead and fair.welcomes):
        return
    left = rules.closes_at(fair) - work.now
    if left > timedelta(0):
        timers.start(work, LOT, fair.id, left.total_seconds(), fair_id=fair.id)
    elif timers.runs(work.connection, LOT, fair.id):
        timers.start(work, LOT, fair.id, 0, fair_id=fair.id)


def fair_opened(work: Work, fact: FairOpened) -> None:
    """A fair that opens before its hour has its first five minutes now."""
    ends = timers.ends_at(work.connection, LOT, fact.fair_id)
    if ends is not None and ends > work.now + rules.FIRST:
        timers.start(work, LOT, fact.fair_id, rules.FIRST.total_seconds(), fair_id=fact.fair_id)


def fair_closed(work: Work, fact: FairClosed) -> None:
    """Nobody draws any more; who waits at a booth that never opened is carried."""
    timers.stop(work, LOT, fact.fair_id)
    carry_writes.close_left(work, fact.fair_id)


def booth_opened(work: Work, fact: BoothOpened) -> None:
    """Who was left at an earlier session of this employer goes on here."""
    if not fact.resumed:
        carry_writes.carry(work, fact.booth_id)


REACTIONS: dict[Any, Any] = {
    FairPublished: [announced],
    FairChanged: [announced],
    FairOpened: [fair_opened],
    FairClosed: [fair_closed],
    BoothOpened: [booth_opened],
}
