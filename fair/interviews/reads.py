"""Read-only queries of interviews for other slices: frozen values."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, and_, func, or_, select, type_coerce

from fair.glossary import InterviewState, Telephoned
from fair.interviews.interview import CONTENT, Interview
from fair.interviews.store import BY_CALL, as_interview, interview_table

_AT = interview_table.c
# As `Interview.held`, in SQL.
IS_HELD = or_(
    _AT.telephone.not_in([Telephoned.UNCONFIRMED.value, Telephoned.DENIED.value]),
    and_(
        _AT.telephone == Telephoned.UNCONFIRMED.value,
        _AT.outcome.in_([one.value for one in sorted(CONTENT)]),
    ),
)


def interview_of_call(connection: Connection, call_id: str) -> Interview | None:
    """Return the interview that a call belongs to, or None."""
    row = connection.execute(BY_CALL, {"this": call_id}).first()
    return as_interview(row) if row else None


def where(connection: Connection, *conditions: Any) -> tuple[Interview, ...]:
    """Return interviews that meet all conditions, oldest first."""
    query = select(interview_table).where(*conditions).order_by(interview_table.c.started_at)
    return tuple(as_interview(row) for row in connection.execute(query))


def lengths(connection: Connection, booth_id: str, most: int = 40) -> tuple[float, ...]:
    """Return how long the last talks of a booth took from answer to end, oldest first."""
    query = (
        select(interview_table.c.started_at, interview_table.c.ended_at)
        .where(_AT.booth_id == booth_id, _AT.ended_at.is_not(None), IS_HELD)
        .order_by(interview_table.c.ended_at.desc())
        .limit(most)
    )
    rows = connection.execute(query).all()
    return tuple((row.ended_at - row.started_at).total_seconds() for row in reversed(rows))


def talked(connection: Connection, fair_id: str) -> tuple[int, float]:
    """Return how many talks of a fair have ended, and how many seconds they took together."""
    return talked_at(connection, [fair_id])


def talked_at(connection: Connection, fair_ids: Collection[str]) -> tuple[int, float]:
    """Return the same of several fairs together."""
    at = interview_table.c
    began, ended = (type_coerce(column, BigInteger) for column in (at.started_at, at.ended_at))
    query = select(func.count(), func.sum(ended - began)).where(
        at.fair_id.in_(sorted(fair_ids)), ended > began, IS_HELD
    )
    many, took = connection.execute(query).one()
    return many, float(took or 0) / 1e6


def counts(connection: Connection, booth_id: str) -> dict[str, int]:
    """Return how many interviews of a booth stand in each state."""
    query = (
        select(interview_table.c.state, func.count())
        .where(interview_table.c.booth_id == booth_id)
        .group_by(interview_table.c.state)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def interview(connection: Connection, interview_id: str) -> Interview | None:
    """Return an interview, or None."""
    found = where(connection, interview_table.c.id == interview_id)
    return found[0] if found else None


def interviews_of_person(connection: Connection, person_id: str) -> tuple[Interview, ...]:
    """Return the interviews of a person, oldest first."""
    return where(connection, interview_table.c.person_id == person_id)


def interviews_of_booth(connection: Connection, booth_id: str) -> tuple[Interview, ...]:
    """Return the interviews of a booth, oldest first."""
    return where(connection, interview_table.c.booth_id == booth_id)


def interviews_at(connection: Connection, booth_ids: Iterable[str]) -> tuple[Interview, ...]:
    """Return the interviews of these booths, oldest first."""
    return where(connection, interview_table.c.booth_id.in_(set(booth_ids)))


def interviews_of_ticket(connection: Connection, ticket_id: str) -> tuple[Interview, ...]:
    """Return the interviews that came out of a ticket, oldest first."""
    return where(connection, interview_table.c.ticket_id == ticket_id)


def owed_by(connection: Connection, booth_id: str, account_id: str) -> tuple[Interview, ...]:
    """Return the talks of a recruiter at a booth after which an answer is owed, oldest first."""
    at = interview_table.c
    mine = (at.booth_id == booth_id, at.account_id == account_id)
    return where(connection, *mine, at.state == InterviewState.OWED.value, at.outcome.is_(None))


def talking_at(connection: Connection, booth_id: str) -> tuple[Interview, ...]:
    """Return the interviews that go on at a booth now."""
    at = interview_table.c
    return where(connection, at.booth_id == booth_id, at.state == InterviewState.TALKING.value)


@dataclass(frozen=True, slots=True)
class Talks:
    """The talks of a booth: all held, those that go on, that have an outcome or owe one."""

    all: int = 0
    talking: int = 0
    outcomes: int = 0
    owed: int = 0


def talks_of_fair(connection: Connection, fair_id: str) -> dict[str, Talks]:
    """Return the talks of each booth of a fair; booths without any are left out."""
    at = interview_table.c
    query = (
        select(
            at.booth_id,
            func.count().filter(IS_HELD),
            func.count().filter(at.state == InterviewState.TALKING.value),
            func.count(at.outcome).filter(IS_HELD),
            func.count().filter(at.state == InterviewState.OWED.value, at.outcome.is_(None)),
        )
        .where(at.fair_id == fair_id)
        .group_by(at.booth_id)
    )
    return {row[0]: Talks(*row[1:]) for row in connection.execute(query)}


def telephoned_at(connection: Connection, fair_id: str) -> tuple[Interview, ...]:
    """Return the interviews of a fair that were held by telephone, or are said to have been."""
    return where(connection, _AT.fair_id == fair_id, _AT.telephone != "")
