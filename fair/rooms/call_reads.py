"""Read-only queries of calls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from fair.glossary import Role
from fair.rooms.call import OPEN, Call
from fair.rooms.call_store import (
    as_call,
    as_leg,
    call_table,
    leg_table,
    note_table,
    said_table,
    way_table,
)
from fair.rooms.leg import Leg


@dataclass(frozen=True, slots=True)
class Said:
    """Something typed in a call."""

    id: str
    side: Role
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WayTold:
    """What the page of one side last told of its sound; `way` is empty where it heard nothing."""

    call_id: str
    side: str
    family: str
    way: str
    quality: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a recruiter noted in a call."""

    call_id: str
    ticket_id: str
    person_id: str
    account_id: str
    text: str
    at: datetime


def call(connection: Connection, call_id: str) -> Call | None:
    """Return a call, or None."""
    row = connection.execute(select(call_table).where(call_table.c.id == call_id)).first()
    return as_call(row) if row else None


def open_call_of_person(connection: Connection, person_id: str) -> Call | None:
    """Return the call of a person that rings or goes on, or None."""
    asked = select(call_table).where(
        call_table.c.person_id == person_id, call_table.c.state.in_(sorted(OPEN))
    )
    row = connection.execute(asked).first()
    return as_call(row) if row else None


def open_call_of_account(connection: Connection, account_id: str) -> Call | None:
    """Return the call of a recruiter that rings or goes on, or None."""
    asked = select(call_table).where(
        call_table.c.account_id == account_id, call_table.c.state.in_(sorted(OPEN))
    )
    row = connection.execute(asked).first()
    return as_call(row) if row else None


def calls_with(
    connection: Connection, person_ids: Iterable[str], account_ids: Iterable[str]
) -> tuple[Call, ...]:
    """Return all calls of these persons and recruiters, open or over."""
    at = call_table.c
    with_them = or_(at.person_id.in_(set(person_ids)), at.account_id.in_(set(account_ids)))
    asked = select(call_table).where(with_them).order_by(at.id)
    return tuple(as_call(row) for row in connection.execute(asked))


def open_calls_at(
    connection: Connection, booths: Iterable[str], fairs: Iterable[str]
) -> tuple[Call, ...]:
    """Return the calls that ring or go on at these booths and fairs."""
    at = call_table.c
    there = or_(at.booth_id.in_(set(booths)), at.fair_id.in_(set(fairs)))
    asked = select(call_table).where(there, at.state.in_(sorted(OPEN))).order_by(at.id)
    return tuple(as_call(row) for row in connection.execute(asked))


def talking(connection: Connection, person_ids: Iterable[str]) -> frozenset[str]:
    """Return which of these persons are in a call now, ringing or talking, in any booth."""
    asked = select(call_table.c.person_id).where(
        call_table.c.person_id.in_(set(person_ids)), call_table.c.state.in_(sorted(OPEN))
    )
    return frozenset(row.person_id for row in connection.execute(asked))


def leg(connection: Connection, call_id: str, side: Role) -> Leg | None:
    """Return one leg of a call, or None."""
    asked = select(leg_table).where(leg_table.c.call_id == call_id, leg_table.c.side == side)
    row = connection.execute(asked).first()
    return as_leg(row) if row else None


def note(connection: Connection, call_id: str) -> str:
    """Return the recruiter's notes of a call; empty where there are none."""
    asked = select(note_table.c.text).where(note_table.c.call_id == call_id)
    return connection.execute(asked).scalar() or ""


def notes_at(
    connection: Connection, booths: Iterable[str], person_id: str = ""
) -> tuple[Note, ...]:
    """Return what was noted in calls of these booths, of one person or of all, oldest first."""
    at, of = note_table.c, call_table.c
    asked = (
        select(at.call_id, of.ticket_id, of.person_id, at.account_id, at.text, at.at)
        .join(call_table, of.id == at.call_id)
        .where(of.booth_id.in_(set(booths)), at.text != "")
        .order_by(at.at, at.call_id)
    )
    if person_id:
        asked = asked.where(of.person_id == person_id)
    return tuple(Note(*row) for row in connection.execute(asked))


def said(connection: Connection, call_id: str) -> tuple[Said, ...]:
    """Return what was typed in a call, the oldest first."""
    asked = (
        select(said_table)
        .where(said_table.c.call_id == call_id)
        .order_by(said_table.c.at, said_table.c.id)
    )
    return tuple(
        Said(row.id, Role(row.side), row.text, row.at) for row in connection.execute(asked)
    )


def calls_of_fair(connection: Connection, fair_id: str) -> tuple[Call, ...]:
    """Return all calls of a fair, in the order in which they rang."""
    at = call_table.c
    asked = select(call_table).where(at.fair_id == fair_id).order_by(at.rang_at, at.id)
    return tuple(as_call(row) for row in connection.execute(asked))


def ways_of_fair(connection: Connection, fair_id: str) -> tuple[WayTold, ...]:
    """Return what pages told of the sound of a fair's calls."""
    at = way_table.c
    asked = select(at.call_id, at.side, at.family, at.way, at.quality).where(at.fair_id == fair_id)
    return tuple(WayTold(*row) for row in connection.execute(asked.order_by(at.call_id, at.side)))


def last_rang(connection: Connection, booth_id: str) -> datetime | None:
    """Return when a booth last rang somebody; None where it never did."""
    at = call_table.c
    return connection.execute(select(func.max(at.rang_at)).where(at.booth_id == booth_id)).scalar()


def last_rings(connection: Connection, fair_id: str) -> dict[str, datetime]:
    """Return when each booth of a fair last rang somebody; booths that never did are left out."""
    at = call_table.c
    query = select(at.booth_id, func.max(at.rang_at)).where(at.fair_id == fair_id)
    return {row[0]: row[1] for row in connection.execute(query.group_by(at.booth_id))}
