"""Tables of who is handed on and who has priority."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Row,
    String,
    Table,
    delete,
    insert,
    select,
    text,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import HandingState
from fair.lanes.handing import Handing
from fair.lanes.priority import Priority
from fair.tables import Instant, metadata

handing_table = Table(
    "handing",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("ticket_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("why", String(120), nullable=False),
)
criteria_table = Table(
    "priority_criteria",
    metadata,
    Column("fair_id", String(12), primary_key=True),
    Column("criteria", String(120), nullable=False),
)
priority_table = Table(
    "priority",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("criterion", String(20), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("granted_at", Instant, nullable=False),
    Column("ended", Boolean, nullable=False, server_default="0"),
)
_OPEN = text("state IN ('asked', 'agreed')")
_STANDS = text("NOT ended")
Index(
    "uq_handing_one_open_per_person",
    handing_table.c.person_id,
    unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN,
)  # fmt: skip
Index(
    "uq_priority_one_per_person_and_fair",
    priority_table.c.fair_id, priority_table.c.person_id,
    unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS,
)  # fmt: skip


def as_handing(row: Row[Any]) -> Handing:
    """Build a handing from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Handing(**{**values, "state": HandingState(values["state"])})


def handings_where(connection: Connection, *conditions: Any) -> list[Handing]:
    """Return handings that meet all conditions, the oldest first."""
    at = handing_table.c
    query = select(handing_table).where(*conditions).order_by(at.asked_at, at.id)
    return [as_handing(row) for row in connection.execute(query)]


def handing(work: Work, handing_id: str) -> Handing:
    """Return a handing; refuses `NotFound`."""
    found = handings_where(work.connection, handing_table.c.id == handing_id)
    if not found:
        raise NotFound
    return found[0]


def add_handing(work: Work, one: Handing) -> None:
    """Save what is asked."""
    work.write(insert(handing_table), asdict(one))


def save_handing(work: Work, was: Handing, now: Handing) -> None:
    """Save what became of it; refuses `WrongState` where it changed meanwhile."""
    same = (handing_table.c.id == was.id, handing_table.c.state == was.state.value)
    state = now.state.value
    if work.write(update(handing_table).where(*same).values(state=state)) != 1:
        raise WrongState


def criteria(connection: Connection, fair_id: str) -> tuple[str, ...]:
    """Return the criteria that were published for a fair."""
    query = select(criteria_table.c.criteria).where(criteria_table.c.fair_id == fair_id)
    said = connection.execute(query).scalar() or ""
    return tuple(filter(None, said.split(",")))


def publish(work: Work, fair_id: str, said: str) -> None:
    """Keep the criteria of a fair."""
    work.write(delete(criteria_table).where(criteria_table.c.fair_id == fair_id))
    work.write(insert(criteria_table), {"fair_id": fair_id, "criteria": said})


def priorities_where(connection: Connection, *conditions: Any) -> list[Priority]:
    """Return priorities that meet all conditions, the oldest first."""
    at = priority_table.c
    query = select(priority_table).where(*conditions).order_by(at.granted_at, at.id)
    rows = connection.execute(query)
    return [Priority(**dict(row._mapping)) for row in rows]  # noqa: SLF001 - a public name


def add_priority(work: Work, one: Priority) -> None:
    """Save what was granted."""
    work.write(insert(priority_table), asdict(one))


def end_priority(work: Work, priority_id: str) -> None:
    """Note that it was taken back."""
    same = priority_table.c.id == priority_id
    work.write(update(priority_table).where(same).values(ended=True))


def forget(work: Work, person_id: str) -> None:
    """Blank what is known of an erased person."""
    why, by = handing_table.c, priority_table.c
    work.write(update(handing_table).where(why.person_id == person_id).values(why=""))
    work.write(update(priority_table).where(by.person_id == person_id).values(criterion=""))
