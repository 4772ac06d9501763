"""Read-only queries of what people were told of their wait."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, case, func, select, type_coerce

from fair.interviews import forecast, reads
from fair.interviews.forecast import Range
from fair.interviews.forecast_prior import PRIOR
from fair.interviews.forecast_store import forecast_table
from fair.interviews.holding import Told
from fair.interviews.past_errors import LAST, Bucket, Past, learned
from fair.interviews.plays import Load
from fair.interviews.store import interview_table

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


def by_step(
    connection: Connection, fair_id: str, step: timedelta
) -> list[tuple[int, int, int, float | None, float | None]]:
    """Return, for each step of time in which people were shown a first range, what came of it.

    In order: the number of the step since 1970, how many people, how many of them were called,
    and on average of those the seconds to the middle they were shown and those that it took.
    """
    at = forecast_table.c

    def micros(column: Any) -> Any:
        return type_coerce(column, BigInteger)

    shown, called = micros(at.shown_at), micros(at.called_at)
    number = shown // (step // timedelta(microseconds=1))
    middle = case((at.called_at.is_not(None), micros(at.p50_at) - shown))
    rows = connection.execute(
        select(number, func.count(), func.count(at.called_at),
               func.avg(middle), func.avg(called - shown))
        .where(at.fair_id == fair_id)
        .group_by(number)
        .order_by(number)
    )  # fmt: skip

    def seconds(found: Any) -> float | None:
        return None if found is None else float(found) / 1e6

    return [(row[0], row[1], row[2], seconds(row[3]), seconds(row[4])) for row in rows]


def accuracies(connection: Connection, fair_id: str) -> dict[str, Accuracy]:
    """Return the same of each booth of a fair at which a shown range was judged."""
    at = forecast_table.c
    rows = connection.execute(
        select(at.booth_id, at.result, func.count().label("many"))
        .where(at.fair_id == fair_id, at.result.in_(["inside", "early", "late"]))
        .group_by(at.booth_id, at.result)
    )
    found: dict[str, Accuracy] = {}
    for row in rows:
        old = found.get(row.booth_id, Accuracy(0, 0, 0))
        found[row.booth_id] = Accuracy(
            old.inside + (row.many if row.result == "inside" else 0),
            old.of + row.many,
            old.early + (row.many if row.result == "early" else 0),
        )
    return found


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
            found[row.ticket_id] = Told(ends, row.told_why, unlikely=row.told_unlikely)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the line of a booth and its duties say: `here` are recruiters and since when each is.

    `rung` are those who ring now, `back_at` when those on a break said they are back; `calls` and
    `left` count, `waited_s` adds up everybody's wait; `held` as in `Load`; `since` is when the one
    at the head joined.
    """

    here: Mapping[str, datetime]
    rung: Collection[str]
    back_at: Sequence[datetime]
    calls: int
    left: int
    waited_s: float
    held: tuple[int, ...]
    since: datetime | None


def load(
    connection: Connection, booth_id: str, fair_id: str, now: datetime, seen: Seen
) -> Load:  # fmt: skip
    """Return what decides the waits of a booth now, with its own talks."""
    talking = reads.talking_at(connection, booth_id)
    since = ((now - one.started_at).total_seconds() for one in talking)
    busy = forecast.busy(since, len(seen.rung), len(seen.here))
    talks = _talks(connection, booth_id)
    picks = forecast.picks(talks)
    away = {one.account_id for one in talking} | set(seen.rung)
    answered = sum(reads.counts(connection, booth_id).values())
    own = len(talks) < forecast.ENOUGH
    return forecast.steady(
        Load(
            busy_s=busy,
            idle=len(seen.here) - len(busy),
            lengths=forecast.with_wrap(talks),
            unanswered=forecast.unanswered(seen.calls, answered),
            held=seen.held,
            away_s=tuple((at - now).total_seconds() for at in seen.back_at),
            idle_s=_idle(connection, booth_id, now, seen, away) if picks else (),
            picks_s=picks,
            leaves=forecast.leaves(seen.left, seen.waited_s),
            usual_s=forecast.usual_s(*reads.talked(connection, fair_id) if own else (0, 0.0)),
        )
    )


def _talks(connection: Connection, booth_id: str) -> list[tuple[float, float | None]]:
    """List the last talks of a booth, and how long after each its recruiter began the next.

    None where that says nothing of the wrap-up, for nobody waited yet. What only a recruiter calls
    a talk is none, nor what was noted of a telephone afterwards, of unknown length.
    """
    at, shown = interview_table.c, forecast_table.c.shown_at
    rows = connection.execute(
        select(at.account_id, at.started_at, at.ended_at, shown, reads.IS_HELD.label("held"))
        .outerjoin(forecast_table, forecast_table.c.ticket_id == at.ticket_id)
        .where(at.booth_id == booth_id)
        .order_by(at.started_at.desc())
        .limit(forecast.LENGTHS)
    )
    found: list[tuple[float, float | None]] = []
    following: dict[str, Any] = {}
    for row in rows:
        after = following.get(row.account_id)
        following[row.account_id] = row
        if row.ended_at is None or row.ended_at <= row.started_at or not row.held:
            continue
        waited = after is not None and after.shown_at and after.shown_at <= row.ended_at
        gap = (after.started_at - row.ended_at).total_seconds() if after and waited else None
        long = gap is None or not 0 <= gap <= forecast.LONGEST_BREAK_S
        found.append(((row.ended_at - row.started_at).total_seconds(), None if long else gap))
    return found[::-1]


def _idle(
    connection: Connection, booth_id: str, now: datetime, seen: Seen, away: Collection[str]
) -> tuple[float, ...]:  # fmt: skip
    """Return for how long each recruiter who is free could have called somebody."""
    at = interview_table.c
    ended = {
        row.account_id: row.ended_at
        for row in connection.execute(
            select(at.account_id, func.max(at.ended_at).label("ended_at"))
            .where(at.booth_id == booth_id, at.account_id.in_(seen.here))
            .group_by(at.account_id)
        )
    }
    free = [
        max(filter(None, (came, ended.get(who), seen.since)))
        for who, came in seen.here.items()
        if who not in away
    ]
    return tuple(sorted(max(0.0, (now - since).total_seconds()) for since in free))


def buckets(
    connection: Connection, booth_id: str, fair_id: str, now: datetime
) -> tuple[Bucket, ...]:  # fmt: skip
    """Return how past forecasts erred at this booth and at the others of its fair."""
    at = forecast_table.c
    return learned(
        PRIOR,
        _past(connection, now, at.booth_id == booth_id),
        _past(connection, now, at.fair_id == fair_id, at.booth_id != booth_id),
    )


def _past(connection: Connection, now: datetime, *where: ColumnElement[bool]) -> list[Past]:
    at = forecast_table.c
    rows = connection.execute(
        select(forecast_table)
        .where(*where, at.played_p50_s.is_not(None))
        .order_by(at.shown_at.desc())
        .limit(LAST)
    )
    return [
        Past(
            row.place, (row.played_p10_s, row.played_p50_s, row.played_p90_s),
            ((row.called_at or row.left_at or now) - row.shown_at).total_seconds(),
            row.called_at is not None,
        )
        for row in rows
    ]  # fmt: skip
