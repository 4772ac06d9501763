"""Rows of codes: table, rows ⇄ values."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Integer, Row, String, Table, delete, insert, or_, select, update

from fair.db import Instant, Work, metadata
from fair.sign_in.code import CODE_LASTS, Code

# --- codes ---------------------------------------------------------------------------------------


def add_code(work: Work, made: Code) -> None:
    """Save a code; an earlier one of the same purpose and number is spent."""
    code = code_table
    end_codes(work, made.purpose, made.phone, made.person_id)
    work.write(
        insert(code),
        {
            "id": made.id,
            "purpose": made.purpose,
            "person_id": made.person_id,
            "phone": made.phone,
            "salt": made.salt,
            "sealed": made.sealed,
            "made_at": made.made_at,
            "tries": made.tries,
            "used_at": made.used_at,
        },
    )


def end_codes(work: Work, purpose: str, phone: str, person_id: str) -> None:
    """Let no open code of this purpose work any more; that it was sent is kept for an hour."""
    code = code_table
    work.write(
        update(code)
        .where(
            code.c.purpose == purpose,
            or_(code.c.phone == phone, code.c.person_id == person_id),
            code.c.used_at.is_(None),
        )
        .values(used_at=work.now)
    )


def last_code(work: Work, purpose: str, person_id: str, phone: str) -> Code | None:
    """Return the code that was sent last to this person's number for a purpose."""
    code = code_table
    row = work.one(
        select(code)
        .where(code.c.purpose == purpose, code.c.person_id == person_id, code.c.phone == phone)
        .order_by(code.c.made_at.desc(), code.c.used_at.is_not(None))
        .limit(1)
    )
    return as_code(row) if row else None


def codes_sent(work: Work, phone: str) -> list[datetime]:
    """Return when codes were sent to a number lately; forget those older than a day."""
    code = code_table
    work.write(delete(code).where(code.c.made_at < work.now - timedelta(days=1) - CODE_LASTS))
    return [row.made_at for row in work.all(select(code.c.made_at).where(code.c.phone == phone))]


def count_try(work: Work, code_id: str) -> None:
    """Count one wrong try."""
    code = code_table
    work.write(update(code).where(code.c.id == code_id).values(tries=code.c.tries + 1))


def spend(work: Work, code_id: str) -> None:
    """Mark a code as used."""
    code = code_table
    work.write(update(code).where(code.c.id == code_id).values(used_at=work.now))


code_table = Table(
    "code",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("purpose", String(10), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("phone", String(20), nullable=False, index=True),
    Column("salt", String(32), nullable=False),
    Column("sealed", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", Instant),
)


def as_code(row: Row[Any]) -> Code:
    """Build a code."""
    return Code(
        id=row.id,
        purpose=row.purpose,
        person_id=row.person_id,
        phone=row.phone,
        salt=row.salt,
        sealed=row.sealed,
        made_at=row.made_at,
        tries=row.tries,
        used_at=row.used_at,
    )


def forget(work: Work, person_id: str, phone: str) -> None:
    """Delete every code of a person, and those that anybody asked for to the number."""
    at = code_table.c
    mine = or_(at.person_id == person_id, at.phone == phone) if phone else at.person_id == person_id
    work.write(delete(code_table).where(mine))
