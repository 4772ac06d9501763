"""All SQL of the slice `programme` that writes: tables, rows ⇄ values."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    bindparam,
    event,
    func,
    insert,
    select,
    update,
)

from fair.columns import TextsColumn
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import FairState, SessionState
from fair.languages import Texts
from fair.programme.fair import Fair, Hall
from fair.programme.session import Session
from fair.tables import Instant, metadata

fair_table = Table(
    "fair",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("about", Text, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("zone", String(40), nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("most_tickets", Integer, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("titles", TextsColumn, nullable=False, server_default="{}"),
    Column("abouts", TextsColumn, nullable=False, server_default="{}"),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("phone_hours", TextsColumn, nullable=False, server_default="{}"),
    Column("permit", String(60), nullable=False, server_default=""),
    Column("moved_at", Instant),
    Column("rehearses", String(12), nullable=False, server_default=""),
    CheckConstraint("closes_at > opens_at", name="hours_run_forward"),
    CheckConstraint("most_tickets between 1 and 20", name="most_tickets_in_reason"),
)
hall_table = Table(
    "hall",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("titles", TextsColumn, nullable=False),
    Column("position", Integer, nullable=False),
    Column("removed_at", Instant),
)
session_table = Table(
    "session",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("removed_at", Instant),
    CheckConstraint("closes_at > opens_at", name="hours_run_forward"),
)

# A fair born as demo never becomes real, nor the other way round: not even by hand.
DEMO_IS_FIXED_SQLITE = """
CREATE TRIGGER fair_demo_is_fixed BEFORE UPDATE OF demo ON fair
WHEN NEW.demo IS NOT OLD.demo
BEGIN SELECT RAISE(ABORT, 'CHECK fair_demo_is_fixed: demo is given at birth'); END
"""
DEMO_IS_FIXED_POSTGRESQL = """
CREATE FUNCTION fair_demo_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'CHECK fair_demo_is_fixed: demo is given at birth'; END $$;
CREATE TRIGGER fair_demo_is_fixed BEFORE UPDATE OF demo ON fair FOR EACH ROW
WHEN (NEW.demo IS DISTINCT FROM OLD.demo) EXECUTE FUNCTION fair_demo_is_fixed();
"""
for _dialect, _trigger in (
    ("sqlite", DEMO_IS_FIXED_SQLITE),
    ("postgresql", DEMO_IS_FIXED_POSTGRESQL),
):
    _guard = DDL(_trigger)  # type: ignore[no-untyped-call]
    event.listen(fair_table, "after_create", _guard.execute_if(dialect=_dialect))


def as_fair(row: Row[Any]) -> Fair:
    """Build a fair from its row."""
    return Fair(
        id=row.id,
        title=row.title,
        about=row.about,
        state=FairState(row.state),
        zone=row.zone,
        demo=bool(row.demo),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        most_tickets=row.most_tickets,
        languages=tuple(row.languages),
        version=row.version,
        titles=row.titles,
        abouts=row.abouts,
        phone=row.phone,
        phone_hours=row.phone_hours,
        permit=row.permit,
        moved_at=row.moved_at,
        rehearses=row.rehearses,
    )


def as_hall(row: Row[Any]) -> Hall:
    """Build a hall from its row."""
    return Hall(row.id, row.fair_id, row.titles, row.position)


def as_session(row: Row[Any]) -> Session:
    """Build a session from its row."""
    return Session(
        row.id, row.fair_id, SessionState(row.state), row.opens_at, row.closes_at, row.sequence,
        removed=row.removed_at is not None,
    )  # fmt: skip


# Made once: each join reads its fair.
FAIR = select(fair_table).where(fair_table.c.id == bindparam("id"))


def fair(work: Work, fair_id: str) -> Fair:
    """Return a fair; refuses `NotFound`."""
    found = work.connection.execute(FAIR, {"id": fair_id}).first()
    if found is None:
        raise NotFound
    return as_fair(found)


def hall(work: Work, hall_id: str) -> Hall:
    """Return a hall; refuses `NotFound`."""
    found = work.one(
        select(hall_table).where(hall_table.c.id == hall_id, hall_table.c.removed_at.is_(None))
    )
    if found is None:
        raise NotFound
    return as_hall(found)


def session(work: Work, session_id: str) -> Session:
    """Return a session; refuses `NotFound`."""
    stands = session_table.c.removed_at.is_(None)
    row = work.one(select(session_table).where(session_table.c.id == session_id, stands))
    if row is None:
        raise NotFound
    return as_session(row)


def add_fair(work: Work, fair: Fair) -> None:
    """Keep a new fair. This is the only place that writes `demo` and `rehearses`."""
    work.write(
        insert(fair_table),
        {
            **_values(fair),
            "id": fair.id,
            "demo": fair.demo,
            "rehearses": fair.rehearses,
            "state": fair.state,
            "created_at": work.now,
        },
    )


def change_fair(work: Work, fair: Fair) -> None:
    """Save what an organiser may change of a fair; its state and `demo` stay."""
    work.write(update(fair_table).where(fair_table.c.id == fair.id).values(_values(fair)))


def move_fair(work: Work, fair_id: str, state: FairState) -> None:
    """Save a fair's new state."""
    values: dict[str, Any] = {"state": state, "version": fair_table.c.version + 1}
    if state is FairState.CLOSED:
        values["closed_at"] = work.now
    work.write(update(fair_table).where(fair_table.c.id == fair_id).values(values))


