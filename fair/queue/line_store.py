"""The line of a booth: its row, who stands in it, quiet minutes, the forecast in force."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Row,
    String,
    Table,
    Text,
    bindparam,
    delete,
    exists,
    insert,
    select,
    text,
    update,
)

from fair.db import Work
from fair.glossary import Lane
from fair.interviews.forecast import Point
from fair.queue.store import ticket_table
from fair.tables import Instant, metadata
from fair.tickets.order import Standing, recent_after

# One row per booth that ever had a queue. `version` is gapless; `recent` the last lanes called;
# at `none_at` there was nobody to call, or nobody who could, for the last time: `nobody` while so.
queue_table = Table(
    "queue",
    metadata,
    Column("booth_id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("next_number", Integer, nullable=False),
    Column("calls", Integer, nullable=False, server_default="0"),
    Column("by_name", Integer, nullable=False, server_default="0"),
    Column("recent", Text, nullable=False, server_default=""),
    Column("points", Text, nullable=False, server_default="[]"),
    Column("points_at", Instant),
    Column("looking", Boolean, nullable=False, server_default="0"),
    Column("on_duty", Integer, nullable=False, server_default="0"),
    Column("silent_since", Instant),
    Column("none_at", Instant),
    Column("nobody", Boolean, nullable=False, server_default="0"),
)
quiet_table = Table(
    "quiet",
    metadata,
    Column("person_id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("until", Instant, nullable=False),
)
# Whose appointment at a booth is so near that no talk elsewhere would end before it.
engaged_table = Table(
    "engaged",
    metadata,
    Column("person_id", String(12), primary_key=True),
    Column("booth_id", String(12), primary_key=True),
)

_other = ticket_table.alias("other")
_LINE = (
    select(
        ticket_table.c.id, ticket_table.c.person_id, ticket_table.c.number, ticket_table.c.rank,
        ticket_table.c.lane, ticket_table.c.held, ticket_table.c.undrawn, ticket_table.c.meant_for,
        exists()
        .where(
            _other.c.person_id == ticket_table.c.person_id,
            text("other.state IN ('called', 'talking')"),
        )
        .label("busy"),
        exists().where(quiet_table.c.person_id == ticket_table.c.person_id).label("quiet"),
        exists()
        .where(
            engaged_table.c.person_id == ticket_table.c.person_id,
            engaged_table.c.booth_id != ticket_table.c.booth_id,
            ticket_table.c.lane != "appointment",
        )
        .label("engaged"),
    )
    .where(ticket_table.c.booth_id == bindparam("booth"), ticket_table.c.state == "waiting")
    .order_by(ticket_table.c.rank, ticket_table.c.number)
)  # fmt: skip


def line(connection: Connection, booth_id: str) -> list[Standing]:
    """Return who waits at a booth, by rank."""
    return [
        Standing(
            ticket_id=row.id,
            person_id=row.person_id,
            number=row.number,
            rank=row.rank,
            lane=Lane(row.lane),
            held=row.held,
            busy=row.busy,
            quiet=row.quiet,
            engaged=row.engaged,
            undrawn=row.undrawn,
            meant_for=row.meant_for,
        )
        for row in connection.execute(_LINE, {"booth": booth_id})
    ]  # fmt: skip


_TAKE_NUMBER = (
    update(queue_table)
    .where(queue_table.c.booth_id == bindparam("this"))
    .values(next_number=queue_table.c.next_number + 1, version=queue_table.c.version + 1)
    .returning(queue_table.c.next_number, queue_table.c.version, queue_table.c.looking)
)
_TOUCH = (
    update(queue_table)
    .where(queue_table.c.booth_id == bindparam("this"))
    .values(version=queue_table.c.version + bindparam("times"))
    .returning(queue_table.c.version)
)
_QUEUE = select(queue_table).where(queue_table.c.booth_id == bindparam("booth"))


def open_queue(work: Work, booth_id: str, fair_id: str) -> None:
    """Make sure that a booth has the row of its queue."""
    if work.connection.execute(_QUEUE, {"booth": booth_id}).first() is None:
        work.write(
            insert(queue_table),
            {"booth_id": booth_id, "fair_id": fair_id, "version": 0, "next_number": 1},
        )


def take_number(work: Work, booth_id: str, fair_id: str) -> tuple[int, int, bool]:
    """Take the next number: (number, the queue's version after it, somebody looks after it)."""
    row = work.connection.execute(_TAKE_NUMBER, {"this": booth_id}).first()
    if row is None:
        open_queue(work, booth_id, fair_id)
        row = work.connection.execute(_TAKE_NUMBER, {"this": booth_id}).one()
    work.wrote = True
    return row.next_number - 1, row.version, row.looking


def touch(work: Work, booth_id: str, times: int = 1) -> int:
    """Note so many changes of a booth's line; return the queue's version after the last one."""
    work.wrote = True
    row = work.connection.execute(_TOUCH, {"this": booth_id, "times": times}).first()
    return int(row.version) if row else 0


def queue(connection: Connection, booth_id: str) -> Row[Any] | None:
    """Return the row of a booth's queue, or None."""
    return connection.execute(_QUEUE, {"booth": booth_id}).first()


def count_call(
    work: Work, booth_id: str, lane: Lane, recent: Sequence[Lane], *, named: bool
) -> None:
    """Note a call: its lane among the last ones, and whether it was by name."""
    kept = recent_after(recent, lane)
    work.write(
        update(queue_table)
        .where(queue_table.c.booth_id == booth_id)
        .values(
            calls=queue_table.c.calls + 1,
            by_name=queue_table.c.by_name + int(named),
            recent=",".join(kept),
        )
    )


def recent(row: Row[Any] | None) -> list[Lane]:
    """Return the lanes of the last calls of a booth, newest last."""
    return [Lane(name) for name in row.recent.split(",") if name] if row else []


def calls(row: Row[Any] | None) -> int:
    """Return how many calls there were at a booth."""
    return int(row.calls) if row else 0


def set_looking(work: Work, booth_id: str, looking: bool) -> None:  # noqa: FBT001 - a column
    """Note whether the clock looks after this queue."""
    work.write(
        update(queue_table).where(queue_table.c.booth_id == booth_id).values(looking=looking)
    )


def points_of(row: Row[Any] | None) -> tuple[Point, ...]:
    """Return the forecast kept for a booth; empty where there is none."""
    if row is None:
        return ()
    return tuple((place, low, mid, high) for place, low, mid, high in orjson.loads(row.points))


def keep_points(work: Work, booth_id: str, points: Sequence[Point], on_duty: int) -> None:
    """Keep a booth's forecast, made now with so many on duty."""
    work.write(
        update(queue_table)
        .where(queue_table.c.booth_id == booth_id)
        .values(points=orjson.dumps(points).decode(), points_at=work.now, on_duty=on_duty)
    )


def set_silent(work: Work, booth_id: str, since: datetime | None) -> None:
    """Note that a booth gives no sign since then, or that it does."""
    work.write(
        update(queue_table).where(queue_table.c.booth_id == booth_id).values(silent_since=since)
    )


def none_to_call(work: Work, of: ColumnElement[bool]) -> list[Row[Any]]:
    """Note that nobody could be called at these booths until now; return which had been silent.

    `of` names the booths by the columns of their queues. Nobody called counts from now on, and the
    times of before are forgotten: they have passed.
    """
    at = queue_table.c
    silent = select(at.booth_id, at.fair_id).where(of, at.silent_since.is_not(None))
    found = [*work.connection.execute(silent)]
    work.write(
        update(queue_table).where(of).values(none_at=work.now, silent_since=None, points="[]")
    )
    return found


def looked_after(connection: Connection, of: ColumnElement[bool]) -> list[Row[Any]]:
    """Return which of these queues (booth, fair) the clock looks after."""
    at = queue_table.c
    return [*connection.execute(select(at.booth_id, at.fair_id).where(of, at.looking))]


def set_nobody(work: Work, booth_id: str, *, nobody: bool) -> None:
    """Note that from now on nobody of a booth's line can be called, or that somebody can."""
    here = update(queue_table).where(queue_table.c.booth_id == booth_id)
    work.write(here.values(nobody=nobody, none_at=work.now))


def be_quiet(work: Work, person_id: str, fair_id: str, until: datetime) -> None:
    """Nobody rings this person until then."""
    end_quiet(work, person_id)
    work.write(
        insert(quiet_table), {"person_id": person_id, "fair_id": fair_id, "until": until}
    )  # fmt: skip


def end_quiet(work: Work, person_id: str) -> str | None:
    """End the quiet minutes; return the fair they were in, or None where there were none."""
    row = work.one(select(quiet_table).where(quiet_table.c.person_id == person_id))
    if row is None:
        return None
    work.write(delete(quiet_table).where(quiet_table.c.person_id == person_id))
    return str(row.fair_id)


def engage(work: Work, person_id: str, booth_id: str) -> None:
    """Note that somebody's appointment at a booth is near."""
    disengage(work, person_id, booth_id)
    work.write(insert(engaged_table), {"person_id": person_id, "booth_id": booth_id})


def disengage(work: Work, person_id: str, booth_id: str) -> None:
    """Note that no appointment of somebody at a booth is near any more."""
    at = engaged_table.c
    work.write(delete(engaged_table).where(at.person_id == person_id, at.booth_id == booth_id))
