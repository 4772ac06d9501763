"""Answers before a talk: their table, rows ⇄ values."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, Connection, String, Table, delete, insert, select, update

from fair.asks.yes_no import YesNo
from fair.db import Work
from fair.tables import Instant, metadata

yes_no_table = Table(
    "yes_no",
    metadata,
    Column("ticket_id", String(12), primary_key=True),
    Column("ask", String(40), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("booth_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("said", String(3), nullable=False),
    Column("salt", String(32), nullable=False),
)


def where(connection: Connection, *conditions: Any) -> list[YesNo]:
    """Return the answers that meet all conditions, in the order in which they were given."""
    at = yes_no_table.c
    rows = connection.execute(select(yes_no_table).where(*conditions).order_by(at.at, at.ask))
    return [YesNo(**dict(row._mapping)) for row in rows]  # noqa: SLF001 - a public name


def save(work: Work, one: YesNo) -> None:
    """Keep an answer, in the place of the one before."""
    at = yes_no_table.c
    work.write(delete(yes_no_table).where(at.ticket_id == one.ticket_id, at.ask == one.ask))
    work.write(insert(yes_no_table), asdict(one))


def blank(work: Work, *conditions: Any) -> None:
    """Forget what was said; that something was asked and answered stays."""
    work.write(update(yes_no_table).where(*conditions).values(said="", salt=""))
