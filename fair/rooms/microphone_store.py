"""Table of what people's own pages last said of their microphones."""

from sqlalchemy import Column, String, Table, delete, insert, select, update

from fair.db import Work
from fair.tables import Instant, metadata

CHECK_DAYS = 2

check_table = Table(
    "microphone_check",
    metadata,
    Column("person_id", String(12), primary_key=True),
    Column("verdict", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)


def save_verdict(work: Work, person_id: str, verdict: str) -> bool:
    """Save what a page said; True where it is another verdict than the last one."""
    mine = check_table.c.person_id == person_id
    row = work.one(select(check_table.c.verdict).where(mine))
    values = {"verdict": verdict, "at": work.now}
    if row:
        work.write(update(check_table).where(mine).values(values))
    else:
        work.write(insert(check_table), {"person_id": person_id, **values})
    return row is None or row.verdict != verdict


def erase_person(work: Work, person_id: str) -> None:
    """Delete what a person's page said."""
    work.write(delete(check_table).where(check_table.c.person_id == person_id))
