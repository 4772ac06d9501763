"""Read-only queries of what people were told of their wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from fair.interviews import forecast, reads
from fair.interviews.forecast import Load, Range
from fair.interviews.forecast_store import forecast_table
from fair.interviews.holding import Told

_SOME = 500  # ids of one statement: databases take only so many values


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many people were called inside the range they had been shown, of how many."""

    inside: int
    of: int
    early: int


def accuracy(connection: Connection, booth_id: str) -> Accuracy:
    """Return how many of the shown ranges came true at a booth; who left first is left out."""
    rows = connection.execute(
        select(forecast_table.c.result, func.count())
        .where(forecast_table.c.booth_id == booth_id)
        .group_by(forecast_table.c.result)
    )
    count = {row[0]: row[1] for row in rows}
    judged = sum(count.get(name, 0) for name in ("inside", "early", "late"))
    return Accuracy(count.get("inside", 0), judged, count.get("early", 0))


def told(connection: Connection, ticket_ids: Sequence[str]) -> dict[str, Told]:
    """Return what the holders of tickets are told now; who was told nothing yet is left out."""
    found = {}
    for start in range(0, len(ticket_ids), _SOME):
        some = ticket_ids[start : start + _SOME]
        query = select(forecast_table).where(forecast_table.c.ticket_id.in_(some))
        for row in connection.execute(query):
            ends = Range(
                row.told_p10_at or row.p10_at,
                row.told_p50_at or row.p50_at,
                row.told_p90_at or row.p90_at,
            )
            found[row.ticket_id] = Told(ends, row.told_why)
    return found


def load(
    connection: Connection, booth_id: str, now: datetime, *, calls: int, rung: int, on_duty: int,
    held: tuple[int, ...],
) -> Load:  # fmt: skip
    """Return what decides the waits of a booth now, with its own talks."""
    since = (
        (now - one.started_at).total_seconds() for one in reads.talking_at(connection, booth_id)
    )
    busy = forecast.busy(since, rung, on_duty)
    lengths = reads.lengths(connection, booth_id)
    answered = sum(reads.counts(connection, booth_id).values())
    return Load(
        busy_s=busy,
        idle=on_duty - len(busy),
        lengths=tuple(seconds + forecast.WRAP_S for seconds in lengths),
        unanswered=forecast.unanswered(calls, answered),
        held=held,
    )
