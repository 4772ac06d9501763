"""What a page may know of codes."""

from datetime import datetime

from sqlalchemy import Connection, select

from fair.people.person import Person
from fair.phone_codes.code import CONFIRM, Code
from fair.phone_codes.code_store import as_code, code_table, number_mark


def waiting(connection: Connection, secret: str, person: Person, now: datetime) -> bool:
    """True where a code was sent to the person's number that still confirms it."""
    found = last(connection, CONFIRM, person.id, number_mark(secret, person.phone))
    return found is not None and found.works(now)


def last(connection: Connection, purpose: str, asker: str, number: str) -> Code | None:
    """Return the code that was sent last because this asker wanted it."""
    at = code_table.c
    row = connection.execute(
        select(code_table)
        .where(at.purpose == purpose, at.asker == asker, at.number == number)
        .order_by(at.made_at.desc(), at.sealed == "")
        .limit(1)
    ).first()
    return as_code(row) if row else None
