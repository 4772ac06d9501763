"""Read-only queries of slots and appointments that other slices may use; frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from fair.accounts import reads as accounts
from fair.appointments import store
from fair.appointments.appointment import BY_EMPLOYER, LIVE, TAKING, Appointment
from fair.appointments.slot import Slot, staff_of
from fair.appointments.store import appointment_table, slot_table
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.glossary import AppointmentState


def appointment(connection: Connection, appointment_id: str) -> Appointment | None:
    """Return an appointment, or None."""
    found = store.where(connection, appointment_table.c.id == appointment_id)
    return found[0] if found else None


def of_person(connection: Connection, person_id: str) -> list[Appointment]:
    """Return every appointment of a person, by their time."""
    return store.where(connection, appointment_table.c.person_id == person_id)


def live_of(connection: Connection, whose: str, ids: Iterable[str]) -> list[Appointment]:
    """Return the appointments that are not over yet, by the column `whose`."""
    at = appointment_table.c
    live = at.state.in_(sorted(LIVE))
    return store.where(connection, at[whose].in_(sorted(set(ids))), live)


def after_talk(connection: Connection, interview_id: str) -> list[Appointment]:
    """Return every appointment to which somebody was invited after this talk."""
    return store.where(connection, appointment_table.c.interview_id == interview_id)


def due_with(connection: Connection, ticket_id: str) -> Appointment | None:
    """Return the appointment that has come due and waits with this ticket, or None."""
    at = appointment_table.c
    due = at.state == AppointmentState.DUE.value
    found = store.where(connection, at.ticket_id == ticket_id, due)
    return found[0] if found else None


def slots_of(connection: Connection, booth_id: str, after: datetime | None = None) -> list[Slot]:
    """Return the slots of a booth that were not taken back; only those that begin `after`."""
    at = slot_table.c
    later = [at.starts_at > after] if after else []
    return store.slots_where(connection, at.booth_id == booth_id, at.closed.is_(False), *later)


def _between(booth_id: str, begins: datetime, ends: datetime) -> tuple[Any, ...]:
    at = slot_table.c
    when = (at.starts_at >= begins, at.starts_at < ends)
    return (at.booth_id == booth_id, at.closed.is_(False), *when)


def slots_between(
    connection: Connection, booth_id: str, begins: datetime, ends: datetime
) -> list[Slot]:
    """Return the slots of a booth that begin within a stretch of time; none taken back."""
    return store.slots_where(connection, *_between(booth_id, begins, ends))


def many_between(connection: Connection, booth_id: str, begins: datetime, ends: datetime) -> int:
    """Return how many slots of a booth begin within a stretch of time; none taken back."""
    counted = select(func.count()).select_from(slot_table)
    return int(connection.execute(counted.where(*_between(booth_id, begins, ends))).scalar_one())


def slots_of_fair(connection: Connection, fair_id: str, after: datetime) -> list[Slot]:
    """Return the slots of a fair that were not taken back and begin after an instant."""
    at = slot_table.c
    return store.slots_where(
        connection, at.fair_id == fair_id, at.closed.is_(False), at.starts_at > after
    )


def ahead_of_fair(connection: Connection, fair_id: str) -> list[Appointment]:
    """Return the appointments of a fair with a time, none of which has come due."""
    at = appointment_table.c
    wanted = at.state.in_(sorted(TAKING - {AppointmentState.DUE}))
    return store.where(connection, at.fair_id == fair_id, wanted)


def taken(connection: Connection, slot_ids: Iterable[str]) -> dict[str, list[int]]:
    """Return which places of these slots are taken; each slot asked for has a list."""
    at = appointment_table.c
    wanted = sorted(set(slot_ids))
    rows = connection.execute(
        select(at.slot_id, at.place).where(at.slot_id.in_(wanted), at.state.in_(sorted(TAKING)))
    )
    found: dict[str, list[int]] = {one: [] for one in wanted}
    for row in rows:
        found[row.slot_id].append(row.place)
    return found


def staff(connection: Connection, booth: Booth) -> int:
    """Return how many recruiters work at a booth, as slots count them."""
    here = len(booths.duties(connection, booth.id))
    all_of_them = len(accounts.accounts_of(connection, booth.employer_id))
    return staff_of(here, all_of_them, len(booths.booths_beside(connection, booth)))


@dataclass(frozen=True, slots=True)
class Record:
    """How an employer has kept the appointments of a booth.

    `of` are all whose time has come; it came late to some, and did not keep others.
    """

    of: int
    late: int
    broken: int


def record_of(connection: Connection, booth_id: str) -> Record:
    """Return how a booth has kept its appointments."""
    at = appointment_table.c
    mine = (at.booth_id == booth_id, at.starts_at.is_not(None))
    ended = at.state.in_([AppointmentState.KEPT.value, AppointmentState.MISSED.value])
    broken = (at.state == AppointmentState.BROKEN.value) & at.cause.in_(BY_EMPLOYER)
    query = select(
        func.count().filter(ended | broken | at.late),
        func.count().filter(at.late),
        func.count().filter(broken),
    ).where(*mine)
    return Record(*connection.execute(query).one())
