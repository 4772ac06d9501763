"""Rows of numbers that the help desk wrote down: the table, rows ⇄ values."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Row, String, Table, insert, select, update

from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import NumberChangeState
from fair.helpdesk.number_change import NumberChange, Way
from fair.tables import Instant, metadata

change_table = Table(
    "number_change",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("request_id", String(12), ForeignKey("help_request.id"), nullable=False),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("person_id", String(12), ForeignKey("person.id"), nullable=False, index=True),
    Column("phone", String(20), nullable=False),
    Column("way", String(12), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("ended_at", Instant),
)
_AT = change_table.c
# one person has one change ahead at a time
Index(
    "uq_number_change_ahead",
    _AT.person_id,
    unique=True,
    sqlite_where=_AT.state == "ahead",
    postgresql_where=_AT.state == "ahead",
)


def as_change(row: Row[Any]) -> NumberChange:
    """Build a change from its row."""
    values = {column.name: getattr(row, column.name) for column in change_table.columns}
    said = {"state": NumberChangeState(row.state), "way": Way(row.way)}
    return NumberChange(**{**values, **said})


def change(work: Work, change_id: str) -> NumberChange:
    """Load a change; refuses `NotFound`."""
    row = work.one(select(change_table).where(_AT.id == change_id))
    if row is None:
        raise NotFound
    return as_change(row)


def add(work: Work, made: NumberChange) -> None:
    """Keep a new change."""
    names = [column.name for column in change_table.columns]
    work.write(insert(change_table), {name: getattr(made, name) for name in names})


def end(work: Work, change_id: str, state: NumberChangeState) -> None:
    """Save how a change ended. The number is on file by now, or never will be: it goes here."""
    ended = {"state": state, "ended_at": work.now, "phone": ""}
    work.write(update(change_table).where(_AT.id == change_id).values(**ended))
