"""Whom an employer phones because they chose it when a booth closed, and by when. Pure."""

from datetime import date, datetime, time, timedelta

from fair.days import Place, at_clock, day_at
from fair.tickets.ticket import Ticket

DAY_ENDS = time(18)
_WORKDAYS = range(5)


def due_at(ticket: Ticket, place: Place) -> datetime:
    """Return by when the employer phones: the end of the working day after the choice.

    Saturdays and Sundays are none; which other days are none, nobody has told the house.
    """
    since = max(filter(None, (ticket.ended_at, ticket.chosen_at)), default=ticket.joined_at)
    return at_clock(next_workday(day_at(since, place)), DAY_ENDS, place)


def next_workday(day: date) -> date:
    """Return the working day that follows a day."""
    day += timedelta(days=1)
    while day.weekday() not in _WORKDAYS:
        day += timedelta(days=1)
    return day
