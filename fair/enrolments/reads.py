"""Requests to take part, and the companies that they may be."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from fair.employers import reads as employers
from fair.enrolments.enrolment import Company, Enrolment
from fair.enrolments.store import as_enrolment, enrolment_table
from fair.glossary import EnrolmentState

_AT = enrolment_table.c


def enrolment(connection: Connection, enrolment_id: str) -> Enrolment | None:
    """Return a request, or None."""
    row = connection.execute(select(enrolment_table).where(_AT.id == enrolment_id)).first()
    return as_enrolment(row) if row else None


def waiting_count(connection: Connection, fair_id: str) -> int:
    """Return how many companies wait for the organiser's answer at a fair."""
    query = select(func.count()).select_from(enrolment_table)
    found = connection.execute(query.where(_AT.fair_id == fair_id, _AT.state == "waiting"))
    return int(found.scalar_one())


def waiting(connection: Connection, fair_id: str) -> tuple[Enrolment, ...]:
    """Return who waits for an answer at a fair, the oldest first."""
    query = select(enrolment_table).where(_AT.fair_id == fair_id, _AT.state == "waiting")
    rows = connection.execute(query.order_by(_AT.confirmed_at, _AT.id))
    return tuple(as_enrolment(row) for row in rows)


def decided(connection: Connection, fair_id: str, most: int) -> tuple[Enrolment, ...]:
    """Return who was answered or took it back at a fair, the last first."""
    query = select(enrolment_table).where(_AT.fair_id == fair_id, _AT.decided_at.is_not(None))
    rows = connection.execute(query.order_by(_AT.decided_at.desc(), _AT.id).limit(most))
    return tuple(as_enrolment(row) for row in rows)


def languages(connection: Connection, employer_ids: Collection[str]) -> dict[str, str]:
    """Return in which language each of these employers asked to take part; others are left out."""
    query = select(_AT.employer_id, _AT.lang).where(_AT.employer_id.in_(sorted(employer_ids)))
    return {row.employer_id: row.lang for row in connection.execute(query.order_by(_AT.asked_at))}


def companies(connection: Connection) -> Sequence[Company]:
    """Return every company that is here or asked, at any fair, with what is compared of it."""
    of_employers = employers.numbers(connection)
    found = [
        Company(
            name=one.name,
            names=(one.name, *one.names.values()),
            numbers=of_employers.get(one.id, ()),
            employer_id=one.id,
        )
        for one in employers.all_employers(connection)
    ]
    asked = connection.execute(
        select(enrolment_table).where(_AT.state.not_in([EnrolmentState.ASKED]))
    )
    for row in asked:
        one = as_enrolment(row)
        numbers = (one.code, one.number)
        found.append(Company(one.name, (one.name,), numbers, one.employer_id, one.id))
    return found
