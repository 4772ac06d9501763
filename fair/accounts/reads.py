"""Read-only queries of staff and invitations that other slices may use; frozen values."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from fair import passwords
from fair.accounts import account_store, invitation_store, reset_store
from fair.accounts.account import Account
from fair.accounts.invitation import Invitation
from fair.accounts.refusals import WrongPassword
from fair.accounts.reset import Reset
from fair.contract.accounts import ChangeAccount
from fair.db import Database
from fair.decisions import Actor
from fair.glossary import Role

_WORKING = select(account_store.account_table).where(
    account_store.account_table.c.id == bindparam("id"),
    account_store.account_table.c.closed_at.is_(None),
)


def account(connection: Connection, account_id: str) -> Account | None:
    """Return a member of staff, closed accounts too, or None."""
    return accounts(connection, (account_id,)).get(account_id)


def working(connection: Connection, account_id: str) -> Account | None:
    """Return a member of staff whose role was not taken away, or None."""
    row = connection.execute(_WORKING, {"id": account_id}).first()
    return account_store.as_account(row) if row else None


def accounts(connection: Connection, ids: Collection[str]) -> dict[str, Account]:
    """Return the accounts of these ids; unknown ids are left out."""
    rows = connection.execute(
        select(account_store.account_table).where(account_store.account_table.c.id.in_(sorted(ids)))
    )
    return {row.id: account_store.as_account(row) for row in rows}


def organisers_of_fair(connection: Connection, fair_id: str) -> tuple[Account, ...]:
    """Return who runs this fair alone."""
    of_all = accounts_of(connection, "")
    return tuple(
        one for one in of_all if one.role is Role.FAIR_ORGANISER and one.fair_id == fair_id
    )


def accounts_of(connection: Connection, employer_id: str) -> tuple[Account, ...]:
    """Return the recruiters of an employer (of "": the organisers) who still work there."""
    staff = account_store.account_table
    rows = connection.execute(
        select(staff)
        .where(staff.c.employer_id == employer_id, staff.c.closed_at.is_(None))
        .order_by(staff.c.made_at, staff.c.id)
    )
    return tuple(account_store.as_account(row) for row in rows)


def teams(connection: Connection, employer_ids: Collection[str]) -> dict[str, tuple[Account, ...]]:
    """Return the recruiters of each of these employers; who has none is left out."""
    staff = account_store.account_table
    rows = connection.execute(
        select(staff)
        .where(staff.c.employer_id.in_(sorted(employer_ids)), staff.c.closed_at.is_(None))
        .order_by(staff.c.made_at, staff.c.id)
    )
    found: dict[str, tuple[Account, ...]] = {}
    for row in rows:
        found[row.employer_id] = (*found.get(row.employer_id, ()), account_store.as_account(row))
    return found


def invited(
    connection: Connection, employer_ids: Collection[str], now: datetime
) -> dict[str, tuple[Invitation, ...]]:
    """Return the invitations to each of these employers that can still be accepted."""
    at = invitation_store.invitation_table.c
    rows = connection.execute(
        select(invitation_store.invitation_table)
        .where(
            at.employer_id.in_(sorted(employer_ids)), at.accepted_at.is_(None),
            at.withdrawn_at.is_(None), at.expires_at > now,
        )
        .order_by(at.made_at, at.id)
    )  # fmt: skip
    found: dict[str, tuple[Invitation, ...]] = {}
    for row in rows:
        made = invitation_store.as_invitation(row)
        found[row.employer_id] = (*found.get(row.employer_id, ()), made)
    return found


def invitations_to(
    connection: Connection, employer_ids: Collection[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return by employer and address the ids of all invitations there, whatever became of them."""
    at = invitation_store.invitation_table.c
    rows = connection.execute(
        select(at.id, at.employer_id, at.email)
        .where(at.employer_id.in_(sorted(employer_ids)))
        .order_by(at.made_at, at.id)
    )
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        of_one = found.setdefault(row.employer_id, {})
        of_one[row.email] = (*of_one.get(row.email, ()), row.id)
    return found


def invitations_of(connection: Connection, employer_id: str) -> tuple[Invitation, ...]:
    """Return the invitations to work for an employer (of "": as an organiser), latest first."""
    rows = connection.execute(
        select(invitation_store.invitation_table)
        .where(invitation_store.invitation_table.c.employer_id == employer_id)
        .order_by(invitation_store.invitation_table.c.made_at.desc())
    )
    return tuple(invitation_store.as_invitation(row) for row in rows)


def open_invitations(connection: Connection, employer_id: str) -> tuple[Invitation, ...]:
    """Return the invitations to an employer (of "": to the organisers) that wait for an answer."""
    return tuple(
        one
        for one in invitations_of(connection, employer_id)
        if not one.accepted_at and not one.withdrawn_at
    )


def invitation(connection: Connection, invitation_id: str) -> Invitation | None:
    """Return an invitation, or None."""
    row = connection.execute(
        select(invitation_store.invitation_table).where(
            invitation_store.invitation_table.c.id == invitation_id
        )
    ).first()
    return invitation_store.as_invitation(row) if row else None


def has_account(connection: Connection, email: str) -> bool:
    """Return whether an address, as `normal_email` writes it, has an account."""
    staff = account_store.account_table
    return connection.execute(select(staff.c.id).where(staff.c.email == email)).first() is not None


def reset(connection: Connection, hashed: str) -> Reset | None:
    """Return the link for a new password whose token has this hash, or None."""
    return reset_store.by_hash(connection, hashed)


def password_of(connection: Connection, email: str) -> tuple[str, str]:
    """Return (account_id, password hash) of a working account; two empty strings otherwise."""
    staff = account_store.account_table
    row = connection.execute(
        select(staff.c.id, staff.c.password_hash).where(
            staff.c.email == email, staff.c.closed_at.is_(None)
        )
    ).first()
    return (row.id, row.password_hash) if row else ("", "")


async def check_password_of(database: Database, email: str, said: str) -> None:
    """Refuse `WrongPassword` where what was typed is not the password of this address."""
    _, kept = await database.read(lambda at: password_of(at, email))
    if not await passwords.matches(said, kept):
        raise WrongPassword


def as_it_is(
    connection: Connection, actor: Actor, _asked: ChangeAccount
) -> Mapping[str, Any] | None:
    """Return the asker's name."""
    found = account(connection, actor.account_id)
    return {"given_name": found.name} if found else None


AS_IT_IS: dict[Any, Any] = {ChangeAccount: as_it_is}
