"""Who leads, by number: each election begins a reign, and only the newest reign fires anything.

The row stands in the database, so that a leader that was frozen, or cut off, and comes back learns
of its successor in the very work by which it would have acted. The row is also the heartbeat: what
is between two beats is silence, and what was silent for long is an outage.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Row, String, Table, insert, select, update

from fair import timers
from fair.db import Work
from fair.tables import Instant, metadata

log = logging.getLogger("fair.timers")
LEADER = "leader"
QUIET_AFTER_OUTAGE_S = 30.0
OUTAGE_S = 3.0
# A busy disk or loop keeps a leader from beating for seconds while everybody else acts.
SILENCE_S = 10.0

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("who", String(20), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("reign", BigInteger, nullable=False, server_default="0"),
    Column("quiet_until", Instant),
)
_at = heartbeat.c
Stops = Sequence[Callable[[Work, datetime], None]]
"""What else stops clocks in a work for the silence since an instant, as `timers.put_off` does."""
_ROW = select(heartbeat).where(_at.who == LEADER)


class Deposed(Exception):
    """Somebody else leads by now; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Reign:
    """A time of leading: its number, the outage before it, and until when nothing is fired."""

    number: int
    outage_s: float = 0.0
    quiet_until: datetime | None = None

    def is_quiet(self, now: datetime) -> bool:
        """Return whether what is due waits, because people come back from an outage."""
        return self.quiet_until is not None and now < self.quiet_until


def begin(work: Work, stops: Stops) -> Reign:
    """Begin the next reign; the silence since the last heartbeat, if long, is an outage."""
    row = work.one(_ROW)
    if row is None:
        work.write(insert(heartbeat).values(who=LEADER, at=work.now, reign=1))
        return Reign(1)
    outage_s, quiet_until = _outage(work, row.at, OUTAGE_S, stops)
    reign = Reign(row.reign + 1, outage_s, quiet_until or row.quiet_until)
    _beat(work, reign)
    return reign


def beat(work: Work, reign: Reign, stops: Stops) -> Reign:
    """Write the heartbeat, and what of the reign is otherwise now. Raises `Deposed`."""
    row = _mine(work, reign)
    outage_s, quiet_until = _outage(work, row.at, SILENCE_S, stops)
    now = Reign(reign.number, outage_s or reign.outage_s, quiet_until or row.quiet_until)
    _beat(work, now)
    return now


def check(work: Work, reign: Reign) -> None:
    """Raise `Deposed` where a later reign has begun."""
    _mine(work, reign)


def last_beat(connection: Connection) -> datetime | None:
    """Return when a leader last beat, whichever process it is in."""
    found: datetime | None = connection.execute(select(_at.at).where(_at.who == LEADER)).scalar()
    return found


def _mine(work: Work, reign: Reign) -> Row[Any]:
    row = work.one(_ROW)
    if row is None or row.reign != reign.number:
        raise Deposed
    return row


def _beat(work: Work, reign: Reign) -> None:
    values = {"at": work.now, "reign": reign.number, "quiet_until": reign.quiet_until}
    work.write(update(heartbeat).where(_at.who == LEADER).values(values))


def _outage(
    work: Work, last: datetime, longest_s: float, stops: Stops
) -> tuple[float, datetime | None]:
    """Add a silence that was an outage to every clock; return it, and until when it is quiet."""
    silence_s = (work.now - last).total_seconds()
    if silence_s <= longest_s:
        return 0.0, None
    log.warning("an outage of %.1f s is added to every deadline", silence_s)
    timers.put_off(work, last)
    for stop in stops:
        stop(work, last)
    return silence_s, work.now + timedelta(seconds=QUIET_AFTER_OUTAGE_S)
