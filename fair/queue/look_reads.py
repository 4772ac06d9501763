"""What decides the waits of a booth now: its line, its duties, how past forecasts erred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from fair.booths import reads as booths
from fair.booths.booth import Booth, Duty
from fair.contract.queue import LookAtQueue
from fair.db import utc_now
from fair.decisions import Actor
from fair.instants import microseconds
from fair.interviews import forecast, forecast_reads, silence_reads
from fair.interviews.forecast import Point
from fair.interviews.forecast_reads import Seen
from fair.interviews.past_errors import Bucket
from fair.interviews.plays import Load
from fair.programme import reads as programme
from fair.queue import line_reads, line_store
from fair.queue.line_reads import LineNow
from fair.queue.store import ticket_table
from fair.rooms import call_reads
from fair.rooms.call import ends_soon
from fair.tickets import order
from fair.tickets.order import Standing


@dataclass(frozen=True, slots=True)
class Sight:
    """A booth's line in calling order, and the forecast for it now.

    `callable_now`: somebody could be called. A silent booth has no forecast: the time of a next
    call that does not come would creep on with the clock.
    """

    line: Sequence[Standing]
    load: Load
    buckets: tuple[Bucket, ...]
    callable_now: bool
    silent_since: datetime | None
    points: tuple[Point, ...]

    def played(self) -> tuple[Point, ...]:
        """Return what the plays say, before it is set right by past errors."""
        return forecast.played(self.load, len(self.line))


def sight(connection: Connection, booth: Booth, now: datetime) -> Sight:
    """Return how a booth's line stands now. The plays are remembered while nothing changes."""
    row = line_store.queue(connection, booth.id)
    stood = line_store.line(connection, booth.id)
    line = order.calling_order(stood, line_store.recent(row), line_store.calls(row))
    stands = line_reads.lines_of_fair(connection, booth.fair_id, booth.id).get(booth.id, LineNow())
    calls = line_store.calls(row)
    duties = booths.duties(connection, booth.id)
    seen = _seen(connection, booth, line, duties, now, calls=calls, since=stands.first_since)
    load = forecast_reads.load(connection, booth.id, booth.fair_id, now, seen)
    serves = booth.open or booth.waits_for_somebody
    buckets = forecast_reads.buckets(connection, booth.id, booth.fair_id, now)
    callable_now = _callable(connection, booth, line, duties, now)
    none_at = now if row and row.nobody else stands.none_at
    signs = (stands.standing_since, none_at)
    since = silence_reads.silent_since(
        connection, booth, callable_now=callable_now, since=signs, now=now
    )
    points = forecast.points(load, len(line), buckets) if serves and since is None else ()
    return Sight(line, load, buckets, callable_now, since, points)


def _callable(
    connection: Connection, booth: Booth, line: Sequence[Standing], duties: Sequence[Duty],
    now: datetime,
) -> bool:  # fmt: skip
    """Return whether a booth where nobody is rung or talks could call somebody of its line.

    In a pause of the fair nobody calls.
    """
    if not booth.open or not line or call_reads.open_calls_at(connection, [booth.id], []):
        return False
    fair = programme.fair(connection, booth.fair_id)
    if fair is None or not fair.is_open:
        return False
    here = [one.account_id for one in duties if one.here]
    there = {one.account_id for one in duties if one.expected(now)}
    return order.could_call(line, here, there)


def _seen(
    connection: Connection, booth: Booth, line: Sequence[Standing], duties: Sequence[Duty],
    now: datetime, *, calls: int, since: datetime | None,
) -> Seen:  # fmt: skip
    at = ticket_table.c
    mine = at.booth_id == booth.id
    rung = connection.execute(select(at.account_id).where(mine, at.state == "called"))
    left, waited_s = _patience(connection, booth.id, now)
    return Seen(
        here={one.account_id: one.since for one in duties if one.here},
        rung=[row.account_id for row in rung],
        back_at=[one.back_at for one in duties if one.back_at],
        calls=calls,
        left=left,
        waited_s=waited_s,
        since=since,
        held=tuple(place for place, one in enumerate(line, 1) if not one.free),
    )


def _patience(connection: Connection, booth_id: str, now: datetime) -> tuple[int, float]:
    """Return how many left a booth's line by themselves, and how long all have waited there."""
    at = ticket_table.c
    joined, called, ended = (
        type_coerce(column, BigInteger) for column in (at.joined_at, at.called_at, at.ended_at)
    )
    gone = at.called_at.is_(None) & (at.state == "left")
    query = select(
        func.count().filter(gone),
        func.sum(func.coalesce(called, ended, microseconds(now)) - joined),
    ).where(at.booth_id == booth_id)
    left, waited = connection.execute(query).one()
    return left, float(waited or 0) / 1e6


def ending(connection: Connection, booth: Booth, minutes: int, now: datetime) -> int:
    """Return how many talks of an open booth end within two minutes, by their budget."""
    if not booth.open:
        return 0
    calls = call_reads.open_calls_at(connection, [booth.id], [])
    return sum(ends_soon(one, minutes, now) for one in calls)


def look_ahead(connection: Connection, _actor: Actor, command: LookAtQueue) -> None:
    """Play the next calls, so that the writer need not: `forecast.played` remembers them."""
    booth = booths.booth(connection, command.booth_id)
    if booth is not None:
        sight(connection, booth, utc_now())


BEFOREHAND: dict[Any, Any] = {LookAtQueue: look_ahead}
