"""A full line: who else has room, and who hears that it is full, or has room again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.contract.base import Event
from fair.contract.booths import BoothChanged
from fair.limits import reads as limits
from fair.queue import reads
from fair.queue.facts import TICKET_FACTS, TicketFact
from fair.web import Viewer

MOST_SHOWN = 3


class HasRoom(TypedDict):
    """A booth whose line takes somebody more."""

    booth: Booth
    title: str
    waiting: int


def with_room(connection: Connection, viewer: Viewer, full: Booth) -> list[HasRoom]:
    """Return the open booths of the fair with the shortest lines that are not full."""
    others = [
        one
        for one in booths.booths_of_fair(connection, full.fair_id)
        if one.open and one.id != full.id
    ]
    waiting = reads.waiting(connection, [one.id for one in others])
    most = limits.all_in_force(connection, others)
    free = [one for one in others if not most[one.id].full(waiting[one.id])]
    free.sort(key=lambda one: (waiting[one.id], one.number))
    return [
        {
            "booth": one,
            "title": booths.name_of(connection, one, viewer.lang),
            "waiting": waiting[one.id],
        }
        for one in free[:MOST_SHOWN]
    ]


def full_news(connection: Connection, facts: Sequence[TicketFact]) -> Iterable[Event]:
    """Tell the fair of a booth whose line may just have become full, or have room again.

    Only a line near its limit can have: so many steps away as there were.
    """
    steps = Counter(fact.booth_id for fact in facts)
    found = booths.booths(connection, steps)
    most = limits.all_in_force(connection, found.values())
    near = [one for one in found.values() if most[one.id].capacity is not None]
    if not near:
        return
    waiting = reads.waiting(connection, [one.id for one in near])
    on_duty = booths.duty_counts(connection, [one.id for one in near])
    for one in near:
        if abs((most[one.id].capacity or 0) - waiting[one.id]) <= steps[one.id]:
            yield BoothChanged(
                fair_id=one.fair_id, booth_id=one.id, state=one.state, on_duty=on_duty[one.id]
            )


NEWS = ((TICKET_FACTS, full_news),)
