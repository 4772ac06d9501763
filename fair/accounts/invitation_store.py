"""Rows of invitations: table, rows ⇄ values."""

from typing import Any

from sqlalchemy import Column, Row, String, Table, insert, select, update

from fair.accounts.invitation import Handing, Invitation
from fair.db import Work
from fair.glossary import Role
from fair.tables import Instant, metadata


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
            "handed_at": made.handed_at,
            "handed_how": str(made.handed_how),
            "fair_id": made.fair_id,
            "ends_at": made.ends_at,
        },
    )


def open_ones(work: Work, *, email: str = "", by_account_id: str = "") -> tuple[Invitation, ...]:
    """Load what was neither accepted nor withdrawn: to an address, or sent by an account."""
    table = invitation_table
    whose = table.c.email == email if email else table.c.by_account_id == by_account_id
    rows = work.all(
        select(table).where(whose, table.c.accepted_at.is_(None), table.c.withdrawn_at.is_(None))
    )
    return tuple(as_invitation(row) for row in rows)


def hand_over(work: Work, invitation_id: str, how: Handing) -> None:
    """Note how an invitation's link reached somebody: that happens once."""
    table = invitation_table
    work.write(
        update(table)
        .where(table.c.id == invitation_id)
        .values(handed_at=work.now, handed_how=str(how))
    )


def end(work: Work, invitation_id: str, *, accepted: bool) -> None:
    """Mark an invitation as accepted or withdrawn."""
    table = invitation_table
    which = "accepted_at" if accepted else "withdrawn_at"
    work.write(update(table).where(table.c.id == invitation_id).values({which: work.now}))


invitation_table = Table(
    "invitation",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("email", String(120), nullable=False, index=True),
    Column("role", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("by_account_id", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("accepted_at", Instant),
    Column("withdrawn_at", Instant),
    Column("handed_at", Instant),
    Column("handed_how", String(8), nullable=False, server_default=""),
    Column("fair_id", String(12), nullable=False, server_default=""),
    Column("ends_at", Instant),
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
        handed_at=row.handed_at,
        handed_how=Handing(row.handed_how),
        fair_id=row.fair_id,
        ends_at=row.ends_at,
    )
