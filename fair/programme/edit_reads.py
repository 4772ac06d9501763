"""What the forms of a fair, its halls and sessions change, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from fair.contract.programme import ChangeFair
from fair.contract.programme_halls import ChangeHall, ChangeSession
from fair.days import typed_of, zone
from fair.decisions import Actor
from fair.programme import reads, store


def fair(connection: Connection, _actor: Actor, asked: ChangeFair) -> Mapping[str, Any] | None:
    """Return a fair's words, hours and settings."""
    found = reads.fair(connection, asked.fair_id)
    if found is None:
        return None
    return {
        "title": found.title,
        "about": found.about,
        "zone": found.zone,
        "opens_at": typed_of(found.opens_at, zone(found.zone)),
        "closes_at": typed_of(found.closes_at, zone(found.zone)),
        "most_tickets": found.most_tickets,
        "languages": found.languages,
        "titles": found.titles,
        "abouts": found.abouts,
        "phone": found.phone,
        "phone_hours": found.phone_hours,
        "permit": found.permit,
    }


def hall(connection: Connection, _actor: Actor, asked: ChangeHall) -> Mapping[str, Any] | None:
    """Return the names of a hall."""
    found = reads.hall(connection, asked.hall_id)
    return {"titles": found.titles} if found else None


def session(
    connection: Connection, _actor: Actor, asked: ChangeSession
) -> Mapping[str, Any] | None:
    """Return the hours of a session."""
    at = store.session_table
    query = select(at).where(at.c.id == asked.session_id, at.c.removed_at.is_(None))
    row = connection.execute(query).first()
    if row is None:
        return None
    place = zone(reads.zone_of(connection, row.fair_id))
    return {
        "opens_at": typed_of(row.opens_at, place),
        "closes_at": typed_of(row.closes_at, place),
    }


AS_IT_IS: dict[Any, Any] = {ChangeFair: fair, ChangeHall: hall, ChangeSession: session}
