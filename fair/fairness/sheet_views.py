"""The fairness of a fair as tables for spreadsheets."""

from typing import Any

from sqlalchemy import Connection

from fair import days
from fair.booths import reads as booths
from fair.fairness import reads
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.sheets import DEMO, table

OVERTAKE_COLUMNS = ("demo", "fair", "at", "booth", "ticket_number", "cause")
WAIT_COLUMNS = (
    "demo", "fair", "by", "group", "people", "half_within_minutes", "nine_in_ten_within_minutes",
)  # fmt: skip
HIDDEN, ALL = "under_10", "all"


def overtakes(connection: Connection, fair: Fair) -> str:
    """Return one row for each time somebody went, or came, before others, with its cause."""
    numbers = {one.id: one.number for one in booths.booths_of_fair(connection, fair.id)}
    rows = [
        {
            **_shared(fair),
            "at": one.at,
            "booth": numbers.get(one.booth_id, ""),
            "ticket_number": one.number,
            "cause": one.cause,
        }
        for one in queue.overtakes_of_fair(connection, fair.id)
    ]
    return table(OVERTAKE_COLUMNS, rows, days.zone(fair.zone))


def waits(connection: Connection, fair: Fair) -> str:
    """Return one row for each group of people, without what few people would be known by."""
    numbers = {one.id: one.number for one in booths.booths_of_fair(connection, fair.id)}
    rows = [
        {
            **_shared(fair),
            "by": kind.kind,
            "group": numbers.get(row.group, row.group) or ALL,
            "people": HIDDEN if row.hidden else row.people,
            "half_within_minutes": row.half,
            "nine_in_ten_within_minutes": row.most,
        }
        for kind in reads.waits(connection, fair)
        for row in (*kind.rows, kind.total)
    ]
    return table(WAIT_COLUMNS, rows, days.zone(fair.zone))


def _shared(fair: Fair) -> dict[str, Any]:
    return {"demo": DEMO if fair.demo else "", "fair": fair.title}
