"""What an employer offers somebody: a time to who asked for one, and a second talk."""

from typing import Any

from fair.appointments import appointment as rules
from fair.appointments import facts, reads, refusals, slot_writes, store, writes
from fair.appointments.appointment import Appointment
from fair.appointments.slot import Slot
from fair.booths import booth_writes
from fair.contract import appointments as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import AppointmentState
from fair.interviews import reads as interviews
from fair.people import reads as people_reads
from fair.people.refusals import NotReached
from fair.signals import texts


def offer(work: Work, command: contract.OfferSlot) -> Done:
    """Offer a slot of the same booth to somebody who asked to be called."""
    was = store.appointment(work, command.appointment_id)
    booth = booth_writes.require_recruiting(work, was.booth_id)
    known = slot_writes.open_slot(work, command.slot_id)
    if known.booth_id != booth.id:
        raise refusals.SlotGone
    _offer(work, was, rules.to(was, "offer"), known)
    return Done()


def invite(work: Work, command: contract.InviteAgain) -> contract.AppointmentReply:
    """Invite to a second talk: with the same employer at the same fair, after a first one."""
    talked = interviews.interview(work.connection, command.interview_id)
    if talked is None:
        raise NotFound
    mine = booth_writes.require_recruiting(work, talked.booth_id)
    known = slot_writes.open_slot(work, command.slot_id)
    booth = booth_writes.require_staff(work, known.booth_id)
    if booth.fair_id != mine.fair_id:
        raise WrongState
    rules.check_talk(talked)
    person_id = talked.person_id
    if not people_reads.consented(
        work.connection, booth.employer_id, person_id
    ) or people_reads.has_blocked(work.connection, person_id, booth.employer_id):
        raise NotReached
    live = reads.live_of(work.connection, "person_id", [person_id])
    if any(one.booth_id == booth.id for one in live):
        raise refusals.AlreadyBooked
    rules.check_invitation(reads.after_talk(work.connection, talked.id))
    fresh = Appointment(
        id=work.new_id(), fair_id=booth.fair_id, booth_id=booth.id, person_id=person_id,
        state=AppointmentState.OFFERED, made_at=work.now, second=True,
        interview_id=talked.id,
    )  # fmt: skip
    _offer(work, None, fresh, known)
    return contract.AppointmentReply(appointment_id=fresh.id)


def _offer(work: Work, was: Appointment | None, one: Appointment, known: Slot) -> None:
    try:
        slot_writes.check_free(work, one, known)
    except refusals.TwoSlotsAtOnce:  # where else somebody talks is none of this employer's business
        raise refusals.NotFreeThen from None
    offered = rules.in_slot(one, known, slot_writes.place(work, known))
    writes.settle(
        work, was, offered, facts.AppointmentOffered, second=one.second,
        interview_id=one.interview_id, **writes.timed(offered),
    )  # fmt: skip
    writes.set_clocks(work, offered)
    writes.say(work, offered, texts.APPOINTMENT_OFFERED, "offered")


HANDLERS: dict[Any, Any] = {contract.OfferSlot: offer, contract.InviteAgain: invite}
