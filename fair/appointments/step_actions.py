"""What the clock does about an appointment: remind, keep others away, call in, ask who is late."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fair.appointments import appointment as rules
from fair.appointments import facts, store, writes
from fair.appointments.appointment import WAITED_S, Appointment
from fair.booths import reads as booths
from fair.contract.appointments import AppointmentStep
from fair.contract.base import Done
from fair.db import Work
from fair.glossary import AppointmentState, Lane
from fair.queue import lane_writes
from fair.queue import reads as queue
from fair.queue.lane_writes import Entry
from fair.signals import texts
from fair.tickets import joining, lifting


def step(work: Work, command: AppointmentStep) -> Done:
    """Do what is due; an appointment that is over meanwhile stays as it is."""
    one = store.appointment(work, command.appointment_id)
    match command.step:
        case "remind" if one.ahead:
            writes.say(work, one, texts.APPOINTMENT_SOON, "soon")
        case "near" if one.state is AppointmentState.BOOKED:
            _near(work, one)
        case "due" if one.state is AppointmentState.OFFERED:
            writes.cancel(work, one, "run_out")
        case "due" if one.ahead:
            _due(work, one)
        case "free" if one.state in rules.HOLDING:
            writes.let_go(work, one)
        case "waited" if one.state is AppointmentState.DUE:
            _waited(work, one)
        case _:
            pass
    return Done()


def _near(work: Work, one: Appointment) -> Appointment:
    """From now on nobody else's *call next* takes the person: a talk would not end in time."""
    near = rules.to(one, "near")
    writes.settle(work, one, near, facts.AppointmentNears)
    writes.hold(work, near)
    return near


def _due(work: Work, one: Appointment) -> None:
    """The person's ticket goes into the lane of appointments, or one is made."""
    near = _near(work, one) if one.state is AppointmentState.BOOKED else one
    booth = booths.booth(work.connection, one.booth_id)
    if booth is None or joining.closed(booth):
        writes.fail(work, near, "absent")
        return
    entry = Entry(lane=Lane.APPOINTMENT, cause=lifting.APPOINTMENT, named=one.vacancy_ids)
    ticket = lane_writes.enter(work, booth, one.person_id, entry)
    due = replace(rules.to(near, "come"), ticket_id=ticket.id)
    writes.settle(work, near, due, facts.AppointmentCame, ticket_id=ticket.id)
    writes.start(work, writes.WAITED, due, WAITED_S)


def _waited(work: Work, one: Appointment) -> None:
    """Ten minutes are over: who could have been called had an employer that is late.

    Who talked elsewhere meanwhile heads the standard lane from now on.
    """
    ticket = queue.ticket(work.connection, one.ticket_id)
    writes.let_go(work, one)
    if ticket is None or not ticket.waits:
        return
    if lane_writes.can_come(work, ticket):
        writes.note_late(work, one)
    elif ticket.lane is Lane.APPOINTMENT:
        lane_writes.put_first(work, ticket, lifting.APPOINTMENT)


def _remind(ref: str) -> AppointmentStep:
    return AppointmentStep(appointment_id=ref, step="remind")


def _nears(ref: str) -> AppointmentStep:
    return AppointmentStep(appointment_id=ref, step="near")


def _comes(ref: str) -> AppointmentStep:
    return AppointmentStep(appointment_id=ref, step="due")


def _has_waited(ref: str) -> AppointmentStep:
    return AppointmentStep(appointment_id=ref, step="waited")


def _frees(ref: str) -> AppointmentStep:
    return AppointmentStep(appointment_id=ref, step="free")


HANDLERS: dict[Any, Any] = {AppointmentStep: step}
DUE: dict[str, Callable[[str], Any]] = {
    writes.REMIND: _remind,
    writes.NEAR: _nears,
    writes.COME: _comes,
    writes.WAITED: _has_waited,
    writes.FREE: _frees,
}
