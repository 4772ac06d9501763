"""Requests to take part, and the companies that they may be."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from fair.employers import twin_reads
from fair.employers.twin import Company
from fair.enrolments.enrolment import Enrolment
from fair.enrolments.store import as_enrolment, enrolment_table
from fair.glossary import EnrolmentState

_AT = enrolment_table.c


def enrolment(connection: Connection, enrolment_id: str) -> Enrolment | None:
    """Return a request, or None."""
    row = connection.execute(select(enrolment_table).where(_AT.id == enrolment_id)).first()
    return as_enrolment(row) if row else None


def enrolments(connection: Connection, ids: Iterable[str]) -> dict[str, Enrolment]:
    """Return requests by id; unknown ids are left out."""
    rows = connection.execute(select(enrolment_table).where(_AT.id.in_(sorted(ids))))
    return {row.id: as_enrolment(row) for row in rows}


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


def accepted(connection: Connection, fair_id: str) -> tuple[str, ...]:
    """Return the employers that were accepted for a fair."""
    query = select(_AT.employer_id).where(_AT.fair_id == fair_id, _AT.state == "accepted")
    return tuple(connection.execute(query.order_by(_AT.decided_at, _AT.id)).scalars())


def languages(connection: Connection, employer_ids: Collection[str]) -> dict[str, str]:
    """Return in which language each of these employers asked to take part; others are left out."""
    query = select(_AT.employer_id, _AT.lang).where(_AT.employer_id.in_(sorted(employer_ids)))
    return {row.employer_id: row.lang for row in connection.execute(query.order_by(_AT.asked_at))}


def of_address(connection: Connection, email: str, since: datetime) -> tuple[Enrolment, ...]:
    """Return the requests that named an address since then, not confirmed; the last first."""
    query = select(enrolment_table).where(
        _AT.email == email, _AT.state == "asked", _AT.asked_at > since
    )
    rows = connection.execute(query.order_by(_AT.asked_at.desc(), _AT.id)) if email else ()
    return tuple(as_enrolment(row) for row in rows)


def companies(connection: Connection) -> Sequence[Company]:
    """Return every company that is here or asked, at any fair, with what is compared of it.

    One that was brought in is the employer that it became, known by the code of its request too.
    """
    return _companies(connection, select(enrolment_table), None)


def companies_like(
    connection: Connection, keys: Collection[str], codes: Collection[str]
) -> Sequence[Company]:
    """Return those of `companies` that have one of these names, by `folding.key`, or codes.

    An index finds each of them, however many companies are here.
    """
    of_code = or_(_AT.code.in_(sorted(codes)), _AT.number.in_(sorted(codes)))
    like = select(_AT.id, _AT.employer_id).where(or_(of_code, _AT.name_key.in_(sorted(keys))))
    found = connection.execute(like.where(_AT.state != EnrolmentState.ASKED)).all()
    ids = twin_reads.who_has(connection, keys, codes) | {row.employer_id for row in found}
    return companies_of(connection, ids - {""}, [row.id for row in found])


def companies_of(
    connection: Connection, employer_ids: Collection[str], enrolment_ids: Collection[str] = ()
) -> Sequence[Company]:
    """Return these employers as `companies` says them, and who else made these requests."""
    of_some = or_(_AT.employer_id.in_(sorted(employer_ids)), _AT.id.in_(sorted(enrolment_ids)))
    return _companies(connection, select(enrolment_table).where(of_some), employer_ids)


def _companies(
    connection: Connection, query: Select[Any], ids: Collection[str] | None
) -> Sequence[Company]:
    rows = connection.execute(query.where(_AT.state != EnrolmentState.ASKED))
    asked = [as_enrolment(row) for row in rows]
    codes: dict[str, tuple[str, ...]] = {}
    for one in asked:
        codes[one.employer_id] = (*codes.get(one.employer_id, ()), one.code)
    here = [
        replace(one, numbers=(*one.numbers, *codes.get(one.employer_id, ())))
        for one in twin_reads.companies(connection, ids)
    ]
    return (*here, *(one.compared for one in asked if not one.employer_id))


def of_employers(connection: Connection, employer_ids: Collection[str]) -> set[str]:
    """Return which of these employers asked to take part, at any fair."""
    rows = connection.execute(
        select(_AT.employer_id).where(_AT.employer_id.in_(sorted(employer_ids))).distinct()
    )
    return {row.employer_id for row in rows}
