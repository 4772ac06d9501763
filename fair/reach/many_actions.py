"""Texts to very many at once, some in each work: changed hours, and a booth that has closed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fair import timers
from fair.contract.base import Done
from fair.contract.lots import TellCarried
from fair.contract.reach import TellClosed, TellHours
from fair.db import Work
from fair.outside import hours_writes
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import HOURS
from fair.queue import reads as queue
from fair.queue import telling_writes
from fair.queue.carry_writes import TOLD as CARRIED
from fair.reach.many import AT_ONCE, CLOSED

LATE = timedelta(hours=1)


def tell_hours(work: Work, command: TellHours) -> Done:
    """Text the fair's hours as they are now, to fifty of those who take part; each hours once."""
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None or fair.over:
        return Done()
    some = people.participants_after(work.connection, fair.id, command.after, AT_ONCE)
    hours_writes.tell_hours(work, fair, (person_id for _, person_id in some))
    if len(some) == AT_ONCE:
        timers.start(work, HOURS, f"{fair.id}:{some[-1][0]}", 0)
    return Done()


def tell_closed(work: Work, command: TellClosed) -> Done:
    """Text fifty of those who waited, and have not chosen yet, that the booth has closed."""
    some = queue.closed_after(work.connection, command.booth_id, command.after, AT_ONCE)
    for ticket in some:
        if ticket.ended_at and ticket.ended_at > work.now - LATE:
            telling_writes.say_closed(work, ticket)
    if len(some) == AT_ONCE:
        timers.start(work, CLOSED, f"{command.booth_id}:{some[-1].number}", 0)
    return Done()


def tell_carried(work: Work, command: TellCarried) -> Done:
    """Text fifty of those who were carried here that their place goes on."""
    some = queue.carried_after(work.connection, command.booth_id, command.after, AT_ONCE)
    for ticket in some:
        if ticket.since_at > work.now - LATE:
            telling_writes.say_carried(work, ticket)
    if len(some) == AT_ONCE:
        timers.start(work, CARRIED, f"{command.booth_id}:{some[-1].number}", 0)
    return Done()


def _carried(ref: str) -> TellCarried:
    booth_id, after = ref.split(":")
    return TellCarried(booth_id=booth_id, after=int(after))


def _hours(ref: str) -> TellHours:
    fair_id, *_, after = ref.split(":")
    return TellHours(fair_id=fair_id, after=int(after))


def _closed(ref: str) -> TellClosed:
    booth_id, after = ref.split(":")
    return TellClosed(booth_id=booth_id, after=int(after))


HANDLERS: dict[Any, Any] = {
    TellHours: tell_hours,
    TellClosed: tell_closed,
    TellCarried: tell_carried,
}
DUE: dict[str, Callable[[str], Any]] = {HOURS: _hours, CLOSED: _closed, CARRIED: _carried}
