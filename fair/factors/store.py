"""Rows of second steps: the app's secret, codes on paper, and who put it off."""

from collections.abc import Collection

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    insert,
    update,
)

from fair.db import Work
from fair.factors.factor import Asking, Factor
from fair.tables import Instant, metadata

LONGEST_LOCKED = 400

factor_table = Table(
    "factor",
    metadata,
    Column("account_id", String(12), primary_key=True),
    Column("locked", String(LONGEST_LOCKED), nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("made_at", Instant, nullable=False),
)
recovery_code_table = Table(
    "recovery_code",
    metadata,
    Column("account_id", String(12), nullable=False),
    Column("code_hash", String(64), nullable=False),
    Column("used_at", Instant),
    PrimaryKeyConstraint("account_id", "code_hash"),
)
factor_asking_table = Table(
    "factor_asking",
    metadata,
    Column("account_id", String(12), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
)


def add(work: Work, made: Factor) -> None:
    """Save a second step; nobody has two."""
    work.write(
        insert(factor_table),
        {
            "account_id": made.account_id,
            "locked": made.locked,
            "last_step": made.last_step,
            "made_at": made.made_at,
        },
    )


def use_step(work: Work, account_id: str, step: int) -> int:
    """Keep which step was used; returns 0 where it, or a later one, was used before."""
    at = factor_table
    newer = (at.c.account_id == account_id, at.c.last_step < step)
    return work.write(update(at).where(*newer).values(last_step=step))


def use_code(work: Work, account_id: str, hashed: str) -> int:
    """Use a code on paper up; returns 0 where there is no such code, or it was used."""
    at = recovery_code_table
    mine = (at.c.account_id == account_id, at.c.code_hash == hashed, at.c.used_at.is_(None))
    return work.write(update(at).where(*mine).values(used_at=work.now))


def keep_codes(work: Work, account_id: str, hashes: Collection[str]) -> None:
    """Keep these codes in the place of all that were before."""
    work.write(delete(recovery_code_table).where(recovery_code_table.c.account_id == account_id))
    for hashed in hashes:
        row = {"account_id": account_id, "code_hash": hashed, "used_at": None}
        work.write(insert(recovery_code_table), row)


def forget(work: Work, account_id: str) -> int:
    """Delete the second step with its codes; return how many there were."""
    keep_codes(work, account_id, ())
    return work.write(delete(factor_table).where(factor_table.c.account_id == account_id))


def put_off(work: Work, account_id: str, asked: Asking) -> None:
    """Save that it was put off once more."""
    stop_asking(work, account_id)
    row = {"account_id": account_id, "times": asked.times, "first_at": asked.first_at}
    work.write(insert(factor_asking_table), row)


def stop_asking(work: Work, account_id: str) -> None:
    """Forget what was put off."""
    work.write(delete(factor_asking_table).where(factor_asking_table.c.account_id == account_id))
