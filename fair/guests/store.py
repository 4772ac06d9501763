"""Table of those who are brought into calls."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    Row,
    String,
    Table,
    insert,
    select,
    update,
)  # fmt: skip

from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import GuestState, Role
from fair.guests.guest import OPEN, Guest, Sort
from fair.tables import Instant, metadata

guest_table = Table(
    "guest",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("call_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("asked_by", String(12), nullable=False),
    Column("sort", String(12), nullable=False),
    Column("state", String(8), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("mark", String(12), nullable=False, unique=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("token", String(24), nullable=False),
    Column("key_hash", String(64), nullable=False),
    Column("name", String(60), nullable=False),
    Column("company", String(80), nullable=False),
    Column("country", String(2), nullable=False),
    Column("let_in_at", Instant),
    Column("gone_at", Instant),
    Column("consented", Boolean(create_constraint=False), nullable=False),
    Column("epoch", Integer, nullable=False),
)
_by_link = guest_table.c.token != ""
Index(
    "uq_guest_token",
    guest_table.c.token,
    unique=True,
    sqlite_where=_by_link,
    postgresql_where=_by_link,
)


def as_guest(row: Row[Any]) -> Guest:
    """Build a guest from a row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Guest(
        **{
            **values,
            "state": GuestState(values["state"]),
            "sort": Sort(values["sort"]),
            "asked_by": Role(values["asked_by"]),
        }
    )


def guest(work: Work, guest_id: str) -> Guest:
    """Load a guest; refuses with `NotFound`."""
    row = work.one(select(guest_table).where(guest_table.c.id == guest_id))
    if row is None:
        raise NotFound
    return as_guest(row)


def by_token(work: Work, token: str) -> Guest | None:
    """Load whom this unused link brings in."""
    row = work.one(select(guest_table).where(guest_table.c.token == token)) if token else None
    return as_guest(row) if row else None


def open_of_call(work: Work, call_id: str) -> tuple[Guest, ...]:
    """Load who is in a call, waits at its door, or may still come by a link."""
    at = guest_table.c
    rows = work.all(
        select(guest_table).where(at.call_id == call_id, at.state.in_(sorted(OPEN))).order_by(at.id)
    )
    return tuple(as_guest(row) for row in rows)


def left_of_call(work: Work, call_id: str) -> tuple[Guest, ...]:
    """Load who has left a call and may ask to come back."""
    at = guest_table.c
    rows = work.all(
        select(guest_table)
        .where(at.call_id == call_id, at.state == GuestState.LEFT)
        .order_by(at.id)
    )
    return tuple(as_guest(row) for row in rows)


def add(work: Work, made: Guest) -> None:
    """Save a new guest."""
    work.write(insert(guest_table), asdict(made))


def save(work: Work, kept: Guest) -> None:
    """Save what may change in a guest."""
    values = asdict(kept)
    work.write(update(guest_table).where(guest_table.c.id == values.pop("id")).values(values))


def erase_person(work: Work, person_id: str) -> None:
    """Blank who was brought into the calls of a person."""
    theirs = guest_table.c.person_id == person_id
    work.write(update(guest_table).where(theirs).values(name="", company=""))
