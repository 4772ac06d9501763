"""Read-only queries of who is brought into calls."""

import hmac

from sqlalchemy import Connection, select

from fair.decisions import Actor
from fair.glossary import GuestState
from fair.guests.guest import OPEN, Guest
from fair.guests.store import as_guest, guest_table
from fair.sign_in.login import token_hash


def guest(connection: Connection, guest_id: str) -> Guest | None:
    """Return a guest, or None."""
    row = connection.execute(select(guest_table).where(guest_table.c.id == guest_id)).first()
    return as_guest(row) if row else None


def by_token(connection: Connection, token: str) -> Guest | None:
    """Return whom this unused link brings in, or None."""
    row = connection.execute(select(guest_table).where(guest_table.c.token == token)).first()
    return as_guest(row) if row and token else None


def of_call(connection: Connection, call_id: str) -> tuple[Guest, ...]:
    """Return everybody who was asked into a call, the first first."""
    at = guest_table.c
    asked = select(guest_table).where(at.call_id == call_id).order_by(at.asked_at, at.id)
    return tuple(as_guest(row) for row in connection.execute(asked))


def open_now(connection: Connection) -> tuple[Guest, ...]:
    """Return everybody who is asked into a call, waits at its door or is inside now."""
    asked = select(guest_table).where(guest_table.c.state.in_(sorted(OPEN)))
    return tuple(as_guest(row) for row in connection.execute(asked))


def inside(connection: Connection, call_id: str) -> int:
    """Return how many guests a call has now."""
    return sum(one.state is GuestState.INSIDE for one in of_call(connection, call_id))


def asked_of(connection: Connection, account_id: str) -> tuple[Guest, ...]:
    """Return the calls into which a recruiter is asked now."""
    at = guest_table.c
    asked = select(guest_table).where(
        at.account_id == account_id, at.account_id != "", at.state.in_(sorted(OPEN))
    )
    return tuple(as_guest(row) for row in connection.execute(asked))


def listens(connection: Connection, mark: str) -> bool:
    """True where a guest's pages listen under this mark."""
    asked = select(guest_table.c.id).where(guest_table.c.mark == mark)
    return connection.execute(asked).first() is not None


def is_self(found: Guest, actor: Actor, key: str) -> bool:
    """True where this guest asks: a colleague by their account, anybody else by their key."""
    if found.account_id:
        return actor.account_id == found.account_id
    return bool(found.key_hash) and hmac.compare_digest(token_hash(key), found.key_hash)
