"""Rows of vacancies and their frozen versions: tables, rows ⇄ values."""

from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    select,
    update,
)

from fair.booths.vacancy import Vacancy
from fair.db import Instant, Work, metadata
from fair.decisions import NotFound
from fair.glossary import VacancyState

vacancy_table = Table(
    "vacancy",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    Column("booth_id", String(12), ForeignKey("booth.id"), nullable=False, index=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("title", String(120), nullable=False),
    Column("work", String(40), nullable=False),
    Column("state", String(12), nullable=False),
    Column("head_count", Integer, nullable=False),
    Column("firm", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("terms", JSON, nullable=False),
    CheckConstraint("firm >= 0 and accepted >= 0 and firm + accepted <= head_count", name="seats"),
)
vacancy_version_table = Table(
    "vacancy_version",
    metadata,
    Column("vacancy_id", String(12), ForeignKey("vacancy.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("terms", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("vacancy_id", "version"),
)


def as_vacancy(row: Row[Any]) -> Vacancy:
    """Build a vacancy from its row."""
    values = {
        **row._mapping,  # noqa: SLF001 - SQLAlchemy's public name
        "state": VacancyState(row.state),
    }
    return Vacancy(**values)


def vacancy(work: Work, vacancy_id: str) -> Vacancy:
    """Return a vacancy; refuses `NotFound`."""
    row = work.one(select(vacancy_table).where(vacancy_table.c.id == vacancy_id))
    if row is None:
        raise NotFound
    return as_vacancy(row)


def change_seats(work: Work, vacancy_id: str, *, firm: int, accepted: int) -> bool:
    """Add to the counts of seats; False, and nothing changed, where the head-count forbids it."""
    at = vacancy_table.c
    statement = (
        update(vacancy_table)
        .where(
            at.id == vacancy_id,
            at.firm + firm >= 0,
            at.accepted + accepted >= 0,
            at.firm + firm + at.accepted + accepted <= at.head_count,
        )
        .values(firm=at.firm + firm, accepted=at.accepted + accepted)
    )
    return work.write(statement) == 1


def move_vacancy(work: Work, vacancy_id: str, state: VacancyState) -> None:
    """Save a vacancy's new state."""
    work.write(update(vacancy_table).where(vacancy_table.c.id == vacancy_id).values(state=state))
