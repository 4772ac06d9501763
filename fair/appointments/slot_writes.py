"""What a command that gives somebody a time asks first: of fair, slot and person."""

from fair.appointments import appointment as rules
from fair.appointments import reads, refusals, store
from fair.appointments.appointment import Appointment
from fair.appointments.slot import Slot
from fair.db import Work
from fair.decisions import NotFound
from fair.people.refusals import FairOver
from fair.programme import reads as programme
from fair.programme.fair import Fair


def fair_of(work: Work, fair_id: str) -> Fair:
    """Return the fair; refuses `NotFound`, and `FairOver` once it is."""
    fair = programme.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    if fair.over:
        raise FairOver
    return fair


def open_slot(work: Work, slot_id: str) -> Slot:
    """Return a slot that is ahead; refuses `SlotGone`."""
    known = store.slot(work, slot_id)
    if known.closed or known.starts_at <= work.now:
        raise refusals.SlotGone
    return known


def check_free(work: Work, one: Appointment, known: Slot) -> None:
    """Refuse a time at which its person has another appointment."""
    others = reads.live_of(work.connection, "person_id", [one.person_id])
    rules.check_free([other for other in others if other.id != one.id], known)


def place(work: Work, known: Slot) -> int:
    """Return the first free place of a slot; refuses `SlotFull`."""
    found = rules.free_place(known, reads.taken(work.connection, [known.id])[known.id])
    if found is None:
        raise refusals.SlotFull
    return found
