"""Who uses a confirmed mobile number: up to three people, each named where others read it."""

from datetime import datetime

from sqlalchemy import Connection, select

from fair.folding import key
from fair.people import reads, store
from fair.people.person import MOST_SHARING, Person, is_unused


def owners(connection: Connection, phone: str) -> dict[str, int]:
    """Return the people to whom this confirmed number belongs, each with their share of it."""
    who = store.person_table
    query = select(who.c.id, who.c.share).where(
        who.c.phone == phone, who.c.confirmed_at.is_not(None)
    )
    return {row.id: row.share for row in connection.execute(query.order_by(who.c.share))}


def name_where_shared(connection: Connection, who: Person) -> str:
    """Return somebody's name where others use the confirmed number, too; else nothing."""
    return who.name if set(owners(connection, who.phone)) - {who.id} else ""


def is_full(connection: Connection, phone: str, now: datetime, besides: str = "") -> bool:
    """True where as many people use this confirmed number as may, `besides` one of them.

    Who left it unused so long does not count: numbers are given to other people by then.
    """
    using = [
        one
        for one in owners(connection, phone)
        if one != besides and not unused(connection, one, now)
    ]
    return len(using) >= MOST_SHARING


def has_namesake(connection: Connection, phone: str, name: str, now: datetime) -> bool:
    """True where somebody of this name uses the confirmed number already."""
    using = [one for one in owners(connection, phone) if not unused(connection, one, now)]
    return key(name) in {key(one.name) for one in reads.persons(connection, using).values()}


def sharing(connection: Connection, who: Person) -> int:
    """Return with how many others somebody shares the own confirmed number."""
    return len(owners(connection, who.phone)) - 1 if who.confirmed else 0


def unused(connection: Connection, person_id: str, now: datetime) -> bool:
    """True where a person gave no sign of life for `UNUSED`."""
    who = store.person_table
    query = select(who.c.made_at, who.c.used_at).where(who.c.id == person_id)
    row = connection.execute(query).first()
    return row is not None and is_unused(row.used_at or row.made_at, now)


def known_since(connection: Connection, person_id: str) -> datetime | None:
    """Return since when a person is known here, or None."""
    who = store.person_table
    return connection.execute(select(who.c.made_at).where(who.c.id == person_id)).scalar()
