"""Rows of reminders."""

from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Row,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.outside.reminder import Reminder
from fair.tables import Instant, metadata

reminder_table = Table(
    "reminder",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("asked_at", Instant, nullable=False),
    Column("told_at", Instant),
)
_AT = reminder_table.c


def _as_reminder(row: Row[Any]) -> Reminder:
    return Reminder(row.id, row.fair_id, row.person_id, row.asked_at, row.told_at)


def where(connection: Connection, *conditions: Any, most: int | None = None) -> list[Reminder]:
    """Return the reminders that meet all conditions, in the order of their ids."""
    query = select(reminder_table).where(*conditions).order_by(_AT.id).limit(most)
    return [_as_reminder(row) for row in connection.execute(query)]


def add(work: Work, fair_id: str, person_id: str) -> Reminder:
    """Keep a new reminder."""
    made = Reminder(work.new_id(), fair_id, person_id, work.now)
    row = {"id": made.id, "fair_id": fair_id, "person_id": person_id, "asked_at": work.now}
    work.write(insert(reminder_table), row)
    return made


def tell(work: Work, reminder_id: str) -> None:
    """Save that somebody was told."""
    work.write(update(reminder_table).where(_AT.id == reminder_id).values(told_at=work.now))


def untell(work: Work, reminder_id: str) -> None:
    """Save that somebody is to be told again."""
    work.write(update(reminder_table).where(_AT.id == reminder_id).values(told_at=None))


def drop(work: Work, reminder_id: str) -> None:
    """Delete a reminder."""
    work.write(delete(reminder_table).where(_AT.id == reminder_id))
