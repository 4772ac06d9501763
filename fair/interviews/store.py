"""Rows of interviews: table, rows ⇄ values."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    insert,
    select,
    text,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import InterviewState, Outcome, Telephoned
from fair.interviews.interview import Interview
from fair.tables import Instant, metadata

interview_table = Table(
    "interview",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("ticket_id", String(12), nullable=False, index=True),
    Column("call_id", String(12), nullable=False, unique=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("outcome", String(12)),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("talk_s", Integer, nullable=False, server_default="0"),
    Column("concluded_at", Instant),
    Column("details", JSON, nullable=False),
    Column("salt", String(32), nullable=False, server_default=""),
    Column("held_until", Instant),
    Column("telephone", String(12), nullable=False, server_default=""),
)
_TALKING = text("state = 'talking'")
Index(
    "uq_interview_one_talk_per_person",
    interview_table.c.person_id,
    unique=True, sqlite_where=_TALKING, postgresql_where=_TALKING,
)  # fmt: skip
Index(
    "uq_interview_one_talk_per_recruiter",
    interview_table.c.account_id,
    unique=True, sqlite_where=_TALKING, postgresql_where=_TALKING,
)  # fmt: skip
_BY_ID = select(interview_table).where(interview_table.c.id == bindparam("this"))
BY_CALL = select(interview_table).where(interview_table.c.call_id == bindparam("this"))


def as_interview(row: Row[Any]) -> Interview:
    """Build an interview from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    values["state"] = InterviewState(values["state"])
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    values["telephone"] = Telephoned(values["telephone"]) if values["telephone"] else None
    return Interview(**values)


def interview(work: Work, interview_id: str) -> Interview:
    """Return an interview; refuses `NotFound`."""
    row = work.connection.execute(_BY_ID, {"this": interview_id}).first()
    if row is None:
        raise NotFound
    return as_interview(row)


def add(work: Work, interview: Interview) -> None:
    """Save a new interview."""
    work.write(insert(interview_table), _values(interview))


def save(work: Work, was: Interview, now: Interview) -> None:
    """Save a changed interview; refuses `WrongState` where somebody changed it meanwhile."""
    unchanged = (interview_table.c.id == was.id, interview_table.c.state == was.state.value)
    if work.write(update(interview_table).where(*unchanged).values(**_values(now))) != 1:
        raise WrongState


def _values(interview: Interview) -> dict[str, Any]:
    values = {column.name: getattr(interview, column.name) for column in interview_table.columns}
    values["state"] = interview.state.value
    values["outcome"] = interview.outcome.value if interview.outcome else None
    values["details"] = dict(interview.details)
    values["telephone"] = interview.telephone or ""
    return values


def as_sealed(details: Mapping[str, str]) -> str:
    """Return what a seeker is told as the one text that is hashed."""
    return json.dumps(dict(details), sort_keys=True, ensure_ascii=False)


def blank(work: Work, person_id: str) -> None:
    """Remove what was written to a person who was erased; the outcome's kind stays."""
    work.write(
        update(interview_table)
        .where(interview_table.c.person_id == person_id)
        .values(details={}, salt="")
    )
