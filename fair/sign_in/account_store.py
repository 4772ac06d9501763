"""Rows of accounts and invitations: tables, rows ⇄ values."""

from typing import Any

from sqlalchemy import Column, Row, String, Table, UniqueConstraint, insert, select, update

from fair.db import Instant, Work, metadata
from fair.glossary import Role
from fair.sign_in.account import Account, Invitation

# --- staff ---------------------------------------------------------------------------------------


def account(work: Work, account_id: str) -> Account | None:
    """Load a working account, or None."""
    staff = account_table
    row = work.one(select(staff).where(staff.c.id == account_id, staff.c.closed_at.is_(None)))
    return as_account(row) if row else None


def account_of(work: Work, email: str) -> str:
    """Return the id of the account of an address, closed ones too; empty where there is none."""
    staff = account_table
    return str(work.value(select(staff.c.id).where(staff.c.email == email)) or "")


def add_account(work: Work, made: Account, password_hash: str) -> None:
    """Save a new account."""
    work.write(
        insert(account_table),
        {
            "id": made.id,
            "name": made.name,
            "email": made.email,
            "role": str(made.role),
            "employer_id": made.employer_id,
            "password_hash": password_hash,
            "made_at": work.now,
            "closed_at": None,
        },
    )


def change_account(
    work: Work, account_id: str, *, name: str | None = None, password_hash: str | None = None
) -> None:
    """Save what is given."""
    given = {"name": name, "password_hash": password_hash}
    values = {key: value for key, value in given.items() if value is not None}
    staff = account_table
    work.write(update(staff).where(staff.c.id == account_id).values(**values))


def close_account(work: Work, account_id: str) -> None:
    """End an account: it keeps its name for what was done under it, and no password fits."""
    staff = account_table
    work.write(
        update(staff)
        .where(staff.c.id == account_id)
        .values(closed_at=work.now, password_hash="", email=f"closed:{account_id}")
    )


def invitation(work: Work, invitation_id: str) -> Invitation | None:
    """Load an invitation, or None."""
    table = invitation_table
    row = work.one(select(table).where(table.c.id == invitation_id))
    return as_invitation(row) if row else None


def add_invitation(work: Work, made: Invitation) -> None:
    """Save an invitation."""
    work.write(
        insert(invitation_table),
        {
            "id": made.id,
            "email": made.email,
            "role": str(made.role),
            "employer_id": made.employer_id,
            "by_account_id": made.by_account_id,
            "made_at": made.made_at,
            "expires_at": made.expires_at,
            "accepted_at": None,
            "withdrawn_at": None,
        },
    )


def end_invitations_by(work: Work, account_id: str) -> None:
    """Withdraw what this account sent and nobody has used: it knows the links."""
    table = invitation_table
    work.write(
        update(table)
        .where(
            table.c.by_account_id == account_id,
            table.c.accepted_at.is_(None),
            table.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=work.now)
    )


def end_invitation(work: Work, invitation_id: str, *, accepted: bool) -> None:
    """Mark an invitation as accepted or withdrawn."""
    table = invitation_table
    which = "accepted_at" if accepted else "withdrawn_at"
    work.write(update(table).where(table.c.id == invitation_id).values({which: work.now}))


account_table = Table(
    "account",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("email", String(120), nullable=False),
    Column("role", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("password_hash", String(200), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("email", name="uq_account_email"),
)
invitation_table = Table(
    "invitation",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("email", String(120), nullable=False),
    Column("role", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("by_account_id", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("accepted_at", Instant),
    Column("withdrawn_at", Instant),
)


def as_account(row: Row[Any]) -> Account:
    """Build an account."""
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        employer_id=row.employer_id,
    )


def as_invitation(row: Row[Any]) -> Invitation:
    """Build an invitation."""
    return Invitation(
        id=row.id,
        email=row.email,
        role=Role(row.role),
        employer_id=row.employer_id,
        by_account_id=row.by_account_id,
        made_at=row.made_at,
        expires_at=row.expires_at,
        accepted_at=row.accepted_at,
        withdrawn_at=row.withdrawn_at,
    )
