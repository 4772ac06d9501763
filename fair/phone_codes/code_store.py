"""Rows of codes: table, rows ⇄ values."""

from datetime import timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Row,
    String,
    Table,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from fair.budgets import network
from fair.db import Work
from fair.marks import marked
from fair.phone_codes.code import HOUR, SIGN_IN, Code, Sent
from fair.tables import Instant, metadata

KEPT = timedelta(days=1)
# Number, asker and network are marks (`fair.marks`): a stolen database tells none of them.
code_table = Table(
    "code",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("purpose", String(10), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("fair_id", String(12), nullable=False),
    Column("number", String(64), nullable=False),
    Column("asker", String(64), nullable=False),
    Column("network", String(64), nullable=False),
    Column("sealed", String(64), nullable=False),
    Column("proof", String(32), nullable=False, index=True),
    Column("made_at", Instant, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("misfits", Integer, nullable=False),
    Column("used_at", Instant),
    Index("ix_code_number", "number", "made_at"),
    Index("ix_code_asker", "asker", "made_at"),
    Index("ix_code_network", "network", "made_at"),
    Index("ix_code_fair_id", "fair_id", "made_at"),
)
_at = code_table.c


def number_mark(secret: str, phone: str) -> str:
    """Return what the rows of codes know a number by."""
    return marked(secret, "number", phone)


def network_mark(secret: str, address: str) -> str:
    """Return what the rows of codes know the network of an address by."""
    return marked(secret, "net", network(address))


def add_code(work: Work, made: Code) -> None:
    """Save a code; an earlier one of the same asker and purpose ends, and nobody else's does."""
    end_codes(work, made.purpose, made.asker, made.number)
    names = [column.name for column in code_table.columns]
    work.write(insert(code_table), {name: getattr(made, name) for name in names})


def end_codes(work: Work, purpose: str, asker: str, number: str) -> None:
    """Let no open code of an asker for a number work any more; that it was sent is kept."""
    work.write(
        update(code_table)
        .where(
            _at.purpose == purpose,
            _at.asker == asker,
            _at.number == number,
            _at.used_at.is_(None),
        )
        .values(sealed="")
    )


def sent(work: Work, purpose: str, asker: str, number: str) -> list[Sent]:
    """Return what was asked for within the hour by this asker, or for this number.

    Forgets what is older than a day.
    """
    work.write(delete(code_table).where(_at.made_at < work.now - KEPT))
    rows = work.all(
        select(code_table).where(
            _at.purpose == purpose,
            or_(_at.asker == asker, _at.number == number),
            _at.made_at > work.now - HOUR,
        )
    )
    return [
        Sent(row.made_at, row.asker, row.network, row.number, row.used_at is not None)
        for row in rows
    ]


def is_spent(work: Work, proof: str) -> bool:
    """True where a code was sent for this proof already."""
    return bool(proof) and work.one(select(_at.id).where(_at.proof == proof)) is not None


def count_try(work: Work, code_id: str, *, misfit: bool = False) -> None:
    """Count one wrong try: of the digits, or (a misfit) of who one is beside right digits."""
    values: dict[str, Any] = {"tries": _at.tries + 1}
    if misfit:
        values["misfits"] = _at.misfits + 1
    work.write(update(code_table).where(_at.id == code_id).values(**values))


def tries(work: Work, number: str) -> tuple[int, int]:
    """Return (wrong tries, misfits among them) of a day to sign in with a number."""
    wrong, misfits = work.connection.execute(
        select(func.sum(_at.tries), func.sum(_at.misfits)).where(
            _at.number == number, _at.purpose == SIGN_IN, _at.made_at > work.now - KEPT
        )
    ).one()
    return int(wrong or 0), int(misfits or 0)


def spend(work: Work, code_id: str) -> None:
    """Mark a code as used."""
    work.write(update(code_table).where(_at.id == code_id).values(used_at=work.now))


def as_code(row: Row[Any]) -> Code:
    """Build a code."""
    return Code(**{column.name: getattr(row, column.name) for column in code_table.columns})


def forget(work: Work, person_id: str, number: str) -> None:
    """Delete every code of a person, and those that anybody asked for to the number."""
    of_number = _at.number == number if number else false()
    work.write(delete(code_table).where(or_(_at.person_id == person_id, of_number)))
