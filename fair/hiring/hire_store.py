"""Rows of hires: table, rows ⇄ values."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Row,
    String,
    Table,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import HireState
from fair.hiring.hire import Hire
from fair.tables import Instant, metadata

hire_table = Table(
    "hire",
    metadata,
    Column("offer_id", String(12), ForeignKey("offer.id"), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("booth_id", String(12), ForeignKey("booth.id"), nullable=False),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    Column("vacancy_id", String(12), ForeignKey("vacancy.id"), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("agreed_at", Instant, nullable=False),
    Column("person_confirmed_at", Instant),
    Column("employer_confirmed_at", Instant),
    Column("fell_at", Instant),
    Column("reason", String(20), nullable=False),
    CheckConstraint(
        "state != 'hired' or (person_confirmed_at is not null and "
        "employer_confirmed_at is not null)",
        name="hired_by_both",
    ),
)


def as_hire(row: Row[Any]) -> Hire:
    """Build a hire from its row."""
    values = {
        **row._mapping,  # noqa: SLF001 - SQLAlchemy's public name
        "state": HireState(row.state),
    }
    return Hire(**values)


def hires_where(connection: Connection, *conditions: Any) -> tuple[Hire, ...]:
    """Return the hires that meet all conditions on `hire_table`, oldest first."""
    query = select(hire_table).where(*conditions)
    rows = connection.execute(query.order_by(hire_table.c.agreed_at, hire_table.c.offer_id))
    return tuple(as_hire(row) for row in rows)


def hire(work: Work, offer_id: str) -> Hire:
    """Return the hire of an accepted offer; refuses `NotFound`."""
    found = hires_where(work.connection, hire_table.c.offer_id == offer_id)
    if not found:
        raise NotFound
    return found[0]


def add_hire(work: Work, agreed: Hire) -> None:
    """Keep a new hire."""
    work.write(insert(hire_table), asdict(agreed))


def change_hire(work: Work, hire: Hire, state: HireState, **values: Any) -> None:
    """Save a hire's new state and whatever changes with it.

    Refuses `WrongState` where somebody changed it meanwhile.
    """
    at = hire_table.c
    rewrite = update(hire_table).where(
        at.offer_id == hire.offer_id,
        at.state == hire.state,
        at.person_confirmed_at.is_not_distinct_from(hire.person_confirmed_at),
        at.employer_confirmed_at.is_not_distinct_from(hire.employer_confirmed_at),
    )
    if work.write(rewrite.values(state=state, **values)) != 1:
        raise WrongState
