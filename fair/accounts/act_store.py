"""Rows of what was done to accounts: table, rows ⇄ values."""

from sqlalchemy import Column, Connection, Index, String, Table, delete, insert, select

from fair.accounts.act import ACTS_KEPT, MOST_SHOWN, Act, What
from fair.db import Work
from fair.tables import Instant, metadata

act_table = Table(
    "account_act",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False),
    Column("what", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by_account_id", String(12), nullable=False),
    Column("device", String(60), nullable=False),
    Index("ix_account_act_account_id_at", "account_id", "at"),
)


def add(work: Work, account_id: str, act: Act) -> None:
    """Save what was done; what is older than a year is forgotten."""
    at = act_table.c
    work.write(delete(act_table).where(at.account_id == account_id, at.at < work.now - ACTS_KEPT))
    work.write(
        insert(act_table),
        {
            "id": work.new_id(),
            "account_id": account_id,
            "what": str(act.what),
            "at": act.at,
            "by_account_id": act.by_account_id,
            "device": act.device[:60],
        },
    )


def forget(work: Work, account_id: str) -> None:
    """Delete what was done to an account."""
    work.write(delete(act_table).where(act_table.c.account_id == account_id))


def of_account(connection: Connection, account_id: str) -> tuple[Act, ...]:
    """Return what was done to an account lately, the latest first."""
    rows = connection.execute(
        select(act_table)
        .where(act_table.c.account_id == account_id)
        .order_by(act_table.c.at.desc(), act_table.c.id)
        .limit(MOST_SHOWN)
    )
    return tuple(Act(What(row.what), row.at, row.by_account_id, row.device) for row in rows)
