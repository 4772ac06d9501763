"""Rows of what was done about people's conduct: the table, rows ⇄ values."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, Connection, Index, Row, String, Table, Text, insert, select, update
from sqlalchemy import text as sql

from fair.conduct.measure import Measure, Sort
from fair.db import Work
from fair.decisions import NotFound
from fair.tables import Instant, metadata

measure_table = Table(
    "measure",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("sort", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("reason", String(20), nullable=False),
    Column("happened", Text, nullable=False),
    Column("number", String(64), nullable=False),
    Column("by_id", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("until", Instant),
    Column("ended_at", Instant),
    Column("ended_by", String(12), nullable=False),
)
_AT = measure_table.c
_STANDS = sql("ended_at IS NULL")
_OUT = sql("sort = 'removed' AND ended_at IS NULL")
# Asked at each word and at each place taken: few rows stand at any fair.
Index("ix_measure_stands", _AT.fair_id, _AT.made_at, sqlite_where=_STANDS, postgresql_where=_STANDS)
Index(
    "uq_measure_one_removal_per_person_and_fair",
    _AT.fair_id, _AT.person_id,
    unique=True, sqlite_where=_OUT, postgresql_where=_OUT,
)  # fmt: skip


def as_measure(row: Row[Any]) -> Measure:
    """Build a measure from its row."""
    values = {column.name: getattr(row, column.name) for column in measure_table.columns}
    return Measure(**{**values, "sort": Sort(row.sort)})


def measures_where(connection: Connection, *conditions: Any) -> list[Measure]:
    """Return what meets all conditions, the newest first."""
    query = select(measure_table).where(*conditions).order_by(_AT.made_at.desc(), _AT.id)
    return [as_measure(row) for row in connection.execute(query)]


def measure(work: Work, measure_id: str) -> Measure:
    """Load a measure; refuses `NotFound`."""
    found = measures_where(work.connection, _AT.id == measure_id)
    if not found:
        raise NotFound
    return found[0]


def add(work: Work, made: Measure) -> None:
    """Keep what was done."""
    work.write(insert(measure_table), asdict(made))


def end(work: Work, measure_id: str) -> None:
    """Note that it was taken back just now, by whoever acts."""
    ended = {"ended_at": work.now, "ended_by": work.actor.account_id}
    work.write(update(measure_table).where(_AT.id == measure_id).values(**ended))


def forget(work: Work, person_id: str) -> None:
    """Blank what was written of an erased person, and the mark of the number."""
    mine = _AT.person_id == person_id
    work.write(update(measure_table).where(mine).values(happened="", number=""))
