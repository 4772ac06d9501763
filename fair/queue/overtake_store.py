"""Overtakes with their causes: who went before whom, and why."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    insert,
    select,
)

from fair.db import Work
from fair.tables import Instant, metadata
from fair.tickets.order import Overtake
from fair.tickets.ticket import Ticket

overtake_table = Table(
    "overtake",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("booth_id", String(12), nullable=False),
    Column("ticket_id", String(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("cause", String(30), nullable=False),
    Column("above", BigInteger, nullable=False),
    Column("below", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_overtake_booth_id_at", overtake_table.c.booth_id, overtake_table.c.at)


def since(connection: Connection, booth_id: str, at: datetime) -> list[tuple[int, int]]:
    """Return between which ranks others were passed at a booth since then."""
    query = select(overtake_table.c.above, overtake_table.c.below).where(
        overtake_table.c.booth_id == booth_id, overtake_table.c.at > at
    )
    return [(row.above, row.below) for row in connection.execute(query)]


def add_overtake(work: Work, ticket: Ticket, found: Overtake) -> str:
    """Keep who went before whom, and why; return its id."""
    overtake_id = work.new_id()
    work.write(
        insert(overtake_table),
        {
            "id": overtake_id, "fair_id": ticket.fair_id, "booth_id": ticket.booth_id,
            "ticket_id": ticket.id, "number": ticket.number, "cause": found.cause,
            "above": found.above, "below": found.below, "at": work.now,
        },
    )  # fmt: skip
    return overtake_id
