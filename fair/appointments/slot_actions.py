"""What an employer does about its slots: open them, and take one back."""

from datetime import time, timedelta
from typing import Any

from fair import days
from fair.appointments import facts, reads, slot, slot_writes, store, writes
from fair.appointments.slot import Slot
from fair.booths import booth_writes
from fair.contract import appointments as contract
from fair.contract.base import Done
from fair.days import at_clock, day_at
from fair.db import Work
from fair.decisions import WrongState
from fair.glossary import AppointmentState
from fair.programme import reads as programme


def open_slots(work: Work, command: contract.OpenSlots) -> contract.SlotsReply:
    """Open slots one after the other; all of them or, where one is refused, none."""
    booth = booth_writes.require_recruiting(work, command.booth_id)
    fair = slot_writes.fair_of(work, booth.fair_id)
    sessions = programme.sessions(work.connection, fair.id)
    staff = reads.staff(work.connection, booth)
    at = days.instant(command.starts_at, fair.zone, "starts_at")
    made: list[Slot] = []
    for _ in range(command.many):
        fresh = Slot(
            id=work.new_id(), fair_id=fair.id, booth_id=booth.id, starts_at=at,
            length_s=command.length_min * 60, buffer_s=command.buffer_min * 60,
            recruiters=command.recruiters,
        )  # fmt: skip
        made.append(fresh)
        at += timedelta(seconds=fresh.length_s + fresh.buffer_s)
    near = reads.slots_between(work.connection, booth.id, *slot.around(made))
    slot.check(made, near, fair, sessions, staff, work.now)
    _check_day(work, booth.id, made, fair.zone)
    store.add_slots(work, made)
    for one in made:
        work.record(
            facts.SlotOpened(
                fair_id=fair.id, slot_id=one.id, booth_id=booth.id, starts_at=one.starts_at,
                length_s=one.length_s, buffer_s=one.buffer_s, recruiters=one.recruiters,
            )
        )  # fmt: skip
    return contract.SlotsReply(slots=len(made))


def _check_day(work: Work, booth_id: str, made: list[Slot], place: str) -> None:
    that_day = day_at(made[0].starts_at, place)
    begins, ends = (at_clock(day, time.min, place) for day in (that_day, that_day + timedelta(1)))
    slot.check_day(reads.many_between(work.connection, booth_id, begins, ends), len(made))


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


HANDLERS: dict[Any, Any] = {contract.OpenSlots: open_slots, contract.CloseSlot: close_slot}
