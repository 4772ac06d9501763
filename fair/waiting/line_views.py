"""A line as anybody may see it: numbers, places, waits; and its news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.queue_news import QueueChanged
from fair.db import utc_now
from fair.decisions import Actor, Fact
from fair.interviews import forecast
from fair.interviews.facts import ForecastMoved
from fair.interviews.forecast import Point, Range
from fair.queue import reads
from fair.queue.facts import TICKET_FACTS, OvertakeNoted, TicketCalled, TicketKept, TicketReturned
from fair.queue.reads import QueueNow
from fair.waiting.told_views import ToldOrders


@dataclass(frozen=True, slots=True)
class Line:
    """A line for one reader: `place` is the reader's own, or where they would stand by joining."""

    booth_id: str
    version: int
    waiting: int
    place: int
    points: tuple[Point, ...]
    at: datetime

    def range(self, now: datetime) -> Range | None:
        """Return the forecast for the place, not before now; None while nobody is on duty."""
        found = forecast.range_at(self.points, self.place, self.at)
        if found is None:
            return None
        return Range(max(now, found.p10_at), max(now, found.p50_at), max(now, found.p90_at))


_NOBODY_YET = QueueNow(0, (), None)


def line(connection: Connection, booth_id: str, number: int | None = None) -> Line:
    """Return the line as the holder of `number` sees it, or somebody who might join."""
    known = reads.queue_now(connection, booth_id) or _NOBODY_YET
    version, points, at = known.version, known.points, known.at or utc_now()
    if number is None:
        waiting = reads.waiting(connection, [booth_id])[booth_id]
        return Line(booth_id, version, waiting, waiting + 1, points, at)
    standing = [one.number for one in reads.in_order(connection, booth_id)]
    place = standing.index(number) + 1 if number in standing else 0
    return Line(booth_id, version, len(standing), place, points, at)


_told = ToldOrders()


def news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell each changed line once, however many facts changed it."""
    causes: dict[str, str] = {}
    for fact in facts:
        booth_id = getattr(fact, "booth_id", "")
        causes[booth_id] = _cause(fact) or causes.get(booth_id, "")
    for booth_id, cause in causes.items():
        known = reads.queue_now(connection, booth_id)
        if known is None:
            continue
        standing = [one.number for one in reads.in_order(connection, booth_id)]
        since, (removed, placed) = _told.tell(booth_id, known.version, standing)
        yield QueueChanged(
            booth_id=booth_id,
            since=since,
            version=known.version,
            waiting=len(standing),
            talking=reads.in_call(connection, booth_id),
            removed=removed,
            placed=placed,
            cause=cause,
            points=known.points,
            at=known.at or utc_now(),
        )


def _cause(fact: Fact) -> str:
    match fact:
        case TicketCalled(cause=cause) | OvertakeNoted(cause=cause):
            return cause
        case TicketKept(cause="cut_off" | "gone"):
            return "cut_off"
        case TicketReturned():
            return "returned"
        case _:
            return ""


def may_hear(connection: Connection, actor: Actor, booth_id: str) -> bool:
    """Whoever may see the fair may hear a line: it holds numbers only."""
    booth = booths.booth(connection, booth_id)
    return booth is not None and bool(booths.fair_of_page(connection, actor, booth.fair_id))


NEWS = (((*TICKET_FACTS, OvertakeNoted, ForecastMoved), news),)
AUDIENCES = {"queue": may_hear}
HEARD = {QueueChanged: _told.hear}
