"""Rows of requests for help and of what was done: tables, rows ⇄ values."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Row, String, Table, Text, insert, select, update

from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import HelpState
from fair.helpdesk.request import RUNS, Act, Request, Step
from fair.tables import Instant, metadata

request_table = Table(
    "help_request",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("person_id", String(12), ForeignKey("person.id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("page", String(200), nullable=False),
    Column("about", Text, nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_help_request_fair_id_state", "fair_id", "state", "asked_at"),
)
_AT = request_table.c
# one person has one request at a time
Index(
    "uq_help_request_runs",
    _AT.person_id,
    unique=True,
    sqlite_where=_AT.state.in_(("waiting", "taken")),
    postgresql_where=_AT.state.in_(("waiting", "taken")),
)
step_table = Table(
    "help_step",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("request_id", String(12), ForeignKey("help_request.id"), nullable=False, index=True),
    Column("what", String(12), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("ref", String(12), nullable=False, server_default=""),
)


def as_request(row: Row[Any]) -> Request:
    """Build a request from its row."""
    values = {column.name: getattr(row, column.name) for column in request_table.columns}
    return Request(**{**values, "state": HelpState(row.state)})


def as_step(row: Row[Any]) -> Step:
    """Build a line of what was done."""
    return Step(
        request_id=row.request_id,
        what=Act(row.what),
        account_id=row.account_id,
        at=row.at,
        text=row.text,
        ref=row.ref,
    )


def request(work: Work, request_id: str) -> Request:
    """Load a request; refuses `NotFound`."""
    row = work.one(select(request_table).where(_AT.id == request_id))
    if row is None:
        raise NotFound
    return as_request(row)


def running(work: Work, person_id: str) -> Request | None:
    """Return the request of a person that is not ended, or None."""
    rule = (_AT.person_id == person_id) & _AT.state.in_(sorted(RUNS))
    row = work.one(select(request_table).where(rule))
    return as_request(row) if row else None


def add(work: Work, made: Request) -> None:
    """Keep a new request."""
    names = [column.name for column in request_table.columns]
    work.write(insert(request_table), {name: getattr(made, name) for name in names})


def save(work: Work, request_id: str, **values: Any) -> None:
    """Save what changed of a request."""
    work.write(update(request_table).where(_AT.id == request_id).values(**values))


def add_step(work: Work, request_id: str, what: Act, text: str = "", ref: str = "") -> None:
    """Keep what was done just now, by whoever acts, and about which ticket (`ref`)."""
    work.write(
        insert(step_table),
        {
            "id": work.new_id(),
            "request_id": request_id,
            "what": what,
            "account_id": work.actor.account_id,
            "at": work.now,
            "text": text,
            "ref": ref,
        },
    )


def blank(work: Work, person_id: str) -> None:
    """Forget what a person wrote, and what was written of them."""
    mine = select(_AT.id).where(_AT.person_id == person_id)
    work.write(update(request_table).where(_AT.person_id == person_id).values(page="", about=""))
    work.write(update(step_table).where(step_table.c.request_id.in_(mine)).values(text=""))


def end(work: Work, request_id: str, state: HelpState, at: datetime) -> None:
    """Save that a request ended."""
    save(work, request_id, state=state, ended_at=at)
