"""Read-only queries of who is handed on and who has priority."""

from typing import Any

from sqlalchemy import Connection

from fair.contract.lanes import HandOn
from fair.decisions import Actor
from fair.lanes import store
from fair.lanes.handing import OPEN, Handing
from fair.lanes.priority import Priority
from fair.lanes.store import handing_table, priority_table
from fair.of_fair import by_row
from fair.rooms.chat import mask


def read_why(_connection: Connection, _actor: Actor, said: HandOn) -> None:
    """Look for ways out in the line of why, so that the writer need not: `mask` remembers it."""
    mask(said.why)


def open_handing(connection: Connection, person_id: str) -> Handing | None:
    """Return what a person is asked, or has agreed to, or None."""
    at = handing_table.c
    found = store.handings_where(
        connection, at.person_id == person_id, at.state.in_(sorted(OPEN))
    )  # fmt: skip
    return found[0] if found else None


def handings_of_ticket(connection: Connection, ticket_id: str) -> list[Handing]:
    """Return how somebody was handed on out of the talk of a ticket."""
    return store.handings_where(connection, handing_table.c.ticket_id == ticket_id)


def open_handings(connection: Connection, fair_id: str) -> list[Handing]:
    """Return what is asked at a fair now."""
    at = handing_table.c
    return store.handings_where(connection, at.fair_id == fair_id, at.state.in_(sorted(OPEN)))


def open_handings_to(connection: Connection, booth_id: str) -> list[Handing]:
    """Return who is asked to go on to a booth now, or has agreed to."""
    at = handing_table.c
    return store.handings_where(connection, at.booth_id == booth_id, at.state.in_(sorted(OPEN)))


def priority(connection: Connection, fair_id: str, person_id: str) -> Priority | None:
    """Return the priority of a person at a fair, or None."""
    at = priority_table.c
    found = store.priorities_where(
        connection, at.fair_id == fair_id, at.person_id == person_id, at.ended.is_(False)
    )
    return found[0] if found else None


def priorities(connection: Connection, person_id: str) -> list[Priority]:
    """Return the priorities that a person has, at any fair."""
    at = priority_table.c
    return store.priorities_where(connection, at.person_id == person_id, at.ended.is_(False))


def criteria(connection: Connection, fair_id: str) -> tuple[str, ...]:
    """Return by which criteria somebody is called before others at a fair."""
    return store.criteria(connection, fair_id)


def priorities_of_fair(connection: Connection, fair_id: str) -> list[Priority]:
    """Return who has priority at a fair."""
    at = priority_table.c
    return store.priorities_where(connection, at.fair_id == fair_id, at.ended.is_(False))


def asked_to(connection: Connection, account_id: str) -> list[Handing]:
    """Return who is asked to go on to a member of staff now."""
    at = handing_table.c
    return store.handings_where(connection, at.account_id == account_id, at.state.in_(sorted(OPEN)))


BEFOREHAND: dict[Any, Any] = {HandOn: read_why}


OF_FAIR = {"priority_id": by_row(priority_table)}
