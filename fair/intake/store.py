"""Rows of files that come in some rows at a time: how far each is, and which rows came in."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.intake.run import Run
from fair.tables import Instant, metadata

run_table = Table(
    "intake_run",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False),
    # gone once it ended
    Column("file_id", String(12), nullable=False, index=True),
    Column("import_id", String(12), nullable=False),
    Column("map_text", Text, nullable=False),
    Column("encoding", String(20), nullable=False),
    Column("rows", Integer, nullable=False),
    # the number of the last row that was read: here it goes on after a crash
    Column("row", Integer, nullable=False),
    Column("read", Integer, nullable=False),
    Column("brought", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("employers", Integer, nullable=False),
    Column("waits", Integer, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("failed", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    # null until its first rows were read, and until it is over
    Column("begun_at", Instant),
    Column("ended_at", Instant, index=True),
)
# what tells a row of a file from its others, so that none comes in twice
mark_table = Table(
    "intake_mark",
    metadata,
    Column("run_id", String(12), nullable=False),
    Column("mark", String(16), nullable=False),
    PrimaryKeyConstraint("run_id", "mark"),
)
_RUN, _MARK = run_table.c, mark_table.c
COLUMNS = [run_table.c[one.name] for one in fields(Run)]


def as_run(row: Any) -> Run:
    """Build a run from its row."""
    return Run(**{one.name: getattr(row, one.name) for one in fields(Run)})


def run(connection: Connection, run_id: str) -> Run | None:
    """Return a run, or None."""
    row = connection.execute(select(*COLUMNS).where(_RUN.id == run_id)).first()
    return as_run(row) if row else None


def add(work: Work, **values: Any) -> str:
    """Keep a run that reads nothing yet; return its id."""
    run_id = work.new_id()
    counts = ("row", "read", "brought", "refused", "duplicates", "employers", "waits")
    row = {
        "id": run_id,
        "account_id": work.actor.account_id,
        **dict.fromkeys(counts, 0),
        "cancelled": False,
        "failed": {},
        "at": work.now,
        "begun_at": None,
        "ended_at": None,
        **values,
    }
    work.write(insert(run_table), row)
    return run_id


def change(work: Work, run_id: str, **values: Any) -> None:
    """Save how far a run is."""
    work.write(update(run_table).where(_RUN.id == run_id).values(**values))


def mark_of(key: Sequence[str]) -> str:
    """Return what tells a row from the others of its file."""
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16]


def marked(connection: Connection, run_id: str, marks: Collection[str]) -> set[str]:
    """Return which of these rows came in already."""
    query = select(_MARK.mark).where(_MARK.run_id == run_id, _MARK.mark.in_(sorted(marks)))
    return {row.mark for row in connection.execute(query)}


def mark(work: Work, run_id: str, marks: Collection[str]) -> None:
    """Keep that these rows came in."""
    if marks:
        work.write(insert(mark_table), [{"run_id": run_id, "mark": one} for one in sorted(marks)])


def unmark(work: Work, run_id: str, most: int) -> bool:
    """Forget some of the rows that came in; True once none is left."""
    query = select(_MARK.mark).where(_MARK.run_id == run_id).limit(most)
    marks = [row.mark for row in work.all(query)]
    if marks:
        work.write(delete(mark_table).where(_MARK.run_id == run_id, _MARK.mark.in_(marks)))
    return len(marks) < most
