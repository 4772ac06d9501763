"""Read-only queries of staff, logins and links; `reads` hands them on."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from fair.decisions import Actor
from fair.glossary import Role
from fair.people import store
from fair.people.account import Account, Invitation
from fair.people.login import Login, token_hash
from fair.signals import signal


def identify(connection: Connection, token: str, address: str) -> Actor:
    """Return who holds this login token; a visitor where there is none or it was revoked."""
    at, who, staff = store.login_table, store.person_table, store.account_table
    row = (
        connection.execute(
            select(
                at.c.id,
                at.c.person_id,
                at.c.account_id,
                who.c.name.label("person_name"),
                staff.c.name.label("account_name"),
                staff.c.role,
                staff.c.employer_id,
            )
            .outerjoin_from(at, who, who.c.id == at.c.person_id)
            .outerjoin(staff, staff.c.id == at.c.account_id)
            .where(
                at.c.token_hash == token_hash(token),
                at.c.revoked_at.is_(None),
                who.c.erased_at.is_(None),
                staff.c.closed_at.is_(None),
            )
        ).first()
        if token
        else None
    )
    if row is None:
        return Actor(Role.VISITOR, address=address)
    if row.person_id:
        return Actor(
            Role.SEEKER,
            person_id=row.person_id,
            login_id=row.id,
            name=row.person_name,
            address=address,
        )
    return Actor(
        Role(row.role),
        account_id=row.account_id,
        employer_id=row.employer_id,
        login_id=row.id,
        name=row.account_name,
        address=address,
    )


def account(connection: Connection, account_id: str) -> Account | None:
    """Return a member of staff, closed accounts too, or None."""
    return accounts(connection, (account_id,)).get(account_id)


def accounts(connection: Connection, ids: Collection[str]) -> dict[str, Account]:
    """Return the accounts of these ids; unknown ids are left out."""
    rows = connection.execute(
        select(store.account_table).where(store.account_table.c.id.in_(sorted(ids)))
    )
    return {row.id: store.as_account(row) for row in rows}


def accounts_of(connection: Connection, employer_id: str) -> tuple[Account, ...]:
    """Return the recruiters of an employer (of "": the organisers) who still work there."""
    staff = store.account_table
    rows = connection.execute(
        select(staff)
        .where(staff.c.employer_id == employer_id, staff.c.closed_at.is_(None))
        .order_by(staff.c.made_at, staff.c.id)
    )
    return tuple(store.as_account(row) for row in rows)


def invitations_of(connection: Connection, employer_id: str) -> tuple[Invitation, ...]:
    """Return the invitations to work for an employer (of "": as an organiser), latest first."""
    rows = connection.execute(
        select(store.invitation_table)
        .where(store.invitation_table.c.employer_id == employer_id)
        .order_by(store.invitation_table.c.made_at.desc())
    )
    return tuple(store.as_invitation(row) for row in rows)


def invitation(connection: Connection, invitation_id: str) -> Invitation | None:
    """Return an invitation, or None."""
    row = connection.execute(
        select(store.invitation_table).where(store.invitation_table.c.id == invitation_id)
    ).first()
    return store.as_invitation(row) if row else None


def password_of(connection: Connection, email: str) -> tuple[str, str]:
    """Return (account_id, password hash) of a working account; two empty strings otherwise."""
    staff = store.account_table
    row = connection.execute(
        select(staff.c.id, staff.c.password_hash).where(
            staff.c.email == email, staff.c.closed_at.is_(None)
        )
    ).first()
    return (row.id, row.password_hash) if row else ("", "")


def logins(connection: Connection, actor: Actor) -> tuple[Login, ...]:
    """Return the devices on which this actor is signed in, the latest first."""
    at = store.login_table
    mine = (
        at.c.person_id == actor.person_id
        if actor.person_id
        else at.c.account_id == actor.account_id
    )
    rows = connection.execute(
        select(at).where(mine, at.c.revoked_at.is_(None)).order_by(at.c.made_at.desc())
    )
    return tuple(store.as_login(row) for row in rows)


def key_link(connection: Connection, person_id: str) -> str:
    """Return the id of a person's open link; empty where it was turned off."""
    link = store.key_link_table
    query = select(link.c.id).where(link.c.person_id == person_id, link.c.revoked_at.is_(None))
    return str(connection.execute(query).scalar() or "")


def link_owner(connection: Connection, link_id: str) -> tuple[str, str]:
    """Return (person_id, account_id) of an open link; two empty strings where it has ended."""
    link = store.key_link_table
    row = connection.execute(
        select(link).where(link.c.id == link_id, link.c.revoked_at.is_(None))
    ).first()
    return (row.person_id, row.account_id) if row else ("", "")


def outbox(connection: Connection, most: int = 50) -> Sequence[Mapping[str, Any]]:
    """Return the newest text messages of the outbox, for the page of the test provider."""
    rows = connection.execute(
        select(signal.c.recipient, signal.c.text, signal.c.made_at, signal.c.expires_at)
        .order_by(signal.c.made_at.desc(), signal.c.id)
        .limit(most)
    )
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name
