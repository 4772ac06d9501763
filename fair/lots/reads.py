"""Read-only queries of lots for other slices: frozen values."""

from datetime import datetime

from sqlalchemy import Connection

from fair import timers
from fair.lots import store
from fair.lots.lot import Lot
from fair.queue.carry_writes import LOT


def lot(connection: Connection, booth_id: str) -> Lot | None:
    """Return the lot of a booth, None before its list is closed, and where there was none."""
    return store.lot(connection, booth_id)


def closes_at(connection: Connection, fair_id: str) -> datetime | None:
    """Return when who joins now draws a number; None where that is over, or the fair stands."""
    return timers.ends_at(connection, LOT, fair_id)


def ahead(connection: Connection, fair_id: str) -> bool:
    """Return whether who joins now draws a number."""
    return timers.runs(connection, LOT, fair_id)
