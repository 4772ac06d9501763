"""One function per command about slots and appointments."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fair import days
from fair.appointments import appointment as rules
from fair.appointments import facts, reads, refusals, slot, store, writes
from fair.appointments.appointment import PARTS_OF_DAY, Appointment
from fair.appointments.slot import Slot
from fair.booths import booth_writes
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.contract import appointments as contract
from fair.contract.base import Done
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.employers import reads as employers
from fair.employers.refusals import NoLicence
from fair.glossary import AppointmentState
from fair.interviews import reads as interviews
from fair.people import reads as people_reads
from fair.people import writes as people
from fair.people.refusals import FairOver, KeptAway, NotReached
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import joining
from fair.queue.joining import Join
from fair.signals import texts
from fair.vacancies import reads as vacancies

# --- what the employer does ----------------------------------------------------------------------


def open_slots(work: Work, command: contract.OpenSlots) -> contract.SlotsReply:
    """Open slots one after the other; all of them or, where one is refused, none."""
    booth = booth_writes.require_staff(work, command.booth_id)
    fair = _fair(work, booth.fair_id)
    if not employers.covered(work.connection, booth.employer_id):
        raise NoLicence
    sessions = programme.sessions(work.connection, fair.id)
    known = reads.slots_of(work.connection, booth.id)
    staff = reads.staff(work.connection, booth)
    at = days.instant(command.starts_at, fair.zone, "starts_at")
    made: list[Slot] = []
    for _ in range(command.many):
        fresh = Slot(
            id=work.new_id(), fair_id=fair.id, booth_id=booth.id, starts_at=at,
            length_s=command.length_min * 60, buffer_s=command.buffer_min * 60,
            recruiters=command.recruiters,
        )  # fmt: skip
        slot.check(fresh, [*known, *made], fair, sessions, staff, work.now)
        made.append(fresh)
        at += timedelta(seconds=fresh.length_s + fresh.buffer_s)
    store.add_slots(work, made)
    for one in made:
        work.record(
            facts.SlotOpened(
                fair_id=fair.id, slot_id=one.id, booth_id=booth.id, starts_at=one.starts_at,
                length_s=one.length_s, buffer_s=one.buffer_s, recruiters=one.recruiters,
            )
        )  # fmt: skip
    return contract.SlotsReply(slots=len(made))


def close_slot(work: Work, command: contract.CloseSlot) -> Done:
    """Take a slot back; who has it is told, and it counts on the employer."""
    known = store.slot(work, command.slot_id)
    booth_writes.require_staff(work, known.booth_id)
    if known.closed:
        raise WrongState
    take_back(work, known, command.reason.value)
    return Done()


def take_back(work: Work, known: Slot, cause: str) -> None:
    """Close a slot and let its appointments fall."""
    store.close_slot(work, known.id)
    work.record(
        facts.SlotTakenBack(fair_id=known.fair_id, slot_id=known.id, booth_id=known.booth_id)
    )
    for one in reads.live_of(work.connection, "slot_id", [known.id]):
        if one.state is not AppointmentState.DUE:  # the person stands in the lane already
            writes.fail(work, one, cause)


def offer(work: Work, command: contract.OfferSlot) -> Done:
    """Offer a slot of the same booth to somebody who asked to be called."""
    was = store.appointment(work, command.appointment_id)
    booth = booth_writes.require_staff(work, was.booth_id)
    known = _open_slot(work, command.slot_id)
    if known.booth_id != booth.id:
        raise refusals.SlotGone
    _offer(work, was, rules.to(was, "offer"), known)
    return Done()


def invite(work: Work, command: contract.InviteAgain) -> contract.AppointmentReply:
    """Invite to a second talk: with the same employer at the same fair, after a first one."""
    talked = interviews.interview(work.connection, command.interview_id)
    if talked is None:
        raise NotFound
    mine = booth_writes.require_staff(work, talked.booth_id)
    known = _open_slot(work, command.slot_id)
    booth = booth_writes.require_staff(work, known.booth_id)
    if booth.fair_id != mine.fair_id:
        raise WrongState
    if talked.ended_at is None or not talked.held:
        raise refusals.NoFirstTalk
    person_id = talked.person_id
    if not people_reads.consented(
        work.connection, booth.employer_id, person_id
    ) or people_reads.has_blocked(work.connection, person_id, booth.employer_id):
        raise NotReached
    live = reads.live_of(work.connection, "person_id", [person_id])
    if any(one.booth_id == booth.id for one in live):
        raise refusals.AlreadyBooked
    fresh = Appointment(
        id=work.new_id(), fair_id=booth.fair_id, booth_id=booth.id, person_id=person_id,
        state=AppointmentState.OFFERED, made_at=work.now, second=True,
    )  # fmt: skip
    _offer(work, None, fresh, known)
    return contract.AppointmentReply(appointment_id=fresh.id)


def _offer(work: Work, was: Appointment | None, one: Appointment, known: Slot) -> None:
    _check_free(work, one, known)
    offered = rules.in_slot(one, known, _place(work, known))
    writes.settle(
        work, was, offered, facts.AppointmentOffered, second=one.second, **writes.timed(offered)
    )  # fmt: skip
    writes.set_clocks(work, offered)
    writes.say(work, offered, texts.APPOINTMENT_OFFERED, "offered")


# --- what the person does ------------------------------------------------------------------------


def book(work: Work, command: contract.BookSlot) -> contract.AppointmentReply:
    """Take a slot: the consent that this employer sees the person."""
    known = _open_slot(work, command.slot_id)
    fresh = _mine_to_be(work, known.booth_id, command.vacancy_ids, AppointmentState.BOOKED)
    _check_free(work, fresh, known)
    booked = rules.in_slot(fresh, known, _place(work, known))
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
    fair = _fair(work, booth.fair_id)
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
    if not employers.covered(work.connection, booth.employer_id):
        raise refusals.NoTalkThere
    if people_reads.has_blocked(work.connection, me, booth.employer_id):
        raise KeptAway
    today = day_at(now, fair.zone)
    person = people_reads.person(work.connection, me)
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
    known = _open_slot(work, command.slot_id)
    if known.booth_id != was.booth_id:
        raise refusals.SlotGone
    _check_free(work, was, known)
    place = was.place if known.id == was.slot_id else _place(work, known)
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
    known = _open_slot(work, was.slot_id)
    booth = booths.booth(work.connection, was.booth_id)
    if booth is None:
        raise NotFound
    _check_person(work, booth, _fair(work, booth.fair_id), ())
    _check_free(work, was, known)
    writes.settle(work, was, booked, facts.AppointmentBooked, **writes.timed(booked))
    writes.set_clocks(work, booked)
    return Done()


def _mine(work: Work, appointment_id: str) -> Appointment:
    one = store.appointment(work, appointment_id)
    if one.person_id != work.actor.person_id:
        raise NotAllowed
    return one


def _fair(work: Work, fair_id: str) -> Fair:
    fair = programme.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    if fair.over:
        raise FairOver
    return fair


def _open_slot(work: Work, slot_id: str) -> Slot:
    known = store.slot(work, slot_id)
    if known.closed or known.starts_at <= work.now:
        raise refusals.SlotGone
    return known


def _check_free(work: Work, one: Appointment, known: Slot) -> None:
    others = reads.live_of(work.connection, "person_id", [one.person_id])
    rules.check_free([other for other in others if other.id != one.id], known)


def _place(work: Work, known: Slot) -> int:
    place = rules.free_place(known, reads.taken(work.connection, [known.id])[known.id])
    if place is None:
        raise refusals.SlotFull
    return place


HANDLERS: dict[Any, Any] = {
    contract.OpenSlots: open_slots,
    contract.CloseSlot: close_slot,
    contract.OfferSlot: offer,
    contract.InviteAgain: invite,
    contract.BookSlot: book,
    contract.AskToBeCalled: ask,
    contract.MoveAppointment: move,
    contract.CancelAppointment: cancel,
    contract.AcceptSlot: accept,
}
