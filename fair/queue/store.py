"""Tables of the queue, and the rows ⇄ values of tickets and lines. One statement per thing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
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

from fair.db import Instant, Work, metadata
from fair.decisions import NotFound, WrongState
from fair.glossary import Lane, TicketState
from fair.queue.forecast import Point, Range
from fair.queue.order import Overtake, Standing
from fair.queue.ticket import IN_CALL, LIVE, Ticket

_LIVE = text("state IN ('waiting', 'called', 'talking', 'parked')")
_IN_CALL = text("state IN ('called', 'talking')")

ticket_table = Table(
    "ticket",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("rank", BigInteger, nullable=False),
    Column("lane", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("vacancy_ids", Text, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("since_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    Column("held", String(12), nullable=False, server_default=""),
    Column("warned_at", Instant),
    Column("ready_at", Instant),
    Column("postponed", Boolean, nullable=False, server_default="0"),
    Column("misses", Integer, nullable=False, server_default="0"),
    Column("unreached", Integer, nullable=False, server_default="0"),
    Column("call_id", String(12), nullable=False, server_default=""),
    Column("account_id", String(12), nullable=False, server_default=""),
    Column("called_at", Instant),
    Column("ended_at", Instant),
    Column("cause", String(30), nullable=False, server_default=""),
    Column("choice", String(12), nullable=False, server_default=""),
    Column("phone_ok", Boolean, nullable=False, server_default="0"),
    Column("helper", Boolean, nullable=False, server_default="0"),
    Column("text_only", Boolean, nullable=False, server_default="0"),
)
# The last guards of the queue's rules; each has a test that fails without it.
Index(
    "uq_ticket_one_live_per_person_and_booth",
    ticket_table.c.person_id, ticket_table.c.booth_id,
    unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE,
)  # fmt: skip
Index(
    "uq_ticket_one_open_talk_per_person",
    ticket_table.c.person_id,
    unique=True, sqlite_where=_IN_CALL, postgresql_where=_IN_CALL,
)  # fmt: skip
Index(
    "uq_ticket_one_open_talk_per_recruiter",
    ticket_table.c.account_id,
    unique=True, sqlite_where=_IN_CALL, postgresql_where=_IN_CALL,
)  # fmt: skip
Index("uq_ticket_one_number_per_booth", ticket_table.c.booth_id, ticket_table.c.number, unique=True)
Index("ix_ticket_line", ticket_table.c.booth_id, ticket_table.c.state, ticket_table.c.rank)

# One row per booth that ever had a queue. `version` is gapless; `recent` the last lanes called.
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
)
# A forecast as it was first shown to a person, and what happened; left first counts as censored.
forecast_table = Table(
    "forecast",
    metadata,
    Column("ticket_id", String(12), primary_key=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("shown_at", Instant, nullable=False),
    Column("p10_at", Instant, nullable=False),
    Column("p50_at", Instant, nullable=False),
    Column("p90_at", Instant, nullable=False),
    Column("called_at", Instant),
    Column("result", String(12), nullable=False, server_default=""),
)
overtake_table = Table(
    "overtake",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("booth_id", String(12), nullable=False),
    Column("ticket_id", String(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("cause", String(30), nullable=False),
    Column("above", BigInteger, nullable=False),
    Column("below", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_overtake_booth_id_at", overtake_table.c.booth_id, overtake_table.c.at)
quiet_table = Table(
    "quiet",
    metadata,
    Column("person_id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("until", Instant, nullable=False),
)

# --- tickets --------------------------------------------------------------------------------------

_TICKET = select(ticket_table).where(ticket_table.c.id == bindparam("id"))
_INSERT_TICKET = insert(ticket_table)
_LIVE_OF_PERSON = (
    select(ticket_table.c.id, ticket_table.c.booth_id, ticket_table.c.fair_id)
    .where(ticket_table.c.person_id == bindparam("person"))
    .where(ticket_table.c.state.in_(sorted(LIVE)))
)
_SAVE_TICKET = update(ticket_table).where(
    ticket_table.c.id == bindparam("this"),
    ticket_table.c.state == bindparam("was"),
    ticket_table.c.version == bindparam("before"),
)


def as_ticket(row: Row[Any]) -> Ticket:
    """Build a ticket from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    values["lane"], values["state"] = Lane(values["lane"]), TicketState(values["state"])
    values["vacancy_ids"] = tuple(filter(None, values["vacancy_ids"].split(",")))
    return Ticket(**values)


