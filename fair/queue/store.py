"""Tickets: their table with its guards, rows ⇄ values. One statement per thing."""

from collections.abc import Iterable, Sequence
from typing import Any

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
    and_,
    bindparam,
    insert,
    or_,
    select,
    text,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import Lane, TicketState
from fair.tables import Instant, metadata
from fair.tickets.joining import Before, Held
from fair.tickets.lifting import ASKED
from fair.tickets.ticket import LIVE, Ticket

_PORTION = 500
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
    Column("phone_first", Boolean, nullable=False, server_default="0"),
    Column("helper", Boolean, nullable=False, server_default="0"),
    Column("text_only", Boolean, nullable=False, server_default="0"),
    Column("undrawn", Boolean, nullable=False, server_default="0"),
    Column("chosen_at", Instant),
    Column("after_id", String(12), nullable=False, server_default="", index=True),
    Column("meant_for", String(12), nullable=False, server_default=""),
    Column("parked_for", String(30), nullable=False, server_default=""),
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

# --- tickets --------------------------------------------------------------------------------------

_TICKET = select(ticket_table).where(ticket_table.c.id == bindparam("id"))
_INSERT_TICKET = insert(ticket_table)
_LIVE_OF_PERSON = (
    select(ticket_table.c.id, ticket_table.c.booth_id, ticket_table.c.fair_id, ticket_table.c.lane)
    .where(ticket_table.c.person_id == bindparam("person"))
    .where(_LIVE)
)
_OF_JOINER = (
    select(
        ticket_table.c.id, ticket_table.c.booth_id, ticket_table.c.fair_id, ticket_table.c.lane,
        ticket_table.c.rank, ticket_table.c.undrawn, ticket_table.c.state,
    )
    .where(
        ticket_table.c.person_id == bindparam("person"),
        or_(
            _LIVE,
            and_(
                ticket_table.c.booth_id == bindparam("booth"),
                or_(
                    ticket_table.c.undrawn,
                    and_(ticket_table.c.state == "left", ticket_table.c.after_id != ""),
                ),
            ),
        ),
    )
    .order_by(ticket_table.c.number)
)  # fmt: skip
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


def tickets_where(
    connection: Connection, *conditions: Any, most: int | None = None
) -> list[Ticket]:
    """Return tickets that meet all conditions, by booth and number; the first so many."""
    query = select(ticket_table).where(*conditions).limit(most)
    query = query.order_by(ticket_table.c.booth_id, ticket_table.c.number)
    return [as_ticket(row) for row in connection.execute(query)]


def tickets_among(
    connection: Connection, column: Column[str], ids: Iterable[str], *conditions: Any
) -> list[Ticket]:
    """Return tickets whose `column` is among many ids, asked for in bounded portions."""
    wanted = sorted(ids)
    return [
        ticket
        for start in range(0, len(wanted), _PORTION)
        for ticket in tickets_where(
            connection, column.in_(wanted[start : start + _PORTION]), *conditions
        )
    ]


def held(connection: Connection, person_id: str) -> list[Held]:
    """Return every live ticket of a person, in all fairs."""
    rows = connection.execute(_LIVE_OF_PERSON, {"person": person_id})
    return [Held(row.id, row.booth_id, row.fair_id, row.lane not in ASKED) for row in rows]


def held_and_before(
    connection: Connection, person_id: str, booth_id: str
) -> tuple[list[Held], list[Before]]:
    """Return every live ticket of a person, and what they gave up in a line before, by number."""
    rows = connection.execute(_OF_JOINER, {"person": person_id, "booth": booth_id}).all()
    return (
        [
            Held(row.id, row.booth_id, row.fair_id, row.lane not in ASKED)
            for row in rows
            if row.state in LIVE
        ],
        [Before(row.id, row.rank, row.undrawn) for row in rows if row.state not in LIVE],
    )


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
            "phone_ok": ticket.phone_ok, "phone_first": ticket.phone_first,
            "helper": ticket.helper, "text_only": ticket.text_only, "undrawn": ticket.undrawn,
            "meant_for": ticket.meant_for, "postponed": ticket.postponed, "misses": ticket.misses,
            "after_id": ticket.after_id, "cause": ticket.cause,
        },
    )  # fmt: skip


_CHANGING = (
    "rank", "lane", "since_at", "held", "warned_at", "ready_at", "postponed", "misses", "unreached",
    "call_id", "account_id", "called_at", "ended_at", "cause", "choice", "version", "vacancy_ids",
    "phone_ok", "phone_first", "text_only", "undrawn", "chosen_at", "number", "after_id",
    "meant_for", "parked_for",
)  # fmt: skip


_ENDING = tuple(name for name in _CHANGING if name not in ("vacancy_ids", "number"))
_END_TICKET = _SAVE_TICKET.values(
    state=bindparam("to"), **{name: bindparam(f"{name}_to") for name in _ENDING}
)


_GIVE_NUMBER = (
    update(ticket_table)
    .where(ticket_table.c.id == bindparam("this"))
    .values(
        number=bindparam("to"), rank=bindparam("rank_to"), since_at=bindparam("at"),
        version=bindparam("version_to"), undrawn=False, warned_at=None, ready_at=None,
    )
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


def save_ended(work: Work, steps: Sequence[tuple[Ticket, Ticket]]) -> None:
    """Save tickets (as it was, as it is) that end together, all at once; refuses as `save`."""
    if work.write(
        _END_TICKET,
        [
            {
                "this": was.id, "was": was.state.value, "before": was.version,
                "to": now.state.value,
                **{f"{name}_to": getattr(now, name) for name in _ENDING},
            }
            for was, now in steps
        ],
    ) != len(steps):  # fmt: skip
        raise WrongState


def save_numbers(work: Work, steps: Sequence[tuple[Ticket, Ticket]]) -> None:
    """Save tickets (as it was, as it is) of one booth that changed their numbers among them."""
    if not steps:
        return
    at = ticket_table.c
    mine = at.id.in_([was.id for was, _ in steps])
    work.write(update(ticket_table).where(mine).values(number=-at.number))  # each is free now
    work.write(
        _GIVE_NUMBER,
        [
            {
                "this": was.id, "to": now.number, "rank_to": now.rank, "at": now.since_at,
                "version_to": now.version,
            }
            for was, now in steps
        ],
    )  # fmt: skip


def keep_call(work: Work, ticket_id: str, call_id: str) -> None:
    """Note which call rings for a ticket that was just claimed."""
    work.write(
        update(ticket_table).where(ticket_table.c.id == ticket_id).values(call_id=call_id)
    )  # fmt: skip


def forget_wishes(work: Work, person_id: str) -> None:
    """Blank how an erased person wanted to talk."""
    work.write(
        update(ticket_table)
        .where(ticket_table.c.person_id == person_id)
        .values(phone_ok=False, phone_first=False, helper=False, text_only=False)
    )
