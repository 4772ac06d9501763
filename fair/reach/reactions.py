"""When a booth closes, who waited there hears of it; hours move once the organiser agreed."""

from typing import Any

from fair import timers
from fair.booths.facts import BoothClosed
from fair.days import typed_of
from fair.db import Work
from fair.programme import reads as programme
from fair.programme.facts import FairHoursMoved
from fair.programme.fair import SETTLED_S, hours_of
from fair.reach import hours_reads
from fair.reach.many import CLOSED, HOURS_MAILED
from fair.reach.refusals import HoursAsk


def booth_closed(work: Work, fact: BoothClosed) -> None:
    """Let the clock text those who waited; by no clock of the booth, which stand still now."""
    timers.start(work, CLOSED, f"{fact.booth_id}:0", 0)


def hours_moved(work: Work, fact: FairHoursMoved) -> None:
    """Refuse `HoursAsk` where people count on the old hours and nobody was asked; else tell them.

    The clock mails the recruiters; it texts the people by itself.
    """
    fair = programme.fair(work.connection, fact.fair_id)
    if fair is None:
        return
    if not fact.agreed:
        whom = hours_reads.affected(work.connection, fair)
        opens, closes = (
            str(typed_of(at, fair.zone)).replace("T", " ") for at in (fair.opens_at, fair.closes_at)
        )
        if whom.anybody:
            raise HoursAsk(whom, hours_of(fair), opens=opens, closes=closes)
    timers.start(work, HOURS_MAILED, f"{fair.id}:", SETTLED_S)


REACTIONS: dict[Any, Any] = {BoothClosed: [booth_closed], FairHoursMoved: [hours_moved]}
