"""The rows behind the figures of this instant, as the facts of the ledger add up to them.

The board and the wall show the figures; people stand here by their aliases.
"""

from collections.abc import Callable, Mapping

import orjson
from sqlalchemy import Connection

from fair.evidence.figure_row import FigureRow
from fair.folds import Fold, Row
from fair.glossary import InterviewState, TicketState
from fair.instants import from_microseconds, microseconds
from fair.interviews import folds as interviews
from fair.ledger import facts_of
from fair.queue import folds as queue
from fair.things import FoldedThings

_OF: Mapping[str, tuple[str, Mapping[str, Fold]]] = {
    "waiting": (queue.TICKET, queue.FOLDS),
    "talking": (interviews.INTERVIEW, interviews.FOLDS),
    "owed": (interviews.INTERVIEW, interviews.FOLDS),
}
_COUNTS: Mapping[str, Callable[[Row], bool]] = {
    "waiting": lambda row: row["state"] == TicketState.WAITING,
    "talking": lambda row: row["state"] == InterviewState.TALKING,
    "owed": lambda row: row["state"] == InterviewState.OWED and row["outcome"] is None,
}


def _told_now(connection: Connection, fair_id: str, name: str) -> list[Row]:
    """Return the tickets or talks that a figure of this instant counts, by facts alone.

    `name` is "waiting", "talking" or "owed". People stand there by their aliases.
    """
    table, folds = _OF[name]
    things = FoldedThings()
    try:
        for row in facts_of(connection, fair_id, *folds):
            folds[row.kind](things, orjson.loads(row.data), microseconds(row.at))
        return [row for _, row in things.rest(table) if _COUNTS[name](row)]
    finally:
        things.close()


_TOLD = ("person_id", "booth_id")


def waiting(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return who waits now, since when; who has waited longest is the first."""
    return _rows(_told_now(connection, fair_id, "waiting"), "joined_at")


def talking(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return who talks now, since when."""
    return _rows(_told_now(connection, fair_id, "talking"), "started_at")


def owed(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return the talks whose answer is owed, since the talk began."""
    return _rows(_told_now(connection, fair_id, "owed"), "started_at")


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
