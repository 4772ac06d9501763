"""Rows of links for a forgotten password: table, rows ⇄ values."""

from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, String, Table, delete, insert, select, update

from fair.accounts.reset import RESET_LASTS, Reset
from fair.db import Work
from fair.tables import Instant, metadata

_KEPT = timedelta(days=1)

reset_table = Table(
    "password_reset",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False, index=True),
    Column("ended_at", Instant),
)


def add(work: Work, account_id: str, hashed: str) -> str:
    """Save a link and return its id; an earlier one of the account ends.

    Of an address without an account there is a row too, that says nothing: so that asking costs
    the same.
    """
    table = reset_table
    work.write(delete(table).where(table.c.made_at < work.now - _KEPT - RESET_LASTS))
    end_all(work, account_id)
    reset_id = work.new_id()
    work.write(
        insert(table),
        {
            "id": reset_id,
            "account_id": account_id,
            "token_hash": hashed,
            "made_at": work.now,
            "ended_at": None if account_id else work.now,
        },
    )
    return reset_id


def end_all(work: Work, account_id: str) -> None:
    """Let no link of an account work any more."""
    table = reset_table
    work.write(
        update(table)
        .where(table.c.account_id == account_id, table.c.ended_at.is_(None))
        .values(ended_at=work.now)
    )


def made_at(work: Work, account_id: str) -> list[datetime]:
    """Return when links of an account were made lately."""
    table = reset_table
    return [
        row.made_at
        for row in work.all(select(table.c.made_at).where(table.c.account_id == account_id))
    ]


def by_hash(connection: Connection, hashed: str) -> Reset | None:
    """Return the link whose token has this hash, or None."""
    table = reset_table
    row = connection.execute(select(table).where(table.c.token_hash == hashed)).first()
    return Reset(row.id, row.account_id, row.made_at, row.ended_at) if row else None