def ticket(work: Work, ticket_id: str) -> Ticket:
    """Return a ticket; refuses `NotFound`."""
    row = work.connection.execute(_TICKET, {"id": ticket_id}).first()
    if row is None:
        raise NotFound
    return as_ticket(row)


def tickets_where(connection: Connection, *conditions: Any) -> list[Ticket]:
    """Return tickets that meet all conditions, by booth and number."""
    query = select(ticket_table).where(*conditions)
    query = query.order_by(ticket_table.c.booth_id, ticket_table.c.number)
    return [as_ticket(row) for row in connection.execute(query)]


def live_of_person(work: Work, person_id: str) -> Sequence[Any]:
    """Return id, booth and fair of every live ticket of a person."""
    return work.connection.execute(_LIVE_OF_PERSON, {"person": person_id}).all()


def add(work: Work, ticket: Ticket) -> None:
    """Save a new ticket."""
    work.write(
        _INSERT_TICKET,
        {
            "id": ticket.id, "fair_id": ticket.fair_id, "booth_id": ticket.booth_id,
            "person_id": ticket.person_id, "number": ticket.number, "rank": ticket.rank,
            "lane": ticket.lane.value, "state": ticket.state.value,
            "vacancy_ids": ",".join(ticket.vacancy_ids), "joined_at": ticket.joined_at,
            "since_at": ticket.since_at, "version": ticket.version, "held": ticket.held,
            "warned_at": ticket.warned_at, "ready_at": ticket.ready_at,
            "phone_ok": ticket.phone_ok, "helper": ticket.helper, "text_only": ticket.text_only,
        },
    )  # fmt: skip


_CHANGING = (
    "rank", "lane", "since_at", "held", "warned_at", "ready_at", "postponed", "misses", "unreached",
    "call_id", "account_id", "called_at", "ended_at", "cause", "choice", "version", "vacancy_ids",
)  # fmt: skip


def save(work: Work, was: Ticket, now: Ticket) -> None:
    """Save a changed ticket; refuses `WrongState` where somebody changed it meanwhile."""
    values = {
        name: getattr(now, name) for name in _CHANGING if getattr(now, name) != getattr(was, name)
    }
    if "vacancy_ids" in values:
        values["vacancy_ids"] = ",".join(now.vacancy_ids)
    values["state"] = now.state.value
    if work.write(
        _SAVE_TICKET.values(**values),
        {"this": was.id, "was": was.state.value, "before": was.version},
    ) != 1:  # fmt: skip
        raise WrongState


def keep_call(work: Work, ticket_id: str, call_id: str) -> None:
    """Note which call rings for a ticket that was just claimed."""
    work.write(
        update(ticket_table).where(ticket_table.c.id == ticket_id).values(call_id=call_id)
    )  # fmt: skip


# --- the line -------------------------------------------------------------------------------------

