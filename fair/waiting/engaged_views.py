"""The own appointment elsewhere that comes first, as who waits reads it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from fair.appointments import reads as appointments
from fair.appointments.appointment import HOLDING, holds_until
from fair.booths import reads as booths
from fair.queue import line_reads
from fair.tickets.ticket import Ticket
from fair.web import Viewer


@dataclass(frozen=True, slots=True)
class Engaging:
    """An own appointment that comes first: with whom, when, and until when the others wait."""

    employer: str
    at: datetime
    until: datetime


def engaging(connection: Connection, viewer: Viewer, ticket: Ticket) -> Engaging | None:
    """Return the near appointment elsewhere for which this place waits, the soonest; or None."""
    where = line_reads.engaged_at(connection, ticket)
    if not where:
        return None
    found = [
        Engaging(booths.name_of(connection, booth, viewer.lang), one.starts_at, until)
        for one in appointments.live_of(connection, "person_id", [ticket.person_id])
        if one.booth_id in where and one.state in HOLDING
        if one.starts_at and (until := holds_until(one))
        if (booth := booths.booth(connection, one.booth_id))
    ]
    return min(found, key=lambda one: one.at, default=None)