def _values(fair: Fair) -> dict[str, Any]:
    return {
        "title": fair.title,
        "about": fair.about,
        "zone": fair.zone,
        "opens_at": fair.opens_at,
        "closes_at": fair.closes_at,
        "most_tickets": fair.most_tickets,
        "languages": list(fair.languages),
        "version": fair.version,
        "titles": fair.titles,
        "abouts": fair.abouts,
        "phone": fair.phone,
        "phone_hours": fair.phone_hours,
        "permit": fair.permit,
        "moved_at": fair.moved_at,
    }


def add_hall(work: Work, fair_id: str, titles: Texts) -> str:
    """Keep a new hall behind the others; return its id."""
    last = work.value(
        select(func.max(hall_table.c.position)).where(hall_table.c.fair_id == fair_id)
    )
    hall_id = work.new_id()
    work.write(
        insert(hall_table),
        {
            "id": hall_id,
            "fair_id": fair_id,
            "titles": titles,
            "position": 1 if last is None else last + 1,
        },
    )
    return hall_id


def change_hall(work: Work, hall_id: str, titles: Texts) -> None:
    """Save a hall's names."""
    work.write(update(hall_table).where(hall_table.c.id == hall_id).values(titles=titles))


def remove_hall(work: Work, hall_id: str) -> None:
    """Take a hall out of the fair; its row stays, since facts name it."""
    work.write(update(hall_table).where(hall_table.c.id == hall_id).values(removed_at=work.now))


def add_session(work: Work, fair_id: str, opens_at: datetime, closes_at: datetime) -> str:
    """Keep a new planned session; return its id."""
    session_id = work.new_id()
    work.write(
        insert(session_table),
        {
            "id": session_id,
            "fair_id": fair_id,
            "state": SessionState.PLANNED,
            "opens_at": opens_at,
            "closes_at": closes_at,
        },
    )
    return session_id


def move_session(work: Work, session_id: str, state: SessionState) -> None:
    """Save a session's new state."""
    work.write(update(session_table).where(session_table.c.id == session_id).values(state=state))


def change_session(work: Work, session_id: str, opens_at: datetime, closes_at: datetime) -> None:
    """Save a session's window."""
    work.write(
        update(session_table)
        .where(session_table.c.id == session_id)
        .values(opens_at=opens_at, closes_at=closes_at, sequence=session_table.c.sequence + 1)
    )


def remove_session(work: Work, session_id: str) -> None:
    """Take a session out of the fair; its row stays, since calendars must hear that it is off."""
    work.write(
        update(session_table)
        .where(session_table.c.id == session_id)
        .values(removed_at=work.now, sequence=session_table.c.sequence + 1)
    )
