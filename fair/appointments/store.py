"""Tables of slots and appointments, with the last guards of their rules."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    text,
    update,
)

from fair.appointments.appointment import Appointment
from fair.appointments.slot import Slot
from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import AppointmentState
from fair.tables import Instant, metadata

_LIVE = text("state IN ('asked', 'offered', 'booked', 'near', 'due')")
_TAKING = text("state IN ('offered', 'booked', 'near', 'due')")

slot_table = Table(
    "slot",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("starts_at", Instant, nullable=False),
    Column("length_s", Integer, nullable=False),
    Column("buffer_s", Integer, nullable=False),
    Column("recruiters", Integer, nullable=False),
    Column("closed", Boolean, nullable=False, server_default="0"),
)
appointment_table = Table(
    "appointment",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("slot_id", String(12), nullable=False),
    Column("place", Integer, nullable=False),
    Column("starts_at", Instant),
    Column("ends_at", Instant),
    Column("second", Boolean, nullable=False),
    Column("interview_id", String(12), nullable=False, server_default="", index=True),
    Column("parts", String(30), nullable=False),
    Column("vacancy_ids", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("ticket_id", String(12), nullable=False, index=True),
    Column("late", Boolean, nullable=False),
    Column("cause", String(12), nullable=False),
)
Index(
    "uq_appointment_one_per_place_of_a_slot",
    appointment_table.c.slot_id, appointment_table.c.place,
    unique=True, sqlite_where=_TAKING, postgresql_where=_TAKING,
)  # fmt: skip
Index(
    "uq_appointment_one_live_per_person_and_booth",
    appointment_table.c.person_id, appointment_table.c.booth_id,
    unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE,
)  # fmt: skip


def as_slot(row: Row[Any]) -> Slot:
    """Build a slot from its row."""
    return Slot(**dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's public name


def as_appointment(row: Row[Any]) -> Appointment:
    """Build an appointment from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    values["state"] = AppointmentState(values["state"])
    for name in ("parts", "vacancy_ids"):
        values[name] = tuple(filter(None, values[name].split(",")))
    return Appointment(**values)


def _values(one: Appointment) -> dict[str, Any]:
    values = asdict(one)
    return values | {
        "state": one.state.value, "parts": ",".join(one.parts),
        "vacancy_ids": ",".join(one.vacancy_ids),
    }  # fmt: skip


def slots_where(connection: Connection, *conditions: Any) -> list[Slot]:
    """Return slots that meet all conditions, the earliest first."""
    query = select(slot_table).where(*conditions)
    return [
        as_slot(row)
        for row in connection.execute(query.order_by(slot_table.c.starts_at, slot_table.c.id))
    ]


def where(connection: Connection, *conditions: Any) -> list[Appointment]:
    """Return appointments that meet all conditions, by their time; who only asks comes last."""
    at = appointment_table.c
    query = select(appointment_table).where(*conditions)
    query = query.order_by(at.starts_at.is_(None), at.starts_at, at.made_at, at.id)
    return [as_appointment(row) for row in connection.execute(query)]


def slot(work: Work, slot_id: str) -> Slot:
    """Return a slot; refuses `NotFound`."""
    found = slots_where(work.connection, slot_table.c.id == slot_id)
    if not found:
        raise NotFound
    return found[0]


def appointment(work: Work, appointment_id: str) -> Appointment:
    """Return an appointment; refuses `NotFound`."""
    found = where(work.connection, appointment_table.c.id == appointment_id)
    if not found:
        raise NotFound
    return found[0]


def add_slots(work: Work, slots: Sequence[Slot]) -> None:
    """Save new slots."""
    work.write(insert(slot_table), [asdict(one) for one in slots])


def close_slot(work: Work, slot_id: str) -> None:
    """Note that the employer has taken a slot back."""
    work.write(update(slot_table).where(slot_table.c.id == slot_id).values(closed=True))


def add(work: Work, one: Appointment) -> None:
    """Save a new appointment."""
    work.write(insert(appointment_table), _values(one))


def save(work: Work, was: Appointment, now: Appointment) -> None:
    """Save an appointment as it is; refuses `WrongState` where it changed meanwhile."""
    at = appointment_table.c
    same = (at.id == was.id, at.state == was.state.value, at.sequence == was.sequence)
    if work.write(update(appointment_table).where(*same).values(_values(now))) != 1:
        raise WrongState
