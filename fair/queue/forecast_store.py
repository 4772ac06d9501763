"""Forecasts as they were shown, and overtakes with their causes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    exists,
    insert,
    select,
    update,
)

from fair.db import Instant, Work, metadata
from fair.interviews.forecast import Range
from fair.queue.order import Overtake
from fair.queue.store import ticket_table
from fair.queue.ticket import Ticket

# A forecast as it was first shown to a person, and what happened; left first counts as censored.
forecast_table = Table(
    "forecast",
    metadata,
    Column("ticket_id", String(12), primary_key=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("shown_at", Instant, nullable=False),
    Column("p10_at", Instant, nullable=False),
    Column("p50_at", Instant, nullable=False),
    Column("p90_at", Instant, nullable=False),
    Column("called_at", Instant),
    Column("result", String(12), nullable=False, server_default=""),
)
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


def unshown(work: Work, booth_id: str) -> set[str]:
    """Return the waiting tickets of a booth that were not given a forecast yet."""
    shown = exists().where(forecast_table.c.ticket_id == ticket_table.c.id)
    query = select(ticket_table.c.id).where(
        ticket_table.c.booth_id == booth_id, ticket_table.c.state == "waiting", ~shown
    )
    return {row.id for row in work.all(query)}


def show(work: Work, booth_id: str, given: Sequence[tuple[str, int, Range]]) -> None:
    """Keep the forecasts (ticket, place, range) that are shown from now on."""
    if given:
        work.write(
            insert(forecast_table),
            [
                {
                    "ticket_id": ticket_id, "booth_id": booth_id, "place": place,
                    "shown_at": work.now, "p10_at": found.p10_at, "p50_at": found.p50_at,
                    "p90_at": found.p90_at,
                }
                for ticket_id, place, found in given
            ],
        )  # fmt: skip


_FORECAST = select(forecast_table).where(
    forecast_table.c.ticket_id == bindparam("ticket"), forecast_table.c.result == ""
)


_SOME = 500  # ids of one statement: databases take only so many values


def settle_forecast(work: Work, ticket_id: str, called_at: datetime | None) -> None:
    """Compare what was shown with what happened: inside, early, late, or censored (not called)."""
    row = work.connection.execute(_FORECAST, {"ticket": ticket_id}).first()
    if row is None:
        return
    result = "censored"
    if called_at is not None:
        slack = timedelta(seconds=1)
        result = "early" if called_at < row.p10_at - slack else "inside"
        result = "late" if called_at > row.p90_at + slack else result
    work.write(
        update(forecast_table)
        .where(forecast_table.c.ticket_id == ticket_id)
        .values(called_at=called_at, result=result)
    )


def censor_forecasts(work: Work, ticket_ids: Sequence[str]) -> None:
    """Settle what was shown to people who will not be called any more."""
    for start in range(0, len(ticket_ids), _SOME):
        some = ticket_ids[start : start + _SOME]
        work.write(
            update(forecast_table)
            .where(forecast_table.c.ticket_id.in_(some), forecast_table.c.result == "")
            .values(called_at=None, result="censored")
        )


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
