"""How long each line of a fair is, since when its first stands there, and whether it is silent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, cast, func, select

from fair.booths.booth import Booth
from fair.glossary import Lane, TicketState
from fair.queue import line_store
from fair.queue.line_store import engaged_table, queue_table
from fair.queue.store import ticket_table
from fair.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class LineNow:
    """How long a line is, since when its first has waited, and since when anybody stands in it.

    Who was carried has waited before the booth opened, which is no silence of the booth. At
    `none_at` there was nobody to call for the last time; there is `nobody` now.
    """

    waiting: int = 0
    first_since: datetime | None = None
    standing_since: datetime | None = None
    none_at: datetime | None = None
    nobody: bool = False


def lines_of_fair(connection: Connection, fair_id: str, booth_id: str = "") -> dict[str, LineNow]:
    """Return the line of each booth of a fair, or of one of them; empty ones are left out."""
    at = ticket_table.c
    where = at.booth_id == booth_id if booth_id else at.fair_id == fair_id
    query = (
        select(
            at.booth_id, func.count(), func.min(at.joined_at), func.min(at.since_at),
            func.max(queue_table.c.none_at), func.max(cast(queue_table.c.nobody, Integer)),
        )
        .outerjoin(queue_table, queue_table.c.booth_id == at.booth_id)
        .where(where, at.state == TicketState.WAITING.value)
        .group_by(at.booth_id)
    )  # fmt: skip
    return {
        row[0]: LineNow(row[1], row[2], row[3], row[4], bool(row[5]))
        for row in connection.execute(query)
    }


def engaged_at(connection: Connection, ticket: Ticket) -> list[str]:
    """Return at which booths near appointments keep the owner of a waiting ticket from its call."""
    if not ticket.waits or ticket.lane is Lane.APPOINTMENT:
        return []
    at = engaged_table.c
    elsewhere = (at.person_id == ticket.person_id, at.booth_id != ticket.booth_id)
    return list(connection.execute(select(at.booth_id).where(*elsewhere)).scalars())


def silent_since(connection: Connection, booth: Booth) -> datetime | None:
    """Return the last sign of an open booth that was found silent; None where it is not."""
    row = line_store.queue(connection, booth.id) if booth.open else None
    return row.silent_since if row else None
