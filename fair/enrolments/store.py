"""Rows of requests to take part: table, rows ⇄ values."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.enrolments.enrolment import Enrolment
from fair.folding import key
from fair.glossary import EmployerKind, EnrolmentState
from fair.ledger import hashes_of
from fair.tables import Instant, metadata

enrolment_table = Table(
    "enrolment",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("state", String(12), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("name", String(120), nullable=False),
    Column("code", String(18), nullable=False, index=True),
    Column("number", String(40), nullable=False, index=True),
    Column("authority", String(120), nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("reserve_cents", BigInteger),
    Column("contact_name", String(60), nullable=False),
    Column("email", String(120), nullable=False, index=True),
    Column("lang", String(20), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("decided_at", Instant),
    Column("reason", Text, nullable=False, server_default=""),
    Column("employer_id", String(12), nullable=False, server_default="", index=True),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("decided_by", String(12), nullable=False, server_default=""),
    # by what a company of a file is compared with it
    Column("name_key", String(480), nullable=False, server_default="", index=True),
    Index("ix_enrolment_fair_id", "fair_id", "state"),
)
_AT = enrolment_table.c
NAMES = [one.name for one in fields(Enrolment)]
NO_CONTACT: dict[str, Any] = {"contact_name": "", "email": "", "phone": ""}


def as_enrolment(row: Row[Any]) -> Enrolment:
    """Build a request from its row."""
    values = {name: getattr(row, name) for name in NAMES}
    return Enrolment(
        **{**values, "kind": EmployerKind(row.kind), "state": EnrolmentState(row.state)}
    )


def enrolment(work: Work, enrolment_id: str) -> Enrolment | None:
    """Load a request, or None."""
    row = work.one(select(enrolment_table).where(_AT.id == enrolment_id))
    return as_enrolment(row) if row else None


def add(work: Work, made: Enrolment) -> None:
    """Keep a new request."""
    values = {name: getattr(made, name) for name in NAMES}
    work.write(insert(enrolment_table), {**values, "name_key": key(made.name)})


def save(work: Work, enrolment_id: str, state: EnrolmentState, **more: Any) -> None:
    """Save where a request stands, and what came with it."""
    values = {"state": state, **more}
    work.write(update(enrolment_table).where(_AT.id == enrolment_id).values(**values))


def asked_today(work: Work, email: str) -> int:
    """Return how many requests named this address within a day."""
    since = work.now - timedelta(days=1)
    query = select(func.count()).select_from(enrolment_table)
    return int(work.value(query.where(_AT.email == email, _AT.asked_at > since)) or 0)


def asked_this_hour(work: Work, fair_id: str) -> int:
    """Return how many requests of a fair are from the last hour."""
    since = work.now - timedelta(hours=1)
    query = select(func.count()).select_from(enrolment_table)
    return int(work.value(query.where(_AT.fair_id == fair_id, _AT.asked_at > since)) or 0)


def hashes(
    enrolment_id: str, name: str, code: str, number: str, authority: str
) -> Mapping[str, str]:
    """Return what the ledger carries of a company's own words."""
    return hashes_of(enrolment_id, name=name, code=code, number=number, authority=authority)
