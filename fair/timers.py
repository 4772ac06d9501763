"""What the clock makes due: one table of deadlines. `fair.leader` fires them.

A deadline is (seconds left, running since), and while it runs the instant that follows from both:
an index finds what is due, however much lies ahead. Pausing a fair or a booth holds its deadlines;
the silence of an outage is added to all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from fair.db import Work
from fair.instants import SECOND, microseconds
from fair.tables import Instant, metadata

deadline = Table(
    "deadline",
    metadata,
    Column("kind", String(40), nullable=False),
    Column("ref", String(40), nullable=False),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("left_s", Float, nullable=False),
    Column("running_since", Instant),
    Column("due_at", Instant, index=True),  # None while it is held
    Column("version", BigInteger, nullable=False),  # milliseconds since 1970, or one more
    PrimaryKeyConstraint("kind", "ref"),
)
# The database counts instants in whole microseconds.
_since = type_coerce(deadline.c.running_since, BigInteger)
_due = type_coerce(deadline.c.due_at, BigInteger)


def start(
    work: Work, kind: str, ref: str, seconds: float, *, fair_id: str = "", booth_id: str = ""
) -> None:
    """Set the deadline (kind, ref) `seconds` from now, in place of any earlier one."""
    version = work.value(
        select(deadline.c.version).where(deadline.c.kind == kind, deadline.c.ref == ref)
    )
    stop(work, kind, ref)
    work.write(
        insert(deadline),
        {
            "kind": kind, "ref": ref, "fair_id": fair_id, "booth_id": booth_id,
            "left_s": seconds, "running_since": work.now,
            "due_at": work.now + timedelta(seconds=seconds),
            "version": max((version or 0) + 1, round(work.now.timestamp() * 1000)),
        },
    )  # fmt: skip


def stop(work: Work, kind: str, ref: str) -> None:
    """Drop the deadline (kind, ref), if there is one."""
    work.write(delete(deadline).where(deadline.c.kind == kind, deadline.c.ref == ref))


def take(work: Work, row: Row[Any]) -> bool:
    """Drop what is due; False where it was stopped, held or set anew since it was read."""
    at = deadline.c
    same = (at.kind == row.kind, at.ref == row.ref, at.version == row.version, _running())
    return work.write(delete(deadline).where(*same)) == 1


def hold(work: Work, *, fair_id: str = "", booth_id: str = "") -> None:
    """Stop the clocks of a fair or a booth; what is left of each is kept."""
    ahead = _due - microseconds(work.now)
    left_s = case((ahead > 0, cast(ahead, Float) / SECOND), else_=0.0)
    work.write(
        update(deadline)
        .where(_of(fair_id, booth_id), _running())
        .values(left_s=left_s, running_since=None, due_at=None)
    )


def resume(work: Work, *, fair_id: str = "", booth_id: str = "") -> None:
    """Let the clocks of a fair or a booth run on."""
    left = cast(func.round(deadline.c.left_s * SECOND), BigInteger)
    work.write(
        update(deadline)
        .where(_of(fair_id, booth_id), deadline.c.running_since.is_(None))
        .values(running_since=work.now, due_at=type_coerce(microseconds(work.now) + left, Instant))
    )


def put_off(work: Work, silent_since: datetime) -> None:
    """Add to every running clock what it ran in the silence since then."""
    ran = ran_in(work, _since, silent_since)
    work.write(
        update(deadline)
        .where(_running())
        .values(
            left_s=deadline.c.left_s + cast(ran, Float) / SECOND,
            due_at=type_coerce(_due + ran, Instant),
        )
    )


def ran_in(work: Work, begun: ColumnElement[int], silent_since: datetime) -> ColumnElement[int]:
    """Return how long something that began then ran in the silence, all in microseconds."""
    since = microseconds(silent_since)
    return microseconds(work.now) - case((begun > since, begun), else_=since)


def due(connection: Connection, now: datetime, most: int) -> Sequence[Row[Any]]:
    """Return what is due by now, the earliest first, so many at most."""
    at = deadline.c
    query = select(deadline).where(at.due_at <= now).order_by(at.due_at, at.kind, at.ref)
    return connection.execute(query.limit(most)).all()


def runs(connection: Connection, kind: str, ref: str) -> bool:
    """Return whether (kind, ref) is still to be due, held or not."""
    query = select(deadline.c.kind).where(deadline.c.kind == kind, deadline.c.ref == ref)
    return connection.execute(query).first() is not None


def ends_at(connection: Connection, kind: str, ref: str) -> datetime | None:
    """Return when (kind, ref) will be due, or None where there is none or it is held."""
    found: datetime | None = connection.execute(
        select(deadline.c.due_at).where(deadline.c.kind == kind, deadline.c.ref == ref)
    ).scalar()
    return found


def _of(fair_id: str, booth_id: str) -> Any:
    return deadline.c.booth_id == booth_id if booth_id else deadline.c.fair_id == fair_id


def _running() -> Any:
    return deadline.c.running_since.is_not(None)
