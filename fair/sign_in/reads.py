"""Read-only queries of staff, logins and links that other slices may use; frozen values."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from fair.contract.sign_in import Invite
from fair.decisions import Actor
from fair.glossary import Role
from fair.people import reads as people
from fair.sign_in import account_store, login_store
from fair.sign_in.account import Account, Invitation
from fair.sign_in.login import Login, token_hash

_LOGIN = (
    select(
        login_store.login_table.c.id,
        login_store.login_table.c.person_id,
        login_store.login_table.c.account_id,
        account_store.account_table.c.name,
        account_store.account_table.c.role,
        account_store.account_table.c.employer_id,
    )
    .outerjoin_from(
        login_store.login_table,
        account_store.account_table,
        account_store.account_table.c.id == login_store.login_table.c.account_id,
    )
    .where(
        login_store.login_table.c.token_hash == bindparam("hash"),
        login_store.login_table.c.revoked_at.is_(None),
        account_store.account_table.c.closed_at.is_(None),
    )
)


def identify(connection: Connection, token: str, address: str) -> Actor:
    """Return who holds this login token; a visitor where there is none or it was revoked."""
    row = connection.execute(_LOGIN, {"hash": token_hash(token)}).first() if token else None
    if row is None:
        return Actor(Role.VISITOR, address=address)
    if row.person_id:
        who = people.person(connection, row.person_id)
        if who is None or who.erased:
            return Actor(Role.VISITOR, address=address)
        return Actor(Role.SEEKER, person_id=who.id, login_id=row.id, name=who.name, address=address)
    return Actor(
        Role(row.role),
        account_id=row.account_id,
        employer_id=row.employer_id,
        login_id=row.id,
        name=row.name,
        address=address,
    )


def account(connection: Connection, account_id: str) -> Account | None:
    """Return a member of staff, closed accounts too, or None."""
    return accounts(connection, (account_id,)).get(account_id)


def accounts(connection: Connection, ids: Collection[str]) -> dict[str, Account]:
    """Return the accounts of these ids; unknown ids are left out."""
    rows = connection.execute(
        select(account_store.account_table).where(account_store.account_table.c.id.in_(sorted(ids)))
    )
    return {row.id: account_store.as_account(row) for row in rows}


def accounts_of(connection: Connection, employer_id: str) -> tuple[Account, ...]:
    """Return the recruiters of an employer (of "": the organisers) who still work there."""
    staff = account_store.account_table
    rows = connection.execute(
        select(staff)
        .where(staff.c.employer_id == employer_id, staff.c.closed_at.is_(None))
        .order_by(staff.c.made_at, staff.c.id)
    )
    return tuple(account_store.as_account(row) for row in rows)


def invitations_of(connection: Connection, employer_id: str) -> tuple[Invitation, ...]:
    """Return the invitations to work for an employer (of "": as an organiser), latest first."""
    rows = connection.execute(
        select(account_store.invitation_table)
        .where(account_store.invitation_table.c.employer_id == employer_id)
        .order_by(account_store.invitation_table.c.made_at.desc())
    )
    return tuple(account_store.as_invitation(row) for row in rows)


def readable_invitations(
    connection: Connection, actor: Actor, employer_id: str
) -> tuple[Invitation, ...]:
    """Return the invitations that wait for an answer and whose links this actor may read.

    Whoever holds a link can use it: only who may send one reads it. Of somebody who has an account
    it replaces the password: no colleague's affair.
    """
    if actor.role not in Invite.by:
        return ()
    organises = actor.role is Role.ORGANISER
    known = set() if organises else {one.email for one in accounts_of(connection, employer_id)}
    return tuple(
        one
        for one in invitations_of(connection, employer_id)
        if not one.accepted_at and not one.withdrawn_at and one.email not in known
    )


def invitation(connection: Connection, invitation_id: str) -> Invitation | None:
    """Return an invitation, or None."""
    row = connection.execute(
        select(account_store.invitation_table).where(
            account_store.invitation_table.c.id == invitation_id
        )
    ).first()
    return account_store.as_invitation(row) if row else None


def password_of(connection: Connection, email: str) -> tuple[str, str]:
    """Return (account_id, password hash) of a working account; two empty strings otherwise."""
    staff = account_store.account_table
    row = connection.execute(
        select(staff.c.id, staff.c.password_hash).where(
            staff.c.email == email, staff.c.closed_at.is_(None)
        )
    ).first()
    return (row.id, row.password_hash) if row else ("", "")


def logins(connection: Connection, actor: Actor) -> tuple[Login, ...]:
    """Return the devices on which this actor is signed in, the latest first."""
    at = login_store.login_table
    mine = (
        at.c.person_id == actor.person_id
        if actor.person_id
        else at.c.account_id == actor.account_id
    )
    rows = connection.execute(
        select(at).where(mine, at.c.revoked_at.is_(None)).order_by(at.c.made_at.desc())
    )
    return tuple(login_store.as_login(row) for row in rows)


def key_link(connection: Connection, person_id: str) -> str:
    """Return the id of a person's open link; empty where it was turned off."""
    link = login_store.key_link_table
    query = select(link.c.id).where(link.c.person_id == person_id, link.c.revoked_at.is_(None))
    return str(connection.execute(query).scalar() or "")


def link_owner(connection: Connection, link_id: str) -> tuple[str, str]:
    """Return (person_id, account_id) of an open link; two empty strings where it has ended."""
    link = login_store.key_link_table
    row = connection.execute(
        select(link).where(link.c.id == link_id, link.c.revoked_at.is_(None))
    ).first()
    return (row.person_id, row.account_id) if row else ("", "")
