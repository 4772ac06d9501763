"""Tables of calls, their legs, what was typed in them, and the recruiter's notes."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import CallState, Role
from fair.roles import SIDES
from fair.rooms.call import DIRECT, OPEN, VOICE, Call
from fair.rooms.chat_store import lately
from fair.rooms.leg import Leg
from fair.tables import Instant, metadata

call_table = Table(
    "call",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("booth_id", String(12), nullable=False),
    Column("ticket_id", String(12), nullable=False, index=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("post", String(300), nullable=False),
    Column("ring_s", Integer, nullable=False),
    Column("warned", Boolean(create_constraint=False), nullable=False),
    Column("rang_at", Instant, nullable=False),
    Column("shown_at", Instant),
    Column("seen_at", Instant),
    Column("answered_at", Instant),
    Column("live_at", Instant),
    Column("ended_at", Instant),
    Column("talked_s", Float, nullable=False),
    Column("runs_since", Instant),
    Column("extra_s", Integer, nullable=False),
    Column("medium", String(8), nullable=False, server_default=VOICE),
    Column("path", String(8), nullable=False, server_default=DIRECT),
    Column("cause", String(12), nullable=False, server_default=""),
)
_is_open = call_table.c.state.in_(sorted(OPEN))
Index(
    "uq_call_open_person",
    call_table.c.person_id,
    unique=True,
    sqlite_where=_is_open,
    postgresql_where=_is_open,
)
Index(
    "uq_call_open_account",
    call_table.c.account_id,
    unique=True,
    sqlite_where=_is_open,
    postgresql_where=_is_open,
)
Index("ix_call_booth_id_rang_at", call_table.c.booth_id, call_table.c.rang_at)

leg_table = Table(
    "call_leg",
    metadata,
    Column("call_id", String(12), nullable=False),
    Column("side", String(12), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("tab", String(40), nullable=False),
    Column("down", Boolean(create_constraint=False), nullable=False),
    Column("seen_at", Instant),
    PrimaryKeyConstraint("call_id", "side"),
)
way_table = Table(
    "call_way",
    metadata,
    Column("call_id", String(12), nullable=False),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("side", String(12), nullable=False),
    Column("family", String(8), nullable=False),
    Column("way", String(8), nullable=False),
    Column("quality", String(4), nullable=False),
    PrimaryKeyConstraint("call_id", "side"),
)
said_table = Table(
    "call_message",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("call_id", String(12), nullable=False, index=True),
    Column("side", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
note_table = Table(
    "call_note",
    metadata,
    Column("call_id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)


def as_call(row: Row[Any]) -> Call:
    """Build a call from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Call(**{**values, "state": CallState(values["state"])})


def as_leg(row: Row[Any]) -> Leg:
    """Build a leg from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Leg(**{**values, "side": Role(values["side"])})


def call(work: Work, call_id: str) -> Call:
    """Load a call; refuses with `NotFound`."""
    row = work.one(select(call_table).where(call_table.c.id == call_id))
    if row is None:
        raise NotFound
    return as_call(row)


def open_call(work: Work, *, person_id: str = "", account_id: str = "") -> Call | None:
    """Load the open call of a person or of a recruiter."""
    whose = (
        call_table.c.person_id == person_id if person_id else call_table.c.account_id == account_id
    )
    row = work.one(select(call_table).where(whose, _is_open))
    return as_call(row) if row else None


def add_call(work: Work, made: Call) -> None:
    """Save a new call and its two empty legs."""
    work.write(insert(call_table), asdict(made))
    legs = [asdict(Leg(made.id, side)) for side in sorted(SIDES)]
    work.write(insert(leg_table), legs)


def save_call(work: Work, was: Call, now: Call) -> None:
    """Save what changed in a call; refuses `WrongState` where somebody changed it meanwhile."""
    before, after = asdict(was), asdict(now)
    changed = {name: value for name, value in after.items() if value != before[name]}
    unchanged = [
        call_table.c[name].is_not_distinct_from(before[name]) for name in {"state", *changed}
    ]
    rewrite = update(call_table).where(call_table.c.id == was.id, *unchanged).values(changed)
    if changed and work.write(rewrite) != 1:
        raise WrongState


def leg(work: Work, call_id: str, side: Role) -> Leg:
    """Load one leg of a call; refuses with `NotFound`."""
    row = work.one(
        select(leg_table).where(leg_table.c.call_id == call_id, leg_table.c.side == side)
    )
    if row is None:
        raise NotFound
    return as_leg(row)


def save_leg(work: Work, was: Leg, now: Leg) -> None:
    """Save a leg; refuses `WrongState` where another page has taken it meanwhile."""
    at = leg_table.c
    unchanged = (at.call_id == was.call_id, at.side == was.side, at.epoch == was.epoch)
    if work.write(update(leg_table).where(*unchanged).values(asdict(now))) != 1:
        raise WrongState


def save_way(work: Work, call: Call, side: Role, **told: str) -> bool:
    """Save which way a page's sound takes; True where it says something new."""
    at = way_table.c
    mine = (at.call_id == call.id, at.side == side)
    row = work.one(select(at.family, at.way, at.quality).where(*mine))
    if row is None:
        values = {"call_id": call.id, "fair_id": call.fair_id, "side": side, **told}
        work.write(insert(way_table), values)
    elif row._asdict() != told:
        work.write(update(way_table).where(*mine).values(told))
    return row is None or row._asdict() != told


def add_said(work: Work, call_id: str, side: Role, text: str) -> str:
    """Save something typed in a call; return its id."""
    said_id = work.new_id()
    work.write(
        insert(said_table),
        {"id": said_id, "call_id": call_id, "side": side, "text": text, "at": work.now},
    )
    return said_id


def say_instead(work: Work, said_id: str, text: str) -> None:
    """Save what stands in the place of something typed; its row stays."""
    work.write(update(said_table).where(said_table.c.id == said_id).values(text=text))


def typed_lately(work: Work, call_id: str, side: Role) -> tuple[str, ...]:
    """Return what a side typed just now; see `chat_store.lately`."""
    at = said_table.c
    return lately(work.connection, said_table, work.now, at.call_id == call_id, at.side == side)


def sides_said(work: Work, call_id: str) -> frozenset[str]:
    """Return which sides have typed something."""
    rows = work.all(select(said_table.c.side).where(said_table.c.call_id == call_id).distinct())
    return frozenset(row.side for row in rows)


def save_note(work: Work, call_id: str, account_id: str, text: str) -> None:
    """Save the recruiter's notes of a call, in place of earlier ones."""
    values = {"account_id": account_id, "text": text, "at": work.now}
    if not work.write(update(note_table).where(note_table.c.call_id == call_id).values(values)):
        work.write(insert(note_table), {"call_id": call_id, **values})


def erase_person(work: Work, person_id: str) -> None:
    """Blank what was typed and noted in all calls of a person."""
    theirs = select(call_table.c.id).where(call_table.c.person_id == person_id)
    work.write(update(said_table).where(said_table.c.call_id.in_(theirs)).values(text=""))
    work.write(update(note_table).where(note_table.c.call_id.in_(theirs)).values(text=""))