_other = ticket_table.alias("other")
_LINE = (
    select(
        ticket_table.c.id, ticket_table.c.person_id, ticket_table.c.number, ticket_table.c.rank,
        ticket_table.c.lane, ticket_table.c.held,
        exists()
        .where(
            _other.c.person_id == ticket_table.c.person_id,
            _other.c.state.in_(sorted(IN_CALL)),
        )
        .label("busy"),
        exists().where(quiet_table.c.person_id == ticket_table.c.person_id).label("quiet"),
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
    .values(version=queue_table.c.version + 1)
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


def touch(work: Work, booth_id: str) -> int:
    """Note a change of a booth's line; return the queue's version after it."""
    work.wrote = True
    row = work.connection.execute(_TOUCH, {"this": booth_id}).first()
    return int(row.version) if row else 0


def queue(connection: Connection, booth_id: str) -> Row[Any] | None:
    """Return the row of a booth's queue, or None."""
    return connection.execute(_QUEUE, {"booth": booth_id}).first()


def count_call(
    work: Work, booth_id: str, lane: Lane, recent: Sequence[Lane], *, named: bool
) -> None:
    """Note a call: its lane among the last ones, and whether it was by name."""
    kept = [*recent, lane][-4:]
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


def set_looking(work: Work, booth_id: str, looking: bool) -> None:  # noqa: FBT001 - a column
    """Note whether the clock looks after this queue."""
    work.write(
        update(queue_table).where(queue_table.c.booth_id == booth_id).values(looking=looking)
    )


# --- forecasts, overtakes, quiet minutes ----------------------------------------------------------


def points_of(row: Row[Any] | None) -> tuple[Point, ...]:
    """Return the forecast kept for a booth; empty where there is none."""
    if row is None:
        return ()
    return tuple((place, low, mid, high) for place, low, mid, high in orjson.loads(row.points))


def keep_points(work: Work, booth_id: str, points: Sequence[Point]) -> None:
    """Keep a booth's forecast, made now."""
    work.write(
        update(queue_table)
        .where(queue_table.c.booth_id == booth_id)
        .values(points=orjson.dumps(points).decode(), points_at=work.now)
    )


def unshown(work: Work, booth_id: str) -> set[str]:
    """Return the waiting tickets of a booth that were not given a forecast yet."""
    shown = exists().where(forecast_table.c.ticket_id == ticket_table.c.id)
    query = select(ticket_table.c.id).where(
        ticket_table.c.booth_id == booth_id, ticket_table.c.state == "waiting", ~shown
    )
    return {row.id for row in work.all(query)}


def show(work: Work, booth_id: str, given: Sequence[tuple[str, int, Range]]) -> None:
    """Keep the forecasts (ticket, place, range) that are shown from now on."""
    if given:
        work.write(
            insert(forecast_table),
            [
                {
                    "ticket_id": ticket_id, "booth_id": booth_id, "place": place,
                    "shown_at": work.now, "p10_at": found.p10_at, "p50_at": found.p50_at,
                    "p90_at": found.p90_at,
                }
                for ticket_id, place, found in given
            ],
        )  # fmt: skip


_FORECAST = select(forecast_table).where(
    forecast_table.c.ticket_id == bindparam("ticket"), forecast_table.c.result == ""
)


def settle_forecast(work: Work, ticket_id: str, called_at: datetime | None) -> None:
    """Compare what was shown with what happened: inside, early, late, or censored (not called)."""
    row = work.connection.execute(_FORECAST, {"ticket": ticket_id}).first()
    if row is None:
        return
    result = "censored"
    if called_at is not None:
        slack = timedelta(seconds=1)
        result = "early" if called_at < row.p10_at - slack else "inside"
        result = "late" if called_at > row.p90_at + slack else result
    work.write(
        update(forecast_table)
        .where(forecast_table.c.ticket_id == ticket_id)
        .values(called_at=called_at, result=result)
    )


def add_overtake(work: Work, ticket: Ticket, found: Overtake | None) -> None:
    """Keep who went before whom, and why."""
    if found:
        work.write(
            insert(overtake_table),
            {
                "id": work.new_id(), "fair_id": ticket.fair_id, "booth_id": ticket.booth_id,
                "ticket_id": ticket.id, "number": ticket.number, "cause": found.cause,
                "above": found.above, "below": found.below, "at": work.now,
            },
        )  # fmt: skip


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


def quiet_until(connection: Connection, person_id: str) -> datetime | None:
    """Return the end of a person's quiet minutes, or None."""
    query = select(quiet_table.c.until).where(quiet_table.c.person_id == person_id)
    found: datetime | None = connection.execute(query).scalar()
    return found


def live_tickets(connection: Connection, person_id: str, fair_id: str) -> int:
    """Return how many live tickets a person holds in a fair."""
    rows = connection.execute(_LIVE_OF_PERSON, {"person": person_id})
    return sum(1 for row in rows if row.fair_id == fair_id)
