"""What a person does about appointments: take a time, ask, move, give back, accept."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from fair.appointments import appointment as rules
from fair.appointments import facts, reads, refusals, slot_writes, store, writes
from fair.appointments.appointment import PARTS_OF_DAY, Appointment
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.conduct import writes as conduct
from fair.contract import appointments as contract
from fair.contract.base import Done
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.employers import reads as employers
from fair.glossary import AppointmentState
from fair.people import reads as people_reads
from fair.people import writes as people
from fair.people.refusals import KeptAway
from fair.programme.fair import Fair
from fair.tickets import joining
from fair.tickets.joining import Join
from fair.vacancies import reads as vacancies


def book(work: Work, command: contract.BookSlot) -> contract.AppointmentReply:
    """Take a slot: the consent that this employer sees the person."""
    known = slot_writes.open_slot(work, command.slot_id)
    fresh = _mine_to_be(work, known.booth_id, command.vacancy_ids, AppointmentState.BOOKED)
    slot_writes.check_free(work, fresh, known)
    booked = rules.in_slot(fresh, known, slot_writes.place(work, known))
    writes.settle(work, None, booked, facts.AppointmentBooked, **writes.timed(booked))
    writes.set_clocks(work, booked)
    return contract.AppointmentReply(appointment_id=booked.id)


def ask(work: Work, command: contract.AskToBeCalled) -> contract.AppointmentReply:
    """*Call me*: ask the employer for a time in these parts of the day."""
    parts = tuple(one for one in PARTS_OF_DAY if getattr(command, one))
    if not parts:
        raise refusals.NoTick
    fresh = _mine_to_be(work, command.booth_id, (), AppointmentState.ASKED)
    asked = replace(fresh, parts=parts)
    writes.settle(work, None, asked, facts.AppointmentAsked, parts=",".join(parts))
    return contract.AppointmentReply(appointment_id=asked.id)


def _mine_to_be(
    work: Work, booth_id: str, named: tuple[str, ...], state: AppointmentState
) -> Appointment:
    """Return what a person is about to have; refuses as joining does, but for the open booth."""
    booth = booths.booth(work.connection, booth_id)
    if booth is None:
        raise NotFound
    fair = slot_writes.fair_of(work, booth.fair_id)
    _check_person(work, booth, fair, named)
    me = work.actor.person_id
    rules.check_room(reads.live_of(work.connection, "person_id", [me]), booth.id, fair.most_tickets)
    people.give_consent(work, me, booth.employer_id, fair.id, "booked")
    return Appointment(
        id=work.new_id(), fair_id=fair.id, booth_id=booth.id, person_id=me, state=state,
        made_at=work.now, vacancy_ids=tuple(dict.fromkeys(named)),
    )  # fmt: skip


def _check_person(work: Work, booth: Booth, fair: Fair, named: Collection[str]) -> None:
    me, now = work.actor.person_id, work.now
    conduct.require_welcome(work, fair.id, me)
    if not employers.covered(work.connection, booth.employer_id):
        raise refusals.NoTalkThere
    if people_reads.has_blocked(work.connection, me, booth.employer_id):
        raise KeptAway
    today = day_at(now, fair.zone)
    person = people_reads.person(work.connection, me)
    rules.check_number(person, proves=work.settings.sends_texts)
    young = person is not None and person.protected(today)
    joining.check(
        Join(
            booth=booth,
            person=person,
            today=today,
            limits=joining.limits_of(fair),
            named=tuple(named),
            posts=vacancies.vacancies(work.connection, named) if named else {},
            offered=vacancies.vacancies_of_booth(work.connection, booth.id) if young else (),
            ahead=True,
        )
    )


def move(work: Work, command: contract.MoveAppointment) -> Done:
    """Another slot of the same booth; until its time has come, as often as one likes."""
    was = _mine(work, command.appointment_id)
    if not was.ahead:
        raise WrongState
    person = people_reads.person(work.connection, was.person_id)
    rules.check_number(person, proves=work.settings.sends_texts)
    known = slot_writes.open_slot(work, command.slot_id)
    if known.booth_id != was.booth_id:
        raise refusals.SlotGone
    slot_writes.check_free(work, was, known)
    place = was.place if known.id == was.slot_id else slot_writes.place(work, known)
    moved = rules.in_slot(rules.to_booked(was), known, place)
    writes.settle(work, was, moved, facts.AppointmentMoved, **writes.timed(moved))
    if was.state is AppointmentState.NEAR:
        writes.let_go(work, was)
    writes.set_clocks(work, moved)
    return Done()


def cancel(work: Work, command: contract.CancelAppointment) -> Done:
    """Give it back. Once its time has come the place in the queue is what one leaves."""
    was = _mine(work, command.appointment_id)
    if not was.live or was.state is AppointmentState.DUE:
        raise WrongState
    writes.cancel(work, was, "own_wish")
    return Done()


def accept(work: Work, command: contract.AcceptSlot) -> Done:
    """Say yes to an offered slot. A second talk needs no new consent: the first one's stands."""
    was = _mine(work, command.appointment_id)
    booked = rules.to(was, "accept")
    known = slot_writes.open_slot(work, was.slot_id)
    booth = booths.booth(work.connection, was.booth_id)
    if booth is None:
        raise NotFound
    _check_person(work, booth, slot_writes.fair_of(work, booth.fair_id), ())
    slot_writes.check_free(work, was, known)
    writes.settle(work, was, booked, facts.AppointmentBooked, **writes.timed(booked))
    writes.set_clocks(work, booked)
    return Done()


def _mine(work: Work, appointment_id: str) -> Appointment:
    one = store.appointment(work, appointment_id)
    if one.person_id != work.actor.person_id:
        raise NotAllowed
    return one


HANDLERS: dict[Any, Any] = {
    contract.BookSlot: book,
    contract.AskToBeCalled: ask,
    contract.MoveAppointment: move,
    contract.CancelAppointment: cancel,
    contract.AcceptSlot: accept,
}
