"""Rows of accounts: table, rows ⇄ values."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
    insert,
    select,
    update,
)

from fair.accounts.account import Account
from fair.db import Work
from fair.glossary import Role
from fair.languages import DEFAULT
from fair.tables import Instant, metadata


def account(work: Work, account_id: str) -> Account | None:
    """Load a working account, or None."""
    staff = account_table
    row = work.one(select(staff).where(staff.c.id == account_id, staff.c.closed_at.is_(None)))
    return as_account(row) if row else None


def any_account(work: Work, account_id: str) -> Account | None:
    """Load an account, working or closed, or None."""
    row = work.one(select(account_table).where(account_table.c.id == account_id))
    return as_account(row) if row else None


def account_of(work: Work, email: str) -> Account | None:
    """Load the account of an address, or None; an account that was closed has none any more."""
    row = work.one(select(account_table).where(account_table.c.email == email))
    return as_account(row) if row else None


def lead_of(work: Work, employer_id: str) -> Account | None:
    """Load the recruiter who leads an employer's team, or None."""
    staff = account_table
    row = work.one(select(staff).where(staff.c.employer_id == employer_id, staff.c.lead))
    return as_account(row) if row else None


def set_lead(work: Work, employer_id: str, account_id: str) -> None:
    """Let one recruiter of an employer be its lead, and nobody else."""
    staff = account_table
    was = and_(staff.c.employer_id == employer_id, staff.c.lead)
    work.write(update(staff).where(was).values(lead=False))
    work.write(update(staff).where(staff.c.id == account_id).values(lead=True))


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
            "lead": made.lead,
            "lang": made.lang,
            "password_hash": password_hash,
            "made_at": work.now,
            "closed_at": None,
            "fair_id": made.fair_id,
            "ends_at": made.ends_at,
        },
    )


def change_account(
    work: Work,
    account_id: str,
    *,
    name: str | None = None,
    password_hash: str | None = None,
    lang: str | None = None,
) -> None:
    """Save what is given."""
    given = {"name": name, "password_hash": password_hash, "lang": lang}
    values = {key: value for key, value in given.items() if value is not None}
    staff = account_table
    work.write(update(staff).where(staff.c.id == account_id).values(**values))


def close_account(work: Work, account_id: str) -> None:
    """End an account: it keeps its name for what was done under it, and no password fits."""
    staff = account_table
    work.write(
        update(staff)
        .where(staff.c.id == account_id)
        .values(closed_at=work.now, password_hash="", email=f"closed:{account_id}", lead=False)
    )


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
    Column("lead", Boolean, nullable=False, server_default="0"),
    Column("lang", String(10), nullable=False, server_default=DEFAULT),
    Column("fair_id", String(12), nullable=False, server_default=""),
    Column("ends_at", Instant),
    UniqueConstraint("email", name="uq_account_email"),
)
# A team has one lead.
Index(
    "uq_account_lead",
    account_table.c.employer_id,
    unique=True,
    sqlite_where=account_table.c.lead,
    postgresql_where=account_table.c.lead,
)


def as_account(row: Row[Any]) -> Account:
    """Build an account."""
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        employer_id=row.employer_id,
        lead=bool(row.lead),
        lang=row.lang,
        fair_id=row.fair_id,
        ends_at=row.ends_at,
    )
