"""The rows behind the figures of this instant, which the board and the wall show: by aliases."""

from sqlalchemy import Connection

from fair.evidence import live_reads
from fair.evidence.figure_row import FigureRow
from fair.folds import Row
from fair.instants import from_microseconds

_TOLD = ("person_id", "booth_id")


def waiting(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return who waits now, since when; who has waited longest is the first."""
    return _rows(live_reads.told_now(connection, fair_id, "waiting"), "joined_at")


def talking(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return who talks now, since when."""
    return _rows(live_reads.told_now(connection, fair_id, "talking"), "started_at")


def owed(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return the talks whose answer is owed, since the talk began."""
    return _rows(live_reads.told_now(connection, fair_id, "owed"), "started_at")


def _rows(found: list[Row], since: str) -> tuple[FigureRow, ...]:
    rows = [
        FigureRow(
            at=from_microseconds(int(row[since])),
            alias=str(row["person_id"]),
            told={
                **{name: row[name] for name in _TOLD},
                **({} if since == "joined_at" else {"interview_id": row["id"]}),
            },
        )
        for row in found
    ]
    return tuple(sorted(rows, key=lambda one: (one.at, one.alias)))
