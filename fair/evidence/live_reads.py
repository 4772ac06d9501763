"""Who waits, talks and is owed an answer now, as the facts of a fair's ledger add up to it."""

from collections.abc import Callable, Mapping

import orjson
from sqlalchemy import Connection

from fair.folds import Fold, Row
from fair.glossary import InterviewState, TicketState
from fair.instants import microseconds
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


def told_now(connection: Connection, fair_id: str, name: str) -> list[Row]:
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
